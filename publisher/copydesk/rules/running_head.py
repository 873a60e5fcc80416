"""Drops running heads that stand inside an article.

Does: drops a line that is nothing but a section's label in corner quotes or brackets, with or without a page number.
Why: the head of the page belongs to the page; extraction puts it wherever the page turned.
Example: `「渡口纪事」` between two paragraphs, where 渡口纪事 is a section of the issue → dropped.
Leaves alone: bracketed words that are no section of this issue, and the same words without brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, dropped
from publisher.issue.corrections import DropReason, Role

_HEAD = re.compile(r"\s*(?:\d{1,3}\s*)?[「『【〖\[［](?P<label>[^」』】〗\]］]{2,20})[」』】〗\]］](?:\s*\d{1,3})?\s*")


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a drop for every line of body text that repeats a label of the issue in brackets."""
    for slip in page.placed():
        match = _HEAD.fullmatch(page.reading(slip).text) if slip.role is Role.BODY else None
        if match and match["label"].replace(" ", "") in page.labels:
            yield Proposal(dropped(slip, slip.span, DropReason.RUNNING_HEAD), match["label"])


RULE = Rule("copydesk/running-head", propose)
