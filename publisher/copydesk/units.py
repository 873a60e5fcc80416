"""Units of a page: what has to be classed as one thing, before anybody knows what it is.

Takes a galley, gives units: a line, or the lines of one paragraph where the column was hard-wrapped. It looks at
widths, blank lines, indents and marks only; it joins nothing for good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from publisher.issue.galley import Galley, Span
from publisher.issue.marks import CHINESE_MARKS, is_open, width_em
from publisher.lexicon import lexicon

_WIDEST_COLUMN = 45.0  # em; a wider line is a paragraph, not a line of a column
_NARROWEST_COLUMN = 6.0
_RAGGED = 2.1  # em by which a full line may fall short of its column
_SHARE_FULL = 0.7  # of the lines of a wrapped block, its last ones aside, that fill the column
_LIKE = 1.4  # columns whose widths differ by less than this factor are taken for the same
_SHARE_WRAPPED = 0.35  # of all lines, for the text as a whole to count as hard-wrapped
_OPENS = re.compile(r"\s*(?:——|[□■●◆▲★]|本[报報](?:讯|訊|[^，。]{0,12}[讯訊電电])|[【\[]本[报報])")
_CLOSES = re.compile(r"[（(](?:下转|下轉|上接)[^()（）]{1,12}[)）]\s*$")
_SHARE_STOPPED = 0.6  # of the lines that end in a mark: verse does, a column does not


@dataclass(frozen=True, slots=True)
class Unit:
    """One or several lines that belong together whatever they are.

    Attributes:
        index: position among the units of the galley, from 0.
        spans: its lines.
        text: their words, edge spaces off, letter-spacing closed up.
        block: number of the group between blank lines, counted over all sources.
        lead: the block has units before this one.
        gap: blank lines in front.
        indent: em of blank in front of the first line.
        mark: number of `#` a converter put in front.
    """

    index: int
    spans: tuple[Span, ...]
    text: str
    block: int
    lead: bool
    gap: int
    indent: float
    mark: int

    @property
    def first(self) -> Span:
        """The span of the first line."""
        return self.spans[0]

    @property
    def last(self) -> Span:
        """The span of the last line."""
        return self.spans[-1]


def units_of(galley: Galley) -> tuple[Unit, ...]:
    """Return the units of a galley in printed order."""
    units: list[Unit] = []
    blocks = [(gap, block, [galley.text(span) for span in block]) for gap, block in _blocks(galley)]
    wrapped = _is_hard_wrapped([texts for _, _, texts in blocks])
    usual = _usual_column([texts for _, _, texts in blocks if len(texts) > 2 and _fills_column(texts)])
    for number, (gap, block, texts) in enumerate(blocks):
        is_column = (wrapped and _is_column(texts, usual)) or (len(texts) > 2 and _breaks_words(texts))
        column = _column(texts, [lines for _, _, lines in blocks[max(0, number - 1) : number + 2]])
        groups = _wrapped(texts, column) if is_column else [[index] for index in range(len(block))]
        for group in groups:
            raw = texts[group[0]]
            mark, clean = _without_mark(_closed_up("".join(texts[index].strip() for index in group)))
            spans = tuple(block[index] for index in group)
            lead = group[0] > 0
            indent = width_em(raw[: len(raw) - len(raw.lstrip())])
            units.append(Unit(len(units), spans, clean, number, lead, 0 if lead else gap, indent, mark))
    return tuple(units)


def _blocks(galley: Galley) -> Iterator[tuple[int, list[Span]]]:
    """Yield the groups of lines between blank lines, each with the number of blank lines before it."""
    block: list[Span] = []
    gap = 0
    last: Span | None = None
    for span in galley.printed_lines():
        follows = last is not None and span.source == last.source and span.line == last.line + 1
        if not follows and block:
            yield gap, block
            block = []
        if not block:
            gap = span.line - last.line - 1 if last is not None and span.source == last.source else span.line - 1
        block.append(span)
        last = span
    if block:
        yield gap, block


def _usual_column(blocks: Sequence[Sequence[str]]) -> float:
    """Return the width most columns of the text have, in em; 0 if there are none."""
    widths = sorted(max(width_em(_closed_up(text.strip())) for text in texts) for texts in blocks)
    return widths[len(widths) // 2] if widths else 0.0


def _is_column(texts: Sequence[str], usual: float) -> bool:
    """Say whether a block of a hard-wrapped text may be part of a column: nothing in it is wider, nor verse.

    Verse ends its lines in marks; so may a short paragraph, by chance, but that fills the column or is indented.
    """
    ends = [text.rstrip()[-1:] for text in texts]
    stopped = sum(end in CHINESE_MARKS or end in ",.;:!?" for end in ends)
    widths = [width_em(text.strip()) for text in texts]
    if max(widths) > _WIDEST_COLUMN:
        return False
    fills = all(width > usual - _RAGGED for width in widths[1:-1]) and widths[0] > usual - 2 * _RAGGED
    indented = texts[0].startswith("\u3000") and not any(text.startswith("\u3000") for text in texts[1:])
    return (
        len(texts) < 3
        or stopped <= _SHARE_STOPPED * len(texts)
        or (indented and len(texts) > 1)
        or (fills and usual > 9)
    )


def _breaks_words(texts: Sequence[str]) -> bool:
    """Say whether a block is a column though the text is not hard-wrapped: its lines end inside words."""
    if not _fills_column(texts):
        return False
    return any(lexicon().seam(above.strip(), below.strip())[1] for above, below in pairwise(texts))


def _is_hard_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Say whether the text as a whole keeps the lines of its columns: most of its lines stand in blocks that do."""
    lines = sum(len(block) for block in blocks)
    wrapped = sum(len(block) for block in blocks if len(block) > 2 and _fills_column(block))
    return wrapped > _SHARE_WRAPPED * lines


