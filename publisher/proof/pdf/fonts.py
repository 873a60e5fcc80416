"""The fonts of a PDF as its pages use them: what is embedded, which glyphs, how wide, what they mean.

Takes a FontUse, gives a Font that answers for the codes that were drawn. Glyphs and widths are read with fontTools from
the embedded program; where a program or an encoding is not understood, the answer is None, never a guess.

Source: ISO 32000-1, 9.6 to 9.10.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf

from publisher.proof.pdf.objects import Thing, elements, entry, is_dictionary, is_stream, name, number
from publisher.proof.pdf.usage import FontUse
from publisher.proof.typography.faces import meanings_of

_MAX_CID = 0xFFFF
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_CODECS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}


class Font:
    """One font of the file."""

    def __init__(self, use: FontUse) -> None:
        self.use = use
        self.obj = use.obj
        self.page = use.page
        self.subtype = name(entry(use.obj, "/Subtype"))
        self.encoding = name(entry(use.obj, "/Encoding"))
        descendants = elements(entry(use.obj, "/DescendantFonts"))
        self.below = descendants[0] if self.subtype == "Type0" and descendants else use.obj
        self.descriptor = entry(self.below, "/FontDescriptor")

    @property
    def label(self) -> str:
        """How the font is called in a finding."""
        return f"font {name(entry(self.obj, '/BaseFont')) or name(entry(self.obj, '/Name')) or self.subtype}"

    @property
    def file_key(self) -> str:
        """The key the font program stands under, empty if there is none."""
        return next((key for key in _FILES if is_stream(entry(self.descriptor, key))), "")

    @property
    def file(self) -> Thing:
        """The stream of the font program, or None."""
        return entry(self.descriptor, self.file_key) if self.file_key else None

    @property
    def is_symbolic(self) -> bool:
        """Whether the descriptor calls the font symbolic."""
        return bool(int(number(entry(self.descriptor, "/Flags"))) & 4)

    @cached_property
    def meanings(self) -> dict[int, str] | None:
        """What ToUnicode says of each code; None without such a map."""
        cmap = entry(self.obj, "/ToUnicode")
        return meanings_of(cmap.read_bytes()) if is_stream(cmap) else None

    def is_named(self, code: int) -> bool:
        """Say whether a code of a simple font has a name that stands for a character, so that no map is needed.

        Of a Type 1 font with the encoding built into its program nothing is known; its codes count as named.
        Source: ISO 14289-1, 7.21.7; ISO 19005-3, 6.2.11.7.2.
        """
        if self.subtype in {"Type0", "Type3"}:
            return False
        if self.encoding in _CODECS or self.encoding == "StandardEncoding":
            return True
        if not is_dictionary(encoding := entry(self.obj, "/Encoding")):
            return self.subtype in {"Type1", "MMType1"}
        names = self._differences(encoding)
        return code not in names or bool(_character(names[code]))

    def _differences(self, encoding: Thing) -> dict[int, str]:
        names, code = {}, 0
        for each in elements(entry(encoding, "/Differences")):
            if isinstance(each, pikepdf.Name):
                names[code] = name(each)
                code += 1
            else:
                code = int(number(each))
        return names

    @cached_property
    def program(self) -> Program | None:
        """The embedded program, None where there is none or it cannot be read."""
        if not self.file_key:
            return None
        try:
            return Program(self.file.read_bytes(), name(entry(self.file, "/Subtype")))
        except Exception:  # noqa: BLE001 - whatever a damaged font makes fontTools raise
            return None

    @cached_property
    def glyphs(self) -> dict[int, int | None] | None:
        """Code → glyph number of every code drawn, None for one that is not there; None where codes are not known."""
        if self.program is None:
            return None
        codes = list(self.use.codes)
        if self.subtype == "Type0":
            return self._cid_glyphs(codes) if self.encoding in {"Identity-H", "Identity-V"} else None
        codec = _CODECS.get(self.encoding)
        if self.subtype != "TrueType" or codec is None:
            return None
        characters = {code: bytes([code]).decode(codec, "replace") for code in codes}
        return {code: self.program.characters.get(ord(char)) for code, char in characters.items()}

    def _cid_glyphs(self, codes: list[int]) -> dict[int, int | None]:
        assert self.program is not None  # noqa: S101 - asked by `glyphs` alone, which has looked
        program, mapping = self.program, entry(self.below, "/CIDToGIDMap")
        if is_stream(mapping):
            data = mapping.read_bytes()
            found = {code: int.from_bytes(data[2 * code : 2 * code + 2]) for code in codes}
            return {code: glyph if glyph < program.count else None for code, glyph in found.items()}
        if program.cids is not None and name(entry(self.below, "/Subtype")) == "CIDFontType0":
            return {code: program.cids.get(code) for code in codes}
        return {code: code if code < program.count else None for code in codes}

    @cached_property
    def widths(self) -> Mapping[int, float]:
        """Code → width in the dictionary, for every code drawn."""
        return {code: self.width(code) for code in self.use.codes}

    def width(self, code: int) -> float:
        """Return the width of a code in the dictionary, in thousandths of the size."""
        listed, default = self._listed_widths
        return listed.get(code, default)

    @cached_property
    def _listed_widths(self) -> tuple[Mapping[int, float], float]:
        if self.subtype == "Type0":
            return _cid_widths(entry(self.below, "/W")), number(entry(self.below, "/DW"), 1000.0)
        first = int(number(entry(self.obj, "/FirstChar")))
        listed = {first + at: number(each) for at, each in enumerate(elements(entry(self.obj, "/Widths")))}
        return listed, number(entry(self.descriptor, "/MissingWidth"))


def _cid_widths(array: Thing) -> dict[int, float]:
    """Return the widths of a /W array: `c [w w …]` and `c_first c_last w`."""
    widths: dict[int, float] = {}
    items, at = elements(array), 0
    while at + 1 < len(items):
        first, second = int(number(items[at])), items[at + 1]
        if isinstance(second, pikepdf.Array):
            widths |= {first + index: number(width) for index, width in enumerate(elements(second))}
            at += 2
        elif at + 2 < len(items):
            last = min(int(number(second)), _MAX_CID)
            widths |= dict.fromkeys(range(first, last + 1), number(items[at + 2]))
            at += 3
        else:
            break
    return widths


class Program:
    """An embedded font program: number of glyphs, advance of each in thousandths of an em."""

    def __init__(self, data: bytes, subtype: str) -> None:
        from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no stubs

        self.cids: dict[int, int] | None = None
        self.characters: dict[int, int] = {}
        if subtype in {"Type1C", "CIDFontType0C"}:
            self._read_cff(_bare_cff(data))
            return
        font = TTFont(BytesIO(data), lazy=True)
        self.count = int(font["maxp"].numGlyphs)
        if "CFF " in font:
            self._read_cff(font["CFF "].cff)
        if "hmtx" in font:
            upem, advances = font["head"].unitsPerEm, font["hmtx"].metrics
            names = font.getGlyphOrder()
            self._advances = [1000 * advances[each][0] / upem for each in names]
        if "cmap" in font:
            best = font.getBestCmap() or {}
            self.characters = {code: font.getGlyphID(glyph) for code, glyph in best.items()}

    def advance(self, glyph: int) -> float | None:
        """Return the width of a glyph, None where it cannot be known."""
        return self._advances[glyph] if glyph < len(self._advances) else None

    def _read_cff(self, fonts: Any) -> None:
        top = fonts.topDictIndex[0]
        self.count = len(top.charset)
        if hasattr(top, "ROS"):
            self.cids = {int(each[3:]) if each.startswith("cid") else 0: at for at, each in enumerate(top.charset)}
        matrix = getattr(top, "FontMatrix", [0.001])
        self._advances = [1000 * matrix[0] * _drawn_width(top.CharStrings[each]) for each in top.charset]


def _character(glyph: str) -> str:
    """Return the characters a glyph's name stands for, or nothing."""
    from fontTools.agl import toUnicode  # type: ignore[import-untyped]  # fontTools has no stubs

    return str(toUnicode(glyph))


def _bare_cff(data: bytes) -> Any:
    from fontTools.cffLib import CFFFontSet  # type: ignore[import-untyped]  # fontTools has no stubs

    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    return fonts


def _drawn_width(charstring: Any) -> float:
    """Return the width a CFF glyph gives itself."""
    from fontTools.misc.psCharStrings import (  # type: ignore[import-untyped]  # fontTools has no stubs
        T2WidthExtractor,
    )

    private = charstring.private
    extractor = T2WidthExtractor(
        getattr(private, "Subrs", []), charstring.globalSubrs, private.nominalWidthX, private.defaultWidthX, private
    )
    extractor.execute(charstring)
    return float(extractor.width)
