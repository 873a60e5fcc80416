"""Which of two readings the rest of the issue speaks for.

Takes doubts (both readings and the line of the text) and the lines of the issue, gives for each the reading that
stands elsewhere, if only one does. It counts words; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from publisher.copydesk.contents.titles import fold
from publisher.copydesk.lines import Line
from publisher.issue.galley import Span

_WIDEST, _NARROWEST = 4, 2  # characters of the words round the difference


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two readings: of the contents page, and of the text at a span."""

    span: Span
    contents: str
    text: str


def supported(doubts: Sequence[Doubt], issue: Sequence[Line]) -> list[str | None]:
    """Return for each doubt `contents` or `text`, whichever reading alone stands elsewhere in the issue; else None.

    The issue is to hold no line of the contents page; the doubted lines themselves are not counted.
    """
    if not doubts:
        return []
    doubted = {doubt.span for doubt in doubts}
    whole = "\n".join(fold(line.text) for line in issue if line.span not in doubted)
    return [_supported(fold(doubt.contents), fold(doubt.text), whole) for doubt in doubts]


def _supported(contents: str, text: str, whole: str) -> str | None:
    for size in range(_WIDEST, _NARROWEST - 1, -1):
        one, other = _words(contents, text, size)
        has_one, has_other = (any(words in whole for words in side) for side in (one, other))
        if has_one or has_other:
            return None if has_one and has_other else "contents" if has_one else "text"
    return None


def _words(contents: str, text: str, size: int) -> tuple[set[str], set[str]]:
    """Return the words of `size` characters of either reading that hold a differing character and not the other's."""
    one, other = set[str](), set[str]()
    for kind, left, left_end, right, right_end in SequenceMatcher(None, contents, text, autojunk=False).get_opcodes():
        if kind != "equal":
            one |= _windows(contents, left, left_end, size)
            other |= _windows(text, right, right_end, size)
    return one - other, other - one


def _windows(key: str, start: int, end: int, size: int) -> set[str]:
    end = max(end, start + 1)
    begins = range(max(0, end - size), min(start, len(key) - size) + 1)
    return {key[at : at + size] for at in begins}
