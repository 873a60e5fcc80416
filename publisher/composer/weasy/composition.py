"""A paragraph under composition: takes a line box once, gives each of its lines when WeasyPrint asks for it.

The paragraph is read, shaped and broken as a whole. Breaks hold as long as the lines have the widths they were made
for; where a width changes (a float has ended, another column), the rest of the paragraph is broken again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from weasyprint.layout.percent import percentage

from publisher.composer import lines, spacing
from publisher.composer.hyphens import parted
from publisher.composer.paragraphs import INSIDE_GROUP, Maker
from publisher.composer.weasy.clusters import Node, Reading
from publisher.composer.weasy.shaping import Shaped, UnfitError, breaks_allowed, shaper_of

_ROUNDED = 3  # decimals of a pixel to which widths are alike

SkipStack = Mapping[int, Any] | None


class Composition:
    """A paragraph, ready to be set.

    Attributes:
        root: the tree of its boxes.
        paragraph: its clusters as `lines` knows them.
        lines_made: line boxes that were made before, by begin, end and width; None where they cannot be made again.
        is_ragged: whether lines stay as they are instead of filling the measure.
    """

    def __init__(self, context: Any, line: Any, containing_block: Any) -> None:
        reading = Reading(context, line, containing_block)
        self.line, self.root, self.clusters = line, reading.root, reading.clusters
        self.width = containing_block.width if reading.has_atoms else None
        style = line.style
        self.is_ragged = style["text_align_all"] != "justify"
        self.hyphen_of: dict[int, Shaped] = {}
        self.paragraph = Maker(self.clusters, self._allowed).paragraph(
            style["font_size"],
            self._hyphens(),
            breaks=style["white_space"] != "nowrap",
            breaks_anywhere=style["overflow_wrap"] != "normal",
        )
        self._unkern_ends()
        self.begin = next((at for at, kind in enumerate(self.clusters.kinds) if kind != spacing.SPACE), 0)
        self.lines_made: dict[tuple[int, int, float], Any] | None = {}
        if reading.has_atoms or reading.has_away:
            self.lines_made = None
        self._ends: dict[tuple[int, float], int] = {}

    def _allowed(self) -> list[bool]:
        """Return for every cluster whether UAX 14 lets a line end in front of it."""
        allowed = breaks_allowed("".join(self.clusters.texts), self.line.style["lang"])
        at, found = 0, []
        for text in self.clusters.texts:
            found.append(allowed[at])
            at += len(text)
        return found

    def _hyphens(self) -> dict[int, float]:
        """Return cluster → width of the hyphen, wherever a word may be parted in front of the cluster."""
        found: dict[int, float] = {}
        for node in _texts(self.root):
            style, shaped = node.box.style, node.shaped
            if style["hyphens"] != "auto" or not shaped or len(shaped.texts) != len(shaped.text):
                continue
            hyphen = None
            for at in parted(shaped.text, style["lang"] or ""):
                hyphen = hyphen or shaper_of(style).shape(style["hyphenate_character"])
                found[at + node.shift] = sum(hyphen.advances)
                self.hyphen_of[at + node.shift] = hyphen
        return found

    def _unkern_ends(self) -> None:
        """Let a line that ends inside a Western run end with the full advance of its last character."""
        paragraph, kinds = self.paragraph, self.clusters.kinds
        for node in _texts(self.root):
            for at in range(node.begin + 1, node.end):
                if kinds[at - 1] in spacing.WESTERN and kinds[at] in spacing.WESTERN and paragraph.cost[at] is not None:
                    kerning = (
                        node.shaped.unkerned(at - 1 - node.shift) - paragraph.advance[at - 1] if node.shaped else 0.0
                    )
                    paragraph.ends[at - 1] += kerning

    def end_of_line(self, begin: int, width: float, below: Callable[[], list[float]]) -> int:
        """Return where the line ends that begins here and is `width` wide.

        `below` is asked for the widths of the lines below it, if they are not broken yet.
        """
        key = (begin, round(width, _ROUNDED))
        if key not in self._ends:
            widths = [width, *below()]
            ends = lines.break_lines(self.paragraph, widths, begin, ragged=self.is_ragged)
            for number, end in enumerate(ends):
                measure = widths[min(number, len(widths) - 1)]
                self._ends[begin, round(measure, _ROUNDED)] = end
                begin = end
        return self._ends[key]

    def cluster_at(self, skip_stack: SkipStack) -> int:
        """Return the cluster a skip stack points at."""
        if skip_stack is None:
            return self.begin
        nodes, at = self.root.children, self.begin
        while skip_stack:
            ((index, skip_stack),) = skip_stack.items()
            first = bisect_left(nodes, index, key=attrgetter("index"))
            found = nodes[first : bisect_right(nodes, index, first, key=attrgetter("index"))]
            if not found:
                return nodes[first - 1].end if first else at
            if found[0].is_text:
                offset = next(iter(skip_stack)) if skip_stack else 0
                return _cluster_in_text(found, offset)
            at, nodes = found[0].begin, found[0].children
        return at

    def skip_stack_of(self, at: int) -> SkipStack:
        """Return the skip stack that points at a cluster: the outermost box that begins there, or a place in a text."""
        path: list[int] = []
        node = self.root
        while True:
            child = _child_at(node, at)
            path.append(child.index)
            if child.begin == at and not child.base:
                stack: SkipStack = None
                break
            if child.is_text:
                shaped = child.shaped
                stack = {child.base + (shaped.offsets[at - child.shift] if shaped else 0): None}
                break
            node = child
        for index in reversed(path):
            stack = {index: stack}
        return stack

    def widths(self, *, minimum: bool, begin: int) -> Iterator[float]:
        """Yield the widths of the lines if every line is broken where it may be, or only where it must be."""
        paragraph, size = self.paragraph, len(self.clusters)
        stops = [at for at in paragraph.forced if begin < at < size]
        if minimum:
            costs = paragraph.cost[begin + 1 : size]
            free = [at for at, cost in enumerate(costs, begin + 1) if cost is not None and cost < INSIDE_GROUP]
            stops = [at for at in free if at not in paragraph.hyphen]
        for end in (*stops, size):
            width = paragraph.natural(begin, end)
            if end == size and not minimum:  # WeasyPrint takes trailing spaces off again
                width += sum(paragraph.advance[paragraph.last[end - 1] + 1 : end]) if end else 0.0
            yield width
            begin = end


def _texts(node: Node) -> Iterator[Node]:
    if node.shaped:
        yield node
    for child in node.children:
        yield from _texts(child)


def _cluster_in_text(nodes: list[Node], offset: int) -> int:
    """Return the cluster at an offset, in bytes, of a text box; it may stand in any of its parts."""
    for node in reversed(nodes):
        if offset >= node.base:
            if not node.shaped:
                return node.begin if offset == node.base else node.end
            within = bisect_right(node.shaped.offsets, offset - node.base) - 1
            return min(node.begin + within, node.end)
    return nodes[0].begin


def _child_at(node: Node, at: int) -> Node:
    """Return the child a cluster belongs to; where an empty box stands in front of it, that box."""
    first = bisect_left(node.children, at, key=attrgetter("end"))
    for child in node.children[first:]:
        if child.begin <= at < child.end or child.begin == child.end == at:
            return child
    return node.children[-1]


def text_indent(style: Any) -> float:
    """Return a first line's indent in pixels, 0 where it depends on a width."""
    indent = style["text_indent"]
    return percentage(indent, style, 0) or 0.0


def composition_of(context: Any, line: Any, containing_block: Any) -> Composition | None:
    """Return the composition of a line box, made once; None where WeasyPrint shall set it itself."""
    known = line.__dict__.get("composition", ())
    if known != () and (known is None or (known.line is line and known.width in {None, containing_block.width})):
        found: Composition | None = known
        return found
    try:
        line.composition = Composition(context, line, containing_block)
    except UnfitError:
        line.composition = None
    return line.composition  # type: ignore[no-any-return]  # an attribute of a WeasyPrint box
