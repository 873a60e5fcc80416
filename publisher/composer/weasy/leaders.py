"""Leaders of a contents page: takes a line as WeasyPrint led it, puts one run of dots for its box after box.

A few dots between two words lead nowhere and look like a full stop: they are left out.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout.leader import leader_index
from weasyprint.text.line_break import create_layout

from publisher.composer.weasy.lineboxes import Slice

_FEWEST = 4
_FARTHEST_EM = 2  # what a trimmed bracket and a hanging indent take off a line at most


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


def end_at_the_edge(line: Any, containing_block: Any) -> None:
    """Move what follows a leader to the end of its line.

    WeasyPrint reckons with full widths; a bracket trimmed at the head of the line or before the leader leaves it short.
    """
    index, _ = leader_index(line)
    flowing = [child for child in line.children if child.is_in_normal_flow()]
    if index is None or not flowing:
        return
    edge = containing_block.content_box_x() + containing_block.width
    short = edge - (flowing[-1].position_x + flowing[-1].margin_width())
    if abs(short) > _FARTHEST_EM * line.style["font_size"]:
        return
    box, path = line, index
    while path is not None:
        at, path = path
        for child in box.children[at + 1 :]:
            if child.is_in_normal_flow():
                child.translate(dx=short)
        box = box.children[at]
        box.width += short
