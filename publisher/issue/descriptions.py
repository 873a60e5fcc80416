"""Whether an issue's pictures have words for those who cannot see them: takes an issue, gives names and a warning.

What the finished pages of an edition say is counted there; this is known before anything is set.
"""

from __future__ import annotations

from publisher.issue.issue import Issue
from publisher.problems import Place, Problem, Severity

_SHOWN = 5


def undescribed_pictures(issue: Issue) -> tuple[str, ...]:
    """Return the pictures with words for a listener neither in `alt` nor in a caption, each once; ornaments aside."""
    figures = (figure for article in issue.articles() for figure in article.figures() if not figure.decorative)
    names = [figure.picture for figure in figures if figure.picture and not (figure.alt or figure.caption)]
    if issue.cover.picture and not issue.cover.alt:
        names.insert(0, issue.cover.picture)
    return tuple(dict.fromkeys(names))


def conformance_withheld(issue: Issue, place: Place) -> tuple[Problem, ...]:
    """Return a warning if somebody certifies the issue while pictures in it are not described."""
    names = undescribed_pictures(issue)
    if issue.evaluation is None or not names:
        return ()
    shown = ", ".join([*names[:_SHOWN], *(["…"] if len(names) > _SHOWN else [])])
    values = {"count": str(len(names)), "pictures": shown, "name": issue.evaluation.certified_by}
    return (Problem("epub/conformance-withheld", place, values, Severity.WARNING),)
