"""What stands inside a paragraph of an article: takes markdown-it's inline nodes, gives Inlines.

□ becomes a gap, 〔…〕 a supplied reading; a line end between two Chinese characters disappears. It adds no characters
but the space that a line end between other words stands for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.tree import SyntaxTreeNode

from publisher.issue.inlines import (
    BookTitle,
    Emphasis,
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
from publisher.sources.dialect import is_web

_MARKED = re.compile(r"(?P<gap>□+)|〔(?P<supplied>[^〔〕]+)〕")
_LEAVES = frozenset({"text", "code_inline", "ruby", "softbreak", "hardbreak", "image"})


def inlines_of(node: SyntaxTreeNode, article_id: str) -> tuple[Inline, ...]:
    """Return the inlines of an `inline` node."""
    spaces = _spaces([leaf for leaf in node.walk() if leaf.type in _LEAVES])
    return _joined(_inlines(node.children, article_id, spaces))


def inlines_of_text(text: str) -> tuple[Inline, ...]:
    """Return the inlines of plain text: its gaps and supplied readings told apart."""
    return tuple(_pieces(text))


def _inlines(nodes: Iterable[SyntaxTreeNode], article_id: str, spaces: dict[int, str]) -> Iterator[Inline]:
    for node in nodes:
        children = _joined(_inlines(node.children, article_id, spaces)) if node.type not in _LEAVES else ()
        match node.type:
            case "em":
                yield Emphasis(children)
            case "strong":
                yield Strong(children)
            case "name":
                yield ProperName(children)
            case "book":
                yield BookTitle(children)
            case "link":
                yield from _link(node, children)
            case "footnote_ref":
                number = int(node.meta["id"]) + 1
                yield NoteCall(f"{article_id}-n{number:02}", number)
            case _:
                yield _leaf(node, spaces)


def _leaf(node: SyntaxTreeNode, spaces: dict[int, str]) -> Inline:
    match node.type:
        case "ruby":
            return Ruby(node.content, node.info)
        case "hardbreak":
            return LineBreak()
        case "softbreak":
            return Text(spaces[id(node)])
        case _:
            return Text(node.content)


def _link(node: SyntaxTreeNode, children: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield a link to the web, or the words and the path as typed."""
    href = str(node.attrs.get("href", ""))
    if is_web(href):
        yield Link(href, children)
        return
    yield Text("[")
    yield from children
    yield Text(f"]({href})")


def _joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the inlines with neighbouring texts made one, and their gaps and supplied readings told apart."""
    joined: list[Inline] = []
    text = ""
    for inline in inlines:
        if isinstance(inline, Text):
            text += inline.text
            continue
        joined += [*_pieces(text), inline]
        text = ""
    return (*joined, *_pieces(text))


def _pieces(text: str) -> Iterator[Inline]:
    at = 0
    for match in _MARKED.finditer(text):
        if match.start() > at:
            yield Text(text[at : match.start()])
        yield Gap(len(match["gap"])) if match["gap"] else Supplied(match["supplied"])
        at = match.end()
    if at < len(text):
        yield Text(text[at:])


def _spaces(leaves: Sequence[SyntaxTreeNode]) -> dict[int, str]:
    """Return what each line end stands for, by the identity of its node: nothing between Chinese characters."""
    spaces: dict[int, str] = {}
    before = ""
    for leaf, following in zip(leaves, [*leaves[1:], None], strict=False):
        if leaf.type == "softbreak":
            after = following.content[:1] if following else ""
            spaces[id(leaf)] = "" if _is_wide(before) and _is_wide(after) else " "
        before = leaf.content[-1:] or before
    return spaces


def _is_wide(character: str) -> bool:
    return bool(character) and (unicodedata.east_asian_width(character) in "WF" or character in "“”‘’—…·")
