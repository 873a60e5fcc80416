"""Draws slices: takes a text box whose glyphs have their places, writes PDF text operators.

The spread of a line is one character spacing (operator Tc), what differs from it an adjustment in TJ; positions are
kept to a thousandth of an em over the whole slice. A hyphen at a line's end reads as a soft hyphen when copied.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text.ffi import FROM_UNITS, pango

from publisher.composer.weasy.lineboxes import Slice
from publisher.composer.weasy.shaping import FontRun, Shaped

_SOFT_HYPHEN = b"/Span <</ActualText <FEFF00AD>>> BDC"
_THOUSAND = 1000


class _Pen:
    """Writes the glyphs of one slice; `x` is where the next glyph would stand, in pixels from the slice's start."""

    def __init__(self, stream: Any, piece: Slice) -> None:
        self.stream, self.piece = stream, piece
        self.x = 0.0
        self.spacing = 0.0
        self.size = 1.0
        self.font: Any = None
        self.run: FontRun | None = None
        self.parts: list[str] = []

    def draw(self) -> None:
        piece, shaped = self.piece, self.piece.shaped
        self.spacing = round(piece.spread, 4)
        if self.spacing:
            self.stream.stream.append(f"{self.spacing:.4f} Tc".encode())
        for at, x in zip(range(piece.begin, piece.end), piece.xs, strict=True):
            self._cluster(shaped, at, x)
        self._flush()
        if self.spacing:
            self.stream.stream.append(b"0 Tc")
        if piece.hyphen:
            self.spacing = 0.0
            self.stream.stream.append(_SOFT_HYPHEN)
            for at in range(len(piece.hyphen.texts)):
                self._cluster(piece.hyphen, at, piece.hyphen_x + sum(piece.hyphen.advances[:at]))
            self._flush()
            self.stream.end_marked_content()

    def _cluster(self, shaped: Shaped, at: int, x: float) -> None:
        if shaped.runs[at] is not self.run:
            self._take_font(shaped.runs[at])
        glyph = shaped.simple[at]
        if glyph >= 0:
            self._glyph(glyph, shaped.texts[at], x)
            return
        text = shaped.texts[at]
        for part in shaped.glyphs[at]:
            if part.id >= 0:
                self._raised(part.id, text, x + part.x, part.y)
                text = ""
            x += part.width

    def _glyph(self, glyph: int, text: str, x: float) -> None:
        widths = self.font.widths
        if glyph not in widths:
            self._register(glyph, text)
        size = self.size
        off = round((x - self.x) * _THOUSAND / size)
        if off:
            self.parts.append(f">{-off}<{glyph:04x}")
            self.x += off * size / _THOUSAND
        else:
            self.parts.append(f"{glyph:04x}")
        self.x += widths[glyph] * size / _THOUSAND + self.spacing

    def _raised(self, glyph: int, text: str, x: float, y: float) -> None:
        if not y:
            self._glyph(glyph, text, x)
            return
        self._flush()
        self.stream.set_text_rise(-y)
        self._glyph(glyph, text, x)
        self._flush()
        self.stream.set_text_rise(0)

    def _register(self, glyph: int, text: str) -> None:
        """Note the glyph's width and what it reads as, where WeasyPrint will look for both."""
        font, stream = self.font, self.stream
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = text
        run = self.run
        pango.pango_font_get_glyph_extents(run.pango_font if run else None, glyph, stream.ink_rect, stream.logical_rect)
        font.widths[glyph] = round(stream.logical_rect.width * _THOUSAND * FROM_UNITS / self.size)

    def _take_font(self, run: FontRun) -> None:
        self._flush()
        fonts = self.stream._fonts  # noqa: SLF001 - of one document: where its faces are known
        if run.drawn_in is not fonts:
            run.drawn_in, run.drawn_as = fonts, self.stream.add_font(run.pango_font)
        self.run = run
        self.font, self.size = run.drawn_as
        self.stream.set_font_size(self.font.hash, self.size)

    def _flush(self) -> None:
        if self.parts:
            text = "".join(self.parts)
            self.stream.stream.append(f"[<{text}>] TJ".replace("<>", "").encode())
            self.parts = []


def draw_slice(stream: Any, textbox: Any, matrix: Any) -> list[Any]:
    """Write the slice of a text box into the stream; return the emojis that are left to draw: none."""
    if textbox.text.strip():
        stream.set_text_matrix(*matrix.values)
        _Pen(stream, textbox.pango_layout).draw()
    return []
