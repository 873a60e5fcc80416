"""The articles of a PDF: takes the bound document and a way to lay it out, gives the layout with its pages filled.

In a magazine every article is measured alone and told how it begins; a newspaper is made up of modules, or lets its
articles follow each other freely. What comes out otherwise than planned is planned again.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from publisher.editions.flow import SAVED, SPARSE_FINE, STUB, Begin, Flow, Heights, Start, sparse_pages, starts
from publisher.editions.pagemaking import Pagemaker
from publisher.editions.rotation import text_block

_ATTEMPTS = 3
_FEW_LINES = 0.06  # of a page
_AT_THE_HEAD = 0.05  # of a page: what begins above this begins the page; one line of twenty

_OPENING_PAGE = re.compile(r'<article id="([^"]+)" class="article [^"]*\bopening-page\b')
_ARTICLE = re.compile(r'<article id="([^"]+)" class="article ')
Document = Any  # of WeasyPrint, which only the renderer and the composer import
Render = Callable[..., Document]


class Back:
    """The articles: a document in which every article is told how it begins, as soon as its height is known."""

    def __init__(self, markup: str, flow: Flow | None, render: Render) -> None:
        self.markup, self.flow, self.render = markup, flow, render
        self.barred = frozenset(_OPENING_PAGE.findall(markup))
        self.closed: frozenset[str] = frozenset()
        self.doubted: frozenset[str] = frozenset()
        self.pagemaker = Pagemaker(markup, flow, flow.modules, render) if flow and flow.modules else None
        self.heights = _heights(markup, flow, render) if flow and not flow.is_free else {}

    def laid(self, first: int) -> Document:
        """Return the layout; an article meant to begin below another but found at the head of a page begins it."""
        flow = self.flow
        if not flow:
            return self.render(self.markup, first)
        if self.pagemaker:
            return self.pagemaker.laid(first)
        for _ in range(_ATTEMPTS):
            begins = self._free(flow) if flow.is_free else self._shared(flow)
            document = self.render(_begun(self.markup, begins), first)
            places = _places(document, flow)
            articles = [name for name in flow.order if name not in flow.whole]  # the rest begins where it fits
            below = [name for name in articles if begins[name].start is not Start.PAGE]
            strayed = {name for name in below if places[name] % 1 < _AT_THE_HEAD}
            crowded = _crowded(places, flow) - self.closed if flow.is_free else set()
            if not strayed and not crowded:
                break
            self._bar(strayed, flow)
            self.closed |= crowded
        return document

    def _bar(self, strayed: set[str], flow: Flow) -> None:
        """Let strayed articles begin a page, or take them to be higher first where that leaves fewer pages sparse."""
        as_measured, before = self.heights, self.barred
        doubted = {**as_measured, **{name: as_measured[name].doubted() for name in strayed if name in as_measured}}
        self.heights = doubted
        left_doubted = self._left_sparse(flow)
        self.heights, self.barred = as_measured, before | strayed
        if not strayed & self.doubted and left_doubted < self._left_sparse(flow):
            self.heights, self.barred, self.doubted = doubted, before, self.doubted | strayed

    def _left_sparse(self, flow: Flow) -> int:
        if flow.is_free or not flow.avoids_sparse:
            return 0
        return sparse_pages(self.heights, self._shared(flow), flow.apart)

    def _shared(self, flow: Flow) -> dict[str, Begin]:
        fine = SPARSE_FINE if flow.avoids_sparse else 0.0
        return starts(self.heights, flow.order, flow.apart, self.barred, whole=flow.whole, sparse_fine=fine)

    def _free(self, flow: Flow) -> dict[str, Begin]:
        heads = {*flow.order[:1], *self.barred}
        return {name: Begin(Start.PAGE if name in heads else Start.BELOW, name in self.closed) for name in flow.order}


def _crowded(places: Mapping[str, float], flow: Flow) -> set[str]:
    """Return the articles of pages from which no more than a few lines go on overleaf."""
    spans = {name: (places[name], places[f"end-{name}"]) for name in flow.order}
    pages = {int(begin) for begin, end in spans.values() if int(end) > int(begin) and 0 < end % 1 < _FEW_LINES}
    return {name for name, (begin, _) in spans.items() if int(begin) in pages}


def _begun(markup: str, begins: Mapping[str, Begin]) -> str:
    """Return the document with a class on every article that says how it begins."""

    def told(match: re.Match[str]) -> str:
        begin = begins.get(match[1])
        if begin is None:
            return match[0]
        head = "close-head " if begin.close else "sunk-head " if begin.sunk else ""
        return f"{match[0]}begins-{begin.start.value} {head}"

    return _ARTICLE.sub(told, markup)


def _places(document: Document, flow: Flow) -> dict[str, float]:
    """Return how many pages into the document every anchor stands."""
    places: dict[str, float] = {}
    for index, page in enumerate(document.pages):
        top, height = text_block(page) or (flow.top, flow.height)
        for anchor, (_, y, *_) in page.anchors.items():
            places.setdefault(anchor, index + (y - top) / height)
    return places


def _heights(markup: str, flow: Flow, render: Render) -> dict[str, Heights]:
    """Return the height of every article; those that end in a stub are set with a close head as well, and measured."""
    usual = _measured(markup, flow.order, flow, render, close=False)
    stubs = tuple(name for name in flow.order if usual[name] > 1 and usual[name] % 1 < STUB)
    close = _measured(markup, stubs, flow, render, close=True) if stubs else {}
    return {name: Heights(height, close.get(name, height - SAVED)) for name, height in usual.items()}


def _measured(markup: str, names: tuple[str, ...], flow: Flow, render: Render, *, close: bool) -> dict[str, float]:
    """Return the height of some articles in pages, each set on a page of its own."""
    begins = dict.fromkeys(names, Begin(Start.PAGE, close))
    places = _places(render(_begun(_only(markup, names), begins), 1), flow)
    begin = {name: places[name] if name in flow.whole else math.floor(places[name] + 1e-6) for name in names}
    return {name: max(0.0, places[f"end-{name}"] - begin[name]) for name in names}


def _only(markup: str, names: tuple[str, ...]) -> str:
    """Return the document with no pages but those of some articles."""
    before, *pages = re.split(r'(?=<div class="page page-)', markup)
    kept = [
        page for page in pages if any(f'<article id="{name}" ' in page or f' id="{name}">' in page for name in names)
    ]
    return "".join([before, *kept, "</body></html>" if kept and "</body>" not in kept[-1] else ""])
