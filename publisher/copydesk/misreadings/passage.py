"""Passages as they were printed, and findings in them: the values the misreadings are looked for in and handed back as.

Takes spans of a galley, gives passages; takes changes to a passage, gives the words they concern with as much context
as makes them unique in their line. It judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from publisher.issue.galley import Galley, Span
from publisher.issue.queries import Query, query_id

_CONTEXT = 2  # characters shown on either side of a change


class Standing(StrEnum):
    """What a passage is: running text, a headline or head, or an entry of the printed contents page."""

    TEXT = "text"
    TITLE = "title"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a headline or an entry of the contents page.

    Attributes:
        owner: id of the article it belongs to.
        spans: where it stands, in reading order.
        text: the raw characters of the spans, joined.
        seams: offsets in the text at which two lines or pieces meet.
        standing: what it is.
    """

    owner: str
    spans: tuple[Span, ...]
    text: str
    seams: tuple[int, ...] = ()
    standing: Standing = Standing.TEXT

    def pieces(self) -> Iterator[tuple[int, Span]]:
        """Yield where each span begins in the text, and the span."""
        return zip(accumulate(map(len, self.spans), initial=0), self.spans, strict=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """A misreading, or the suspicion of one.

    Attributes:
        code: its kind.
        owner: id of the article.
        span: where the words `printed` stand.
        printed: the words as printed, with as much context as makes them unique in their part of the line.
        proposed: the same words as they should read; empty where there is nothing to propose.
        evidence: what speaks for it, in words.
        confidence: of the proposed reading, from 0 to 1.
        is_sure: the issue itself proves it; else it is a question for the editor.
        drop: characters printed twice over at a seam; they are to be dropped rather than read differently.
    """

    code: str
    owner: str
    span: Span
    printed: str
    proposed: str
    evidence: str
    confidence: float
    is_sure: bool = False
    drop: Span | None = None

    def query(self) -> Query:
        """Return the question that is put to the editor."""
        name = query_id(self.code, self.span, self.printed, self.proposed)
        return Query(
            name, self.code, self.owner, self.span, self.printed, self.proposed, self.evidence, self.confidence
        )


@dataclass(frozen=True, slots=True)
class Change:
    """Characters `start` to `end` of a passage's text read `words`; nothing is inserted where the two are equal."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says about changes to one passage."""

    code: str
    evidence: str
    confidence: float
    is_sure: bool = False


def passage_of(owner: str, galley: Galley, spans: Sequence[Span], standing: Standing = Standing.TEXT) -> Passage:
    """Return the passage that stands at the spans; a seam lies wherever two of them meet."""
    texts = [galley.text(span) for span in spans]
    seams = tuple(accumulate(map(len, texts[:-1])))
    return Passage(owner, tuple(spans), "".join(texts), seams, standing)


def found(passage: Passage, verdict: Verdict, changes: Iterable[Change]) -> Iterator[Finding]:
    """Yield the findings for changes to a passage, one for every line that is concerned."""
    by_piece: dict[int, list[Change]] = {}
    starts = [start for start, _ in passage.pieces()]
    for change in changes:
        last = change.start - 1 if change.start == change.end and change.start else change.start
        index = max(number for number, start in enumerate(starts) if start <= last)
        by_piece.setdefault(index, []).append(change)
    for index, group in by_piece.items():
        start, span = starts[index], passage.spans[index]
        first, last, printed, proposed = _worded(passage.text[start : start + len(span)], start, group)
        place = Span(span.source, span.line, span.start + first, span.start + last)
        owner = passage.owner
        yield Finding(
            verdict.code, owner, place, printed, proposed, verdict.evidence, verdict.confidence, verdict.is_sure
        )


def dropped(passage: Passage, verdict: Verdict, start: int, end: int) -> Iterator[Finding]:
    """Yield the finding that characters `start` to `end`, which stand in one line, were printed a second time."""
    for finding in found(passage, verdict, [Change(start, end, "")]):
        begins, span = max((each for each in passage.pieces() if each[0] <= start), key=lambda each: each[0])
        drop = Span(span.source, span.line, span.start + start - begins, span.start + end - begins)
        yield Finding(
            finding.code,
            finding.owner,
            finding.span,
            finding.printed,
            finding.proposed,
            finding.evidence,
            finding.confidence,
            finding.is_sure,
            drop,
        )


def _worded(text: str, offset: int, changes: Sequence[Change]) -> tuple[int, int, str, str]:
    """Return columns, words as printed and words proposed for the changes to one line."""
    first = min(change.start for change in changes) - offset
    last = max(change.end for change in changes) - offset
    context = _CONTEXT
    while True:
        start, end = max(0, first - context), min(len(text), last + context)
        if text.count(text[start:end]) == 1 or (start, end) == (0, len(text)):
            break
        context += 1
    proposed, at = "", start
    for change in sorted(changes, key=lambda each: each.start):
        proposed += text[at : change.start - offset] + change.words
        at = change.end - offset
    return start, end, text[start:end], proposed + text[at:end]
