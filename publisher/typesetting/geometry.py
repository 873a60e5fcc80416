"""The page as lengths: takes the options of a style, gives margins and measures in points and millimetres.

The text block is a whole number of lines across them, so that all columns keep one grid. It refuses a page its text
cannot stand on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from publisher.issue.marks import width_em
from publisher.issue.style import StyleOptions, WritingMode
from publisher.problems import ManifestError, Problem

POINTS_PER_MM = 72 / 25.4
SMALLEST_MARGIN_MM = 6.0
_LONGEST_LINE_EM = 45  # longer vertical lines are divided over two columns, one below the other
_SHORTEST_LINE_EM = 8
_NEARLY = 0.05  # of a line: what a text block may be short of for one line more


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

    def turned(self) -> Geometry:
        """Return the geometry of a page in the same issue whose lines run the other way, on the same text block."""
        size, gap, along = self.options.font_size_pt, self.gap, self.text_height
        least = math.ceil((along + gap) / (_LONGEST_LINE_EM * size + gap))
        columns = max(self.options.columns, least)
        while columns > 1 and (along + gap) / columns - gap < _SHORTEST_LINE_EM * size:
            columns -= 1
        measure = math.floor(((along + gap) / columns - gap) / size + _NEARLY)
        lines = math.floor(self.text_width / self.leading + _NEARLY)
        mode = WritingMode.HORIZONTAL if self.is_vertical else WritingMode.VERTICAL
        return _geometry(replace(self.options, columns=columns, measure=measure, lines=lines, writing_mode=mode))

    @property
    def leading(self) -> float:
        """The distance of two base lines."""
        return self.options.leading_pt

    def lines(self, points: float) -> int:
        """Return how many whole lines a height takes up."""
        return math.ceil(round(points / self.leading, 3))

    def picture_height(self, ratio: float, width: float, tallest: float = 0.72) -> float:
        """Return the height of a picture `width` wide; `ratio` is height to width, `tallest` a share of the page."""
        return round(min(ratio * width, self.text_height * tallest), 2)

    def caption_height(self, text: str, width: float, size: float, leading: float) -> float:
        """Return the height a caption needs; a twentieth of each line is reckoned lost to marks that may not end it."""
        return math.ceil(width_em(text) * size / (width * 0.95)) * leading if text else 0.0


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
