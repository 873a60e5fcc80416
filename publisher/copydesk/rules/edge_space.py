"""Takes spaces off both ends of a line.

Does: removes spaces, tabs and ideographic spaces at the beginning and the end of every line.
Why: indents are typesetting; the reissue sets its own.
Example: `　　船夫姓罗。 ` → `船夫姓罗。`
Leaves alone: indents of verse, which are the poet's.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, reread
from publisher.issue.corrections import Role


def propose(page: Page) -> Iterator[Proposal]:
    """Yield the removal of the blank ends of every placed line."""
    for slip in page.placed():
        reading = page.reading(slip)
        text = reading.text
        lead = len(text) - len(text.lstrip())
        trail = len(text) - len(text.rstrip())
        if lead and slip.role is not Role.VERSE:
            yield Proposal((reread(page, reading, 0, lead, ""),))
        if trail and trail < len(text):
            yield Proposal((reread(page, reading, len(text) - trail, len(text), ""),))


RULE = Rule("copydesk/edge-space", propose)
