"""The ways into an issue, derived from the issue: takes it and the words of a style, gives entries of a menu and pages.

An entry says its label, how deep it stands and what it must lead to. It shares no code with the navigation that is
printed, so that either can catch the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publisher.issue.article import Article
from publisher.issue.blocks import Heading, walk
from publisher.issue.inlines import plain
from publisher.issue.issue import Advertisement, Issue, Node, Section, Sheet
from publisher.issue.plan import ArticleKind


@dataclass(frozen=True, slots=True)
class Way:
    """A line of a menu: how deep it stands, its label, the article whose page it leads to, the anchor there.

    `anchor` is empty where the top of the page will do.
    """

    depth: int
    label: str
    article: str
    anchor: str


def ways_into(issue: Issue, words: Mapping[str, str], *, with_headings: bool) -> tuple[Way, ...]:
    """Return the menu of an issue, flat, in order."""
    return tuple(way for node in issue.contents for way in _ways(node, words, 1, with_headings))


def printed_pages(issue: Issue) -> tuple[Way, ...]:
    """Return the pages of the original that begin with an article, each where it begins first."""
    found: dict[str, Way] = {}
    for article in issue.articles():
        if article.page and article.page not in found:
            found[article.page] = Way(1, article.page, article.id, "")
    return tuple(found.values())


def name_of(article: Article, words: Mapping[str, str]) -> str:
    """Return the name an article goes by: its title, or the word for a piece without one and its opening."""
    if article.title:
        return " ".join(article.title.text.split("\n"))
    key = "untitled-photos" if article.kind is ArticleKind.PHOTOS else "untitled"
    opening = article.opening()
    return words.get(key, "") + (f"{opening.rstrip('，。、；：,.')}……" if len(opening) >= 16 else opening)


def _ways(node: Node, words: Mapping[str, str], depth: int, with_headings: bool) -> Iterator[Way]:
    if isinstance(node, Section | Sheet):
        first = next(_articles(node), None)
        if first is not None:
            yield Way(depth, _label(node, words), first.id, "")
            for below in node.nodes:
                yield from _ways(below, words, depth + 1, with_headings)
        return
    article = node.article if isinstance(node, Advertisement) else node
    if article is not None and article.in_contents:
        yield Way(depth, name_of(article, words), article.id, article.id)
        if with_headings:
            yield from _headings(article, depth)


def _label(node: Section | Sheet, words: Mapping[str, str]) -> str:
    if isinstance(node, Section):
        return node.label
    return words.get("sheet", "{number} {name}").format(number=node.number, name=node.name).strip()


def _articles(node: Node) -> Iterator[Article]:
    if isinstance(node, Section | Sheet):
        for below in node.nodes:
            yield from _articles(below)
    else:
        article = node.article if isinstance(node, Advertisement) else node
        yield from (article,) if article is not None else ()


def _headings(article: Article, depth: int) -> Iterator[Way]:
    """Yield the headings of an article, each below the nearest one of a higher level before it."""
    above: list[int] = []
    for block in walk(article.blocks):
        label = " ".join(plain(block.inlines).split()) if isinstance(block, Heading) else ""
        if isinstance(block, Heading) and label:
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            yield Way(depth + len(above), label, article.id, block.id)
