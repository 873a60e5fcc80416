"""The fonts of a PDF: which characters a code stands for, how wide its glyph is, whether the font has one.

Takes font dictionaries as pypdf gives them. Codes are those of the page, not of Unicode; a font that does not say what
its codes mean gives U+FFFD.

Source: ISO 32000-1, 9.6 to 9.10.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

UNKNOWN = "\ufffd"
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a code draws: characters, width in thousandths of an em, whether it is a space, whether it is .notdef."""

    text: str
    width: float
    is_space: bool
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Face:
    """One font: cuts a string into codes and says what each of them draws."""

    bytes_per_code: int
    text_of: dict[int, str]
    width_of: dict[int, float]
    default_width: float
    has: Callable[[int], bool]

    def drawn(self, string: bytes) -> Iterator[Drawn]:
        """Return what each code of a string draws."""
        step = self.bytes_per_code
        for start in range(0, len(string), step):
            code = int.from_bytes(string[start : start + step])
            text = self.text_of.get(code, UNKNOWN)
            width = self.width_of.get(code, self.default_width)
            yield Drawn(text, width, step == 1 and code == ord(" "), not self.has(code))


def face_of(font: Any) -> Face:
    """Return the face of a font dictionary; one that is not understood gives unknown characters, never an error."""
    meanings = _meanings(font.get("/ToUnicode"))
    if font.get("/Subtype") == "/Type0":
        descendant = font["/DescendantFonts"][0].get_object()
        has = _stock(descendant) if str(font.get("/Encoding")).startswith("/Identity") else _always
        return Face(2, meanings, _cid_widths(descendant.get("/W")), float(descendant.get("/DW", 1000)), has)
    first, widths = int(font.get("/FirstChar", 0)), font.get("/Widths", [])
    scale = 1000 * float(font["/FontMatrix"][0]) if "/FontMatrix" in font else 1.0
    width_of = {first + index: scale * float(width.get_object()) for index, width in enumerate(widths)}
    return Face(1, _latin(font.get("/Encoding")) | meanings, width_of, 500.0 if not widths else 0.0, _always)


def _always(code: int) -> bool:  # noqa: ARG001 - fonts whose glyphs cannot be counted are taken to have them
    return True


def _meanings(stream: Any) -> dict[int, str]:
    if stream is None or not hasattr(stream.get_object(), "get_data"):
        return {}
    return meanings_of(stream.get_object().get_data())


def meanings_of(cmap: bytes) -> dict[int, str]:
    """Return what the codes of a ToUnicode map stand for."""
    meanings: dict[int, str] = {}
    for section in _SECTION.finditer(cmap):
        parts = [
            (bytes.fromhex("".join(m[1].decode().split())) if m[1] is not None else m[0])
            for m in _HEX.finditer(section[2])
        ]
        if section[1] == b"bfchar":
            meanings |= {
                int.from_bytes(code): _utf16(text) for code, text in zip(parts[::2], parts[1::2], strict=False)
            }
        else:
            meanings |= _ranges(parts)
    return meanings


def _ranges(parts: list[bytes]) -> dict[int, str]:
    meanings: dict[int, str] = {}
    at = 0
    while at + 2 < len(parts):
        first, last, target = int.from_bytes(parts[at]), int.from_bytes(parts[at + 1]), parts[at + 2]
        codes = range(first, min(last, first + 0xFFFF) + 1)
        if target == b"[":
            end = parts.index(b"]", at) if b"]" in parts[at:] else len(parts)
            meanings |= {code: _utf16(text) for code, text in zip(codes, parts[at + 3 : end], strict=False)}
            at = end + 1
        else:
            start = int.from_bytes(target)
            meanings |= {code: _utf16((start + code - first).to_bytes(max(2, len(target)))) for code in codes}
            at += 3
    return meanings


def _utf16(data: bytes) -> str:
    return data.decode("utf-16-be", "replace") or UNKNOWN


def _cid_widths(entries: Any) -> dict[int, float]:
    """Return the widths of a /W array: `c [w w …]` and `c_first c_last w`."""
    widths: dict[int, float] = {}
    items = [item.get_object() for item in entries.get_object()] if entries is not None else []
    at = 0
    while at + 1 < len(items):
        first = int(items[at])
        if isinstance(items[at + 1], list):
            widths |= {first + index: float(width.get_object()) for index, width in enumerate(items[at + 1])}
            at += 2
        elif at + 2 < len(items):
            widths |= dict.fromkeys(range(first, min(int(items[at + 1]), 0xFFFF) + 1), float(items[at + 2]))
            at += 3
        else:
            break
    return widths


def _latin(encoding: Any) -> dict[int, str]:
    """Return the characters of a one-byte font without a map: Windows Latin and the differences it names."""
    from fontTools.agl import toUnicode  # type: ignore[import-untyped]  # fontTools has no stubs

    meanings = {code: bytes([code]).decode("cp1252", "replace") for code in range(32, 256)}
    code = 0
    differences = encoding.get_object().get("/Differences", []) if hasattr(encoding, "get") else []
    for entry in differences:
        item = entry.get_object()
        if isinstance(item, str):
            meanings[code] = toUnicode(item.lstrip("/")) or UNKNOWN
            code += 1
        else:
            code = int(item)
    return meanings


def _stock(descendant: Any) -> Callable[[int], bool]:
    """Return what says whether an embedded font has a glyph for a code; glyph 0 is .notdef.

    WeasyPrint gives a character that no font has a code beyond the last glyph.
    """
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no stubs

    descriptor = descendant.get("/FontDescriptor", {}).get_object()
    file = next((descriptor[key].get_object() for key in ("/FontFile3", "/FontFile2") if key in descriptor), None)
    if file is None or not isinstance(descendant.get("/CIDToGIDMap", "/Identity"), str):
        return _always
    try:
        font = TTFont(BytesIO(file.get_data()), lazy=True)
        if "CFF " not in font:
            count = int(font["maxp"].numGlyphs)
            return lambda code: 0 < code < count
        top = font["CFF "].cff.topDictIndex[0]
    except Exception:  # noqa: BLE001 - whatever a damaged font makes fontTools raise: its glyphs cannot be counted
        return _always
    names, count = set(top.charset) if hasattr(top, "ROS") else set(), len(top.charset)
    return lambda code: f"cid{code:05d}" in names if names and code else 0 < code < count
