"""The process in which all layout happens: takes a folder with a job, leaves result.pdf and result.json in it.

Where a picture of the first page is asked for, it leaves result.jpg as well.
Nothing outside the folder can be read from a document, every word of WeasyPrint's log becomes a Problem, and only faces
of the type case may be used. It decides nothing about looks.
"""

from __future__ import annotations

import gc
import json
import logging
import math
import mimetypes
import re
import resource
import sys
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from publisher.composer import weasy
from publisher.editions.flow import SAVED, STUB, Begin, Flow, Heights, Start, starts
from publisher.editions.photograph import photographed
from publisher.editions.rotation import text_block, turn_pages
from publisher.editions.structure import mend_structure
from publisher.editions.tagging import write_classes

if TYPE_CHECKING:
    from weasyprint import Document

BASE_URL = "file:///reissue/"
_MISSING_GLYPH = re.compile(r'"(?P<character>.)" \(U\+(?P<code>[0-9A-F]+)\)', re.DOTALL)
_LINK = re.compile(r'<link rel="stylesheet" type="text/css" href="([^"]+)"/>')
_OPENING_PAGE = re.compile(r'<article id="([^"]+)" class="article [^"]*\bopening-page\b')
_ATTEMPTS = 3
# Boxes point at each other and are kept to the end: looking for what could be freed took a quarter of the time.
_FEW_COLLECTIONS = 2_000_000
_FEW_LINES = 0.06  # of a page
_AT_THE_HEAD = 0.05  # of a page: what begins above this begins the page; one line of twenty

Found = dict[str, Any]
Render = Callable[..., "Document"]


class _Log(logging.Handler):
    """Keeps every word WeasyPrint says, as problems."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[Found] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Turn one message into a problem, each kind of message once."""
        message = record.getMessage()
        found = _problem("editions/layout-warning", message=message)
        if message.startswith(".notdef") and (match := _MISSING_GLYPH.search(message)):
            found = _problem("editions/missing-glyph", character=match["character"], code_point=f"U+{match['code']}")
        if found not in self.found:
            self.found.append(found)


def _problem(code: str, **values: object) -> Found:
    return {"code": code, "values": values}


