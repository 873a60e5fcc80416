"""The structure tree as WeasyPrint builds it, and what that does not tell: what became of each box, what is no text.

Stands in the place of `_build_box_tree`. Content that is repeated or only decorates (running heads, folios, words a
style repeats) gets no element; its marks are noted, to be written as artifacts. It changes no element itself.

Source: ISO 14289-1, 7.1 and 7.8; ISO 32000-1, 14.8.2.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import weasyprint.pdf.tags
from weasyprint.formatting_structure import boxes

_tags: Any = weasyprint.pdf.tags
_build_box_tree = _tags._build_box_tree  # noqa: SLF001 - `names` holds that it is as it must be
_TREELESS = frozenset({"html", "body"})
_NOTHING = "null"  # an element's place in the parent tree that stays empty


@dataclass(slots=True)
class Tagging:
    """What became of the boxes of one PDF.

    Attributes:
        elements: each box with its structure element, inner ones first; a box may have two.
        artifacts: page index and number of each piece of marked content that is none, with where it stands: `top`,
            `bottom`, `side` for the margins, empty inside the page.
    """

    elements: list[tuple[Any, Any]] = field(default_factory=list)
    artifacts: dict[tuple[int, int], str] = field(default_factory=dict)


def tagging_of(pdf: Any) -> Tagging:
    """Return what was noted while the tree of a PDF was built."""
    if not hasattr(pdf, "tagging"):
        pdf.tagging = Tagging()
    found: Tagging = pdf.tagging
    return found


def build_box_tree(
    box: Any, parent: Any, pdf: Any, page_number: int, nums: Any, annotations: Any, tags: Any
) -> Iterator[Any]:
    """Yield what `_build_box_tree` yields, and note which box it was made of."""
    box = getattr(box, "_box", box)  # what is placed absolutely is wrapped
    notes = tagging_of(pdf)
    if isinstance(box, boxes.MarginBox) or _decorates(box):
        for mark in _marks(box, tags):
            nums[mark] = _NOTHING
            notes.artifacts[page_number, mark] = _side(box)
        return
    for element in _build_box_tree(box, parent, pdf, page_number, nums, annotations, tags):
        if box.element_tag not in _TREELESS and not isinstance(box, boxes.PageBox):
            notes.elements.append((box, element))
        yield element


def _decorates(box: Any) -> bool:
    """Say whether a box only shows once more what stands elsewhere, or shows nothing to whoever listens."""
    element = box.element
    if element is None or box.element_tag != element.tag:
        return False
    return bool(element.get("role") == "presentation" or element.get("aria-hidden") == "true")


def _marks(box: Any, tags: Any) -> Iterator[int]:
    """Take the marked content of a box and all below it out of the page's, and yield its numbers."""
    for inner in box.descendants(placeholders=True):
        if inner in tags:
            yield tags.pop(inner)["mcid"]


def _side(box: Any) -> str:
    keyword = getattr(box, "at_keyword", "")
    return keyword.removeprefix("@").partition("-")[0].replace("left", "side").replace("right", "side")
