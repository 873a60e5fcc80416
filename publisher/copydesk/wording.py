"""The editor's readings: an emendation or a field's wording becomes the smallest Replace edits that make it.

Takes slips, the words as printed and the words as they should read; gives edits. It never guesses: words that do
not stand where the editor says are a problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from publisher.issue.corrections import Replace
from publisher.issue.galley import Galley, Span
from publisher.issue.marks import HALF_TO_FULL

_NARROW = str.maketrans({full: half for half, full in HALF_TO_FULL.items()})


class Printed:
    """The raw characters of some spans as one string, each character knowing its span and column."""

    def __init__(self, galley: Galley, spans: Sequence[Span]) -> None:
        self.spans = tuple(spans)
        self.text = "".join(galley.text(span) for span in spans)
        self._cells = [(span, column) for span in spans for column in range(span.start, span.end)]

    def occurrences(self, words: str) -> list[int]:
        """Return where the words stand; marks of either width count as the same only if nothing matches exactly."""
        return _find_all(self.text, words) or _find_all(self.text.translate(_NARROW), words.translate(_NARROW))

    def replaced(self, start: int, end: int, words: str) -> Iterator[Replace]:
        """Yield the edits that put `words` in place of characters `start` to `end`, cut at line ends."""
        if start == end and (start == len(self.text) or self._breaks_before(start)):
            start, words = start - 1, self.text[start - 1] + words
        at = start
        while at < end or at == start:
            stop = next((index for index in range(at + 1, end) if self._breaks_before(index)), end)
            span, column = self._cells[at]
            place = Span(span.source, span.line, column, column + stop - at)
            yield Replace(place, self.text[at:stop], words)
            at, words = max(stop, at + 1), ""

    def respelt(self, words: str, start: int = 0, end: int | None = None) -> Iterator[Replace]:
        """Yield the smallest edits that make characters `start` to `end` read `words`."""
        end = len(self.text) if end is None else end
        matcher = SequenceMatcher(None, self.text[start:end], words, autojunk=False)
        for kind, one, two, left, right in matcher.get_opcodes():
            if kind != "equal":
                yield from self.replaced(start + one, start + two, words[left:right])

    def emended(self, at: int, wrong: str, right: str) -> Iterator[Replace]:
        """Yield the edits that read `right` for `wrong`, which begins at character `at`; common ends are left alone.

        A Western mark of the source that the editor wrote fullwidth counts as different.
        """
        raw = self.text[at : at + len(wrong)]
        wrong = "".join(one if one in HALF_TO_FULL else other for one, other in zip(raw, wrong, strict=True))
        head = _common(wrong, right)
        tail = _common(wrong[head:][::-1], right[head:][::-1])
        yield from self.replaced(at + head, at + len(wrong) - tail, right[head : len(right) - tail])

    def _breaks_before(self, index: int) -> bool:
        return index > 0 and self._cells[index][0] != self._cells[index - 1][0]


def _find_all(text: str, words: str) -> list[int]:
    found = []
    at = text.find(words)
    while words and at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _common(one: str, other: str) -> int:
    return next(
        (index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
