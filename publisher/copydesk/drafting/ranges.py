"""Units to line addresses: the shortest ranges a person would write.

Takes units, gives LineRanges. Lines between two units that are blank belong to the range; anything else ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publisher.copydesk.units import Unit
from publisher.issue.addresses import LineRange


def ranges_of(
    indices: Iterable[int], units: Sequence[Unit], over: frozenset[int] = frozenset()
) -> tuple[LineRange, ...]:
    """Return the ranges of units in the order given; units in `over` may stand inside a range."""
    ranges: list[LineRange] = []
    last = -1
    for index in indices:
        first, end = units[index].first, units[index].last
        goes_on = ranges and last < index and all(each in over for each in range(last + 1, index))
        if goes_on and ranges[-1].source == first.source and _is_whole(units[index]):
            ranges[-1] = LineRange(first.source, ranges[-1].first, end.line)
        else:
            ranges.append(LineRange(first.source, first.line, end.line))
        last = index
    return tuple(ranges)


def _is_whole(unit: Unit) -> bool:
    return unit.first.start == 0
