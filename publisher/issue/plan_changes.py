"""One change made to every article of a plan, however deep it stands in sections and sheets.

Takes a plan and what becomes of an article, gives a new plan. What the change is for is the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from publisher.issue.decisions import Decision
from publisher.issue.plan import ArticlePlan, EntryPlan, IssuePlan, SectionPlan, SheetPlan


def with_articles(plan: IssuePlan, change: Callable[[ArticlePlan], ArticlePlan]) -> IssuePlan:
    """Return the plan with every article changed; sections, sheets and advertisements stay, and so does the order."""

    def changed(entry: EntryPlan) -> EntryPlan:
        if isinstance(entry, SectionPlan | SheetPlan):
            return replace(entry, entries=tuple(changed(each) for each in entry.entries))
        return change(entry) if isinstance(entry, ArticlePlan) else entry

    return replace(plan, contents=tuple(changed(entry) for entry in plan.contents))


def with_decisions(plan: IssuePlan, further: Mapping[str, Sequence[Decision]]) -> IssuePlan:
    """Return the plan with further decisions for its articles, by their ids; other ids are passed over."""
    return with_articles(
        plan, lambda article: replace(article, decisions=(*article.decisions, *further.get(article.id, ())))
    )
