"""The presses: takes an edited issue and the editions asked for, prints them side by side.

Editions that share a layout are printed by one press. It knows where each edition is made and nothing of how; each is
loaded when it is asked for, so that an EPUB never pays for what a PDF needs.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

from publisher.editions.edition import Edition, Press, Printed
from publisher.house import House
from publisher.issue.issue import Issue
from publisher.issue.print import Print
from publisher.issue.style import Style
from publisher.problems import ReissueError

_EDITIONS = {
    "epub": ("publisher.editions.epub", "EpubEdition"),
    "html": ("publisher.editions.html", "HtmlEdition"),
    "txt": ("publisher.editions.text", "TextEdition"),
}
_PRESSES = {
    "pdf": ("publisher.editions.pdf", "PdfPress"),
    "pdf-print": ("publisher.editions.pdf", "PdfPress"),
    "pdf-booklet": ("publisher.editions.pdf", "PdfPress"),
}
SCREEN, ARCHIVE = "pdf", "pdf-archive"  # the second is made of what the others have made
EDITIONS: tuple[str, ...] = ("epub", *_PRESSES, ARCHIVE, "html", "txt")
USUAL_EDITIONS: tuple[str, ...] = ("epub", "pdf")


def print_editions(names: tuple[str, ...], issue: Issue, style: Style, house: House, folder: Path) -> Printed:
    """Write the editions into the folder and return what was written, in the order asked for.

    A layout runs in a process of its own, so an EPUB is packed while it goes on.

    Raises:
        ReissueError: the first edition, in the order asked for, that cannot be printed.
    """
    groups = _groups(names)
    # A layout is waited for in this thread, where an interrupt arrives and ends its process.
    own = next((group for group in groups if group[0] in _PRESSES), groups[-1])
    runs: dict[tuple[str, ...], Future[Printed]] = {own: Future()}
    with ThreadPoolExecutor(max_workers=len(groups)) as pool:
        for group in groups:
            if group is not own:
                runs[group] = pool.submit(_printed, group, issue, style, house, folder)
        try:
            runs[own].set_result(_printed(own, issue, style, house, folder))
        except ReissueError as error:
            runs[own].set_exception(error)
    made = [runs[group].result() for group in groups]
    prints = sorted((each for printed in made for each in printed.prints), key=lambda each: _rank(names, each))
    return Printed(tuple(prints), tuple(problem for printed in made for problem in printed.problems))


def _rank(names: tuple[str, ...], made: Print) -> int:
    """Return the place of a print in the order asked for; a cover spread stands with its pages."""
    return names.index(max((name for name in names if made.edition.startswith(name)), key=len))


def _groups(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the editions in groups that one press prints."""
    groups: dict[tuple[str, str], tuple[str, ...]] = {}
    for name in names:
        where = _EDITIONS.get(name) or _PRESSES[name]
        groups[where] = (*groups.get(where, ()), name)
    return list(groups.values())


def _printed(names: tuple[str, ...], issue: Issue, style: Style, house: House, folder: Path) -> Printed:
    first = names[0]
    if first in _EDITIONS:
        edition: Edition = _made(_EDITIONS[first])
        return Printed((edition.print(issue, style, house, folder),))
    press: Press = _made(_PRESSES[first])
    return press.print(issue, style, house, folder, names)


def _made(where: tuple[str, str]) -> Any:
    """Return what prints: an edition or a press, made new."""
    module, name = where
    return getattr(import_module(module), name)()
