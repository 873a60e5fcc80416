"""The glyphs of a font as single sorts: takes an open font, replaces the shapes of characters and adds new ones.

It serves both kinds of outlines, CFF and TrueType. What a shape looks like, it is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Cell:
    """The em box of a face in font units: its side, and how far it reaches below the base line."""

    em: int
    depth: int

    def turned(self, glyph: int, width: float, *, right: float = 0.0, up: float = 0.0, squeeze: float = 1.0) -> Shape:
        """Return a glyph squeezed sideways, moved, and turned left about the centre of the cell."""
        return Shape(glyph, (0, squeeze, -1, 0, self.em - self.depth - up, right - self.depth), round(width))


@dataclass(frozen=True, slots=True)
class Shape:
    """What is to be drawn: a glyph of the face, the matrix it goes through, and the width it gets."""

    glyph: int
    matrix: tuple[float, float, float, float, float, float]
    width: int


class Sorts:
    """The glyphs of one font of fontTools; changed in place."""

    def __init__(self, font: Any) -> None:
        self.font = font
        self._replaced: set[str] = set()

    def replace(self, code: int, source: Any, shapes: Sequence[Shape]) -> None:
        """Give a character other shapes, drawn one over the other from `source`, a font of HarfBuzz.

        A character that shares its glyph with one that has been replaced gets a glyph of its own.
        """
        name = self.font.getBestCmap()[code]
        if name in self._replaced:
            name = self.add(source, shapes)
            for table in self.font["cmap"].tables:
                if code in table.cmap:
                    table.cmap[code] = name
            return
        self._replaced.add(name)
        self._draw(name, source, shapes)

    def add(self, source: Any, shapes: Sequence[Shape]) -> str:
        """Add a glyph of some shapes at the end of the font and return its name."""
        number = len(self.font.getGlyphOrder())
        name = f"cid{number:05}" if "CFF " in self.font else f"glyph{number:05}"
        order = [*self.font.getGlyphOrder(), name]
        if "CFF " in self.font:
            self._make_room(name)
        else:
            self.font["glyf"].glyphOrder = order
        self.font.setGlyphOrder(order)
        self._draw(name, source, shapes)
        return name

    def _make_room(self, name: str) -> None:
        """Append an empty shape to the CFF table; a CID-keyed font keeps charset and numbers in step."""
        top = self.font["CFF "].cff.topDictIndex[0]
        shapes = top.CharStrings
        shapes.charStrings[name] = len(shapes.charStringsIndex)
        shapes.charStringsIndex.append(shapes.charStringsIndex[0])
        if name not in top.charset:
            top.charset.append(name)
        if hasattr(top, "ROS"):
            top.FDSelect.gidArray.append(top.FDSelect.gidArray[0])

    def _draw(self, name: str, source: Any, shapes: Sequence[Shape]) -> None:
        from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]  # fontTools has no stubs

        width = shapes[0].width
        pen, left = self._pen(name, width), _LeftEdge()
        for shape in shapes:
            source.draw_glyph_with_pen(shape.glyph, TransformPen(pen, shape.matrix))
            source.draw_glyph_with_pen(shape.glyph, TransformPen(left.pen, shape.matrix))
        if "CFF " in self.font:
            top = self.font["CFF "].cff.topDictIndex[0]
            charstrings = top.CharStrings
            drawn = pen.getCharString(self._private(name), top.GlobalSubrs)
            charstrings.charStringsIndex[charstrings.charStrings[name]] = drawn
        else:
            self.font["glyf"][name] = pen.glyph()
        self.font["hmtx"][name] = (width, left.at())

    def _pen(self, name: str, width: int) -> Any:
        from fontTools.pens.t2CharStringPen import T2CharStringPen  # type: ignore[import-untyped]  # fontTools has no stubs
        from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # fontTools has no stubs

        if "CFF " not in self.font:
            return TTGlyphPen(None)
        private = self._private(name)
        return T2CharStringPen(None if width == private.defaultWidthX else width - private.nominalWidthX, None)

    def _private(self, name: str) -> Any:
        top = self.font["CFF "].cff.topDictIndex[0]
        if not hasattr(top, "ROS"):
            return top.Private
        return top.FDArray[top.FDSelect.gidArray[self.font.getGlyphID(name)]].Private


class _LeftEdge:
    """Where the ink of a shape begins."""

    def __init__(self) -> None:
        from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]  # fontTools has no stubs

        self.pen = BoundsPen(None)

    def at(self) -> int:
        return round(self.pen.bounds[0]) if self.pen.bounds else 0
