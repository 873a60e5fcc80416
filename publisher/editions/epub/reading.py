"""What a finished page holds, read from its XHTML: page breaks, anchors, references, pictures, ruby.

Takes the text of a page, gives a Reading. Metadata about the book is stated from these, so that it is true; nothing
is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from publisher.problems import ManifestError, Place, Problem, ValidatorError

_XHTML = "{http://www.w3.org/1999/xhtml}"
_SVG = "{http://www.w3.org/2000/svg}"
_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page of the printed original begins: file, anchor, and the number as printed."""

    file: str
    anchor: str
    label: str

    @property
    def href(self) -> str:
        """The break as a link."""
        return f"{self.file}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one page holds.

    Attributes:
        references: what it links to or loads, as written, with whether it is a link a reader follows.
        properties: what the manifest of the package must say of it (svg, mathml, scripted).
        pictures: the words each picture has for those who cannot see it; ornaments are left out.
    """

    file: str
    anchors: frozenset[str]
    references: tuple[tuple[str, bool], ...]
    breaks: tuple[PageBreak, ...]
    properties: tuple[str, ...]
    pictures: tuple[str, ...]
    has_ruby: bool
    has_roles: bool


def read_page(file: str, xhtml: str) -> Reading:
    """Return what a page holds.

    Raises:
        ManifestError: the page is not well-formed; a template of the style made it so.
    """
    try:
        elements = list(ET.fromstring(xhtml.encode()).iter())  # noqa: S314 - our own page, and expat limits entities
    except ET.ParseError as error:
        line, column = error.position
        raise ManifestError(Problem("epub/bad-page", Place(file, line, column + 1), {"reason": str(error)})) from None
    pictures = [each for each in elements if each.tag == f"{_XHTML}img"]
    return Reading(
        file=file,
        anchors=frozenset(each.attrib["id"] for each in elements if "id" in each.attrib),
        references=tuple(_references(elements)),
        breaks=tuple(_breaks(file, elements)),
        properties=tuple(_properties(elements)),
        pictures=tuple(each.get("alt", "").strip() for each in pictures if not _is_ornament(each)),
        has_ruby=any(each.tag == f"{_XHTML}ruby" for each in elements),
        has_roles=any(each.get("role", "").startswith("doc-") for each in elements),
    )


def page_list(readings: Iterable[Reading]) -> tuple[PageBreak, ...]:
    """Return the page breaks in reading order; a page that several articles share is listed where it begins."""
    first: dict[str, PageBreak] = {}
    for reading in readings:
        for each in reading.breaks:
            first.setdefault(each.label, each)
    return tuple(first.values())


def check_references(readings: Sequence[Reading], files: Iterable[str]) -> None:
    """See that everything the pages name is in the book.

    Raises:
        ValidatorError: one Problem for each reference that leads nowhere, or loads something from outside.
    """
    anchors = {reading.file: reading.anchors for reading in readings}
    known = frozenset(files)
    problems = [
        Problem("epub/dead-reference", Place(reading.file), {"href": href})
        for reading in readings
        for href, is_link in reading.references
        if not _leads_somewhere(href, is_link, reading.file, anchors, known)
    ]
    if problems:
        raise ValidatorError(*problems)


def _leads_somewhere(
    href: str, is_link: bool, file: str, anchors: Mapping[str, frozenset[str]], known: frozenset[str]
) -> bool:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return is_link and parts.scheme in {"http", "https", "mailto"}
    target = normpath(join(dirname(file), unquote(parts.path))) if parts.path else file
    return target in known and (not parts.fragment or unquote(parts.fragment) in anchors.get(target, frozenset()))


def _references(elements: Iterable[ET.Element]) -> Iterator[tuple[str, bool]]:
    for each in elements:
        for name in ("href", "src", "data", "poster", _XLINK_HREF):
            if name in each.attrib:
                yield each.attrib[name], each.tag == f"{_XHTML}a"


def _breaks(file: str, elements: Iterable[ET.Element]) -> Iterator[PageBreak]:
    for each in elements:
        label = each.get("aria-label") or each.get("title") or "".join(each.itertext()).strip()
        if "pagebreak" in each.get(_EPUB_TYPE, "").split() and "id" in each.attrib and label:
            yield PageBreak(file, each.attrib["id"], label)


def _properties(elements: Sequence[ET.Element]) -> Iterator[str]:
    tags = {str(each.tag) for each in elements}
    if any(tag.startswith(_MATHML) for tag in tags):
        yield "mathml"
    if f"{_XHTML}script" in tags:
        yield "scripted"
    if any(tag.startswith(_SVG) for tag in tags):
        yield "svg"


def _is_ornament(picture: ET.Element) -> bool:
    return picture.get("role") in {"presentation", "none"} and not picture.get("alt")
