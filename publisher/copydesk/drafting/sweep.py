"""The last look before a draft leaves: every line is claimed, and one that nothing explains is queried.

Takes a plan, the galley and the reading, gives the plan with stray lines put into the article printed before them. It
decides nothing else; an editor is told of every line it touches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.copydesk.claims import claims_of
from publisher.copydesk.drafting.ranges import ranges_of
from publisher.copydesk.drafting.reading import PageReading
from publisher.issue.decisions import Decided, QueryDecision
from publisher.issue.galley import Galley
from publisher.issue.plan import ArticleKind, ArticlePlan, IssuePlan
from publisher.issue.plan_changes import with_articles

_BY = "copydesk/stray-line"
_SHOWN = 20  # characters of a stray line that the query quotes


def swept(plan: IssuePlan, galley: Galley, page: PageReading) -> IssuePlan:
    """Return the plan with every line claimed."""
    owners: dict[tuple[str, int], str] = {}
    for claim in claims_of(plan, galley):
        owners.setdefault((claim.span.source, claim.span.line), claim.owner)
    stray: dict[str, list[int]] = {}
    last = next((article.id for article in plan.articles()), "")
    known = {article.id for article in plan.articles()}
    for unit in page.units:
        lines = [(span.source, span.line) for span in unit.spans]
        if any(line not in owners for line in lines):
            stray.setdefault(last, []).append(unit.index)
        elif owners[lines[0]] in known:
            last = owners[lines[0]]
    if not stray:
        return plan
    if not last:
        return replace(plan, contents=(_alone(plan, page, stray[""]),))
    return with_articles(plan, lambda article: _with(article, stray, page))


def _alone(plan: IssuePlan, page: PageReading, units: Sequence[int]) -> ArticlePlan:
    """Return an article made of lines nothing is known of: an issue has at least one."""
    ranges = ranges_of(units, page.units)
    return ArticlePlan(f"{plan.id}-i0001", ArticleKind.ARTICLE, plan.place, ranges=ranges)


def _with(article: ArticlePlan, stray: dict[str, list[int]], page: PageReading) -> ArticlePlan:
    if article.id not in stray:
        return article
    units = stray[article.id]
    queries = tuple(
        QueryDecision(each, page.text(unit)[:_SHOWN], "", Decided(None, _BY, "这一行归属不明"))
        for unit in units
        for each in ranges_of([unit], page.units)
    )
    ranges = (*article.ranges, *ranges_of(units, page.units))
    kind = ArticleKind.ARTICLE if article.kind is ArticleKind.PHOTOS else article.kind
    return replace(article, kind=kind, ranges=ranges, decisions=(*article.decisions, *queries))
