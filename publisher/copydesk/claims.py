"""Who claims which characters: the plan's line addresses become slips with owner and role.

Takes a plan and a galley, gives claims and the corrections that carry them out. A claim of a field, a heading, a
caption or a drop is stronger than the range of text it lies in. It reads no text except to find the borders of
lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from publisher.copydesk.addresses import spans_of
from publisher.issue.addresses import LineRange
from publisher.issue.copy import Desk
from publisher.issue.corrections import Author, Correction, Drop, DropReason, Role, SetRole, Split
from publisher.issue.decisions import Decided, DropDecision
from publisher.issue.galley import Galley, Span
from publisher.issue.plan import AdvertisementPlan, ArticlePlan, IssuePlan, SectionPlan, SheetPlan

COVER, IMPRINT = "cover", "imprint"
_FIELDS = (
    ("title", Role.TITLE),
    ("kicker", Role.KICKER),
    ("subtitle", Role.SUBTITLE),
    ("deck", Role.DECK),
    ("byline", Role.BYLINE),
    ("dateline", Role.DATELINE),
    ("affiliation", Role.AFFILIATION),
    ("editor", Role.EDITOR),
    ("source_note", Role.SOURCE_NOTE),
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A span that somebody claims; `is_specific` beats a plain range of text; `reason` is set for a drop."""

    span: Span
    owner: str
    role: Role
    is_specific: bool = True
    reason: DropReason | None = None
    decided: Decided = field(default_factory=Decided)


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that make one title, heading, deck or caption line together."""

    role: Role
    ranges: tuple[LineRange, ...]


def fields_of(article: ArticlePlan) -> Iterator[Unit]:
    """Yield the metadata of an article that is taken from lines."""
    for name, role in _FIELDS:
        plan = getattr(article, name)
        if plan is not None and plan.ranges and not plan.inline:
            yield Unit(role, plan.ranges)


def units_of(article: ArticlePlan) -> Iterator[Unit]:
    """Yield everything in an article whose lines belong together: fields, headings, attributions, credits."""
    yield from fields_of(article)
    for part in article.roles:
        if part.role is not Role.VERSE:
            yield from (Unit(part.role, (each,)) for each in part.ranges)
    yield from (Unit(Role.CREDIT, caption.credit_ranges) for caption in article.captions if caption.credit_ranges)


def claims_of(plan: IssuePlan, galley: Galley) -> list[Claim]:
    """Return every claim of the plan."""
    claims = list(_drops(plan.decisions, galley))
    claims += _claims(plan.cover.ranges, COVER, Role.COVER, galley)
    for item in plan.imprint:
        claims += _claims(item.ranges, IMPRINT, Role.IMPRINT, galley)
    for entry in plan.entries():
        match entry:
            case SectionPlan() | SheetPlan():
                claims += _claims(entry.ranges, entry.id, Role.SECTION, galley)
            case ArticlePlan():
                claims += _article_claims(entry, galley)
            case AdvertisementPlan(id=name, kept=True):
                claims += _claims(entry.ranges, name, Role.BODY, galley)
            case AdvertisementPlan():
                spans = spans_of(entry.ranges, galley)
                claims += [Claim(span, "", Role.UNPLACED, reason=DropReason.WITHHELD) for span in spans]
    return claims


def place(desk: Desk, claims: Iterable[Claim]) -> Iterator[Correction]:
    """Yield the corrections that cut lines at the borders of claims and give every piece to the strongest claim."""
    by_line: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        by_line[claim.span.source, claim.span.line].append(claim)
    for (source, line), rivals in sorted(by_line.items(), key=lambda item: _printed(desk.galley, *item[0])):
        whole = desk.galley.line(source, line)
        pieces = _pieces(whole, rivals)
        rest = whole
        for start, _, _ in pieces[1:]:
            yield Correction("editor/part", Author.EDITOR, Split(rest, start))
            rest = Span(source, line, start, whole.end)
        for start, end, best in pieces:
            if best is not None and desk.galley.text(Span(source, line, start, end)).strip():
                yield _carried_out(Span(source, line, start, end), best)


def _article_claims(article: ArticlePlan, galley: Galley) -> Iterator[Claim]:
    for unit in units_of(article):
        yield from _claims(unit.ranges, article.id, unit.role, galley)
    for part in article.roles:
        if part.role is Role.VERSE:
            yield from _claims(part.ranges, article.id, Role.VERSE, galley)
    for caption in article.captions:
        yield from _claims(caption.ranges, article.id, Role.CAPTION, galley)
    yield from _drops(article.decisions, galley)
    yield from _claims(article.ranges, article.id, Role.BODY, galley, is_specific=False)


def _claims(
    ranges: tuple[LineRange, ...], owner: str, role: Role, galley: Galley, *, is_specific: bool = True
) -> Iterator[Claim]:
    return (Claim(span, owner, role, is_specific) for span in spans_of(ranges, galley))


def _drops(decisions: Iterable[object], galley: Galley) -> Iterator[Claim]:
    for decision in decisions:
        if isinstance(decision, DropDecision):
            for span in spans_of(decision.ranges, galley):
                yield Claim(span, "", Role.UNPLACED, reason=decision.reason, decided=decision.decided)


def _pieces(whole: Span, rivals: list[Claim]) -> list[tuple[int, int, Claim | None]]:
    """Return the parts of a line, left to right, each with its strongest claim; parts of one claim are one."""
    borders = sorted({whole.start, whole.end, *(edge for each in rivals for edge in (each.span.start, each.span.end))})
    pieces: list[tuple[int, int, Claim | None]] = []
    for start, end in pairwise(borders):
        candidates = [each for each in rivals if each.span.start <= start and end <= each.span.end]
        best = min(candidates, key=lambda each: (not each.is_specific, len(each.span)), default=None)
        if pieces and pieces[-1][2] is best:
            pieces[-1] = (pieces[-1][0], end, best)
        else:
            pieces.append((start, end, best))
    return pieces


def _carried_out(span: Span, claim: Claim) -> Correction:
    author = Author.RULE if claim.decided.by else Author.EDITOR
    if claim.reason is not None:
        drop = Drop(span, claim.reason, Role.UNPLACED, "")
        return Correction(claim.decided.by or "editor/drop", author, drop, claim.decided.why)
    return Correction("editor/place", author, SetRole(span, claim.owner, claim.role, "", Role.UNPLACED))


def _printed(galley: Galley, source: str, line: int) -> tuple[int, int]:
    return [each.id for each in galley.sources].index(source), line
