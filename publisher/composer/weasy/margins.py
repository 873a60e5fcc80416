"""What stands in the margins of a finished page: takes its box, gives running heads and folios, and puts more there.

A box in the margin is no part of the text: it is drawn apart, and the structure tree of a PDF passes over it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes


def margin_boxes(page: Any, what: str = "") -> list[Any]:
    """Return the boxes in the margins of a page; with `what`, those that print `counter()` or `string()`."""
    found = [box for box in page.children if isinstance(box, boxes.MarginBox)]
    return [box for box in found if not what or _prints(box, what)]


def text_of(box: Any) -> str:
    """Return the words of a box."""
    return str(getattr(box, "text", "")) + "".join(text_of(child) for child in getattr(box, "children", ()))


def without(page: Any, unwanted: list[Any]) -> None:
    """Take boxes out of the margins of a page."""
    page.children = [child for child in page.children if not any(child is box for box in unwanted)]


def move_into_margin(page: Any, is_wanted: Callable[[Any], bool]) -> list[Any]:
    """Take the boxes that are wanted out of the text of a page, put them into its margin and return them there.

    They stay where they stood on the page; the caller moves them.
    """
    moved = [_as_margin_box(box) for box in _taken_out(page, is_wanted)]
    page.children = [*page.children, *moved]
    return moved


def _prints(box: Any, what: str) -> bool:
    content = box.style["content"]
    return isinstance(content, tuple | list) and any(part[0] == what for part in content)


def _taken_out(box: Any, is_wanted: Callable[[Any], bool]) -> list[Any]:
    taken: list[Any] = []
    kept: list[Any] = []
    for child in getattr(box, "children", ()):
        if is_wanted(child):
            taken.append(getattr(child, "_box", child))  # what is placed absolutely is wrapped
        else:
            taken += _taken_out(child, is_wanted)
            kept.append(child)
    if len(kept) < len(getattr(box, "children", ())):
        box.children = kept
    return taken


def _as_margin_box(box: Any) -> Any:
    made = boxes.MarginBox("@left-middle", box.style)
    made.__dict__.update(box.__dict__)
    return made
