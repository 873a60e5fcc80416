"""Prints an issue as PDF: takes an issue and a style, writes the editions asked for from one layout.

Here the parts are put together, checked and written. The same issue gives the same bytes on any day and in any folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.editions.edition import Printed
from publisher.editions.layout import Laid, renderer
from publisher.editions.pdf.job import job_of, with_presswork
from publisher.house import House, write_atomically
from publisher.issue.issue import Issue
from publisher.issue.print import FontUsed, Print
from publisher.issue.style import Style
from publisher.problems import Place, Problem, Severity
from publisher.typesetting.pages import typeset
from publisher.typesetting.pictures import Picture
from publisher.typesetting.typecase import open_case

SCREEN, PRINT = "pdf", "pdf-print"
COVER = "pdf-print-cover"  # of the Print of a cover spread


class PdfPress:
    """Prints the PDF editions of an issue."""

    def print(
        self, issue: Issue, style: Style, house: House, folder: Path, wanted: tuple[str, ...] = (SCREEN,)
    ) -> Printed:
        """Write the editions asked for into the folder and return what was written.

        Raises:
            ReissueError: the issue cannot be set or laid out; it carries every problem found.
        """
        with renderer(house) as process:
            pages = typeset(issue, style, "pdf", house)
            cuts = open_case(style, issue.language, house).cuts(pages, issue)
            job, pictures = job_of(issue, style, pages, cuts), pages.pictures
            if PRINT in wanted:
                job, fillers = with_presswork(job, issue, style, pages, house)
                pictures += fillers
            laid = process.lay_out(job, issue.id)
        made = _Made(issue, laid, tuple(cut.font for cut in cuts), folder)
        prints = [each for name in wanted for each in made.edition(name, bound_right=job.bound_right)]
        return Printed(tuple(prints), tuple(_coarse(issue, pictures, laid)))


@dataclass(frozen=True, slots=True)
class _Made:
    """One layout, and the files that are made of it."""

    issue: Issue
    laid: Laid
    fonts: tuple[FontUsed, ...]
    folder: Path

    def edition(self, name: str, *, bound_right: bool) -> Iterator[Print]:
        """Write an edition; a printing house gets the cover spread as a second file."""
        match name:
            case "pdf":
                yield self._written(name, "", self.laid.pdf, self.laid.pages)
            case "pdf-print":
                yield self._written(name, ".print", self.laid.press, self.laid.sheets)
                if self.laid.spread:
                    yield self._written(COVER, ".print-cover", self.laid.spread, 2)
            case _:
                from publisher.editions.pdf.imposition import folded

                data, sides = folded(self.laid.pdf, self.issue.print_order.paper_mm, bound_right=bound_right)
                yield self._written(name, ".booklet", data, sides)

    def _written(self, name: str, suffix: str, data: bytes, pages: int) -> Print:
        file = f"{self.issue.stem}{suffix}.pdf"
        write_atomically(self.folder / file, data)
        firsts = tuple((article.id, str(self.laid.anchors.get(article.id, 0))) for article in self.issue.articles())
        return Print(
            edition=name,
            file=file,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            pages=pages,
            first_pages=firsts if name in {SCREEN, PRINT} else (),
            fonts=self.fonts,
        )


def _coarse(issue: Issue, pictures: tuple[Picture, ...], laid: Laid) -> Iterator[Problem]:
    """Yield a warning for every picture that has too few dots for print."""
    names = {picture.href: picture.name for picture in pictures}
    owners = {figure.picture: article.id for article in issue.articles() for figure in article.figures()}
    for href, dots, page in laid.coarse:
        picture = names.get(href, href)
        values = {"picture": picture, "article": owners.get(picture, ""), "dots": dots, "page": page}
        yield Problem("editions/coarse-picture", Place(issue.manifest), values, Severity.WARNING)
