"""Where every character of the source went: the sum that proves nothing was lost.

Takes a copy, gives counts: in articles, in placed metadata, in drops by reason, in spaces and line ends. Unplaced
text is counted too, so that the sum is always the source. It does not judge; the copydesk files the problem.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from publisher.issue.copy import Copy, Slip
from publisher.issue.corrections import METADATA_ROLES, Replace, Role


@dataclass(frozen=True, slots=True)
class Accounts:
    """Counts of source characters (code points); every character stands in exactly one of them.

    Attributes:
        articles: visible characters in the text of articles, as they stand in the source.
        corrected: visible characters in articles or metadata for which a correction reads something else.
        metadata: visible characters in placed metadata (titles, names, imprint, cover).
        drops: visible characters dropped, by reason.
        unplaced: visible characters that nobody claimed; an issue with any is not built.
        spaces: spaces of every kind.
        line_ends: characters that end lines, and byte order marks.
    """

    articles: int
    corrected: int
    metadata: int
    drops: tuple[tuple[str, int], ...]
    unplaced: int
    spaces: int
    line_ends: int

    @property
    def dropped(self) -> int:
        """Characters dropped for any reason."""
        return sum(count for _, count in self.drops)

    @property
    def total(self) -> int:
        """The sum of all counts: as many characters as the sources have."""
        parts = self.articles, self.corrected, self.metadata, self.dropped, self.unplaced, self.spaces, self.line_ends
        return sum(parts)


def account(copy: Copy) -> Accounts:
    """Return where the characters of the copy's galley went."""
    counts: Counter[str] = Counter()
    drops: Counter[str] = Counter()
    for slip in copy.slips:
        visible = sum(not char.isspace() for char in copy.galley.text(slip.span))
        if slip.dropped:
            drops[slip.dropped.value] += visible
            continue
        changed = _corrected(copy, slip)
        counts["corrected"] += changed
        counts[_heap(slip.role)] += visible - changed
    lines = [line for source in copy.galley.sources for line in source.lines]
    return Accounts(
        articles=counts["articles"],
        corrected=counts["corrected"],
        metadata=counts["metadata"],
        drops=tuple(sorted(drops.items())),
        unplaced=counts["unplaced"],
        spaces=sum(char.isspace() for line in lines for char in line),
        line_ends=sum(source.line_ends for source in copy.galley.sources),
    )


def _heap(role: Role) -> str:
    if role is Role.UNPLACED:
        return "unplaced"
    return "metadata" if role in METADATA_ROLES else "articles"


def _corrected(copy: Copy, slip: Slip) -> int:
    edits: tuple[Replace, ...] = copy.replacements.get((slip.span.source, slip.span.line), ())
    inside = (edit for edit in edits if slip.span.covers(edit.span))
    return sum(not char.isspace() for edit in inside for char in edit.before)
