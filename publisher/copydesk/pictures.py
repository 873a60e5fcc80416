"""Pictures and their captions: takes a plan and the names of picture files, gives the plan with pictures attached.

Evidence is the page in a file's name and the order of both; where the numbers do not agree nothing is attached, and a
query says which pictures are left. It looks at names only, never into a picture.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from publisher.issue.decisions import Decided, QueryDecision
from publisher.issue.galley import Galley
from publisher.issue.plan import ArticlePlan, CaptionPlan, IssuePlan
from publisher.issue.plan_changes import with_articles

CODE = "copydesk/picture"
_PAGED = re.compile(r"(?:^|[^0-9])0*(?P<page>[0-9]{1,4})[^0-9]+(?P<order>[0-9]{1,4})[^0-9]*$")
_NUMBER = re.compile(r"[0-9]+|[^0-9]+")
_ON_ITS_PAGE, _IN_ORDER = 0.9, 0.8
_PRINTED = 16  # characters of a caption that a query quotes

Key = tuple[str, int]


def attached(
    plan: IssuePlan, galley: Galley, pictures: Sequence[str], notes: Mapping[str, Sequence[str]]
) -> tuple[IssuePlan, dict[str, list[str]]]:
    """Return the plan with pictures at its captions, and the remarks with what was done."""
    told = {owner: list(remarks) for owner, remarks in notes.items()}
    if not pictures:
        return plan, told
    captions = {
        (article.id, number): article.page.lstrip("0")
        for article in plan.articles()
        for number, caption in enumerate(article.captions)
        if caption.picture is None
    }
    found = _matched(captions, sorted(pictures, key=_order))
    for (owner, _), (picture, confidence) in found.items():
        basis = "页码和次序" if confidence == _ON_ITS_PAGE else "次序"
        told.setdefault(owner, []).append(f"图片 {picture} 按{basis}配上（{CODE}，把握 {confidence:.2f}），请核对。")
    left = [picture for picture in pictures if picture not in {name for name, _ in found.values()}]
    return with_articles(plan, lambda article: _with(article, galley, captions, found, left)), told


def _matched(captions: Mapping[Key, str], pictures: Sequence[str]) -> dict[Key, tuple[str, float]]:
    """Return caption → picture and confidence: page by page where as many stand on both sides, else all in order."""
    pages: dict[str, list[str]] = defaultdict(list)
    for picture in pictures:
        if match := _PAGED.search(picture.rpartition("/")[2].rpartition(".")[0]):
            pages[match["page"]].append(picture)
    by_page: dict[str, list[Key]] = defaultdict(list)
    for key, page in captions.items():
        by_page[page].append(key)
    found = {
        key: (picture, _ON_ITS_PAGE)
        for page, keys in by_page.items()
        if page and len(keys) == len(pages[page])
        for key, picture in zip(keys, pages[page], strict=True)
    }
    if not found and len(captions) == len(pictures):
        return {key: (picture, _IN_ORDER) for key, picture in zip(captions, pictures, strict=True)}
    return found


def _with(
    article: ArticlePlan,
    galley: Galley,
    captions: Mapping[Key, str],
    found: Mapping[Key, tuple[str, float]],
    left: Sequence[str],
) -> ArticlePlan:
    named = tuple(
        replace(caption, picture=found[article.id, number][0]) if (article.id, number) in found else caption
        for number, caption in enumerate(article.captions)
    )
    waiting = [each for number, each in enumerate(named) if (article.id, number) in captions and each.picture is None]
    asked = tuple(_asked(caption, galley, left) for caption in waiting if caption.ranges)
    return replace(article, captions=named, decisions=(*article.decisions, *asked))


def _asked(caption: CaptionPlan, galley: Galley, left: Sequence[str]) -> QueryDecision:
    at = caption.ranges[0]
    line = galley.text(galley.line(at.source, at.first)).strip()
    shown = "、".join(left[:6]) + ("等" if len(left) > 6 else "")
    why = f"图注与图片的数目对不上，没有配图；尚未配上的图片：{shown or '无'}"
    return QueryDecision(at, line[:_PRINTED], "", Decided(None, CODE, why))


def _order(name: str) -> list[tuple[int, str]]:
    """Return the key that sorts names as a person counts: 2 before 10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in _NUMBER.findall(name)]
