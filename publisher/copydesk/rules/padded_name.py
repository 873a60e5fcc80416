"""Closes up two-character names that were padded to the width of three.

Does: removes the space inside a name of exactly two ideographs in a byline, a credit or an editor's tag; of an even
number of single ideographs in a row, every two are a name.
Why: `何 川` stands under `罗水生`, and the compositor evened them out; the name has no space.
Example: `何 川 罗水生` → `何川 罗水生`.
Leaves alone: names of three characters (`罗 水 生`), and any other place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, reread
from publisher.issue.corrections import Role
from publisher.issue.marks import HAN

_SINGLES = re.compile(rf"(?<![{HAN}])[{HAN}](?:[ \u3000]+[{HAN}](?![{HAN}]))+")
_ROLES = frozenset({Role.BYLINE, Role.CREDIT, Role.EDITOR})


def propose(page: Page) -> Iterator[Proposal]:
    """Yield the removal of the space inside every padded name."""
    for slip in page.placed():
        if slip.role in _ROLES:
            reading = page.reading(slip)
            for match in _SINGLES.finditer(reading.text):
                cells = [index for index in range(*match.span()) if not reading.text[index].isspace()]
                if len(cells) % 2 == 0:
                    for left, right in zip(cells[::2], cells[1::2], strict=True):
                        yield Proposal((reread(page, reading, left + 1, right, ""),), match.group())


RULE = Rule("copydesk/padded-name", propose)
