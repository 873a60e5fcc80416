"""Where the contents page stands: regions dense with page numbers are read each way, and kept on evidence only.

Takes the lines of an issue, gives its contents pages. A list, a timetable or an imprint has page-like numbers too:
numbers must rise, and titles must recur in the issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from publisher.copydesk.contents import marks
from publisher.copydesk.contents.entries import Assembly, Entry, assemble
from publisher.copydesk.contents.labels import label_weight
from publisher.copydesk.contents.order import arranged
from publisher.copydesk.contents.page import ContentsEntry, ContentsPage
from publisher.copydesk.contents.splitting import Evidence
from publisher.copydesk.contents.titles import Titles, fold
from publisher.copydesk.contents.tokens import Kind, Side, Token, tokens_of
from publisher.copydesk.lines import Line

_EDGE_NUMBER = re.compile(
    r"^\s*[(\[（【第Pp.]*\s*[\d０-９]|[\d０-９]\s*[)\]）】页頁/|／]?\s*$|[〇零一二三四五六七八九十百][)）】页頁]?\s*$|第.{1,5}[页頁]|[.…·]\s*[\d０-９]{1,4}\s"
)
_WORDS = re.compile(r"[^\s…·.。/|／｜()（）]+")
_LONGEST = 90
_APART = 12.0  # lines between two numbers of one page, long lines counting more
_LONG_LINE = 4.0
_UPRIGHT_LINE = 0.3
_FEWEST, _MOST = 3, 1500
_ABOVE, _BELOW = 14, 3  # lines above the first number and below the last one that may belong to the page
_FAR = 60  # lines between two pages of one table of contents
_UNPAGED_LINES = 300
_MOST_HEADINGS = 8  # more are a running head
_WIDE = 40.0  # em; what is wider is no line of a contents page


@dataclass(frozen=True, slots=True)
class _Region:
    """Lines `first` to before `last` may be a contents page; those from `core` on may as well be the text behind it."""

    first: int
    core: int
    last: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    region: _Region
    tokens: tuple[Token, ...]
    assembly: Assembly
    heading: bool
    confidence: float

    @property
    def recurring(self) -> int:
        return sum(entry.recurs for entry in self.assembly.entries)


def find_contents(lines: Sequence[Line]) -> ContentsPage | None:
    """Return the contents page with the most evidence, or None."""
    titles = _LazyTitles(lines)
    found = [candidate for region in _regions(lines) if (candidate := _best(lines, titles, region))]
    found = _merged(lines, titles, found)
    if not found:
        found = [candidate for at in _headings(lines) if (candidate := _unpaged(lines, titles, at))]
    if not found:
        return None
    best = max(found, key=lambda candidate: (candidate.recurring, candidate.heading, len(candidate.assembly.entries)))
    return _page(best)


class _LazyTitles:
    """The index of short lines, made when a region asks for it: most texts have none."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._titles: Titles | None = None

    def __call__(self) -> Titles:
        self._titles = self._titles or Titles(self._lines)
        return self._titles


def _regions(lines: Sequence[Line]) -> Iterator[_Region]:
    """Yield every run of lines with page-like numbers."""
    run: list[int] = []
    apart = 0.0
    for at, line in enumerate(lines):
        if _has_number(line.text):
            if run and apart > _APART:
                yield from _bounded(lines, run)
                run = []
            run.append(at)
            apart = 0.0
        elif run:
            apart += _LONG_LINE if len(line.text) > 40 else _UPRIGHT_LINE if len(line.stripped) == 1 else 1.0
    yield from _bounded(lines, run)


def _has_number(text: str) -> bool:
    if len(text) > _LONGEST * 2 or not _EDGE_NUMBER.search(text) or marks.is_imprint(text):
        return False
    return any(form(text) for form in (marks.page_alone, marks.page_before, marks.page_behind, marks.page_inside))


def _bounded(lines: Sequence[Line], run: Sequence[int]) -> Iterator[_Region]:
    if _FEWEST <= len(run) <= _MOST:
        core = _block_end(lines, run[-1])
        yield _Region(_upper(lines, run[0]), core, _lower(lines, core))


