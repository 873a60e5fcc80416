"""One run of the presses: an edited issue in one language, what was asked for, and where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publisher.house import House
from publisher.issue.style import Style
from publisher.production.editing import Edited


@dataclass(frozen=True, slots=True)
class Run:
    """What every step behind the presses needs.

    Attributes:
        manifest: where it lies.
        editions: as they were asked for, in order.
        ledgers: names with text: that of the original, and that of another script on top of it.
        folder: where the finished files are collected.
    """

    edited: Edited
    style: Style
    house: House
    manifest: Path
    editions: tuple[str, ...]
    ledgers: tuple[tuple[str, str], ...]
    folder: Path

    @property
    def script(self) -> str:
        """The language of an edition in another script; empty for the original."""
        issue = self.edited.issue
        return issue.language if issue.derivation else ""
