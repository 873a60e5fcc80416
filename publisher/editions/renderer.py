"""The process in which all layout happens: takes a folder with a job, leaves result.pdf and result.json in it.

Nothing outside the folder can be read from a document, every word of WeasyPrint's log becomes a Problem, and only faces
of the type case may be used. It decides nothing about looks.
"""

from __future__ import annotations

import json
import logging
import math
import mimetypes
import re
import resource
import sys
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from publisher.editions.flow import Flow, Start, starts

if TYPE_CHECKING:
    from weasyprint import Document

BASE_URL = "file:///reissue/"
_MISSING_GLYPH = re.compile(r'"(?P<character>.)" \(U\+(?P<code>[0-9A-F]+)\)', re.DOTALL)
_ATTEMPTS = 3
_EACH_ON_ITS_OWN = ".article { break-before: page }"

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
    resource.setrlimit(resource.RLIMIT_AS, (job["memory"], job["memory"]))
    log = _Log()
    logging.getLogger("weasyprint").addHandler(log)
    logging.getLogger("weasyprint").propagate = False
    problems: list[Found] = []
    blocked: list[str] = []
    pages, anchors = 0, {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Fontconfig is told of no fonts but the job's
        from weasyprint.urls import FatalURLFetchingError
    try:
        document = _lay_out(job, folder, blocked)
        (folder / "result.pdf").write_bytes(_written(document, job))
        problems += [_problem("editions/foreign-font", family=family) for family in _foreign(document, job["families"])]
        pages, anchors = len(document.pages), _anchors(document)
    except MemoryError:
        problems.append(_problem("editions/renderer-memory", limit=f"{job['memory'] / 1024**3:.1f} GB"))
    except FatalURLFetchingError:
        pass  # told below: a picture inside an SVG is refused without an exception
    problems += [_problem("editions/blocked-url", url=url) for url in blocked]
    result = {"pages": pages, "anchors": anchors, "problems": [*problems, *log.found]}
    (folder / "result.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


def _lay_out(job: Mapping[str, Any], folder: Path, blocked: list[str]) -> Document:
    """Return the finished document; addresses that are refused are added to `blocked`."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

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

    def render(markup: str, first: int, rules: str = "") -> Document:
        side = "right" if first % 2 else "left"
        start = f"html {{ break-before: {side} }} @page :first {{ counter-reset: page {first} }}"
        sheet = CSS(string=start + rules, font_config=fonts, url_fetcher=fetcher)
        html = HTML(string=markup, base_url=BASE_URL, url_fetcher=fetcher)
        return html.render(font_config=fonts, stylesheets=[sheet], pdf_tags=True)

    return _joined(job, render)


def _joined(job: Mapping[str, Any], render: Render) -> Document:
    """Return both documents as one; the page numbers in `front` are those of `back`."""
    front, back = job["front"], job["back"]
    rules = _rules(render(back, 1, _EACH_ON_ITS_OWN), Flow(*job["flow"])) if job["flow"] else ""
    if not front:
        return render(back, 1, rules)
    before = render(front, 1)
    for _ in range(_ATTEMPTS):
        count = len(before.pages)
        after = render(back, count + 1, rules)
        before = render(_numbered(front, _anchors(after, count + 1)), 1)
        if len(before.pages) == count:
            break
    return before.copy([*before.pages, *after.pages])


def _rules(document: Document, flow: Flow) -> str:
    """Return the rules that let articles share pages; the document has every article on a page of its own."""
    places: dict[str, float] = {}
    for index, page in enumerate(document.pages):
        for anchor, (_, y, *_) in page.anchors.items():
            places.setdefault(anchor, index + (y - flow.top) / flow.height)
    heights = {name: max(0.0, places[f"end-{name}"] - math.floor(places[name] + 1e-6)) for name in flow.order}
    begun = starts(heights, flow.order, frozenset(flow.apart))
    page = "#{0} {{ break-before: page }} "
    below = "#{0} > .head {{ border-top: .5pt solid #999; margin-top: 2em; padding-top: 1em }} "
    whole = "#{0} {{ break-inside: avoid }} "
    rules = [(page if start is Start.PAGE else below).format(name) for name, start in begun.items()]
    return "".join([*rules, *(whole.format(name) for name, start in begun.items() if start is Start.WHOLE)])


def _numbered(front: str, folios: Mapping[str, int]) -> str:
    """Return the front matter with the page number of every article in its place."""
    slot = re.compile(r'(data-folio-of="([^"]+)">)[^<]*')
    return slot.sub(lambda match: f"{match[1]}{folios.get(match[2], '')}", front)


def _written(document: Document, job: Mapping[str, Any]) -> bytes:
    return bytes(document.write_pdf(pdf_tags=True, pdf_identifier=bytes.fromhex(job["identifier"])))


def _foreign(document: Document, families: list[str]) -> list[str]:
    return sorted({font.family for font in document.fonts.values()} - set(families))


def _anchors(document: Document, first: int = 1) -> dict[str, int]:
    """Return the page each anchor stands on; what is broken over pages stands where it begins."""
    anchors: dict[str, int] = {}
    for number, page in enumerate(document.pages, first):
        for anchor in page.anchors:
            anchors.setdefault(anchor, number)
    return anchors


if __name__ == "__main__":
    main(Path(sys.argv[1]))
