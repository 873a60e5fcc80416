"""Takes away spaces beside fullwidth marks.

Does: removes ordinary spaces before and after a mark that brings its own blank half.
Why: the blank is in the mark; a space beside it prints as a hole.
Example: `（记者 何川） 10日` → `（记者 何川）10日`.
Leaves alone: ideographic spaces, which pause in headlines on purpose, spaces between words, and the space after the
number of a list (`3. 《义渡条规》`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, reread
from publisher.issue.corrections import Role
from publisher.issue.marks import FULLWIDTH_FORMS

_SPACE = re.compile(rf"(?<=[{FULLWIDTH_FORMS}])[ \t\u00a0]+(?=\S)|(?<=\S)[ \t\u00a0]+(?=[{FULLWIDTH_FORMS}])")
_NUMBER = re.compile(r"\s*(?:\d{1,3}|[A-Za-z])[.．]")


def propose(page: Page) -> Iterator[Proposal]:
    """Yield the removal of every space beside a fullwidth mark."""
    for slip in page.placed():
        if slip.role is Role.VERSE:
            continue
        reading = page.reading(slip)
        for match in _SPACE.finditer(reading.text):
            if _NUMBER.fullmatch(reading.text[: match.start()]):
                continue
            around = reading.text[max(0, match.start() - 3) : match.end() + 3]
            yield Proposal((reread(page, reading, match.start(), match.end(), ""),), around)


RULE = Rule("copydesk/mark-space", propose)
