"""Source against edition: takes a manifest, gives both side by side with every correction and every query."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publisher.copydesk import desk
from publisher.house import House
from publisher.issue.copy import replay
from publisher.issue.decisions import AnswerDecision, Decision
from publisher.issue.plan import ArticlePlan, IssuePlan, SheetPlan
from publisher.issue.plan_changes import with_articles
from publisher.issue.queries import Query
from publisher.production.editing import Edited, edit, silent
from publisher.proof import collation


def collate(manifest: Path, house: House) -> collation.Collation:
    """Return source and edition of an issue side by side, with every correction and every query, answered ones too."""
    edited = edit(manifest, house, silent)
    plan = edited.plan
    scans = {entry.id: entry.scan for entry in plan.entries() if isinstance(entry, ArticlePlan | SheetPlan)}
    copy = replay(edited.galley, edited.ledger)
    queries = _with_answers(plan, edited)
    return collation.collate(copy, edited.ledger, edited.issue, edited.accounts, queries, scans)


def _with_answers(plan: IssuePlan, edited: Edited) -> tuple[Query, ...]:
    """Return every query that is asked when nobody has answered yet, each with the answer the manifest gives it."""
    decisions = [*plan.decisions, *(each for article in plan.articles() for each in article.decisions)]
    answers = {each.query: each.answer for each in decisions if isinstance(each, AnswerDecision)}
    if not answers:
        return edited.issue.queries
    asked = desk.edit(_unanswered(plan), edited.galley).queries
    return tuple(replace(query, answer=answers.get(query.id)) for query in asked)


def _unanswered(plan: IssuePlan) -> IssuePlan:
    asked = with_articles(plan, lambda article: replace(article, decisions=_but_answers(article.decisions)))
    return replace(asked, decisions=_but_answers(plan.decisions))


def _but_answers(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    return tuple(each for each in decisions if not isinstance(each, AnswerDecision))
