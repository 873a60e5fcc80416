"""What a contents page says: its entries in order, its sections, and the lines it covers.

Values only: publisher.copydesk.contents.finding makes them. They hold no text of the articles.
"""

from __future__ import annotations

from dataclasses import dataclass

from publisher.issue.galley import Span


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One entry.

    Attributes:
        title: as printed, line ends as single blanks, with its subtitle.
        authors: names and offices as printed, padded names closed up; empty where none is named.
        page: as printed; empty where no pages are.
        section: labels it stands under, outer one first; at most two.
        spans: where it stands.
        number: the page as a number; 0 where there is none.
        recurs: the title stands in the issue as a line or lines of its own.
    """

    title: str
    authors: tuple[str, ...]
    page: str
    section: tuple[str, ...]
    spans: tuple[Span, ...]
    number: int = 0
    recurs: bool = False


@dataclass(frozen=True, slots=True)
class ContentsPage:
    """The contents page of an issue.

    Attributes:
        spans: every line or part of a line it covers, in printed order: heading, labels, entries, credit of the cover.
        entries: in the order of their pages.
        sections: paths of labels, in the order of the entries.
        leftovers: what stands between its lines and fits nothing; not among the spans.
        confidence: from 0 to 1, that this is a contents page at all.
        headed: it has a heading (目录, CONTENTS).
    """

    spans: tuple[Span, ...]
    entries: tuple[ContentsEntry, ...]
    sections: tuple[tuple[str, ...], ...]
    leftovers: tuple[Span, ...]
    confidence: float
    headed: bool
