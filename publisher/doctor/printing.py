"""What printing needs: Python, WeasyPrint with its C libraries, the fonts. All of it is required."""

from __future__ import annotations

import ctypes
import platform
import sys
from collections.abc import Iterator
from importlib import metadata

from publisher.doctor.finding import Finding, Shop
from publisher.house import House
from publisher.issue.style import FaceRequest
from publisher.typesetting.faces import find_face

_SHORT = 12  # hexadecimal digits of a digest that are shown
# Name as people say it, key of its words, families, package of Debian, cask of Homebrew.
_FACES = (
    ("Song", "song", ("Noto Serif CJK SC", "Source Han Serif SC"), "fonts-noto-cjk", "font-noto-serif-cjk-sc"),
    ("Hei", "hei", ("Noto Sans CJK SC", "Source Han Sans SC"), "fonts-noto-cjk", "font-noto-sans-cjk-sc"),
    ("Kai", "kai", ("LXGW WenKai",), "fonts-lxgw-wenkai", "font-lxgw-wenkai"),
)


def look(house: House, shop: Shop) -> Iterator[Finding]:
    """Yield what a build cannot do without."""
    is_new = sys.version_info >= (3, 11)
    yield Finding("Python", is_new, platform.python_version(), "everything", shop.get("python3", "python@3.13"))
    yield _weasyprint()
    pango = shop.get("libpango-1.0-0 libpangoft2-1.0-0", "pango")
    yield _library("Pango", "pango-1.0", "pango_version_string", "layout", pango)
    subset = shop.get("libharfbuzz-subset0", "harfbuzz")
    yield _library("HarfBuzz subset", "harfbuzz-subset", "hb_version_string", "cut", subset)
    for name, use, families, package, cask in _FACES:
        yield _face(name, use, families, shop.get(package, f"--cask {cask}"), house)


def _weasyprint() -> Finding:
    try:
        version = metadata.version("weasyprint")
    except metadata.PackageNotFoundError:
        version = ""
    return Finding("WeasyPrint", bool(version), version, "pdf", "pip install weasyprint==70.0")


def _library(name: str, stem: str, version_function: str, use: str, remedy: str) -> Finding:
    """Look for a C library under the names it has on Linux and macOS, and ask its version."""
    for file in (f"lib{stem}.so.0", f"lib{stem}.0.dylib", f"lib{stem}.dylib"):
        try:
            ask = getattr(ctypes.CDLL(file), version_function)
        except (OSError, AttributeError):
            continue
        ask.restype = ctypes.c_char_p
        return Finding(name, found=True, version=ask().decode(), needed_for=use, remedy=remedy)
    return Finding(name, found=False, version="", needed_for=use, remedy=remedy)


def _face(name: str, use: str, families: tuple[str, ...], remedy: str, house: House) -> Finding:
    """Look for a face as a build does; its file and digest are what the record of an issue names."""
    face = find_face(FaceRequest(use, 400, families), "zh-Hans", house)
    if face is None:
        return Finding(f"{name}: {families[0]}", found=False, version="", needed_for=use, remedy=remedy)
    detail = f"{face.path.name}, SHA-256 {face.sha256[:_SHORT]}…"
    return Finding(f"{name}: {face.family}", found=True, version="", needed_for=use, remedy=remedy, detail=detail)
