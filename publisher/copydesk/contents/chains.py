"""One headline for each entry: the assignment that keeps most of the page order.

Takes for every entry the lines it may stand at, gives one for each that can have one. The heaviest rising chain is
settled first; pieces that stand out of order in the file take what is left.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.copydesk.contents.titles import Run

_EARLIER = 1e-7  # per line: of equal chains, the one that stands earlier


@dataclass(frozen=True, slots=True)
class Option:
    """A run of lines that may be an entry's headline, how it agrees, its points and its edits."""

    run: Run
    kind: str
    weight: float
    edits: int = 0


def chosen(options: Sequence[Sequence[Option]]) -> dict[int, Option]:
    """Return the option of each entry, no line used twice; entries are given in the order of their pages."""
    taken = _chain(options)
    used = {line for option in taken.values() for line in range(*option.run)}
    for index, found in enumerate(options):
        if index in taken:
            continue
        free = [option for option in found if not used.intersection(range(*option.run))]
        if free:
            where = _expected(index, taken)
            best = max(free, key=lambda option: (option.weight, -abs(option.run[0] - where)))
            taken[index] = best
            used.update(range(*best.run))
    return taken


def _chain(options: Sequence[Sequence[Option]]) -> dict[int, Option]:
    """Return the heaviest chain of options that rises with the entries: each begins behind the end of the one before.

    Dynamic programme over the ends of runs with a Fenwick tree of maxima: n log n for n options.
    """
    ends = sorted({option.run[1] for found in options for option in found})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ends) + 1)
    steps: list[tuple[int, Option, int]] = []
    for index, found in enumerate(options):
        reached = []
        for option in found:
            weight, before = _most(tree, bisect_left(ends, option.run[0] + 1))
            steps.append((index, option, before))
            reached.append((option, weight + option.weight - option.run[0] * _EARLIER, len(steps) - 1))
        for option, weight, step in reached:
            _raise(tree, bisect_left(ends, option.run[1]) + 1, (weight, step))
    taken: dict[int, Option] = {}
    at = _most(tree, len(ends))[1]
    while at >= 0:
        index, option, at = steps[at]
        taken[index] = option
    return taken


def _most(tree: Sequence[tuple[float, int]], count: int) -> tuple[float, int]:
    """Return the heaviest chain that ends at one of the first `count` places."""
    best = (0.0, -1)
    while count > 0:
        best = max(best, tree[count])
        count -= count & -count
    return best


def _raise(tree: list[tuple[float, int]], at: int, value: tuple[float, int]) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], value)
        at += at & -at


def _expected(index: int, taken: dict[int, Option]) -> int:
    """Return the line behind the headline of the entry before."""
    before = [taken[at].run[1] for at in range(index) if at in taken]
    return before[-1] if before else 0
