"""Undoes titles that were extracted twice over.

Does: where a title is one string of four characters or more printed twice, the second copy is dropped.
Why: headlines with a shadow or an outline are drawn twice, and both drawings are extracted.
Example: `渡口复航渡口复航` → `渡口复航`.
Leaves alone: body text, and doublings of fewer than four characters (`天天向上`, `看看`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, dropped
from publisher.issue.corrections import DropReason, Role

_HEADLINES = frozenset({Role.TITLE, Role.KICKER, Role.SUBTITLE, Role.HEADING, Role.SUBHEADING})
_SHORTEST = 4


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a drop for the second half of every headline, or part of one between spaces, that is a square."""
    for slip in page.placed():
        if slip.role not in _HEADLINES:
            continue
        reading = page.reading(slip)
        if half := _half(reading.text):
            first, last = half
            span = reading.source_span(first, last)
            yield Proposal(dropped(slip, span, DropReason.DOUBLED_HEADLINE), reading.text[first:last])


def _half(text: str) -> tuple[int, int] | None:
    """Return where the second copy stands, spaces inside the copies disregarded."""
    letters = [index for index, char in enumerate(text) if not char.isspace()]
    bare = "".join(text[index] for index in letters)
    middle = len(bare) // 2
    if len(bare) % 2 or middle < _SHORTEST or bare[:middle] != bare[middle:]:
        return None
    return letters[middle], len(re.sub(r"\s+$", "", text))


RULE = Rule("copydesk/doubled-title", propose)
