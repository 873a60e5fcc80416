"""Takes print's decorations out of a PDF's structure: words that repeat the article's own, set large beside it.

Takes a PDF about to be written whose paragraphs have their classes (`tagging`). A pull quote is drawn where it stood
and is no part of the text any more: whoever listens to the article meets its words once.

Source: ISO 32000-1, 14.8.2.2 (artifacts).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

_DECORATION = "/pull-quote"
_NOBODY = b"null"


def set_apart(pdf: Any) -> None:
    """Make artifacts of all pull quotes; a `finisher` for `write_pdf`, behind `write_classes`."""
    elements = [item for item in pdf.objects if _is(item, "/StructElem")]
    quotes = [element for element in elements if _DECORATION in str(element.get("C", "")).strip("[]").split()]
    if not quotes:
        return
    gone: dict[bytes, set[int]] = defaultdict(set)
    for quote in quotes:
        for page, mark in _marks(quote, pdf):
            gone[page].add(mark)
        _unlink(quote, pdf)
    for page, marks in gone.items():
        _redraw(_object(page, pdf), marks, pdf)
    _forget(gone, pdf)


def _is(item: Any, kind: str) -> bool:
    return isinstance(item, dict) and item.get("Type") == kind


def _object(reference: bytes, pdf: Any) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _marks(element: Any, pdf: Any) -> Iterator[tuple[bytes, int]]:
    """Yield the page and the number of every piece of marked content below an element."""
    for kid in element["K"]:
        if isinstance(kid, int):
            yield element["Pg"], kid
        else:
            yield from _marks(_object(kid, pdf), pdf)


def _unlink(element: Any, pdf: Any) -> None:
    """Take an element out of its parent, and with it every parent that is left empty."""
    parent = _object(element["P"], pdf)
    if element.reference in parent["K"]:
        parent["K"].remove(element.reference)
    if not parent["K"] and _is(parent, "/StructElem"):
        _unlink(parent, pdf)


def _redraw(page: Any, marks: set[int], pdf: Any) -> None:
    operators = _object(page["Contents"], pdf).stream
    for index, item in enumerate(operators):
        if isinstance(item, dict) and item.get("MCID") in marks:
            operators[index - 1 : index + 2] = ["/Artifact", b"", b"BMC"]


def _forget(gone: Mapping[bytes, set[int]], pdf: Any) -> None:
    """Leave the pieces that are artifacts now without an element in the tree of parents."""
    root = next(item for item in pdf.objects if _is(item, "/StructTreeRoot"))
    numbers = _object(root["ParentTree"], pdf)["Nums"]
    for page, marks in gone.items():
        owners = numbers[2 * pdf.page_references.index(page) + 1]
        for mark in marks:
            owners[mark] = _NOBODY
