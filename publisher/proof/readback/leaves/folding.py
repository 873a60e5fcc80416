"""Sheets of a booklet taken apart: takes what its sides show, gives the pages in the order in which they are read.

A side has two pages; folded, the sheets lie in each other. Sides are told apart by their middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.proof.readback.leaves.drawn import Shown


def unfolded(
    sides: Sequence[tuple[Shown, ...]], widths: Sequence[float], *, bound_right: bool
) -> tuple[tuple[Shown, ...], ...]:
    """Return the pages of a booklet; empty ones at its end are left out."""
    count = 2 * len(sides)
    pages: list[tuple[Shown, ...]] = [()] * count
    for number, (shown, width) in enumerate(zip(sides, widths, strict=True)):
        depth, is_inner = divmod(number, 2)
        low, high = 2 * depth, count - 1 - 2 * depth
        left, right = (low + 1, high - 1) if is_inner else (high, low)
        if bound_right:
            left, right = right, left
        for index, on_left in ((left, True), (right, False)):
            pages[index] = tuple(replace(each, page=index + 1) for each in shown if (each.x < width / 2) is on_left)
    while pages and not pages[-1]:
        pages.pop()
    return tuple(pages)
