"""Joins a paragraph that a column or a page cut in two.

Does: inside the text the editor gave an article, a line that breaks off inside a sentence is continued by the next
line of body text; captions, credits, running heads and tags between them are passed over, headings are not.
Why: a column ends where it ends; extraction leaves a blank line there.
Example: `渡口的石阶被水` / (blank line) / `磨得发亮。` → one paragraph.
Leaves alone: lines that end a sentence, lines the editor split, and the last line of an article, which is a query.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule
from publisher.issue.copy import Slip
from publisher.issue.corrections import Join, Role
from publisher.issue.marks import is_open
from publisher.issue.queries import Query, query_id

PARAGRAPH_ROLES = frozenset({Role.BODY, Role.CAPTION, Role.QUOTATION})
_PASSED_OVER = frozenset({Role.CAPTION, Role.CREDIT})
_CONFIDENCE = 0.95


def may_join(page: Page, left: Slip, right: Slip) -> bool:
    """Say whether the second slip may continue the first: same article and role, no decision or join against it."""
    same = left.owner == right.owner and left.role is right.role in PARAGRAPH_ROLES
    right, left = page.desk.slips[right.key], page.desk.slips[left.key]
    return same and not right.opens and right.joined_to is None


def propose(page: Page) -> Iterator[Proposal | Query]:
    """Yield a join for every open line with a line to go on in, and a query for every open line without one."""
    for flow in page.flows():
        continued = {slip.joined_to for slip in flow}
        for index, slip in enumerate(flow):
            if slip.role not in PARAGRAPH_ROLES or slip.key in continued:
                continue
            text = page.reading(slip).text
            if not is_open(text):
                continue
            following = _next_body(flow, index)
            if following is None:
                if slip.role is Role.BODY and len(text) > 20:
                    yield _query(slip, text)
            elif may_join(page, slip, following):
                evidence = f"{text[-6:]}|{page.reading(following).text[:6]}"
                yield Proposal((Join(slip.span, following.span),), evidence, _CONFIDENCE)


def _next_body(flow: list[Slip], index: int) -> Slip | None:
    """Return the line that stands next in the same role, with nothing but captions and credits between."""
    role = flow[index].role
    for slip in flow[index + 1 :]:
        if slip.role is role:
            return slip
        if slip.role not in _PASSED_OVER or role is Role.CAPTION:
            return None
    return None


def _query(slip: Slip, text: str) -> Query:
    code = "copydesk/open-end"
    printed = text[-12:]
    return Query(query_id(code, slip.span, printed, ""), code, slip.owner, slip.span, printed)


RULE = Rule("copydesk/open-line", propose, asks=("copydesk/open-end",))
