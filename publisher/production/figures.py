"""What the steps of a build did, in numbers: takes an edited issue and what was printed of it, notes it in the daybook.

Names of rules and files are all that it repeats; no text of the issue is among the figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from publisher.issue.edition_record import EditionFile
from publisher.issue.print import Print
from publisher.production.daybook import Daybook
from publisher.production.editing import Edited

PRINTING = "printing"  # the step in which editions are printed side by side


def note_edited(book: Daybook, edited: Edited) -> None:
    """Note what was read and what the copydesk did."""
    plan, issue, sources = edited.plan, edited.issue, edited.galley.sources
    book.note("manifest", articles=sum(1 for _ in plan.articles()), sources=len(plan.sources))
    characters = sum(len(line) for source in sources for line in source.lines)
    book.note("sources", lines=sum(len(source.lines) for source in sources), characters=characters)
    rules = Counter(correction.rule for correction in edited.ledger)
    book.note(
        "copydesk",
        articles=sum(1 for _ in issue.articles()),
        characters=sum(len(text) for article in issue.articles() for text in article.paragraphs()),
        corrections=len(edited.ledger),
        rules=tuple(sorted(rules.items())),
        queries=len(issue.open_queries),
    )


def note_printed(book: Daybook, prints: Sequence[Print], files: Iterable[EditionFile]) -> None:
    """Note what the editions and the records came to."""
    book.note(PRINTING, pages=max((made.pages for made in prints), default=0), files=_sizes(prints))
    printed = {made.file for made in prints}
    book.note("records", files=tuple((each.name, each.size) for each in files if each.name not in printed))


def _sizes(prints: Iterable[Print]) -> tuple[tuple[str, int], ...]:
    return tuple((made.file, made.size) for made in prints)
