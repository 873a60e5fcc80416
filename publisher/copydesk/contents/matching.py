"""Each entry of a contents page to the lines of the text where its article begins, and where the two disagree.

Takes a contents page and display lines, gives matches, disagreements and the entries nobody answers to. Nothing is
forced: an entry for several pieces at once has no line of its own and is reported as missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from publisher.copydesk.contents.chains import Option, chosen
from publisher.copydesk.contents.near import distance, near_runs
from publisher.copydesk.contents.page import ContentsEntry, ContentsPage
from publisher.copydesk.contents.support import Doubt, supported
from publisher.copydesk.contents.titles import Run, Titles, fold
from publisher.copydesk.credits.names import is_name
from publisher.copydesk.credits.names import names as names_in
from publisher.copydesk.lines import Line
from publisher.issue.galley import Span

_PREFIX = re.compile(r"^(?P<label>[^:：|｜]{2,10})[:：|｜]\s*(?P<rest>.+)$")
_SUBTITLE = re.compile(r"\s*(?:—{1,2}|─{2}|--)\s*")
_BYLINE_LINES = 5  # lines behind a headline, and before it, in which its author may stand
_BYLINE_BEFORE = 1
_BYLINE_WIDTH = 24.0
# How good an answer is, in points; the author nearby adds his own.
_EXACT, _PREFIXED, _OPENING, _HEAD, _NEAR, _AUTHOR = 10.0, 9.0, 7.0, 7.0, 6.0, 3.0
_PER_STEP = 0.5  # points the author loses with each line between
_SHORTEST_OPENING = 4


class Kind(StrEnum):
    """How an entry and its headline agree."""

    EXACT = "exact"
    PREFIXED = "prefixed"  # without the label before the entry's colon
    OPENING = "opening"  # the headline's line goes on
    HEAD = "head"  # without the entry's subtitle
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Match:
    """An entry and the lines of the text that are its headline.

    Attributes:
        entry: the entry.
        spans: the lines of the headline, subtitle included where the entry has it.
        kind: how they agree.
        label: for a prefixed title, the label before the colon.
        edits: characters in which they differ.
    """

    entry: ContentsEntry
    spans: tuple[Span, ...]
    kind: Kind
    label: str = ""
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """An entry without a headline in the text, and the headlines between which its text should begin."""

    entry: ContentsEntry
    after: Span | None
    before: Span | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Contents page and text read differently.

    Attributes:
        entry: the entry.
        span: the line of the text.
        contents, text: both readings.
        kind: `title` or `author`.
        supported: `contents` or `text` if only that reading stands elsewhere in the issue, else None.
    """

    entry: ContentsEntry
    span: Span
    contents: str
    text: str
    kind: str
    supported: str | None


@dataclass(frozen=True, slots=True)
class Matching:
    """What the text says to the contents page: matches in the order of the entries."""

    page: ContentsPage
    matches: tuple[Match, ...]
    missing: tuple[Missing, ...]
    disagreements: tuple[Disagreement, ...]


def match(page: ContentsPage, displays: Sequence[Line], text: Sequence[Line] | None = None) -> Matching:
    """Return the headline of every entry that has one.

    Args:
        page: the contents page.
        displays: lines that may be headlines and bylines, in printed order; lines the page covers are left out.
        text: every line of the issue, where readings are looked for elsewhere; the displays if none is given.
    """
    covered = set(page.spans)
    titles = Titles([line for line in displays if line.span not in covered])
    options = _options(page.entries, titles)
    taken = chosen(options)
    matches: list[Match] = []
    missing: list[Missing] = []
    doubts: list[tuple[ContentsEntry, str, Doubt]] = []
    for index, entry in enumerate(page.entries):
        answer = taken.get(index)
        if answer is None:
            missing.append(_missing(index, entry, taken, titles))
            continue
        matches.append(_match(entry, answer, titles))
        doubts.extend(_doubts(entry, answer, titles))
    issue = [line for line in (displays if text is None else text) if line.span not in covered]
    found = [
        Disagreement(entry, doubt.span, doubt.contents, doubt.text, kind, support)
        for (entry, kind, doubt), support in zip(doubts, supported([each[2] for each in doubts], issue), strict=True)
    ]
    return Matching(page, tuple(matches), tuple(missing), tuple(found))


def _match(entry: ContentsEntry, answer: Option, titles: Titles) -> Match:
    spans = tuple(line.span for line in titles.lines[answer.run[0] : answer.run[1]])
    prefix = _PREFIX.match(entry.title) if answer.kind == Kind.PREFIXED else None
    return Match(entry, spans, Kind(answer.kind), prefix["label"].strip() if prefix else "", answer.edits)


