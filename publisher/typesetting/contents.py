"""The one tree of contents behind navigation, outline and printed contents page.

Takes an issue and the file each article is set in, gives entries nested as sections are. It does not know page numbers:
those are read from the finished layout.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from publisher.issue.article import Article
from publisher.issue.blocks import Figure, Heading, Table, walk
from publisher.issue.inlines import plain
from publisher.issue.issue import Advertisement, Issue, Node, Section, Sheet
from publisher.issue.plan import ArticleKind
from publisher.typesetting import views
from publisher.typesetting.words import Words

_LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Target:
    """Where an entry leads: a page file, and an anchor in it."""

    file: str
    anchor: str

    @property
    def href(self) -> str:
        """The target as a link."""
        return f"{self.file}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the contents.

    Attributes:
        id: of the section, sheet or article.
        kind: section, sheet, advertisement, or the kind of the article.
        label: what a reader sees.
        page: page of the printed original, as printed; empty if unknown.
        level: 1 for the outermost.
        headings: those inside an article, nested by their ranks; only a reader's menu lists them.
    """

    id: str
    kind: str
    label: str
    target: Target
    level: int
    kicker: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    page: str = ""
    untitled: bool = False
    children: tuple[ContentsEntry, ...] = ()
    headings: tuple[ContentsEntry, ...] = ()

    def walk(self) -> Iterator[ContentsEntry]:
        """Yield the entry and everything under it in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Listed:
    """A picture or a table in the list of its kind."""

    label: str
    target: Target


def contents_of(issue: Issue, files: Mapping[str, str], words: Words) -> tuple[ContentsEntry, ...]:
    """Return the contents of the issue; `files` tells the page file of every printed article by its id."""
    return _entries(issue.contents, files, words, 1)


def listed(issue: Issue, files: Mapping[str, str], words: Words, kind: type[Figure | Table]) -> tuple[Listed, ...]:
    """Return the pictures or the tables of the issue in reading order; a picture that is lost or decorative is none.

    One without a caption goes by the words for a listener, else by its article.
    """
    return tuple(
        Listed(_label(block, article, words), Target(files[article.id], block.id))
        for article in issue.articles()
        for block in walk(article.blocks)
        if isinstance(block, kind) and _is_there(block)
    )


def _is_there(block: Figure | Table) -> bool:
    return isinstance(block, Table) or bool(block.picture and not block.decorative)


def _label(block: Figure | Table, article: Article, words: Words) -> str:
    if isinstance(block, Table):
        said = plain(block.caption)
    else:
        said = next((plain(part) for part in block.caption if plain(part).strip()), "") or block.alt
    said = " ".join(said.split())
    if not said:
        kind = words("table" if isinstance(block, Table) else "picture")
        return f"{kind}{words('between-numbers')}{name_of(article, words)}"
    return said if len(said) <= _LONGEST_LABEL else f"{said[:_LONGEST_LABEL].rstrip('，。、；：,. ')}……"


def name_of(article: Article, words: Words) -> str:
    """Return the name an article goes by: its title, or 〔原题缺〕 and its opening words."""
    if article.title:
        return " ".join(article.title.text.split("\n"))
    named = words("untitled-photos" if article.kind is ArticleKind.PHOTOS else "untitled")
    return f"{named}{_shortened(article.opening())}"


def _shortened(opening: str) -> str:
    return f"{opening.rstrip('，。、；：,.')}……" if len(opening) >= 16 else opening


def _entries(nodes: tuple[Node, ...], files: Mapping[str, str], words: Words, level: int) -> tuple[ContentsEntry, ...]:
    entries = (_entry(node, files, words, level) for node in nodes)
    return tuple(entry for entry in entries if entry is not None)


def _entry(node: Node, files: Mapping[str, str], words: Words, level: int) -> ContentsEntry | None:
    match node:
        case Section(id_, label):
            return _branch(node, id_, "section", label, files, words, level)
        case Sheet(id_, number, name):
            return _branch(node, id_, "sheet", words("sheet", number=number, name=name).strip(), files, words, level)
        case Article():
            return _leaf(node, str(node.kind), files, words, level)
        case Advertisement(_, _, article):
            return _leaf(article, "advertisement", files, words, level) if article else None
        case _:
            assert_never(node)


def _branch(
    node: Section | Sheet, id_: str, kind: str, label: str, files: Mapping[str, str], words: Words, level: int
) -> ContentsEntry | None:
    first = next((article.id for article in _articles(node)), "")
    if not first:
        return None
    children = _entries(node.nodes, files, words, level + 1)
    return ContentsEntry(id_, kind, label, Target(files[first], id_), level, children=children)


def _articles(node: Node) -> Iterator[Article]:
    match node:
        case Section() | Sheet():
            for inner in node.nodes:
                yield from _articles(inner)
        case Article():
            yield node
        case Advertisement(_, _, article):
            yield from (article,) if article else ()
        case _:
            assert_never(node)


def _leaf(article: Article, kind: str, files: Mapping[str, str], words: Words, level: int) -> ContentsEntry | None:
    if not article.in_contents:
        return None
    return ContentsEntry(
        id=article.id,
        kind=kind,
        label=name_of(article, words),
        target=Target(files[article.id], article.id),
        level=level,
        kicker=article.kicker.text if article.kicker else "",
        subtitle=article.subtitle.text if article.subtitle else "",
        authors=article.byline.names if article.byline else (),
        page=article.page,
        untitled=article.title is None,
        headings=tuple(_headings(article, files[article.id], level)),
    )


def _headings(article: Article, file: str, level: int) -> Iterator[ContentsEntry]:
    """Yield the headings of an article with those below them, one that says nothing left out."""
    ranks = views.ranks(article)
    found = [block for block in walk(article.blocks) if isinstance(block, Heading) and plain(block.inlines).strip()]
    yield from _nested(deque((block, ranks[block.id]) for block in found), file, level, 1)


def _nested(left: deque[tuple[Heading, int]], file: str, level: int, above: int) -> Iterator[ContentsEntry]:
    while left and left[0][1] > above:
        heading, rank = left.popleft()
        inner = tuple(_nested(left, file, level + 1, rank))
        label = " ".join(plain(heading.inlines).split())
        yield ContentsEntry(heading.id, "heading", label, Target(file, heading.id), level + 1, headings=inner)
