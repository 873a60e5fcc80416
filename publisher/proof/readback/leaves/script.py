"""What the pages of a PDF are to say, strand by strand: takes the pages as typesetting makes them, gives a Script.

A strand is what one block says from its first character to its last, white space left out: calls of notes, labels and
page numbers stand in it where they are printed. What is printed elsewhere than it stands (notes, readings, marks of
lists) is a strand of its own. It reads no finished file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from publisher.proof.difference.markup import Element
from publisher.proof.readback.added import root_of
from publisher.proof.readback.expected import SetPage, Setting
from publisher.proof.readback.leaves.paper import once

LEADER = "\ue000"  # stands for the dots before a page number, as many as fit
FOLIO = "\ue001"  # stands for the number of a page, known when all are found
_WHITE = re.compile(r"[\s\u00ad\u200b\u2060\ufeff]+")
_BLOCKS = frozenset(
    {
        "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "section", "table", "tbody", "td", "th",
        "thead", "tr", "ul",
    }
)  # fmt: skip
_BULLETS = "•◦▪"
_BARCODE = re.compile(r"[0-9]{13}(?:\s*[0-9]{2}|\s*[0-9]{5})?\s*$")
_HEADLESS = frozenset({"contents-title", "corrections-title"})
_IMPRINT_TITLE = "imprint-title"
_ABOVE = frozenset({"with-picture", "own-page"})  # classes of an element that say how those in it are set


class Flow(StrEnum):
    """Strands that follow each other on paper; those of different flows may stand in any order."""

    TEXT = "text"
    FIGURES = "figures"
    NOTES = "notes"
    READINGS = "readings"
    MARKS = "marks"
    ASIDES = "asides"


@dataclass(frozen=True, slots=True)
class Link:
    """Characters of a strand that lead somewhere: half open, and the target as the page has it."""

    start: int
    end: int
    target: str


@dataclass(slots=True)
class Strand:
    """What one block says.

    Attributes:
        document: id of the page it stands in: an article, or the name of the matter.
        block: the nearest id above it.
        kind: how it is marked as added; empty for the words of the issue.
        text: its characters without white space.
        links: what in it leads elsewhere.
        targets: anchors whose page numbers stand in it, in order.
        repeats: it is printed again where its table goes on.
        may_be_hidden: a style sheet may take it from the paper as a whole.
        is_value: it is what a list of facts says to the label before it.
        is_opening: it names the section or the sheet that begins above an article.
        row: of a table, counted over all tables with a number between two of them; 0 outside of rows.
    """

    document: str
    block: str
    kind: str
    flow: Flow
    text: str = ""
    links: list[Link] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    repeats: bool = False
    may_be_hidden: bool = False
    is_opening: bool = False
    is_value: bool = False
    row: int = 0


@dataclass(frozen=True, slots=True)
class Reach:
    """Strands from one to before another; in the first, `start` characters stand before."""

    first: int
    end: int
    start: int = 0


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its words, and the first of the strands it leads to."""

    title: str
    strand: int


@dataclass(frozen=True, slots=True)
class Script:
    """All strands of an edition.

    Attributes:
        anchors: id → what it stands for.
        targets: everything a link leads to.
        running: document → what its running head says.
        headless: documents that begin on a page without a running head; `bare` begin on one without a page number too.
    """

    strands: tuple[Strand, ...]
    anchors: Mapping[str, Reach]
    bookmarks: tuple[Bookmark, ...]
    targets: frozenset[str]
    running: Mapping[str, str]
    headless: frozenset[str]
    bare: frozenset[str]


def squeezed(text: str) -> str:
    """Return text without its white space and without characters that only say where a line may end."""
    return _WHITE.sub("", text)


