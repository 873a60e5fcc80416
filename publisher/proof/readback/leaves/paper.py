"""Pages made for paper as pages of a book: takes a page set for a PDF, gives it with its notes and readings named.

For paper, a note stands where it is called, a reading of ruby is a span, and a head of a newspaper stands there at
every width. The collation with the issue reads them all in one form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.proof.difference.markup import Element

_WIDTHS = "spans-"  # classes of a head that a newspaper has at every width, to print one of them


def as_book(root: Element) -> Element:
    """Return a page with its notes at the end of their article, each called by a mark."""
    notes: list[Element] = []
    made = _remade(root, notes)
    article = next((each for each in made.walk() if each.tag == "article"), made)
    article.children += notes
    return made


def once(children: Iterable[Element | str]) -> Iterator[Element | str]:
    """Yield what stands in an element; of a head that is set at several widths, the first."""
    is_set = False
    for child in children:
        at_a_width = not isinstance(child, str) and any(name.startswith(_WIDTHS) for name in child.classes)
        if not (at_a_width and is_set):
            yield child
        is_set = is_set or at_a_width


def _remade(element: Element, notes: list[Element]) -> Element:
    if "footnote" in element.classes:
        children = [child if isinstance(child, str) else _remade(child, notes) for child in element.children]
        notes.append(Element("aside", {"id": element.id}, children))
        mark = element.attributes.get("data-mark", "")
        return Element("sup", {"data-generated": "note-call"}, [mark])
    children = [child if isinstance(child, str) else _remade(child, notes) for child in once(element.children)]
    if "rt" in element.classes:
        return Element("rt", {}, children)
    return Element(element.tag, element.attributes, children)
