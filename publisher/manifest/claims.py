"""Who claims which characters: takes a plan, gives a problem for every character that two parts of the issue claim.

Decided on addresses alone. Words that stay in the body (`inline`) claim nothing; fields and captions may stand
inside their article's text; dropped lines may stand inside anything, but are dropped once. It does not know how long a
line is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.issue.addresses import LineRange
from publisher.issue.decisions import Decision, DropDecision
from publisher.issue.plan import (
    AdvertisementPlan,
    ArticlePlan,
    BylinePlan,
    FieldPlan,
    IssuePlan,
    SectionPlan,
    SheetPlan,
)
from publisher.manifest.written import problem
from publisher.problems import Problem

_FIELDS = ("title", "kicker", "subtitle", "deck", "byline", "dateline", "affiliation", "editor", "source_note")
_NESTED = frozenset(
    {*(frozenset({"text", part}) for part in (*_FIELDS, "caption", "credit")), frozenset({"caption", "credit"})}
)
_END_OF_LINE = 10**9


@dataclass(frozen=True, slots=True)
class _Claim:
    range: LineRange
    owner: str
    part: str

    @property
    def begin(self) -> tuple[int, int]:
        return self.range.first, self.range.start or 0

    @property
    def end(self) -> tuple[int, int]:
        return self.range.last, _END_OF_LINE if self.range.end is None else self.range.end

    def conflicts(self, other: _Claim) -> bool:
        """Say whether both may not have these characters; assumes that `other` begins no later."""
        if self.owner == other.owner and frozenset({self.part, other.part}) in _NESTED:
            return False
        return other.end > self.begin


def overlaps(plan: IssuePlan) -> list[Problem]:
    """Return a problem for every range that claims characters which another one claims too."""
    return _conflicts(_claims(plan)) + _conflicts(_drops(plan))


def _conflicts(claims: Iterable[_Claim]) -> list[Problem]:
    by_source: dict[str, list[_Claim]] = {}
    for claim in claims:
        by_source.setdefault(claim.range.source, []).append(claim)
    return [found for group in by_source.values() for found in _conflicts_within(group)]


def _conflicts_within(claims: list[_Claim]) -> Iterator[Problem]:
    active: list[_Claim] = []
    for claim in sorted(claims, key=lambda claim: (claim.begin, claim.end)):
        active = [other for other in active if other.end > claim.begin]
        other = next((other for other in active if claim.conflicts(other)), None)
        if other is None:
            active.append(claim)
            continue
        earlier, later = sorted((other.range, claim.range), key=_written_order)
        yield problem("manifest/overlapping-ranges", later.place, lines=later, other=earlier, first=earlier.place)


def _written_order(lines: LineRange) -> tuple[int, int]:
    return (lines.place.line, lines.place.column) if lines.place else (0, 0)


def _claims(plan: IssuePlan) -> Iterator[_Claim]:
    yield from _of(plan.cover.ranges, "cover", "cover")
    for number, item in enumerate(plan.imprint):
        yield from _of(item.ranges, f"imprint {number}", "imprint")
    for entry in plan.entries():
        if isinstance(entry, SectionPlan | SheetPlan):
            yield from _of(entry.ranges, entry.id, "banner")
        elif isinstance(entry, AdvertisementPlan):
            yield from _of(entry.ranges, entry.id, "text")
        else:
            yield from _claims_of_article(entry)


def _claims_of_article(article: ArticlePlan) -> Iterator[_Claim]:
    for name in _FIELDS:
        value: FieldPlan | BylinePlan | None = getattr(article, name)
        if value and not value.inline:
            yield from _of(value.ranges, article.id, name)
    yield from _of(article.ranges, article.id, "text")
    for caption in article.captions:
        yield from _of(caption.ranges, article.id, "caption")
        yield from _of(caption.credit_ranges, article.id, "credit")


def _drops(plan: IssuePlan) -> Iterator[_Claim]:
    decisions: tuple[Decision, ...] = plan.decisions + tuple(
        decision for article in plan.articles() for decision in article.decisions
    )
    for number, decision in enumerate(decisions):
        if isinstance(decision, DropDecision):
            yield from _of(decision.ranges, f"decision {number}", "drop")


def _of(ranges: Iterable[LineRange], owner: str, part: str) -> Iterator[_Claim]:
    return (_Claim(lines, owner, part) for lines in ranges)
