"""The file: takes a package and its documents, gives the bytes of an EPUB through EbookLib.

EbookLib's book collects the items and the spine; the package document, the contents and the zip are ours, so that
nothing is parsed again and the same input gives the same bytes. It decides nothing about the content.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

from ebooklib import epub

from publisher.editions.epub.package import Item, Package, package_document

_XHTML = "application/xhtml+xml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_SPECIFIED_FONTS = b"""<?xml version="1.0" encoding="utf-8"?>
<display_options>
<platform name="*">
<option name="specified-fonts">true</option>
</platform>
</display_options>
"""


def epub_bytes(package: Package, beside: Mapping[str, bytes], title: str, identifier: str, moment: datetime) -> bytes:
    """Return the finished book, every entry of the zip dated `moment`.

    Args:
        beside: files in the package's folder that its metadata links to; they are no part of the book, and EPUB 3.3,
            5.5.4 keeps them out of its manifest.
    """
    book = epub.EpubBook()
    book.set_identifier(identifier)
    book.set_title(title)
    book.set_language(package.language)
    book.set_direction(package.direction)
    for item in package.items:
        book.add_item(_RawPage(item) if item.media_type == _XHTML else _raw_item(item))
    book.spine = list(package.spine)
    for name, data in beside.items():
        book.add_item(_beside_the_book(f"{book.FOLDER_NAME}/{name}", data))
    if any(item.media_type.startswith("font/") for item in package.items):
        book.add_item(_beside_the_book("META-INF/com.apple.ibooks.display-options.xml", _SPECIFIED_FONTS))
    stream = io.BytesIO()
    _Writer(stream, book, package, moment).write()
    return stream.getvalue()


class _RawPage(epub.EpubHtml):  # type: ignore[misc]  # EbookLib has no types
    """A page whose bytes are handed over as they are; EbookLib's own would parse and rebuild them."""

    def __init__(self, item: Item) -> None:
        super().__init__(uid=item.id, file_name=item.href, media_type=item.media_type, content=item.data)
        self.properties = list(item.properties)

    def get_content(self, default: bytes | None = None) -> bytes:  # noqa: ARG002 - EbookLib's signature
        return bytes(self.content)


class _FixedZip(zipfile.ZipFile):
    """A zip whose entries carry a fixed date, system and permission."""

    def __init__(self, stream: io.BytesIO, moment: datetime) -> None:
        super().__init__(stream, "w")
        # The format counts in steps of two seconds and begins in 1980.
        even = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second // 2 * 2)
        self._moment = max(even, _EARLIEST)

    def add(self, name: str, data: bytes | str, method: int = zipfile.ZIP_DEFLATED) -> None:
        """Add one entry."""
        entry = zipfile.ZipInfo(name, self._moment)
        entry.create_system = 3
        entry.external_attr = 0o100644 << 16
        entry.compress_type = method
        super().writestr(entry, data, method, 9)


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib has no types
    """EbookLib's writer with our package document and our zip."""

    def __init__(self, stream: io.BytesIO, book: epub.EpubBook, package: Package, moment: datetime) -> None:
        super().__init__(stream, book, {"epub3_pages": False, "mtime": moment})
        self._package, self._moment = package, moment

    def write(self) -> None:
        with _FixedZip(self.file_name, self._moment) as archive:
            self.out = _Entries(archive)
            archive.add("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf(self) -> None:
        self.out.writestr(f"{self.book.FOLDER_NAME}/content.opf", package_document(self._package))


class _Entries:
    """What EbookLib's writer writes to: it knows one method of a zip."""

    def __init__(self, archive: _FixedZip) -> None:
        self._archive = archive

    def writestr(self, name: str, data: bytes | str) -> None:
        """Add one entry."""
        self._archive.add(name, data)


def _raw_item(item: Item) -> epub.EpubItem:
    return epub.EpubItem(uid=item.id, file_name=item.href, media_type=item.media_type, content=item.data)


def _beside_the_book(name: str, data: bytes) -> epub.EpubItem:
    return epub.EpubItem(uid=name, file_name=name, media_type="application/xml", content=data, manifest=False)
