"""Joins the lines of a hard-wrapped block.

Does: a line continues the line directly above it in the same block, unless the line above is short and ends a sentence.
Why: extraction kept the line ends of a narrow column; they are not the author's.
Example: `船工们把缆绳一圈一圈绕` / `在石桩上。` → one paragraph.
Leaves alone: lines longer than forty-five em (no column is that wide), verse, and lines the editor split.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from publisher.copydesk.rule import Page, Proposal, Rule
from publisher.copydesk.rules.open_line import PARAGRAPH_ROLES, may_join
from publisher.issue.copy import Slip
from publisher.issue.corrections import Join
from publisher.issue.marks import is_open, width_em

_WIDEST_COLUMN = 45.0
_SHORT = 1.6  # em: the last line of a paragraph falls short of the column by at least this much


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a join for every line that goes on from the line above it."""
    for flow in page.flows():
        for block in _blocks(flow):
            texts = [page.reading(slip).text for slip in block]
            widths = [_printed_width(page, slip) for slip in block]
            column = max(widths)
            if column > _WIDEST_COLUMN:
                continue
            for (left, right), (above, below), width in zip(pairwise(block), pairwise(texts), widths, strict=False):
                fills = width > column - _SHORT
                if may_join(page, left, right) and (fills or is_open(above)):
                    yield Proposal((Join(left.span, right.span),), f"{above[-4:]}|{below[:4]}")


def _printed_width(page: Page, slip: Slip) -> float:
    """Return how wide the line was before any repair: that is what the compositor fitted into the column."""
    return width_em(page.desk.galley.text(slip.span).strip())


def _blocks(flow: list[Slip]) -> Iterator[list[Slip]]:
    """Yield runs of slips on lines that directly follow each other, in the same role."""
    block: list[Slip] = []
    for slip in flow:
        if block and not _follows(block[-1], slip):
            yield block
            block = []
        block.append(slip)
    if len(block) > 0:
        yield block


def _follows(above: Slip, below: Slip) -> bool:
    one, two = above.span, below.span
    return (two.source, two.line) == (one.source, one.line + 1) and above.role is below.role in PARAGRAPH_ROLES


RULE = Rule("copydesk/hard-wrap", propose)
