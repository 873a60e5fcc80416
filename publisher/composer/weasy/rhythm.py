"""Keeps the line grid: takes a block as laid out, gives it a whole number of lines.

Blocks of columns are rounded always: WeasyPrint balances them to any height, and stretches a paragraph that is cut to
the foot of its column. Other blocks (heads, figures, tables) are rounded if their element says `data-whole-lines`.
"""

from __future__ import annotations

import math
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import strut

_TOUCH = 0.02  # pixels


WHOLE_LINES = "data-whole-lines"


def fill_last_line(block: Any) -> None:
    """Make a block that asks for it as high as the whole lines it stands on."""
    if block.element is None or block.element.get(WHOLE_LINES) is None or block.is_column:
        return
    line = strut(block.style)[0]
    if line > 0 and block.height != "auto":
        height = block.border_height()
        block.height += math.ceil((height - _TOUCH) / line) * line - height


def columns_to_whole_lines(block: Any) -> None:
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
    return float(max(*inside, least) + box.padding_bottom + box.border_bottom_width)
