"""Sets marks beside Chinese at full width.

Does: `, : ; ! ? ( )` become fullwidth where the nearest visible neighbour on either side is an ideograph or a
Chinese mark; a pair of brackets is judged once, by what it holds and what stands outside. Lines that follow each
other are one text.
Why: half of a page may come out of extraction with Western marks; Chinese text takes its own (GB/T 15834).
Example: `渡口,复航了(试运行)!` → `渡口，复航了（试运行）！`
Leaves alone: marks between two digits or Western letters (`7.1%`, `14:30`, `1,200`, `pp. 3, 5`), bracketed Western
words in Western surroundings, and every full point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, reread
from publisher.issue.copy import Slip
from publisher.issue.marks import HALF_TO_FULL, is_chinese
from publisher.issue.reading import Reading

_SHARED_QUOTES = "“”‘’"
_NARROW_MARK = re.compile("[,:;!?]")
_BRACKET = re.compile("[()]")


def propose(page: Page) -> Iterator[Proposal]:
    """Yield the fullwidth form of every Western mark that stands in Chinese text."""
    for run in _runs(page):
        text = "\n".join(reading.text for reading in run)
        found = _to_widen(text)
        if not found:
            continue
        cells = [(reading, index) for reading in run for index in range(len(reading.text) + 1)]
        for index in found:
            reading, at = cells[index]
            around = text[max(0, index - 4) : index + 5].replace("\n", "")
            yield Proposal((reread(page, reading, at, at + 1, HALF_TO_FULL[text[index]]),), around)


def _runs(page: Page) -> Iterator[list[Reading]]:
    """Yield the readings of lines that directly follow each other in one role of one article."""
    run: list[Reading] = []
    last: Slip | None = None
    for slip in page.placed():
        if last is not None and not _goes_on(last, slip):
            yield run
            run = []
        run.append(page.reading(slip))
        last = slip
    yield run


def _goes_on(above: Slip, below: Slip) -> bool:
    one, two = above.span, below.span
    is_next = two.source == one.source and two.line == one.line + 1
    return is_next and (above.owner, above.role) == (below.owner, below.role)


def _to_widen(text: str) -> list[int]:
    """Return where marks are to be widened; a mark that was widened counts as Chinese for its neighbours."""
    wide = list(text)
    marks = [match.start() for match in _NARROW_MARK.finditer(text)]
    brackets = [match.start() for match in _BRACKET.finditer(text)]
    while True:
        found = [index for index in marks if wide[index] == text[index] and _stands_in_chinese(wide, index)]
        found += [index for pair in _pairs(wide, brackets) if _pair_is_chinese(wide, *pair) for index in pair]
        if not found:
            return [index for index in sorted(marks + brackets) if wide[index] != text[index]]
        for index in found:
            wide[index] = HALF_TO_FULL[wide[index]]


def _stands_in_chinese(text: list[str], index: int) -> bool:
    left, right = _neighbour(text, index, -1), _neighbour(text, index, 1, ends_line=text[index] in "!?")
    if text[index] in ",:" and left.isdigit() and right.isdigit() and left.isascii() and right.isascii():
        return False
    return is_chinese(left) or is_chinese(right)


def _pairs(text: list[str], places: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Yield matching brackets at these places, and brackets without a partner alone."""
    waiting: list[int] = []
    for index in places:
        if text[index] == "(":
            waiting.append(index)
        elif text[index] == ")":
            yield (waiting.pop(), index) if waiting else (index,)
    yield from ((index,) for index in waiting)


def _pair_is_chinese(text: list[str], *pair: int) -> bool:
    if len(pair) == 2 and any(is_chinese(char) for char in text[pair[0] + 1 : pair[1]]):
        return True
    outside = _neighbour(text, pair[0], -1), _neighbour(text, pair[-1], 1)
    inside = (_neighbour(text, pair[0], 1), _neighbour(text, pair[0], -1)) if len(pair) == 1 else ()
    return any(is_chinese(char) for char in (*outside, *inside))


def _neighbour(text: list[str], index: int, step: int, *, ends_line: bool = False) -> str:
    """Return the nearest visible character, or an empty string at the end of the text, or of the line if asked.

    Curly quotes are looked past: both scripts use them, and what they hold or follow decides.
    """
    index += step
    while 0 <= index < len(text) and (text[index].isspace() or text[index] in _SHARED_QUOTES):
        if ends_line and text[index] == "\n":
            break
        index += step
    return text[index].strip() if 0 <= index < len(text) else ""


RULE = Rule("copydesk/fullwidth-marks", propose)
