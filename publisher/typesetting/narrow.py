"""What must give way where there is little room: takes tables, cells and paragraphs, gives the classes they are set by.

A telephone shows about twenty characters a line, half of that in large type; a column of print has some more, but does
not scroll. Style sheets cannot count columns or the letters of a word, so it is counted here; what a class looks like
is the style's business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from publisher.issue.blocks import Table
from publisher.issue.inlines import Inline, plain
from publisher.issue.marks import width_em
from publisher.typesetting.phrases import pieces
from publisher.typesetting.views import has_short_stub

_MANY_COLUMNS = 6
_MOST_COLUMNS = 10
_LONG_WORD_EM = 7.5
_SHORT_HEAD_EM = 2
_WORD = re.compile(r"[!-~\u00c0-\u024f]+|.")  # a line may end behind any Chinese character
_LONG_RUN = re.compile(r"[!-~\u00c0-\u024f]{15}")  # an address, in characters of half width
_LONG_IN_CELL = re.compile(_LONG_RUN.pattern + r"|[A-Za-z\u00c0-\u024f]{8}")  # letters: a figure is never broken


@dataclass(frozen=True, slots=True)
class _Size:
    """A size a table is set in, as css/pdf.css.j2 has it: its type, of the size of the text; em between columns."""

    name: str
    scale: float
    between: float


_USUAL = _Size("", 0.9, 0.72)
_SMALLER = (_Size("many-columns", 0.75, 0.3), _Size("most-columns", 0.62, 0.15))


def table_class(table: Table) -> str:
    """Return how a table makes room for its columns; an empty string if it need not."""
    columns = _columns(table)
    if columns >= _MOST_COLUMNS:
        return "most-columns"
    if columns >= _MANY_COLUMNS:
        return "many-columns"
    return "short-stub" if has_short_stub(table) else ""


def table_class_in_print(table: Table, measure: int) -> str:
    """Return how a table makes room in a column of so many em; an empty string if it fits as it is."""
    if _width_em(table, parts_heads=False) * _USUAL.scale + _columns(table) * _USUAL.between <= measure:
        return ""
    needed = _width_em(table, parts_heads=True)
    return next(
        (each.name for each in _SMALLER if needed * each.scale + _columns(table) * each.between <= measure),
        _SMALLER[-1].name,
    )


def _width_em(table: Table, *, parts_heads: bool) -> float:
    """Return what the columns of a table take at least: in each the longest piece that no line parts."""
    parted = _WORD.findall if parts_heads else pieces
    rows = [[_longest(_WORD.findall(plain(cell))) for cell in row] for row in table.rows]
    if has_short_stub(table):
        rows = [[width_em(plain(row[0])), *widths[1:]] for row, widths in zip(table.rows, rows, strict=True) if row]
    heads = [_longest(parted(plain(cell))) for cell in table.header]
    return sum(map(max, zip_longest(heads, *rows, fillvalue=0.0)))


def _longest(parts: Sequence[str]) -> float:
    """Return the width of the longest part; an address may be broken, so that it takes no more than any long word."""
    return min(max(map(width_em, parts), default=0.0), _LONG_WORD_EM)


def cell_class(cell: Sequence[Inline], table: Table, *, is_head: bool) -> str:
    """Return whether a cell may be broken anywhere (an address, Latin words) or not at all (a short head)."""
    if _LONG_IN_CELL.search(plain(cell)):
        return "long-word"
    is_short = is_head and _columns(table) < _MANY_COLUMNS and width_em(plain(cell)) <= _SHORT_HEAD_EM
    return "short-head" if is_short else ""


def has_long_word(inlines: Sequence[Inline]) -> bool:
    """Say whether there is a long run without a place to break: an address, a word of German chemistry."""
    return _LONG_RUN.search(plain(inlines)) is not None


def _columns(table: Table) -> int:
    return max((len(row) for row in (table.header, *table.rows) if row), default=0)
