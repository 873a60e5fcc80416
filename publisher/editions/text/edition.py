"""How the text file comes together: takes an issue, a style and a house, writes the file and says what was written.

The pages are set as for HTML and read as lines by `lines`; here they are put below each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.editions.text.lines import Line, Piece, lines_of
from publisher.house import House, write_atomically
from publisher.issue.issue import Issue
from publisher.issue.print import Print
from publisher.issue.style import Style
from publisher.typesetting.pages import Pages, typeset


@dataclass(frozen=True, slots=True)
class TextEdition:
    """Prints an issue as plain text."""

    name: str = "txt"

    def print(self, issue: Issue, style: Style, house: House, folder: Path) -> Print:
        """Write `<issue id>.txt` into the folder and return what was written.

        Raises:
            ReissueError: the issue cannot be set.
        """
        pages = typeset(issue, style, "html", house)
        data = "".join(f"{line.text}\n" for line in page_lines(pages)).encode()
        file = f"{issue.stem}.txt"
        write_atomically(folder / file, data)
        return Print(self.name, file, hashlib.sha256(data).hexdigest(), len(data), 0)


def page_lines(pages: Pages) -> Iterator[Line]:
    """Yield the lines of every page, one blank line between pages."""
    is_first = True
    for page in pages.pages:
        lines = list(lines_of(page.body, pages.labels))
        if page.kind == "cover" and not lines:  # a picture alone
            lines = [Line((Piece(pages.title),))]
        if lines and not is_first:
            yield Line()
        is_first = is_first and not lines
        yield from lines
