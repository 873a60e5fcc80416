"""Prints an issue as PDF: takes an issue and a style, writes the editions asked for from one layout.

Here the parts are put together, checked and written. The same issue gives the same bytes on any day and in any folder.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from publisher.editions.edition import Printed
from publisher.editions.layout import Laid, lay_out
from publisher.editions.pdf.job import job_of
from publisher.house import House, write_atomically
from publisher.issue.issue import Issue
from publisher.issue.print import FontUsed, Print
from publisher.issue.style import Style
from publisher.typesetting.pages import typeset
from publisher.typesetting.typecase import open_case

SCREEN = "pdf"


class PdfPress:
    """Prints the PDF editions of an issue."""

    def print(
        self, issue: Issue, style: Style, house: House, folder: Path, wanted: tuple[str, ...] = (SCREEN,)
    ) -> Printed:
        """Write the editions asked for into the folder and return what was written.

        Raises:
            ReissueError: the issue cannot be set or laid out; it carries every problem found.
        """
        pages = typeset(issue, style, "pdf", house)
        cuts = open_case(style, issue.language, house).cuts(pages, issue)
        laid = lay_out(job_of(issue, style, pages, cuts), house, issue.id)
        fonts = tuple(cut.font for cut in cuts)
        made = [_screen(issue, laid, fonts, folder)] if SCREEN in wanted else []
        return Printed(tuple(made))


def _screen(issue: Issue, laid: Laid, fonts: tuple[FontUsed, ...], folder: Path) -> Print:
    """Write the PDF for reading on a screen: tagged, linked, cut to the size of the page."""
    file = f"{issue.stem}.pdf"
    write_atomically(folder / file, laid.pdf)
    return Print(
        edition=SCREEN,
        file=file,
        sha256=hashlib.sha256(laid.pdf).hexdigest(),
        size=len(laid.pdf),
        pages=laid.pages,
        first_pages=tuple((article.id, str(laid.anchors.get(article.id, 0))) for article in issue.articles()),
        fonts=fonts,
    )
