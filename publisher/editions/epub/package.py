"""The package document: takes metadata, items, spine and landmarks, gives the OPF.

It lists what it is given, in that order. It does not look into any item.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publisher.editions.epub.markup import Markup, document, element, lines
from publisher.editions.epub.navigation import Landmark

_PREFIXES = (
    "schema: http://schema.org/ marc: http://id.loc.gov/vocabulary/ "
    "a11y: http://www.idpf.org/epub/vocab/package/a11y/# dcterms: http://purl.org/dc/terms/"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the book: its id in the manifest, its name, what it is, its bytes."""

    id: str
    href: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """What the package document lists.

    Attributes:
        spine: ids of the pages in reading order.
        direction: ltr, or rtl where vertical lines make pages turn the other way.
    """

    language: str
    metadata: tuple[Markup, ...]
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    landmarks: tuple[Landmark, ...]
    direction: str = "ltr"


def package_document(package: Package) -> bytes:
    """Return the package document."""
    root = element(
        "package",
        {
            "xmlns": "http://www.idpf.org/2007/opf",
            "version": "3.0",
            "unique-identifier": "pub-id",
            "xml:lang": package.language,
            "prefix": _PREFIXES,
        },
        lines(_parts(package)),
    )
    return document(root)


def _parts(package: Package) -> Iterable[Markup]:
    cover = next((item.id for item in package.items if "cover-image" in item.properties), "")
    # Kindle and other old readers know the cover by this name only.
    old_cover = (element("meta", {"name": "cover", "content": cover}),) if cover else ()
    spine = {"toc": "ncx", "page-progression-direction": package.direction}
    guide = (
        element("reference", {"type": mark.guide_kind, "title": mark.label, "href": mark.href})
        for mark in package.landmarks
        if mark.guide_kind
    )
    yield element(
        "metadata",
        {"xmlns:dc": "http://purl.org/dc/elements/1.1/"},
        lines((*package.metadata, *old_cover, *_old_direction(package.direction))),
    )
    yield element("manifest", None, lines(_item(item) for item in package.items))
    yield element("spine", spine, lines(element("itemref", {"idref": name}) for name in package.spine))
    yield element("guide", None, lines(guide))


def _old_direction(direction: str) -> Iterable[Markup]:
    """Return by what name Kindle knows that lines run from top to bottom."""
    if direction == "rtl":
        yield element("meta", {"name": "primary-writing-mode", "content": "vertical-rl"})


def _item(item: Item) -> Markup:
    attributes = {
        "id": item.id,
        "href": item.href,
        "media-type": item.media_type,
        "properties": " ".join(item.properties) or None,
    }
    return element("item", attributes)
