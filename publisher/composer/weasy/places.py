"""The functions of ours that stand in the places of WeasyPrint's.

Each takes and gives what the function it replaced does; what it does not want to set, it leaves to that one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import weasyprint.draw.text
import weasyprint.layout.block
import weasyprint.layout.inline
import weasyprint.layout.preferred
import weasyprint.pdf.tags
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import strut

from publisher.composer.weasy.composition import Composition, composition_of, text_indent
from publisher.composer.weasy.drawing import draw_slice
from publisher.composer.weasy.leaders import end_at_the_edge, join_dots
from publisher.composer.weasy.lineboxes import LineSetter, Slice, Surroundings
from publisher.composer.weasy.rhythm import columns_to_whole_lines, fill_last_line
from publisher.composer.weasy.tagging import build_box_tree

_FAR_LINES = 400  # lines below a float that are looked at
_block: Any = weasyprint.layout.block
_inline: Any = weasyprint.layout.inline
_preferred: Any = weasyprint.layout.preferred
_text: Any = weasyprint.draw.text
_tags: Any = weasyprint.pdf.tags

_columns_layout = _block.columns_layout
_block_level_layout_switch = _block.block_level_layout_switch
_split_inline_box = _inline.split_inline_box
_text_align = _inline.text_align
_handle_leader = _inline.handle_leader
_inline_line_widths = _preferred.inline_line_widths
_draw_first_line = _text.draw_first_line


def take_all() -> None:
    """Put every function in its place."""
    take_leaders()
    _block.columns_layout = set_columns
    _block.block_level_layout_switch = set_block
    _inline.split_inline_box = compose_line
    _inline.text_align = align_line
    _preferred.inline_line_widths = line_widths
    _text.draw_first_line = draw_line
    _tags._build_box_tree = build_box_tree  # noqa: SLF001 - its place is what we want


def take_leaders() -> None:
    """Put the function that sets leaders in its place, and no other."""
    _inline.handle_leader = lead_line


def compose_line(
    context: Any,
    box: Any,
    position_x: float,
    max_x: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    line_placeholders: list[Any],
    waiting_floats: list[Any],
    line_children: list[Any],
    first_letter_style: Any,
    first_line_style: Any,
) -> tuple[Any, ...]:
    """Return what `split_inline_box` returns: the next line, and where the one after it begins."""
    composition = None
    if isinstance(box, boxes.LineBox) and not first_letter_style and not first_line_style:
        composition = composition_of(context, box, containing_block)
    if composition is None:
        return _split_inline_box(  # type: ignore[no-any-return]  # WeasyPrint is untyped
            context,
            box,
            position_x,
            max_x,
            bottom_space,
            skip_stack,
            containing_block,
            absolute_boxes,
            fixed_boxes,
            line_placeholders,
            waiting_floats,
            line_children,
            first_letter_style,
            first_line_style,
        )
    around = Surroundings(context, containing_block, absolute_boxes, fixed_boxes, line_placeholders)
    width = max_x - position_x
    begin = composition.cluster_at(skip_stack)
    end = composition.end_of_line(begin, width, lambda: _widths_below(context, box, containing_block))
    setter = LineSetter(composition, around, begin, end, position_x)
    line = setter.line(width)
    is_broken = end in composition.paragraph.stops
    return line, setter.resume_at(), is_broken, None, None, {"left": 0, "right": 0}


def _widths_below(context: Any, box: Any, containing_block: Any) -> list[float]:
    """Return the widths of the lines below the one at `box`, as far as floats stand beside them."""
    full = containing_block.width
    if not context.excluded_shapes:
        return [full]
    deepest = max(shape.position_y + shape.margin_height() for shape in context.excluded_shapes)
    probe, height = box.copy(), strut(box.style)[0]
    probe.width, probe.height = 0, height
    widths: list[float] = []
    probe.position_y = box.position_y + height
    while probe.position_y < deepest and height > 0 and len(widths) < _FAR_LINES:
        widths.append(_inline.avoid_collisions(context, probe, containing_block, outer=False)[2])
        probe.position_y += height
    return [*widths, full]


def align_line(context: Any, line: Any, available_width: float, last: bool) -> float:
    """Return how far a line is moved to the right; a composed line fills its measure already."""
    if getattr(line, "is_composed", False):
        align_last = line.style["text_align_last"]
        align = line.style["text_align_all"] if not last or align_last == "auto" else align_last
        if align == "justify":
            return 0.0
    return float(_text_align(context, line, available_width, last))


def line_widths(
    context: Any,
    box: Any,
    outer: bool,
    is_line_start: bool,
    minimum: bool,
    skip_stack: Any = None,
    first_line: bool = False,
) -> Iterator[float]:
    """Yield the widths of a box's lines, as `inline_line_widths` does, with the spaces the composer will set."""
    composition = _composition_without_atoms(context, box)
    if composition is None:
        yield from _inline_line_widths(context, box, outer, is_line_start, minimum, skip_stack, first_line)
        return
    begin = composition.cluster_at(skip_stack)
    indent = text_indent(box.style) if begin <= composition.begin else 0.0
    for width in composition.widths(minimum=minimum, begin=begin):
        yield width + indent
        indent = 0.0
        if first_line:
            return


def _composition_without_atoms(context: Any, box: Any) -> Composition | None:
    """Return the composition of a line box whose width asks for no other layout first."""
    if not isinstance(box, boxes.LineBox) or any(
        isinstance(child, boxes.AtomicInlineLevelBox) for child in box.descendants()
    ):
        return None
    return composition_of(context, box, _Unsized())


class _Unsized:
    """A containing block whose width is not known yet."""

    width = None


def set_columns(*arguments: Any, **named: Any) -> tuple[Any, ...]:
    """Return what `columns_layout` returns, a block that ends on this page a whole number of lines high."""
    result = _columns_layout(*arguments, **named)
    if result[0] is not None and result[1] is None:
        columns_to_whole_lines(result[0])
    return result  # type: ignore[no-any-return]  # WeasyPrint is untyped


def set_block(*arguments: Any, **named: Any) -> tuple[Any, ...]:
    """Return what `block_level_layout_switch` returns, a block that asks for it a whole number of lines high."""
    result = _block_level_layout_switch(*arguments, **named)
    if result[0] is not None and result[1] is None:
        fill_last_line(result[0])
    return result  # type: ignore[no-any-return]  # WeasyPrint is untyped


def lead_line(context: Any, line: Any, containing_block: Any) -> None:
    """Do what `handle_leader` does, let the line end where it should, and join the dots."""
    _handle_leader(context, line, containing_block)
    end_at_the_edge(line, containing_block)
    join_dots(context, line)


def draw_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> list[Any]:
    """Draw the text of a box, and return its emojis."""
    if isinstance(textbox.pango_layout, Slice):
        return draw_slice(stream, textbox, matrix)
    return list(_draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix))
