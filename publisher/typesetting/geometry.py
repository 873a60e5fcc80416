"""The page as lengths: takes the options of a style, gives margins and measures in points and millimetres.

Every vertical length is a whole number of lines, so that both columns keep one grid. It refuses a page its text cannot
stand on.
"""

from __future__ import annotations

from dataclasses import dataclass

from publisher.issue.style import StyleOptions
from publisher.problems import ManifestError, Problem

POINTS_PER_MM = 72 / 25.4
SMALLEST_MARGIN_MM = 6.0


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page and its text block; lengths in points unless the name says millimetres."""

    options: StyleOptions
    column: float
    gap: float
    text_width: float
    text_height: float
    outer_margin_mm: float
    bottom_margin_mm: float

    @property
    def leading(self) -> float:
        """The distance of two base lines."""
        return self.options.leading_pt


def geometry_of(options: StyleOptions) -> Geometry:
    """Return the geometry of a page.

    Raises:
        ManifestError: the text block leaves less than 6 mm of margin.
    """
    column = options.measure * options.font_size_pt
    gap = options.column_gap_em * options.font_size_pt
    text_width = options.columns * column + (options.columns - 1) * gap
    text_height = options.lines * options.leading_pt
    outer = options.width_mm - options.inner_margin_mm - text_width / POINTS_PER_MM
    bottom = options.height_mm - options.top_margin_mm - text_height / POINTS_PER_MM
    if min(outer, bottom) < SMALLEST_MARGIN_MM:
        values = {
            "width": f"{text_width / POINTS_PER_MM:.1f}",
            "height": f"{text_height / POINTS_PER_MM:.1f}",
            "page": f"{options.width_mm:g} × {options.height_mm:g}",
            "margin": f"{min(outer, bottom):.1f}",
        }
        raise ManifestError(Problem("typesetting/page-too-small", None, values))
    return Geometry(options, column, gap, text_width, text_height, round(outer, 3), round(bottom, 3))
