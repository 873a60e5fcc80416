"""Closes up lines that were letter-spaced to fill the column.

Does: removes the single spaces in a run of at least eight ideographs and marks that nearly all stand apart by one space.
Why: the compositor spread the line; the spaces are not the author's.
Example: `力 点 。 围 绕 渡 口 复 航` → `力点。围绕渡口复航`.
Leaves alone: names in a list (`何川 罗水生 程晓`), headlines, verse, and shorter runs such as `礼 乐 射 御 书 数`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, reread
from publisher.issue.corrections import Role
from publisher.issue.marks import HAN

_CELL = rf"[{HAN}，。、；：？！“”‘’（）《》—…·]"
_RUN = re.compile(rf"{_CELL}(?: ?{_CELL}){{7,}}")
_SPREAD = 0.75  # share of the borders in a run that must be spaces
_ROLES = frozenset({Role.BODY, Role.QUOTATION, Role.CAPTION, Role.DECK, Role.ATTRIBUTION})


def propose(page: Page) -> Iterator[Proposal]:
    """Yield the removal of every space of every spread run."""
    for slip in page.placed():
        if slip.role not in _ROLES:
            continue
        reading = page.reading(slip)
        for match in _RUN.finditer(reading.text):
            spaces = [index for index in range(match.start(), match.end()) if reading.text[index] == " "]
            cells = match.end() - match.start() - len(spaces)
            if len(spaces) >= _SPREAD * (cells - 1):
                for index in spaces:
                    yield Proposal((reread(page, reading, index, index + 1, ""),), match.group()[:20])


RULE = Rule("copydesk/letter-spacing", propose)
