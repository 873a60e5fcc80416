"""Reads people and what they did out of a short stretch of text: roles before or behind names, however divided.

Takes a stretch that is nothing but a credit, gives Credits, or nothing where a part of it is neither role nor name.
It does not look for the stretch: byline, dateline, caption and editor's tag each know where theirs stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from publisher.copydesk.credits import roles
from publisher.copydesk.credits.folding import fold
from publisher.copydesk.credits.names import is_name, names
from publisher.copydesk.credits.roles import OFFICE_CRAFTS
from publisher.issue.marks import HAN

LONGEST = 160  # characters of a credit with all its names
_SEPARATOR = re.compile(r"[\s、,;/|:&+—_-]+")
_BRACKET = re.compile(r"[(\[]([^()\[\]]{0,40})[)\]]")
_WORD = re.compile(r"[^\s、,;/|:&+()\[\]—_]+")
_BRACKETS = " \u3000()[]（）［］【】〔〕〖〗"
_SET_OFF = re.compile(r" {0,4}[:/|]")
_OFFICE = re.compile(rf"[{HAN}A-Za-z0-9《》“”·]{{2,40}}")


@dataclass(frozen=True, slots=True)
class Credit:
    """Who did what.

    Attributes:
        names: as printed, padding closed up.
        role: as printed (本报记者, 文/图); empty where none is printed.
        form: what told: "role", "bullet", "bare", "house", "bracket", "label".
        start, end: where it stands in the text, marks that belong to it included.
        confidence: from 0 to 1.
    """

    names: tuple[str, ...]
    role: str
    form: str
    start: int
    end: int
    confidence: float


class _Kind(Enum):
    PERSON = "a person's role"
    CRAFT = "a craft"
    NAMES = "a run of names"


@dataclass(frozen=True, slots=True)
class _Item:
    kind: _Kind
    start: int
    end: int
    firm: bool = False  # set off by a colon, a stroke or brackets, or longer than one character
    bracketed: bool = False


def people(text: str, start: int, end: int, labels: re.Pattern[str] = roles.CRAFT) -> tuple[Credit, ...]:
    """Return the credits that make up text[start:end], or none if any part of it is neither a role nor names.

    `labels` are the words that count as a craft.
    """
    if end - start > LONGEST:
        return ()
    stretch = text[start:end]
    credited: list[Credit] = []
    for before, run, behind in _groups(list(_items(fold(stretch), labels))):
        credit = _credit(stretch, before, run, behind)
        if credit is None:
            return ()
        credited.append(replace(credit, start=start + credit.start, end=start + credit.end))
    if len(credited) > 1 and any(not credit.role and credit.confidence < 0.5 for credit in credited):
        return ()
    return tuple(credited)


def merged(credited: Sequence[Credit], form: str = "", start: int | None = None, end: int | None = None) -> Credit:
    """Return one credit with all names, the roles divided by strokes, as sure as the least sure of them."""
    return Credit(
        tuple(dict.fromkeys(name for credit in credited for name in credit.names)),
        "/".join(dict.fromkeys(credit.role for credit in credited if credit.role)),
        form or credited[0].form,
        credited[0].start if start is None else start,
        credited[-1].end if end is None else end,
        min(credit.confidence for credit in credited),
    )


def crafts(credit: Credit) -> frozenset[str]:
    """Return the words of a role, folded: 文/图 gives 文 and 图."""
    return frozenset(re.split(r"[/ ,、|]+", fold(credit.role)))


def _items(folded: str, labels: re.Pattern[str]) -> Iterator[_Item]:
    """Yield roles and runs of names from left to right; what cannot be read becomes names that nobody bears."""
    place, first, last, spread = 0, -1, -1, 0
    while place < len(folded):
        if gap := _SEPARATOR.match(folded, place) or _aside(folded, place):
            place = gap.end()
            continue
        word = _WORD.match(folded, place)
        end = word.end() if word else place + 1
        role = _role_at(folded, place, labels)
        if role and end - place == 1 and spread % 2:
            role = None  # the second character of a padded name: 王 影
        if role is None:
            end, role = _role_behind(folded, place, end)
            first, last = place if first < 0 else first, end
            spread = spread + 1 if end - place == 1 else 0
        if role and first >= 0:
            yield _Item(_Kind.NAMES, first, last)
        if role:
            yield role
            first, spread, end = -1, 0, role.end
        place = end
    if first >= 0:
        yield _Item(_Kind.NAMES, first, last)


def _aside(folded: str, place: int) -> re.Match[str] | None:
    """Return brackets that hold no role: a country before a name, a place behind it."""
    bracket = _BRACKET.match(folded, place)
    is_role = bracket and (roles.PERSON.fullmatch(bracket[1].strip()) or roles.CRAFT.fullmatch(bracket[1].strip()))
    return None if is_role else bracket


def _role_at(folded: str, place: int, labels: re.Pattern[str]) -> _Item | None:
    if bracket := _BRACKET.match(folded, place):
        kind = _Kind.PERSON if roles.PERSON.fullmatch(bracket[1].strip()) else _Kind.CRAFT
        return _Item(kind, place, bracket.end(), firm=True, bracketed=True)
    if person := roles.PERSON.match(folded, place):
        rest = _WORD.match(folded, person.end())
        if rest is None or is_name(rest.group()) >= 0.25 or _role_behind(folded, *rest.span())[1]:
            return _Item(_Kind.PERSON, place, person.end(), firm=True)
    for pattern in (labels, roles.REPORTED_FROM):
        craft = pattern.match(folded, place)
        while craft and (rest := _WORD.match(folded, craft.end())):
            if craft.end() - place > 1 and pattern is labels and is_name(rest.group()) >= 0.6:
                break
            craft = pattern.match(folded, place, craft.end() - 1)
        if craft:
            firm = craft.end() - place > 1 or bool(_SET_OFF.match(folded, craft.end()))
            return _Item(_Kind.CRAFT, place, craft.end(), firm)
    return None


def _role_behind(folded: str, start: int, end: int) -> tuple[int, _Item | None]:
    """Return where a word ends and the role glued behind it, if there is one: 何龙摄."""
    glued = roles.GLUED_BEHIND.fullmatch(folded, start, end)
    if glued is None:
        return end, None
    is_office = glued["role"] in OFFICE_CRAFTS and len(glued["stem"]) >= 4
    least = 0.7 if glued["role"] in ("译", "绘", "撰") else 0.4
    if is_office or is_name(glued["stem"]) >= least:
        return glued.end("stem"), _Item(_Kind.CRAFT, *glued.span("role"), firm=True)
    return end, None


def _groups(items: Sequence[_Item]) -> Iterator[tuple[list[_Item], _Item, list[_Item]]]:
    """Yield every run of names with the roles before and behind it.

    A person's role governs the names that follow. A craft does so too, unless the line begins with names.
    """
    runs = [index for index, item in enumerate(items) if item.kind is _Kind.NAMES]
    if not runs:
        return
    before = list(items[: runs[0]])
    names_lead = not before
    for index, following in zip(runs, [*runs[1:], None], strict=True):
        gap = list(items[index + 1 : following])
        cut = len(gap) if following is None else _cut(gap, names_lead=names_lead)
        yield before, items[index], gap[:cut]
        before = gap[cut:]


def _cut(gap: Sequence[_Item], *, names_lead: bool) -> int:
    """Return how many of the roles between two runs of names belong to the run before."""
    person = next((index for index, item in enumerate(gap) if item.kind is _Kind.PERSON and not item.bracketed), None)
    if person is not None:
        return person
    bracketed = sum(item.bracketed for item in gap)
    return len(gap) if names_lead else bracketed


def _credit(stretch: str, before: list[_Item], run: _Item, behind: list[_Item]) -> Credit | None:
    """Return the credit of one run of names; None where the names are too unlikely for what stands beside them."""
    found = names(stretch[run.start : run.end])
    role = " ".join(filter(None, (_printed(stretch, before), _printed(stretch, behind))))
    sure = min(map(is_name, found), default=0.0)
    items = (*before, *behind)
    credit = Credit(found, role, "role" if role else "bare", min(each.start for each in (*items, run)), 0, sure)
    credit = replace(credit, end=max(each.end for each in (*items, run)))
    if not items:
        return credit if sure > 0.1 else None
    firm = any(item.firm for item in items)
    is_person = any(item.kind is _Kind.PERSON for item in items)
    if not is_person and firm and crafts(credit) & OFFICE_CRAFTS and all(map(_OFFICE.fullmatch, found)) and sure < 0.5:
        return replace(credit, confidence=0.7)
    floor = 0.25 if is_person else 0.35 if firm else 0.6
    return replace(credit, confidence=0.6 + 0.4 * sure) if sure >= floor else None


def _printed(stretch: str, items: list[_Item]) -> str:
    """Return a role as printed: brackets left out, spread words closed up, the strokes between them kept."""
    printed, end = "", 0
    for item in items:
        gap = stretch[end : item.start] if printed else ""
        stroke = next((char for char in gap if char in "/／"), " " if printed else "")
        printed += stroke + "".join(stretch[item.start : item.end].strip(_BRACKETS).split())
        end = item.end
    return printed
