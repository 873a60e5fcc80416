"""Widths of marks (标点挤压) and the gap between Han and Western characters.

Takes a Composition, gives Measures. A mark counts if its own glyph is a full em wide; a narrow quote of a Latin font is
left alone, and so are the marks that Traditional Chinese and Japanese set in the middle of their em.

Source: CLREQ 3.1.2 to 3.1.6 and 3.2; GB/T 15834-2011 5.1.10.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from publisher.issue.marks import CLOSING, OPENING, PAUSES, STOPS, VERTICAL, centred_marks, filling_marks
from publisher.proof.typography.composition import FLUSH, Composition, Glyph, Line
from publisher.proof.typography.measure import Bound, Measure, Wrong, measured

WIDEST_PAIR = 1.55  # em
LEAST_GAP = 0.1  # em
MEDIAN_GAP = Bound("median", 0.2, 0.3)
_OPENING = frozenset(OPENING)
_CLOSING = frozenset(CLOSING)
_TRIM = 0.25  # em: half of the blank half that a trimmed mark has lost


def spacing(composition: Composition) -> list[Measure]:
    """Return the measures of pairs, of marks at either edge, of gaps."""
    return [_pairs(composition), _line_ends(composition), _line_starts(composition), _gaps(composition)]


def trailing_marks(lang: str) -> frozenset[str]:
    """Return the marks whose second half is blank in a language."""
    return _CLOSING | (frozenset(STOPS + PAUSES) - frozenset(centred_marks(lang) + filling_marks(lang)))


def han_stretch(line: Line) -> float:
    """Return how far apart the ideographs of a line are set, in em; 0 if they are set solid or cannot tell."""
    advances = han_advances(line)
    return median(advances) - 1 if advances else 0.0


def han_advances(line: Line) -> list[float]:
    """Return the distances from ideograph to ideograph, in em."""
    return [
        (after.x - before.x) / before.size
        for before, after in _neighbours(line)
        if before.is_han and after.is_han and not after.after_space and abs(before.size - after.size) < 0.05
    ]


def _neighbours(line: Line) -> Iterator[tuple[Glyph, Glyph]]:
    return zip(line.glyphs, line.glyphs[1:], strict=False)


def _lines(composition: Composition) -> Iterator[tuple[Line, frozenset[str]]]:
    for paragraph in composition.paragraphs:
        lang = paragraph.lang or composition.lang
        trailing = trailing_marks(lang + VERTICAL if paragraph.is_vertical else lang)
        for line in paragraph.lines:
            yield line, trailing


def _pairs(composition: Composition) -> Measure:
    """Measure two marks side by side, one of them with its blank half to the other; the line's stretch is taken off.

    The pair is as wide as the second mark stands behind the first, and an em: it does not matter which gave way.
    """
    cases, wrong = 0, list[Wrong]()
    for line, trailing in _lines(composition):
        stretch = han_stretch(line)
        for before, after in _neighbours(line):
            is_pair = before.text in trailing and (after.text in trailing or after.text in _OPENING)
            if not (is_pair or (before.text in _OPENING and after.text in _OPENING)):
                continue
            if not before.is_full_width or not after.is_full_width or after.after_space:
                continue
            cases += 1
            width = 1 + (after.x - before.x) / before.size - stretch
            if width > WIDEST_PAIR:
                wrong.append((line, f"{before.text}{after.text} {width:.2f}"))
    return measured("mark-pairs", cases, wrong, composition.folios)


def _line_ends(composition: Composition) -> Measure:
    """Measure whether the blank half of a mark at the end of a justified line hangs over the edge."""
    cases, wrong = 0, list[Wrong]()
    for line, trailing in _lines(composition):
        last = line.last
        if line.kind not in FLUSH or line.is_last or line.column is None:
            continue
        if last.text in trailing and last.is_full_width:
            cases += 1
            over = (last.end - line.column.right) / last.size
            if over < _TRIM:
                wrong.append((line, round(over, 3)))
    return measured("line-end-marks", cases, wrong, composition.folios)


def _line_starts(composition: Composition) -> Measure:
    """Measure whether an opening mark at the start of a wrapped line has its blank half outside the edge."""
    cases, wrong = 0, list[Wrong]()
    for line, _ in _lines(composition):
        first = line.first
        if line.kind not in FLUSH or line.is_first or line.column is None:
            continue
        if first.text in _OPENING and first.is_full_width:
            cases += 1
            inside = (first.x - line.column.left) / first.size
            if inside > -_TRIM:
                wrong.append((line, round(inside, 3)))
    return measured("line-start-marks", cases, wrong, composition.folios)


def _gaps(composition: Composition) -> Measure:
    """Measure the gap between an ideograph and a Western letter or digit of its own size."""
    gaps, wrong = list[float](), list[Wrong]()
    for line, _ in _lines(composition):
        for before, after in _neighbours(line):
            pair = (before.is_han and _is_western(after)) or (_is_western(before) and after.is_han)
            if not pair or not 0.8 < before.size / after.size < 1.25 or abs(before.y - after.y) > 0.1 * before.size:
                continue
            gap = (after.x - before.end) / before.size
            gaps.append(gap)
            if gap < LEAST_GAP:
                wrong.append((line, f"{before.text}{after.text} {gap:.2f}"))
    figures = {"median": median(gaps)} if gaps else {}
    return measured("han-latin-gap", len(gaps), wrong, composition.folios, figures=figures, bounds=(MEDIAN_GAP,))


def _is_western(glyph: Glyph) -> bool:
    """Say whether a glyph is a Western letter or digit; a figure that fills a cell stands upright in its line."""
    is_figure = glyph.text.isdigit() and glyph.is_full_width
    return glyph.text[:1].isalnum() and glyph.text < "\u0250" and not is_figure
