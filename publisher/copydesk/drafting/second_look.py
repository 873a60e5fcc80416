"""A second look at what units are, once their neighbours are known: what no feature of one line can tell.

Takes units and their kinds, gives the kinds again. Every exchange is a rule of print that holds wherever the first look
was right about the neighbours; none reads a name or a title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.copydesk.classing.classify import Classed
from publisher.copydesk.classing.kinds import FURNITURE, HEADLINES, Kind
from publisher.copydesk.credits import forms
from publisher.copydesk.heads import pairs, shared
from publisher.copydesk.units import Unit
from publisher.issue.marks import width_em

_SHARED_WITH_TEXT = 0.5  # of the pairs of ideographs of a late title
_LONGEST_CAPTION = 120.0  # em of all the text of a picture story


def second_look(units: Sequence[Unit], kinds: Sequence[Classed]) -> tuple[Classed, ...]:
    """Return the kinds, put right where the neighbours say so."""
    seen = list(kinds)
    _picture_stories(units, seen)
    _notes_inside(seen)
    _supply_behind(units, seen)
    _lone_headings(seen)
    _late_titles(units, seen)
    return tuple(seen)


def _picture_stories(units: Sequence[Unit], seen: list[Classed]) -> None:
    """Text between a headline (or another picture) and a picture's credit is its caption, if all of it is short."""
    start = 0
    for index, classed in enumerate(seen):
        if classed.kind is Kind.CREDIT:
            run = [each for each in range(start, index) if seen[each].kind in (Kind.BODY, Kind.CAPTION)]
            has_dateline = any(forms.dateline(units[each].text[:60]) for each in run)
            short = sum(width_em(units[each].text) for each in run) <= _LONGEST_CAPTION
            if run and run[0] == start and run[-1] == index - 1 and short and not has_dateline:
                for each in run:
                    seen[each] = replace(seen[each], kind=Kind.CAPTION)
            start = index + 1
        elif classed.kind not in (Kind.BODY, Kind.CAPTION):
            start = index + 1


def _notes_inside(seen: list[Classed]) -> None:
    """A source note with text of the same article behind it speaks of one item only."""
    for index in range(len(seen) - 1):
        if seen[index].kind is Kind.SOURCE_NOTE:
            following = next((each.kind for each in seen[index + 1 :] if each.kind not in (Kind.QR, Kind.FOLIO)), None)
            if following is Kind.HEADING:
                seen[index] = replace(seen[index], kind=Kind.ATTRIBUTION)


def _supply_behind(units: Sequence[Unit], seen: list[Classed]) -> None:
    """A supplier's note right before an editor's tag, with no heading in the article, stands for its author."""
    headed = False
    for index, classed in enumerate(seen):
        if classed.kind in (Kind.TITLE, Kind.EDITOR):
            headed = False
        elif classed.kind is Kind.ATTRIBUTION and forms.supply_note(units[index].text):
            behind = next((each.kind for each in seen[index + 1 :] if each.kind is not Kind.QR), None)
            if behind is Kind.EDITOR and not headed:
                seen[index] = replace(classed, kind=Kind.AFFILIATION)
            headed = True


def _lone_headings(seen: list[Classed]) -> None:
    """The only heading of an article, right under its title, is a subtitle: one heading divides nothing."""
    under = False
    for index, classed in enumerate(seen):
        if classed.kind is Kind.HEADING and under:
            rest = (each.kind for each in seen[index + 1 :])
            if next((kind for kind in rest if kind in (*HEADLINES, Kind.HEADING)), None) is not Kind.HEADING:
                seen[index] = replace(classed, kind=Kind.SUBTITLE)
        under = classed.kind in (Kind.TITLE, Kind.SUBTITLE)


def _late_titles(units: Sequence[Unit], seen: list[Classed]) -> None:
    """A heading with no text under it, whose words stand in the text above it, is the title of that text."""
    for index, classed in enumerate(seen):
        if classed.kind is not Kind.HEADING:
            continue
        below = next((each for each in range(index + 1, len(seen)) if seen[each].kind not in FURNITURE), None)
        is_bare = below is None or seen[below].kind not in (Kind.BODY, Kind.VERSE) or _opens(units[below])
        above = "".join(units[each].text for each in range(max(0, index - 12), index) if seen[each].kind is Kind.BODY)
        if is_bare and shared(pairs(units[index].text), pairs(above)) >= _SHARED_WITH_TEXT:
            seen[index] = replace(classed, kind=Kind.TITLE)


def _opens(unit: Unit) -> bool:
    return forms.dateline(unit.text[:60]) is not None
