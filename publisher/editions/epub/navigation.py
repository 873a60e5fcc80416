"""The ways into the book: the EPUB 3 navigation document and the NCX that older readers use.

Takes the one tree of contents, the page list and the landmarks; gives two documents. Both say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.editions.epub.markup import Markup, document, element, lines
from publisher.editions.epub.reading import PageBreak
from publisher.typesetting import semantics
from publisher.typesetting.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents as a reader's menu shows it."""

    label: str
    href: str
    children: tuple[Entry, ...] = ()

    @property
    def depth(self) -> int:
        """How many levels the entry spans, itself included."""
        return 1 + max((child.depth for child in self.children), default=0)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A part of the book a reader may jump to: its kind in EPUB 3, in the EPUB 2 guide, its name, where it stands."""

    kind: str
    guide_kind: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """Everything a reader navigates by."""

    title: str
    identifier: str
    contents: tuple[Entry, ...]
    pages: tuple[PageBreak, ...]
    landmarks: tuple[Landmark, ...]
    figures: tuple[Entry, ...] = ()
    tables: tuple[Entry, ...] = ()


def nav_document(navigation: Navigation, words: Words, stylesheets: Sequence[str]) -> bytes:
    """Return the navigation document: contents, and hidden page list and landmarks."""
    links = ({"rel": "stylesheet", "type": "text/css", "href": sheet} for sheet in stylesheets)
    head = element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("title", None, words("contents")),
        *(element("link", link) for link in links),
    )
    pages = [Entry(each.label, each.href) for each in navigation.pages]
    parts = [_nav("toc", words("contents"), _list(navigation.contents))]
    for kind, label, entries in (
        ("page-list", "page-list", pages),
        ("loi", "figures", navigation.figures),
        ("lot", "tables", navigation.tables),
    ):
        if entries:
            parts.append(_nav(kind, words(label), _list(entries), hidden=True))
    landmarks = lines(_item(each.label, each.href, each.kind) for each in navigation.landmarks)
    parts.append(_nav("landmarks", words("landmarks"), element("ol", None, landmarks), hidden=True))
    root = element(
        "html",
        {
            "xmlns": "http://www.w3.org/1999/xhtml",
            "xmlns:epub": "http://www.idpf.org/2007/ops",
            "lang": words.language,
            "xml:lang": words.language,
        },
        lines((head, element("body", {"class": "nav"}, lines(parts)))),
    )
    return document(root, "<!DOCTYPE html>\n")


def ncx_document(navigation: Navigation, language: str) -> bytes:
    """Return the NCX: the same contents and page list in the form of EPUB 2."""
    numbers = [int(each.label) for each in navigation.pages if each.label.isascii() and each.label.isdigit()]
    facts = {
        "dtb:uid": navigation.identifier,
        "dtb:depth": str(max((entry.depth for entry in navigation.contents), default=1)),
        "dtb:totalPageCount": str(len(navigation.pages)),
        "dtb:maxPageNumber": str(max(numbers, default=0)),
    }
    parts = [
        element(
            "head", None, lines(element("meta", {"name": name, "content": value}) for name, value in facts.items())
        ),
        element("docTitle", None, _text(navigation.title)),
        element("navMap", None, lines(_nav_points(navigation.contents, "n"))),
    ]
    if navigation.pages:
        parts.append(element("pageList", None, lines(_page_targets(navigation.pages))))
    attributes = {"xmlns": "http://www.daisy.org/z3986/2005/ncx/", "version": "2005-1", "xml:lang": language}
    return document(element("ncx", attributes, lines(parts)))


def _nav(kind: str, title: str, content: Markup, *, hidden: bool = False) -> Markup:
    heading = element("h2" if hidden else "h1", {"id": f"{kind}-title"}, title)
    meant = semantics.TABLE[kind]
    attributes = {
        "epub:type": meant.epub_type,
        "role": meant.role,
        "id": kind,
        "aria-labelledby": f"{kind}-title",
        "hidden": "hidden" if hidden else None,
    }
    return element("nav", attributes, lines((heading, content)))


def _list(entries: Sequence[Entry]) -> Markup:
    return element("ol", None, lines(_branch(entry) for entry in entries))


def _branch(entry: Entry) -> Markup:
    if not entry.children:
        return _item(entry.label, entry.href)
    link = element("a", {"href": entry.href}, entry.label)
    return element("li", None, link, _list(entry.children))


def _item(label: str, href: str, kind: str | None = None) -> Markup:
    return element("li", None, element("a", {"epub:type": kind, "href": href}, label))


def _nav_points(entries: Sequence[Entry], above: str) -> Iterator[Markup]:
    for number, entry in enumerate(entries, 1):
        name = f"{above}-{number}"
        parts = (
            element("navLabel", None, _text(entry.label)),
            element("content", {"src": entry.href}),
            *_nav_points(entry.children, name),
        )
        yield element("navPoint", {"id": name}, lines(parts))


def _page_targets(pages: Sequence[PageBreak]) -> Iterator[Markup]:
    for number, each in enumerate(pages, 1):
        is_number = each.label.isascii() and each.label.isdigit()
        attributes = {
            "id": f"p-{number}",
            "type": "normal" if is_number else "special",
            "value": str(int(each.label)) if is_number else None,
        }
        parts = element("navLabel", None, _text(each.label)), element("content", {"src": each.href})
        yield element("pageTarget", attributes, *parts)


def _text(text: str) -> Markup:
    return element("text", None, text)
