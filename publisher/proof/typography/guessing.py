"""Paragraphs of a PDF without tags, guessed from where its glyphs stand.

Takes all glyphs of a page, gives Paragraphs. Lines of the body size make paragraphs, a line that begins indented or
after a short one beginning the next; everything else is matter. What is verse, contents or table cannot be told.
"""

from __future__ import annotations

from collections import Counter

from publisher.issue.marks import CLOSING, PAUSES, STOPS
from publisher.proof.typography.composition import Glyph, Kind, Line, Paragraph
from publisher.proof.typography.lines import lines_of, usual_size

_INDENT = (0.9, 2.7)  # em from the edge at which a first line begins
_FULL = 1.2  # em that may be missing at the end of a full line


def body_size(pages: list[list[Glyph]]) -> float:
    """Return the size of most ideographs."""
    return usual_size(glyph for page in pages for glyph in page if glyph.is_han)


def paragraphs_of(glyphs: list[Glyph], page: int, size: float) -> list[Paragraph]:
    """Return the paragraphs of one page, columns from left to right."""
    body = [glyph for glyph in glyphs if abs(glyph.size - size) < 0.05]
    others = [glyph for glyph in glyphs if abs(glyph.size - size) >= 0.05]
    paragraphs: list[Paragraph] = []
    for column in _columns(_lines(body, page), size):
        paragraphs += _parted(column, size)
    matter = [Paragraph(Kind.MATTER, [line]) for line in _lines(others, page, Kind.MATTER)]
    return paragraphs + matter


def _lines(glyphs: list[Glyph], page: int, kind: Kind = Kind.PROSE) -> list[Line]:
    """Return lines from the top; glyphs are put in order first, for a foreign file may draw them in any."""
    rows: dict[float, list[Glyph]] = {}
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.y, glyph.x)):
        row = next((y for y in reversed(rows) if abs(y - glyph.y) < 0.3 * glyph.size), None)
        rows.setdefault(glyph.y if row is None else row, []).append(glyph)
    return [line for row in rows.values() for line in lines_of(sorted(row, key=lambda glyph: glyph.x), page, kind)]


def _columns(lines: list[Line], size: float) -> list[list[Line]]:
    """Return the lines of each column from the top: what begins near one edge or indented from it."""
    begins = Counter(round(line.first.x, 1) for line in lines)
    edges: list[float] = []
    for x in sorted(begins):
        if not edges or x - edges[-1] >= _INDENT[1] * size + 0.5:
            edges.append(x)
    columns: list[list[Line]] = [[] for _ in edges]
    for line in lines:
        near = max((index for index, x in enumerate(edges) if x <= line.first.x + 0.05), default=0)
        columns[near].append(line)
    return columns


def _parted(lines: list[Line], size: float) -> list[Paragraph]:
    """Return the paragraphs of a column."""
    if not lines:
        return []
    starts = Counter(round(line.first.x, 1) for line in lines)
    left, right = starts.most_common(1)[0][0], max(_end(line) for line in lines)
    flush = [x for x in starts if abs(x - left) < 0.6 * size or x < left]
    left = min(flush, key=lambda x: (-starts[x], x))
    paragraphs: list[Paragraph] = []
    for index, line in enumerate(lines):
        indent = (line.first.x - left) / size
        before = lines[index - 1] if index else None
        is_first = _INDENT[0] < indent < _INDENT[1] or (before is not None and _end(before) < right - _FULL * size)
        if before is None or is_first or before.y - line.y > 2.5 * size:
            paragraphs.append(Paragraph(Kind.PROSE, [line], is_continued=before is None and not is_first))
        else:
            line.is_wrapped = True
            paragraphs[-1].lines.append(line)
    return paragraphs


def _end(line: Line) -> float:
    last = line.last
    return last.end - 0.5 * last.size * (last.is_full_width and last.text in STOPS + PAUSES + CLOSING)