def script_of(setting: Setting) -> Script:
    """Return what the pages of an issue are to say."""
    scribe = _Scribe(setting.lettering)
    for page in setting.pages:
        scribe.write(page)
    return Script(
        tuple(scribe.strands),
        scribe.anchors,
        tuple(scribe.bookmarks),
        frozenset(scribe.targets),
        scribe.running,
        frozenset(scribe.headless | scribe.bare),
        frozenset(scribe.bare),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree the scribe is."""

    document: str
    block: str = ""
    kind: str = ""
    flow: Flow = Flow.TEXT
    lists: int = 0
    repeats: bool = False
    may_be_hidden: bool = False
    is_opening: bool = False
    above: frozenset[str] = frozenset()
    is_value: bool = False
    row: int = 0


@dataclass(slots=True)
class _Scribe:
    lettering: Mapping[str, str]
    strands: list[Strand] = field(default_factory=list)
    anchors: dict[str, Reach] = field(default_factory=dict)
    bookmarks: list[Bookmark] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)
    running: dict[str, str] = field(default_factory=dict)
    headless: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)
    current: Strand | None = None
    aside: list[tuple[Element, _Place]] = field(default_factory=list)
    rows: int = 0

    def write(self, page: SetPage) -> None:
        """Add the strands of a page."""
        first = len(self.strands)
        root = root_of(page)
        self._element(root, _Place(page.id, page.id, root.attributes.get("data-generated", "")))
        self._finish()
        self.anchors[f"page-{page.id}"] = Reach(first, len(self.strands))
        self.anchors[f"end-page-{page.id}"] = Reach(len(self.strands), len(self.strands))

    def _element(self, element: Element, place: _Place) -> None:
        classes = element.classes
        if "footnote" in classes or "rt" in classes:
            self._set_aside(element, place)
            return
        place = _inside(element, place)
        if element.tag in {"table", "tr"}:
            self.rows += 1
            place = replace(place, row=self.rows if element.tag == "tr" else 0)
        is_block = element.tag in _BLOCKS
        if is_block:
            self._finish()
        first = self._next()
        self._note_facts(element, place, first)
        start = len(self.current.text) if self.current else 0
        self._content(element, place)
        if target := element.attributes.get("href"):
            self._link(start, target)
        if is_block:
            self._finish()
        if element.id:
            has_caption = element.tag == "table" and any(child.tag == "caption" for child in element.elements())
            self.anchors[element.id] = Reach(first + has_caption, len(self.strands), start)

    def _content(self, element: Element, place: _Place) -> None:
        if element.tag == "img":
            self._letter(element, place)
        elif "leader" in element.classes:
            self._say(LEADER, place)
        elif target := element.attributes.get("data-folio-of"):
            self._say(FOLIO, place)
            if self.current:
                self.current.targets.append(target)
        else:
            number = int(element.attributes.get("start", "1"))
            for child in once(element.children):
                if isinstance(child, str):
                    self._say(squeezed(child), place)
                    continue
                if child.tag == "li" and element.tag in {"ol", "ul"}:
                    self._mark(f"{number}." if element.tag == "ol" else _BULLETS[min(place.lists, 3) - 1], place)
                    number += 1
                self._element(child, place)

    def _link(self, start: int, target: str) -> None:
        """Note a link that ends here; one without words is known by its target alone."""
        end = len(self.current.text) if self.current else 0
        if self.current and end > start:
            self.current.links.append(Link(start, end, target))
        self.targets.add(target)

    def _next(self) -> int:
        """Return the number of the strand that characters would go to now."""
        return len(self.strands) - (self.current is not None)

    def _say(self, words: str, place: _Place) -> None:
        if not words:
            return
        if self.current is None:
            self.current = Strand(
                place.document,
                place.block,
                place.kind,
                place.flow,
                repeats=place.repeats,
                may_be_hidden=place.may_be_hidden,
                is_opening=place.is_opening,
                is_value=place.is_value,
                row=place.row,
            )
            self.strands.append(self.current)
        self.current.text += words

    def _finish(self) -> None:
        """End a strand; what was set aside in it follows."""
        self.current = None
        waiting, self.aside = self.aside, []
        for element, place in waiting:
            first = len(self.strands)
            self._say(squeezed(element.attributes.get("data-mark", "")), place)
            self._content(element, place)
            self.current = None
            if element.id:
                self.anchors[element.id] = Reach(first, len(self.strands))

    def _set_aside(self, element: Element, place: _Place) -> None:
        """Keep a note or a reading for the end of its block; the call of a note stands here."""
        flow = Flow.NOTES if "footnote" in element.classes else Flow.READINGS
        self._say(squeezed(element.attributes.get("data-mark", "")), place)
        block = element.id or place.block
        self.aside.append((element, _Place(place.document, block, place.kind, flow)))

    def _letter(self, picture: Element, place: _Place) -> None:
        """Say what is drawn in a picture: its words, the digits below a barcode."""
        words = self.lettering.get(picture.attributes.get("src", ""), "")
        if place.kind == "barcode":
            said = _BARCODE.search(picture.attributes.get("alt", ""))
            words = said[0] if said else ""
        before, self.current = self.current, None
        self._say(squeezed(words), replace(place, flow=Flow.FIGURES))
        self.current = before

    def _mark(self, mark: str, place: _Place) -> None:
        self._finish()
        self._say(mark, _Place(place.document, place.block, "list-mark", Flow.MARKS))
        self.current = None

    def _note_facts(self, element: Element, place: _Place, first: int) -> None:
        """Note what style sheets take from an element: its entry in the outline, its running head."""
        classes, attributes = element.classes, element.attributes
        name = attributes.get("data-name", "")
        if element.tag == "article":
            self.running[place.document] = squeezed(attributes.get("data-running", ""))
            self.headless |= {place.document} if "data-bare-head" in attributes else set()
            if not {"kind-photos", "untitled"} <= set(classes):
                return
        if {"opener", "cover-page"} & set(classes):
            self.bare.add(place.document)
        if {"contents-title", "back-title"} & set(classes):
            name = element.text()
            self.running[place.document] = squeezed(name) if "back-title" in classes else ""
            is_matter = element.id in _HEADLESS or (element.id == _IMPRINT_TITLE and "own-page" in place.above)
            follows = element.id == "colophon-title" and "corrections" in self.running
            self.headless |= {place.document} if is_matter or follows else set()
        if name:
            self.bookmarks.append(Bookmark(" ".join(name.split()), first))


def _inside(element: Element, place: _Place) -> _Place:
    classes = element.classes
    flow = place.flow
    if element.tag == "figcaption" or "frame" in classes:
        flow = Flow.FIGURES
    elif {"pull-quote", "original-page", "symbol"} & set(classes):
        flow = Flow.ASIDES
    return _Place(
        place.document,
        element.id or place.block,
        element.attributes.get("data-generated", place.kind),
        flow,
        place.lists + (element.tag in {"ol", "ul"}),
        place.repeats or element.tag == "thead",
        place.may_be_hidden or _may_be_hidden(element, place),
        place.is_opening or bool({"sheet", "section-opening"} & set(classes)),
        place.above | _ABOVE & set(classes),
        element.tag == "dd",
        place.row,
    )


def _may_be_hidden(element: Element, place: _Place) -> bool:
    """Say whether style sheets take an element from the paper: words a picture covers, a title of the page it is on."""
    if "cover-foot" in element.classes:
        return "with-picture" in place.above
    return element.id == _IMPRINT_TITLE and "own-page" not in place.above
