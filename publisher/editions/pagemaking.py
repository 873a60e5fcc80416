"""Makes up a newspaper: takes its bound document and a way to lay it out, gives the layout with stories in modules.

Every story is measured once, its text in one column and its head at every width; `makeup` decides, `forme` carries
out, and the layout is compared with what was planned. What came out otherwise corrects the measures, and the pages are
made up again. Measures are kept by story, so that one day each story can be laid out and kept on its own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from publisher.editions import forme
from publisher.editions.columns import Piece, depth
from publisher.editions.flow import Flow, Modules
from publisher.editions.makeup import Form, MadeUp, Story, make_up
from publisher.editions.whiting import whited

_ATTEMPTS = 4  # at one plan, before its stories are set one below the other
_STRAYED = 2  # lines a story is taken to be higher where it did not stand where it was to stand
_PIXELS_PER_POINT = 96 / 72
_TOUCH = 0.02  # of a line

Document = Any  # of WeasyPrint, which only the renderer and the composer import
Render = Callable[..., Document]


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
        """Return the layout; where no plan comes out as it was made, stories stand one below the other."""
        headed = frozenset(copy.name for copy in self.document.copies if copy.has_head)
        failures: Counter[str] = Counter()
        while True:
            opened: dict[str, int] = {}
            rows = {name for name, count in failures.items() if count >= _ATTEMPTS}
            segments = [self._segment(copies, headed, opened, rows) for copies in self._sheets()]
            document = self.render(forme.made_up(self.document, segments, opened, self.modules.leading_pt), first)
            failed = self._failed(document, segments, opened)
            if not failed:
                return document
            failures.update(failed)

    def _sheets(self) -> Iterator[tuple[forme.Copy, ...]]:
        """Yield the stories that begin a page and those behind them: a sheet, or a story that stands alone."""
        sheet: list[forme.Copy] = []
        for copy in self.document.copies:
            if sheet and (copy.opens_sheet or copy.stands_alone or sheet[-1].stands_alone):
                yield tuple(sheet)
                sheet = []
            sheet.append(copy)
        if sheet:
            yield tuple(sheet)

    def _segment(
        self, copies: tuple[forme.Copy, ...], headed: frozenset[str], opened: dict[str, int], rows: set[str]
    ) -> forme.Segment:
        if copies[0].stands_alone or copies[0].name in rows:
            return copies
        stories = [self._story(copy) for copy in copies]
        shared = whited(self._made_up(stories, is_first=copies[0] is self.document.copies[0]), headed)
        opened |= shared.opened
        return list(shared.pages)

    def _made_up(self, stories: Sequence[Story], *, is_first: bool) -> tuple[MadeUp, ...]:
        grid = self.modules
        taken = self.measures.taken if is_first else 0
        form = Form(grid.columns, grid.lines, taken, leads=is_first, avoids_sparse=self.avoids_sparse)
        return make_up(stories, form)

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

    def _failed(self, document: Document, segments: Sequence[forme.Segment], opened: Mapping[str, int]) -> list[str]:
        """Compare a layout with its plan and take down heights that were wrong.

        Return the first story of every segment that does not hold.
        """
        places, failed = _places(document), []
        for segment in segments:
            if isinstance(segment, tuple):
                continue
            blank = next(number for number, page in enumerate(segment) if page.bands)
            lead = segment[blank].bands[0].names[0]
            start = places[lead].page - blank if segment is not segments[0] else 0
            stands = [
                _stands(places, name, page, is_divided=band.is_divided)
                for page, made in enumerate(segment, start)
                for band in made.bands
                for name in band.names
            ]
            fits = [self._fits(name, columns, places, opened) for name, columns in _placed(segment)]
            if not all(stands):
                self._blame(*_placed(segment)[stands.index(False)])
            failed += [] if all(stands) and all(fits) else [lead]
        return failed

    def _fits(self, name: str, columns: int, places: Mapping[str, _Place], opened: Mapping[str, int]) -> bool:
        """Say whether a story is no higher than planned, and keep its height if it is; divided ones fit anyhow."""
        begin, end = places[name], places[f"end-{name}"]
        if begin.page != end.page:
            return True
        planned = self.measures.height(name, columns)
        lines = _lines(end.top - begin.top, self.modules) - opened.get(name, 0)
        self.measures.found[name, columns] = max(planned, lines)
        return lines <= planned

    def _blame(self, name: str, columns: int) -> None:
        """Take the first story that strayed to be higher: something beside its lines wants room, such as a footnote."""
        self.measures.found[name, columns] = self.measures.height(name, columns) + _STRAYED


def _stands(places: Mapping[str, _Place], name: str, page: int, *, is_divided: bool) -> bool:
    """Say whether a story stands on the page it was made up for."""
    begin, end = places[name].page, places[f"end-{name}"].page
    return begin == page and (end == page or is_divided)


def _placed(segment: Sequence[MadeUp]) -> list[tuple[str, int]]:
    """Return every story and the columns it spans, in the order of reading."""
    stacks = (stack for page in segment for band in page.bands for stack in band.stacks)
    return [(name, stack.columns) for stack in stacks for name in stack.names]


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
