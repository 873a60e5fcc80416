"""Shapes text once: takes a text box's text and style, gives clusters with glyphs and advances.

Pango chooses faces and glyphs; the text is given to it whole, without a width, so that no line is ever shaped again.
Advances are in CSS pixels, as in every WeasyPrint layout.
"""

from __future__ import annotations

import atexit
import struct
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.text.ffi import FROM_UNITS, ffi, pango, unicode_to_char_p
from weasyprint.text.line_break import Layout, _font_style_cache_key, get_log_attrs

from publisher.composer.spacing import class_by_width

_GLYPH = struct.Struct("=IiiiI")  # PangoGlyphInfo: glyph, width, x and y offset, flags
_ADDRESS, _RECTANGLE = ffi.typeof("uintptr_t"), ffi.typeof("PangoRectangle *")
_EMPTY = 0x0FFFFFFF
_UNKNOWN = 0x10000000
_REMEMBERED = 4000  # texts of one style


class UnfitError(Exception):
    """The text is not ours to set: right to left, or with characters no face has."""


@dataclass(slots=True)
class FontRun:
    """A face in a size, as Pango knows it; `holder` keeps it alive."""

    pango_font: Any
    holder: Any
    drawn_in: Any = None
    drawn_as: Any = None


@dataclass(slots=True)
class Glyph:
    """One glyph of a cluster; offsets and width in pixels. `id` is -1 where nothing is drawn."""

    id: int
    width: float
    x: float
    y: float


_kinds: dict[tuple[str, float], dict[tuple[str, float], int]] = {}


@dataclass(slots=True)
class Shaped:
    """A text as clusters, one place in each list.

    Attributes:
        offsets: where the clusters begin, in bytes of UTF-8; one more for the end.
        simple: the glyph's id where a cluster is one glyph without offsets; -1 elsewhere.
        glyphs: of the other clusters, by number.
    """

    text: str
    texts: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    advances: list[float] = field(default_factory=list)
    simple: list[int] = field(default_factory=list)
    runs: list[FontRun] = field(default_factory=list)
    glyphs: dict[int, tuple[Glyph, ...]] = field(default_factory=dict)

    def kinds(self, language: str, em: float) -> list[int]:
        """Return the classes of the clusters."""
        known = _kinds.setdefault((language, em), {})
        found = []
        for piece, advance in zip(self.texts, self.advances, strict=True):
            if (kind := known.get((piece, advance))) is None:
                kind = known[piece, advance] = class_by_width(piece[0], language, round(advance / em, 2))
            found.append(kind)
        return found

    def unkerned(self, at: int) -> float:
        """Return the advance of a cluster with nothing behind it that its face would kern it with."""
        if self.simple[at] < 0:
            return self.advances[at]
        extents = ffi.new(_RECTANGLE)
        pango.pango_font_get_glyph_extents(self.runs[at].pango_font, self.simple[at], ffi.NULL, extents)
        return float(extents.width * FROM_UNITS)

    def repeated(self, begin: int, end: int, count: int) -> Shaped:
        """Return some clusters of the text `count` times over."""
        size = end - begin
        again = Shaped("".join(self.texts[begin:end]) * count)
        again.texts, again.advances = self.texts[begin:end] * count, self.advances[begin:end] * count
        again.simple, again.runs = self.simple[begin:end] * count, self.runs[begin:end] * count
        again.glyphs = {
            at - begin + number * size: glyphs
            for at, glyphs in self.glyphs.items()
            if begin <= at < end
            for number in range(count)
        }
        return again


@dataclass(frozen=True, slots=True)
class Metrics:
    """Where the lines under, through and over text stand, as a style's first face says."""

    ascent: float | None
    underline_position: float | None
    underline_thickness: float
    strikethrough_position: float | None
    strikethrough_thickness: float


