"""Drops heading marks that a converter put in front of a line.

Does: drops `#` to `######` with the space behind them at the beginning of a line.
Why: converters write Markdown; on newspaper pages the level says little, and the mark is not the paper's.
Example: `## 渡口复航` → `渡口复航`.
Leaves alone: `#` inside a line, `#话题#`, and a line that is nothing but marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, dropped
from publisher.issue.corrections import DropReason

_MARK = re.compile(r"\s*#{1,6}[ \t\u3000]+(?=\S)")


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a drop for every line that begins with a converter's heading mark."""
    for slip in page.placed():
        reading = page.reading(slip)
        if slip.span.start == 0 and (match := _MARK.match(reading.text)):
            span = reading.source_span(0, match.end())
            yield Proposal(dropped(slip, span, DropReason.CONVERTER_MARK), match.group().strip())


RULE = Rule("copydesk/converter-mark", propose)
