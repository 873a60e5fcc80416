"""Makes up a newspaper: takes its bound document and a way to lay it out, gives the layout with stories in modules.

Every story is measured once, its text in one column and its head at every width; `makeup` decides, `forme` carries
out, and the layout is compared with what was planned. What came out otherwise corrects the measures, and the pages are
made up again. Measures are kept by story, so that one day each story can be laid out and kept on its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from publisher.editions import forme
from publisher.editions.columns import Piece, depth
from publisher.editions.flow import Flow, Modules
from publisher.editions.makeup import Band, Form, MadeUp, Stack, Story, make_up
from publisher.editions.whiting import whited

_ATTEMPTS = 5
_PIXELS_PER_POINT = 96 / 72
_TOUCH = 0.02  # of a line

Document = Any  # of WeasyPrint, which only the renderer and the composer import
Render = Callable[..., Document]
Segment = list[MadeUp] | forme.Copy


@dataclass(slots=True)
class _Measures:
    """What is known of every story, in lines, by its name; `found` are heights seen in a layout."""

    taken: int = 0
    above: dict[str, int] = field(default_factory=dict)
    text: dict[str, int] = field(default_factory=dict)
    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    heads: dict[str, dict[int, int]] = field(default_factory=dict)
    found: dict[tuple[str, int], int] = field(default_factory=dict)

    def height(self, name: str, columns: int) -> int:
        """Return the lines a story takes in a number of columns."""
        if (name, columns) in self.found:
            return self.found[name, columns]
        pieces = self.pieces.get(name) or [Piece(self.text.get(name, 0))]
        return self.heads[name][columns] + depth(pieces, columns)

    def lost(self, name: str, columns: int) -> int:
        """Return the lines left white in a number of columns beyond those that make the last one shorter."""
        pieces = self.pieces.get(name)
        if not pieces:
            return 0
        return max(0, columns * (depth(pieces, columns) - 1) - sum(piece.lines for piece in pieces))

    def take_down(self, what: str, name: str, lines: int) -> None:
        """Keep what a mark of the measuring document says; see `forme.measured_markup`."""
        if what == "o":
            self.above[name] = lines
        elif what == "t":
            self.text[name] = lines
        elif what != "z":
            self.heads.setdefault(name, {})[int(what)] = lines


@dataclass(frozen=True, slots=True)
class _Place:
    """The page an anchor stands on, from 0, and its distance from the top of the page in pixels."""

    page: int
    top: float


class Pagemaker:
    """Lays a newspaper out on the grid of its modules."""

    def __init__(self, markup: str, flow: Flow, modules: Modules, render: Render) -> None:
        self.document, self.modules, self.render = forme.parted(markup, flow.apart), modules, render
        self.avoids_sparse = flow.avoids_sparse
        self.measures = _measured(self.document, modules, flow.top, render)

    def laid(self, first: int) -> Document:
        """Return the layout; one story below the other if no plan comes out as it was made."""
        headed = frozenset(copy.name for copy in self.document.copies if copy.has_head)
        for _ in range(_ATTEMPTS):
            opened: dict[str, int] = {}
            segments = [_whited(segment, headed, opened) for segment in self._segments()]
            markup = forme.made_up(self.document, segments, opened, self.modules.leading_pt)
            document = self.render(markup, first)
            if self._is_as_planned(document, segments, opened):
                return document
        return self.render(forme.in_a_row(self.document), first)

    def _segments(self) -> Iterator[Segment]:
        """Yield the issue in segments, each of which begins a page: a sheet, or a story that stands alone."""
        stories: list[Story] = []
        is_first = True
        for copy in self.document.copies:
            if stories and (copy.opens_sheet or copy.stands_alone):
                yield self._made_up(stories, is_first=is_first)
                stories, is_first = [], False
            if copy.stands_alone:
                yield copy
                is_first = False
            else:
                stories.append(self._story(copy))
        if stories:
            yield self._made_up(stories, is_first=is_first)

    def _made_up(self, stories: Sequence[Story], *, is_first: bool) -> list[MadeUp]:
        grid = self.modules
        taken = self.measures.taken if is_first else 0
        form = Form(grid.columns, grid.lines, taken, leads=is_first, avoids_sparse=self.avoids_sparse)
        return list(make_up(stories, form))

    def _story(self, copy: forme.Copy) -> Story:
        measures, name, widest = self.measures, copy.name, self.modules.columns
        above = measures.above.get(name, 0)
        if not copy.widths:
            return Story(name, {widest: measures.height(name, widest)}, above=above)
        heights = {columns: measures.height(name, columns) for columns in copy.widths}
        head = measures.heads[name][widest]
        text = 0 if copy.is_set_whole else measures.text[name]
        lost = {columns: measures.lost(name, columns) for columns in copy.widths}
        return Story(name, heights, text, lost, head, not copy.is_set_whole, copy.wanted, above)

    def _is_as_planned(self, document: Document, segments: Sequence[Segment], opened: Mapping[str, int]) -> bool:
        """Compare a layout with its plan, take down heights that were wrong, and say whether it holds."""
        places, verdicts = _places(document), []
        for segment in segments:
            if isinstance(segment, forme.Copy):
                continue
            start = places[segment[0].bands[0].names[0]].page
            for number, page in enumerate(segment, start):
                for band in page.bands:
                    verdicts += [self._fits(places, number, stack, band, opened) for stack in band.stacks]
        return all(verdicts)

    def _fits(
        self, places: Mapping[str, _Place], page: int, stack: Stack, band: Band, opened: Mapping[str, int]
    ) -> bool:
        """Say whether the stories of a stack stand on their page and in their room."""
        fits = True
        for name in stack.names:
            begin, end = places[name], places[f"end-{name}"]
            if begin.page != page or (end.page != page and not band.is_divided):
                fits = False
                self.measures.found[name, stack.columns] = self.measures.height(name, stack.columns) + 1
            elif begin.page == end.page:
                lines = self._lines(end.top - begin.top) - opened.get(name, 0)
                planned = self.measures.height(name, stack.columns)
                self.measures.found[name, stack.columns] = max(planned, lines)
                fits = fits and lines <= planned
        return fits

    def _lines(self, pixels: float) -> int:
        return _lines(pixels, self.modules)


def _whited(segment: Segment, headed: frozenset[str], opened: dict[str, int]) -> Segment:
    if isinstance(segment, forme.Copy):
        return segment
    shared = whited(segment, headed)
    opened |= shared.opened
    return list(shared.pages)


def _lines(pixels: float, modules: Modules) -> int:
    return math.ceil(pixels / (modules.leading_pt * _PIXELS_PER_POINT) - _TOUCH)


def _measured(document: forme.Document, modules: Modules, top_px: float, render: Render) -> _Measures:
    """Return the measures of every story, from one layout on a page without end.

    `top_px` is where the text block of a usual page begins; that of the first may begin higher.
    """
    laid = render(forme.measured_markup(document, modules.width_pt), 1)
    places = _places(laid)
    marks = [(name[2:], place.top) for name, place in places.items() if name.startswith("m-")]
    made = _Measures()
    if marks:
        made.taken = _lines(marks[0][1] - top_px, modules)
    for (mark, top), (_, next_top) in pairwise(marks):
        what, _, name = mark.partition("-")
        made.take_down(what, name, _lines(next_top - top, modules))
    for copy in document.copies:
        made.pieces[copy.name] = _pieces(copy, places, modules)
        if not copy.widths:
            made.found[copy.name, modules.columns] = made.text.get(copy.name, 0)
    return made


def _pieces(copy: forme.Copy, places: Mapping[str, _Place], modules: Modules) -> list[Piece]:
    """Return the blocks of a story's text with their heights in one column; what follows the last is its own."""
    blocks = [(places[anchor].top, kind) for anchor, kind in forme.pieces_of(copy) if anchor in places]
    if not blocks:
        return []
    ends = [*(top for top, _ in blocks[1:]), places[f"m-z-{copy.name}"].top]
    return [Piece(_lines(end - top, modules), kind) for (top, kind), end in zip(blocks, ends, strict=True)]


def _places(document: Document) -> dict[str, _Place]:
    """Return where every anchor stands, in the order of the document."""
    places: dict[str, _Place] = {}
    for index, page in enumerate(document.pages):
        for anchor, (_, y, *_) in page.anchors.items():
            places.setdefault(anchor, _Place(index, y))
    return places
