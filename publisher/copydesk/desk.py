"""The desk: carries out the plan and runs the rules in their printed order; only here corrections are applied.

Takes a plan and a galley, gives the edited copy, the ledger, the open queries and the problems. It composes no
articles: publisher.copydesk.structure does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.copydesk.addresses import beyond_the_end
from publisher.copydesk.claims import claims_of, place
from publisher.copydesk.decisions import carried_out, decided
from publisher.copydesk.questions import accepted, answered, editors_queries
from publisher.copydesk.rule import Page, Proposal, Rule
from publisher.copydesk.rules import RULES
from publisher.issue.addresses import LineRange
from publisher.issue.copy import Copy, Desk, fresh
from publisher.issue.corrections import Author, Correction, Drop, Ledger, Replace, SetRole
from publisher.issue.decisions import (
    Decision,
    DropDecision,
    EmendDecision,
    JoinDecision,
    OrderDecision,
    QueryDecision,
    SplitDecision,
    StetDecision,
)
from publisher.issue.galley import Galley, Span
from publisher.issue.plan import AdvertisementPlan, ArticlePlan, IssuePlan, SectionPlan, SheetPlan
from publisher.issue.queries import Query
from publisher.problems import ManifestError, Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Edited:
    """What leaves the desk: the copy, how it came about, what is left to ask, and what is worth a warning."""

    copy: Copy
    ledger: Ledger
    queries: tuple[Query, ...]
    problems: tuple[Problem, ...]


def edit(plan: IssuePlan, galley: Galley, rules: tuple[Rule, ...] = RULES) -> Edited:
    """Return the edited copy of an issue.

    Raises:
        ManifestError: addresses beyond the text, words that do not stand where a decision says, or lines nobody claims.
    """
    if problems := list(beyond_the_end(_ranges(plan), galley)):
        raise ManifestError(*problems)
    desk, corrections, problems = Desk(fresh(galley)), list[Correction](), list[Problem]()
    for outcome in _outcomes(plan, desk):
        if isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            desk.apply(outcome)
            corrections.append(outcome)
    problems += uncovered(desk)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ManifestError(*problems)
    queries = list(editors_queries(plan, galley))
    for rule in rules:
        queries += _run(rule, Page(desk, _labels(plan)), corrections)
    open_queries, complaints = answered(plan, queries)
    return Edited(desk.copy(), Ledger(tuple(corrections)), open_queries, (*problems, *complaints))


def uncovered(desk: Desk) -> Iterator[Problem]:
    """Yield a problem for every run of lines that nobody claims and nothing drops."""
    loose = [slip.span for slip in desk.in_order() if not slip.owner and not slip.dropped]
    runs: list[list[Span]] = []
    for span in loose:
        if not desk.galley.text(span).strip():
            continue
        if runs and span.source == runs[-1][-1].source and span.line - runs[-1][-1].line <= 2:
            runs[-1].append(span)
        else:
            runs.append([span])
    for run in runs:
        first, last = run[0], run[-1]
        source = desk.galley.source(first.source)
        text = desk.galley.text(first)
        address = str(first.line) if first.line == last.line else f"{first.line}-{last.line}"
        if first == last and first != desk.galley.line(first.source, first.line):
            address = f"{first.line}@{first.start}-{first.end}"
        shown = source.opened or source.path
        where = Place(shown, first.line, first.start + 1, source.lines[first.line - 1], len(text))
        yield Problem("copydesk/uncovered-lines", where, {"address": address, "text": text.strip()[:20]})


def _outcomes(plan: IssuePlan, desk: Desk) -> Iterator[Correction | Problem]:
    yield from place(desk, claims_of(plan, desk.galley))
    for agreed in accepted(plan, desk.galley):
        yield from carried_out(agreed, desk)
    yield from decided(plan, desk)


def _run(rule: Rule, page: Page, corrections: list[Correction]) -> list[Query]:
    """Apply what a rule proposes, except where the editor said stet; return what it asks."""
    queries: list[Query] = []
    for proposal in list(rule.propose(page)):
        if isinstance(proposal, Query):
            queries.append(proposal)
        elif not _forbidden(page.desk, proposal):
            for each in proposal.edits:
                correction = Correction(rule.code, Author.RULE, each, proposal.evidence, proposal.confidence)
                page.desk.apply(correction)
                corrections.append(correction)
    return queries


def _forbidden(desk: Desk, proposal: Proposal) -> bool:
    """Say whether a proposal touches words the editor decided about, or drops text of body length."""
    touched = [each for each in proposal.edits if isinstance(each, Replace | Drop | SetRole)]
    too_long = any(isinstance(each, Drop) and not desk.may_drop(each.span) for each in touched)
    return too_long or any(desk.protected(each.span) for each in touched)


def _labels(plan: IssuePlan) -> frozenset[str]:
    labels = {entry.label for entry in plan.entries() if isinstance(entry, SectionPlan)}
    labels |= {entry.name for entry in plan.entries() if isinstance(entry, SheetPlan)}
    return frozenset(label.replace(" ", "") for label in (*labels, plan.periodical.title) if label)


def _ranges(plan: IssuePlan) -> Iterator[LineRange]:
    """Yield every line address of a plan."""
    yield from plan.cover.ranges
    for item in plan.imprint:
        yield from item.ranges
    yield from _ranges_of_decisions(plan.decisions)
    for entry in plan.entries():
        match entry:
            case SectionPlan() | SheetPlan() | AdvertisementPlan():
                yield from entry.ranges
            case ArticlePlan():
                yield from _ranges_of_article(entry)


def _ranges_of_article(article: ArticlePlan) -> Iterator[LineRange]:
    yield from article.ranges
    fields = (article.title, article.kicker, article.subtitle, article.deck, article.byline, article.dateline)
    for field in (*fields, article.affiliation, article.editor, article.source_note):
        yield from field.ranges if field else ()
    for part in article.roles:
        yield from part.ranges
    for caption in article.captions:
        yield from (*caption.ranges, *caption.credit_ranges)
    yield from _ranges_of_decisions(article.decisions)


def _ranges_of_decisions(decisions: Iterable[Decision]) -> Iterator[LineRange]:
    for decision in decisions:
        match decision:
            case EmendDecision(at=at) | StetDecision(at=at) | SplitDecision(at=at) | QueryDecision(at=at):
                yield at
            case JoinDecision(left=left, right=right):
                yield from (left, right)
            case OrderDecision(ranges=ranges) | DropDecision(ranges=ranges):
                yield from ranges
            case _:
                pass
