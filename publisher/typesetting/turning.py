"""Turns a face for vertical lines: takes a face and characters, gives a font whose Chinese stands a quarter turn left.

A page set with it in ordinary lines and then turned right reads from top to bottom: Chinese upright, Western words on
their side. Text stays what it is, only shapes differ; what a face lacks is for the type case to say.
"""

from __future__ import annotations

import io
from itertools import product
from typing import Any

from publisher.issue.marks import stands_upright, upright_quotes
from publisher.issue.style import WritingMode
from publisher.typesetting.cutting import FEATURES_LYING, named, subset_of
from publisher.typesetting.faces import Face
from publisher.typesetting.sorts import Cell, Shape, Sorts

TURNED = str(WritingMode.VERTICAL)  # the last word of a turned family's name
_DIGITS = "0123456789"
_DASH = "—"
_LOW_MARKS = "，。、．"  # where in the lower left of their cell, upright lines have them in the upper right
_RAISED = 0.6  # of an em: how far such a mark moves where the face has no form of its own for upright lines
_DIGIT_SHARE = 0.96  # of its room: the width of a digit, where the face has none so narrow
_OVERLAP = 0.01  # of an em: how far a dash reaches into the next cell, so that no hairline shows between two
_VERTICAL_TABLES = ("VORG", "vhea", "vmtx", "BASE")  # the lines are level as far as the font knows

_DIGIT_PLACES = ("one", "two", "three")
# A figure of one or two digits that is part of no Western word or longer number becomes one glyph that stands upright
# in one cell; one of three does where it is asked to, for page numbers.
_FIGURES = """
languagesystem DFLT dflt;
@digit = [{digits}];
@word = [{word}];
lookup alone {{ sub [{digits}] by [{alone}]; }} alone;
lookup pair {{ {pairs} }} pair;
{places}
feature ccmp {{
  lookup figures {{
    ignore sub @word @digit';
    ignore sub @digit' @digit' @word;
    sub @digit' lookup pair @digit';
    ignore sub @digit' @word;
    sub @digit' lookup alone;
  }} figures;
}} ccmp;
feature twid {{
  ignore sub @word @digit';
  ignore sub @digit' @digit' @digit' @word;
  sub @digit' lookup one @digit' lookup two @digit' lookup three;
}} twid;
"""
_PLACE = "lookup {place} {{ sub [{digits}] by [{turned}]; }} {place};"


class _Turner:
    """Says what becomes of each character of one face in one language."""

    def __init__(self, face: Face, language: str, cell: Cell) -> None:
        import uharfbuzz

        self.font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path)), face.index))
        self.face, self.language, self.cell = face, language, cell

    def character(self, char: str) -> Shape | None:
        """Return the new shape of a character, or None for one that is to lie on its side as it is."""
        if char == _DASH:
            return self._dash()
        quotes = upright_quotes(self.language)
        if ord(drawn := quotes.get(char, char)) not in self.face.characters:
            drawn = char
        level, _ = self._shaped(drawn)
        upright, width = self._shaped(drawn, "vert")
        if level == upright and not stands_upright(drawn):
            return None
        em = self.cell.em
        is_low = level == upright and drawn in _LOW_MARKS and not self.face.centres_stops
        moved = _RAISED * em if is_low else 0.0
        return self.cell.turned(upright, em, right=(em - width) / 2 + moved, up=moved)

    def figure(self, digits: str) -> tuple[Shape, ...]:
        """Return the digits of a figure side by side in one cell, for one glyph; each shape has the width of all."""
        return tuple(self.digit(digit, at, len(digits), is_joined=True) for at, digit in enumerate(digits))

    def digit(self, digit: str, index: int, count: int, *, is_joined: bool = False) -> Shape:
        """Return a digit at its place among `count` in one cell: a part of a glyph, or a glyph with its share of it."""
        em, room = self.cell.em, self.cell.em / count
        glyph, width = self._shaped(digit, *(["hwid"] if count > 1 else []))
        squeeze = 1.0 if width <= room else _DIGIT_SHARE * room / width
        margin = (room - width * squeeze) / 2
        # The line has moved on by the rooms of the digits before, if they are glyphs of their own.
        ahead = 0.0 if is_joined else index * room
        right = index * room + margin
        return self.cell.turned(glyph, em if is_joined else room, right=right, up=ahead, squeeze=squeeze)

    def _dash(self) -> Shape:
        """Return the dash as long as its cell and a little longer."""
        em, (glyph, _) = self.cell.em, self._shaped(_DASH)
        ink = self.font.get_glyph_extents(glyph)
        scale = (1 + 2 * _OVERLAP) * em / ink.width
        return Shape(glyph, (scale, 0, 0, 1, -_OVERLAP * em - scale * ink.x_bearing, 0), em)

    def _shaped(self, char: str, *features: str) -> tuple[int, int]:
        """Return glyph and width of a character, with features switched on."""
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(char)
        buffer.direction, buffer.script, buffer.language = "ltr", "Hani", self.language
        uharfbuzz.shape(self.font, buffer, dict.fromkeys(features, True))
        return buffer.glyph_infos[0].codepoint, buffer.glyph_positions[0].x_advance


def turn(face: Face, characters: frozenset[str], language: str, family: str, style: str) -> bytes:
    """Return the face cut to those of the characters that it has, named `family`, its upright characters turned.

    It holds the ten digits, whatever the characters are.
    """
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no stubs

    data = subset_of(face, characters | frozenset(_DIGITS), FEATURES_LYING, plain=True)
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    turner, sorts = _Turner(face, language, cell_of(font)), Sorts(font)
    lying: list[str] = []
    for code, name in sorted(font.getBestCmap().items()):
        if shape := turner.character(chr(code)):
            sorts.replace(code, turner.font, [shape])
        elif not chr(code).isspace():
            lying.append(name)
    if all(ord(digit) in face.characters for digit in _DIGITS):
        _add_figures(font, turner, sorts, lying)
    for tag in _VERTICAL_TABLES:
        if tag in font:
            del font[tag]
    turned = io.BytesIO()
    font.save(turned)
    return named(turned.getvalue(), family, style)


def cell_of(font: Any) -> Cell:
    """Return the em box of a font: what its typographic metrics say if they fill an em, else what most faces have."""
    em, ascent, descent = font["head"].unitsPerEm, font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender
    return Cell(em, -descent if ascent - descent == em else round(0.12 * em))


def _add_figures(font: Any, turner: _Turner, sorts: Sorts, lying: list[str]) -> None:
    from fontTools.feaLib.builder import (  # type: ignore[import-untyped]  # fontTools has no stubs
        addOpenTypeFeaturesFromString,
    )

    names = [font.getBestCmap()[ord(digit)] for digit in _DIGITS]
    alone = [sorts.add(turner.font, turner.figure(digit)) for digit in _DIGITS]
    pairs = [
        f"sub {names[int(first)]} {names[int(second)]} by {sorts.add(turner.font, turner.figure(first + second))};"
        for first, second in product(_DIGITS, repeat=2)
    ]
    places = []
    for index, place in enumerate(_DIGIT_PLACES):
        turned = [sorts.add(turner.font, [turner.digit(digit, index, 3)]) for digit in _DIGITS]
        places.append(_PLACE.format(place=place, digits=" ".join(names), turned=" ".join(turned)))
    rules = _FIGURES.format(
        digits=" ".join(names),
        word=" ".join(lying),
        alone=" ".join(alone),
        pairs=" ".join(pairs),
        places="\n".join(places),
    )
    addOpenTypeFeaturesFromString(font, rules, ["GSUB"])
