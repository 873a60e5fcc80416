"""Where a person finds what cannot be printed: takes problems of an issue, gives them with files and lines to open.

An issue knows its manifest only by the name that its editions print, the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath

from publisher.issue.issue import Issue
from publisher.issue.plan import ArticlePlan, IssuePlan
from publisher.problems import Place, Problem, ReissueError


@contextmanager
def opened_places(plan: IssuePlan, issue: Issue) -> Iterator[None]:
    """Let the problems of whatever is raised inside name files and lines that a person can open."""
    try:
        yield
    except ReissueError as error:
        raise type(error)(*placed(error.problems, plan, issue)) from error


def placed(problems: Iterable[Problem], plan: IssuePlan, issue: Issue) -> tuple[Problem, ...]:
    """Return the problems; those of the issue at large stand where their picture is named, or their article."""
    return tuple(
        replace(each, place=_place(each, plan)) if each.place == Place(issue.manifest) else each for each in problems
    )


def _place(problem: Problem, plan: IssuePlan) -> Place:
    picture = str(problem.values.get("picture", ""))
    articles = [each for each in plan.articles() if each.id == problem.values.get("article")]
    found = ((_in_article(article, picture) if picture else None) or article.place for article in articles)
    return next(found, Place(plan.manifest))


def _in_article(article: ArticlePlan, picture: str) -> Place | None:
    """Return the caption of the manifest that names the picture, or the line of the article that does."""
    for caption in article.captions:
        if caption.picture == picture and caption.place:
            return caption.place
    if article.markdown is None:
        return None
    name = PurePosixPath(picture).name
    for number, line in enumerate(article.markdown.text.splitlines()):
        if name in line:
            where = article.markdown
            return Place(where.opened or where.shown, where.first_line + number, line.index(name) + 1, line, len(name))
    return None
