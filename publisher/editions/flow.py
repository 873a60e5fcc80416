"""Which articles begin below another: takes the height of each, gives the way of beginning that fills the pages best.

It measures nothing and lays nothing out; the renderer does, before and after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

_GAP = 0.08  # of a page, between two articles: a rule and three lines
_LEAST = 0.36  # of a page: less room than this does not begin an article that goes on overleaf
SAVED = 0.045  # of a page: what a head set close saves where nothing else was measured
STUB = 0.12  # of a page: an article that goes on overleaf for less than this looks lost there
_DOUBT = 0.03  # of a page, about a line: what an article that did not fit is taken to be higher
_SLACK = 0.012  # of a page: half a line, the doubt of every measure

SPARSE = 0.36  # of a page: a third, and what measures may be wrong by
SPARSE_FINE = 2.0
SUNK = 0.24  # of a page: by which a sunk head stands lower, as in css/pdf.css.j2

_STUB_FINE = 0.2
_CLOSE_FINE = 0.04
_BELOW_FINE = 0.02
_DIVIDED_FINE = 0.05
_SUNK_FINE = 0.35


class Start(Enum):
    """How an article begins: on a page of its own, below another, or below another and not to be divided."""

    PAGE = "page"
    BELOW = "below"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Begin:
    """How an article is set: where it begins, and whether its head is set close to save a line.

    A sunk head stands lower on its page, so that more of the article goes on overleaf to a page that has too little.
    """

    start: Start
    close: bool = False
    sunk: bool = False


@dataclass(frozen=True, slots=True)
class Modules:
    """The grid stories are made up on: columns and lines of a page, its leading and its width in points."""

    columns: int
    lines: int
    leading_pt: float
    width_pt: float


@dataclass(frozen=True, slots=True)
class Flow:
    """The articles of an issue in order, those that share a page with nobody, those that are never divided.

    `top` and `height` are those of the text block in CSS pixels.

    `is_free` lets every article begin where the one before ends, as in a newspaper; `modules` is the grid of one whose
    stories stand side by side. `avoids_sparse` wants no page less than a third full, but those nobody shares.
    """

    order: tuple[str, ...]
    apart: frozenset[str]
    whole: frozenset[str]
    top: float
    height: float
    is_free: bool = False
    avoids_sparse: bool = True
    modules: Modules | None = None


@dataclass(frozen=True, slots=True)
class Heights:
    """How high an article is in pages on a page of its own: as usual, and with its head set close."""

    usual: float
    close: float

    def doubted(self) -> Heights:
        """Return the heights of an article that did not fit where it should have."""
        return Heights(self.usual + _DOUBT, self.close + _DOUBT)


@dataclass(frozen=True, slots=True)
class _Way:
    cost: float = 0.0
    filled: float = 0.0
    alone: bool = True
    begins: tuple[Begin, ...] = ()


def starts(
    heights: Mapping[str, Heights],
    order: Sequence[str],
    apart: frozenset[str],
    barred: frozenset[str] = frozenset(),
    *,
    whole: frozenset[str] = frozenset(),
    sparse_fine: float = SPARSE_FINE,
) -> dict[str, Begin]:
    """Return how each article begins, with the least white paper and the fewest stubs.

    `barred` ones were found not to fit below another; `whole` ones are not divided; `sparse_fine` is
    paid for a page less than a third full. The best way is looked for over all articles at once, since each
    decides where the next may begin.
    """
    ways = [_Way()]
    for name in order:
        found = [
            _went_on(way, begin, heights[name], sparse_fine) for way in ways for begin in _choices(way, heights[name])
        ]
        if name in apart or name in barred:
            found = [way for way in found if way.begins[-1].start is Start.PAGE]
        if name in whole:
            found = [way for way in found if way.begins[-1].start is not Start.BELOW]
        ways = _best([replace(way, alone=way.alone or name in apart) for way in found])
    best = min(ways, key=lambda way: way.cost + _white(way.filled) / 4 + _sparse(way) * sparse_fine)
    return dict(zip(order, best.begins, strict=True))


def sparse_pages(heights: Mapping[str, Heights], begins: Mapping[str, Begin], apart: frozenset[str]) -> int:
    """Return how many pages less than a third full a way of beginning leaves, but those nobody shares."""
    way, found = _Way(), 0
    for name, begin in begins.items():
        found += begin.start is Start.PAGE and _sparse(way)
        way = _went_on(way, begin, heights[name], 0.0)
        way = replace(way, alone=way.alone or name in apart)
    return found + _sparse(way)


def _choices(way: _Way, heights: Heights) -> list[Begin]:
    choices = [Begin(Start.PAGE), Begin(Start.PAGE, close=True)]
    if heights.usual + SUNK > 1:
        choices.append(Begin(Start.PAGE, sunk=True))
    room = 1 - way.filled - _GAP
    if way.alone or room <= 0:
        return choices
    if heights.usual <= room - _SLACK:
        return [*choices, Begin(Start.WHOLE)]
    if heights.close <= room - _SLACK:
        return [*choices, Begin(Start.WHOLE, close=True)]
    if room >= _LEAST:
        choices += [Begin(Start.BELOW), Begin(Start.BELOW, close=True)]
    return choices


def _went_on(way: _Way, begin: Begin, heights: Heights, sparse_fine: float) -> _Way:
    height = heights.close if begin.close else heights.usual + (SUNK if begin.sunk else 0.0)
    cost = way.cost + (_CLOSE_FINE if begin.close else 0.0) + (_SUNK_FINE if begin.sunk else 0.0)
    top = 0.0
    if begin.start is Start.PAGE:
        cost += _white(way.filled) + _sparse(way) * sparse_fine
    else:
        top = way.filled + _GAP
        cost += _BELOW_FINE if begin.start is Start.WHOLE else _DIVIDED_FINE
    end = top + height
    filled = end % 1
    if end > 1 and filled < STUB:
        cost += _STUB_FINE * (2 if filled < _SLACK * 3 else 1)
    return _Way(cost, filled, filled < 1e-6, (*way.begins, begin))


def _sparse(way: _Way) -> bool:
    """Say whether a way leaves a page less than a third full that others might have shared."""
    return not way.alone and 0 < way.filled < SPARSE


def _white(filled: float) -> float:
    """Return how bad the white below an article is: little of it is not seen, much of it cries."""
    return (1 - filled) ** 2 if filled > 1e-6 else 0.0


def _best(ways: Sequence[_Way]) -> list[_Way]:
    """Return the cheapest way to each height of page, told apart by half lines."""
    best: dict[tuple[int, bool], _Way] = {}
    for way in ways:
        key = (round(way.filled / _SLACK), way.alone)
        if key not in best or way.cost < best[key].cost:
            best[key] = way
    return list(best.values())
