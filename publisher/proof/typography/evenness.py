"""How evenly lines are filled: flush at the edge, ideographs equally far apart, not too far.

Takes a Composition, gives Measures. Judged are the kinds that are set justified; a paragraph's last line is not.

Source: CLREQ 3.2.3 (line adjustment).
"""

from __future__ import annotations

from collections import defaultdict

from publisher.proof.typography.composition import FLUSH, Column, Composition, Glyph, Kind, Line
from publisher.proof.typography.measure import Bound, Measure, Wrong, measured, percentile
from publisher.proof.typography.spacing import han_advances, trailing_marks

NOT_FLUSH_PT = 0.2
_JUSTIFIED = FLUSH | {Kind.PASSAGE}
FLUSH_P95 = Bound("p95_pt", 0.0, 0.1)
WIDEST_SPREAD = 0.002  # em between the widest and the narrowest advance of a line
_NARROW, _WIDE = (15.0, 0.085), (24.0, 0.035)  # measure in em, stretch that one line in twenty may exceed
_ENOUGH = 40  # lines of one measure, without which a percentile says nothing
_INTERPUNCT = "·"
_HALF_EM = 0.5


def evenness(composition: Composition) -> list[Measure]:
    """Return the measures of justification."""
    return [_flush(composition), _spread(composition), _stretch(composition)]


def widest_stretch(width_em: float) -> float:
    """Return what the 95th percentile of the stretch may be at a measure; between two known ones, their mean."""
    (narrow, most), (wide, least) = _NARROW, _WIDE
    share = min(1.0, max(0.0, (width_em - narrow) / (wide - narrow)))
    return most + share * (least - most)


def _justified(composition: Composition) -> list[tuple[Line, Column, str]]:
    return [
        (line, line.column, paragraph.lang or composition.lang)
        for paragraph in composition.paragraphs
        if paragraph.kind in _JUSTIFIED
        for line in paragraph.lines
        if not line.is_last and line.column is not None
    ]


def _flush(composition: Composition) -> Measure:
    """Measure how far lines end from the right edge; a mark may end there with its cell or with its ink."""
    misses, wrong = list[float](), list[Wrong]()
    for line, column, lang in _justified(composition):
        miss = min((end - column.right for end in _ends(line.last, trailing_marks(lang))), key=abs)
        misses.append(abs(miss))
        if abs(miss) > NOT_FLUSH_PT:
            wrong.append((line, round(miss, 2)))
    figures = {"p95_pt": percentile(misses, 0.95), "max_pt": max(misses)} if misses else {}
    return measured(
        "flush", len(misses), wrong, composition.folios, allowed=0.001, figures=figures, bounds=(FLUSH_P95,)
    )


def _ends(last: Glyph, trailing: frozenset[str]) -> list[float]:
    """Return where a glyph may be said to end: its cell, its cell without the blank half, an interpunct's half em."""
    if last.text == _INTERPUNCT:
        return [last.end, last.end + (_HALF_EM * last.size - last.advance) / 2]
    if last.text in trailing and last.is_full_width:
        return [last.end, last.end - _HALF_EM * last.size]
    return [last.end]


def _spread(composition: Composition) -> Measure:
    """Measure how much the distances between ideographs differ within a line; one line in twenty may."""
    spreads, wrong = list[float](), list[Wrong]()
    for line, _, _ in _justified(composition):
        advances = han_advances(line)
        if len(advances) > 1:
            spreads.append(max(advances) - min(advances))
            if spreads[-1] > WIDEST_SPREAD:
                wrong.append((line, round(spreads[-1], 4)))
    figures = {"p95_em": percentile(spreads, 0.95), "max_em": max(spreads)} if spreads else {}
    return measured("han-spread", len(spreads), wrong, composition.folios, allowed=0.05, figures=figures)


def _stretch(composition: Composition) -> Measure:
    """Measure how far ideographs are driven apart, by the width of the measure; one line in twenty may be looser."""
    by_width: dict[int, list[tuple[Line, float]]] = defaultdict(list)
    for line, column, _ in _justified(composition):
        if len(advances := han_advances(line)) > 1:
            by_width[round((column.right - column.left) / line.size)].append((line, max(advances) - 1))
    figures: dict[str, float] = {}
    wrong, bounds = list[Wrong](), list[Bound]()
    for width, stretched in sorted(by_width.items()):
        values, most = [stretch for _, stretch in stretched], widest_stretch(width)
        if len(values) >= _ENOUGH:
            figures |= {f"p95_em_at_{width}": percentile(values, 0.95), f"max_em_at_{width}": max(values)}
            bounds.append(Bound(f"p95_em_at_{width}", -1.0, most))
        wrong += [(line, round(stretch, 4)) for line, stretch in stretched if stretch > most]
    cases = sum(map(len, by_width.values()))
    return measured(
        "stretch", cases, wrong, composition.folios, figures=figures, bounds=tuple(bounds), counts_faults=False
    )
