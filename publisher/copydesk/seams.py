"""Evidence for a seam: does this line go on in that one?

Takes pieces of body text, gives for every piece that breaks off its likeliest continuation, all at once (one best
assignment over the page), with the evidence in words. It knows no articles; whoever calls says which pieces are
neighbours.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from publisher.copydesk.assignment import best_pairs
from publisher.issue.marks import HAN, is_open, width_em
from publisher.lexicon import Lexicon

# Evidence in nats. A word across the seam is found at 41 % of true seams and 3 % of false ones; the rest is weighed
# by it.
_PER_NAT = 0.4  # of what reading the two ends as one text gains
_MOST_BY_WORD = 4.0
_QUOTE_CLOSES, _QUOTE_STAYS_OPEN, _QUOTE_UNOPENED = 4.0, -1.5, -3.0
_CANNOT_OPEN = 3.0
_NUMBER = 1.5
_PER_CHARACTER = 0.6  # of the longest run across the seam that stands elsewhere in the issue
_MOST_BY_RECURRENCE = 4.0
_NEXT, _BACKWARD, _PER_STEP, _MOST_BY_DISTANCE = 3.0, -1.0, -0.05, -1.0
_PAST_HEADLINE = -1.5
_BROKEN_WORD = -1.5
_OWN_LINE = -4.0
_LIKE_OPENING, _OFTEN_OPENS = -2.0, -1.5
_LONGEST_ITEM = 30.0  # em of a line that is a label and what it names
_OPENS_PARAGRAPH = -5.0
_JUMP = 8.0
NEXT = "紧接"  # the evidence of two pieces that stand next to each other
LEAST = 1.2  # below this nothing is joined

_PAIRS = {"“": "”", "《": "》", "（": "）", "「": "」", "『": "』", "(": ")"}
_PARTNER = {closing: opening for opening, closing in _PAIRS.items()}
_MARK = re.compile("[" + "".join(re.escape(one + other) for one, other in _PAIRS.items()) + "]")
_CONTINUES = re.compile(r"[，。、；：？！,;:?!）)”’》」』】]|(?:的|了|们|們)[^确士]")
_MEASURE = re.compile(rf"[{HAN}]|[%％℃‰]|\d")
_OPENER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．是]|第[一二三四五六七八九十]{1,3}[、，,]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳]|"
    r"本[报報刊](?:[^，。]{0,14}[讯訊電电]|记者|記者)|新华社|——)"
)
_STUB = re.compile(rf"[{HAN}][，。；,;]")
_SPEAKS = re.compile(
    rf"(?:会议|會議|[{HAN}·]{{2,4}})(?:还|還)?(?:指出|强调|強調|要求|认为|認為|明确|表示|介绍|介紹|说|說|告诉记者)[，,：:]?"
)
_LABEL = re.compile(rf"[{HAN}]{{2,5}}[:：]\S")
_WORD = re.compile(rf"[{HAN}A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of body text: its position in printed order, its words, and what is known of its neighbours.

    Attributes:
        position: counts every unit of the text, so that differences are distances.
        next_body: position of the body piece that stands next with only captions and furniture between, or -1.
        headlines: how many headlines stand before it in the text.
        indented: it was printed with an indent, as paragraphs begin.
        jump_to, jump_from: page or sheet that a jump line behind or before it names.
    """

    position: int
    text: str
    next_body: int = -1
    headlines: int = 0
    indented: bool = False
    jump_to: str = ""
    jump_from: str = ""


@dataclass(frozen=True, slots=True)
class Seam:
    """Two pieces that make one paragraph: positions, score in nats, evidence."""

    left: int
    right: int
    score: float
    evidence: tuple[str, ...]

    @property
    def confidence(self) -> float:
        """The score as a share between 0 and 1; 0.77 at the threshold."""
        return round(1 - 0.5 ** (1 + self.score), 2) if self.score > 0 else 0.5


