"""Keeps the line grid below a block of columns: takes the block as laid out, gives it a whole number of lines.

WeasyPrint balances columns to any height and stretches a paragraph that is cut to the foot of its column; what follows
on the page would then stand off the grid.
"""

from __future__ import annotations

import math
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import strut

_TOUCH = 0.02  # pixels


def to_whole_lines(block: Any) -> None:
    """Give a block of columns that ends here the height of its deepest line, rounded up to a whole line."""
    line = strut(block.style)[0]
    columns = [child for child in block.children if child.is_column]
    if not columns or block.style["height"] != "auto" or line <= 0 or block.children[-1] is not columns[-1]:
        return
    top = block.content_box_y()
    deepest = max(_bottom(column) for column in columns)
    height = math.ceil((deepest - top - _TOUCH) / line) * line
    for column in columns:
        if column.position_y + column.height > deepest - _TOUCH:
            column.height += top + height - (column.position_y + column.height)
    block.height = max(height, block.min_height)


def _bottom(box: Any) -> float:
    """Return where the content of a box ends, however high the box was made."""
    if not isinstance(box, boxes.BlockContainerBox) or box.style["height"] != "auto" or box.is_table_wrapper:
        return float(box.position_y + box.margin_height())
    inside = [_bottom(child) for child in box.children if child.is_in_normal_flow()]
    if not inside:
        return float(box.position_y + box.margin_height())
    least = box.content_box_y() + (box.min_height if box.min_height != "auto" else 0)
    return max(*inside, least) + box.padding_bottom + box.border_bottom_width
