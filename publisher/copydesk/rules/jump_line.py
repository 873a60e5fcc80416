"""Drops jump lines.

Does: drops `（下转第3页）`, `(上接第2版)` and their like, wherever they stand in a line.
Why: the reissue brings the halves together, and its pages are not the original's.
Example: `船到对岸。（下转第3页）` → `船到对岸。`
Leaves alone: jumps without brackets inside a sentence (`下转第3页的做法`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publisher.copydesk.credits.folios import jumps
from publisher.copydesk.rule import Page, Proposal, Rule, dropped
from publisher.issue.copy import Slip
from publisher.issue.corrections import DropReason


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a drop for every jump line; of several in one line the last goes first, so that places stay true."""
    for slip in page.placed():
        reading = page.reading(slip)
        rest, text = slip, reading.text
        for jump in reversed(list(jumps(text))):
            span = reading.source_span(*_with_spaces(text, jump.start, jump.end))
            if not page.desk.protected(span):
                yield Proposal(dropped(rest, span, DropReason.JUMP_LINE), text[jump.start : jump.end].strip())
                rest = _left_of(rest, span.start)


def _with_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch with the spaces on both its sides."""
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return start, end


def _left_of(slip: Slip, column: int) -> Slip:
    return replace(slip, span=replace(slip.span, end=column))


RULE = Rule("copydesk/jump-line", propose)