def _block_end(lines: Sequence[Line], last: int) -> int:
    """Return the position behind the block of the last number, if a blank line ends it soon; else behind the number."""
    end = last + 1
    while end < len(lines) and lines[end].block == lines[last].block:
        end += 1
        if end - last - 1 > _BELOW:
            return last + 1
    return end


def _upper(lines: Sequence[Line], first: int) -> int:
    """Return the first line of the page: its heading, or the label and the words set directly over the first number."""
    top = first
    for at in range(first - 1, max(-1, first - _ABOVE), -1):
        if lines[at].width_em > _WIDE or lines[at].span.source != lines[first].span.source:
            break
        if marks.is_heading(lines[at].text) or (at and marks.is_heading(lines[at - 1].stripped + lines[at].stripped)):
            return at if marks.is_heading(lines[at].text) else at - 1
        same = lines[at].block == lines[top].block
        is_label = lines[at].block == lines[top].block - 1 and label_weight(lines[at].text, stands_apart=True) > 0
        if (
            top == at + 1
            and lines[at].width_em <= 30
            and (same or (is_label and lines[first].block - lines[at].block < 3))
        ):
            top = at
    return top


def _lower(lines: Sequence[Line], core: int) -> int:
    """Return the position behind the last line worth a look: credits of the cover, subtitles, and few others."""
    end = core
    while end < len(lines) and end - core < _ABOVE and lines[end].width_em <= _WIDE:
        line = lines[end]
        credit = marks.is_credit(line.text) or (end > core and marks.is_credit(lines[end - 1].text))
        if not credit and not line.text.lstrip().startswith("——") and end - core >= _BELOW:
            break
        end += 1
    return end


def _best(lines: Sequence[Line], titles: _LazyTitles, region: _Region) -> _Candidate | None:
    """Return the best reading of a region, or None if none has the evidence of a contents page."""
    candidates = []
    for side in (Side.BEFORE, Side.BEHIND):
        tokens = tokens_of(lines, region.first, region.last, side)
        if not _may_rise([token.number for token in tokens if token.number]):
            continue
        evidence = Evidence(titles(), region.first, region.core)
        if not _is_promising(tokens, evidence):
            continue
        for author_first in (False, True):
            assembly = assemble(tokens, side, evidence, author_first=author_first)
            candidates.append((assembly, tokens))
    if not candidates:
        return None
    assembly, tokens = max(candidates, key=lambda each: (each[0].score, len(each[0].entries)))
    heading = any(token.kind is Kind.HEADING for token in tokens)
    confidence = _confidence(assembly, heading=heading)
    return _Candidate(region, tuple(tokens), assembly, heading, confidence) if confidence else None


def _is_promising(tokens: Sequence[Token], evidence: Evidence) -> bool:
    """Say whether a region is worth reading: it has a heading, or some words of it recur. Tables of numbers do not."""
    if any(token.kind is Kind.HEADING for token in tokens):
        return True
    recurring = 0
    for token in tokens:
        if token.kind in (Kind.ENTRY, Kind.WORDS):
            recurring += any(evidence.exact(key) for key in map(fold, _WORDS.findall(token.text)) if len(key) > 1)
        if recurring >= _FEWEST:
            return True
    return False


def _may_rise(numbers: Sequence[int]) -> bool:
    return len(numbers) >= _FEWEST and _rising(numbers) >= 0.6 and len(set(numbers)) >= _FEWEST


def _rising(numbers: Sequence[int]) -> float:
    """Return the share of neighbours that do not fall."""
    return sum(one <= two for one, two in pairwise(numbers)) / max(1, len(numbers) - 1)


def _confidence(assembly: Assembly, *, heading: bool) -> float:
    """Return how sure it is that a reading is a contents page; 0 where the evidence does not suffice."""
    entries = assembly.entries
    numbers = [entry.number for entry in entries]
    if not _may_rise(numbers):
        return 0.0
    count = len(entries)
    recurring = sum(entry.recurs and len(fold(entry.title)) > 2 for entry in entries)
    if heading and recurring >= max(2, 0.2 * count):
        return 0.99
    if heading and count >= 5 and _rising(numbers) >= 0.75 and not _counts_on(numbers):
        return 0.7 if len(assembly.leftovers) <= count else 0.0
    signed = sum(bool(entry.authors) for entry in entries)
    enough = 0.8 if _counts_on(numbers) else 0.5
    if count >= 4 and recurring >= max(3, enough * count) and (not _counts_on(numbers) or signed * 2 >= count):
        return 0.9
    return 0.0


