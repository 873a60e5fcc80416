"""What templates may ask about the model: takes blocks, inlines and text, gives plain words and numbers.

The kinds are closed: a new block or inline does not pass unnoticed. It makes no markup; templates do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import assert_never

from publisher.issue.article import Article
from publisher.issue.blocks import (
    Attribution,
    Block,
    Exchange,
    Figure,
    Heading,
    Itemised,
    Note,
    Ornament,
    Paragraph,
    Passage,
    Quotation,
    Table,
    Verse,
    walk,
)
from publisher.issue.inlines import (
    BookTitle,
    Emphasis,
    Foreign,
    Gap,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    ProperName,
    Ruby,
    Strong,
    Supplied,
    Text,
    plain,
)
from publisher.issue.marks import is_chinese, is_han, is_latin_or_digit, width_em
from publisher.issue.plan import ArticleKind

_SHORT_STUB_EM = 6
_LATIN_READING_EM = 0.48
_UPRIGHT_FIGURE = re.compile(r"(?<![!-~À-ɏ])([0-9]{1,2})(?![!-~À-ɏ])")


def kind_of(part: Block | Inline) -> str:
    """Return the name under which templates know a block or an inline."""
    match part:
        case Paragraph() | Heading() | Attribution() | Verse() | Quotation() | Itemised():
            return type(part).__name__.lower()
        case Table() | Figure() | Exchange() | Passage() | Ornament():
            return type(part).__name__.lower()
        case Text() | Emphasis() | Strong() | Ruby() | ProperName() | BookTitle():
            return type(part).__name__.lower()
        case Link() | NoteCall() | Gap() | Supplied() | Foreign() | LineBreak():
            return type(part).__name__.lower()
        case _:
            assert_never(part)


def dotted(text: str) -> list[tuple[str, bool]]:
    """Return runs of the text with whether they carry emphasis dots: one a character, none under marks and spaces."""
    return [(char, is_han(char) or is_latin_or_digit(char)) for char in text]


def figures_apart(text: str) -> list[tuple[str, bool]]:
    """Return runs of the text with whether they are a figure that stands upright in a vertical line.

    Such a figure has one or two digits and is part of no Western word or longer number; turned faces know it by the
    same rule.
    """
    return [(run, index % 2 == 1) for index, run in enumerate(_UPRIGHT_FIGURE.split(text)) if run]


def call_mark(number: int) -> str:
    """Return how a note is called: ① to ㊿, then [51]."""
    if 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if number <= 35:
        return chr(0x3251 + number - 21)
    return chr(0x32B1 + number - 36) if number <= 50 else f"[{number}]"


def reading_overhang(ruby: Ruby) -> float:
    """Return the space, in em of the base, that a reading wider than its base needs on either side."""
    width = sum(1.0 if is_chinese(char) else _LATIN_READING_EM for char in ruby.reading) / 2
    return round(max(0.0, (width - len(ruby.base)) / 2 + 0.04), 2) if width > len(ruby.base) - 0.1 else 0.0


def has_short_stub(table: Table) -> bool:
    """Say whether the first column of a table is narrow enough to stand unbroken."""
    return all(width_em(plain(row[0])) <= _SHORT_STUB_EM for row in table.rows if row)


def is_verse(article: Article) -> bool:
    """Say whether an article is a poem: verse, and nothing else but headings, attributions and pauses."""
    kinds = {type(block) for block in article.blocks}
    return Verse in kinds and kinds <= {Verse, Heading, Attribution, Ornament, Paragraph} and _verse_prevails(article)


def _verse_prevails(article: Article) -> bool:
    verse = sum(len(stanza) for block in article.blocks if isinstance(block, Verse) for stanza in block.stanzas)
    return verse >= 3 * sum(isinstance(block, Paragraph) for block in article.blocks)


def note_of(article: Article, call: NoteCall) -> Note | None:
    """Return the note a call belongs to."""
    return next((note for note in article.notes if note.id == call.note or note.id.endswith(f"-{call.note}")), None)


def calls_of_notes(article: Article) -> Counter[str]:
    """Return how often each note is called in the article, its other notes included."""
    blocks = (*walk(article.blocks), *(block for note in article.notes for block in walk(note.blocks)))
    calls = (inline for block in blocks for inline in _inlines(block) if isinstance(inline, NoteCall))
    notes = (note_of(article, call) for call in calls)
    return Counter(note.id for note in notes if note)


def call_id(note: str, number: int) -> str:
    """Return the id of a call of a note, counted from 1."""
    return f"call-{note}" if number == 1 else f"call-{note}-{number}"


def letter(number: int) -> str:
    """Return the letter by which a note names one of its calls: a, b, c."""
    return chr(ord("a") + number - 1) if number <= 26 else str(number)


def ranks(article: Article) -> dict[str, int]:
    """Return the rank of every heading below the article's own, by its id: 2 for the outermost, and none left out.

    Source: WCAG 2.2, technique G141; a heading of the third level right under the title would be h4 without its h3.
    """
    found: dict[str, int] = {}
    for blocks in (article.blocks, *(note.blocks for note in article.notes)):
        open_levels: list[int] = []
        for heading in (block for block in walk(blocks) if isinstance(block, Heading)):
            while open_levels and open_levels[-1] >= heading.level:
                open_levels.pop()
            open_levels.append(heading.level)
            found[heading.id] = min(len(open_levels) + 1, 6)
    return found


def is_interview(article: Article) -> bool:
    """Say whether an article is made of questions and answers."""
    return article.kind is ArticleKind.INTERVIEW and any(isinstance(block, Exchange) for block in walk(article.blocks))


def _inlines(block: Block) -> Iterable[Inline]:
    match block:
        case Paragraph(_, inlines) | Attribution(_, inlines) | Heading(_, _, inlines) | Exchange(_, _, _, inlines):
            yield from _deep(inlines)
        case Verse(_, stanzas):
            for stanza in stanzas:
                for line in stanza:
                    yield from _deep(line)
        case Table(_, caption, header, rows):
            for cell in (caption, *header, *(cell for row in rows for cell in row)):
                yield from _deep(cell)
        case Figure(_, _, _, caption):
            for part in caption:
                yield from _deep(part)
        case Quotation() | Passage() | Itemised() | Ornament():
            return
        case _:
            assert_never(block)


def _deep(inlines: Iterable[Inline]) -> Iterable[Inline]:
    for inline in inlines:
        yield inline
        match inline:
            case Emphasis(children) | Strong(children) | ProperName(children) | BookTitle(children):
                yield from _deep(children)
            case Link(_, children) | Foreign(_, children):
                yield from _deep(children)
            case _:
                pass
