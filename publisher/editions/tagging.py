"""What the tags of a PDF leave open, written into its structure tree: the classes of the XHTML, and what goes on.

Takes a laid-out document and the PDF made of it, just before it is written. Each paragraph and heading gets
the classes of its element and of those around it as attribute classes; a part of a paragraph cut off by the end of a
column gets the class `continued`. It changes nothing that is drawn.

Source: ISO 32000-1, 14.7.5.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publisher.editions.rotation import VERTICAL, page_box

CONTINUED = "continued"
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ELEMENTS = {"p": "/P"} | {tag: f"/{tag.upper()}" for tag in _HEADS}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_LINES = frozenset({"LineBox", "TextBox"})  # boxes of WeasyPrint that carry the tag of their paragraph and are none
_WHOLE = frozenset({"article", "body"})  # their classes are the same for every paragraph inside
_OF_WHOLE = frozenset({VERTICAL, "boxed"})  # those of them that a reader of the file needs


@dataclass(frozen=True, slots=True)
class _Found:
    """A box that has a structure element: the page it is on, its XHTML element, the classes on and around it."""

    page: int
    tag: str
    element: Any
    classes: tuple[str, ...]


def write_classes(document: Any, pdf: Any) -> None:
    """Write classes onto the structure elements of paragraphs and headings; a `finisher` for `write_pdf`.

    WeasyPrint makes the elements of a kind in the order of their boxes. Should the two rows ever differ in length or
    in a page, that kind stays without classes.
    """
    root = next((item for item in pdf.objects if _is(item, "/StructTreeRoot")), None)
    if root is None:
        return
    found = [box for page, laid in enumerate(document.pages) for box in _boxes(page, page_box(laid), ())]
    used: set[str] = set()
    for tag, name in _ELEMENTS.items():
        elements = [item for item in pdf.objects if _is(item, "/StructElem") and item.get("S") == name]
        used |= _write([box for box in found if box.tag == tag], elements, pdf.page_references)
    root["ClassMap"] = f"<< {' '.join(f'/{name} << /O /Layout /Placement /Block >>' for name in sorted(used))} >>"


def _is(item: Any, kind: str) -> bool:
    return isinstance(item, dict) and item.get("Type") == kind


def _boxes(page: int, box: Any, around: tuple[str, ...]) -> Iterator[_Found]:
    """Return the boxes with elements of ours, in the order in which WeasyPrint writes the tree."""
    box = getattr(box, "_box", box)  # what is placed absolutely is wrapped
    if box.element is not None and box.element.get("aria-hidden") == "true":
        return  # drawn as an artifact
    if type(box).__name__ in _LINES:
        own = around
    else:
        own = _with_classes(box, around)
        if box.element is not None and box.element_tag in _ELEMENTS:
            yield _Found(page, box.element_tag, box.element, own)
    for child in getattr(box, "children", ()):
        yield from _boxes(page, child, own)


def _with_classes(box: Any, around: tuple[str, ...]) -> tuple[str, ...]:
    names = (
        _NAME.findall(box.element.get("class", "")) if box.element is not None and ":" not in box.element_tag else []
    )
    if box.element is None or box.element_tag in _WHOLE:
        return tuple(name for name in dict.fromkeys((*around, *names)) if name in _OF_WHOLE)
    return (*around, *(name for name in names if name not in around))


def _write(boxes: list[_Found], elements: list[Any], pages: list[bytes]) -> set[str]:
    """Give elements the classes of their boxes; return the classes given."""
    if [pages[box.page] for box in boxes] != [element["Pg"] for element in elements]:
        return set()
    seen: set[int] = set()
    used: set[str] = set()
    for box, element in zip(boxes, elements, strict=True):
        names = (*box.classes, CONTINUED) if id(box.element) in seen else box.classes
        seen.add(id(box.element))
        used.update(names)
        if names:
            element["C"] = f"[{' '.join(f'/{name}' for name in names)}]"
    return used
