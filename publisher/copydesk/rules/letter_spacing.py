"""Closes up lines that were letter-spaced to fill the column.

Does: removes the single spaces in a run of at least eight ideographs and marks that nearly all stand apart by one
space, and in a shorter line that is spread from end to end and directly follows such a run.
Why: the compositor spread the line; the spaces are not the author's.
Example: `力 点 。 围 绕 渡 口 复 航` → `力点。围绕渡口复航`.
Leaves alone: names in a list (`何川 罗水生 程晓`), headlines, verse, and shorter runs such as `礼 乐 射 御 书 数`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, reread
from publisher.issue.corrections import Role
from publisher.issue.galley import Span
from publisher.issue.marks import HAN

_CELL = rf"[{HAN}，。、；：？！“”‘’（）《》—…·]"
_RUN = re.compile(rf"{_CELL}(?: ?{_CELL}){{7,}}")
_LINE = re.compile(rf"\s*(?P<run>{_CELL}(?: ?{_CELL}){{2,7}})\s*")
_SPREAD = 0.75  # share of the borders in a run that must be spaces
_ROLES = frozenset({Role.BODY, Role.QUOTATION, Role.CAPTION, Role.DECK, Role.ATTRIBUTION})


def propose(page: Page) -> Iterator[Proposal]:
    """Yield the removal of every space of every spread run."""
    above: Span | None = None
    for slip in page.placed():
        if slip.role not in _ROLES:
            continue
        reading = page.reading(slip)
        follows = above is not None and (slip.span.source, slip.span.line) == (above.source, above.line + 1)
        runs = [match for match in _RUN.finditer(reading.text) if _is_spread(match.group())]
        if not runs and follows and (match := _LINE.fullmatch(reading.text)) and _is_spread(match.group("run")):
            runs = [match]
        for match in runs:
            for index in range(match.start(), match.end()):
                if reading.text[index] == " " and match.start() < index < match.end() - 1:
                    yield Proposal((reread(page, reading, index, index + 1, ""),), match.group().strip()[:20])
        above = slip.span if runs and runs[-1].end() == len(reading.text) else None


def _is_spread(run: str) -> bool:
    spaces = run.count(" ")
    return spaces >= _SPREAD * (len(run) - spaces - 1)


RULE = Rule("copydesk/letter-spacing", propose)
