"""The private names of WeasyPrint the composer rests on, with the signatures they must have.

Checked before anything is replaced: another version, a missing name or another signature is refused.
"""

from __future__ import annotations

import inspect
from importlib import import_module
from importlib.metadata import version

VERSION = "70.0"

SIGNATURES = {
    "layout.inline.split_inline_box": (
        "(context, box, position_x, max_x, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes, "
        "line_placeholders, waiting_floats, line_children, first_letter_style, first_line_style)"
    ),
    "layout.inline.text_align": "(context, line, available_width, last)",
    "layout.inline.handle_leader": "(context, line, containing_block)",
    "layout.inline.atomic_box": (
        "(context, box, position_x, skip_stack, containing_block, absolute_boxes, fixed_boxes)"
    ),
    "layout.inline.avoid_collisions": "(context, box, containing_block, outer=True)",
    "layout.block.block_level_layout_switch": (
        "(context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes, "
        "adjoining_margins, first_letter_style, first_line_style, discard, max_lines)"
    ),
    "layout.block.columns_layout": (
        "(context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes, "
        "adjoining_margins, first_letter_style, first_line_style)"
    ),
    "layout.leader.leader_index": "(box)",
    "layout.percent.resolve_percentages": "(box, containing_block)",
    "layout.percent.percentage": "(value, computed, refer_to)",
    "layout.preferred.inline_line_widths": (
        "(context, box, outer, is_line_start, minimum, skip_stack=None, first_line=False)"
    ),
    "layout.absolute.AbsolutePlaceholder": "(box)",
    "draw.text.draw_first_line": "(stream, textbox, text_overflow, block_ellipsis, matrix)",
    "pdf.tags._build_box_tree": "(box, parent, pdf, page_number, nums, annotations, tags)",
    "text.line_break.Layout": "(style, justification_spacing=0, max_width=None)",
    "text.line_break._font_style_cache_key": "(style, include_size=False)",
    "text.line_break.create_layout": "(text, style, context, max_width, justification_spacing)",
    "text.line_break.get_log_attrs": "(text, lang)",
    "text.line_break.strut": "(style)",
    "text.ffi.unicode_to_char_p": "(string)",
    "pdf.stream.Stream.add_font": "(self, pango_font)",
    "pdf.stream.Stream.set_font_size": "(self, font, size)",
    "formatting_structure.boxes.LineBox.copy_with_children": "(self, new_children)",
    "formatting_structure.boxes.TextBox.copy_with_text": "(self, text)",
}
# Names without a signature.
VALUES = ("text.ffi.FROM_UNITS", "text.ffi.ffi", "text.ffi.pango", "formatting_structure.boxes")


class UnknownWeasyPrintError(Exception):
    """The installed WeasyPrint is not the one the composer was made for; says what differs."""


def verify(installed: str = "") -> None:
    """Refuse a WeasyPrint whose version, names or signatures are not those above.

    `installed` is its version; left empty, the machine is asked.

    Raises:
        UnknownWeasyPrintError: with the first difference.
    """
    installed = installed or version("weasyprint")
    if installed != VERSION:
        raise UnknownWeasyPrintError(f"WeasyPrint {installed}, wanted {VERSION}")
    for path in VALUES:
        if _found(path) is None:
            raise UnknownWeasyPrintError(f"weasyprint.{path} is missing")
    for path, signature in SIGNATURES.items():
        found = signature_of(path)
        if found != signature:
            raise UnknownWeasyPrintError(f"weasyprint.{path}{found or ' is missing'}, wanted {signature}")


def signature_of(path: str) -> str:
    """Return the signature of a name inside the package, an empty string if there is no such name."""
    found = _found(path)
    return str(inspect.signature(found)) if callable(found) else ""


def _found(path: str) -> object:
    """Return what a name inside the package stands for, None if there is no such name."""
    module, *rest = path.split(".")
    found: object = None
    while rest or module:
        try:
            found = import_module(f"weasyprint.{module}")
        except ModuleNotFoundError:
            break
        if not rest:
            return found
        module, rest = f"{module}.{rest[0]}", rest[1:]
    for name in (module.rpartition(".")[2], *rest):
        found = getattr(found, name, None)
    return found