class Witnesses:
    """What seams are judged by: the lexicon, and every run of characters of the issue itself."""

    def __init__(self, lexicon: Lexicon, pieces: Sequence[Piece]) -> None:
        self.lexicon = lexicon
        self.pieces = {piece.position: piece for piece in pieces}
        self._bare = {piece.position: "".join(_WORD.findall(piece.text)) for piece in pieces}
        self._all = "\n".join(self._bare.values())
        self._grams = {self._all[index : index + 4] for index in range(len(self._all) - 3)}
        unpaired = {piece.position: _unpaired(piece.text) for piece in pieces}
        self._waiting = {position: waiting for position, (waiting, _) in unpaired.items()}
        self._missing = {position: missing for position, (_, missing) in unpaired.items()}
        self._openers: dict[str, int] = {}
        for piece in pieces:
            head = piece.text[:4]
            self._openers[head] = self._openers.get(head, 0) + 1

    def evidence(self, left: Piece, right: Piece) -> Iterator[tuple[float, str]]:
        """Yield what speaks for and against `right` going on where `left` breaks off, in words for the editor."""
        yield _position(left, right)
        if left.jump_to or right.jump_from:
            yield (_JUMP, "转接相符") if left.jump_to and right.jump_from else (-2.0, "转接不合")
        gain, word = self.lexicon.seam(left.text, right.text)
        if word:
            yield min(_MOST_BY_WORD, gain * _PER_NAT), f"接成“{word}”"
        elif _STUB.match(right.text):
            yield _BROKEN_WORD, f"起首半词“{right.text[:1]}”"
        yield from self._brackets(left, right)
        if left.text[-1:].isdigit() and _MEASURE.match(right.text):
            yield _NUMBER, f"数“{left.text[-1]}|{right.text[0]}”"
        if run := self._recurring(left, right):
            yield min(_MOST_BY_RECURRENCE, _PER_CHARACTER * len(run)), f"他处有“{run}”"
        yield from self._openings(left, right)

    def _openings(self, left: Piece, right: Piece) -> Iterator[tuple[float, str]]:
        """Yield what the two ends say by themselves: a line that stands alone, a line that opens or cannot open."""
        if _CONTINUES.match(right.text):
            yield _CANNOT_OPEN, f"“{right.text[:2]}”不能起段"
        if _LABEL.match(left.text) and width_em(left.text) <= _LONGEST_ITEM:
            yield _OWN_LINE, f"“{left.text[:4]}”自成一行"
        if right.indented or _OPENER.match(right.text):
            yield _OPENS_PARAGRAPH, f"“{right.text[:4]}”起段"
        elif _SPEAKS.match(right.text):
            yield _LIKE_OPENING, f"“{right.text[:6]}”像起段"
        elif self._openers[right.text[:4]] > 1:
            yield _OFTEN_OPENS, f"“{right.text[:4]}”常起段"

    def _brackets(self, left: Piece, right: Piece) -> Iterator[tuple[float, str]]:
        """Yield what quotes and brackets say; a quote opened again at the seam was printed twice and says nothing."""
        waiting, missing = self._waiting[left.position], self._missing[right.position]
        for opening in sorted(waiting | missing):
            if opening in waiting and opening in missing:
                yield _QUOTE_CLOSES, f"{opening}{_PAIRS[opening]}相合"
            elif opening in missing:
                yield _QUOTE_UNOPENED, ""
            elif not (right.text.startswith(opening) and opening in left.text[-6:]):
                yield _QUOTE_STAYS_OPEN, ""

    def _recurring(self, left: Piece, right: Piece) -> str:
        """Return the longest run of at least two characters on either side that stands elsewhere in the issue."""
        tail, head = self._bare[left.position][-6:], self._bare[right.position][:6]
        if len(tail) < 2 or len(head) < 2 or not self._stands(tail[-2:] + head[:2]):
            return ""
        own = self._bare[left.position] + "\n" + self._bare[right.position]
        best = (2, 2)
        while True:
            one, two = best
            grown = [(one + 1, two)] if one < len(tail) else []
            grown += [(one, two + 1)] if two < len(head) else []
            found = next((each for each in grown if self._stands(tail[-each[0] :] + head[: each[1]])), None)
            if found is None:
                run = tail[-one:] + head[:two]
                return run if self._all.count(run) > own.count(run) else ""
            best = found

    def _stands(self, run: str) -> bool:
        return run[:4] in self._grams and run in self._all


def seams(witnesses: Witnesses, opens: Iterable[Piece], window: int) -> tuple[Seam, ...]:
    """Return the best joins of open pieces: every piece is continued at most once and continues at most one.

    Only pieces at most `window` units away are considered, and any two that jump lines point at.
    """
    found: dict[tuple[int, int], Seam] = {}
    ordered = sorted(witnesses.pieces)
    jumps = [position for position in ordered if witnesses.pieces[position].jump_from]
    for left in opens:
        here = bisect_left(ordered, left.position - window), bisect_right(ordered, left.position + window)
        near = [other for other in ordered[here[0] : here[1]] if other != left.position]
        for position in dict.fromkeys([*near, *(jumps if left.jump_to else [])]):
            parts = list(witnesses.evidence(left, witnesses.pieces[position]))
            score = sum(weight for weight, _ in parts)
            if score >= LEAST:
                words = tuple(name for weight, name in parts if weight and name)
                found[left.position, position] = Seam(left.position, position, score, words)
    pairs = best_pairs({pair: seam.score for pair, seam in found.items()})
    return tuple(found[pair] for pair in sorted(_without_circles(pairs, found)))


def _without_circles(pairs: set[tuple[int, int]], found: Mapping[tuple[int, int], Seam]) -> set[tuple[int, int]]:
    """Return the pairs with the weakest of every circle taken out: no paragraph goes on in itself."""
    follows = dict(pairs)
    kept = set(pairs)
    for start in sorted(follows):
        walked: list[int] = []
        at: int | None = start
        while at is not None and at not in walked:
            walked.append(at)
            at = follows.get(at)
        if at is not None:
            circle = [(one, follows[one]) for one in walked[walked.index(at) :]]
            weakest = min(circle, key=lambda pair: found[pair].score)
            kept.discard(weakest)
            follows.pop(weakest[0])
    return kept


def breaks_off(text: str) -> bool:
    """Say whether a piece of body text breaks off inside a sentence."""
    return is_open(text)


def _position(left: Piece, right: Piece) -> tuple[float, str]:
    if left.next_body == right.position:
        return _NEXT, NEXT
    distance = max(_MOST_BY_DISTANCE, _PER_STEP * abs(right.position - left.position))
    if right.position < left.position:
        return _BACKWARD + distance, "在前"
    return (_PAST_HEADLINE if right.headlines != left.headlines else -0.5) + distance, "在后"


def _unpaired(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the opening marks left open in the text, and those whose closing marks stand in it alone."""
    depth: Counter[str] = Counter()
    missing: set[str] = set()
    for char in _MARK.findall(text):
        if char in _PAIRS:
            depth[char] += 1
        elif depth[_PARTNER[char]]:
            depth[_PARTNER[char]] -= 1
        else:
            missing.add(_PARTNER[char])
    return frozenset(mark for mark, count in depth.items() if count), frozenset(missing)
