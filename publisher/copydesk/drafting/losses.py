"""What a draft misses: a headline that is not there, and the other half of a text that jumps to a missing page.

Takes a plan and the reading, gives the plan with a query for each. It supplies nothing: only an editor can.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publisher.copydesk.classing.kinds import Kind
from publisher.copydesk.credits import forms
from publisher.copydesk.drafting.reading import PageReading
from publisher.issue.addresses import LineRange
from publisher.issue.decisions import Decided, Decision, QueryDecision
from publisher.issue.plan import ArticleKind, ArticlePlan, IssuePlan
from publisher.issue.plan_changes import with_articles

_BY = "copydesk/lost-text"
_SHOWN = 12  # characters that a query quotes


def with_losses(plan: IssuePlan, page: PageReading) -> IssuePlan:
    """Return the plan with a query for every missing headline and every jump that leads nowhere."""
    starts = {(unit.first.source, unit.first.line): unit.index for unit in page.units}
    jumps = dict(_jumps(page))
    return with_articles(plan, lambda article: _with(article, page, starts, jumps))


def _jumps(page: PageReading) -> Iterator[tuple[int, QueryDecision]]:
    """Yield the units that jump to another page and go on nowhere in this text."""
    joined = {seam.left for seam in page.seams}
    for unit in page.units:
        if page.kind(unit.index) is not Kind.BODY or unit.index in joined:
            continue
        for jump in forms.jumps(unit.text[-60:]):
            if jump.direction == "to":
                line = LineRange(unit.last.source, unit.last.line, unit.last.line)
                why = f"转往“{jump.target}”，下文不在原文件中"
                yield (
                    unit.index,
                    QueryDecision(line, unit.text[-60:][jump.start : jump.end], "", Decided(None, _BY, why)),
                )


def _with(
    article: ArticlePlan, page: PageReading, starts: dict[tuple[str, int], int], jumps: dict[int, QueryDecision]
) -> ArticlePlan:
    if not article.ranges:
        return article
    units = [
        starts[each.source, line]
        for each in article.ranges
        for line in range(each.first, each.last + 1)
        if (each.source, line) in starts
    ]
    queries: list[Decision] = [jumps[unit] for unit in units if unit in jumps]
    if article.title is None and article.kind is not ArticleKind.PHOTOS and units:
        first = page.units[units[0]].first
        words = page.text(units[0])[:_SHOWN]
        line = LineRange(first.source, first.line, first.line)
        queries.append(QueryDecision(line, words, "", Decided(None, _BY, "原题缺，请补题")))
    return replace(article, decisions=(*article.decisions, *queries))
