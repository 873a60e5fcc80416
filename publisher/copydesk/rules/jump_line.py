"""Drops jump lines.

Does: drops `（下转第3页）`, `(上接第2版)` and their like, wherever they stand in a line.
Why: the reissue brings the halves together, and its pages are not the original's.
Example: `船到对岸。（下转第3页）` → `船到对岸。`
Leaves alone: jumps without brackets inside a sentence (`下转第3页的做法`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from publisher.copydesk.rule import Page, Proposal, Rule, dropped
from publisher.issue.copy import Slip
from publisher.issue.corrections import DropReason

_NUMBER = "[0-9０-９A-Za-z一二三四五六七八九十百〇]{1,5}"
_JUMP = re.compile(
    rf"\s*[（(【\[]\s*(?:紧|文)?(?:下转|上接|转|接)\s*(?:第\s*)?{_NUMBER}\s*[版页面][^（）()]{{0,6}}[)）】\]]\s*"
)


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a drop for every jump line; of several in one line the last goes first, so that places stay true."""
    for slip in page.placed():
        reading = page.reading(slip)
        for match in reversed(list(_JUMP.finditer(reading.text))):
            span = reading.source_span(match.start(), match.end())
            yield Proposal(dropped(slip, span, DropReason.JUMP_LINE), match.group().strip())
            if match.start() == 0:
                break
            slip = _left_of(slip, span.start)


def _left_of(slip: Slip, column: int) -> Slip:
    return replace(slip, span=replace(slip.span, end=column))


RULE = Rule("copydesk/jump-line", propose)
