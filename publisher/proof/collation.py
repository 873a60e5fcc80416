"""The collation of an issue: source against edition, and every correction and query with its reasons.

Takes a copy with its ledger, the issue made of it and all its queries, gives a Collation as frozen data. It judges
nothing and prints nothing: publisher.proof.apparatus and publisher.proof.page do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from publisher.issue.accounts import Accounts
from publisher.issue.copy import Copy
from publisher.issue.corrections import (
    Author,
    Correction,
    Drop,
    DropReason,
    Edit,
    Join,
    Ledger,
    Move,
    Replace,
    SetRole,
    Split,
    Stet,
    places_of,
)
from publisher.issue.galley import Galley, Span
from publisher.issue.issue import Issue, SourceDigest
from publisher.issue.queries import Query
from publisher.proof.columns import columns_of
from publisher.proof.parallel import Column
from publisher.proof.pieces import Marks

_CONTEXT = 3  # characters shown on either side of a change
_KINDS = {
    Replace: "replace", Stet: "stet", Split: "split", Join: "join", Move: "move", Drop: "drop", SetRole: "role",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction as the apparatus lists it.

    Attributes:
        number: its place on the ledger, from 1.
        kind: replace, stet, split, join, move, drop or role.
        owner: id of the column that shows it.
        other: the line joined to, or the one moved behind.
        before, after: the words read before and after; for a join the words on both sides of the seam.
        left, right: characters of the source on either side.
        detail: reason of a drop, role given.
        is_quiet: it changes no word, line end or place by itself: what a line is, a cut made for another correction.
    """

    number: int
    kind: str
    rule: str
    author: Author
    confidence: float
    evidence: str
    owner: str
    span: Span
    other: Span | None = None
    before: str = ""
    after: str = ""
    left: str = ""
    right: str = ""
    detail: str = ""
    is_quiet: bool = False


@dataclass(frozen=True)
class Collation:
    """Source and edition of one issue side by side.

    Attributes:
        sources: what the issue was made from.
        paths: path of each source of the galley, by the id that spans name.
        queries: all of them, the answered ones with their answer.
        folder: of the periodical; scans lie in it.
    """

    issue: str
    title: str
    language: str
    manifest: str
    sources: tuple[SourceDigest, ...]
    paths: Mapping[str, str]
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    queries: tuple[Query, ...]
    accounts: Accounts
    folder: Path

    @property
    def counts(self) -> dict[str, int]:
        """How many corrections each rule and each kind of decision made, the most frequent first."""
        counts: dict[str, int] = {}
        for entry in self.entries:
            counts[entry.rule] = counts.get(entry.rule, 0) + 1
        return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))

    @property
    def open_queries(self) -> tuple[Query, ...]:
        """The queries that wait for the editor."""
        return tuple(query for query in self.queries if query.answer is None)

    def dropped(self) -> Iterator[tuple[DropReason, str, Span, str]]:
        """Yield reason, text, place and column of every line that is not printed."""
        for column in self.columns:
            for line in column.lines:
                if line.dropped:
                    yield line.dropped, line.text, line.span, column.id

    def only(self, articles: Iterable[str]) -> tuple[Column, ...]:
        """Return the columns of these articles; all of them if none is named."""
        chosen = set(articles)
        return tuple(column for column in self.columns if not chosen or column.id in chosen)


def collate(
    copy: Copy,
    ledger: Ledger,
    issue: Issue,
    accounts: Accounts,
    queries: tuple[Query, ...],
    scans: Mapping[str, tuple[str, ...]],
) -> Collation:
    """Return the collation of an issue with the copy and the ledger it was made of.

    `queries` are all that were asked, with their answers; `scans` names pictures of printed pages, relative to the
    periodical's folder, by the id of an article or a sheet.
    """
    columns = columns_of(copy, Marks.of(copy, ledger, queries), issue, scans)
    shown = _columns_of_marks(columns)
    entries = tuple(_entry(number, each, copy.galley, shown) for number, each in enumerate(ledger, 1))
    return Collation(
        issue=issue.id,
        title=f"{issue.periodical.title} {issue.number}".strip(),
        language=issue.language,
        manifest=issue.manifest,
        sources=issue.sources,
        paths={source.id: source.path for source in copy.galley.sources},
        columns=columns,
        entries=entries,
        queries=queries,
        accounts=accounts,
        folder=issue.periodical.folder,
    )


def _columns_of_marks(columns: tuple[Column, ...]) -> dict[int, str]:
    """Return for each correction's number the column whose source side shows it."""
    shown: dict[int, str] = {}
    for column in columns:
        for line in column.lines:
            for number in (*line.marks, *(mark for piece in line.pieces for mark in piece.marks)):
                shown.setdefault(number, column.id)
    return shown


def _entry(number: int, correction: Correction, galley: Galley, shown: Mapping[int, str]) -> Entry:
    edit = correction.edit
    span = places_of(edit)[0]
    before, after, detail, other = _words(edit, galley)
    left, right = _context(span, galley) if isinstance(edit, Replace) else ("", "")
    return Entry(
        number=number,
        kind=_KINDS[type(edit)],
        rule=correction.rule,
        author=correction.author,
        confidence=correction.confidence,
        evidence=correction.evidence,
        owner=shown.get(number, ""),
        span=span,
        other=other,
        before=before,
        after=after,
        left=left,
        right=right,
        detail=detail,
        is_quiet=_is_quiet(correction),
    )


def _words(edit: Edit, galley: Galley) -> tuple[str, str, str, Span | None]:
    """Return what an edit read before and after, its detail and the other place it speaks of."""
    match edit:
        case Replace(_, before, after):
            return before, after, "", None
        case Join(left, right):
            return galley.text(left)[-_CONTEXT * 2 :], galley.text(right)[: _CONTEXT * 2], "", left
        case Split(span, at):
            line = galley.source(span.source).lines[span.line - 1]
            return line[max(span.start, at - _CONTEXT * 2) : at], line[at : min(span.end, at + _CONTEXT * 2)], "", None
        case Move(span, behind, _):
            return galley.text(span), "", "", behind
        case Drop(span, reason):
            return galley.text(span), "", reason.value, None
        case SetRole(span, _, role):
            return galley.text(span), "", role.value, None
        case Stet(span):
            return galley.text(span), "", "", None


def _context(span: Span, galley: Galley) -> tuple[str, str]:
    line = galley.source(span.source).lines[span.line - 1]
    return line[max(0, span.start - _CONTEXT) : span.start], line[span.end : span.end + _CONTEXT]


def _is_quiet(correction: Correction) -> bool:
    match correction.edit:
        case Split(span, at):
            return at != span.start
        case Stet():
            return correction.rule != "editor/stet"
        case SetRole() | Join():
            return correction.rule == "editor/place"
        case _:
            return False
