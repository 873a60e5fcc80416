"""Where the white of a page goes: takes pages as made up, gives the lines each head gets more and what is left below.

A page nearly full is filled by setting its heads more openly; a page far from full keeps its white at the foot, where
it is honest. No text is touched.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from publisher.editions.makeup import Band, MadeUp, Stack

_MOST_OPENED = 3  # lines a head may get
_NEARER = 2  # lines it gets on a page that cannot be filled and is not the last


@dataclass(frozen=True, slots=True)
class Whited:
    """Pages with their white shared out; `opened` says by how many lines each head is opened."""

    pages: tuple[MadeUp, ...]
    opened: dict[str, int]


def whited(pages: Sequence[MadeUp], headed: Collection[str]) -> Whited:
    """Return the pages with bands made higher to fill them, and stacks with heads opened to fill the bands.

    `headed` are the stories with a head that can be opened.
    """
    opened: dict[str, int] = {}
    last = len(pages) - 1
    done = tuple(
        replace(page, bands=tuple(_opened(band, headed, opened) for band in _filled(page, headed, is_last=n == last)))
        for n, page in enumerate(pages)
    )
    return Whited(done, opened)


def _filled(page: MadeUp, headed: Collection[str], *, is_last: bool) -> tuple[Band, ...]:
    """Return the bands of a page, higher if that fills it or brings it nearer to it."""
    if any(band.is_divided for band in page.bands):
        return page.bands
    can = [_can_grow(band, headed) for band in page.bands]
    room = page.room if sum(can) >= page.room else 0 if is_last else _NEARER * len(can)
    grown: list[Band] = []
    for index, band in enumerate(page.bands):
        more = min(can[index], math.ceil(room / (len(can) - index)))
        more = max(more, min(can[index], room - sum(can[index + 1 :])))
        room -= more
        grown.append(_higher(band, more))
    return tuple(grown)


def _can_grow(band: Band, headed: Collection[str]) -> int:
    """Return how many lines the heads of every stack of a band can take up beyond the white there is."""
    heads = [sum(name in headed for name in stack.names) for stack in band.stacks]
    rooms = [_MOST_OPENED * count - stack.white for count, stack in zip(heads, band.stacks, strict=True)]
    return max(0, min(rooms))


def _higher(band: Band, more: int) -> Band:
    stacks = tuple(replace(stack, white=stack.white + more) for stack in band.stacks)
    return replace(band, stacks=stacks, height=band.height + more)


def _opened(band: Band, headed: Collection[str], opened: dict[str, int]) -> Band:
    return replace(band, stacks=tuple(_spread(stack, headed, opened) for stack in band.stacks))


def _spread(stack: Stack, headed: Collection[str], opened: dict[str, int]) -> Stack:
    """Share the white of a stack out among its heads; return the stack with what is left."""
    heads = [name for name in stack.names if name in headed]
    if not heads:
        return stack
    spent = min(stack.white, _MOST_OPENED * len(heads))
    opened |= dict(zip(heads, _shares(spent, len(heads)), strict=True))
    return replace(stack, white=stack.white - spent)


def _shares(lines: int, parts: int) -> list[int]:
    """Return lines shared out evenly, the first ones getting more."""
    return [lines // parts + (index < lines % parts) for index in range(parts)]