def _fills_column(texts: Sequence[str]) -> bool:
    """Say whether the lines of a block are those of one column: most fill it, and few end where a sentence does."""
    widths = [width_em(_closed_up(text.strip())) for text in texts]
    column = max(widths)
    if not _NARROWEST_COLUMN <= column <= _WIDEST_COLUMN:
        return False
    ends = [text.rstrip()[-1:] for text in texts[:-1]]
    stopped = sum(end in CHINESE_MARKS or end in ",.;:!?" for end in ends)
    full = sum(width > column - _RAGGED for width in widths[:-1])
    return full >= _SHARE_FULL * len(ends) and stopped < _SHARE_STOPPED * len(ends)


def _column(texts: Sequence[str], neighbours: Sequence[Sequence[str]]) -> float:
    """Return the width of a block's column in em: its own widest line, or that of a like block beside it."""
    own = max(width_em(_closed_up(text.strip())) for text in texts)
    others = [max(width_em(_closed_up(text.strip())) for text in block) for block in neighbours if len(block) > 1]
    return max([own, *(width for width in others if width <= own * _LIKE)])


def _wrapped(texts: Sequence[str], column: float) -> list[list[int]]:
    """Return the lines of a wrapped block by paragraph.

    A short line that ends a sentence closes one; an indent, a dateline, a dash or a bullet opens one; lines printed
    twice over are headlines and stand alone.
    """
    groups: list[list[int]] = [[0]]
    for index in range(1, len(texts)):
        above, below = texts[index - 1].strip(), texts[index]
        ends = width_em(above) <= column - _RAGGED and not is_open(above)
        indented = below.startswith("\u3000") and not texts[index - 1].startswith("\u3000")
        if ends or indented or _OPENS.match(below) or _CLOSES.search(above) or _is_square(above) or _is_square(below):
            groups.append([])
        groups[-1].append(index)
    return groups


def _is_square(text: str) -> bool:
    bare = "".join(text.split())
    half = len(bare) // 2
    return half >= 4 and bare == bare[:half] * 2


def _closed_up(text: str) -> str:
    """Return the text without the spaces of a line that is letter-spaced from end to end."""
    cells = text.split(" ")
    single = sum(len(cell) <= 2 for cell in cells)
    if len(cells) >= 5 and single >= 0.9 * len(cells) and all(len(cell) <= 3 for cell in cells):
        return "".join(cells)
    return text


def _without_mark(text: str) -> tuple[int, str]:
    bare = text.lstrip("#")
    count = len(text) - len(bare)
    return (count, bare.strip()) if 0 < count <= 6 and bare[:1].isspace() else (0, text.strip())
