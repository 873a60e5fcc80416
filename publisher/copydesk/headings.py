"""Whether the lines an editor has broken headings into are those of a heading: takes plan and issue, complains.

It compares words only; where lines are broken otherwise is decided when pages are set.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.issue.article import Article
from publisher.issue.issue import Issue
from publisher.issue.plan import IssuePlan
from publisher.problems import ManifestError, Problem


def verify(plan: IssuePlan, issue: Issue) -> None:
    """Hold the editor's lines against the headings they break.

    Raises:
        ManifestError: some are no title, subtitle or heading of their article.
    """
    if problems := tuple(_misbroken(plan, issue)):
        raise ManifestError(*problems)


def _misbroken(plan: IssuePlan, issue: Issue) -> Iterator[Problem]:
    """Yield a problem for every heading in lines whose words are no title, subtitle or heading of its article."""
    articles = {article.id: article for article in issue.articles()}
    for planned in plan.articles():
        known = set(_headings(articles[planned.id])) if planned.line_breaks else set()
        for head in planned.line_breaks:
            if (words := "".join(head.lines)) not in known:
                yield Problem("copydesk/line-breaks", head.place, {"words": words, "article": planned.id})


def _headings(article: Article) -> Iterator[str]:
    yield from (field.text for field in (article.title, article.subtitle) if field)
    yield from article.headings()
