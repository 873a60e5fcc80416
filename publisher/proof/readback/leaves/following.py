"""Pages followed with the finger: takes what the pages show and what they are to say, finds each character its strand.

Every text object is read in the order in which it was drawn; it must go on a strand that is open, or begin one. What
fits nowhere is unexplained, what is never read is lost; where a strand goes on beyond it, both readings are kept side
by side. Running heads and page numbers were taken away before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from publisher.proof.readback.leaves.drawn import Shown
from publisher.proof.readback.leaves.script import FOLIO, LEADER, Flow, Strand, squeezed

_DOTS = frozenset(".·")
_REACH = 400  # characters: how far ahead a strand is searched for where it goes on
_ALIKE = 0.5  # what share of a text must agree to be a misreading of another
_SHORTEST = 4  # characters: what is shorter is found again in many places
_BESIDE = 24.0  # points: what stands further across stands in another column


@dataclass(frozen=True, slots=True)
class Spot:
    """Where characters of a strand were read: half open in the strand, and the text object."""

    start: int
    end: int
    order: int
    shown: Shown


@dataclass(frozen=True, slots=True)
class Parting:
    """Two readings that differ at a place of a strand: what it is to say there, what is shown; either may be empty."""

    strand: int
    at: int
    wanted: str
    seen: str
    page: int


@dataclass(slots=True)
class Followed:
    """What came of following.

    Attributes:
        spots: strand → where it was read.
        folios: strand → the page numbers read in it.
        partings: where what is shown is not what is said.
    """

    spots: dict[int, list[Spot]] = field(default_factory=lambda: defaultdict(list))
    folios: dict[int, list[tuple[str, Shown]]] = field(default_factory=lambda: defaultdict(list))
    partings: list[Parting] = field(default_factory=list)


def follow(strands: tuple[Strand, ...], shown: Iterable[Shown], behind_gaps: frozenset[int] = frozenset()) -> Followed:
    """Return where everything that is shown stands among the strands; before pages `behind_gaps` others are missing."""
    finger, listed = _Finger(strands), [(squeezed(each.text), each) for each in shown if squeezed(each.text)]
    for order, (text, each) in enumerate(listed):
        if each.page in behind_gaps and each.page != finger.page:
            finger.skip(each.page, [text for text, other in listed[order:] if other.page == each.page])
        ahead = listed[order + 1] if order + 1 < len(listed) else None
        finger.read(order, each, text, ahead[0] if ahead and ahead[1].page == each.page else "")
    finger.close()
    _take_turns(strands, finger.followed)
    return finger.followed


def _take_turns(strands: tuple[Strand, ...], followed: Followed) -> None:
    """Give strands of the same words what was read of them in the order it was drawn in; nothing else parts them."""
    alike: dict[tuple[str, str, Flow], list[int]] = defaultdict(list)
    amiss = {each.strand for each in followed.partings}
    for number, strand in enumerate(strands):
        if number not in amiss and followed.spots.get(number):
            alike[strand.text, strand.kind, strand.flow].append(number)
    for numbers in alike.values():
        drawn = sorted(numbers, key=lambda number: followed.spots[number][0].order)
        if drawn != numbers:
            spots = [followed.spots[number] for number in drawn]
            folios = [followed.folios.get(number, []) for number in drawn]
            followed.spots.update(zip(numbers, spots, strict=True))
            followed.folios.update(zip(numbers, folios, strict=True))


@dataclass(slots=True)
class _Finger:
    strands: tuple[Strand, ...]
    followed: Followed = field(default_factory=Followed)
    at: list[int] = field(default_factory=list)
    open: list[int] = field(default_factory=list)  # strands begun and not ended, the latest last
    waiting: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # strands not begun, by beginning
    last: int = -1
    page: int = 0
    here: set[str] = field(default_factory=set)  # documents met on the page

    def __post_init__(self) -> None:
        self.at = [0] * len(self.strands)
        for number, strand in enumerate(self.strands):
            self.waiting[strand.text[0]].append(number)

    def read(self, order: int, shown: Shown, text: str, ahead: str) -> None:
        """Find the strand that a text object belongs to; `ahead` is what follows it on its page."""
        if shown.page != self.page:
            self.page, self.here = shown.page, {self.strands[self.last].document}
        fits = [(number, reach) for number, reach in self._fits(text)]
        if fits:
            number, reach = next((fit for fit in fits if self._leads_on(*fit, ahead)), fits[0])
            self._take(number, reach, order, shown, text)
        elif not self._repeats(text, shown):
            self._take_amiss(order, shown, text)

    def skip(self, page: int, texts: Sequence[str]) -> None:
        """Go on where a page begins: at the first of its texts that has one place only, or what leads up to that."""
        places = ((index, place) for index, text in enumerate(texts) if (place := self._only_place(text)))
        index, (number, at) = next(places, (0, (-1, 0)))
        if number < 0:
            return
        for text in reversed(texts[:index]):
            number, at = self._before(number, at, text)
        document, is_within = self.strands[number].document, self._is_within(number, at)
        has_mark = not at and number > 0 and self.strands[number - 1].flow is Flow.MARKS  # of the item it begins with
        for each, strand in enumerate(self.strands[: number - has_mark]):
            if not self.at[each] and (is_within or strand.document != document):
                self.waiting[strand.text[0]].remove(each)
        if at:
            self.waiting[self.strands[number].text[0]].remove(number)
            self._advance(number, at)
        else:
            self.last = number - 1
        self.page, self.here = page, {document}

    def _is_within(self, number: int, at: int) -> bool:
        """Say whether a place stands behind the beginning of an article's text, so that its head stands above."""
        document = self.strands[number].document
        before = self.strands[: number + (at > 0)]
        return any(each.document == document and each.block.startswith(f"{document}-") for each in before)

    def _only_place(self, text: str) -> tuple[int, int] | None:
        """Return the one strand not begun that holds a text once, and where; None if there are more, or none."""
        if len(text) < _SHORTEST:
            return None
        texts = ((n, each.text) for n, each in enumerate(self.strands) if each.flow is Flow.TEXT and not self.at[n])
        found = [(number, said.index(text), said.count(text)) for number, said in texts if text in said]
        return found[0][:2] if len(found) == 1 and found[0][2] == 1 else None

    def _before(self, number: int, at: int, text: str) -> tuple[int, int]:
        """Return where a text begins that ends at a place of the issue's text; the place itself if it does not."""
        if at == 0:
            above = (n for n in range(number - 1, -1, -1) if self.strands[n].flow is Flow.TEXT and not self.at[n])
            above_it = next(above, -1)
            said = self.strands[above_it].text if above_it >= 0 else ""
            return (above_it, len(said) - len(text)) if said.endswith(text) else (number, at)
        return (number, at - len(text)) if self.strands[number].text.endswith(text, 0, at) else (number, at)

    def _fits(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the strands that a text may belong to, each once and the likeliest first, and how far it reads them."""
        seen: set[int] = set()
        for number in self._candidates(text):
            if number not in seen and (reach := _reach(self.strands[number].text, self.at[number], text)):
                seen.add(number)
                yield number, reach

    def _leads_on(self, number: int, reach: int, ahead: str) -> bool:
        """Say whether what follows on the page has a place too, if a strand is read as far as that."""
        if not ahead:
            return True
        said = self.strands[number].text
        if reach < len(said):
            return bool(_reach(said, reach, ahead))
        others = (*self.open, *self.waiting.get(ahead[0], ()))
        return any(_reach(self.strands[other].text, self.at[other], ahead) for other in others if other != number)

    def _candidates(self, text: str) -> Iterator[int]:
        """Yield the strands that may go on or begin with a text, the likeliest first."""
        yield from reversed(self.open)
        following, begins = self._following(), self.waiting.get(text[0], ())
        ordered = sorted(begins, key=lambda number: (self._is_elsewhere(number), *self._likeness(number, text)))
        if following is not None and not self._is_elsewhere(following):
            yield following
        yield from (number for number in ordered if not self._is_elsewhere(number))
        if following is not None:
            yield following
        yield from ordered

    def _following(self) -> int | None:
        """Return the strand that comes after the last one in its flow, if it is not begun."""
        if self.last < 0:
            return 0
        flow = self.strands[self.last].flow
        number = next((n for n in range(self.last + 1, len(self.strands)) if self.strands[n].flow is flow), None)
        return number if number is not None and not self.at[number] else None

    def _is_elsewhere(self, number: int) -> bool:
        return self.strands[number].document not in self.here

    def _likeness(self, number: int, text: str) -> tuple[bool, bool, int]:
        """Return what is less the likelier a strand begins here; of those passed over, the first is read first."""
        is_behind, distance = self._distance(number)
        return self.strands[number].text != text, is_behind, -distance if is_behind else distance

    def _distance(self, number: int) -> tuple[bool, int]:
        return number < self.last, abs(number - self.last)

    def _take(self, number: int, reach: int, order: int, shown: Shown, text: str) -> None:
        strand, start = self.strands[number], self.at[number]
        if start == 0:
            self.waiting[strand.text[0]].remove(number)
        if FOLIO in strand.text[start:reach]:
            self.followed.folios[number].append((text, shown))
        self.followed.spots[number].append(Spot(start, reach, order, shown))
        self._advance(number, reach)

    def _advance(self, number: int, reach: int) -> None:
        self.at[number], self.last = reach, number
        self.here.add(self.strands[number].document)
        if number in self.open:
            self.open.remove(number)
        if reach < len(self.strands[number].text):
            self.open.append(number)

    def _repeats(self, text: str, shown: Shown) -> bool:
        """Say whether a text is part of the head of a table that goes on: on another page, or in a column beside."""
        for number, strand in enumerate(self.strands):
            spots = self.followed.spots.get(number)
            if strand.repeats and spots and text in strand.text:
                first = spots[0].shown
                if first.page != shown.page or abs(first.upright[0] - shown.upright[0]) > _BESIDE:
                    return True
        return False

    # --- what fits nowhere ---

    def _take_amiss(self, order: int, shown: Shown, text: str) -> None:
        """Take a text as a misreading of the strand it agrees with most; if there is none it is unexplained."""
        number, start, end = self._likest(text)
        if number < 0:
            self.followed.partings.append(Parting(self.last, self.at[self.last], "", text, shown.page))
            return
        strand, begun = self.strands[number], self.at[number]
        seen = text if strand.text[start:end] != text else ""
        wanted = strand.text[begun:end] if seen else strand.text[begun:start]
        self.followed.partings.append(Parting(number, begun, wanted, seen, shown.page))
        self.followed.spots[number].append(Spot(start, end, order, shown))
        if begun == 0 and number in self.waiting[strand.text[0]]:
            self.waiting[strand.text[0]].remove(number)
        self._advance(number, end)

    def _likest(self, text: str) -> tuple[int, int, int]:
        """Return the strand that says nearly this, and from where to where; (-1, 0, 0) if none does."""
        nearest = [*reversed(self.open), *([following] if (following := self._following()) is not None else [])]
        if len(text) >= _SHORTEST:
            for number in nearest:
                ahead = self.strands[number].text[self.at[number] : self.at[number] + _REACH]
                if (found := ahead.find(text)) >= 0:
                    start = self.at[number] + found
                    return number, start, start + len(text)
        for number in (*nearest, *self._unbegun()):
            at = self.at[number]
            if end := _misread_end(self.strands[number].text[at : at + 2 * len(text)], text):
                return number, at, at + end
        return -1, 0, 0

    def _unbegun(self) -> list[int]:
        numbers = [n for n, at in enumerate(self.at) if not at]
        return sorted(numbers, key=self._distance)

    def close(self) -> None:
        """Note what no page says."""
        for number, strand in enumerate(self.strands):
            rest = strand.text[self.at[number] :]
            if rest and not (self.at[number] == 0 and strand.may_be_hidden):
                page = self.followed.spots[number][-1].shown.page if self.followed.spots[number] else 0
                self.followed.partings.append(Parting(number, self.at[number], rest, "", page))


def _reach(said: str, at: int, text: str) -> int:
    """Return how far a strand is read when a text goes on from `at`; 0 if it does not."""
    if said.startswith(text, at):
        return at + len(text)
    if said.startswith(LEADER, at):
        if set(text) <= _DOTS:
            return at + 1
        at += 1
    if said.startswith(FOLIO, at) and text.isdecimal():
        return at + 1
    return 0


def _misread_end(said: str, text: str) -> int:
    """Return how much of what a strand says a text is a misreading of; 0 if it is none."""
    matcher = SequenceMatcher(None, said, text, autojunk=False)
    agreed = [block for block in matcher.get_matching_blocks() if block.size]
    if not agreed or sum(block.size for block in agreed) < _ALIKE * len(text):
        return 0
    last = agreed[-1]
    return min(len(said), last.a + last.size + len(text) - last.b - last.size)
