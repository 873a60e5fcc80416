"""Two texts side by side: what a collation lays out, as frozen data.

Takes nothing and computes next to nothing: pieces, source lines, passages of the edition, rows that hold the two
together, and columns of rows. Laws: the pieces of a passage read exactly as the issue does, and every visible
character of the source stands in exactly one line of one column.
"""

from __future__ import annotations

from dataclasses import dataclass

from publisher.issue.corrections import DropReason, Role
from publisher.issue.galley import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that share one fate.

    Attributes:
        text: the characters; empty where something was taken away, put in or joined on to the other side.
        marks: numbers of the corrections that speak of them.
        queries: ids of the queries that doubt them.
        supplied: they stand in no source: a line end of verse, a label, the editor's own words.
    """

    text: str
    marks: tuple[int, ...] = ()
    queries: tuple[str, ...] = ()
    supplied: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a source, or a part of one, as it was extracted.

    Attributes:
        role: what the line is; UNPLACED if it was dropped.
        marks: numbers of the corrections that speak of the line as a whole (role, drop, join, move, cut).
        dropped: why it is not printed.
        end: the last code point of the whole line, so that a part can be told from it.
    """

    span: Span
    role: Role
    pieces: tuple[Piece, ...]
    marks: tuple[int, ...] = ()
    dropped: DropReason | None = None
    end: int = 0

    @property
    def text(self) -> str:
        """The characters as they stand in the source."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def address(self) -> str:
        """The line as a manifest would address it: `457`, or `457@0-35` for a part."""
        whole = self.span.start == 0 and self.span.end == self.end
        return str(self.span.line) if whole else f"{self.span.line}@{self.span.start}-{self.span.end}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading, a title, a caption as the edition prints it.

    Attributes:
        id: of the block; for metadata the article's id and the field's name.
        kind: title, byline, paragraph, heading, verse, figure …
        is_paragraph: whether the issue counts it among the paragraphs of the article.
    """

    id: str
    kind: str
    pieces: tuple[Piece, ...]
    is_paragraph: bool = False

    @property
    def text(self) -> str:
        """The characters as they are printed."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """Lines and the passage they became; no passage for lines that were dropped or only read."""

    lines: tuple[SourceLine, ...]
    passage: Passage | None = None
    queries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """Everything about one article, section, cover or imprint, or the lines that were dropped outside of articles.

    Attributes:
        kind: article, section, sheet, advertisement, cover, imprint or drops.
        path: labels of the sections and sheets above, outermost first.
        page: page of the printed original.
        scans: pictures of the printed page, relative to the periodical's folder.
        rows: in the order of the edition; lines that became nothing follow the line they stood behind.
    """

    id: str
    kind: str
    title: str
    rows: tuple[Row, ...]
    path: tuple[str, ...] = ()
    page: str = ""
    scans: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[SourceLine, ...]:
        """The source side, row by row."""
        return tuple(line for row in self.rows for line in row.lines)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The edition side, in reading order."""
        return tuple(row.passage for row in self.rows if row.passage)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the edition."""
        return tuple(passage.text for passage in self.passages if passage.is_paragraph)
