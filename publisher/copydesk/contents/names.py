"""Who wrote it: names and offices as a contents page prints them behind or before a title.

Takes a run of words, gives the names in it and how much speaks for their being authors. It knows no titles; what a
name is, publisher.copydesk.credits knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from publisher.copydesk.credits.bylines import bylines
from publisher.copydesk.credits.names import is_name, names
from publisher.issue.marks import HAN

_BODY = re.compile(
    "(?:局|委|委员会|委員會|大学|大學|学校|學校|中学|公司|集团|集團|评论员|評論員|编辑部|編輯部|课题组|課題組|杂志社|雜誌社|报社|報社|协会|協會|研究所|研究院|党校|政府|"
    "本刊|编者|編者|记者|記者|工作组|小组|委组织部|委宣传部|支部|办公室|出版社|通讯社|文联|作协)$"
)
_OFFICE = re.compile(rf"[{HAN}《》（）()·]{{4,25}}")
_SURE = 0.5  # likelihood from which a name speaks for authors
_ROLE, _OFFICE_POINTS, _NO_NAME = 1.5, 0.4, -2.0


@dataclass(frozen=True, slots=True)
class Authors:
    """Names as printed, and how much speaks for their being authors; below nought the words are hardly names."""

    names: tuple[str, ...]
    score: float


def authors_in(text: str) -> Authors:
    """Return the authors a run of words names; the score rises with every likely name, a role word or an office."""
    signed = bylines(text.strip())
    if signed:
        found = tuple(dict.fromkeys(name for credit in signed for name in credit.names))
        if signed[0].form == "house":
            return Authors(found, _ROLE)
        has_role = any(credit.role or credit.form == "bullet" for credit in signed)
        return Authors(found, sum(map(_weight, found)) + (_ROLE if has_role else 0.0))
    found = names(text)
    return Authors(found, sum(map(_weight, found)) if found else _NO_NAME)


def _weight(name: str) -> float:
    likely = is_name(name)
    if likely >= 0.3:
        return (likely - _SURE) * 3
    return _OFFICE_POINTS if _OFFICE.fullmatch(name) and _BODY.search(name) else _NO_NAME
