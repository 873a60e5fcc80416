"""The process in which all layout happens: takes a folder with a job, leaves result.pdf and result.json in it.

Where a picture of the first page is asked for, it leaves result.jpg as well.
Nothing outside the folder can be read from a document, every word of WeasyPrint's log becomes a Problem, and only faces
of the type case may be used. It decides nothing about looks.
"""

from __future__ import annotations

import base64
import binascii
import errno
import gc
import json
import logging
import mimetypes
import os
import re
import shutil
import signal
import sys
import threading
import warnings
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from publisher.composer import weasy
from publisher.editions.back import Back, Render
from publisher.editions.flow import Flow, Modules
from publisher.editions.furniture import furnish
from publisher.editions.layout import NO_ROOM
from publisher.editions.links import one_link_each
from publisher.editions.pagelabels import write_labels
from publisher.editions.photograph import photographed
from publisher.editions.rotation import turn_pages
from publisher.editions.structure import mend_structure
from publisher.editions.tagging import write_classes
from publisher.jail import JailedError, lock

if TYPE_CHECKING:
    from weasyprint import Document

BASE_URL = "file:///reissue/"  # served from memory; no folder of this machine enters the PDF
_MISSING_GLYPH = re.compile(r'"(?P<character>.)" \(U\+(?P<code>[0-9A-F]+)\)', re.DOTALL)
_LINK = re.compile(r'<link rel="stylesheet" type="text/css" href="([^"]+)"/>')
_DATA = re.compile(r"data:(image/png|image/jpeg);base64,")
_LONGEST_DATA = 4_000_000
_ATTEMPTS = 3
# Boxes point at each other and are kept to the end: looking for what could be freed took a quarter of the time.
_FEW_COLLECTIONS = 2_000_000
_DEEP = 5_000  # boxes within boxes: each takes WeasyPrint some ten calls
_SPARE_SECONDS = 60  # the process that started this one counts the time; this is for the day when that one died

Found = dict[str, Any]


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
    log = _Log()
    logging.getLogger("weasyprint").addHandler(log)
    logging.getLogger("weasyprint").propagate = False
    problems: list[Found] = []
    pages, anchors, press = 0, {}, {"sheets": 0, "coarse": []}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Fontconfig is told of no fonts but the job's
        from weasyprint.urls import FatalURLFetchingError
    blocked = _locked(job, folder)
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
    except RecursionError:
        problems.append(_problem("editions/layout-too-deep"))
    except ArithmeticError as error:
        problems.append(_problem("editions/impossible-measure", reason=f"{type(error).__name__}: {error}"[:200]))
    except MemoryError:
        problems.append(_problem("editions/renderer-memory", limit=f"{job['memory'] / 1024**3:.1f} GB"))
    except (FatalURLFetchingError, JailedError):
        pass  # told below: a picture inside an SVG is refused without an exception
    problems += [_problem("editions/blocked-url", url=url) for url in dict.fromkeys(blocked)]
    result = {"pages": pages, "anchors": anchors, **press, "problems": [*problems, *log.found]}
    (folder / "result.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


def _locked(job: Mapping[str, Any], folder: Path) -> list[str]:
    """Set the limits of this process and lock it; return the list of what will be refused. Libraries are loaded."""
    gc.set_threshold(_FEW_COLLECTIONS)
    sys.setrecursionlimit(_DEEP)
    mimetypes.knownfiles.clear()  # what a suffix means does not depend on this machine
    mimetypes.init()
    return lock(job["memory"], 2 * job["seconds"] + _SPARE_SECONDS, folder)


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
            if picture := _embedded(url):
                return URLFetcherResponse(url, picture[1], {"Content-Type": picture[0]})
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


def _embedded(url: str) -> tuple[str, bytes] | None:
    """Return media type and bytes of a picture that stands in a clean drawing; None for any other address."""
    match = _DATA.match(url[:40])
    if not match or len(url) > _LONGEST_DATA:
        return None
    with suppress(binascii.Error):
        return match[1], base64.b64decode(url[match.end() :], validate=True)
    return None


def _joined(job: Mapping[str, Any], render: Render) -> Document:
    """Return both documents as one; the page numbers in `front` are those of `back`."""
    front, back = job["front"], Back(job["back"], _flow_of(job), render)
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
    order, apart, whole, top, height, is_free, avoids, modules = job["flow"]
    return Flow(
        tuple(order),
        frozenset(apart),
        frozenset(whole),
        top,
        height,
        is_free,
        avoids,
        Modules(*modules) if modules else None,
    )


def _numbered(front: str, folios: Mapping[str, int]) -> str:
    """Return the front matter with the page number of every article in its place."""
    slot = re.compile(r'(data-folio-of="([^"]+)">)[^<]*')
    return slot.sub(lambda match: f"{match[1]}{folios.get(match[2], '')}", front)


def _written(document: Document, job: Mapping[str, Any]) -> bytes:
    def finish(document: Document, pdf: Any) -> None:
        write_classes(document, pdf)
        mend_structure(document, pdf)
        write_labels(document, pdf)
        turn_pages(document, pdf, bound_right=job["bound_right"])

    one_link_each(document)
    furnish(document, bound_right=job["bound_right"])
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


def _end_with_parent(folder: Path) -> None:
    """Wait for the end of the input, which comes when whoever asked is no more; end then, and leave nothing."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    shutil.rmtree(folder, ignore_errors=True)
    os.kill(os.getpid(), signal.SIGKILL)


def _work(folder: Path) -> int:
    """Do the job of the folder and return the status to end with."""
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    try:
        main(folder)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            return NO_ROOM
        raise
    return 0


if __name__ == "__main__":
    place = Path(sys.argv[1])
    _make_ready()
    if os.read(sys.stdin.fileno(), 1):
        sys.exit(_work(place))
    shutil.rmtree(place, ignore_errors=True)  # whoever should have sent a job has died
