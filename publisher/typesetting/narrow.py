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
_LONG_RUN = re.compile(r"[!-~\u00c0-\u024f]{15}")  # an address, in characters of half width
_LONG_IN_CELL = re.compile(_LONG_RUN.pattern + r"|[A-Za-z\u00c0-\u024f]{8}")  # letters: a figure is never broken


def table_class(table: Table) -> str:
    """Return how a table makes room for its columns; an empty string if it need not."""
    columns = _columns(table)
    if columns >= _MOST_COLUMNS:
        return "most-columns"
    if columns >= _MANY_COLUMNS:
        return "many-columns"
    return "short-stub" if has_short_stub(table) else ""


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
