"""How many columns a story may span: takes the geometry of a page, gives the widths its head is set for.

On a page made up of modules a story stands in one, two or all columns, and nobody knows in how many before the page is
made up. So its head is set once for each width, and the layout keeps one. It breaks no line.
"""

from __future__ import annotations

from dataclasses import dataclass

from publisher.typesetting.geometry import Geometry

_TITLES = (1.65, 2.2, 2.8, 3.4)  # of the text size, by the columns spanned: the wider, the larger
_SUBTITLES = (1.1, 1.2, 1.3, 1.4)
_FRAME_EM = 1.0  # for each column: what the frame of a boxed story takes


@dataclass(frozen=True, slots=True)
class Span:
    """A width a head is set for: the columns spanned, sizes as a share of the text's, and how many em they hold."""

    columns: int
    title_scale: float
    subtitle_scale: float
    title_em: float
    subtitle_em: float


def spans_of(geometry: Geometry) -> tuple[Span, ...]:
    """Return the widths a head is set for, the widest first; none where stories do not stand side by side."""
    if not has_modules(geometry):
        return ()
    return tuple(_span(geometry, columns) for columns in range(geometry.options.columns, 0, -1))


def has_modules(geometry: Geometry) -> bool:
    """Say whether stories stand side by side: where the style says so, articles run on, and lines are level."""
    options = geometry.options
    return options.modules and options.run_on and options.columns > 1 and not geometry.is_vertical


def _span(geometry: Geometry, columns: int) -> Span:
    em = geometry.options.font_size_pt
    width = columns * geometry.column + (columns - 1) * geometry.gap - columns * _FRAME_EM * em
    step = min(columns, len(_TITLES)) - 1
    title, subtitle = _TITLES[step], _SUBTITLES[step]
    return Span(columns, title, subtitle, width / (em * title), width / (em * subtitle))