def _missing(index: int, entry: ContentsEntry, taken: dict[int, Option], titles: Titles) -> Missing:
    before = [taken[at].run[0] for at in range(index) if at in taken][-1:]
    behind = [taken[at].run[0] for at in range(index + 1, max(taken, default=0) + 1) if at in taken][:1]
    after_span = titles.lines[before[0]].span if before else None
    return Missing(entry, after_span, titles.lines[behind[0]].span if behind else None)


def _options(entries: Sequence[ContentsEntry], titles: Titles) -> list[list[Option]]:
    """Return the possible headlines of every entry; near ones only where no other is found."""
    options = [list(_certain(entry, titles)) for entry in entries]
    lost = [fold(entry.title) for entry, found in zip(entries, options, strict=True) if not found]
    near = near_runs(lost, titles)
    for entry, found in zip(entries, options, strict=True):
        if not found:
            found.extend(_near(entry, titles, near.get(fold(entry.title), ())))
    return options


def _certain(entry: ContentsEntry, titles: Titles) -> Iterator[Option]:
    exact = titles.exact(fold(entry.title))
    yield from (_option(entry, run, Kind.EXACT, _EXACT, titles) for run in exact)
    if exact:
        return
    prefix = _PREFIX.match(entry.title)
    if prefix and len(key := fold(prefix["rest"])) > 1:
        yield from (_option(entry, run, Kind.PREFIXED, _PREFIXED, titles) for run in titles.exact(key))
    head = _SUBTITLE.split(entry.title, maxsplit=1)[0]
    if head != entry.title and len(key := fold(head)) > 2:
        yield from (_option(entry, run, Kind.HEAD, _HEAD, titles) for run in titles.exact(key))
    if len(key := fold(entry.title)) >= _SHORTEST_OPENING:
        yield from (_option(entry, run, Kind.OPENING, _OPENING, titles) for run in titles.opening(key))


def _near(entry: ContentsEntry, titles: Titles, runs: Sequence[tuple[Run, int]]) -> Iterator[Option]:
    """Yield the nearest readings if they all say the same; two different ones prove nothing."""
    least = runs[0][1] if runs else 0
    nearest = [run for run, edits in runs if edits == least]
    if len({"".join(titles.keys[run[0] : run[1]]) for run in nearest}) == 1:
        yield from (_option(entry, run, Kind.NEAR, _NEAR, titles, least) for run in nearest)


def _option(entry: ContentsEntry, run: Run, kind: Kind, weight: float, titles: Titles, edits: int = 0) -> Option:
    near = [titles.keys[at] for at in _byline_positions(run, titles)]
    names = [fold(author) for author in entry.authors]
    away = next((steps for steps, key in enumerate(near) if any(name in key for name in names if name)), None)
    return Option(run, kind.value, weight + (0.0 if away is None else _AUTHOR - _PER_STEP * away), edits)


def _byline_positions(run: Run, titles: Titles) -> list[int]:
    behind = range(run[1], min(run[1] + _BYLINE_LINES, len(titles.keys)))
    before = range(max(0, run[0] - _BYLINE_BEFORE), run[0])
    return [at for at in (*behind, *before) if titles.lines[at].width_em <= _BYLINE_WIDTH]


def _doubts(entry: ContentsEntry, answer: Option, titles: Titles) -> Iterator[tuple[ContentsEntry, str, Doubt]]:
    """Yield where headline and byline read otherwise than the entry."""
    lines = titles.lines[answer.run[0] : answer.run[1]]
    if answer.kind == Kind.NEAR:
        printed = " ".join(line.stripped for line in lines)
        yield entry, "title", Doubt(lines[0].span, entry.title, printed)
    positions = _byline_positions(answer.run, titles)
    near = [titles.keys[at] for at in positions]
    for author in entry.authors:
        if any(fold(author) in key for key in near):
            continue
        for at in positions:
            other = _spelt_alike(author, titles.lines[at])
            if other:
                yield entry, "author", Doubt(titles.lines[at].span, author, other)
                break


def _spelt_alike(author: str, line: Line) -> str:
    """Return the name in a byline that differs from the author's in one character of three or more."""
    if is_name(author) < 0.3 or len(author) < 3:
        return ""
    alike = (name for name in names_in(line.stripped) if distance(fold(author), fold(name), 1) == 1)
    return next((name for name in alike if len(name) == len(author)), "")
