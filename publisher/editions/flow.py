"""Which articles may begin below another: takes the height of each, gives the ones that share a page.

It measures nothing and lays nothing out; the renderer does, before and after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

_GAP = 0.06  # of a page, between two articles: a rule and two lines
_LEAST = 0.4  # of a page: less room than this does not begin an article that goes on overleaf
# Of a page: an article that would go on overleaf for less than this begins a page if that saves the stub.
_STUB = 0.12


class Start(Enum):
    """How an article begins: on a page of its own, below another, or below another and not to be divided."""

    PAGE = "page"
    BELOW = "below"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Flow:
    """The articles of an issue in order, and those that share a page with nobody; the text block in CSS pixels."""

    order: tuple[str, ...]
    apart: frozenset[str]
    top: float
    height: float


def starts(heights: Mapping[str, float], order: Sequence[str], apart: frozenset[str]) -> dict[str, Start]:
    """Return how each article begins; `heights` are in pages, measured with every article on a page of its own."""
    found: dict[str, Start] = {}
    filled, alone = 0.0, True
    for name in order:
        height = heights[name]
        start = Start.PAGE if alone or name in apart else _start(filled + _GAP, height)
        begins = 0.0 if start is Start.PAGE else filled + _GAP
        filled = (begins + height) % 1
        alone = name in apart or filled < 1e-6
        found[name] = start
    return found


def _start(filled: float, height: float) -> Start:
    room = 1 - filled
    if height <= room:
        return Start.WHOLE
    if room < _LEAST or (0 < (filled + height) % 1 < _STUB and height % 1 > _STUB):
        return Start.PAGE
    return Start.BELOW
