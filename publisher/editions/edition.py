"""What every edition promises: it takes an issue and a style and prints one file into a folder.

It gives the Print that tells what was written. It does not choose which editions are made: production does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from publisher.house import House
from publisher.issue.issue import Issue
from publisher.issue.print import Print
from publisher.issue.style import Style


class Edition(Protocol):
    """One way of printing an issue."""

    @property
    def name(self) -> str:
        """The edition's name on the command line."""

    def print(self, issue: Issue, style: Style, house: House, folder: Path) -> Print:
        """Write the edition into `folder` and return what was written.

        Raises:
            ReissueError: the issue cannot be printed; it carries every problem found.
        """
