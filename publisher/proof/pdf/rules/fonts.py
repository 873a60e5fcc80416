"""Rules of fonts as they are used: embedded, complete, as wide as the page says, and readable as text.

Source: ISO 19005-3, 6.2.11; ISO 14289-1, 7.21; ISO 32000-1, 9.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from publisher.proof.checks import Finding
from publisher.proof.pdf.document import Document
from publisher.proof.pdf.fonts import Font
from publisher.proof.pdf.objects import elements, entry, is_stream, name, text
from publisher.proof.pdf.rule import Rule
from publisher.proof.pdf.standards import ACCESS, ARCHIVE, PDF, PRINT

_SUBTYPES = {"Type1", "MMType1", "TrueType", "Type3", "Type0"}
_BELOW = {"CIDFontType0", "CIDFontType2"}
_PROGRAMS = {"Type1C", "CIDFontType0C", "OpenType"}
_TOLERANCE = 1.0  # thousandths of an em
_NO_MEANING = {"", "\x00", "\ufeff", "\ufffe", "\ufffd"}
_LISTED = 6


def _found(font: Font, detail: str) -> Finding:
    return Finding(font.page, font.label, detail)


def _codes(codes: list[int]) -> str:
    listed = " ".join(f"{code:04X}" for code in codes[:_LISTED])
    return f"{listed} … ({len(codes)})" if len(codes) > _LISTED else listed


def _types(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        below = name(entry(font.below, "/Subtype"))
        if font.subtype not in _SUBTYPES or (font.subtype == "Type0" and below not in _BELOW):
            yield _found(font, f"{font.subtype} {below}")
        elif font.subtype != "Type3" and not name(entry(font.obj, "/BaseFont")):
            yield _found(font, "/BaseFont")
        program = name(entry(font.file, "/Subtype"))
        if font.file_key == "/FontFile3" and program not in _PROGRAMS:
            yield _found(font, f"/FontFile3 {program}")


def _embedded(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        if font.subtype != "Type3" and font.use.is_visible and not font.file_key:
            yield _found(font, font.subtype)


def _readable(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        if font.file_key and font.file_key != "/FontFile" and font.program is None:
            yield _found(font, font.file_key)


def _cid_maps(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        mapping = entry(font.below, "/CIDToGIDMap")
        needs_map = name(entry(font.below, "/Subtype")) == "CIDFontType2" and font.file_key
        if needs_map and not is_stream(mapping) and name(mapping) != "Identity":
            yield _found(font, "/CIDToGIDMap")


def _cid_systems(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        if font.subtype != "Type0":
            continue
        below = entry(font.below, "/CIDSystemInfo")
        cmap = entry(font.obj, "/Encoding")
        above = entry(cmap, "/CIDSystemInfo") if is_stream(cmap) else None
        if not text(entry(below, "/Registry")) or not text(entry(below, "/Ordering")):
            yield _found(font, "/CIDSystemInfo")
        elif above is not None:
            for key in ("/Registry", "/Ordering"):
                if text(entry(above, key)) != text(entry(below, key)):
                    yield _found(font, f"{key} {text(entry(above, key))} / {text(entry(below, key))}")


def _cmaps(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        encoding = entry(font.obj, "/Encoding")
        if font.subtype == "Type0" and not is_stream(encoding) and font.encoding not in {"Identity-H", "Identity-V"}:
            yield _found(font, f"/Encoding {font.encoding}")


def _cid_sets(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        stream = entry(font.descriptor, "/CIDSet")
        if is_stream(stream):
            bits = stream.read_bytes()
            missing = [code for code in font.use.codes if not _is_set(bits, code)]
            if missing:
                yield _found(font, f"/CIDSet {_codes(missing)}")


def _is_set(bits: bytes, code: int) -> bool:
    return code // 8 < len(bits) and bool(bits[code // 8] & (0x80 >> code % 8))


def _glyphs(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        absent = sorted(code for code, glyph in (font.glyphs or {}).items() if glyph is None)
        if absent:
            yield _found(font, _codes(absent))


def _notdef(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        drawn = sorted(code for code, glyph in (font.glyphs or {}).items() if glyph == 0)
        if drawn:
            yield _found(font, _codes(drawn))


def _widths(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        if font.program is None or font.glyphs is None:
            continue
        wrong = []
        for code, glyph in sorted(font.glyphs.items()):
            advance = font.program.advance(glyph) if glyph is not None else None
            if advance is not None and abs(advance - font.widths[code]) > _TOLERANCE:
                wrong.append(f"{code:04X}: {font.widths[code]:g} / {advance:g}")
        if wrong:
            more = f" … ({len(wrong)})" if len(wrong) > 3 else ""
            yield _found(font, f"{', '.join(wrong[:3])}{more}")


def _encodings(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        if font.subtype != "TrueType":
            continue
        base = font.encoding or name(entry(entry(font.obj, "/Encoding"), "/BaseEncoding"))
        if font.is_symbolic and entry(font.obj, "/Encoding") is not None:
            yield _found(font, f"symbolic, /Encoding {base}")
        elif not font.is_symbolic and base not in {"WinAnsiEncoding", "MacRomanEncoding"}:
            yield _found(font, f"/Encoding {base}")


def _to_unicode(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        meanings = font.meanings or {}
        bare = [code for code in sorted(font.use.codes) if meanings.get(code, "") in _NO_MEANING]
        bare = [code for code in bare if not font.is_named(code)]
        if bare:
            yield _found(font, f"/ToUnicode {_codes(bare)}")


def _private_characters(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        meanings = font.meanings or {}
        private = sorted(code for code in font.use.codes if _is_private(meanings.get(code, "")))
        if private:
            yield _found(font, _codes(private))


def _is_private(characters: str) -> bool:
    return any(unicodedata.category(char) == "Co" for char in characters)


def _descriptors(document: Document) -> Iterator[Finding]:
    for font in document.fonts:
        given, wanted = name(entry(font.descriptor, "/FontName")), name(entry(font.below, "/BaseFont"))
        if font.subtype != "Type3" and font.file_key and given != wanted:
            yield _found(font, f"/FontName {given}")
        if font.subtype != "Type0" and font.subtype != "Type3" and font.file_key:
            first, last = entry(font.obj, "/FirstChar"), entry(font.obj, "/LastChar")
            listed = elements(entry(font.obj, "/Widths"))
            if not isinstance(first, int) or not isinstance(last, int) or len(listed) != last - first + 1:
                yield _found(font, f"/Widths {len(listed)}")


RULES = (
    Rule("font-types", {ARCHIVE: "6.2.11.2"}, _types),
    Rule("fonts-embedded", {PDF: "", ARCHIVE: "6.2.11.4.1", ACCESS: "7.21.4.1", PRINT: "ISO 15930-7"}, _embedded),
    Rule(
        "font-programs",
        {PDF: "ISO 32000-1, 9.9", ARCHIVE: "6.2.11.2", ACCESS: "7.21.2", PRINT: "ISO 15930-7"},
        _readable,
    ),
    Rule("font-descriptors", {PDF: "ISO 32000-1, 9.8", ARCHIVE: "6.2.11.2"}, _descriptors),
    Rule("cid-maps", {ARCHIVE: "6.2.11.3.2", ACCESS: "7.21.3.2"}, _cid_maps),
    Rule("cid-systems", {ARCHIVE: "6.2.11.3.1", ACCESS: "7.21.3.1"}, _cid_systems),
    Rule("cmaps", {ARCHIVE: "6.2.11.3.3", ACCESS: "7.21.3.3"}, _cmaps),
    Rule("cid-sets", {ARCHIVE: "6.2.11.4.2", ACCESS: "7.21.4.2"}, _cid_sets),
    Rule("glyphs", {PDF: "", ARCHIVE: "6.2.11.4.1", ACCESS: "7.21.4.1", PRINT: "ISO 15930-7"}, _glyphs),
    Rule("notdef", {PDF: "", ARCHIVE: "6.2.11.8", ACCESS: "7.21.8"}, _notdef),
    Rule("widths", {PDF: "", ARCHIVE: "6.2.11.5", ACCESS: "7.21.5", PRINT: ""}, _widths),
    Rule("truetype-encodings", {ARCHIVE: "6.2.11.6", ACCESS: "7.21.6"}, _encodings),
    Rule("to-unicode", {PDF: "ISO 32000-1, 9.10", ARCHIVE: "6.2.11.7.2", ACCESS: "7.21.7"}, _to_unicode, "u"),
    Rule("private-characters", {ARCHIVE: "6.2.11.7.3"}, _private_characters, "a"),
)
