"""An EPUB taken apart as a stranger does: takes its bytes, gives its documents in reading order and its other files.

Zip and XML are opened without trust. What is missing or cannot be read is a finding with its place; nothing is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote, urlsplit

from publisher.problems import Place, Problem, SourceError
from publisher.proof.checks import Finding
from publisher.proof.difference.container import MAX_MEMBER, Container, contained
from publisher.proof.difference.markup import Element, parse_xml

PACKAGE = "content.opf"  # as our books call it
_CONTAINER = "META-INF/container.xml"
_MARKUP = {"application/xhtml+xml", "application/x-dtbncx+xml"}
_ROOM, _TIMES = 1_000_000, 4  # bytes that any document may have, and what one may have more than expected


@dataclass(frozen=True, slots=True)
class Item:
    """A file that the package lists: its name from the package's folder on, what it is, and its properties."""

    name: str
    media_type: str
    properties: tuple[str, ...]

    @property
    def is_cover(self) -> bool:
        """Whether shelves show it, be it on a page or not."""
        return "cover-image" in self.properties

    @property
    def is_photograph(self) -> bool:
        """Whether it is a picture of pixels."""
        return self.media_type.startswith("image/") and self.media_type != "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Book:
    """An EPUB, opened.

    Attributes:
        package: the package document; names of files count from its folder on.
        items: by id.
        spine: names of the documents in reading order.
        documents: every page and table of contents, parsed.
        files: the bytes of every file of the package's folder, documents too.
        unread: what could not be read.
        unlisted: members of the zip that the package does not list and that no book needs.
    """

    package_name: str
    package: Element
    items: Mapping[str, Item]
    spine: tuple[str, ...]
    documents: Mapping[str, Element]
    files: Mapping[str, bytes]
    unread: tuple[Finding, ...] = ()
    unlisted: tuple[str, ...] = ()


def room_for(documents: Iterable[bytes]) -> int:
    """Return how many bytes a document may have that should be one of these: more is not worth the reading."""
    return _ROOM + _TIMES * max(map(len, documents), default=0)


def opened_book(data: bytes, shown: str, most: int) -> Book:
    """Return an EPUB, opened; a document of more than `most` bytes is not read.

    Raises:
        SourceError: it has no package that can be read.
    """
    container = contained(data, shown)
    root = parse_xml(_read(container, _CONTAINER, most), _CONTAINER)
    package_name = next((each.attributes.get("full-path", "") for each in named(root, "rootfile")), "")
    package = parse_xml(_read(container, package_name, most), package_name)
    items = items_of(package)
    refs = (each.attributes.get("idref", "") for each in named(package, "itemref"))
    spine = tuple(items[ref].name if ref in items else f"#{ref}" for ref in refs)
    folder = dirname(package_name)
    documents: dict[str, Element] = {}
    files = {basename(package_name): container.read(package_name)}
    unread: list[Finding] = []
    for item in items.values():
        try:
            found = _read(container, join(folder, item.name), most if item.media_type in _MARKUP else MAX_MEMBER)
            files[item.name] = found
            if item.media_type in _MARKUP:
                documents[item.name] = parse_xml(found, item.name)
        except SourceError as error:
            unread += [Finding(thing=item.name, detail=each.message("en")) for each in error.problems]
    beside = [name for name in _links(package) if _read_into(files, container, folder, name)]
    listed = {join(folder, name) for name in (*(item.name for item in items.values()), *beside)}
    known = {*listed, "mimetype", _CONTAINER, package_name}
    unlisted = tuple(name for name in container.archive.namelist() if name not in known and not name.endswith("/"))
    return Book(package_name, package, items, spine, documents, files, tuple(unread), unlisted)


def items_of(package: Element) -> dict[str, Item]:
    """Return the files a package lists, by id."""
    return {each.attributes.get("id", ""): item_of(each) for each in named(package, "item")}


def named(element: Element, tag: str) -> Iterator[Element]:
    """Yield every element of a name, at any depth."""
    return (each for each in element.walk() if each.tag == tag)


def resolved(href: str, document: str) -> tuple[str, str]:
    """Return the document and the anchor that a link leads to; no document for one that leads out of the book."""
    try:
        parts = urlsplit(href)
    except ValueError:  # brackets that hold no address
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    name = normpath(join(dirname(document), unquote(parts.path))) if parts.path else document
    return name, unquote(parts.fragment)


def item_of(element: Element) -> Item:
    """Return what an entry of a package's list says."""
    attributes = element.attributes
    name = normpath(unquote(attributes.get("href", "")))
    return Item(name, attributes.get("media-type", ""), tuple(attributes.get("properties", "").split()))


def _read(container: Container, name: str, most: int) -> bytes:
    """Return the bytes of a member; raises SourceError for one that is missing, damaged or larger than it may be."""
    data = container.read(name)
    if len(data) > most:
        raise SourceError(Problem("proof/archive-size", Place(container.shown), {"name": name}))
    return data


def _links(package: Element) -> Iterator[str]:
    for each in named(package, "link"):
        name, _ = resolved(each.attributes.get("href", ""), "")
        if name:
            yield name


def _read_into(files: dict[str, bytes], container: Container, folder: str, name: str) -> bool:
    try:
        files[name] = container.read(join(folder, name))
    except SourceError:
        return False
    return True
