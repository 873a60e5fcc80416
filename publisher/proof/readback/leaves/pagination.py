"""Page numbers and running heads: takes pages as they were followed, gives what is wrong with what stands around them.

A folio is the page's label, labels count on, a number in the contents is that of the page where the words begin that it
leads to, and a running head is the issue's name or that of an article on the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from publisher.proof.checks import Finding
from publisher.proof.readback.findings import NOTHING
from publisher.proof.readback.leaves.drawn import Shown
from publisher.proof.readback.leaves.following import Followed, Spot
from publisher.proof.readback.leaves.script import Flow, Reach, Script, squeezed

_FRONT = frozenset({"cover", "contents", "imprint"})  # matter whose pages need no running head


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page with its text and its furniture apart.

    Attributes:
        label: what the file calls the page.
        folio, head: as printed, without white space; empty where there is none.
        folio_y, head_y: the heights they stand at.
    """

    number: int
    label: str
    shown: tuple[Shown, ...]
    folio: str
    head: str
    folio_y: float = 0.0
    head_y: float = 0.0


def leaves_of(
    pages: Sequence[tuple[Shown, ...]], labels: Sequence[str], heads: frozenset[str], beside: frozenset[str]
) -> tuple[Leaf, ...]:
    """Return every page with running head and page number set apart.

    They are what is drawn last, but for what stands `beside` the text in the margin.
    """
    return tuple(_leaf(index + 1, labels[index], shown, heads, beside) for index, shown in enumerate(pages))


def _leaf(number: int, label: str, shown: tuple[Shown, ...], heads: frozenset[str], beside: frozenset[str]) -> Leaf:
    folio = head = ""
    folio_y = head_y = 0.0
    kept = list(shown)
    for each in reversed(shown):
        text, y = squeezed(each.text), round(each.y, 1)
        if text in beside:
            continue
        if text in heads and not head:
            head, head_y = text, y
        elif text == label and text.isdecimal() and not folio:
            folio, folio_y = text, y
        else:
            break
        kept.remove(each)
    return Leaf(number, label, tuple(kept), folio, head, folio_y, head_y)


def beginnings(anchor: str, script: Script, followed: Followed) -> tuple[Spot, ...]:
    """Return where what an anchor stands for begins on paper; an article also below the sheet or section it opens."""
    reach = script.anchors.get(anchor, Reach(0, 0))
    spots = {number: followed.spots[number] for number in range(reach.first, reach.end) if followed.spots.get(number)}
    printed = [number for number in spots if script.strands[number].flow not in {Flow.MARKS, Flow.ASIDES}]
    own = [number for number in printed if not script.strands[number].is_opening]
    start = {reach.first: reach.start}
    found = (
        next((spot for spot in spots[number] if spot.end > start.get(number, 0)), None)
        for number in dict.fromkeys((*printed[:1], *own[:1]))
    )
    return tuple(spot for spot in found if spot)


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pages of a file and what was found on them; `name` is the running head of the issue."""

    leaves: tuple[Leaf, ...]
    script: Script
    followed: Followed
    name: str

    def documents(self) -> Mapping[int, set[str]]:
        """Return by page which documents have text on it."""
        found: dict[int, set[str]] = {leaf.number: set() for leaf in self.leaves}
        for number, spots in self.followed.spots.items():
            for spot in spots:
                found[spot.shown.page].add(self.script.strands[number].document)
        return found

    def begun(self) -> Mapping[int, set[str]]:
        """Return by page which documents begin on it."""
        found: dict[int, set[str]] = {leaf.number: set() for leaf in self.leaves}
        first: dict[str, int] = {}
        for number, strand in enumerate(self.script.strands):
            if spots := self.followed.spots.get(number):
                page = spots[0].shown.page
                first[strand.document] = min(page, first.get(strand.document, page))
        for document, page in first.items():
            found[page].add(document)
        return found

    def folios(self) -> Iterator[Finding]:
        """Yield pages without a number that should have one; one that is not the page's label counts as no folio."""
        if not any(leaf.folio for leaf in self.leaves):
            return
        begun, documents = self.begun(), self.documents()
        for leaf in self.leaves:
            may_be_bare = not documents[leaf.number] or begun[leaf.number] & self.script.bare
            if not leaf.folio and not may_be_bare:
                yield Finding(leaf.number, "", f"{leaf.label} ≠ {NOTHING}")
        yield from self._misplaced()

    def _misplaced(self) -> Iterator[Finding]:
        """Yield page numbers that stand where other pages have their running heads, and nowhere else a number."""
        heights = Counter(leaf.folio_y for leaf in self.leaves if leaf.folio)
        for leaf in self.leaves:
            others = {each.head_y for each in self.leaves if each.head and each is not leaf}
            if leaf.folio and heights[leaf.folio_y] == 1 and leaf.folio_y in others:
                yield Finding(leaf.number, leaf.folio, f"{leaf.head} ↕ {leaf.folio}")

    def heads(self) -> Iterator[Finding]:
        """Yield running heads of what is not on their page, and pages that lack one."""
        if not any(leaf.head for leaf in self.leaves):
            return
        begun, documents = self.begun(), self.documents()
        for leaf in self.leaves:
            here = documents[leaf.number]
            wanted = [self.name, *(self.script.running.get(each, "") for each in sorted(here))]
            may_lack = leaf.number == 1 or here <= _FRONT or begun[leaf.number] & self.script.headless
            if leaf.head not in (["", *wanted] if may_lack else wanted):
                shown = " / ".join(dict.fromkeys(filter(None, wanted)))
                yield Finding(leaf.number, "", f"{shown} ≠ {leaf.head or NOTHING}")

    def numbers(self) -> Iterator[Finding]:
        """Yield page numbers in the contents that are not those of the page where the words begin."""
        for number, read in sorted(self.followed.folios.items()):
            strand = self.script.strands[number]
            for target, (said, shown) in zip(strand.targets, read, strict=False):
                spots = beginnings(target, self.script, self.followed)
                wanted = [self.leaves[spot.shown.page - 1].label for spot in spots] or [NOTHING]
                if said not in wanted:
                    yield Finding(shown.page, target, f"{wanted[0]} ≠ {said}")

    def labels(self, cover: str) -> Iterator[Finding]:
        """Yield labels that do not count on; a page may go by the name of the cover if it is the cover."""
        documents = self.documents()
        for leaf in self.leaves:
            is_cover = leaf.label == cover and documents[leaf.number] <= {"cover"} and leaf.number == 1
            if leaf.label != str(leaf.number) and not is_cover:
                yield Finding(leaf.number, "", f"{leaf.number} ≠ {leaf.label or NOTHING}")
