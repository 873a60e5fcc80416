"""Queries and their answers: what the editor put on record, and which questions are still open.

Takes the queries of rules and plan, gives the open ones, the readings the editor accepted, and a warning for every
answer that answers nothing. It changes no text.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.copydesk.addresses import spans_of
from publisher.copydesk.wording import Printed
from publisher.issue.addresses import LineRange
from publisher.issue.decisions import AnswerDecision, Decision, EmendDecision, QueryDecision
from publisher.issue.galley import Galley, Span
from publisher.issue.plan import IssuePlan
from publisher.issue.queries import Answer, Query, query_id
from publisher.problems import Problem, Severity

_CODE = "editor/query"


def editors_queries(plan: IssuePlan, galley: Galley) -> Iterator[Query]:
    """Yield the doubts that the editor put on record in the manifest."""
    for owner, decision in _decisions(plan):
        if isinstance(decision, QueryDecision):
            span = _where(decision, galley)
            name = query_id(_CODE, span, decision.printed, decision.proposed)
            yield Query(name, _CODE, owner, span, decision.printed, decision.proposed, decision.decided.why)


def accepted(plan: IssuePlan, galley: Galley) -> Iterator[EmendDecision]:
    """Yield the readings that the editor accepted: the answer makes an emendation of the query."""
    decisions = list(_decisions(plan))
    answers = [decision for _, decision in decisions if isinstance(decision, AnswerDecision)]
    agreed = {decision.query: decision.decided for decision in answers if decision.answer is Answer.ACCEPT}
    for query in editors_queries(plan, galley):
        if query.id in agreed and query.proposed:
            span = query.span
            words = LineRange(span.source, span.line, span.line, span.start, span.end, agreed[query.id].place)
            yield EmendDecision(words, query.printed, query.proposed, decided=agreed[query.id])


def answered(plan: IssuePlan, queries: list[Query]) -> tuple[tuple[Query, ...], tuple[Problem, ...]]:
    """Return the queries that are still open, and a warning for every answer to a query that nobody asks."""
    answers = [decision for _, decision in _decisions(plan) if isinstance(decision, AnswerDecision)]
    asked = {query.id for query in queries}
    given = {decision.query for decision in answers}
    idle = tuple(
        Problem("copydesk/answer-without-query", decision.decided.place, {"query": decision.query}, Severity.WARNING)
        for decision in answers
        if decision.query not in asked
    )
    return tuple(query for query in queries if query.id not in given), idle


def _decisions(plan: IssuePlan) -> Iterator[tuple[str, Decision]]:
    yield from ((plan.id, decision) for decision in plan.decisions)
    for article in plan.articles():
        yield from ((article.id, decision) for decision in article.decisions)


def _where(decision: QueryDecision, galley: Galley) -> Span:
    """Return the words the editor doubts, or the first line of the range where they do not stand as written."""
    spans = list(spans_of((decision.at,), galley))
    printed = Printed(galley, spans)
    found = printed.occurrences(decision.printed)
    if found:
        edit = next(iter(printed.replaced(found[0], found[0] + len(decision.printed), "")))
        return edit.span
    return spans[0] if spans else galley.line(decision.at.source, decision.at.first)
