"""One reading of a whole issue: units, what each is, which go on in which, and the articles they make.

Takes a galley, gives a PageReading; the steps stand in `read_issue` in the order in which they run. It writes no plan.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest

from publisher.copydesk.classing.classify import Classed, classify
from publisher.copydesk.classing.features import Sight
from publisher.copydesk.classing.kinds import FURNITURE, Kind
from publisher.copydesk.classing.testimony import testimony
from publisher.copydesk.contents import ContentsPage, Matching, find_contents, match
from publisher.copydesk.credits import forms
from publisher.copydesk.drafting.leftovers import by_elimination, with_loose_pictures
from publisher.copydesk.drafting.second_look import second_look
from publisher.copydesk.flow import Head, Piece, fragments_of, heads_of, pieces_of
from publisher.copydesk.heads import rematched
from publisher.copydesk.lines import lines_of
from publisher.copydesk.seams import Piece as Half
from publisher.copydesk.seams import Seam, Witnesses, breaks_off, seams
from publisher.copydesk.units import Unit, units_of
from publisher.issue.galley import Galley
from publisher.lexicon import lexicon

_WINDOW = 60  # units on either side among which a broken line may go on
_PASSED_OVER = frozenset({Kind.CAPTION, Kind.CREDIT, *FURNITURE})


@dataclass(frozen=True)
class PageReading:
    """What an issue was read as.

    Attributes:
        kinds: what each unit is, by index.
        heads: headlines in printed order.
        seams: which unit goes on in which.
        pieces: the articles, in printed order.
        contents, matching: the printed contents page and what answers to it, or None.
    """

    units: tuple[Unit, ...]
    kinds: tuple[Classed, ...]
    heads: tuple[Head, ...]
    seams: tuple[Seam, ...]
    pieces: tuple[Piece, ...]
    contents: ContentsPage | None
    matching: Matching | None

    @cached_property
    def furniture(self) -> frozenset[int]:
        """The units that are not printed."""
        return frozenset(index for index, classed in enumerate(self.kinds) if classed.kind in FURNITURE)

    def kind(self, unit: int) -> Kind:
        """Return what a unit is."""
        return self.kinds[unit].kind

    def text(self, unit: int) -> str:
        """Return the words of a unit."""
        return self.units[unit].text


def read_issue(galley: Galley) -> PageReading:
    """Return the likeliest reading of an issue."""
    units, lines = units_of(galley), lines_of(galley)
    contents = find_contents(lines)
    matching = match(contents, lines) if contents else None
    sight = Sight(units, testimony(units, contents, matching))
    kinds = second_look(units, classify(sight))
    heads, owner = heads_of(units, kinds)
    joins = _seams(units, kinds, owner)
    datelines = frozenset(index for index in range(len(units)) if sight.has("dateline", index))
    pieces = pieces_of(heads, fragments_of(units, kinds, owner, joins, datelines), joins)
    if more := tuple(by_elimination(units, kinds, heads, pieces, joins)):
        joins = (*joins, *more)
        pieces = pieces_of(heads, fragments_of(units, kinds, owner, joins, datelines), joins)
    pieces = with_loose_pictures(rematched(pieces, heads, units, kinds), kinds)
    return PageReading(units, kinds, tuple(heads), joins, tuple(pieces), contents, matching)


def _seams(units: Sequence[Unit], kinds: Sequence[Classed], owner: dict[int, int]) -> tuple[Seam, ...]:
    halves = _halves(units, kinds, owner)
    witnesses = Witnesses(lexicon(), halves)
    opens = [half for half in halves if breaks_off(half.text) or half.jump_to]
    return seams(witnesses, opens, _WINDOW)


def _halves(units: Sequence[Unit], kinds: Sequence[Classed], owner: dict[int, int]) -> list[Half]:
    """Return every unit of body text as it may be half of a paragraph."""
    bodies = [index for index in range(len(units)) if kinds[index].kind is Kind.BODY]
    halves = []
    headed = sorted(owner)
    for index, following in zip_longest(bodies, bodies[1:], fillvalue=-1):
        between = range(index + 1, following)
        is_next = following > 0 and all(kinds[each].kind in _PASSED_OVER for each in between)
        half = Half(
            position=index,
            text=units[index].text,
            next_body=following if is_next else -1,
            headlines=bisect_left(headed, index),
            indented=units[index].indent >= 1.5,
        )
        halves.append(_without_jumps(half))
    return halves


def _without_jumps(half: Half) -> Half:
    """Return a half without its jump lines, but with what they say."""
    for jump in reversed(list(forms.jumps(half.text))):
        rest = (half.text[: jump.start] + half.text[jump.end :]).strip()
        if jump.direction == "to":
            half = replace(half, text=rest, jump_to=jump.target)
        else:
            half = replace(half, text=rest, jump_from=jump.target)
    return half
