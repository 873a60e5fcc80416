"""How an EPUB comes together: takes an issue, a style and a house, writes the file and says what was written.

Pages, style sheets, pictures and faces become items; contents and page breaks become navigation; all of it goes to
the writer. It reads the pages to state facts about them and changes none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from publisher.editions.epub.accessibility import Holdings
from publisher.editions.epub.metadata import RECORD, book_title, identifier, metadata
from publisher.editions.epub.navigation import Entry, Landmark, Navigation, nav_document, ncx_document
from publisher.editions.epub.package import Item, Package
from publisher.editions.epub.reading import Reading, check_references, page_list, read_page
from publisher.editions.epub.record import record
from publisher.editions.epub.writer import epub_bytes
from publisher.house import House, write_atomically
from publisher.issue.dates import IssueDate
from publisher.issue.issue import Issue
from publisher.issue.print import Print
from publisher.issue.style import Fonts, Style, WritingMode
from publisher.typesetting.contents import ContentsEntry
from publisher.typesetting.pages import FACES_SHEET, Pages, sheet_names, typeset
from publisher.typesetting.pictures import COVER_HREF
from publisher.typesetting.words import Words

if TYPE_CHECKING:
    from publisher.typesetting.typecase import Cut

_XHTML = "application/xhtml+xml"
_NAV = "nav.xhtml"
# Parts of a book that stand outside the articles: what EPUB 3 and the EPUB 2 guide call them.
_MATTER = {
    "cover": ("cover", "cover"),
    "contents": ("toc", "toc"),
    "imprint": ("imprint", "copyright-page"),
    "corrections": ("revision-history", "notes"),
    "colophon": ("colophon", "colophon"),
}


@dataclass(frozen=True, slots=True)
class Bound:
    """What a book is put together from: its package with every item, and the files beside it."""

    package: Package
    beside: Mapping[str, bytes]
    title: str
    identifier: str


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
        cuts = cuts_for(issue, style, pages, house)
        moment = house.moment((issue.date or IssueDate(1980)).moment())
        bound = bind(issue, style, pages, cuts, _designed_cover(issue, style, pages, house), moment)
        data = epub_bytes(bound.package, bound.beside, bound.title, bound.identifier, moment)
        file = f"{issue.stem}.epub"
        write_atomically(folder / file, data)
        fonts = tuple(cut.font for cut in cuts)
        return Print(self.name, file, hashlib.sha256(data).hexdigest(), len(data), 0, (), fonts)


def cuts_for(issue: Issue, style: Style, pages: Pages, house: House) -> tuple[Cut, ...]:
    """Return the faces that the book carries: as a rule none."""
    if style.options.fonts is Fonts.NONE:
        return ()
    from publisher.typesetting.typecase import as_woff2, open_case

    cuts = open_case(style, issue.language, house).cuts(pages, issue)
    return tuple(map(as_woff2, cuts)) if style.options.fonts is Fonts.EMBED_WOFF2 else cuts


def _designed_cover(issue: Issue, style: Style, pages: Pages, house: House) -> bytes:
    """Return the cover that the style designs; nothing where a picture is the cover, or the issue has none."""
    is_given = any(picture.href == COVER_HREF for picture in pages.pictures)
    if is_given or not pages.page("cover"):
        return b""
    from publisher.editions.cover import designed_cover

    return designed_cover(issue, style, pages.contents, house)


def bind(issue: Issue, style: Style, pages: Pages, cuts: tuple[Cut, ...], cover: bytes, moment: datetime) -> Bound:
    """Return what the book is put together from; `cover` is empty where one is given, or there is none."""
    readings = tuple(read_page(page.file, page.xhtml) for page in pages.pages)
    title, name = book_title(issue, pages.labels), identifier(issue)
    navigation = Navigation(
        title=title,
        identifier=name,
        contents=tuple(_contents(pages, with_headings=style.options.contents_headings)),
        pages=page_list(readings),
        landmarks=tuple(_landmarks(pages)),
        figures=tuple(Entry(each.label, each.target.href) for each in pages.figures),
        tables=tuple(Entry(each.label, each.target.href) for each in pages.tables),
    )
    sheets = sheet_names(style, pages.stylesheets)
    items = (*_navigation_items(navigation, pages, sheets), *_items(pages, readings, cuts, cover))
    check_references(readings, [item.href for item in items])
    package = Package(
        language=issue.language,
        metadata=metadata(issue, pages.labels, _holdings(issue, readings, navigation, pages.labels), moment),
        items=items,
        spine=tuple(_item_id(page.file) for page in pages.pages),
        landmarks=navigation.landmarks,
        direction="rtl" if style.options.writing_mode is WritingMode.VERTICAL else "ltr",
    )
    hrefs = {page.id: f"{page.file}#{page.id}" for page in pages.pages if page.kind not in _MATTER}
    return Bound(package, {RECORD: record(issue, title, name, hrefs)}, title, name)


def _navigation_items(navigation: Navigation, pages: Pages, sheets: list[str]) -> Iterator[Item]:
    yield Item("nav", _NAV, _XHTML, nav_document(navigation, pages.labels, sheets), ("nav",))
    yield Item("ncx", "toc.ncx", "application/x-dtbncx+xml", ncx_document(navigation, pages.language))


def _items(pages: Pages, readings: tuple[Reading, ...], cuts: tuple[Cut, ...], cover: bytes) -> Iterator[Item]:
    """Yield pages in reading order, then style sheets, pictures and fonts; `cover` is empty where one is given."""
    for page, reading in zip(pages.pages, readings, strict=True):
        yield Item(_item_id(page.file), page.file, _XHTML, page.xhtml.encode(), reading.properties)
    if cuts:
        from publisher.typesetting.typecase import faces_sheet

        yield Item(_item_id(FACES_SHEET), FACES_SHEET, "text/css", faces_sheet(cuts).encode())
    for sheet in pages.stylesheets:
        yield Item(_item_id(sheet.href), sheet.href, "text/css", sheet.text.encode())
    if cover:
        yield Item(_item_id(COVER_HREF), COVER_HREF, "image/jpeg", cover, ("cover-image",))
    for picture in pages.pictures:
        properties = ("cover-image",) if picture.href == COVER_HREF else ()
        yield Item(_item_id(picture.href), picture.href, picture.media_type, picture.data, properties)
    for cut in cuts:
        yield Item(_item_id(cut.href), cut.href, f"font/{PurePosixPath(cut.href).suffix[1:]}", cut.data)


def _contents(pages: Pages, *, with_headings: bool) -> Iterator[Entry]:
    """Yield the contents, with imprint and colophon where they stand in the book."""
    shown: list[Entry] = [_entry(entry, with_headings=with_headings) for entry in pages.contents]
    articles = [index for index, page in enumerate(pages.pages) if page.kind not in _MATTER]
    for index, page in enumerate(pages.pages):
        if page.kind in {"imprint", "corrections", "colophon"}:
            matter = Entry(page.title, page.file)
            shown.insert(0 if articles and index < articles[0] else len(shown), matter)
    yield from shown


def _entry(entry: ContentsEntry, *, with_headings: bool) -> Entry:
    """Return an entry as a menu shows it.

    A section leads to the top of its first article's page: its own anchor stands in the head of that article, behind
    the article's, and a menu must follow the order of the pages (EPUB 3.3, nav toc; EPUBCheck NAV-011).
    """
    href = entry.target.file if entry.children else entry.target.href
    below = (*entry.children, *(entry.headings if with_headings else ()))
    return Entry(entry.label, href, tuple(_entry(child, with_headings=with_headings) for child in below))


def _landmarks(pages: Pages) -> Iterator[Landmark]:
    start = next((page for page in pages.pages if page.kind not in _MATTER), None)
    for page in pages.pages:
        if page.kind in _MATTER:
            kind, guide_kind = _MATTER[page.kind]
            yield Landmark(kind, guide_kind, page.title, page.file)
        elif page is start:
            yield Landmark("bodymatter", "text", pages.labels("start-of-text"), page.file)


def _holdings(issue: Issue, readings: tuple[Reading, ...], navigation: Navigation, words: Words) -> Holdings:
    """Return what the pages hold; a picture whose words only say that it is one is not described."""
    figures = (figure for article in issue.articles() for figure in article.figures())
    alternatives = [text for reading in readings for text in reading.pictures]
    return Holdings(
        pages_listed=len(navigation.pages),
        pictures=len(alternatives),
        undescribed=sum(text in {"", words("picture"), words("cover")} for text in alternatives),
        has_ruby=any(reading.has_ruby for reading in readings),
        captioned=sum(bool(figure.picture and figure.caption and not figure.alt) for figure in figures),
        has_roles=any(reading.has_roles for reading in readings),
    )


def _item_id(href: str) -> str:
    """Return the id of an item in the manifest: its path without the suffix, in characters an id may have."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", str(PurePosixPath(href).with_suffix("")))
