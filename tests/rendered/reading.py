"""Reads finished editions back: takes the path of an EPUB or a PDF, gives its words, its menu, its pages.

It asks the files alone and knows nothing of how they were made. It judges nothing: the tests do.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree as ET

import pymupdf

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
NOTE_CALLS = "①-⑳"
LIST_MARK = re.compile(r"(?:\d{1,2}\.|•)\s*")  # drawn after the text of its page

Element = ET.Element


def squeezed(text: str) -> str:
    """Return a text without spaces, line ends, hyphens of line ends and note calls: what is left when it is set."""
    return re.sub(rf"[\s\xad{NOTE_CALLS}]", "", text)


def words(element: Element, *, readings: bool = False) -> str:
    """Return the words of an element that stand in the text: nothing generated; readings of ruby if asked for."""
    if element.get("data-generated") or (element.tag == f"{XHTML}rt" and not readings):
        return ""
    inner = ((words(child, readings=readings), child.tail or "") for child in element)
    return (element.text or "") + "".join(part for pair in inner for part in pair)


def block_words(element: Element) -> str:
    """Return the words of a paragraph, a heading, a speech, a table or a verse; its lines on lines of their own."""
    if element.tag == f"{XHTML}table":
        captions = [words(caption) for caption in element.iter(f"{XHTML}caption")]
        return "\n".join([*captions, *("\t".join(map(words, row)) for row in element.iter(f"{XHTML}tr"))])
    if "verse" in classes(element):
        return "\n\n".join("\n".join(map(words, stanza)) for stanza in element)
    return words(element)


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return element.get("class", "").split()


@dataclass(frozen=True)
class MenuEntry:
    """A line of the EPUB's menu: where it leads, and the labels above it, its own last."""

    target: str
    labels: tuple[str, ...]


class Book:
    """An EPUB, read from its container on."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        root = ET.fromstring(self.files["META-INF/container.xml"])
        (rootfile,) = root.iter(f"{CONTAINER}rootfile")
        self.package = ET.fromstring(self.files[rootfile.attrib["full-path"]])
        self._base = posixpath.dirname(rootfile.attrib["full-path"])

    def file(self, href: str) -> Element:
        """Return a document the package names."""
        return ET.fromstring(self.files[posixpath.join(self._base, href)])

    @cached_property
    def pages(self) -> dict[str, Element]:
        """Every page of the spine in reading order, by its file."""
        hrefs = {item.attrib["id"]: item.attrib["href"] for item in self.package.iter(f"{OPF}item")}
        return {
            hrefs[item.attrib["idref"]]: self.file(hrefs[item.attrib["idref"]])
            for item in self.package.iter(f"{OPF}itemref")
        }

    @cached_property
    def articles(self) -> dict[str, Element]:
        """Every article in reading order, by its id."""
        found = (article for page in self.pages.values() for article in page.iter(f"{XHTML}article"))
        return {article.attrib["id"]: article for article in found}

    def body(self, article: str) -> list[Element]:
        """Return what stands between the head of an article and the facts at its foot."""
        (found,) = (part for part in self.articles[article] if "body" in classes(part))
        return [part for part in found if "foot" not in classes(part)]

    def text(self) -> str:
        """Return the words of all pages, squeezed; names in the imprint and on the cover among them."""
        return squeezed("".join("".join(page.itertext()) for page in self.pages.values()))

    def menu(self) -> list[MenuEntry]:
        """Return the entries of the table of contents, each with the labels it stands under."""
        (nav,) = (item for item in self.package.iter(f"{OPF}item") if "nav" in item.get("properties", "").split())
        menus = self.file(nav.attrib["href"]).iter(f"{XHTML}nav")
        (menu,) = (each for each in menus if each.get(f"{OPS}type") == "toc")
        (top,) = menu.findall(f"{XHTML}ol")
        return list(_entries(top, ()))


def _entries(level: Element, above: tuple[str, ...]) -> Iterator[MenuEntry]:
    for item in level:
        anchor = item[0]
        labels = (*above, "".join(anchor.itertext()))
        yield MenuEntry(anchor.get("href", ""), labels)
        for inner in item[1:]:
            yield from _entries(inner, labels)


@dataclass(frozen=True)
class Band:
    """The part of a page where text stands, in points from its top; running heads and folios are outside."""

    top: float
    bottom: float


def pages_of(document: pymupdf.Document) -> list[pymupdf.Page]:
    """Return every page; the library's own iteration is not typed."""
    return [document.load_page(number) for number in range(document.page_count)]


def page_lines(page: pymupdf.Page, band: Band | None = None) -> list[str]:
    """Return the lines of a page in the order in which they were drawn, marks of lists left out."""
    clip = (0, band.top, page.rect.width, band.bottom) if band else None
    lines = page.get_text("text", clip=clip, sort=False).splitlines()
    return [line for line in lines if not LIST_MARK.fullmatch(line)]


def large_words(page: pymupdf.Page, points: float) -> str:
    """Return the words of a page set larger than a number of points, squeezed: its headlines."""
    blocks = page.get_text("dict")["blocks"]
    spans = (span for block in blocks for line in block.get("lines", ()) for span in line["spans"])
    return squeezed("".join(span["text"] for span in spans if span["size"] > points))


def outline_paths(document: pymupdf.Document) -> list[tuple[tuple[str, ...], int]]:
    """Return every entry of the outline as its labels from the top down, and the page it leads to."""
    paths: list[tuple[tuple[str, ...], int]] = []
    above: tuple[str, ...] = ()
    for level, label, page in document.get_toc():
        above = (*above[: level - 1], label)
        paths.append((above, page))
    return paths
