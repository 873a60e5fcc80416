"""Disagreements of contents page and text as queries for the editor.

Takes a matching, gives Queries with both readings. It prefers neither reading: the confidence says what the issue's
other pages say.
"""

from __future__ import annotations

from collections.abc import Callable

from publisher.copydesk.contents.matching import Disagreement, Matching
from publisher.issue.galley import Span
from publisher.issue.queries import Query, query_id

CODE = "copydesk/contents-disagrees"
_CONFIDENCE = {"contents": 0.8, "text": 0.2, None: 0.5}
_KINDS = {"title": "题名", "author": "署名"}


def disagreements(matching: Matching, owner_of: Callable[[Span], str] = lambda _: "") -> tuple[Query, ...]:
    """Return one query for every disagreement: the text's reading as printed, the contents page's as proposed.

    Args:
        matching: of contents page and text.
        owner_of: gives the id of the article a place belongs to.
    """
    return tuple(
        Query(
            id=query_id(CODE, each.span, each.text, each.contents),
            code=CODE,
            owner=owner_of(each.span),
            span=each.span,
            printed=each.text,
            proposed=each.contents,
            evidence=_evidence(each),
            confidence=_CONFIDENCE[each.supported],
        )
        for each in matching.disagreements
    )


def _evidence(each: Disagreement) -> str:
    where = f"目录第 {each.entry.page} 页" if each.entry.page else "目录"
    said = {"contents": "，正文他处从之", "text": "，正文他处不从", None: ""}[each.supported]
    return f"{where}{_KINDS[each.kind]}作“{each.contents}”{said}"