class Shaper:
    """Shapes texts of one style, and remembers them."""

    def __init__(self, style: Any) -> None:
        self.style = style
        self.layout: Any = Layout(style)
        self.fonts: dict[int, FontRun] = {}
        self.known: dict[str, Shaped | None] = {}
        self.metrics = self._measured()

    def shape(self, text: str) -> Shaped:
        """Return the clusters of a text without line breaks.

        Raises:
            UnfitError: see there.
        """
        if text not in self.known:
            if len(self.known) >= _REMEMBERED:
                self.known.clear()
            try:
                self.known[text] = self._shaped(text)
            except UnfitError:
                self.known[text] = None
        found = self.known[text]
        if found is None:
            raise UnfitError
        return found

    def let_go(self) -> None:
        """Free what Pango lent; the shaper is of no use after it."""
        for font in self.fonts.values():
            font.holder = None
        self.layout = None

    def _measured(self) -> Metrics:
        layout = self.layout
        under, through = layout.underline_position, layout.strikethrough_position
        return Metrics(
            layout.ascent,
            under,
            layout.underline_thickness if under is not None else 0.0,
            through,
            layout.strikethrough_thickness if through is not None else 0.0,
        )

    def _shaped(self, text: str) -> Shaped:
        pointer, utf8 = unicode_to_char_p(text)
        pango.pango_layout_set_text(self.layout.layout, pointer, len(utf8))
        line = pango.pango_layout_get_line_readonly(self.layout.layout, 0)
        shaped = Shaped(text)
        fresh = False
        run = line.runs
        while run != ffi.NULL:
            item, glyphs = run.data.item, run.data.glyphs
            if item.analysis.level % 2:
                raise UnfitError
            font, is_new = self._font(item.analysis.font)
            fresh |= is_new
            self._add_run(shaped, utf8, item, glyphs, font)
            run = run.next
        shaped.offsets.append(len(utf8))
        if fresh:  # the layout holds the faces it has shaped with: it is kept, and another one goes on
            self.layout = Layout(self.style)
        return shaped

    def _font(self, pango_font: Any) -> tuple[FontRun, bool]:
        address = int(ffi.cast(_ADDRESS, pango_font))
        if address in self.fonts:
            return self.fonts[address], False
        self.fonts[address] = FontRun(pango_font, self.layout)
        return self.fonts[address], True

    @staticmethod
    def _add_run(shaped: Shaped, utf8: bytes, item: Any, string: Any, font: FontRun) -> None:
        count, base = string.num_glyphs, item.offset
        starts = ffi.unpack(string.log_clusters, count)
        records = list(_GLYPH.iter_unpack(ffi.buffer(string.glyphs, count * _GLYPH.size)))
        at = 0
        while at < count:
            after = at + 1
            while after < count and starts[after] == starts[at]:
                after += 1
            begin, end = base + starts[at], base + (starts[after] if after < count else item.length)
            _add_cluster(shaped, utf8[begin:end].decode(), begin, records[at:after])
            shaped.runs.append(font)
            at = after


def _add_cluster(shaped: Shaped, text: str, offset: int, records: list[tuple[int, ...]]) -> None:
    shaped.texts.append(text)
    shaped.offsets.append(offset)
    glyph, width, x, y, _ = records[0]
    if glyph & _UNKNOWN and glyph != _EMPTY:
        raise UnfitError
    if len(records) == 1 and not x and not y and glyph != _EMPTY:
        shaped.advances.append(width * FROM_UNITS)
        shaped.simple.append(glyph)
        return
    glyphs = tuple(
        Glyph(-1 if glyph == _EMPTY else glyph, width * FROM_UNITS, x * FROM_UNITS, y * FROM_UNITS)
        for glyph, width, x, y, _ in records
    )
    shaped.glyphs[len(shaped.simple)] = glyphs
    shaped.simple.append(-1)
    shaped.advances.append(sum(glyph.width for glyph in glyphs))


_shapers: WeakKeyDictionary[Any, dict[str, Shaper]] = WeakKeyDictionary()


def shaper_of(style: Any) -> Shaper:
    """Return the shaper of a style; styles that set text alike share one."""
    shapers = _shapers.setdefault(style.font_config, {})
    key = _font_style_cache_key(style, include_size=True) + str((style["font_kerning"], style["text_decoration_line"]))
    if key not in shapers:
        shapers[key] = Shaper(style)
    return shapers[key]


@atexit.register
def _let_go_of_pango() -> None:
    """Free Pango's layouts while the fonts they were made with are still there."""
    for shapers in _shapers.values():
        for shaper in shapers.values():
            shaper.let_go()


def breaks_allowed(text: str, language: str) -> list[bool]:
    """Return for every character whether UAX 14 lets a line end in front of it."""
    attributes = get_log_attrs(text, language)
    flags = struct.unpack(f"={len(text) + 1}I", ffi.buffer(attributes, (len(text) + 1) * 4))
    return [bool(flag & 1) for flag in flags]
