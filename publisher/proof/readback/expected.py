"""What must stand in a finished edition: the issue as its sources and its ledger make it, and what an edition may add.

Frozen data, made by production from the records of an output folder; the finished files have no part in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from publisher.issue.issue import Issue
from publisher.issue.style import StyleOptions
from publisher.proof.readback.pixels import Plate


@dataclass(frozen=True, slots=True)
class Added:
    """A string that an edition adds to the issue and marks as added.

    Attributes:
        kind: the value of `data-generated`.
        document: the page file it stands in, or the id of the page where pages are bound.
    """

    kind: str
    text: str
    document: str


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page as typesetting makes it again: for an EPUB a whole document, elsewhere what stands inside the page."""

    file: str
    id: str
    kind: str
    title: str
    markup: str


@dataclass(frozen=True, slots=True)
class CutFrom:
    """The face that one of the embedded fonts was cut from.

    Attributes:
        name: PostScript name of the cut.
        path, index: where the face lies, and its number in a collection.
        sha256: of the face's file.
        data: the face itself where it is in no file: sorts that were turned for vertical lines.
    """

    name: str
    path: str
    index: int
    sha256: str
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Setting:
    """An issue set again for one medium.

    Attributes:
        pages: in reading order.
        words: the labels of the language: every word that may be added.
        files: name → bytes of whatever an edition of several files holds, pages among them, but for a cover that is
            drawn where its faces are missing; for HTML, edition → bytes of the one file.
        title: the name the issue goes by, with number or date.
        lettering: href of a drawing → the words drawn in it.
        faces: what the embedded fonts were cut from, as far as it is on this machine.
        plates: href of a picture of pixels → the picture in short.
    """

    pages: tuple[SetPage, ...]
    words: Mapping[str, str]
    files: Mapping[str, bytes] = field(default_factory=dict)
    title: str = ""
    lettering: Mapping[str, str] = field(default_factory=dict)
    faces: tuple[CutFrom, ...] = ()
    plates: Mapping[str, Plate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expected:
    """What must stand in the editions of one issue in one language.

    Attributes:
        issue: its articles are those the replayed ledger makes of the sources.
        moment: when the files are dated, in UTC.
        added: by medium (`epub`, `pdf`, `html`), in reading order: the closed list of what may be added.
        settings: by medium, what `added` was taken from.
        options: of the style: they say what an edition has.
    """

    issue: Issue
    moment: datetime
    added: Mapping[str, tuple[Added, ...]]
    settings: Mapping[str, Setting] = field(default_factory=dict)
    options: StyleOptions = field(default_factory=StyleOptions)