def main(folder: Path) -> None:
    """Do the job of the folder."""
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    gc.set_threshold(_FEW_COLLECTIONS)
    resource.setrlimit(resource.RLIMIT_AS, (job["memory"], job["memory"]))
    log = _Log()
    logging.getLogger("weasyprint").addHandler(log)
    logging.getLogger("weasyprint").propagate = False
    problems: list[Found] = []
    blocked: list[str] = []
    pages, anchors, press = 0, {}, {"sheets": 0, "coarse": []}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Fontconfig is told of no fonts but the job's
        from weasyprint.urls import FatalURLFetchingError
    try:
        render = _render(folder, blocked)
        document = _joined(job, render)
        pdf = _written(document, job)
        (folder / "result.pdf").write_bytes(pdf)
        if job["picture_px"]:
            (folder / "result.jpg").write_bytes(photographed(pdf, *job["picture_px"]))
        if job["presswork"]:
            from publisher.editions.pressroom import print_for_press

            press = print_for_press(document, job, folder, render)
        problems += [_problem("editions/foreign-font", family=family) for family in _foreign(document, job["families"])]
        pages, anchors = len(document.pages), _anchors(document)
    except weasy.UnknownWeasyPrintError as error:
        problems.append(_problem("editions/unknown-weasyprint", found=str(error), wanted=weasy.VERSION))
    except MemoryError:
        problems.append(_problem("editions/renderer-memory", limit=f"{job['memory'] / 1024**3:.1f} GB"))
    except FatalURLFetchingError:
        pass  # told below: a picture inside an SVG is refused without an exception
    problems += [_problem("editions/blocked-url", url=url) for url in blocked]
    result = {"pages": pages, "anchors": anchors, **press, "problems": [*problems, *log.found]}
    (folder / "result.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


def _render(folder: Path, blocked: list[str]) -> Render:
    """Return what lays out a document from a page number on; addresses that are refused are added to `blocked`."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    weasy.take_over()
    files = (folder / "files").resolve()

    class Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
        """Serves the files of the job and refuses everything else."""

        def fetch(self, url: str, headers: object = None) -> object:  # noqa: ARG002 - the signature is WeasyPrint's
            path = (files / unquote(url.removeprefix(BASE_URL))).resolve()
            if not url.startswith(BASE_URL) or not path.is_relative_to(files) or not path.is_file():
                blocked.append(url[:200])
                raise FatalURLFetchingError(url)
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    fonts, fetcher = FontConfiguration(), Shelf()
    sheets: dict[str, CSS] = {}
    pictures: dict[str, Any] = {}

    def sheet(href: str) -> CSS:
        """Return a style sheet, read once: its faces are loaded with it."""
        if href not in sheets:
            sheets[href] = CSS(url=BASE_URL + href, font_config=fonts, url_fetcher=fetcher)
        return sheets[href]

    def render(markup: str, first: int) -> Document:
        side = "right" if first % 2 else "left"
        start = CSS(string=f"html {{ break-before: {side} }} @page :first {{ counter-reset: page {first} }}")
        linked = [start, *map(sheet, _LINK.findall(markup))]
        html = weasy.read_document(_LINK.sub("", markup), BASE_URL, fetcher)
        return html.render(font_config=fonts, stylesheets=linked, cache=pictures, pdf_tags=True)

    return render


def _joined(job: Mapping[str, Any], render: Render) -> Document:
    """Return both documents as one; the page numbers in `front` are those of `back`."""
    front, back = job["front"], _Back(job["back"], _flow_of(job), render)
    if not front:
        return back.laid(1)
    before = render(front, 1)
    for _ in range(_ATTEMPTS):
        count = len(before.pages)
        after = back.laid(count + 1)
        before = render(_numbered(front, _anchors(after, count + 1)), 1)
        if len(before.pages) == count:
            break
    return before.copy([*before.pages, *after.pages])


def _flow_of(job: Mapping[str, Any]) -> Flow | None:
    if not job["flow"]:
        return None
    order, apart, top, height, is_free = job["flow"]
    return Flow(tuple(order), frozenset(apart), top, height, is_free)


class _Back:
    """The articles: a document in which every article is told how it begins, as soon as its height is known."""

    def __init__(self, markup: str, flow: Flow | None, render: Render) -> None:
        self.markup, self.flow, self.render = markup, flow, render
        self.barred = frozenset(_OPENING_PAGE.findall(markup))
        self.closed: frozenset[str] = frozenset()
        self.heights = _heights(markup, flow, render) if flow and not flow.is_free else {}

    def laid(self, first: int) -> Document:
        """Return the layout; an article meant to begin below another but found at the head of a page begins it."""
        flow = self.flow
        if not flow:
            return self.render(self.markup, first)
        for _ in range(_ATTEMPTS):
            begins = self._free(flow) if flow.is_free else starts(self.heights, flow.order, flow.apart, self.barred)
            document = self.render(_begun(self.markup, begins), first)
            places = _places(document, flow)
            below = [name for name, begin in begins.items() if begin.start is not Start.PAGE]
            strayed = {name for name in below if places[name] % 1 < _AT_THE_HEAD}
            crowded = _crowded(places, flow) - self.closed if flow.is_free else set()
            if not strayed and not crowded:
                break
            self.barred, self.closed = self.barred | strayed, self.closed | crowded
        return document

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
    opening = re.compile(r'<article id="([^"]+)" class="article ')

    def told(match: re.Match[str]) -> str:
        begin = begins.get(match[1])
        classes = f"begins-{begin.start.value} {'close-head ' if begin.close else ''}" if begin else ""
        return match[0] + classes

    return opening.sub(told, markup)


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
    return {name: max(0.0, places[f"end-{name}"] - math.floor(places[name] + 1e-6)) for name in names}


def _only(markup: str, names: tuple[str, ...]) -> str:
    """Return the document with no pages but those of some articles."""
    before, *pages = re.split(r'(?=<div class="page page-)', markup)
    kept = [page for page in pages if any(f'<article id="{name}" ' in page for name in names)]
    return "".join([before, *kept, "</body></html>" if kept and "</body>" not in kept[-1] else ""])


def _numbered(front: str, folios: Mapping[str, int]) -> str:
    """Return the front matter with the page number of every article in its place."""
    slot = re.compile(r'(data-folio-of="([^"]+)">)[^<]*')
    return slot.sub(lambda match: f"{match[1]}{folios.get(match[2], '')}", front)


def _written(document: Document, job: Mapping[str, Any]) -> bytes:
    def finish(document: Document, pdf: Any) -> None:
        write_classes(document, pdf)
        mend_structure(document, pdf)
        turn_pages(document, pdf, bound_right=job["bound_right"])

    identifier = bytes.fromhex(job["identifier"])
    return bytes(document.write_pdf(finisher=finish, pdf_tags=True, pdf_identifier=identifier))


def _foreign(document: Document, families: list[str]) -> list[str]:
    return sorted({font.family for font in document.fonts.values()} - set(families))


def _anchors(document: Document, first: int = 1) -> dict[str, int]:
    """Return the page each anchor stands on; what is broken over pages stands where it begins."""
    anchors: dict[str, int] = {}
    for number, page in enumerate(document.pages, first):
        for anchor in page.anchors:
            anchors.setdefault(anchor, number)
    return anchors


def _make_ready() -> None:
    """Load what every layout needs; whatever is wrong with it is said when there is a job."""
    with warnings.catch_warnings(), suppress(weasy.UnknownWeasyPrintError):
        warnings.simplefilter("ignore")  # Fontconfig is told of no fonts but the job's
        weasy.take_over()


if __name__ == "__main__":
    _make_ready()
    if sys.stdin.buffer.readline():
        main(Path(sys.argv[1]))
