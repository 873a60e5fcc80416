"""A page read as lines of plain text: takes XHTML, gives lines whose every piece says whether it is the issue's.

Paragraphs keep one line each, however long, and are indented by two ideographic spaces, as Chinese readers expect of
a text file. It invents no word: what it adds are indents, brackets and marks, and labels of the style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from publisher.typesetting.words import Words

INDENT = "　　"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_EPUB = "http://www.idpf.org/2007/ops"
_TWO_SPANS = (f"{_XHTML}span", f"{_XHTML}span")
_PAUSE = "＊　＊　＊"
_LEAVES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "dt", "dd"})
_SPACE = re.compile(r"[ \t\r\n]+")
# The contents tell the list of a cover again, the cover the head of the contents, a figure that its picture is lost.
_TOLD_ELSEWHERE = frozenset({"cover-list", "contents-issue", "frame"})
_SECTIONS = frozenset({"section", "section-opening"})
_LEADS_OUT = re.compile(r"(https?|mailto):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a line; `stands_for` is what the issue has there, nothing for what is added."""

    text: str
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `block` is the id of the block of an article that it belongs to, or of the nearest thing with one."""

    pieces: tuple[Piece, ...] = ()
    block: str = ""

    @property
    def text(self) -> str:
        """The line as it is printed."""
        return "".join(piece.text for piece in self.pieces).rstrip(" ")

    @property
    def original(self) -> str:
        """The line without what was added to it."""
        return "".join(piece.stands_for for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _Where:
    """Where in a page an element stands.

    Attributes:
        block: id of the nearest element around that has one.
        is_added: whether it is marked as generated.
        indent: what its lines begin with.
        mark: what the first of its lines begins with in place of the last of the indent: the mark of a list.
    """

    block: str = ""
    is_added: bool = False
    indent: str = ""
    mark: str = ""


def lines_of(body: str, words: Words) -> Iterator[Line]:
    """Yield the lines of the body of a page; blank ones stand between stanzas and above headings."""
    root = ET.fromstring(f'<body xmlns="{_XHTML[1:-1]}" xmlns:epub="{_EPUB}">{body}</body>')  # noqa: S314 - our own page
    yield from _Reader(words).inside(root, _Where())


class _Reader:
    """Reads elements into lines; the words are those of the style."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def block(self, element: ET.Element, where: _Where) -> Iterator[Line]:
        """Yield the lines of one element."""
        tag, classes = element.tag.removeprefix(_XHTML), element.get("class", "").split()
        where = replace(where, block=element.get("id", where.block), is_added=where.is_added or _is_added(element))
        if _TOLD_ELSEWHERE & set(classes):
            return
        if tag == "figure":
            yield self.figure(element, where)
        elif tag == "table":
            yield from self.table(element, where)
        elif "verse" in classes:
            yield from self.verse(element, where)
        elif tag == "hr":
            yield Line((Piece(INDENT + _PAUSE),), where.block)
        elif tag in {"ol", "ul"}:
            yield from self.items(element, where)
        elif tag in _LEAVES:
            yield from self.leaf(element, where)
        elif _holds_a_fact(element):
            yield self.fact(element, where)
        else:
            yield from self.inside(element, _indented(tag, classes, where))

    def inside(self, element: ET.Element, where: _Where) -> Iterator[Line]:
        """Yield the lines of what stands in an element; the mark of a list goes to the first of them."""
        loose = [_piece(_SPACE.sub(" ", element.text or "").strip(" "), where)]
        for child in element:
            if _is_inline(child):
                loose += self.run(child, where)
                loose.append(_piece(_SPACE.sub(" ", child.tail or ""), where))
                continue
            if line := _line(loose, where):
                yield line
                where = replace(where, mark="")
            loose = []
            for line in self.block(child, where):
                yield line
                where = replace(where, mark="")
        if line := _line(loose, where):
            yield line

    def leaf(self, element: ET.Element, where: _Where) -> Iterator[Line]:
        """Yield the line of a paragraph or a heading; one of the head of an article has no indent."""
        pieces = list(self.run(element, where))
        if _SECTIONS & set(_classes(element)):
            pieces = [Piece("【"), *pieces, Piece("】")]
        if element.tag == f"{_XHTML}h1":
            where = replace(where, indent="")
        if "row" in _classes(element):
            where = replace(where, indent=INDENT)
        if _is_heading(element) and where.indent:
            yield Line()
        for number, part in enumerate(_broken(pieces)):
            if line := _line(part, where if number == 0 else replace(where, mark="")):
                yield line

    def run(self, element: ET.Element, where: _Where) -> Iterator[Piece]:
        """Yield the pieces of words and what stands among them."""
        is_added = where.is_added or _is_added(element)
        tag = element.tag.removeprefix(_XHTML)
        if tag == "br":
            yield Piece("\n")
            return
        inner = replace(where, is_added=is_added or tag == "rt")
        yield _piece(element.text or "", inner)
        last: ET.Element | None = None
        for child in element:
            if inner.is_added and last is not None and not last.tail and (last.tag, child.tag) == _TWO_SPANS:
                yield Piece("　")  # things that stand side by side on a cover
            yield from self.run(child, inner)
            yield _piece(child.tail or "", inner)
            last = child
        href = element.get("href", "")
        if tag == "a" and _LEADS_OUT.match(href) and href not in "".join(element.itertext()):
            yield Piece(f"（{href.removeprefix('mailto:')}）")

    def figure(self, element: ET.Element, where: _Where) -> Line:
        """Return the line of a figure: what it is, its caption, its credit."""
        captions = [each for each in element.iter(f"{_XHTML}p") if {"caption", "credit"} & set(_classes(each))]
        picture = element.find(f".//{_XHTML}img")
        label = self.words("picture" if picture is not None else "missing-picture")
        alt = picture.get("alt", "") if picture is not None else ""
        said = [Piece(alt)] if not captions and alt not in {"", label} else []
        for number, caption in enumerate(captions):
            said += [Piece("　", "\n")] if number else []
            said += self.run(caption, where)
        pieces = [Piece(where.indent + "〔" + label), *([Piece("："), *said] if said else []), Piece("〕")]
        return Line(tuple(_flat(pieces)), where.block)

    def table(self, element: ET.Element, where: _Where) -> Iterator[Line]:
        """Yield the caption and the rows of a table, its cells parted by tabs."""
        for caption in element.iter(f"{_XHTML}caption"):
            yield Line(tuple(_flat(self.run(caption, where))), where.block)
        for row in element.iter(f"{_XHTML}tr"):
            pieces: list[Piece] = []
            for number, cell in enumerate(row):
                pieces += [Piece("\t", "\t")] if number else []
                pieces += _flat(self.run(cell, where))
            yield Line(tuple(pieces), where.block)

    def verse(self, element: ET.Element, where: _Where) -> Iterator[Line]:
        """Yield the lines of verse, a blank one between stanzas."""
        for number, stanza in enumerate(element):
            if number:
                yield Line((), where.block)
            for line in stanza:
                pieces = list(self.run(line, replace(where, is_added=where.is_added or _is_added(line))))
                yield Line((Piece(where.indent or INDENT), *_flat(pieces)), where.block)

    def items(self, element: ET.Element, where: _Where) -> Iterator[Line]:
        """Yield the lines of a list, each item behind its mark."""
        start = int(element.get("start", "1"))
        for number, item in enumerate(element, start):
            mark = f"{number}. " if element.tag == f"{_XHTML}ol" else "• "
            yield from self.inside(item, replace(where, indent=where.indent or INDENT, mark=mark))

    def fact(self, element: ET.Element, where: _Where) -> Line:
        """Return a term and what is said of it as one line."""
        pieces: list[Piece] = []
        for number, part in enumerate(element):
            pieces += [Piece("：")] if number else []
            pieces += self.run(part, where)
        return Line(tuple(_flat(pieces)), where.block)


