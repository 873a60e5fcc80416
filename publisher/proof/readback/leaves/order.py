"""The order of strands on paper: takes where they were read, gives those that stand before what they follow.

What is drawn later may stand earlier on the page (a heading beside its list): then the place decides. What is drawn in
order must also stand in order, line by line: further down, further right, or at the top of a column to the right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from publisher.proof.checks import Finding
from publisher.proof.readback.findings import quoted
from publisher.proof.readback.leaves.drawn import Shown
from publisher.proof.readback.leaves.following import Followed, Spot
from publisher.proof.readback.leaves.script import Flow, Script

Point = tuple[float, float]  # x and y as a reader sees them, y upwards

_FREE = frozenset({"cover", "contents", "imprint"})  # matter whose parts are set wherever a style wants them
_COVER = "cover"
_SLACK = 1.0  # points: what begins nearer begins at one place
_LINE = 6.0  # points: what differs less in height stands on one line


def disorder(script: Script, followed: Followed) -> Iterator[Finding]:
    """Yield strands that stand before the one they should follow."""
    for flow in (Flow.TEXT, Flow.FIGURES, Flow.NOTES):
        numbers = [n for n, strand in enumerate(script.strands) if strand.flow is flow and followed.spots.get(n)]
        for before, after in pairwise(numbers):
            first, second = followed.spots[before][0], followed.spots[after][0]
            strand = script.strands[after]
            is_free = bool({script.strands[before].kind, strand.kind} & _FREE)
            if second.order < first.order and not _stands_before(first, second, is_free=is_free):
                words = f"{quoted(script.strands[before].text)} > {quoted(strand.text)}"
                yield Finding(second.shown.page, f"{strand.document} {strand.block}", words)


def displacement(script: Script, followed: Followed) -> Iterator[Finding]:
    """Yield lines that stand above, and no further right than, one that is drawn and read before them."""
    front = _under_a_masthead(script, followed)
    for flow in (Flow.TEXT, Flow.NOTES):
        pages: dict[int, _Page] = {}
        for number, strand in enumerate(script.strands):
            for spot in followed.spots.get(number, ()) if strand.flow is flow else ():
                if strand.kind == _COVER and spot.shown.page not in front:
                    continue
                page = pages.setdefault(spot.shown.page, _Page())
                if (before := page.goes_back(spot)) is not None:
                    words = f"{quoted(before.text)} > {quoted(spot.shown.text)}"
                    yield Finding(spot.shown.page, f"{strand.document} {strand.block}", words)


def _under_a_masthead(script: Script, followed: Followed) -> frozenset[int]:
    """Return the pages that hold articles, on which a cover is a masthead; any other is set as a style wants."""
    strands = ((number, strand) for number, strand in enumerate(script.strands) if strand.kind != _COVER)
    return frozenset(
        spot.shown.page
        for number, strand in strands
        if strand.flow is Flow.TEXT
        for spot in followed.spots.get(number, ())
    )


def strayed_marks(script: Script, followed: Followed) -> Iterator[Finding]:
    """Yield marks of list items that do not stand left of an item, in its first line; all marks look alike."""
    items = [
        followed.spots[number][0].shown
        for number, (mark, item) in enumerate(pairwise(script.strands), 1)
        if mark.flow is Flow.MARKS and item.flow is Flow.TEXT and followed.spots.get(number)
    ]
    for number, strand in enumerate(script.strands):
        for spot in followed.spots.get(number, ()) if strand.flow is Flow.MARKS else ():
            mark = spot.shown
            if not any(_is_left_of(mark, each) for each in items):
                yield Finding(mark.page, f"{strand.document} {strand.block}", quoted(mark.text))


def parted_facts(script: Script, followed: Followed) -> Iterator[Finding]:
    """Yield facts that stand beside their label where others of their page stand below theirs, or the other way."""
    found: dict[str, list[tuple[bool, Finding]]] = defaultdict(list)
    for number, (label, value) in enumerate(pairwise(script.strands)):
        one, other = followed.spots.get(number), followed.spots.get(number + 1)
        if value.is_value and not label.is_value and one and other:
            words = f"{quoted(label.text)} | {quoted(value.text)}"
            place = Finding(other[0].shown.page, f"{value.document} {value.block}", words)
            found[value.document].append((_is_left_of(one[0].shown, other[0].shown), place))
    for facts in found.values():
        usual = 2 * sum(is_beside for is_beside, _ in facts) >= len(facts)
        yield from (place for is_beside, place in facts if is_beside != usual)


def crossed_rows(script: Script, followed: Followed) -> Iterator[Finding]:
    """Yield cells that do not stand below every cell of the row before; a table that goes on does so further right."""
    rows: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for number, strand in enumerate(script.strands):
        if strand.row and (spots := followed.spots.get(number)):
            rows[strand.row, spots[0].shown.page].append(spots[0])
    for (row, page), cells in rows.items():
        above = [each.shown.upright for each in rows.get((row - 1, page), ())]
        below = [each.shown.upright for each in cells]
        if not above or _goes_on_beside(above, below):
            continue
        floor = min(y for _, y in above)
        strand = next(each for each in script.strands if each.row == row)
        for cell in (each for each in cells if each.shown.upright[1] >= floor):
            yield Finding(page, f"{strand.document} {strand.block}", quoted(cell.shown.text))


def _goes_on_beside(above: Sequence[Point], below: Sequence[Point]) -> bool:
    """Say whether a row stands in another column than the one before: all of it further up and further right."""
    is_right = min(x for x, _ in below) > max(x for x, _ in above)
    return is_right and min(y for _, y in below) > max(y for _, y in above)


def _is_left_of(mark: Shown, item: Shown) -> bool:
    (x, y), (other_x, other_y) = mark.upright, item.upright
    return mark.page == item.page and abs(y - other_y) <= _LINE and x < other_x


@dataclass(slots=True)
class _Page:
    """What was read of a page so far: when its last line was drawn, and the lowest line of each place across."""

    order: int = -1
    lowest: dict[int, Shown] = field(default_factory=dict)

    def goes_back(self, spot: Spot) -> Shown | None:
        """Return a line that should stand behind the next one; what is drawn out of turn is judged elsewhere."""
        shown, is_in_turn = spot.shown, spot.order > self.order
        self.order = spot.order
        found = (
            next((each for each in self.lowest.values() if _stands_behind(each, shown)), None) if is_in_turn else None
        )
        x, y = shown.upright
        place = round(x)
        if place not in self.lowest or y < self.lowest[place].upright[1]:
            self.lowest[place] = shown
        return found


def _stands_behind(one: Shown, other: Shown) -> bool:
    """Say whether a line stands below another and no further left, or right of it in one line."""
    (x, y), (other_x, other_y) = one.upright, other.upright
    if abs(y - other_y) <= _LINE:
        return x > other_x + _SLACK
    return y < other_y and x >= other_x - _SLACK


def _stands_before(first: Spot, second: Spot, *, is_free: bool) -> bool:
    """Say whether the first of two that were drawn the other way round stands before the second on one page.

    In the text what stands before also stands no further right, for columns follow each other.
    """
    if first.shown.page != second.shown.page:
        return False
    (x, y), (other_x, other_y) = first.shown.upright, second.shown.upright
    if abs(y - other_y) <= _LINE:
        return x < other_x
    return y > other_y and (is_free or x <= other_x)
