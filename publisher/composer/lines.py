"""Breaks a paragraph into lines, all of them together: takes widths and spaces, gives line ends and positions.

The best set of breaks is the one of least cost over the whole paragraph, found exactly (Knuth and Plass, Breaking
Paragraphs into Lines, 1981) over Chinese spaces: see `spacing`. Lengths are in any one unit; it knows no glyph.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import inf
from operator import add
from typing import NamedTuple

# Costs. A line spread by a tenth of an em between any two characters costs a hundred, and less by the cube.
_SPREAD = 1e5  # times (em a gap) cubed
_SHRUNK = 8.0  # for a line that gives way as far as it can, and less by the cube
_SOFT = 2.0  # for a line whose Western spaces are as wide as they may be, and less by the square
_RAGGED = 300.0  # times the square of the share of a ragged line that stays empty
_LINE = 1.0
_LONELY = 600.0  # a last line of one character
_PAIR = 4.0  # a last line of two
_HYPHEN = 20.0
_OVERFULL = 1e6  # for each unit a line stands out
_TOLERANCES = (0.09, 0.3, inf)  # em a gap that a line may be spread: the first that has a solution is taken
_CLOSE = 1e-6


@dataclass(slots=True)
class Paragraph:
    """The clusters of a paragraph, one place in each list; a cluster is what a line may not be broken within.

    Attributes:
        em: the font size of the paragraph, in the unit of the widths.
        advance: widths of the clusters.
        space, soft, shrink: behind each cluster, what `spacing.Space` says, as lengths.
        spreads: behind each cluster, 1 if a share of the slack goes there.
        head, tail: what the cluster loses where a line begins with it or ends with it.
        visible: whether it is more than a space or an edge; `words`: whether a last line may count it.
        cost: of ending a line before the cluster; None where that is forbidden.
        hyphen: what ending a line before the cluster adds to it.
        forced: where a line must begin, in order; `stops` the same, to be asked for one.
        breaks_anywhere: whether an overlong word may be cut (CSS `overflow-wrap`).
    """

    em: float
    advance: list[float]
    space: list[float]
    soft: list[float]
    shrink: list[float]
    spreads: list[int]
    head: list[float]
    tail: list[float]
    visible: list[bool]
    words: list[int]
    cost: list[float | None]
    hyphen: dict[int, float] = field(default_factory=dict)
    forced: tuple[int, ...] = ()
    breaks_anywhere: bool = False
    # Sums over everything in front of a cluster, and the last visible cluster up to it.
    start: list[float] = field(init=False)
    ends: list[float] = field(init=False)
    last: list[int] = field(init=False)
    softness: list[float] = field(init=False)
    shrinkage: list[float] = field(init=False)
    gaps: list[int] = field(init=False)
    stops: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.stops = frozenset(self.forced)
        self.start = list(accumulate(map(add, self.advance, self.space), initial=0.0))
        self.softness = list(accumulate(self.soft, initial=0.0))
        self.shrinkage = list(accumulate(self.shrink, initial=0.0))
        self.gaps = list(accumulate(self.spreads, initial=0))
        self.last, self.ends, at = [], [], 0
        for index, visible in enumerate(self.visible):
            at = index if visible else at
            self.last.append(at)
            self.ends.append(self.start[at] + self.advance[at] - self.tail[at])
        for index, visible in enumerate(self.visible):
            if visible:
                break
            self.ends[index] = 0.0

    def __len__(self) -> int:
        return len(self.advance)

    def natural(self, begin: int, end: int) -> float:
        """Return the width of a line that neither spreads nor shrinks."""
        return max(0.0, self.ends[end - 1] - self.start[begin] - self.head[begin]) + self.hyphen.get(end, 0.0)


class _Node(NamedTuple):
    """The least cost of ending a line at some place, and the line that does: where it begins, its number."""

    cost: float
    begin: int
    line: int


def break_lines(paragraph: Paragraph, widths: Sequence[float], begin: int = 0, *, ragged: bool = False) -> list[int]:
    """Return where the lines end, from `begin`: each end is the next line's beginning, the last the paragraph's length.

    `widths` are those of the lines; the last stands for all that follow. A ragged line is never spread.
    """
    ends: list[int] = []
    size = len(paragraph)
    for stop in (*(at for at in paragraph.forced if at > begin), size):
        if stop > begin or not ends:
            rest = widths[min(len(ends), len(widths) - 1) :]
            ends += _best(paragraph, rest, begin, stop, ragged)
            begin = stop
    return ends


def _best(paragraph: Paragraph, widths: Sequence[float], begin: int, stop: int, ragged: bool) -> list[int]:
    if begin >= stop:
        return [stop]
    if paragraph.natural(begin, stop) <= widths[0] + _CLOSE:
        return [stop]
    best: tuple[float, list[int]] = (inf, [stop])
    for tolerance in _TOLERANCES:
        best = min(best, _Search(paragraph, widths, begin, stop, ragged, tolerance).best())
        if best[0] < _LONELY:
            break
    return best[1]


class _Search:
    """One search over a paragraph, or the part of it between two forced breaks."""

    def __init__(
        self, paragraph: Paragraph, widths: Sequence[float], begin: int, stop: int, ragged: bool, tolerance: float
    ) -> None:
        self.paragraph, self.widths, self.begin, self.stop = paragraph, widths, begin, stop
        self.ragged, self.tolerance = ragged, tolerance
        self.nodes: dict[int, dict[int, _Node]] = {}
        self.short = paragraph.natural(begin, stop) < 4.5 * widths[-1]

    def best(self) -> tuple[float, list[int]]:
        """Return the cost and the ends of the best lines; an infinite cost if a line would be spread too far."""
        begin, stop = self.begin, self.stop
        self.nodes[begin] = {0: _Node(0.0, begin, -1)}
        for at in range(begin, stop):
            for line, node in self.nodes.get(at, {}).items():
                self._extend(at, line, node)
        last = self.nodes.get(stop)
        if not last:
            return inf, []
        line, node = min(last.items(), key=lambda item: item[1].cost)
        cost, ends = node.cost, [stop]
        while node.begin > begin:
            ends.append(node.begin)
            line, node = node.line, self.nodes[node.begin][node.line]
        return cost, ends[::-1]

    def _extend(self, at: int, line: int, node: _Node) -> None:
        """Add every line that may begin here."""
        paragraph = self.paragraph
        width = self.widths[min(line, len(self.widths) - 1)]
        following = min(line + 1, len(self.widths) - 1)
        found = False
        for end in self._candidates(at, width):
            cost = paragraph.cost[end] if end < self.stop else 0.0
            if cost is None:
                continue
            worse = self._worth(at, end, width)
            if worse == inf:
                continue
            found = True
            self._reach(end, following, _Node(node.cost + cost + worse, at, line))
        if not found and self.tolerance == inf:
            end, cost = self._overfull(at, width)
            self._reach(end, following, _Node(node.cost + cost, at, line))

    def _reach(self, end: int, line: int, node: _Node) -> None:
        there = self.nodes.setdefault(end, {})
        if line not in there or node.cost < there[line].cost:
            there[line] = node

    def _candidates(self, at: int, width: float) -> Sequence[int]:
        """Return the ends of lines from here that neither stand out nor stay too empty."""
        paragraph = self.paragraph
        origin = paragraph.start[at] + paragraph.head[at]
        longest = origin + width + paragraph.em * 1.5
        high = bisect_left(paragraph.start, longest, at + 1, self.stop + 1)
        while high < self.stop and self._least(at, high + 1) <= width + _CLOSE:
            high += 1
        if self.ragged or self.tolerance == inf:
            return range(at + 1, min(high, self.stop) + 1)
        least = width - self.tolerance * width - paragraph.em
        low = bisect_left(paragraph.start, origin + least, at + 1, self.stop)
        while low > at + 1 and self._most(at, low - 1) >= width:
            low -= 1
        return range(low, min(high, self.stop) + 1)

    def _least(self, begin: int, end: int) -> float:
        paragraph = self.paragraph
        last = paragraph.last[end - 1]
        return paragraph.natural(begin, end) - paragraph.shrinkage[last] + paragraph.shrinkage[begin]

    def _most(self, begin: int, end: int) -> float:
        paragraph = self.paragraph
        last = paragraph.last[end - 1]
        soft = paragraph.softness[last] - paragraph.softness[begin]
        spread = (paragraph.gaps[last] - paragraph.gaps[begin]) * self.tolerance * paragraph.em
        return paragraph.natural(begin, end) + soft + spread

    def _worth(self, begin: int, end: int, width: float) -> float:
        """Return the cost of a line; infinite if it cannot be set."""
        paragraph = self.paragraph
        slack = width - paragraph.natural(begin, end)
        last = paragraph.last[end - 1]
        ends_paragraph = end == self.stop
        cost = _LINE + (_HYPHEN if end in paragraph.hyphen else 0.0)
        if ends_paragraph:
            cost += self._loneliness(begin, end)
        if slack < 0:
            room = paragraph.shrinkage[last] - paragraph.shrinkage[begin]
            if -slack > room + _CLOSE:
                return inf
            return cost + _SHRUNK * (-slack / room) ** 3 if room > 0 else cost
        if self.ragged:
            return cost + (_RAGGED * (slack / width) ** 2 if self.short or not ends_paragraph else 0.0)
        if ends_paragraph:
            return cost
        soft = paragraph.softness[last] - paragraph.softness[begin]
        if slack <= soft:
            return cost + _SOFT * (slack / soft) ** 2 if soft > 0 else cost
        gaps = paragraph.gaps[last] - paragraph.gaps[begin]
        spread = (slack - soft) / gaps / paragraph.em if gaps else inf
        if spread > self.tolerance:
            return inf
        return cost + (_SOFT if soft > 0 else 0.0) + _SPREAD * min(spread, 10.0) ** 3

    def _loneliness(self, begin: int, end: int) -> float:
        if begin == self.begin:
            return 0.0
        words = sum(self.paragraph.words[begin:end])
        return _LONELY if words <= 1 else _PAIR if words == 2 else 0.0

    def _overfull(self, at: int, width: float) -> tuple[int, float]:
        """Return the end of a line that cannot fit: behind its first word, or anywhere if words may be cut."""
        paragraph = self.paragraph
        if paragraph.breaks_anywhere:
            end = at + 1
            while end < self.stop and paragraph.natural(at, end + 1) <= width:
                end += 1
            return end, _OVERFULL
        end = next((end for end in range(at + 1, self.stop) if paragraph.cost[end] is not None), self.stop)
        return end, _OVERFULL * max(1.0, paragraph.natural(at, end) - width)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the clusters of a line begin and where the line ends, from its left edge.

    `spread` is what was put between any two characters.
    """

    starts: list[float]
    end: float
    spread: float = 0.0


