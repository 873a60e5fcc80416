"""Names of a byline that stay in the body: takes the plan and the finished issue, says which are not there.

It changes nothing; a name that is not found is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.issue.issue import Issue
from publisher.issue.plan import IssuePlan
from publisher.problems import Problem, Severity


def not_found(plan: IssuePlan, issue: Issue) -> Iterator[Problem]:
    """Yield a warning for every name of a byline that does not stand where the manifest says it does."""
    articles = {article.id: article for article in issue.articles()}
    for planned in plan.articles():
        article = articles.get(planned.id)
        if planned.byline and planned.byline.inline and article:
            text = "".join(article.paragraphs()).replace(" ", "")
            for name in planned.byline.names:
                if name.replace(" ", "") not in text:
                    values = {"name": name, "article": planned.id}
                    yield Problem("copydesk/name-not-found", planned.byline.place, values, Severity.WARNING)
