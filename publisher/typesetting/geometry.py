"""The page as lengths: takes the options of a style, gives margins and measures in points and millimetres.

The text block is a whole number of lines across them, so that all columns keep one grid. It refuses a page its text
cannot stand on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from publisher.issue.style import StyleOptions, WritingMode
from publisher.problems import ManifestError, Problem

POINTS_PER_MM = 72 / 25.4
SMALLEST_MARGIN_MM = 6.0
_LONGEST_LINE_EM = 45  # longer vertical lines are divided over two columns, one below the other
_SHORTEST_LINE_EM = 8
_LEAST_GAP_EM = 2.0  # columns nearer to each other run into one
_SHORT_LINE_EM = 15  # shorter lines than this are set a little smaller, so that they hold more
_SMALLER = 0.9
_LONG_LINE_EM = 32  # a single column is no wider; the white stands beside it
_BOX_EM = 2  # what a box takes off the width at least
_NEARLY = 0.05  # of a line: what a text block may be short of for one line more


@dataclass(frozen=True, slots=True)
class Division:
    """The columns of one article, a whole number of characters each; lengths in points.

    Attributes:
        size: of its text.
        measure: characters a line holds.
        inset: white in front of a single column that is narrower than the page.
        padding: between a box and what stands in it, on either side; 0 without a box.
    """

    columns: int
    size: float
    measure: int
    gap: float
    inset: float = 0.0
    padding: float = 0.0

    @property
    def width(self) -> float:
        """How wide the text is, its gaps and the white in front of it included."""
        return self.inset + self.columns * self.measure * self.size + (self.columns - 1) * self.gap


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page and its text block; lengths in points unless the name says millimetres.

    Width is measured along the lines and height across them, in vertical setting too; margins are those of the page as
    it is read, the outer and the lower one.
    """

    options: StyleOptions
    column: float
    gap: float
    text_width: float
    text_height: float
    outer_margin_mm: float
    bottom_margin_mm: float

    @property
    def is_vertical(self) -> bool:
        """Whether lines run from top to bottom."""
        return self.options.writing_mode is WritingMode.VERTICAL

    def divided(self, columns: int = 0, *, boxed: bool = False) -> Division:
        """Return the text block in another number of columns; 0 leaves the style's."""
        division = self._in_columns(columns or self.options.columns)
        if not boxed:
            return division
        shorter = math.ceil(_BOX_EM / division.columns)
        padding = division.columns * shorter * division.size / 2
        return replace(division, measure=division.measure - shorter, padding=padding)

    def _in_columns(self, columns: int) -> Division:
        size = self.options.font_size_pt
        if columns == self.options.columns:
            return Division(columns, size, self.options.measure, self.gap)
        if columns == 1:
            measure = min(math.floor(self.text_width / size + _NEARLY), _LONG_LINE_EM)
            return Division(1, size, measure, 0.0, round(self.text_width - measure * size, 3))
        measure = self._measure(columns, size)
        if measure < _SHORT_LINE_EM:
            size = round(size * _SMALLER, 3)
            measure = self._measure(columns, size)
        gap = (self.text_width - columns * measure * size) / (columns - 1)
        return Division(columns, size, measure, round(gap, 3))

    def _measure(self, columns: int, size: float) -> int:
        return math.floor((self.text_width / size - (columns - 1) * _LEAST_GAP_EM) / columns + _NEARLY)

    def turned(self) -> Geometry:
        """Return the geometry of a page in the same issue whose lines run the other way, on the same text block."""
        size, along = self.options.font_size_pt, self.text_height
        least = min(self.gap, _LEAST_GAP_EM * size)
        columns = max(self.options.columns, math.ceil((along + least) / (_LONGEST_LINE_EM * size + least)))
        while columns > 1 and (along + least) / columns - least < _SHORTEST_LINE_EM * size:
            columns -= 1
        measure = math.floor(((along + least) / columns - least) / size + _NEARLY)
        gap = (along - columns * measure * size) / (columns - 1) if columns > 1 else self.gap
        lines = math.floor(self.text_width / self.leading + _NEARLY)
        mode = WritingMode.HORIZONTAL if self.is_vertical else WritingMode.VERTICAL
        options = replace(self.options, columns=columns, measure=measure, lines=lines, writing_mode=mode)
        return _geometry(replace(options, column_gap_em=gap / size))

    @property
    def leading(self) -> float:
        """The distance of two base lines."""
        return self.options.leading_pt


def geometry_of(options: StyleOptions) -> Geometry:
    """Return the geometry of a page.

    Raises:
        ManifestError: the text block leaves less than 6 mm of margin.
    """
    made = _geometry(options)
    smallest = min(made.outer_margin_mm, made.bottom_margin_mm)
    if smallest < SMALLEST_MARGIN_MM:
        along, across = made.text_width / POINTS_PER_MM, made.text_height / POINTS_PER_MM
        width, height = (across, along) if made.is_vertical else (along, across)
        values = {
            "width": f"{width:.1f}",
            "height": f"{height:.1f}",
            "page": f"{options.width_mm:g} × {options.height_mm:g}",
            "margin": f"{smallest:.1f}",
        }
        raise ManifestError(Problem("typesetting/page-too-small", None, values))
    return made


def _geometry(options: StyleOptions) -> Geometry:
    column = options.measure * options.font_size_pt
    gap = options.column_gap_em * options.font_size_pt
    along = options.columns * column + (options.columns - 1) * gap
    across = options.lines * options.leading_pt
    width, height = (across, along) if options.writing_mode is WritingMode.VERTICAL else (along, across)
    outer = options.width_mm - options.inner_margin_mm - width / POINTS_PER_MM
    bottom = options.height_mm - options.top_margin_mm - height / POINTS_PER_MM
    return Geometry(options, column, gap, along, across, round(outer, 3), round(bottom, 3))
