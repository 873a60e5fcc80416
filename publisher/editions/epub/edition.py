"""How an EPUB comes together: takes an issue, a style and a house, writes the file and says what was written.

Pages, style sheets, pictures and faces become items; contents and page breaks become navigation; all of it goes to
the writer. It reads the pages to state facts about them and changes none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from publisher.editions.epub.metadata import Holdings, book_title, identifier, metadata
from publisher.editions.epub.navigation import Entry, Landmark, Navigation, nav_document, ncx_document
from publisher.editions.epub.package import Item, Package
from publisher.editions.epub.reading import Reading, check_references, page_list, read_page
from publisher.editions.epub.writer import epub_bytes
from publisher.house import House, write_atomically
from publisher.issue.dates import IssueDate
from publisher.issue.issue import Issue
from publisher.issue.print import Print
from publisher.issue.style import Style, WritingMode
from publisher.typesetting.contents import ContentsEntry
from publisher.typesetting.pages import FACES_SHEET, Pages, typeset
from publisher.typesetting.typecase import Cut, faces_sheet, open_case
from publisher.typesetting.words import Words

_XHTML = "application/xhtml+xml"
_NAV = "nav.xhtml"
# Parts of a book that stand outside the articles: what EPUB 3 and the EPUB 2 guide call them.
_MATTER = {
    "cover": ("cover", "cover"),
    "contents": ("toc", "toc"),
    "imprint": ("imprint", "copyright-page"),
    "colophon": ("colophon", "colophon"),
}


@dataclass(frozen=True, slots=True)
class EpubEdition:
    """Prints an issue as an EPUB."""

    name: str = "epub"

    def print(self, issue: Issue, style: Style, house: House, folder: Path) -> Print:
        """Write `<issue id>.epub` into the folder and return what was written.

        Raises:
            ReissueError: a face or a picture is missing, or the style's pages do not hold together.
        """
        pages = typeset(issue, style, "epub", house)
        cuts: tuple[Cut, ...] = ()
        if style.options.embed_fonts:
            cuts = open_case(style, issue.language, house).cuts(pages, issue.manifest)
        moment = house.moment((issue.date or IssueDate(1980)).moment())
        data = _book(issue, style, pages, cuts, moment)
        file = f"{issue.stem}.epub"
        write_atomically(folder / file, data)
        fonts = tuple(cut.font for cut in cuts)
        return Print(self.name, file, hashlib.sha256(data).hexdigest(), len(data), 0, (), fonts)


def _book(issue: Issue, style: Style, pages: Pages, cuts: tuple[Cut, ...], moment: datetime) -> bytes:
    readings = tuple(read_page(page.file, page.xhtml) for page in pages.pages)
    title, name = book_title(issue, pages.labels), identifier(issue)
    navigation = Navigation(title, name, tuple(_contents(pages)), page_list(readings), tuple(_landmarks(pages)))
    items = (*_navigation_items(navigation, pages), *_items(issue, pages, readings, cuts))
    check_references(readings, [item.href for item in items])
    package = Package(
        language=issue.language,
        metadata=metadata(issue, pages.labels, _holdings(readings, navigation, pages.labels), moment),
        items=items,
        spine=tuple(_item_id(page.file) for page in pages.pages),
        landmarks=navigation.landmarks,
        direction="rtl" if style.options.writing_mode is WritingMode.VERTICAL else "ltr",
    )
    return epub_bytes(package, title, name, moment)


def _navigation_items(navigation: Navigation, pages: Pages) -> Iterator[Item]:
    sheets = [FACES_SHEET, *(sheet.href for sheet in pages.stylesheets)]
    yield Item("nav", _NAV, _XHTML, nav_document(navigation, pages.labels, sheets), ("nav",))
    yield Item("ncx", "toc.ncx", "application/x-dtbncx+xml", ncx_document(navigation, pages.language))


def _items(issue: Issue, pages: Pages, readings: tuple[Reading, ...], cuts: tuple[Cut, ...]) -> Iterator[Item]:
    """Yield pages in reading order, then style sheets, pictures and fonts."""
    for page, reading in zip(pages.pages, readings, strict=True):
        yield Item(_item_id(page.file), page.file, _XHTML, page.xhtml.encode(), reading.properties)
    sheets = ((sheet.href, sheet.text) for sheet in pages.stylesheets)
    for href, text in ((FACES_SHEET, faces_sheet(cuts)), *sheets):
        yield Item(_item_id(href), href, "text/css", text.encode())
    for picture in pages.pictures:
        properties = ("cover-image",) if picture.name == issue.cover.picture else ()
        yield Item(_item_id(picture.href), picture.href, picture.media_type, picture.path.read_bytes(), properties)
    for cut in cuts:
        yield Item(_item_id(cut.href), cut.href, f"font/{PurePosixPath(cut.href).suffix[1:]}", cut.data)


def _contents(pages: Pages) -> Iterator[Entry]:
    """Yield the contents, with imprint and colophon where they stand in the book."""
    shown: list[Entry] = [_entry(entry) for entry in pages.contents]
    articles = [index for index, page in enumerate(pages.pages) if page.kind not in _MATTER]
    for index, page in enumerate(pages.pages):
        if page.kind in {"imprint", "colophon"}:
            matter = Entry(page.title, page.file)
            shown.insert(0 if articles and index < articles[0] else len(shown), matter)
    yield from shown


def _entry(entry: ContentsEntry) -> Entry:
    """Return an entry as a menu shows it.

    A section leads to the top of its first article's page: its own anchor stands in the head of that article, behind
    the article's, and a menu must follow the order of the pages (EPUB 3.3, nav toc; EPUBCheck NAV-011).
    """
    href = entry.target.file if entry.children else entry.target.href
    return Entry(entry.label, href, tuple(_entry(child) for child in entry.children))


def _landmarks(pages: Pages) -> Iterator[Landmark]:
    start = next((page for page in pages.pages if page.kind not in _MATTER), None)
    for page in pages.pages:
        if page.kind in _MATTER:
            kind, guide_kind = _MATTER[page.kind]
            yield Landmark(kind, guide_kind, page.title, page.file)
        elif page is start:
            yield Landmark("bodymatter", "text", pages.labels("start-of-text"), page.file)


def _holdings(readings: tuple[Reading, ...], navigation: Navigation, words: Words) -> Holdings:
    """Return what the pages hold; a picture whose words are only the word for a picture is not described."""
    alternatives = [text for reading in readings for text in reading.pictures]
    return Holdings(
        pages_listed=len(navigation.pages),
        pictures=len(alternatives),
        undescribed=sum(text in {"", words("picture")} for text in alternatives),
        has_ruby=any(reading.has_ruby for reading in readings),
    )


def _item_id(href: str) -> str:
    """Return the id of an item in the manifest: its path without the suffix, in characters an id may have."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", str(PurePosixPath(href).with_suffix("")))
