"""The periodical as the editor describes it, and what is said of it and its issues beside their text.

The manifest room makes these values; plan and issue carry them on unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publisher.issue.dates import IssueDate


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Who found the EPUB of an issue accessible (EPUB Accessibility 1.1, WCAG 2.2 AA), and when if that is known."""

    certified_by: str
    date: IssueDate | None = None


Readings = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Periodical:
    """The periodical: what stands in periodical.yaml.

    Attributes:
        code: ASCII name, also the folder's.
        language: BCP 47, zh-Hans or zh-Hant or en.
        supplied: names of fields that the editor supplied because the original does not state them.
        invented: an invented periodical says so in its colophon.
        readings: names and titles with what they are filed under: 何川 → He, Chuan.
    """

    code: str
    title: str
    language: str
    folder: Path
    publisher: str = ""
    issn: str = ""
    cn: str = ""
    description: str = ""
    rights: str = ""
    supplied: tuple[str, ...] = ()
    invented: bool = False
    readings: Readings = ()
