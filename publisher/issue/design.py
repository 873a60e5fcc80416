"""How one article is to look in print: what the editor asks for beyond the style, and where its quoted words stand.

Takes an article's blocks, gives places in them. It decides no length and no colour: the style does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from publisher.issue.blocks import Block, Exchange, Paragraph, walk
from publisher.issue.inlines import plain
from publisher.issue.style import Opener


@dataclass(frozen=True, slots=True)
class Design:
    """What an article asks of its pages.

    Attributes:
        opener: None leaves it to the style.
        columns: of the text; 0 leaves it to the style.
        boxed: whether it stands in a box.
        pull_quotes: words of the text, as they stand there, printed large beside it.
    """

    opener: Opener | None = None
    columns: int = 0
    boxed: bool = False
    pull_quotes: tuple[str, ...] = ()


UNDESIGNED = Design()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where quoted words stand: the paragraph, and the characters of its plain text, half open."""

    block: str
    start: int
    end: int


def standing(words: str, blocks: Iterable[Block]) -> Standing | None:
    """Return where the words first stand inside one paragraph or answer, or None."""
    for block in walk(blocks):
        if isinstance(block, Paragraph | Exchange) and (start := plain(block.inlines).find(words)) >= 0:
            return Standing(block.id, start, start + len(words))
    return None


def quoted_again(words: str, before: Iterable[Block], after: Iterable[Block]) -> str:
    """Return quoted words as they stand in the same blocks reworded; an empty string if they no longer stand there."""
    where = standing(words, before)
    old, new = (_text(where.block, blocks) if where else "" for blocks in (before, after))
    if where is None or not new:
        return ""
    return new[_moved(where.start, old, new) : _moved(where.end, old, new)]


def _text(name: str, blocks: Iterable[Block]) -> str:
    found = (block for block in walk(blocks) if isinstance(block, Paragraph | Exchange) and block.id == name)
    return next((plain(block.inlines) for block in found), "")


def _moved(at: int, old: str, new: str) -> int:
    """Return where a place between two characters of a text lies in the reworded text."""
    if len(old) == len(new):
        return at
    for _, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if first <= at < last:
            return min(new_first + at - first, new_last)
    return len(new)
