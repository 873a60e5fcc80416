"""Folios and jumps: the number of a page, and the words that send the reader to another.

Takes a line, gives the number or direction and target as printed. A bare Chinese numeral is no folio, for it counts
the parts of a text far more often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.copydesk.credits.folding import fold

_HAN_NUMBER = "[〇零一二三四五六七八九十百廿卅]{1,5}"
_FOLIO = re.compile(
    rf"[-—~·•.\s]*(?:P\.?\s?)?(?P<plain>[0-9]{{1,3}})[-—~·•.\s]*|[-—~·\s]*第?\s*(?P<page>[0-9]{{1,4}})\s*[页版面頁]\s*"
    rf"|第\s*(?P<han>{_HAN_NUMBER})\s*[页版面]|[-—·]+\s*(?P<dashed>{_HAN_NUMBER})\s*[-—·]+|\[(?P<boxed>[0-9]{{1,4}}|{_HAN_NUMBER})\]"
    rf"|(?P<sheet>[A-H][0-9]{{1,2}})(?:\s*版)?"
)
_NUMBER = "[0-9A-Za-z一二三四五六七八九十百〇零]{1,5}"
_TARGET = rf"(?P<target>(?:本[报刊]|今日|[上前次后])?\s*(?:第\s*)?(?:{_NUMBER}(?:[-、至—]{_NUMBER})?)\s*[版页面张])"
_AFTER = r"[^()\[\]。！？]{0,8}"
_WORDS = (
    r"(?:文|紧|未完)?\s*[,、]?\s*"
    r"(?P<way>下转|续转|转至|转入|转见|转载于|续见|后接|下接|转|上接|承接|续接|续自|紧接|接自|接)"
)
_JUMP = re.compile(rf"{_WORDS}\s*{_TARGET}{_AFTER}")
_BRACKETED = re.compile(rf"[(\[]\s*{_JUMP.pattern}\s*[)\]]")
_OPENING = re.compile(
    r"[（(【\[〔〖［](?=\s{0,4}[^\s（(【\[〔〖［]{0,4}[转轉接续續][^（(【\[〔〖［]{0,40}[)）】\]〕〗］])"
)
_WINDOW = 80  # characters of a jump in brackets at the most
_UNBRACKETED = re.compile(rf"[▲△▼▽◆●■□>→·\s]*{_WORDS}\s*{_TARGET}(?P<after>《[^《》]{{1,20}}》)?[▲△▼▽◆●■□>→·\s]*")
_FROM = frozenset(("上接", "承接", "续接", "续自", "紧接", "接自", "接"))
_LONGEST = 40
_LONGEST_TEXT = 30


@dataclass(frozen=True, slots=True)
class Jump:
    """A jump line.

    Attributes:
        direction: "to" (下转) or "from" (上接).
        target: as printed, spaces closed up: 第11页, 2版.
        start, end: where it stands, brackets included.
    """

    direction: str
    target: str
    start: int
    end: int


def folio(line: str) -> str | None:
    """Return the number of a page as printed if the line is nothing else: 12, ·12·, 第3版, A3, —一二—."""
    text = line.strip() if len(line) <= _LONGEST_TEXT * 4 else ""
    match = _FOLIO.fullmatch(fold(text)) if 0 < len(text) <= _LONGEST_TEXT else None
    if match is None:
        return None
    name = next(name for name, value in match.groupdict().items() if value)
    return text[slice(*match.span(name))]


def jump(line: str) -> Jump | None:
    """Return the jump a line is, or holds in brackets; the first of several."""
    return next(jumps(line), None)


def jumps(text: str) -> Iterator[Jump]:
    """Yield the jumps in brackets of a text, from left to right; one without brackets must be the whole line."""
    if len(text) <= _LONGEST and (match := _UNBRACKETED.fullmatch(fold(text))):
        yield _jump(match, text, 0)
        return
    for opening in _OPENING.finditer(text):
        window = text[opening.start() : opening.start() + _WINDOW]
        if match := _BRACKETED.match(fold(window)):
            yield _jump(match, window, opening.start())


def _jump(match: re.Match[str], text: str, offset: int) -> Jump:
    direction = "from" if match["way"] in _FROM else "to"
    target = "".join(text[slice(*match.span("target"))].split())
    return Jump(direction, target, offset + match.start(), offset + match.end())
