"""The PDF edition: takes an issue and a style, writes one typeset PDF.

Pages come from typesetting, lines from the renderer; here they are put together, checked and written. The same issue
gives the same bytes on any day and in any folder.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from pathlib import Path

from publisher.editions.layout import Job, lay_out
from publisher.editions.sharing import flow_of
from publisher.house import House, write_atomically
from publisher.issue.issue import Issue
from publisher.issue.print import Print
from publisher.issue.style import Style, WritingMode
from publisher.typesetting.pages import Pages, typeset
from publisher.typesetting.typecase import Cut, open_case


class PdfEdition:
    """Prints an issue as a PDF."""

    name = "pdf"

    def print(self, issue: Issue, style: Style, house: House, folder: Path) -> Print:
        """Write `<issue id>.pdf` into the folder and return what was written.

        Raises:
            ReissueError: the issue cannot be set or laid out; it carries every problem found.
        """
        pages = typeset(issue, style, "pdf", house)
        cuts = open_case(style, issue.language, house).cuts(pages, issue)
        laid = lay_out(job_of(issue, style, pages, cuts), house, issue.id)
        file = f"{issue.stem}.pdf"
        write_atomically(folder / file, laid.pdf)
        return Print(
            edition=self.name,
            file=file,
            sha256=hashlib.sha256(laid.pdf).hexdigest(),
            size=len(laid.pdf),
            pages=laid.pages,
            first_pages=tuple((article.id, str(laid.anchors.get(article.id, 0))) for article in issue.articles()),
            fonts=tuple(cut.font for cut in cuts),
        )


def job_of(issue: Issue, style: Style, pages: Pages, cuts: Iterable[Cut]) -> Job:
    """Return the layout job of an issue: two documents and everything they refer to."""
    cuts = tuple(cuts)
    files = {sheet.href: sheet.text.encode() for sheet in pages.stylesheets}
    files |= {cut.href: cut.data for cut in cuts}
    files |= {picture.href: picture.data for picture in pages.pictures}
    families = tuple(sorted({cut.family for cut in cuts}))
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"reissue:{issue.id}:{issue.language}:{issue.revision}:pdf")
    bound_right = style.options.writing_mode is WritingMode.VERTICAL
    flow = flow_of(issue, style, pages)
    return Job(pages.front, pages.back, files, families, identifier.hex, flow, bound_right=bound_right)
