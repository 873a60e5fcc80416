"""Sets a space where two Western words meet at a joined line.

Does: puts one space between the lines of a paragraph if a Western word ends the first and another begins the second.
Why: the end of the line was the space between the words.
Example: `the old` / `ferry` → `the old ferry`.
Leaves alone: seams between ideographs, and words divided with a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, put_before

_LEFT, _RIGHT = re.compile(r"[A-Za-z][,.;:!?]?$"), re.compile(r"[A-Za-z]")


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a space for every seam between two Western words."""
    for slip in page.placed():
        if slip.joined_to is None:
            continue
        left, right = page.reading(page.desk.slips[slip.joined_to]).text, page.reading(slip).text
        if _LEFT.search(left) and _RIGHT.match(right):
            yield Proposal((put_before(page.reading(slip), " "),), f"{left[-8:]}|{right[:8]}")


RULE = Rule("copydesk/latin-seam", propose)
