"""What an article is made of: a closed union of blocks, each with an id and the spans it was set from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from publisher.issue.galley import Span
from publisher.issue.inlines import Inline, plain


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text."""

    id: str
    inlines: tuple[Inline, ...]
    origin: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an article; level 1 is the first below the title."""

    id: str
    level: int
    inlines: tuple[Inline, ...]
    origin: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """A line in the flow that says whose the piece above it is: (某某供稿), (2018年…讲话)."""

    id: str
    inlines: tuple[Inline, ...]
    origin: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Verse:
    """Lines of verse, in stanzas."""

    id: str
    stanzas: tuple[tuple[tuple[Inline, ...], ...], ...]
    origin: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of others, set apart."""

    id: str
    blocks: tuple[Block, ...]
    origin: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Itemised:
    """A list; every item is a run of blocks."""

    id: str
    ordered: bool
    start: int
    items: tuple[tuple[Block, ...], ...]
    origin: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `header` may be empty; `align` holds left, right, center or an empty string a column."""

    id: str
    caption: tuple[Inline, ...]
    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    align: tuple[str, ...]
    origin: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption and credit; `picture` is None where the picture does not exist any more.

    `picture` is the path of the file relative to the periodical's folder; `caption` is a run of paragraphs; a picture
    that is `decorative` is passed over in silence.
    """

    id: str
    picture: str | None
    alt: str
    caption: tuple[tuple[Inline, ...], ...]
    credit: str
    origin: tuple[Span, ...] = ()
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """One speech of an interview: a question or an answer, `speaker` as printed before it (问, 答, a name)."""

    id: str
    is_question: bool
    speaker: str
    inlines: tuple[Inline, ...]
    origin: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks in another language; `lang` is a BCP 47 tag."""

    id: str
    lang: str
    blocks: tuple[Block, ...]
    origin: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Ornament:
    """A pause between two parts of an article."""

    id: str
    origin: tuple[Span, ...] = ()


Block = (
    Paragraph | Heading | Attribution | Verse | Quotation | Itemised | Table | Figure | Exchange | Passage | Ornament
)


@dataclass(frozen=True, slots=True)
class Note:
    """A note of an article: its number as called, and its blocks."""

    id: str
    number: int
    blocks: tuple[Block, ...]
    origin: tuple[Span, ...] = ()


def text_of(block: Block) -> str:
    """Return the plain text of a block; parts of a block stand on lines of their own."""
    match block:
        case Paragraph(_, inlines) | Attribution(_, inlines) | Heading(_, _, inlines):
            return plain(inlines)
        case Exchange(_, _, speaker, inlines):
            return f"{speaker}：{plain(inlines)}" if speaker else plain(inlines)
        case Verse(_, stanzas):
            return "\n\n".join("\n".join(plain(line) for line in stanza) for stanza in stanzas)
        case Quotation(_, blocks) | Passage(_, _, blocks):
            return "\n".join(text_of(inner) for inner in blocks)
        case Itemised(_, _, _, items):
            return "\n".join(text_of(inner) for item in items for inner in item)
        case Table(_, caption, header, rows):
            lines = [plain(caption)] if caption else []
            return "\n".join([*lines, *("\t".join(plain(cell) for cell in row) for row in (header, *rows) if row)])
        case Figure(_, _, _, caption, credit):
            return "\n".join([*(plain(part) for part in caption), *([credit] if credit else [])])
        case Ornament():
            return ""
        case _:
            assert_never(block)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block in reading order, a container before what it holds."""
    for block in blocks:
        yield block
        match block:
            case Quotation(_, inner) | Passage(_, _, inner):
                yield from walk(inner)
            case Itemised(_, _, _, items):
                for item in items:
                    yield from walk(item)
            case _:
                pass
