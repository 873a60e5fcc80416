"""How paragraphs begin and end, and where columns and pages cut them.

Takes a Composition, gives Measures.

Source: CLREQ 3.1.1 (indent), 3.3 (widows, orphans, one-character lines), 2.2 (line grid).
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from publisher.issue.marks import CHINESE_MARKS, OPENING
from publisher.proof.typography.composition import FLUSH, Composition, Kind, Knowledge, Line, Paragraph
from publisher.proof.typography.measure import Measure, Wrong, measured

INDENT = 2.0  # em
OPENING_INDENT = 1.5  # em from the edge to the origin of an opening mark, whose ink then stands at 2
INDENT_ERROR = 0.02  # em
LONE_LAST_LINES = 0.001  # of the paragraphs
OFF_GRID_PT = 0.2
_ON_GRID = FLUSH | {Kind.VERSE, Kind.PASSAGE, Kind.ATTRIBUTION}
_OPENING = frozenset(OPENING)
_NO_WORDS = CHINESE_MARKS | frozenset(",.;:!?()[]'\"")


def paragraphs(composition: Composition) -> list[Measure]:
    """Return the measures of indents, last lines, cut paragraphs, grid, headings and missing glyphs."""
    return [
        _indent(composition),
        _last_lines(composition),
        *_cut(composition),
        _grid(composition),
        _headings(composition),
        _missing(composition),
    ]


def _indent(composition: Composition) -> Measure:
    """Measure where first lines begin.

    Without classes a paragraph of one line may be anything and is left out; so is what stands in a column of which
    nothing tells where it begins.
    """
    cases, wrong, shares = 0, list[Wrong](), Counter[str]()
    least_lines = 1 if composition.knowledge is Knowledge.CLASSES else 2
    for paragraph in composition.paragraphs:
        line = paragraph.lines[0]
        if paragraph.kind is not Kind.PROSE or not line.is_first or line.column is None or not line.column.has_edge:
            continue
        if len(paragraph.lines) < least_lines:
            continue
        cases += 1
        first = line.first
        indent = (first.x - line.column.left) / line.size
        wanted = OPENING_INDENT if first.text in _OPENING and first.is_full_width else INDENT
        shares[f"{indent:.2f}"] += 1
        if abs(indent - wanted) > INDENT_ERROR:
            wrong.append((line, round(indent, 3)))
    figures = {f"at_{indent}_em": float(count) for indent, count in shares.most_common(4)}
    return measured("indent", cases, wrong, composition.folios, figures=figures)


def _last_lines(composition: Composition) -> Measure:
    """Measure last lines with one character and no more, marks aside."""
    judged = [paragraph for paragraph in composition.paragraphs if paragraph.kind in FLUSH]
    wrong: list[Wrong] = []
    for paragraph in judged:
        last = paragraph.lines[-1]
        words = [glyph for glyph in last.glyphs if glyph.text[0] not in _NO_WORDS]
        if last.is_wrapped and len(words) <= 1:
            wrong.append((last, last.text))
    figures = {"per_1000": 1000 * len(wrong) / len(judged)} if judged else {}
    return measured("lone-last-line", len(judged), wrong, composition.folios, allowed=LONE_LAST_LINES, figures=figures)


def _cut(composition: Composition) -> list[Measure]:
    """Measure paragraphs that leave their last line alone at the head of a column, or their first at the foot."""
    widows, orphans, cases = list[Wrong](), list[Wrong](), 0
    for paragraph in composition.paragraphs:
        parts = _parts(paragraph) if paragraph.kind in FLUSH else []
        if len(parts) < 2:
            continue
        cases += 1
        if len(parts[-1]) == 1:
            widows.append((parts[-1][0], parts[-1][0].text))
        if len(parts[0]) == 1 and parts[0][0].is_first:
            orphans.append((parts[0][0], parts[0][0].text))
    made = (("widows", widows), ("orphans", orphans))
    return [measured(name, cases, wrong, composition.folios) for name, wrong in made]


def _parts(paragraph: Paragraph) -> list[list[Line]]:
    """Return the lines of a paragraph, column by column."""
    return [list(part) for _, part in groupby(paragraph.lines, key=lambda line: (line.page, line.column_number))]


def _grid(composition: Composition) -> Measure:
    """Measure baselines of the body size against the grid of their page, all columns together."""
    cases, wrong, step = 0, list[Wrong](), composition.leading
    pages: dict[int, list[Line]] = {}
    for line in composition.lines():
        if line.kind in _ON_GRID and abs(line.size - composition.size) < 0.05:
            pages.setdefault(line.page, []).append(line)
    for lines in pages.values() if step else ():
        phases = Counter(round(line.y % step, 1) % round(step, 1) for line in lines)
        usual = max(phases, key=lambda phase: (phases[phase], -phase))
        near = sorted((line.y - usual + step / 2) % step - step / 2 for line in lines)
        middle = [offset for offset in near if abs(offset) < OFF_GRID_PT]
        shift = middle[len(middle) // 2] if middle else 0.0
        cases += len(lines)
        for line in lines:
            offset = (line.y - usual - shift + step / 2) % step - step / 2
            if abs(offset) > OFF_GRID_PT:
                wrong.append((line, round(abs(offset), 2)))
    return measured("grid", cases, wrong, composition.folios)


def _headings(composition: Composition) -> Measure:
    """Measure headings with nothing of the text below them in their column."""
    lowest: dict[tuple[int, int], float] = {}
    with_prose = {line.page for line in composition.lines() if line.kind in FLUSH}
    for line in composition.lines():
        if line.kind not in {Kind.NOTE, Kind.LABEL}:
            key = line.page, line.column_number
            lowest[key] = min(line.y, lowest.get(key, line.y))
    cases, wrong = 0, list[Wrong]()
    for paragraph in composition.paragraphs:
        last = paragraph.lines[-1]
        if paragraph.kind is not Kind.HEADING or last.page not in with_prose:
            continue
        cases += 1
        if last.y <= lowest[last.page, last.column_number]:
            wrong.append((last, last.text))
    return measured("stranded-heading", cases, wrong, composition.folios)


def _missing(composition: Composition) -> Measure:
    """Count glyphs that no font has, running heads among them."""
    by_place = {(line.page, glyph.x, glyph.y): line for line in composition.lines() for glyph in line.glyphs}
    wrong: list[Wrong] = [
        (by_place.get((page, glyph.x, glyph.y), Line((glyph,), page, glyph.y, glyph.size, Kind.MATTER)), glyph.text)
        for page, glyph in composition.missing
    ]
    return measured("missing-glyph", composition.glyphs, wrong, composition.folios)
