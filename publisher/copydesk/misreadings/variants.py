"""Phrases that differ in one character from what the issue otherwise writes.

Takes all passages of an issue, gives queries and nothing else: a fixed phrase or a title of office is never changed.
Windows of characters round a gap are counted in a small table of hashes first; only those that recur are kept as
words, so time and memory grow with the text and no faster.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from publisher.copydesk.misreadings.alike import ALIKE
from publisher.copydesk.misreadings.passage import Change, Finding, Passage, Standing, Verdict, found
from publisher.issue.marks import HAN
from publisher.lexicon import Lexicon

CODE = "copydesk/misreading-variant"
_RUN = re.compile(rf"[{HAN}]{{9,}}")
_SHAPES = ((4, 4), (3, 3), (6, 2), (2, 6))  # characters before and behind the one that differs
_USUAL = 3  # times the usual reading stands in the issue at least
_CELLS = 1 << 20
_GAIN, _GAIN_ALIKE = 6.0, 2.0  # nats by which the usual reading is likelier
# One of these more, less or in place of another is grammar, a count or a date.
_FREE = frozenset(
    "的了和与及在并等着地得是就也都将而以为对把被从向这那其此某不很更最再又还已〇一二两三四五六七八九十百千万亿"
    "第年月日上下前后内外中里左右东南西北大小多少新老"
)


_LONGEST_PARAGRAPH = 20_000  # characters; what is longer is no paragraph of prose, and its windows prove nothing


@dataclass(slots=True)
class _Slot:
    """What stands in the gap of one window: how often, and where first (passage, offset)."""

    counts: dict[str, int] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def put(self, middle: str, passage: int, offset: int, times: int) -> None:
        self.counts[middle] = self.counts.get(middle, 0) + times
        self.places.setdefault(middle, (passage, offset))


def variants(passages: Sequence[Passage], lexicon: Lexicon) -> Iterator[Finding]:
    """Yield a query for every phrase that stands once and differs in one character from one that stands three times."""
    asked: set[tuple[int, int]] = set()
    for before, behind in _SHAPES:
        for window, slot in _recurring(passages, before, behind).items():
            for usual, rare in _contrasts(slot):
                place = slot.places[rare]
                if place in asked:
                    continue
                if _is_misreading(window[:before], window[before:], usual, rare, lexicon):
                    asked.add(place)
                    passage, offset = passages[place[0]], place[1]
                    phrase = window[:before] + usual + window[before:]
                    confidence = 0.82 if usual in ALIKE.get(rare, ()) else 0.6
                    verdict = Verdict(CODE, f"本期别处 {slot.counts[usual]} 次作“{phrase}”", confidence)
                    yield from found(passage, verdict, [Change(offset, offset + len(rare), usual)])


def _windows(texts: Sequence[str], before: int, behind: int) -> Iterator[tuple[str, str, int, int]]:
    """Yield every window: its words, what stands in the gap (nothing, or one character), text and offset of the gap."""
    for number, text in enumerate(texts):
        for run in _RUN.finditer(text):
            words, start = run[0], run.start()
            for at in range(before, len(words) - behind):
                left = words[at - before : at]
                yield left + words[at + 1 : at + 1 + behind], words[at], number, start + at
                yield left + words[at : at + behind], "", number, start + at


def _recurring(passages: Sequence[Passage], before: int, behind: int) -> dict[str, _Slot]:
    """Return the windows that stand often enough, with what stands in their gaps; equal passages are read once."""
    first: dict[str, int] = {}
    times: Counter[str] = Counter()
    for number, passage in enumerate(passages):
        if passage.standing is not Standing.CONTENTS and len(passage.text) <= _LONGEST_PARAGRAPH:
            first.setdefault(passage.text, number)
            times[passage.text] += 1
    texts = list(first)
    cells = bytearray(_CELLS)
    for window, _, number, _ in _windows(texts, before, behind):
        cell = hash(window) % _CELLS
        if cells[cell] <= _USUAL:
            cells[cell] += min(times[texts[number]], _USUAL + 1)
    slots: dict[str, _Slot] = {}
    for window, middle, number, offset in _windows(texts, before, behind):
        if cells[hash(window) % _CELLS] > _USUAL:
            slots.setdefault(window, _Slot()).put(middle, first[texts[number]], offset, times[texts[number]])
    return slots


def _contrasts(slot: _Slot) -> Iterator[tuple[str, str]]:
    """Yield usual and rare filling of one gap, if there is one usual and one that stands once."""
    if len(slot.counts) != 2:
        return
    (one, many), (other, few) = sorted(slot.counts.items(), key=lambda each: -each[1])
    if many >= _USUAL and few == 1 and one not in _FREE and other not in _FREE:
        yield one, other


def _is_misreading(left: str, right: str, usual: str, rare: str, lexicon: Lexicon) -> bool:
    """Say whether the lexicon finds the rare reading much the worse, as language."""
    printed, other = lexicon.folded(left + rare + right), lexicon.folded(left + usual + right)
    gain = lexicon.words(other)[0] - lexicon.words(printed)[0]
    if usual and rare:
        return gain >= (_GAIN_ALIKE if usual in ALIKE.get(rare, ()) else _GAIN)
    return gain >= (_GAIN if rare else 0.0)
