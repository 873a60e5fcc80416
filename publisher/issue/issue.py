"""A whole issue, ready for typesetting: metadata, the tree of contents, and what the copydesk left open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from publisher.issue.article import Article
from publisher.issue.changes import Change
from publisher.issue.dates import IssueDate
from publisher.issue.derivation import Derivation
from publisher.issue.periodical import Evaluation, Periodical, Readings
from publisher.issue.plan import CoverPlan, ImprintItem, IssueKind
from publisher.issue.print_order import PrintOrder
from publisher.issue.qr import QrCode
from publisher.issue.queries import Query


@dataclass(frozen=True, slots=True)
class Section:
    """A section (栏目) and what stands in it."""

    id: str
    label: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A newspaper page (版) and what stands on it."""

    id: str
    number: str
    name: str
    editors: tuple[str, ...]
    proofreaders: tuple[str, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Advertisement:
    """An advertisement; one that is withheld has no article."""

    id: str
    title: str
    article: Article | None


Node = Section | Sheet | Article | Advertisement


@dataclass(frozen=True, slots=True)
class SourceDigest:
    """A source the issue was made from: path as shown, digest, and how many characters it has (line ends included)."""

    path: str
    sha256: str
    characters: int


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue.

    Attributes:
        sources: what it was made from; articles of ours are named by their file.
        ledger_sha256: digest of the canonical JSON of the ledger.
        corrections: how many corrections the ledger holds.
        queries: open ones only.
        readings: those the manifest adds to its periodical's; `reading` looks in both.
        evaluation: who found this issue's EPUB accessible; None if nobody says so.
        ean_variant, ean_add_on: two digits of the barcode and two beside it; empty for the usual ones.
        qr_codes: what the imprint leads to.
        changes: corrections of words, for a page that tells the reader.
        routine: how often each rule that runs by itself changed something, and how often text was dropped, by reason.
        derivation: how an edition in another script was made; None for the original.
        print_order: what a printing house is told.
    """

    id: str
    kind: IssueKind
    periodical: Periodical
    title: str
    number: str
    running_number: int
    date: IssueDate | None
    revision: int
    rights: str
    unknown: tuple[str, ...]
    contents: tuple[Node, ...]
    cover: CoverPlan
    imprint: tuple[ImprintItem, ...]
    sources: tuple[SourceDigest, ...]
    manifest: str
    manifest_sha256: str
    ledger_sha256: str
    corrections: int
    queries: tuple[Query, ...]
    readings: Readings = ()
    evaluation: Evaluation | None = None
    ean_variant: str = ""
    ean_add_on: str = ""
    qr_codes: tuple[QrCode, ...] = ()
    changes: tuple[Change, ...] = ()
    routine: tuple[tuple[str, int], ...] = ()
    derivation: Derivation | None = None
    print_order: PrintOrder = field(default_factory=PrintOrder)

    @property
    def stem(self) -> str:
        """The name of its files without their endings: its id, and the language of an edition in another script."""
        return f"{self.id}.{self.language.lower()}" if self.derivation else self.id

    @property
    def language(self) -> str:
        """The issue's language, BCP 47."""
        return self.periodical.language

    def reading(self, name: str) -> str:
        """Return what a name or a title is filed under (何川: He, Chuan), or an empty string."""
        return (dict(self.periodical.readings) | dict(self.readings)).get(name, "")

    @property
    def open_queries(self) -> tuple[Query, ...]:
        """What is open: the queries of the copydesk, and those of the conversion where there was one."""
        return self.queries + (self.derivation.queries if self.derivation else ())

    def articles(self) -> Iterator[Article]:
        """Yield every article that is printed, in order."""
        for _, article in self.articles_with_path():
            yield article

    def articles_with_path(self) -> Iterator[tuple[tuple[Section | Sheet, ...], Article]]:
        """Yield every article that is printed with the sections and sheets above it, outermost first."""
        yield from _walk(self.contents, ())

    def withheld(self) -> Iterator[Advertisement]:
        """Yield the advertisements that were not printed."""
        return (node for node in _nodes(self.contents) if isinstance(node, Advertisement) and node.article is None)


def _walk(
    nodes: tuple[Node, ...], path: tuple[Section | Sheet, ...]
) -> Iterator[tuple[tuple[Section | Sheet, ...], Article]]:
    for node in nodes:
        if isinstance(node, Section | Sheet):
            yield from _walk(node.nodes, (*path, node))
        elif isinstance(node, Article):
            yield path, node
        elif node.article is not None:
            yield path, node.article


def _nodes(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Section | Sheet):
            yield from _nodes(node.nodes)
