"""What the conversion asks: one query for one question, however often the word stands in the issue.

Takes the doubts of all lines, gives queries with every place: the article, and the line of the original where it is
known. An editor answers with a reading in the manifest; a word with a reading is not asked about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publisher.copydesk.conversion.reader import Doubt
from publisher.issue.galley import Galley, Span
from publisher.issue.queries import Query, query_id
from publisher.issue.rewording import Line

_PLACES = 6  # places that the evidence shows
_AROUND = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A doubt with its line and the number of the line in the second galley."""

    line: Line
    number: int
    doubt: Doubt

    @property
    def printed(self) -> str:
        """The word in doubt, as the original prints it."""
        return self.line.text[self.doubt.start : self.doubt.end]


def queries(asked: Iterable[Asked], configuration: str, galley: Galley) -> tuple[Query, ...]:
    """Return the queries of an issue: the same question about the same word once, with all its places."""
    groups: dict[tuple[str, str, str, str], list[Asked]] = {}
    for each in asked:
        doubt = each.doubt
        at = f"{each.line.owner}:{each.number}" if not doubt.others else ""
        groups.setdefault((doubt.code, each.printed, "／".join(doubt.others), at), []).append(each)
    return tuple(_query(group, configuration, galley) for group in groups.values())


def _query(group: list[Asked], configuration: str, galley: Galley) -> Query:
    first, doubt = group[0], group[0].doubt
    span = _span(first, galley)
    others = "／".join(doubt.others)
    name = query_id(doubt.code, Span(first.line.owner if not others else "", 0, 0, 0), first.printed, others)
    places = "；".join(_place(each, galley) for each in group[:_PLACES]) + ("……" if len(group) > _PLACES else "")
    evidence = f"OpenCC {configuration}，暂作“{doubt.taken}”。{len(group)} 处：{places}"
    return Query(name, doubt.code, first.line.owner, span, first.printed, others, evidence)


def _place(asked: Asked, galley: Galley) -> str:
    text, doubt = asked.line.text, asked.doubt
    around = f"{text[max(0, doubt.start - _AROUND) : doubt.start]}[{asked.printed}]"
    span = _span(asked, galley)
    where = f"{span.source}:{span.line}" if span.source != asked.line.owner else asked.line.owner
    return f"{where} {around}{text[doubt.end : doubt.end + _AROUND]}"


def _span(asked: Asked, galley: Galley) -> Span:
    """Return where the word stands in the original: in its source, in the article of ours, or in the second galley."""
    doubt, text = asked.doubt, asked.line.text
    known = {source.id for source in galley.sources}
    extracted = [span for span in asked.line.origin if span.source in known]
    for around in (3, 1, 0):
        words = text[max(0, doubt.start - around) : doubt.end + around]
        for span in extracted:
            at = galley.text(span).find(words)
            if at >= 0:
                start = span.start + at + min(around, doubt.start)
                return Span(span.source, span.line, start, start + len(asked.printed))
    if asked.line.origin:
        return asked.line.origin[0]
    return Span(asked.line.owner, asked.number, doubt.start, doubt.end)
