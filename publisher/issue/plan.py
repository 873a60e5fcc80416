"""What the editor asks for: the manifest, resolved, with every place kept for error messages.

The manifest room makes an IssuePlan; the copydesk carries it out. It holds line addresses, not lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from publisher.issue.addresses import LineRange
from publisher.issue.corrections import Role
from publisher.issue.dates import IssueDate
from publisher.issue.decisions import Decision
from publisher.issue.derivation import DerivedPlan
from publisher.issue.design import UNDESIGNED, Design
from publisher.issue.line_breaks import HeadPlan
from publisher.issue.periodical import Evaluation, Periodical, Readings
from publisher.issue.print_order import PrintOrder
from publisher.issue.qr import QrCode
from publisher.issue.style import WritingMode
from publisher.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source file named by the manifest: where it lies, and the digest it must have."""

    id: str
    path: Path
    shown: str
    sha256: str
    place: Place


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """A piece of metadata: taken from lines, given by the editor, or both (the editor's reading of those lines)."""

    text: str | None
    ranges: tuple[LineRange, ...] = ()
    inline: bool = False
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class BylinePlan:
    """Names in order with their role, and the lines they stand in."""

    names: tuple[str, ...]
    role: str = ""
    ranges: tuple[LineRange, ...] = ()
    inline: bool = False
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RolePlan:
    """Lines inside an article's text that are not plain body (headings, verse, attributions)."""

    role: Role
    ranges: tuple[LineRange, ...]


@dataclass(frozen=True, slots=True)
class CaptionPlan:
    """The words under a picture and the picture, if there is one.

    `credit` is the editor's reading of the credit; `picture` a path relative to the periodical's folder; one that is
    `decorative` shows nothing that a listener would miss.
    """

    ranges: tuple[LineRange, ...] = ()
    credit_ranges: tuple[LineRange, ...] = ()
    credit: str | None = None
    picture: str | None = None
    alt: str = ""
    decorative: bool = False
    place: Place | None = field(default=None, compare=False)


class ArticleKind(StrEnum):
    """What sort of piece it is."""

    ARTICLE = "article"
    PHOTOS = "photos"
    ROUNDUP = "roundup"
    INTERVIEW = "interview"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class MarkdownRef:
    """An article of ours: the file, its text, and the line (from 1) where the text behind the front matter begins.

    `shown` is the path relative to the periodical's folder, the same on every machine; `opened` the one messages name.
    `sha256` is the digest of the file the text was read from.
    """

    path: Path
    shown: str
    text: str
    first_line: int
    opened: str = field(default="", compare=False)
    sha256: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ArticlePlan:
    """One article as the manifest describes it; its text comes from `ranges` or from `markdown`.

    `writing_mode` is None where the article is set as its issue is; `quoted_at` says where each pull quote is written;
    `scan` names pictures of the printed pages, relative to the periodical's folder.
    """

    id: str
    kind: ArticleKind
    place: Place
    title: FieldPlan | None = None
    kicker: FieldPlan | None = None
    subtitle: FieldPlan | None = None
    deck: FieldPlan | None = None
    byline: BylinePlan | None = None
    dateline: FieldPlan | None = None
    affiliation: FieldPlan | None = None
    editor: FieldPlan | None = None
    source_note: FieldPlan | None = None
    page: str = ""
    rights: str = ""
    lang: str = ""
    in_contents: bool = True
    line_breaks: tuple[HeadPlan, ...] = ()
    writing_mode: WritingMode | None = None
    design: Design = UNDESIGNED
    quoted_at: tuple[Place, ...] = field(default=(), compare=False)
    ranges: tuple[LineRange, ...] = ()
    markdown: MarkdownRef | None = None
    roles: tuple[RolePlan, ...] = ()
    captions: tuple[CaptionPlan, ...] = ()
    decisions: tuple[Decision, ...] = ()
    scan: tuple[str, ...] = ()
    qr_codes: tuple[QrCode, ...] = ()


