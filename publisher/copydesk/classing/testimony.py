"""What the printed contents page says about the units of a page: the bridge from contents to classing.

Takes units, a contents page and its matching, gives a Witness. It weighs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from publisher.copydesk.classing.features import Witness, fold
from publisher.copydesk.contents import ContentsPage, Matching
from publisher.copydesk.contents.matching import Kind
from publisher.copydesk.units import Unit
from publisher.issue.galley import Span


def testimony(units: Sequence[Unit], page: ContentsPage | None, matching: Matching | None) -> Witness:
    """Return the testimony of a contents page, or that of none."""
    if page is None or matching is None:
        return Witness()
    at = {(span.source, span.line): unit.index for unit in units for span in unit.spans}
    titles: set[int] = set()
    subtitles: set[int] = set()
    near: set[int] = set()
    for found in matching.matches:
        indices = _indices(found.spans, at)
        (near if found.kind is Kind.NEAR else titles).update(indices[:1])
        for index in indices[1:]:
            if units[index].text.startswith(("——", "—", "--")):
                subtitles.add(index)
            else:
                (near if found.kind is Kind.NEAR else titles).add(index)
    return Witness(
        page=frozenset(_indices(page.spans, at)),
        titles=frozenset(titles),
        near=frozenset(near - titles),
        subtitles=frozenset(subtitles),
        authors=frozenset(fold("".join(entry.authors)) for entry in page.entries if entry.authors)
        | frozenset(fold(name) for entry in page.entries for name in entry.authors),
        labels=frozenset(fold(label) for path in page.sections for label in path),
    )


def _indices(spans: Sequence[Span], at: dict[tuple[str, int], int]) -> list[int]:
    return sorted({at[span.source, span.line] for span in spans if (span.source, span.line) in at})
