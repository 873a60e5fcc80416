"""Closes up digits and ideographs.

Does: removes the space between a Western digit and an ideograph.
Why: the space was the compositor's or the extractor's; the reissue sets its own gap between the two scripts.
Example: `10 日上午` → `10日上午`.
Leaves alone: spaces between Western words, after the number of a list (`1. 渡船`), and in headlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, reread
from publisher.issue.corrections import FLOW_ROLES, Role
from publisher.issue.marks import HAN

_SPACE = re.compile(rf"(?<=\d) +(?=[{HAN}])|(?<=[{HAN}]) +(?=\d)")
_ROLES = (FLOW_ROLES | {Role.DECK}) - {Role.HEADING, Role.SUBHEADING, Role.VERSE, Role.CREDIT}


def propose(page: Page) -> Iterator[Proposal]:
    """Yield the removal of every space between a digit and an ideograph."""
    for slip in page.placed():
        if slip.role in _ROLES:
            reading = page.reading(slip)
            for match in _SPACE.finditer(reading.text):
                around = reading.text[max(0, match.start() - 3) : match.end() + 3]
                yield Proposal((reread(page, reading, match.start(), match.end(), ""),), around)


RULE = Rule("copydesk/number-space", propose)
