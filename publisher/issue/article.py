"""An article as the copydesk hands it on: metadata with places, blocks with ids, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.issue.blocks import (
    Attribution,
    Block,
    Exchange,
    Figure,
    Heading,
    Note,
    Paragraph,
    Table,
    Verse,
    text_of,
    walk,
)
from publisher.issue.credits import Byline, Field
from publisher.issue.design import UNDESIGNED, Design
from publisher.issue.inlines import plain
from publisher.issue.plan import ArticleKind
from publisher.issue.qr import QrCode
from publisher.issue.style import WritingMode


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    Attributes:
        id: stands in the manifest, never renumbered.
        page: page of the printed original, as printed; empty if unknown.
        rights: empty means the issue's.
        lang: empty means the issue's.
        in_contents: whether the contents page lists it.
        line_breaks: the lines of titles and headings that the editor has broken; their words are those of the heading.
        writing_mode: None means the style's.
        qr_codes: what its foot leads to, as the manifest says.
        design: what it asks of its pages.
    """

    id: str
    kind: ArticleKind
    title: Field | None = None
    kicker: Field | None = None
    subtitle: Field | None = None
    deck: Field | None = None
    byline: Byline | None = None
    dateline: Field | None = None
    affiliation: Field | None = None
    editor: Field | None = None
    source_note: Field | None = None
    page: str = ""
    rights: str = ""
    lang: str = ""
    in_contents: bool = True
    line_breaks: tuple[tuple[str, ...], ...] = ()
    writing_mode: WritingMode | None = None
    qr_codes: tuple[QrCode, ...] = ()
    design: Design = UNDESIGNED
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()

    def heading_text(self) -> str:
        """Return the title, or an empty string for a piece without one."""
        return self.title.text if self.title else ""

    def paragraphs(self) -> Iterator[str]:
        """Yield the text of every paragraph in reading order: verse, speeches, tables and attributions included."""
        for block in walk(self.blocks):
            if isinstance(block, Paragraph | Attribution | Verse | Exchange | Table):
                yield text_of(block)

    def headings(self) -> Iterator[str]:
        """Yield the plain text of every heading inside the article."""
        return (plain(block.inlines) for block in walk(self.blocks) if isinstance(block, Heading))

    def figures(self) -> Iterator[Figure]:
        """Yield every figure in reading order."""
        return (block for block in walk(self.blocks) if isinstance(block, Figure))

    def opening(self) -> str:
        """Return the first words of the body: what names a piece that has no title."""
        first = next((block for block in walk(self.blocks) if isinstance(block, Paragraph)), None)
        return plain(first.inlines)[:16] if first else ""
