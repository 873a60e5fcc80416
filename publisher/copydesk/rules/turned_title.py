"""Sets a space where a headline turned to a new line.

Does: puts one space between the lines of a headline, unless a mark divides them already.
Does too: the same between offices that stand on lines of their own under a byline.
Why: the turn of the line was the pause; run together, the two halves read as one sentence.
Example: `百年渡口` / `今日复航` → `百年渡口 今日复航`.
Leaves alone: lines divided by a mark (`渡口纪事：` / `今日复航`), and headlines whose wording the manifest gives.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, put_before
from publisher.issue.copy import Slip
from publisher.issue.corrections import Role
from publisher.issue.marks import CHINESE_MARKS

_HEADLINES = frozenset({Role.TITLE, Role.KICKER, Role.SUBTITLE, Role.HEADING, Role.SUBHEADING})


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a space for every turn of a headline."""
    for slip in page.placed():
        if slip.joined_to is None or not (slip.role in _HEADLINES or _is_office(slip)):
            continue
        left = page.reading(page.desk.slips[slip.joined_to]).text
        right = page.reading(slip).text
        if left and right and left[-1] not in CHINESE_MARKS and right[0] not in CHINESE_MARKS:
            yield Proposal((put_before(page.reading(slip), " "),), f"{left[-4:]}|{right[:4]}")


def _is_office(slip: Slip) -> bool:
    """Say whether a line of an affiliation stands apart from the line before it: an office of its own."""
    return slip.role is Role.AFFILIATION and slip.joined_to is not None and slip.joined_to[1] + 1 < slip.span.line


RULE = Rule("copydesk/turned-title", propose)
