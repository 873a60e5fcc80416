"""Every word of an issue, line by line, and the same issue with other words: for editions in another script.

Takes an issue and a function that is shown each line once, in a fixed order, and says how its leaves read. Whoever only
collects returns them as they are. Readings of ruby, links, ids, numbers and places are not words and stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
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
)
from publisher.issue.credits import Byline, Field
from publisher.issue.design import quoted_again
from publisher.issue.galley import Span
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
from publisher.issue.issue import Advertisement, Issue, Node, Section, Sheet
from publisher.issue.periodical import Readings

_FIELDS = ("title", "kicker", "subtitle", "deck", "dateline", "affiliation", "editor", "source_note")
_NAMED_FIELDS = frozenset({"editor"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """Characters that stand together; `stays` where they are of another language."""

    text: str
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A title, a paragraph, a cell, a name: what is read in one go.

    Attributes:
        owner: id of the article, or of the issue for what stands outside of articles.
        leaves: its characters, cut where emphasis, a link or the like begins and ends.
        is_name: it holds the name of a person or of an office and nothing else.
        origin: where it stands in the sources, empty where nobody knows.
    """

    owner: str
    leaves: tuple[Leaf, ...]
    is_name: bool = False
    origin: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The characters of all leaves."""
        return "".join(leaf.text for leaf in self.leaves)


Reword = Callable[[Line], tuple[str, ...]]


def reworded(issue: Issue, reword: Reword) -> Issue:
    """Return the issue with the words that the function gives for each line; as many leaves as it was shown."""
    words = _Words(reword, issue.id)
    periodical = replace(
        issue.periodical,
        title=words.one(issue.periodical.title),
        publisher=words.one(issue.periodical.publisher),
        description=words.one(issue.periodical.description),
        rights=words.one(issue.periodical.rights),
        readings=_readings(issue.periodical.readings, words),
    )
    return replace(
        issue,
        periodical=periodical,
        title=words.one(issue.title),
        number=words.one(issue.number),
        rights=words.one(issue.rights),
        unknown=tuple(words.one(fact) for fact in issue.unknown),
        cover=replace(issue.cover, alt=words.one(issue.cover.alt), credit=words.one(issue.cover.credit, is_name=True)),
        imprint=tuple(
            replace(item, label=words.one(item.label), value=words.one(item.value, is_name=True))
            for item in issue.imprint
        ),
        qr_codes=tuple(replace(code, label=words.one(code.label)) for code in issue.qr_codes),
        contents=tuple(_node(node, words) for node in issue.contents),
        readings=_readings(issue.readings, words),
    )


def _readings(readings: Readings, words: _Words) -> Readings:
    """Return what names are filed under, the names as the edition spells them."""
    return tuple((words.one(name, is_name=True), reading) for name, reading in readings)


def is_chinese(language: str) -> bool:
    """Say whether a language tag names Chinese of any kind; an empty one does."""
    return not language or language.lower().split("-")[0] == "zh"


@dataclass(frozen=True, slots=True)
class _Words:
    """Hands lines of one owner to the function; `stays` where the words around are of another language."""

    reword: Reword
    owner: str
    stays: bool = False

    def one(self, text: str, origin: tuple[Span, ...] = (), *, is_name: bool = False) -> str:
        """Return the reading of a line that is all of one piece."""
        if not text:
            return text
        (read,) = self.reword(Line(self.owner, (Leaf(text, self.stays),), is_name, origin))
        return read

    def field(self, field: Field | None, *, is_name: bool = False) -> Field | None:
        """Return a field with its reading."""
        return field and replace(field, text=self.one(field.text, field.spans, is_name=is_name))

    def inlines(self, inlines: tuple[Inline, ...], origin: tuple[Span, ...]) -> tuple[Inline, ...]:
        """Return the inlines of one line with their readings."""
        leaves = tuple(_leaves(inlines, self.stays))
        if not leaves:
            return inlines
        return _refilled(inlines, iter(self.reword(Line(self.owner, leaves, origin=origin))))


def _node(node: Node, words: _Words) -> Node:
    match node:
        case Section(_, label, nodes):
            return replace(node, label=words.one(label), nodes=tuple(_node(inner, words) for inner in nodes))
        case Sheet(_, number, name, editors, proofreaders, nodes):
            return replace(
                node,
                number=words.one(number),
                name=words.one(name),
                editors=tuple(words.one(person, is_name=True) for person in editors),
                proofreaders=tuple(words.one(person, is_name=True) for person in proofreaders),
                nodes=tuple(_node(inner, words) for inner in nodes),
            )
        case Article():
            return _article(node, words)
        case Advertisement(_, title, article):
            return replace(node, title=words.one(title), article=article and _article(article, words))
        case _:
            assert_never(node)


def _article(article: Article, issue: _Words) -> Article:
    words = _Words(issue.reword, article.id, not is_chinese(article.lang))
    heads = _Words(issue.reword, article.id)
    fields = {name: heads.field(getattr(article, name), is_name=name in _NAMED_FIELDS) for name in _FIELDS}
    blocks = _blocks(article.blocks, words)
    quotes = (quoted_again(quote, article.blocks, blocks) for quote in article.design.pull_quotes)
    return replace(
        article,
        **fields,  # type: ignore[arg-type]  # replace() cannot type keywords
        byline=_byline(article.byline, heads),
        rights=heads.one(article.rights),
        qr_codes=tuple(replace(code, label=heads.one(code.label)) for code in article.qr_codes),
        line_breaks=tuple(_broken(lines, heads) for lines in article.line_breaks),
        blocks=blocks,
        notes=tuple(_note(note, words) for note in article.notes),
        design=replace(article.design, pull_quotes=tuple(filter(None, quotes))),
    )


def _byline(byline: Byline | None, words: _Words) -> Byline | None:
    if byline is None:
        return None
    names = tuple(words.one(name, byline.spans, is_name=True) for name in byline.names)
    return replace(byline, names=names, role=words.one(byline.role, byline.spans))


def _broken(lines: tuple[str, ...], words: _Words) -> tuple[str, ...]:
    """Return the lines of a heading, read as the one heading they are."""
    return words.reword(Line(words.owner, tuple(Leaf(line, words.stays) for line in lines)))


def _note(note: Note, words: _Words) -> Note:
    return replace(note, blocks=_blocks(note.blocks, words))


def _blocks(blocks: Iterable[Block], words: _Words) -> tuple[Block, ...]:
    return tuple(_block(block, words) for block in blocks)


def _block(block: Block, words: _Words) -> Block:
    match block:
        case Paragraph() | Heading() | Attribution():
            return replace(block, inlines=words.inlines(block.inlines, block.origin))
        case Exchange(_, _, speaker, inlines, origin):
            return replace(block, speaker=words.one(speaker, origin), inlines=words.inlines(inlines, origin))
        case Verse(_, stanzas, origin):
            return replace(
                block, stanzas=tuple(tuple(words.inlines(line, origin) for line in stanza) for stanza in stanzas)
            )
        case Quotation(_, inner):
            return replace(block, blocks=_blocks(inner, words))
        case Passage(_, lang, inner):
            return replace(block, blocks=_blocks(inner, replace(words, stays=not is_chinese(lang))))
        case Itemised(_, _, _, items):
            return replace(block, items=tuple(_blocks(item, words) for item in items))
        case Table():
            return _table(block, words)
        case Figure():
            return _figure(block, words)
        case Ornament():
            return block
        case _:
            assert_never(block)


def _table(table: Table, words: _Words) -> Table:
    def row(cells: tuple[tuple[Inline, ...], ...]) -> tuple[tuple[Inline, ...], ...]:
        return tuple(words.inlines(cell, table.origin) for cell in cells)

    caption = words.inlines(table.caption, table.origin)
    return replace(table, caption=caption, header=row(table.header), rows=tuple(row(cells) for cells in table.rows))


def _figure(figure: Figure, words: _Words) -> Figure:
    return replace(
        figure,
        alt=words.one(figure.alt, figure.origin),
        caption=tuple(words.inlines(part, figure.origin) for part in figure.caption),
        credit=words.one(figure.credit, figure.origin, is_name=True),
    )


def _leaves(inlines: Iterable[Inline], stays: bool) -> Iterator[Leaf]:
    for inline in inlines:
        match inline:
            case Text(text) | Supplied(text) | Ruby(text):
                yield Leaf(text, stays)
            case Emphasis(children) | Strong(children) | ProperName(children) | BookTitle(children) | Link(_, children):
                yield from _leaves(children, stays)
            case Foreign(lang, children):
                yield from _leaves(children, not is_chinese(lang))
            case NoteCall() | Gap() | LineBreak():
                pass
            case _:
                assert_never(inline)


def _refilled(inlines: Iterable[Inline], texts: Iterator[str]) -> tuple[Inline, ...]:
    """Return the inlines with the texts in the places of their leaves, in the order of `_leaves`."""
    return tuple(_filled(inline, texts) for inline in inlines)


def _filled(inline: Inline, texts: Iterator[str]) -> Inline:
    match inline:
        case Text() | Supplied():
            return replace(inline, text=next(texts))
        case Ruby():
            return replace(inline, base=next(texts))
        case Emphasis() | Strong() | ProperName() | BookTitle() | Link() | Foreign():
            return replace(inline, children=_refilled(inline.children, texts))
        case NoteCall() | Gap() | LineBreak():
            return inline
        case _:
            assert_never(inline)
