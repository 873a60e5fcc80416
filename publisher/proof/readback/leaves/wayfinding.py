"""Where a PDF leads its reader: takes the file and the pages as they were followed, gives links that lead astray.

A link, an entry of the outline and a named place are judged by the text found where they lead: it must be that with
which the thing begins whose name they bear. Tags are not asked.

Source: ISO 32000-1, 12.3 and 12.5.6.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from publisher.proof.checks import Check, Finding
from publisher.proof.pdf.destinations import named, outline
from publisher.proof.pdf.document import Document, Page
from publisher.proof.pdf.objects import (
    Thing,
    elements,
    entry,
    is_array,
    is_dictionary,
    key_of,
    name,
    number,
    numbers,
    octets,
    text,
)
from publisher.proof.readback.findings import NOTHING, check, quoted
from publisher.proof.readback.leaves.following import Followed, Spot
from publisher.proof.readback.leaves.pagination import beginnings
from publisher.proof.readback.leaves.script import Flow, Script, Strand

_EDGE = 2.0  # points: how far text may begin outside of the area of its link
_HANG = 15.0  # points: how far a mark may hang out of its column
_COLUMN = 30.0  # points: lines that begin nearer to each other than this stand in one column
_ASTRAY = {Flow.READINGS, Flow.ASIDES}  # what may stand above or beside the line it belongs to
_MOST = 40  # characters of a text that is named


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the file: page from 1, and the corner that is shown, in points; None where the page says nothing."""

    page: int
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True)
class Wayfinding:
    """The places a file names, and what stands on its pages."""

    document: Document
    script: Script
    followed: Followed

    def checks(self) -> Iterator[Check]:
        """Yield the checks of everything that leads somewhere."""
        places = {key: self._target(value) for key, value in named(self.document)}
        yield check("link-targets", self._astray(places))
        yield check("links-there", self._missing())
        yield check("outline-entries", self._outline(places))
        yield check("named-places", self._places(places))

    def loose(self) -> Check:
        """Return whether a file that nobody clicks in is without links."""
        pages = (page for page in self.document.pages if page.annotations)
        return check("no-links", (Finding(page.number, "", f"{len(page.annotations)}") for page in pages))

    # --- links ---

    def _astray(self, places: dict[str, Target | None]) -> Iterator[Finding]:
        """Yield links that lead elsewhere than their words do, and links on words that lead nowhere."""
        for page in self.document.pages:
            for link in page.annotations:
                if name(entry(link, "/Subtype")) != "Link":
                    yield Finding(page.number, name(entry(link, "/Subtype")), NOTHING)
                    continue
                wanted = self._covered(page, link)
                said = self._said(link)
                if not wanted:
                    wanted = {said} & self.script.targets
                one = wanted.pop() if len(wanted) == 1 else ""
                if not one or not self._is_right(link, said, one, places):
                    wanted.add(one)
                    shown = " / ".join(sorted(filter(None, wanted))) or NOTHING
                    yield Finding(page.number, quoted(text(entry(link, "/Contents"))), f"{shown} ≠ {said or NOTHING}")

    def _said(self, link: Thing) -> str:
        """Return what a link says it leads to, as the pages write it."""
        action = entry(link, "/A")
        if name(entry(action, "/S")) == "URI":
            return unquote(text(entry(action, "/URI")))
        destination = entry(link, "/Dest") if action is None else entry(action, "/D")
        return f"#{text(destination)}" if octets(destination) is not None else ""

    def _is_right(self, link: Thing, said: str, wanted: str, places: dict[str, Target | None]) -> bool:
        if not wanted.startswith("#"):
            return said == unquote(wanted)
        destination = entry(link, "/Dest") or entry(entry(link, "/A"), "/D")
        given = text(destination)
        target = places.get(given) if given else self._target(destination)
        if given and given != wanted[1:]:
            return False
        return target is not None and self._leads_to(target, *beginnings(wanted[1:], self.script, self.followed))

    def _covered(self, page: Page, link: Thing) -> set[str]:
        """Return what the words lead to that a link lies on."""
        area = numbers(entry(link, "/Rect"), 4)
        if area is None:
            return set()
        return {
            each.target
            for strand, spot in self._spots(page.number)
            if area[0] - _EDGE <= spot.shown.x <= area[2] + _EDGE and area[1] - _EDGE <= spot.shown.y <= area[3] + _EDGE
            for each in strand.links
            if each.start < spot.end and spot.start < each.end
        }

    def _missing(self) -> Iterator[Finding]:
        """Yield words that should lead somewhere and on which no link lies."""
        for number_of, strand in enumerate(self.script.strands):
            for each in strand.links:
                spots = [s for s in self.followed.spots.get(number_of, ()) if s.start < each.end and each.start < s.end]
                if spots and not any(self._has_link(spot) for spot in spots):
                    shown = strand.text[each.start : each.end]
                    yield Finding(spots[0].shown.page, quoted(shown), f"{each.target} ≠ {NOTHING}")

    def _has_link(self, spot: Spot) -> bool:
        page = self.document.pages[spot.shown.page - 1]
        areas = (numbers(entry(link, "/Rect"), 4) for link in page.annotations)
        return any(
            area[0] - _EDGE <= spot.shown.x <= area[2] + _EDGE and area[1] - _EDGE <= spot.shown.y <= area[3] + _EDGE
            for area in areas
            if area
        )

    # --- places ---

    def _outline(self, places: dict[str, Target | None]) -> Iterator[Finding]:
        """Yield entries of the outline that are not those of the issue, or lead elsewhere."""
        wanted = [each for each in self.script.bookmarks if self.followed.spots.get(each.strand)]
        found = list(outline(self.document))
        for place in range(max(len(wanted), len(found))):
            right = wanted[place] if place < len(wanted) else None
            seen = found[place] if place < len(found) else None
            if right is None or seen is None or right.title != " ".join(seen.title.split()):
                words = f"{right.title if right else NOTHING} ≠ {seen.title if seen else NOTHING}"
                yield Finding(0, str(place + 1), words)
                continue
            destination = entry(seen.obj, "/Dest") or entry(entry(seen.obj, "/A"), "/D")
            target = places.get(text(destination)) if text(destination) else self._target(destination)
            if target is None or not self._leads_to(target, self.followed.spots[right.strand][0]):
                yield Finding(target.page if target else 0, right.title, self._found_at(target))

    def _places(self, places: dict[str, Target | None]) -> Iterator[Finding]:
        """Yield names of places that the issue does not know, or where something else stands."""
        for key, target in places.items():
            if key not in self.script.anchors:
                yield Finding(target.page if target else 0, key, NOTHING)
                continue
            spots = beginnings(key, self.script, self.followed)
            if spots and (target is None or not self._leads_to(target, *spots)):
                yield Finding(target.page if target else 0, key, self._found_at(target))

    def _target(self, destination: Thing) -> Target | None:
        """Return the place an explicit destination names."""
        if is_dictionary(destination):
            destination = entry(destination, "/D")
        listed = elements(destination) if is_array(destination) else []
        page = self.document.page_numbers.get(key_of(listed[0]), 0) if len(listed) > 1 else 0
        if not page:
            return None
        is_corner = name(listed[1]) == "XYZ" and len(listed) >= 4
        x, y = (number(listed[2]), number(listed[3])) if is_corner else (None, None)
        return Target(page, x, y)

    def _leads_to(self, target: Target, *spots: Spot) -> bool:
        """Say whether the text found at a place is that with which something begins, at one spot or another."""
        return any(spot.shown.page == target.page and self._is_next(target, spot) for spot in spots)

    def _is_next(self, target: Target, spot: Spot) -> bool:
        """Say whether a text is the first below a place, in the column of either."""
        if target.x is None or target.y is None:
            return True
        here = spot.shown
        if here.y > target.y + _EDGE or here.x < target.x - _HANG:
            return False
        return not any(
            here.y + _EDGE < other.shown.y <= target.y
            and min(abs(other.shown.x - here.x), abs(other.shown.x - target.x)) <= _COLUMN
            for strand, other in self._spots(target.page)
            if strand.flow not in _ASTRAY and other.end - other.start > 1
        )

    def _found_at(self, target: Target | None) -> str:
        if target is None:
            return NOTHING
        below = [s.shown for _, s in self._spots(target.page) if target.y is None or s.shown.y <= target.y]
        return f"≠ {quoted(max(below, key=lambda each: each.y).text[:_MOST])}" if below else NOTHING

    def _spots(self, page: int) -> Iterator[tuple[Strand, Spot]]:
        for number_of, spots in self.followed.spots.items():
            for spot in spots:
                if spot.shown.page == page:
                    yield self.script.strands[number_of], spot
