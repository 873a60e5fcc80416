"""A PDF as a compositor sees it: glyphs at their origins, in lines, in paragraphs, in columns.

Plain values in points; x runs to the right, y upwards, as in the file, and a page that is shown turned is described
unturned. Nothing is read or measured here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from publisher.issue.marks import is_han


class Kind(StrEnum):
    """What a paragraph is; running heads and folios are none of these, they stand outside the text."""

    PROSE = "prose"
    DIALOGUE = "dialogue"
    QUOTATION = "quotation"
    ITEM = "item"
    PASSAGE = "passage"
    VERSE = "verse"
    ATTRIBUTION = "attribution"
    HEADING = "heading"
    TABLE = "table"
    CAPTION = "caption"
    NOTE = "note"
    CONTENTS = "contents"
    MATTER = "matter"
    LABEL = "label"


TURNED = "\ufffc"  # stands for a glyph that does not run along the line
FLUSH = frozenset({Kind.PROSE, Kind.DIALOGUE, Kind.QUOTATION, Kind.ITEM})


class Knowledge(StrEnum):
    """How much a file says about its own structure."""

    CLASSES = "classes"
    TAGS = "tags"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph.

    Attributes:
        text: the characters it stands for, two for a dash drawn in one piece.
        x, y: its origin, without any character spacing.
        advance: its own width as the font gives it, in points.
        size: the size it is seen in.
        is_missing: the font has no such glyph and draws its .notdef.
        after_space: a space stands before it.
    """

    text: str
    x: float
    y: float
    advance: float
    size: float
    is_missing: bool = False
    after_space: bool = False

    @property
    def is_han(self) -> bool:
        """Say whether it is one ideograph."""
        return len(self.text) == 1 and is_han(self.text)

    @property
    def is_full_width(self) -> bool:
        """Say whether its own width is that of an ideograph."""
        return self.advance > 0.9 * self.size

    @property
    def end(self) -> float:
        """Where its cell ends."""
        return self.x + self.advance


@dataclass(frozen=True, slots=True)
class Column:
    """A column of text on a page: its edges, and its number from the left.

    Attributes:
        has_edge: whether its left edge was measured, in it or in one like it; else its ink begins there.
    """

    left: float
    right: float
    number: int = 1
    has_edge: bool = True


@dataclass(slots=True)
class Line:
    """One printed line of a paragraph.

    Attributes:
        page: index from 0.
        size: that of most of its glyphs.
        number: counted from the top of the column (of the page where there are none).
        column: the edges its text keeps to; None where they are not known.
        is_first, is_last: first or last line of its paragraph.
        is_wrapped: it goes on from the line before it in the same paragraph.
        region: number of its article's part on this page; columns are looked for in one region at a time.
    """

    glyphs: tuple[Glyph, ...]
    page: int
    y: float
    size: float
    kind: Kind = Kind.PROSE
    number: int = 0
    column: Column | None = None
    is_first: bool = False
    is_last: bool = False
    is_wrapped: bool = False
    region: int = 0

    @property
    def text(self) -> str:
        """The line's words, spaces where they are drawn."""
        return "".join(f"{' ' * glyph.after_space}{glyph.text}" for glyph in self.glyphs).strip()

    @property
    def first(self) -> Glyph:
        """The first glyph."""
        return self.glyphs[0]

    @property
    def last(self) -> Glyph:
        """The last glyph."""
        return self.glyphs[-1]

    @property
    def column_number(self) -> int:
        """The number of its column, 1 if it has none."""
        return self.column.number if self.column else 1


@dataclass(slots=True)
class Paragraph:
    """One paragraph over all its columns and pages.

    Attributes:
        inset: what it stands in that may move its edges (quotation in a list and the like).
        is_continued: a part of the paragraph before it, cut off by the end of a column.
        lang: its language where it is not the document's.
        is_vertical: set for a page that is turned, its marks drawn as in vertical lines.
        is_boxed: in a box, whose columns are narrower than those beside it.
    """

    kind: Kind
    lines: list[Line]
    inset: str = ""
    is_continued: bool = False
    lang: str = ""
    is_vertical: bool = False
    is_boxed: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    """All paragraphs of a PDF in reading order.

    Attributes:
        size: that of the prose.
        folios: page index to the number printed on it, where one was found.
        missing: page index, place and text of every glyph drawn as .notdef.
    """

    pages: int
    lang: str
    knowledge: Knowledge
    paragraphs: tuple[Paragraph, ...]
    size: float = 0.0
    leading: float = 0.0
    folios: dict[int, str] = field(default_factory=dict)
    missing: tuple[tuple[int, Glyph], ...] = ()
    glyphs: int = 0

    def lines(self) -> list[Line]:
        """Return every line in reading order."""
        return [line for paragraph in self.paragraphs for line in paragraph.lines]
