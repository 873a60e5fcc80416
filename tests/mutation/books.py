"""A finished EPUB opened for spoiling: its members in order, and where characters and elements stand in a page.

Takes bytes, gives a Book, and bytes again with some members changed. Pages are worked on as text, so that whatever is
not meant stays byte for byte.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from xml.etree import ElementTree as ET

PACKAGE = "EPUB/content.opf"
NAVIGATION = "EPUB/nav.xhtml"
NCX = "EPUB/toc.ncx"
RECORD = "EPUB/record.jsonld"
_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_CHARACTER = re.compile(r"&[^;]+;|\S")
_PARAGRAPH = re.compile(r"<(p|h[1-6]|tr)\b[^>]*>.*?</\1>", re.DOTALL)
_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a member's text: a character, an attribute's value, an element."""

    member: str
    start: int
    end: int
    text: str

    @property
    def seen(self) -> str:
        """What a reader sees of it: no tags, no white space."""
        return "".join(_TAG.sub("", self.text).split())


@dataclass(frozen=True)
class Book:
    """The members of an EPUB as they stand in the zip."""

    members: tuple[tuple[str, bytes], ...]

    @classmethod
    def opened(cls, data: bytes) -> Book:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return cls(tuple((entry.filename, archive.read(entry)) for entry in archive.infolist()))

    @cached_property
    def texts(self) -> dict[str, str]:
        """Return the members that are text, by name."""
        kinds = (".xhtml", ".opf", ".ncx", ".jsonld")
        return {name: data.decode("utf-8") for name, data in self.members if name.endswith(kinds)}

    @cached_property
    def spine(self) -> tuple[str, ...]:
        """Return the names of the pages in reading order."""
        package = self.texts[PACKAGE]
        hrefs = dict(re.findall(r'<item id="([^"]+)" href="([^"]+)"', package))
        return tuple(f"EPUB/{hrefs[idref]}" for idref in re.findall(r'<itemref idref="([^"]+)"', package))

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """Return the names of the pages that hold an article."""
        return tuple(name for name in self.spine if _ARTICLE.search(self.texts[name]))

    @cached_property
    def characters(self) -> tuple[Spot, ...]:
        """Return every visible character of every page, those of contents, imprint and navigation too."""
        found = []
        for name in (*self.spine, NAVIGATION):
            text = self.texts[name]
            body = text.index("<body")
            for token in _TOKEN.finditer(text, body):
                if not token[0].startswith("<"):
                    found += [Spot(name, *each.span(), each[0]) for each in _CHARACTER.finditer(text, *token.span())]
        return tuple(found)

    @cached_property
    def paragraphs(self) -> tuple[Spot, ...]:
        """Return every paragraph, heading and row of a table of the articles that shows something."""
        found = self.spots(_PARAGRAPH, *self.articles)
        return tuple(each for each in found if each.seen)

    @cached_property
    def article_elements(self) -> tuple[Spot, ...]:
        return self.spots(_ARTICLE, *self.articles)

    def spots(self, pattern: re.Pattern[str], *members: str, group: int = 0) -> tuple[Spot, ...]:
        """Return where a pattern stands in some members."""
        return tuple(
            Spot(name, *match.span(group), match[group])
            for name in members
            for match in pattern.finditer(self.texts.get(name, ""))
        )

    def changed(self, *changes: tuple[Spot, str]) -> bytes:
        """Return the book with other text at some spots; each changed member must still be well-formed."""
        texts: dict[str, str] = {}
        for spot, new in sorted(changes, key=lambda change: -change[0].start):
            text = texts.get(spot.member, self.texts[spot.member])
            texts[spot.member] = text[: spot.start] + new + text[spot.end :]
        for name, text in texts.items():
            if not name.endswith(".jsonld"):
                ET.fromstring(text)
        return self.with_members({name: text.encode() for name, text in texts.items()})

    def with_members(self, new: dict[str, bytes]) -> bytes:
        """Return the book with some members replaced; nothing is packed, for the sake of speed."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in self.members:
                archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), new.get(name, data))
        return out.getvalue()