def set_line(paragraph: Paragraph, begin: int, end: int, width: float, *, justify: bool) -> Setting:
    """Return the setting of a line `width` wide.

    A line that is not justified keeps its natural spaces, but gives way if it is too long. A line's first mark begins
    half an em outside, if that is its blank half.
    """
    last = paragraph.last[end - 1]
    natural = paragraph.natural(begin, end)
    slack = width - natural
    origin = paragraph.start[begin] + paragraph.head[begin]
    starts = [at - origin for at in paragraph.start[begin:end]]
    if abs(slack) < _CLOSE or (slack > 0 and not justify) or last <= begin:
        return Setting(starts, natural)
    room = paragraph.shrinkage if slack < 0 else paragraph.softness
    give = room[last] - room[begin]
    share = max(-1.0, min(1.0, slack / give)) if give else 0.0
    gaps = paragraph.gaps[last] - paragraph.gaps[begin]
    spread = max(0.0, slack - give) / gaps if gaps else 0.0
    first, counted = room[begin], paragraph.gaps[begin]
    shifts = [
        share * (now - first) + spread * (count - counted)
        for now, count in zip(room[begin : last + 1], paragraph.gaps[begin : last + 1], strict=True)
    ]
    shifts += [shifts[-1]] * (end - last - 1)
    return Setting(list(map(add, starts, shifts)), natural + shifts[last - begin], spread)
