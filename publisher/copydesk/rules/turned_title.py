"""Sets a space where a headline turned to a new line.

Does: puts one space between the lines of a headline, unless a mark divides them already.
Why: the turn of the line was the pause; run together, the two halves read as one sentence.
Example: `百年渡口` / `今日复航` → `百年渡口 今日复航`.
Leaves alone: lines divided by a mark (`渡口纪事：` / `今日复航`), and headlines whose wording the manifest gives.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule
from publisher.issue.corrections import Replace, Role
from publisher.issue.galley import Span
from publisher.issue.marks import CHINESE_MARKS

_HEADLINES = frozenset({Role.TITLE, Role.KICKER, Role.SUBTITLE, Role.HEADING, Role.SUBHEADING})


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a space for every turn of a headline."""
    for slip in page.placed():
        if slip.role not in _HEADLINES or slip.joined_to is None:
            continue
        left = page.reading(page.desk.slips[slip.joined_to]).text
        right = page.reading(slip).text
        if left and right and left[-1] not in CHINESE_MARKS and right[0] not in CHINESE_MARKS:
            at = Span(slip.span.source, slip.span.line, slip.span.start, slip.span.start)
            yield Proposal((Replace(at, "", " "),), f"{left[-4:]}|{right[:4]}")


RULE = Rule("copydesk/turned-title", propose)
