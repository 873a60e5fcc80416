"""The columns of a page: where their edges are, which line stands in which, and its number from the top.

Takes paragraphs, sets `column` and `number` of their lines. Edges are measured, not assumed: the left one is where most
wrapped lines of prose begin, the right one where most lines end that end in an ideograph.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from publisher.issue.marks import CLOSING, OPENING, PAUSES, STOPS
from publisher.proof.typography.composition import FLUSH, Column, Kind, Line, Paragraph

_BACK = frozenset(STOPS + PAUSES + CLOSING)
_FRONT = frozenset(OPENING)
_WITNESSES = 4  # lines that must end at an edge before it is believed
_NEAR = 1.0  # em between edges of what is one column
_BORROWED = 2.6  # em: how far from a known edge a column may begin that shows indented lines only

Region = tuple[int, int]
Measured = tuple[float | None, float | None, float, float]  # left and right edge, where ink begins and ends


def set_columns(paragraphs: Iterable[Paragraph], size: float) -> None:
    """Give every line its column and its number."""
    paragraphs = list(paragraphs)
    regions: dict[Region, list[tuple[Paragraph, Line]]] = defaultdict(list)
    for paragraph in paragraphs:
        for line in paragraph.lines:
            if paragraph.kind in FLUSH:
                regions[line.page, line.region].append((paragraph, line))
    found = {region: _columns(members, size) for region, members in regions.items()}
    boxed = {region for region, members in regions.items() if any(paragraph.is_boxed for paragraph, _ in members)}
    known = {
        is_boxed: _known({region: columns for region, columns in found.items() if (region in boxed) is is_boxed})
        for is_boxed in (False, True)
    }
    measured = {
        region: [_completed(column, region[0], known[region in boxed], size) for column in columns]
        for region, columns in found.items()
    }
    numbered = _numbered(measured, size)
    insets = _insets(paragraphs, numbered, size)
    for paragraph in paragraphs:
        for line in paragraph.lines:
            column = _column_of(line, numbered.get((line.page, line.region), []), size)
            if column and paragraph.kind in FLUSH:
                column = replace(column, left=column.left + insets.get((paragraph.kind, paragraph.inset), 0.0) * size)
            line.column = column or _column_of(line, _of_page(numbered, line.page), size)
    _number(paragraphs)


def _columns(members: list[tuple[Paragraph, Line]], size: float) -> list[Measured]:
    """Return of each column its measured edges, and how far its ink reaches."""
    bands: list[list[tuple[Paragraph, Line]]] = []
    reach = -1e9
    for paragraph, line in sorted(members, key=lambda member: member[1].first.x):
        if not bands or line.first.x > reach + 0.3 * size:
            bands.append([])
            reach = -1e9
        bands[-1].append((paragraph, line))
        reach = max(reach, ink_end(line))
    return [
        (
            _left(band),
            _right(band),
            min(line.first.x for _, line in band),
            max(ink_end(line) for _, line in band),
        )
        for band in bands
    ]


def ink_end(line: Line) -> float:
    """Return where a line ends, the blank half of a closing mark left out."""
    last = line.last
    return last.end - 0.5 * last.size * (last.is_full_width and last.text in _BACK)


def _left(band: list[tuple[Paragraph, Line]]) -> float | None:
    wrapped = [
        line.first.x
        for paragraph, line in band
        if not line.is_first and not paragraph.inset and line.first.text not in _FRONT | _BACK
    ]
    return _commonest(wrapped)


def _right(band: list[tuple[Paragraph, Line]]) -> float | None:
    """Return the farthest end that enough lines share: in a ragged column shorter ones are shared as well."""
    ends = [line.last.end for _, line in band if line.last.is_han and not line.is_last]
    counts = Counter(round(end, 1) for end in ends)
    shared = [end for end, count in counts.items() if count >= max(_WITNESSES, 0.1 * len(ends))]
    if not shared:
        return None
    return _commonest([end for end in ends if abs(end - max(shared)) < 0.15])


def _commonest(values: list[float]) -> float | None:
    """Return the middle of the values round the commonest one."""
    if not values:
        return None
    counts = Counter(round(value, 1) for value in values)
    top = max(counts, key=lambda value: (counts[value], -value))
    near = sorted(value for value in values if abs(value - top) < 0.15)
    return near[len(near) // 2]


def _known(found: dict[Region, list[Measured]]) -> dict[int, list[Column]]:
    """Return the columns with both edges measured, of even and of odd pages, those met most often first."""
    known: dict[int, Counter[tuple[float, float]]] = {0: Counter(), 1: Counter()}
    for (page, _), columns in found.items():
        for left, right, _, _ in columns:
            if left is not None and right is not None:
                known[page % 2][round(left, 2), round(right, 2)] += 1
    return {side: [Column(left, right) for (left, right), _ in counts.most_common()] for side, counts in known.items()}


def _completed(column: Measured, page: int, known: dict[int, list[Column]], size: float) -> Column:
    """Return a column with both edges; what it does not show it has from the like column of another page."""
    left, right, begin, end = column
    near = [other for other in known[page % 2] if _is_like(column, other, size)]
    has_edge = left is not None or bool(near)
    if left is None:
        left = near[0].left if near else begin
    if right is None:
        right = near[0].right if near else end
    return Column(left, right, has_edge=has_edge)


def _is_like(column: Measured, other: Column, size: float) -> bool:
    """Say whether what a column shows of itself agrees with a known one."""
    left, _, begin, end = column
    if left is not None:
        begins_there = abs(other.left - left) < 0.2
    else:
        begins_there = -0.6 * size <= begin - other.left <= _BORROWED * size
    return begins_there and end < other.right + 0.3 * size


def _numbered(measured: dict[Region, list[Column]], size: float) -> dict[Region, list[Column]]:
    """Return the columns numbered from the left; columns of two articles one below the other share a number."""
    lefts: dict[int, list[float]] = defaultdict(list)
    for (page, _), columns in measured.items():
        for column in columns:
            if all(abs(column.left - left) >= 2 * _NEAR * size for left in lefts[page]):
                lefts[page].append(column.left)

    def number(page: int, column: Column) -> int:
        ordered = sorted(lefts[page])
        return 1 + min(range(len(ordered)), key=lambda index: abs(ordered[index] - column.left))

    return {
        region: [replace(column, number=number(region[0], column)) for column in columns]
        for region, columns in measured.items()
    }


def _of_page(numbered: dict[Region, list[Column]], page: int) -> list[Column]:
    return [column for (index, _), columns in numbered.items() if index == page for column in columns]


def _column_of(line: Line, columns: list[Column], size: float) -> Column | None:
    """Return the column a line begins in."""
    begins = [column for column in columns if column.left - _NEAR * size <= line.first.x < column.right + 0.1 * size]
    return max(begins, key=lambda column: column.left, default=None)


def _insets(
    paragraphs: Iterable[Paragraph], numbered: dict[Region, list[Column]], size: float
) -> dict[tuple[Kind, str], float]:
    """Return how far in, in em, the wrapped lines begin of quotations, lists and what stands in them."""
    begins: dict[tuple[Kind, str], list[float]] = defaultdict(list)
    for paragraph in paragraphs:
        if paragraph.kind not in FLUSH or not paragraph.inset:
            continue
        for line in paragraph.lines:
            column = _column_of(line, numbered.get((line.page, line.region), []), size)
            if column and not line.is_first and line.first.text not in _FRONT | _BACK:
                begins[paragraph.kind, paragraph.inset].append((line.first.x - column.left) / size)
    return {inset: found for inset, values in begins.items() if (found := _commonest(values)) is not None}


def _number(paragraphs: Iterable[Paragraph]) -> None:
    """Count the lines of each column from the top, notes after the text above them."""
    columns: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for paragraph in paragraphs:
        for line in paragraph.lines:
            columns[line.page, line.column_number].append(line)
    for lines in columns.values():
        number, baseline = 0, None
        for line in sorted(lines, key=lambda line: -line.y):
            if baseline is None or baseline - line.y > 0.3 * line.size:
                number, baseline = number + 1, line.y
            line.number = number
