"""What a rule of the copydesk is: it reads slips and yields proposals; it cannot return text.

Takes the desk and facts of the plan as a Page, gives Proposals (edits that stand or fall together, with evidence) and
Queries. A rule changes nothing itself: publisher.copydesk.desk applies what is proposed and writes the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from publisher.issue.copy import Desk, Slip
from publisher.issue.corrections import FLOW_ROLES, Drop, DropReason, Edit, Replace, Role, SetRole, Split
from publisher.issue.galley import Span
from publisher.issue.queries import Query
from publisher.issue.reading import Reading


@dataclass(frozen=True, slots=True)
class Proposal:
    """Edits that stand or fall together, the evidence for them (words of the source) and how sure the rule is."""

    edits: tuple[Edit, ...]
    evidence: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule may look at: the desk, and the facts it needs of the plan.

    Attributes:
        desk: read it, do not apply anything to it.
        labels: labels of the sections and name of the periodical, as running heads repeat them.
    """

    desk: Desk
    labels: frozenset[str]

    def placed(self) -> Iterator[Slip]:
        """Yield the slips that belong to somebody, in reading order."""
        return (slip for slip in self.desk.in_order() if slip.owner and not slip.dropped)

    def flows(self) -> Iterator[list[Slip]]:
        """Yield the slips of every article's flow, in reading order."""
        by_owner: dict[str, list[Slip]] = {}
        for slip in self.placed():
            if slip.role in FLOW_ROLES:
                by_owner.setdefault(slip.owner, []).append(slip)
        yield from by_owner.values()

    def reading(self, slip: Slip) -> Reading:
        """Return what a slip reads now."""
        return self.desk.reading(slip)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, as the ledger and `reissue explain` name it, what it proposes, and the codes of its queries."""

    code: str
    propose: Callable[[Page], Iterator[Proposal | Query]]
    asks: tuple[str, ...] = ()


def reread(page: Page, reading: Reading, start: int, end: int, after: str) -> Replace:
    """Return the edit that reads `after` for characters `start` to `end` of a reading."""
    span = reading.source_span(start, end)
    return Replace(span, page.desk.galley.text(span), after)


def put_before(reading: Reading, words: str) -> Replace:
    """Return the edit that inserts words before the first character of a reading, which has one."""
    column = reading.source_span(0, 0).start
    return Replace(replace(reading.span, start=column, end=column), "", words)


def cut_out(slip: Slip, span: Span) -> tuple[Split, ...]:
    """Return the splits that make `span`, a part of the slip, a slip of its own."""
    splits: list[Split] = []
    rest = slip.span
    if span.start > rest.start:
        splits.append(Split(rest, span.start))
        rest = Span(rest.source, rest.line, span.start, rest.end)
    if span.end < rest.end:
        splits.append(Split(rest, span.end))
    return tuple(splits)


def dropped(slip: Slip, span: Span, reason: DropReason) -> tuple[Edit, ...]:
    """Return the edits that drop a part of a slip, or the whole of it."""
    return (*cut_out(slip, span), Drop(span, reason, slip.role, slip.owner))


def reassigned(slip: Slip, span: Span, role: Role) -> tuple[Edit, ...]:
    """Return the edits that give a part of a slip, or the whole of it, another role in the same article."""
    return (*cut_out(slip, span), SetRole(span, slip.owner, role, slip.owner, slip.role))
