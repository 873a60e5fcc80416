"""One run of the benchmark, a process of its own: sets the job of a folder and prints what that took, as JSON.

`python -m tests.bench.setting FOLDER plain|composer back|whole [--profile]`, with no fonts but those of the folder.
`back` is the articles, laid out once and written; `whole` adds the contents, laid out twice to have their page numbers.
What is loaded and read before that is counted apart.
"""

from __future__ import annotations

import cProfile
import json
import logging
import mimetypes
import pstats
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint import HTML, Document

    from publisher.editions.back import Render

BASE_URL = "file:///reissue/"
_WORDS = "".join(
    f'<p style="font: {weight} 10px {family}">1.2</p>'  # digits and the full stop stand in every cut
    for family in ("Reissue text", "Reissue heads", "Reissue aside")
    for weight in (400, 700)
)


class _Alarm(logging.Handler):
    """Ends the run at the first complaint: what was not set as asked is not to be timed."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.exit(f"WeasyPrint: {record.getMessage()}")


@dataclass
class Clock:
    """Processor seconds by what they were spent on, and the wall time of the whole."""

    seconds: dict[str, float] = field(default_factory=dict)
    _from: float = 0.0

    def took(self, what: str) -> None:
        """Add the processor time since the last call to `what`."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        now = usage.ru_utime + usage.ru_stime
        self.seconds[what] = self.seconds.get(what, 0.0) + now - self._from
        self._from = now


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took, in processor seconds but for `wall`, and what came of it."""

    seconds: dict[str, float]
    wall: float
    pages: int
    size: int

    @property
    def work(self) -> float:
        """Layout and writing, without imports, fonts and the reading of HTML."""
        return self.seconds["layout"] + self.seconds["write"]


def main(folder: Path, hand: str, extent: str, *, profiled: bool) -> Run:
    """Set the job of the folder by hand of the composer or plain; leave the PDF beside it."""
    logging.getLogger("weasyprint").addHandler(_Alarm(logging.WARNING))
    clock = Clock()
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    _take_over(hand)
    read, render = _press(folder)
    clock.took("imports")
    render(read(f"<html lang=zh-Hans><body>{_WORDS}"), 1).write_pdf()
    clock.took("fonts")
    back = read(job["back"])
    clock.took("reading")
    profile = cProfile.Profile() if profiled else None
    began = time.perf_counter()
    if profile:
        profile.enable()
    document = render(back, 1) if extent == "back" else _whole(job, lambda text, first: render(read(text), first))
    clock.took("layout")
    pdf = bytes(document.write_pdf(pdf_tags=True, pdf_identifier=bytes.fromhex(job["identifier"])))
    clock.took("write")
    wall = time.perf_counter() - began
    if profile:
        profile.disable()
        found = pstats.Stats(profile, stream=sys.stderr).strip_dirs()
        found.sort_stats("tottime").print_stats(30)
        found.sort_stats("cumulative").print_stats(30)
    (folder / f"{hand}-{extent}.pdf").write_bytes(pdf)
    return Run(clock.seconds, wall, len(document.pages), len(pdf))


def _take_over(hand: str) -> None:
    """Let the composer set the lines, or only mend the leaders, which both sides of the comparison have."""
    from publisher.composer import weasy

    if hand == "composer":
        weasy.take_over()
    else:
        weasy.mend_leaders()


def _press(folder: Path) -> tuple[Callable[[str], HTML], Callable[[HTML, int], Document]]:
    """Return what reads a document and what lays it out, as the renderer does both."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = folder / "files"

    class Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
        def fetch(self, url: str, headers: object = None) -> object:
            path = files / url.removeprefix(BASE_URL)
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    fonts, fetcher = FontConfiguration(), Shelf()

    def read(text: str) -> HTML:
        return HTML(string=text, base_url=BASE_URL, url_fetcher=fetcher)

    def render(html: HTML, first: int) -> Document:
        side = "right" if first % 2 else "left"
        start = f"html {{ break-before: {side} }} @page :first {{ counter-reset: page {first} }}"
        sheet = CSS(string=start, font_config=fonts, url_fetcher=fetcher)
        return html.render(font_config=fonts, stylesheets=[sheet], pdf_tags=True)

    return read, render


def _whole(job: dict[str, Any], render: Render) -> Document:
    from publisher.editions import renderer

    return renderer._joined({**job, "flow": None}, render)


if __name__ == "__main__":
    run = main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], profiled="--profile" in sys.argv)
    print(json.dumps(asdict(run)))
