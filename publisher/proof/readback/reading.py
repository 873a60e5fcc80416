"""A page read as a stranger reads it: takes its elements, gives its words cut into units, and what was added to them.

A unit is a block that bears an id of the issue, or else a line of its own. Every character of the page is in exactly
one unit or in one added string. It knows no issue and compares nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from publisher.proof.difference.markup import Element

LINE_BREAK, READING, READING_END = "\u2028", "\x0e", "\x0f"  # a break the author set; around a reading of ruby
EDGE, CELL_EDGE = "\x1f", "\x1e"  # of a line and a cell, until white space is run together
_GAP = re.compile(f"[ \t\r\n{EDGE}{CELL_EDGE}]+")
_SAID = ("alt", "aria-label", "title", "aria-description", "placeholder", "summary", "content", "value", "label")
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that belong together.

    Attributes:
        name: an id of the issue, or else the class or the tag of the line.
        is_block: whether the name is an id.
        article: id of the article it stands in; empty outside of articles.
    """

    name: str
    is_block: bool
    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A string that the page marks as added.

    Attributes:
        kind: as marked; `@alt` and the like for words of an attribute, `@title` for the title of the document.
        unit: number of the unit it stands in.
        at: how many visible characters of the unit stand before it.
    """

    kind: str
    text: str
    unit: int
    at: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture: the number of the unit it stands in, its address, its words."""

    unit: int
    href: str
    alt: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link a reader follows: the number of its unit, where it leads, its words, its own id."""

    unit: int
    href: str
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document holds, in reading order."""

    units: tuple[Unit, ...]
    marks: tuple[Mark, ...]
    pictures: tuple[Shown, ...]
    links: tuple[Link, ...]
    anchors: tuple[str, ...]
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of an issue that mean something on a page: those of articles, and those that make a unit."""

    articles: frozenset[str]
    blocks: frozenset[str]


def read_page(root: Element, names: Names) -> Reading:
    """Return what a document holds."""
    reader = _Reader(names)
    for part in root.walk():
        if part.tag == "title" and not reader.title:
            reader.title = normalised(part.text())
    body = next((each for each in root.walk() if each.tag == "body"), root)
    reader.element(body, None)
    units = tuple(
        Unit(each.name, each.is_block, each.article, normalised("".join(each.pieces))) for each in reader.units
    )
    title = (Mark("@title", reader.title, -1, 0),) if reader.title else ()
    return Reading(
        units, (*title, *reader.marks), tuple(reader.pictures), tuple(reader.links), tuple(reader.anchors),
        tuple(reader.hidden),
    )  # fmt: skip


def normalised(text: str) -> str:
    """Return a text with runs of white space as one space; lines end with LF, cells with a tab, without spaces."""
    return _GAP.sub(_gap, text).strip(" \n")


def _gap(run: re.Match[str]) -> str:
    cells = run[0].count(CELL_EDGE)
    return "\t" * cells or ("\n" if EDGE in run[0] else " ")


def visible(text: str) -> int:
    """Return how many characters of a text can be seen."""
    return sum(not char.isspace() and char > "\x1f" for char in text)


def is_hidden(element: Element) -> bool:
    """Say whether an element hides what stands in it from whoever reads with their eyes."""
    style = "".join(element.attributes.get("style", "").lower().split())
    return "hidden" in element.attributes or any(
        sign in style for sign in ("display:none", "visibility:hidden", "font-size:0", "opacity:0", "clip", "color:")
    )


@dataclass(slots=True)
class _Open:
    """A unit that is being read; `seen` counts its visible characters."""

    name: str
    is_block: bool
    article: str
    number: int
    pieces: list[str] = field(default_factory=list)
    seen: int = 0

    def say(self, text: str) -> None:
        self.pieces.append(text)
        self.seen += visible(text)


class _Reader:
    def __init__(self, names: Names) -> None:
        self.names = names
        self.title = ""
        self.units: list[_Open] = []
        self.marks: list[Mark] = []
        self.pictures: list[Shown] = []
        self.links: list[Link] = []
        self.anchors: list[str] = []
        self.hidden: list[str] = []

    def element(self, element: Element, unit: _Open | None) -> None:
        """Read an element that stands in a unit; one that is marked as added is taken as a whole."""
        within = self._unit(element, unit)
        self._note(element, within)
        if element.is_generated:
            text = normalised(element.text())
            if text:
                self.marks.append(Mark(element.attributes["data-generated"], text, within.number, within.seen))
            for below in list(element.walk())[1:]:
                self._note(below, within)
            return
        opening, closing = _edges(element)
        within.pieces.append(opening)
        for child in element.children:
            if isinstance(child, str):
                within.say(child)
            else:
                self.element(child, within)
        within.pieces.append(closing)

    def _unit(self, element: Element, unit: _Open | None) -> _Open:
        """Return the unit an element opens, or the one it stands in."""
        is_block = element.id in self.names.blocks
        if not (unit is None or is_block or (element.tag in _BLOCKS and not unit.is_block)):
            return unit
        name = element.id if is_block else next(iter(element.classes), element.tag)
        around = unit.article if unit else ""
        opened = _Open(name, is_block, element.id if element.id in self.names.articles else around, len(self.units))
        if unit:
            unit.pieces.append(EDGE)
        self.units.append(opened)
        return opened

    def _note(self, element: Element, unit: _Open) -> None:
        """Note what an element says and does besides its words."""
        attributes = element.attributes
        if element.id:
            self.anchors.append(element.id)
        if is_hidden(element):
            self.hidden.append(f"{element.tag} {unit.name}")
        if element.tag == "img":
            self.pictures.append(Shown(unit.number, attributes.get("src", ""), attributes.get("alt", "")))
        if element.tag == "a" and "href" in attributes:
            words = normalised(element.text())
            self.links.append(Link(unit.number, attributes["href"], words, element.id))
        said = (name for name in _SAID if attributes.get(name, "").strip())
        self.marks += [Mark(f"@{name}", attributes[name], unit.number, unit.seen) for name in said]


def _edges(element: Element) -> tuple[str, str]:
    """Return what an element puts before and behind its words."""
    if element.tag == "br":
        return LINE_BREAK, ""
    if element.tag == "rt":
        return READING, READING_END
    if element.tag in _CELLS:
        return "", CELL_EDGE
    return (EDGE, EDGE) if element.tag in _BLOCKS else ("", "")
