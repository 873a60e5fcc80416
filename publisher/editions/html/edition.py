"""How the HTML file comes together: takes an issue, a style and a house, writes the file and says what was written.

It fetches what the document refers to; `binding` puts it in.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from publisher.editions.html.binding import bound
from publisher.house import House, write_atomically
from publisher.issue.issue import Issue
from publisher.issue.print import Print
from publisher.issue.style import Fonts, Style
from publisher.typesetting.pages import FACES_SHEET, Pages, typeset
from publisher.typesetting.typecase import Cut, as_woff2, faces_sheet, open_case


@dataclass(frozen=True, slots=True)
class HtmlEdition:
    """Prints an issue as one HTML file."""

    name: str = "html"

    def print(self, issue: Issue, style: Style, house: House, folder: Path) -> Print:
        """Write `<issue id>.html` into the folder and return what was written.

        Raises:
            ReissueError: a face or a picture is missing, or the style's pages do not hold together.
        """
        pages = typeset(issue, style, "html", house)
        cuts = cuts_for(issue, style, pages, house)
        data = document(pages, cuts)
        file = f"{issue.stem}.html"
        write_atomically(folder / file, data)
        fonts = tuple(cut.font for cut in cuts)
        return Print(self.name, file, hashlib.sha256(data).hexdigest(), len(data), 0, (), fonts)


def cuts_for(issue: Issue, style: Style, pages: Pages, house: House) -> tuple[Cut, ...]:
    """Return the faces that the file carries: as a rule none."""
    if style.options.fonts is Fonts.NONE:
        return ()
    return tuple(map(as_woff2, open_case(style, issue.language, house).cuts(pages, issue)))


def document(pages: Pages, cuts: tuple[Cut, ...]) -> bytes:
    """Return the file: the bound pages with everything they refer to inside."""
    return bound(pages.back, _sheets(pages, cuts), _files(pages, cuts)).encode()


def _sheets(pages: Pages, cuts: tuple[Cut, ...]) -> dict[str, str]:
    """Return every style sheet by its name."""
    return {FACES_SHEET: faces_sheet(cuts)} | {sheet.href: sheet.text for sheet in pages.stylesheets}


def _files(pages: Pages, cuts: tuple[Cut, ...]) -> dict[str, tuple[str, bytes]]:
    """Return media type and bytes of everything the document may refer to, by the name it uses."""
    pictures = {each.href: (each.media_type, each.data) for each in pages.pictures}
    return pictures | {cut.href: ("font/woff2", cut.data) for cut in cuts}
