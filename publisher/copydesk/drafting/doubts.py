"""What is doubtful in the words of a draft: sure misreadings become emendations, the rest queries for the editor.

Takes a settled plan and its edited copy, gives the plan with further decisions. It changes a word only where the issue
itself proves the reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publisher.copydesk.credits import forms
from publisher.copydesk.drafting.reading import PageReading
from publisher.copydesk.misreadings import Finding, Passage, Standing, findings, passage_of
from publisher.issue.addresses import LineRange
from publisher.issue.copy import Copy, Key, Slip
from publisher.issue.corrections import DropReason, Role
from publisher.issue.decisions import Decided, Decision, DropDecision, EmendDecision, QueryDecision
from publisher.issue.galley import Galley, Span
from publisher.issue.plan import IssuePlan
from publisher.issue.plan_changes import with_decisions
from publisher.lexicon import lexicon

_HEADLINES = frozenset({Role.TITLE, Role.KICKER, Role.SUBTITLE, Role.HEADING, Role.SUBHEADING})
_NAMES = frozenset({Role.BYLINE, Role.EDITOR, Role.CREDIT})


def with_doubts(plan: IssuePlan, galley: Galley, page: PageReading, copy: Copy) -> IssuePlan:
    """Return the plan with what is misread, and what may be."""
    owners = {(slip.span.source, slip.span.line): slip.owner for slip in copy.slips if slip.owner}
    found = findings(
        list(_passages(copy, galley)),
        lexicon(),
        disagreements=page.matching.disagreements if page.matching else (),
        names=list(_names(copy)),
        owner_of=lambda span: owners.get((span.source, span.line), ""),
    )
    known = {article.id for article in plan.articles()}
    doubts: dict[str, list[Decision]] = {}
    for finding in found:
        if (finding.span.source, finding.span.line) not in owners:
            continue  # a line that is not printed again needs no mending
        doubts.setdefault(finding.owner if finding.owner in known else "", []).append(_decision(finding))
    return with_decisions(replace(plan, decisions=(*plan.decisions, *doubts.get("", ()))), doubts)


def _decision(finding: Finding) -> Decision:
    decided = Decided(None, finding.code, f"{finding.evidence} ({finding.confidence:.2f})")
    line = LineRange(finding.span.source, finding.span.line, finding.span.line)
    if finding.drop is not None and finding.is_sure:
        drop = finding.drop
        part = LineRange(drop.source, drop.line, drop.line, drop.start, drop.end)
        return DropDecision((part,), DropReason.SEAM_DUPLICATE, decided)
    if finding.is_sure:
        return EmendDecision(line, finding.printed, finding.proposed, decided=decided)
    return QueryDecision(line, finding.printed, finding.proposed, decided)


def _passages(copy: Copy, galley: Galley) -> Iterator[Passage]:
    """Yield every paragraph and every headline as it is printed, joined where it was joined."""
    chains: dict[Key, list[Slip]] = {}
    heads: dict[Key, Key] = {}
    for slip in copy.slips:
        if not slip.owner or slip.dropped:
            continue
        head = heads.get(slip.joined_to, slip.key) if slip.joined_to else slip.key
        heads[slip.key] = head
        chains.setdefault(head, []).append(slip)
    for chain in chains.values():
        standing = Standing.TITLE if chain[0].role in _HEADLINES else Standing.TEXT
        yield passage_of(chain[0].owner, galley, [slip.span for slip in chain], standing)


def _names(copy: Copy) -> Iterator[tuple[str, Span]]:
    """Yield every person named in a byline, an editor's tag or a credit."""
    for slip in copy.slips:
        if slip.role in _NAMES and slip.owner:
            text = copy.reading(slip).text
            found = (*forms.bylines(text), forms.editor_tag(text), forms.caption_credit(text))
            for name in dict.fromkeys(name for each in found if each is not None for name in each.names):
                yield name, slip.span
