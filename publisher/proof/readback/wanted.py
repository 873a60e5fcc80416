"""What an issue says, unit by unit: takes articles, gives the words every block, note and field must have on a page.

It is written from the model alone and shares no code with the templates, so that either can catch the other. What an
edition adds is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from publisher.issue.article import Article
from publisher.issue.blocks import (
    Attribution,
    Block,
    Exchange,
    Figure,
    Heading,
    Itemised,
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
)
from publisher.issue.issue import Issue, Section, Sheet
from publisher.proof.readback.reading import (
    CELL_EDGE,
    EDGE,
    LINE_BREAK,
    READING,
    READING_END,
    Names,
    normalised,
    visible,
)

_FIELDS = ("kicker", "title", "subtitle", "dateline", "deck", "affiliation", "source_note", "editor")
_CALL = "\x02"  # stands where a note is called


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one unit must say.

    Attributes:
        name: id of the block, note, section or sheet; name of the field.
        calls: how many visible characters stand before each call of a note.
    """

    name: str
    text: str
    calls: tuple[int, ...] = ()


def wanted_blocks(article: Article) -> Iterator[Wanted]:
    """Yield every block of an article in reading order, then its notes; what only holds blocks says nothing itself."""
    yield from map(_of_block, walk(article.blocks))
    for note in article.notes:
        yield Wanted(note.id, "")
        yield from map(_of_block, walk(note.blocks))


def wanted_fields(article: Article, words: Mapping[str, str]) -> Iterator[Wanted]:
    """Yield the fields that stand in the head and the foot of an article; those inside its text are read there."""
    for name in _FIELDS:
        field = getattr(article, name)
        if field and not field.inline and field.text.strip():
            yield Wanted(name, field.text)
    byline = article.byline
    if byline and not byline.inline and byline.names:
        yield Wanted("byline", f"{byline.role} {_names(byline.names, words)}")


def wanted_openings(issue: Issue, words: Mapping[str, str]) -> dict[str, tuple[Wanted, ...]]:
    """Return, by the id of an article, the sections and sheets that begin with it."""
    found: dict[str, tuple[Wanted, ...]] = {}
    opened: set[str] = set()
    for path, article in issue.articles_with_path():
        found[article.id] = tuple(_opening(part, words) for part in path if part.id not in opened)
        opened.update(part.id for part in path)
    return found


def wanted_imprint(issue: Issue) -> Iterator[Wanted]:
    """Yield label and value of every fact of the printed imprint."""
    for item in issue.imprint:
        yield Wanted("dt", item.label)
        yield Wanted("dd", item.value)


def names_of(issue: Issue) -> Names:
    """Return the ids of the issue: of articles, and of blocks, notes, sections and sheets."""
    blocks = {part.id for path, _ in issue.articles_with_path() for part in path}
    for article in issue.articles():
        blocks |= {unit.name for unit in wanted_blocks(article)}
    return Names(frozenset(article.id for article in issue.articles()), frozenset(blocks))


def links_in(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the id of the block and the address of every link that stands in an article's text."""
    for blocks in (article.blocks, *(note.blocks for note in article.notes)):
        for block in walk(blocks):
            yield from (
                (block.id, each.href) for line in _lines(block) for each in _deep(line) if isinstance(each, Link)
            )


def notes_called(article: Article) -> dict[str, tuple[str, ...]]:
    """Return, by the id of a block, the notes it calls, in order; calls of notes that are not there are left out."""
    found: dict[str, tuple[str, ...]] = {}
    ids = [note.id for note in article.notes]
    for blocks in (article.blocks, *(note.blocks for note in article.notes)):
        for block in walk(blocks):
            calls = (each.note for line in _lines(block) for each in _deep(line) if isinstance(each, NoteCall))
            named = (next((id_ for id_ in ids if id_ == call or id_.endswith(f"-{call}")), "") for call in calls)
            if notes := tuple(name for name in named if name):
                found[block.id] = notes
    return found


def _opening(part: Section | Sheet, words: Mapping[str, str]) -> Wanted:
    if isinstance(part, Section):
        return Wanted(part.id, part.label)
    people = (_names(part.editors, words), _names(part.proofreaders, words))
    return Wanted(part.id, " ".join((part.number, part.name, *people)))


def _names(names: Iterable[str], words: Mapping[str, str]) -> str:
    """Return names in a row, with what the style puts between them."""
    return words.get("between-names", " ").join(names)


def _of_block(block: Block) -> Wanted:
    marked = _text(block)
    calls = [index for index, char in enumerate(marked) if char == _CALL]
    return Wanted(block.id, normalised(marked.replace(_CALL, "")), tuple(visible(marked[:index]) for index in calls))


def _text(block: Block) -> str:
    match block:
        case Exchange(_, _, speaker, inlines):
            return (f"{speaker}：" if speaker else "") + _said(inlines)
        case Table(_, caption, header, rows):
            lines = [_said(caption)] if caption else []
            return EDGE.join(lines) + "".join(
                EDGE + "".join(_said(cell) + CELL_EDGE for cell in row) for row in (header, *rows) if row
            )
        case Figure(_, _, _, caption, credit):
            return EDGE.join([*map(_said, caption), *([credit] if credit else [])])
        case _:
            return EDGE.join(map(_said, _lines(block)))


def _lines(block: Block) -> Iterable[tuple[Inline, ...]]:
    """Return the lines of inlines that a block holds itself."""
    match block:
        case Paragraph(_, inlines) | Attribution(_, inlines) | Heading(_, _, inlines) | Exchange(_, _, _, inlines):
            return (inlines,)
        case Verse(_, stanzas):
            return (line for stanza in stanzas for line in stanza)
        case Table(_, caption, header, rows):
            return (caption, *header, *(cell for row in rows for cell in row))
        case Figure(_, _, _, caption):
            return caption
        case Quotation() | Passage() | Itemised() | Ornament():
            return ()
        case _:
            assert_never(block)


def _said(inlines: Iterable[Inline]) -> str:
    """Return inlines as a page says them, with the readings of ruby and a sign where a note is called."""
    return "".join(map(_said_once, inlines))


def _said_once(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case Emphasis(children) | Strong(children) | ProperName(children) | BookTitle(children):
            return _said(children)
        case Link(_, children) | Foreign(_, children):
            return _said(children)
        case Ruby(base, reading):
            return f"{base}{READING}{reading}{READING_END}"
        case NoteCall():
            return _CALL
        case Gap(count):
            return "□" * count
        case Supplied(text):
            return f"〔{text}〕"
        case LineBreak():
            return LINE_BREAK
        case _:
            assert_never(inline)


def _deep(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, Emphasis | Strong | ProperName | BookTitle | Link | Foreign):
            yield from _deep(inline.children)
