"""What every edition promises: it takes an issue and a style and prints into a folder.

It gives the Print that tells what was written. It does not choose which editions are made: production does.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from publisher.house import House
from publisher.issue.issue import Issue
from publisher.issue.print import Print
from publisher.issue.style import Style
from publisher.problems import Problem


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed together, and what was noticed on the way and did not stop it."""

    prints: tuple[Print, ...]
    problems: tuple[Problem, ...] = ()


class Edition(Protocol):
    """One way of printing an issue, in one file."""

    @property
    def name(self) -> str:
        """The edition's name on the command line."""

    def print(self, issue: Issue, style: Style, house: House, folder: Path) -> Print:
        """Write the edition into `folder` and return what was written.

        Raises:
            ReissueError: the issue cannot be printed; it carries every problem found.
        """


class Press(Protocol):
    """Several ways of printing an issue that share their work."""

    def print(self, issue: Issue, style: Style, house: House, folder: Path, wanted: tuple[str, ...]) -> Printed:
        """Write the editions asked for into `folder` and return what was written, in the order asked for.

        Raises:
            ReissueError: the issue cannot be printed; it carries every problem found.
        """
