"""Reads a line box before layout: takes WeasyPrint's tree of inline boxes, gives its clusters and where each stands.

Text boxes are shaped, edges of inline boxes with padding become clusters of their own, atomic boxes are one cluster.
It refuses what is not ours to set (`UnfitError`): WeasyPrint then sets the paragraph itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.inline import atomic_box
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import strut

from publisher.composer import spacing
from publisher.composer.paragraphs import Clusters
from publisher.composer.weasy.shaping import Shaped, Shaper, UnfitError, shaper_of
from publisher.issue.marks import VERTICAL
from publisher.issue.style import WritingMode

_COLLAPSING = ("normal", "nowrap", "pre-line")
_ABOVE_BASELINE = 0.88  # of a Chinese cell; the rest hangs below (OpenType, BASE table: ideographic em-box)
_DEEPEST = 40  # inline boxes in each other
_NOT_OURS = (boxes.InlineFlexBox, boxes.InlineGridBox)


@dataclass(slots=True)
class Node:
    """A box of the tree and the clusters it holds, from `begin` up to `end`.

    `shaped` and `shift` belong to text: the cluster `at` is number `at - shift` of the shaped text, which begins
    `base` bytes into the box's text.
    """

    box: Any
    index: int
    begin: int
    end: int = 0
    children: list[Node] = field(default_factory=list)
    shaped: Shaped | None = None
    shaper: Shaper | None = None
    shift: int = 0
    base: int = 0

    @property
    def is_text(self) -> bool:
        """Whether the node is a text box, or the part of one between two forced line breaks."""
        return isinstance(self.box, boxes.TextBox)

    @property
    def is_atom(self) -> bool:
        """Whether the box is laid out by WeasyPrint and stands on the line like a character."""
        return isinstance(self.box, boxes.AtomicInlineLevelBox)


class Reading:
    """One walk over a line box."""

    def __init__(self, context: Any, line: Any, containing_block: Any) -> None:
        self.context, self.containing_block = context, containing_block
        self.clusters, self.depth = Clusters(), 0
        self.has_atoms = self.has_text = self.has_away = self.in_leader = False
        self.root = Node(line, 0, 0)
        if line.style["white_space"] not in _COLLAPSING or line.style["direction"] != "ltr":
            raise UnfitError
        self._read_children(self.root, 0, is_call=False)
        if not self.has_text:
            raise UnfitError

    def _read_children(self, parent: Node, group: int, *, is_call: bool) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UnfitError
        for index, box in enumerate(parent.box.children):
            parent.children += self._read(box, index, group, is_call)
        self.depth -= 1
        parent.end = len(self.clusters)

    def _read(self, box: Any, index: int, group: int, is_call: bool) -> Iterator[Node]:
        if not box.is_in_normal_flow():
            yield self._away(box, index)
        elif isinstance(box, boxes.TextBox):
            yield from self._read_text(box, index, group, is_call)
        elif isinstance(box, boxes.InlineBox):
            yield self._read_inline(box, index, group, is_call)
        elif isinstance(box, boxes.AtomicInlineLevelBox) and not isinstance(box, _NOT_OURS):
            yield self._read_atom(box, index, group)
        else:
            raise UnfitError

    def _away(self, box: Any, index: int) -> Node:
        if box.is_floated() or box.is_footnote():
            raise UnfitError
        self.has_away = True
        return Node(box, index, len(self.clusters), len(self.clusters))

    def _read_inline(self, box: Any, index: int, group: int, is_call: bool) -> Node:
        style = box.style
        if style["position"] == "relative" and any(child.is_absolutely_positioned() for child in box.descendants()):
            raise UnfitError
        if style["direction"] != "ltr" or (box.is_leader and len(box.children) != 1):
            raise UnfitError
        resolve_percentages(box, (0, 0))
        stand_on_grid(box)
        for side in ("left", "right"):
            if getattr(box, f"margin_{side}") == "auto":
                setattr(box, f"margin_{side}", 0)
        node = Node(box, index, len(self.clusters))
        if style["white_space"] == "nowrap" or box.is_leader:
            group = group or len(self.clusters) + 1
        is_call = is_call or _is_raised(style["vertical_align"])
        self._edge(node, spacing.EDGE_START, box.margin_left + box.border_left_width + box.padding_left, group)
        self.in_leader = box.is_leader
        self._read_children(node, group, is_call=is_call)
        self.in_leader = False
        self._edge(node, spacing.EDGE_END, box.margin_right + box.border_right_width + box.padding_right, group)
        node.end = len(self.clusters)
        return node

    def _edge(self, node: Node, kind: int, width: float, group: int) -> None:
        if width:
            self.clusters.add("", kind, float(width), node.box.style["font_size"], group)

    def _read_atom(self, box: Any, index: int, group: int) -> Node:
        resolve_percentages(box, self.containing_block)
        laid = atomic_box(self.context, box, 0, None, self.containing_block, [], [])
        node = Node(box, index, len(self.clusters), len(self.clusters) + 1)
        width = laid.margin_width()
        kind = spacing.OBJECT if width else spacing.NOTHING
        self.clusters.add("\ufffc", kind, float(width), box.style["font_size"], group)
        self.has_atoms = True
        return node

    def _read_text(self, box: Any, index: int, group: int, is_call: bool) -> Iterator[Node]:
        style = box.style
        keeps_spaces = style["white_space"] not in _COLLAPSING and not self.in_leader
        if keeps_spaces or not style["font_size"] or "\t" in box.text:
            raise UnfitError
        resolve_percentages(box, (0, 0))
        stand_on_grid(box)
        shaper = shaper_of(style)
        base = 0
        for number, text in enumerate(box.text.split("\n")):
            if number:
                base += 1
                newline = Node(box, index, len(self.clusters), len(self.clusters) + 1, base=base - 1)
                self.clusters.add("\n", spacing.NEWLINE, 0.0, style["font_size"], 0)
                yield newline
            if text:
                yield self._read_run(box, index, text, shaper, group, is_call, base)
                base += len(text.encode())

    def _read_run(self, box: Any, index: int, text: str, shaper: Shaper, group: int, is_call: bool, base: int) -> Node:
        style = box.style
        em, language = style["font_size"], _language_of(style)
        letter = 0.0 if style["letter_spacing"] == "normal" else style["letter_spacing"]
        shaped = shaper.shape(text)
        node = Node(box, index, len(self.clusters), 0, [], shaped, shaper, len(self.clusters), base)
        kinds = shaped.kinds(language, em)
        if is_call:
            kinds = [kind if kind == spacing.SPACE else spacing.CALL for kind in kinds]
        advances = shaped.advances
        if word := style["word_spacing"]:
            pairs = zip(advances, kinds, strict=True)
            advances = [advance + word if kind == spacing.SPACE else advance for advance, kind in pairs]
        self.clusters.extend(shaped.texts, kinds, advances, em, letter, group)
        self.has_text = self.has_text or not text.isspace()
        node.end = len(self.clusters)
        return node


def _language_of(style: Any) -> str:
    """Return the language by whose rules marks are classed; turned faces are those of vertical lines."""
    is_vertical = style["font_family"][0].endswith(f" {WritingMode.VERTICAL}")
    return (style["lang"] or "") + (VERTICAL if is_vertical else "")


def _is_raised(vertical_align: Any) -> bool:
    """Say whether a box stands above the line: WeasyPrint has made a length of `super` by then."""
    return isinstance(vertical_align, int | float) and vertical_align > 0


def stand_on_grid(box: Any) -> None:
    """Give a box the height of its line, and the baseline that cell and leading put there, whatever its face."""
    size, line_height = box.style["font_size"], strut(box.style)[0]
    half_leading = (line_height - size) / 2
    box.height, box.baseline = size, half_leading + _ABOVE_BASELINE * size
    box.margin_top = half_leading - box.border_top_width - box.padding_top
    box.margin_bottom = half_leading - box.border_bottom_width - box.padding_bottom