def _counts_on(numbers: Sequence[int]) -> bool:
    """Say whether the numbers count items (1, 2, 3 …) rather than pages."""
    return numbers[0] <= 2 and all(two - one == 1 for one, two in pairwise(numbers))


def _merged(lines: Sequence[Line], titles: _LazyTitles, found: list[_Candidate]) -> list[_Candidate]:
    """Return the candidates, two pages of one table of contents read as one."""
    merged: list[_Candidate] = []
    for candidate in found:
        before = merged[-1] if merged else None
        if before and candidate.region.first - before.region.core <= _FAR and not _shares_pages(before, candidate):
            both = _best(lines, titles, replace(candidate.region, first=before.region.first))
            if (
                both
                and len(both.assembly.entries) >= len(before.assembly.entries) + len(candidate.assembly.entries) - 1
            ):
                merged[-1] = both
                continue
        merged.append(candidate)
    return merged


def _entries(candidate: _Candidate) -> int:
    return len(candidate.assembly.entries)


def _shares_pages(one: _Candidate, two: _Candidate) -> bool:
    return bool({entry.number for entry in one.assembly.entries} & {entry.number for entry in two.assembly.entries})


def _headings(lines: Sequence[Line]) -> Iterator[int]:
    found = (at for at, line in enumerate(lines) if len(line.text) < 40 and marks.is_heading(line.text))
    return islice(found, _MOST_HEADINGS)


def _unpaged(lines: Sequence[Line], titles: _LazyTitles, at: int) -> _Candidate | None:
    """Return the page below a heading whose entries have no page numbers, if nearly every line recurs in order."""
    last = at + 1
    while (
        last < min(len(lines), at + _UNPAGED_LINES) and lines[last].width_em <= _WIDE and not lines[last].ends_terminal
    ):
        last += 1
    while last > at + 1:
        tokens = tokens_of(lines, at, last, Side.NONE)
        evidence = Evidence(titles(), at, last)
        readings = [assemble(tokens, Side.NONE, evidence, author_first=first) for first in (False, True)]
        assembly = max(readings, key=lambda each: each.score)
        end = max((token.last for token in tokens if _holds(assembly.entries, token)), default=at)
        if end == last:
            break
        last = end
    else:
        return None
    words = sum(token.kind is Kind.WORDS for token in tokens)
    numbered = sum(_has_number(line.text) for line in lines[at:last])
    count = len(assembly.entries)
    if count < 4 or numbered > 0.2 * words or len(assembly.leftovers) > 0.3 * words:
        return None
    return _Candidate(_Region(at, last, last), tuple(tokens), assembly, heading=True, confidence=0.9)


def _holds(entries: Sequence[Entry], token: Token) -> bool:
    return any(span in entry.spans for entry in entries for span in token.spans)


def _page(best: _Candidate) -> ContentsPage:
    ordered = arranged(best.assembly.items)
    entries = tuple(
        ContentsEntry(entry.title, entry.authors, entry.page, path, entry.spans, entry.number, entry.recurs)
        for entry, path in ordered
    )
    claimed = {span for item in best.assembly.items for span in item.spans}
    ends = [token for token in best.tokens if claimed & set(token.spans) or token.kind in (Kind.HEADING, Kind.ASIDE)]
    first, last = min(token.first for token in ends), max(token.last for token in ends)
    covered = tuple(dict.fromkeys(span for token in best.tokens if token in ends for span in token.spans))
    leftovers = [
        span
        for token in best.tokens
        for span in token.spans
        if first <= token.first < last and token.kind is not Kind.OUTSIDE and span not in covered
    ]
    sections = tuple(dict.fromkeys(path for _, path in ordered if path))
    return ContentsPage(covered, entries, sections, tuple(leftovers), best.confidence, best.heading)