def _indented(tag: str, classes: list[str], where: _Where) -> _Where:
    """Return where the children of an element stand: text is indented, words of others once more."""
    if "body" in classes or "colophon-page" in classes or "corrections-page" in classes:
        return replace(where, indent=INDENT)
    if tag == "blockquote":
        return replace(where, indent=where.indent + INDENT)
    return where


def _line(pieces: list[Piece], where: _Where) -> Line | None:
    """Return the line of some pieces, or None if they say nothing."""
    flat = list(_flat(pieces))
    if not "".join(piece.text for piece in flat).strip(" \t"):
        return None
    return Line((Piece(where.indent + where.mark), *flat), where.block)


def _broken(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces line by line, broken where the author broke them and nowhere else."""
    line: list[Piece] = []
    for piece in pieces:
        if piece == Piece("\n"):
            yield line
            line = []
        else:
            line.append(piece)
    yield line


def _flat(pieces: list[Piece] | Iterator[Piece]) -> Iterator[Piece]:
    """Yield pieces without line ends of their own; what the issue has is left as it is otherwise."""
    for piece in pieces:
        if piece.text:
            text = piece.text.replace("\n", " " if piece.stands_for else "")
            yield replace(piece, text=text)


def _piece(text: str, where: _Where) -> Piece:
    return Piece(text, "" if where.is_added else text)


def _is_added(element: ET.Element) -> bool:
    return "data-generated" in element.attrib


def _classes(element: ET.Element) -> list[str]:
    return element.get("class", "").split()


def _is_heading(element: ET.Element) -> bool:
    return element.tag.removeprefix(_XHTML) in {"h2", "h3", "h4", "h5", "h6"}


def _is_inline(element: ET.Element) -> bool:
    return element.tag.removeprefix(_XHTML) in {"span", "a", "b", "em", "strong", "ruby", "sup", "ins", "img", "br"}


def _holds_a_fact(element: ET.Element) -> bool:
    return [each.tag for each in element] == [f"{_XHTML}dt", f"{_XHTML}dd"]
