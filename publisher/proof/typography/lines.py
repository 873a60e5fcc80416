"""Glyphs become lines: by baseline, and by gaps too wide for a line.

Takes glyphs in the order of reading, gives Lines without numbers or columns. Small signs above or below the line (note
calls, readings) do not make a line of their own; readings set over characters are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from publisher.proof.typography.composition import TURNED, Glyph, Kind, Line

_SAME_LINE = 0.3  # em between two baselines of one line
_SMALL = 0.8  # of the size of the text
_READING = 0.6  # em above the baseline: a note call stands lower
_WIDEST_GAP = 1.5  # em between two glyphs of a line; gutters are two


def lines_of(glyphs: list[Glyph], page: int, kind: Kind) -> list[Line]:
    """Return the lines of a run of text on one page."""
    size = usual_size(glyphs)
    lines: list[list[Glyph]] = []
    baseline: float | None = None
    for glyph in glyphs:
        is_aside = glyph.size < _SMALL * size or glyph.text == TURNED
        if is_aside and baseline is not None and abs(glyph.y - baseline) < 1.5 * size:
            if glyph.text == TURNED or glyph.y - baseline < _READING * size:
                lines[-1].append(glyph)
            continue
        if baseline is None or abs(glyph.y - baseline) > _SAME_LINE * size or _leaps(lines[-1][-1], glyph, size):
            lines.append([])
            baseline = glyph.y
        lines[-1].append(glyph)
    made = [Line(tuple(line), page, _baseline(line, size), size, kind) for line in lines]
    for before, line in pairwise(made):
        line.is_wrapped = line.y < before.y - _SAME_LINE * size or line.first.x < before.first.x
    return made


def usual_size(glyphs: Iterable[Glyph]) -> float:
    """Return the size of most of some glyphs."""
    sizes = Counter(round(glyph.size, 2) for glyph in glyphs)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _leaps(before: Glyph, glyph: Glyph, size: float) -> bool:
    return glyph.x < before.x - size or glyph.x > before.end + _WIDEST_GAP * size


def _baseline(line: list[Glyph], size: float) -> float:
    return next((glyph.y for glyph in line if glyph.size >= _SMALL * size), line[0].y)
