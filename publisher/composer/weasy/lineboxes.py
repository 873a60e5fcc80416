"""Makes one line: takes a composition and where the line begins, gives the line box WeasyPrint would have made.

Text boxes hold slices of what was shaped; their glyphs stand where `lines.set_line` puts them. Heights and baselines
are those of the Chinese cell, so that neither another face nor a rare glyph lifts a line off its grid.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.inline import atomic_box

from publisher.composer import lines
from publisher.composer.weasy.clusters import Node, stand_on_grid
from publisher.composer.weasy.composition import Composition, SkipStack
from publisher.composer.weasy.shaping import Metrics, Shaped, Shaper


class Slice:
    """Part of a shaped text on a line; stands where WeasyPrint keeps a Pango layout.

    Attributes:
        begin, end: of the clusters in the shaped text.
        xs: where each cluster begins, in pixels from the first.
        spread: what stands between most neighbours beyond their advances, in pixels.
        hyphen: what is drawn behind them, `hyphen_x` pixels from the first.
    """

    def __init__(
        self,
        shaper: Shaper,
        shaped: Shaped,
        begin: int,
        xs: list[float],
        spread: float,
        hyphen: Shaped | None,
        hyphen_x: float,
    ) -> None:
        self.shaped, self.begin, self.end, self.xs, self.spread = shaped, begin, begin + len(xs), xs, spread
        self.hyphen, self.hyphen_x = hyphen, hyphen_x
        self.first_line_direction = 0
        self.max_width = None
        self._take(shaper.metrics)

    def _take(self, metrics: Metrics) -> None:
        self.ascent = metrics.ascent
        self.underline_position, self.underline_thickness = metrics.underline_position, metrics.underline_thickness
        self.strikethrough_position = metrics.strikethrough_position
        self.strikethrough_thickness = metrics.strikethrough_thickness

    @property
    def text(self) -> str:
        """The characters of the slice."""
        return "".join(self.shaped.texts[self.begin : self.end])

    def repeated(self, count: int, width: float) -> Slice:
        """Return the slice `count` times over, each `width` pixels behind the one before."""
        again = object.__new__(Slice)
        again.__dict__.update(self.__dict__)
        again.shaped = self.shaped.repeated(self.begin, self.end, count)
        again.xs = [x + number * width for number in range(count) for x in self.xs]
        again.begin, again.end = 0, len(again.xs)
        return again

    def reactivate(self, style: object) -> None:
        """Do nothing: a slice is always ready to be drawn."""

    def deactivate(self) -> None:
        """Do nothing: it holds nothing that costs."""


@dataclass(slots=True)
class Surroundings:
    """What WeasyPrint hands to every box of a line."""

    context: Any
    containing_block: Any
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    placeholders: list[Any]


class LineSetter:
    """Sets one line of a composition."""

    def __init__(self, composition: Composition, around: Surroundings, begin: int, end: int, x: float) -> None:
        self.composition, self.around, self.begin, self.end, self.x = composition, around, begin, end, x
        self.size = len(composition.clusters)
        self.last = composition.paragraph.last[end - 1] if end > begin else begin - 1
        self.xs: list[float] = []
        self.ends = self.spread = 0.0

    def line(self, width: float) -> Any:
        """Return the line box; its width counts from the left edge of the line box it was made from."""
        made, source = self.composition.lines_made, self.composition.line
        if made is None:
            return self._made(width)
        key = (self.begin, self.end, round(width, 3))
        if key not in made:
            made[key] = (self._made(width), self.x, source.position_y)
        pattern, x, y = made[key]
        line = pattern.deepcopy()
        for child in line.children:
            child.translate(self.x - x, source.position_y - y)
        line.position_x, line.position_y = source.position_x, source.position_y
        line.width = self.x - source.position_x + pattern.content_width
        return line

    def _made(self, width: float) -> Any:
        composition, justify = self.composition, not self.composition.is_ragged
        if self.end > self.begin:
            setting = lines.set_line(
                composition.paragraph, self.begin, self.end, width, justify=justify and not self.is_last
            )
            self.xs, self.ends, self.spread = setting.starts, setting.end, setting.spread
        box = composition.line
        line = box.copy_with_children(self._children(composition.root))
        line.width = self.x - box.position_x + self.ends
        stand_on_grid(line)
        line.is_composed, line.content_width = True, self.ends
        return line

    @property
    def is_last(self) -> bool:
        """Whether the line ends a paragraph, or stands before a forced break."""
        return self.end >= self.size or self.end in self.composition.paragraph.stops

    def resume_at(self) -> SkipStack:
        """Return the skip stack of the next line, None behind the last."""
        return None if self.end >= self.size else self.composition.skip_stack_of(self.end)

    def _start_of(self, at: int) -> float:
        """Return where a cluster begins on the page; one in front of the line begins where the line does."""
        if at < self.begin or not self.xs:
            return self.x
        return self.x + (self.xs[at - self.begin] if at - self.begin < len(self.xs) else self.ends)

    def _end_of(self, at: int) -> float:
        return self._start_of(at) + self.composition.paragraph.advance[at]

    def _children(self, node: Node) -> list[Any]:
        first = bisect_left(node.children, self.begin, key=attrgetter("end"))
        behind = bisect_right(node.children, self.end, first, key=attrgetter("begin"))
        return [box for child in node.children[first:behind] if self._holds(child) for box in self._set(child)]

    def _holds(self, node: Node) -> bool:
        """Say whether part of a node stands on the line; an empty one stands where the cluster behind it does."""
        if node.begin == node.end:
            return self.begin <= node.begin < self.end or node.begin == self.size == self.end
        return node.begin < self.end and node.end > self.begin

    def _set(self, node: Node) -> list[Any]:
        box = node.box
        box.position_y = self.composition.line.position_y
        if not box.is_in_normal_flow():
            return self._away(node)
        if node.is_text:
            return self._text(node)
        if node.is_atom:
            return [self._atom(node)]
        return [self._inline(node)]

    def _away(self, node: Node) -> list[Any]:
        box, around = node.box, self.around
        if box.is_running() or box.is_note():
            around.context.add_running_element(box)
            return []
        box.position_x = self._end_of(node.begin - 1) if self.begin < node.begin <= self.end else self.x
        placeholder = AbsolutePlaceholder(box)
        around.placeholders.append(placeholder)
        (around.absolute_boxes if box.style["position"] == "absolute" else around.fixed_boxes).append(placeholder)
        return [placeholder]

    def _atom(self, node: Node) -> Any:
        around, x = self.around, self._start_of(node.begin)
        box = atomic_box(
            around.context, node.box, x, None, around.containing_block, around.absolute_boxes, around.fixed_boxes
        )
        box.translate(dx=x - box.position_x)
        return box

    def _inline(self, node: Node) -> Any:
        first, last = max(node.begin, self.begin), min(node.end, self.last + 1) - 1
        box = node.box.copy_with_children(self._children(node))
        box.remove_decoration(start=node.begin < self.begin, end=node.end > self.end)
        if node.begin == node.end:
            box.position_x = self._end_of(first - 1) if first > self.begin else self._start_of(first)
            box.width = 0
        else:
            box.position_x = self._start_of(first)
            margins = box.margin_left + box.margin_right + box.border_left_width + box.border_right_width
            ends = self._end_of(last) if last >= first else box.position_x
            box.width = max(0.0, ends - box.position_x - margins - box.padding_left - box.padding_right)
        return box

    def _text(self, node: Node) -> list[Any]:
        first, last = max(node.begin, self.begin), min(node.end - 1, self.last)
        shaped, shaper = node.shaped, node.shaper
        if not shaped or not shaper or last < first:
            return []
        x = self._start_of(first)
        xs = [at - self.xs[first - self.begin] for at in self.xs[first - self.begin : last + 1 - self.begin]]
        ends = self._end_of(last) - x
        hyphen = self.composition.hyphen_of.get(self.end) if last == self.end - 1 and self.end < self.size else None
        spread = self.spread + self.composition.clusters.letter_spacings[first]
        piece = Slice(shaper, shaped, first - node.shift, xs, spread, hyphen, ends)
        box = node.box.copy_with_text(piece.text)
        box.pango_layout = piece
        box.position_x = x
        box.width = ends + (sum(hyphen.advances) if hyphen else 0.0)
        return [box]