@dataclass(frozen=True, slots=True)
class AdvertisementPlan:
    """An advertisement: kept (its lines are set) or withheld (its lines are dropped, and the colophon says so)."""

    id: str
    place: Place
    title: str = ""
    kept: bool = False
    ranges: tuple[LineRange, ...] = ()
    picture: str | None = None
    alt: str = ""


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section (栏目): its label, the lines of its banner, and what stands in it."""

    id: str
    label: str
    place: Place
    ranges: tuple[LineRange, ...] = ()
    entries: tuple[EntryPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A newspaper page (版): number, name, its own editors and proofreaders, what stands on it, its scans."""

    id: str
    number: str
    name: str
    place: Place
    editors: tuple[str, ...] = ()
    proofreaders: tuple[str, ...] = ()
    ranges: tuple[LineRange, ...] = ()
    entries: tuple[EntryPlan, ...] = ()
    scan: tuple[str, ...] = ()


EntryPlan = SectionPlan | SheetPlan | ArticlePlan | AdvertisementPlan


@dataclass(frozen=True, slots=True)
class CoverPlan:
    """The cover: picture, credit, lines of the source; with `lettering`, masthead and number stand upon the picture."""

    picture: str | None = None
    alt: str = ""
    credit: str = ""
    ranges: tuple[LineRange, ...] = ()
    lettering: bool = False


@dataclass(frozen=True, slots=True)
class ImprintItem:
    """One line of the imprint (版权页): a label, what it says, and where it stands."""

    label: str
    value: str
    ranges: tuple[LineRange, ...] = ()


@dataclass(frozen=True, slots=True)
class StyleChoice:
    """The style asked for and the options set on top of it, as written; the style itself checks them."""

    name: str
    options: tuple[tuple[str, object], ...] = ()
    place: Place | None = field(default=None, compare=False)


class IssueKind(StrEnum):
    """A magazine issue, or one or more pages of a newspaper."""

    MAGAZINE = "magazine"
    NEWSPAPER = "newspaper"


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """A whole issue as the manifest describes it.

    Attributes:
        number: the issue's number as printed (2026年第2期); empty if unknown.
        running_number: 总第N期, 0 if unknown.
        date, revision: None if the original does not state one; of this reissue, from 1.
        unknown: what the original does not state, in words for the colophon.
        readings: those the manifest adds to its periodical's.
        evaluation: None unless the manifest says who looked.
        ean_variant, ean_add_on: of the barcode, two digits each; empty for the usual ones.
        qr_codes: what the imprint leads to.
        derived: editions in another script, with the readings the editor wants in them.
        sources_root: the folder of the sources as periodical.yaml names it, wherever they were found.
        named: every file of the periodical that the manifest names, as it is written, and where it lies.
        manifest: the manifest as shown in messages, and its digest.
        warnings: what was noticed while reading and does not stop the issue.
    """

    id: str
    kind: IssueKind
    periodical: Periodical
    place: Place
    manifest: str
    manifest_sha256: str
    style: StyleChoice
    title: str = ""
    number: str = ""
    running_number: int = 0
    date: IssueDate | None = None
    revision: int = 1
    rights: str = ""
    unknown: tuple[str, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    contents: tuple[EntryPlan, ...] = ()
    cover: CoverPlan = CoverPlan()
    print_order: PrintOrder = field(default_factory=PrintOrder)
    imprint: tuple[ImprintItem, ...] = ()
    decisions: tuple[Decision, ...] = ()
    readings: Readings = ()
    evaluation: Evaluation | None = None
    ean_variant: str = ""
    ean_add_on: str = ""
    qr_codes: tuple[QrCode, ...] = ()
    derived: tuple[DerivedPlan, ...] = ()
    sources_root: str = "."
    named: tuple[tuple[str, Path], ...] = ()
    warnings: tuple[Problem, ...] = field(default=(), compare=False)

    def entries(self) -> Iterator[EntryPlan]:
        """Yield every entry of the contents in order, a section or sheet before what stands in it."""
        yield from _walk(self.contents)

    def articles(self) -> Iterator[ArticlePlan]:
        """Yield the articles in the order of the contents."""
        return (entry for entry in self.entries() if isinstance(entry, ArticlePlan))


def _walk(entries: tuple[EntryPlan, ...]) -> Iterator[EntryPlan]:
    for entry in entries:
        yield entry
        if isinstance(entry, SectionPlan | SheetPlan):
            yield from _walk(entry.entries)
