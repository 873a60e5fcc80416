"""What makes the bytes of an edition: the tool, Python and every library whose version may show in a file.

Takes nothing, gives names with versions. It loads no library that is not loaded for the build anyway, but asks it.
"""

from __future__ import annotations

import ctypes
import platform
import zlib
from functools import cache
from importlib import metadata

from publisher.version import VERSION

# What stands in pyproject.toml and shapes bytes; what reads YAML, prints to terminals or proofreads does not.
PACKAGES = (
    "ebooklib", "fonttools", "jieba", "jinja2", "marisa-trie", "markdown-it-py", "mdit-py-plugins", "opencc", "pikepdf",
    "pillow", "pypdfium2", "pyphen", "segno", "uharfbuzz", "weasyprint",
)  # fmt: skip
_THEIRS = (
    "brotli",
    "cssselect2",
    "lxml",
    "markupsafe",
    "pydyf",
    "tinycss2",
    "tinyhtml5",
    "zopfli",
)  # of WeasyPrint, EbookLib
_STRINGS = (("pango", "pango-1.0", "pango_version_string"), ("harfbuzz", "harfbuzz", "hb_version_string"))


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """Return names and versions, sorted; what is not there or does not say has an empty one."""
    found = {"reissue": VERSION, "python": platform.python_version(), "machine": platform.machine()}
    found |= {"zlib": zlib.ZLIB_RUNTIME_VERSION, "unicode": _unicode()}
    found |= {name: _package(name) for name in (*PACKAGES, *_THEIRS)}
    found |= {name: _library(stem, function) for name, stem, function in _STRINGS}
    found |= {"fontconfig": _fontconfig(), "freetype": _freetype()}
    return tuple(sorted(found.items()))


def _unicode() -> str:
    import unicodedata

    return unicodedata.unidata_version


def _package(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _loaded(stem: str, number: int = 0) -> ctypes.CDLL | None:
    """Return a C library under the names it has on Linux and macOS, or None."""
    for file in (f"lib{stem}.so.{number}", f"lib{stem}.{number}.dylib", f"lib{stem}.dylib"):
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    return None


def _library(stem: str, function: str) -> str:
    library = _loaded(stem)
    if library is None or not hasattr(library, function):
        return ""
    ask = getattr(library, function)
    ask.restype = ctypes.c_char_p
    said = ask()
    return said.decode() if isinstance(said, bytes) else ""


def _fontconfig() -> str:
    library = _loaded("fontconfig", 1)
    number = int(library.FcGetVersion()) if library else 0
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}" if number else ""


def _freetype() -> str:
    library = _loaded("freetype", 6)
    opened = ctypes.c_void_p()
    if library is None or library.FT_Init_FreeType(ctypes.byref(opened)):
        return ""
    parts = [ctypes.c_int() for _ in range(3)]
    library.FT_Library_Version(opened, *map(ctypes.byref, parts))
    library.FT_Done_FreeType(opened)
    return ".".join(str(part.value) for part in parts)
