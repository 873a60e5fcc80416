"""Leaders of a contents page: takes a line as WeasyPrint led it, puts one run of dots for its box after box.

A few dots between two words lead nowhere and look like a full stop: they are left out.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout.leader import leader_index
from weasyprint.text.line_break import create_layout

from publisher.composer.weasy.lineboxes import Slice

_FEWEST = 4


def join_dots(context: Any, line: Any) -> None:
    """Replace the boxes of a line's leader by one box as wide as all of them."""
    index, leader = leader_index(line)
    if index is None:
        return
    count = len(leader.children)
    if count < _FEWEST:
        leader.children = ()
        return
    first = min(leader.children, key=lambda box: box.position_x)
    width, text = first.width, first.text
    joined = first.copy()
    joined.text, joined.width = text * count, width * count
    piece = first.pango_layout
    if isinstance(piece, Slice):
        joined.pango_layout = piece.repeated(count, width)
    else:
        joined.pango_layout = create_layout(joined.text, joined.style, context, None, 0)
        joined.pango_layout.deactivate()
    leader.children = (joined,)
