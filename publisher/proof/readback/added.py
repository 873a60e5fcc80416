"""What an edition may add, taken from pages set again: takes pages, gives every marked string in reading order.

One that stands inside another belongs to it. It reads no finished file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.proof.difference.markup import Element, parse_xml
from publisher.proof.readback.expected import Added, SetPage

_BODY = '<body xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">{}</body>'


def root_of(page: SetPage) -> Element:
    """Return the root of a page: its document, or a body that holds what stands inside the page."""
    markup = (
        page.markup if page.markup.lstrip().startswith(("<?xml", "<!DOCTYPE", "<html")) else _BODY.format(page.markup)
    )
    return parse_xml(markup.encode(), page.file)


def added_in(pages: Iterable[SetPage]) -> Iterator[Added]:
    """Yield the strings that the pages mark as added, white space run together."""
    for page in pages:
        for element in _outermost(root_of(page)):
            if words := " ".join(element.text().split()):
                yield Added(element.attributes["data-generated"], words, page.file)


def _outermost(element: Element) -> Iterator[Element]:
    if element.is_generated:
        yield element
        return
    for child in element.elements():
        yield from _outermost(child)
