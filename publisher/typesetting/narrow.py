"""What must give way on a narrow screen: takes tables, cells and paragraphs, gives the classes an EPUB sets them by.

A telephone shows about twenty characters a line, half of that in large type. Style sheets cannot count columns or the
letters of a word, so it is counted here; what a class looks like is the style's business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.issue.blocks import Table
from publisher.issue.inlines import Inline, plain
from publisher.issue.marks import width_em
from publisher.typesetting.views import has_short_stub

_MANY_COLUMNS = 6
_MOST_COLUMNS = 10
_SHORT_HEAD_EM = 2
_LONG_WORD = 15  # characters of half width: what a column of a table has no room for
_UNBROKEN = re.compile(r"[!-~\u00c0-\u024f]+")


def table_class(table: Table) -> str:
    """Return how a table makes room for its columns; an empty string if it need not."""
    columns = _columns(table)
    if columns >= _MOST_COLUMNS:
        return "most-columns"
    if columns >= _MANY_COLUMNS:
        return "many-columns"
    return "short-stub" if has_short_stub(table) else ""


def cell_class(cell: Sequence[Inline], table: Table, *, is_head: bool) -> str:
    """Return whether a cell may be broken anywhere (an address) or not at all (a short head over long figures)."""
    if has_long_word(cell):
        return "long-word"
    is_short = is_head and _columns(table) < _MANY_COLUMNS and width_em(plain(cell)) <= _SHORT_HEAD_EM
    return "short-head" if is_short else ""


def has_long_word(inlines: Sequence[Inline]) -> bool:
    """Say whether there is a long run without a place to break: an address, a word of German chemistry."""
    return any(len(run) >= _LONG_WORD for run in _UNBROKEN.findall(plain(inlines)))


def _columns(table: Table) -> int:
    return max((len(row) for row in (table.header, *table.rows) if row), default=0)
