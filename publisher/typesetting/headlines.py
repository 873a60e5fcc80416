"""Headlines in lines: takes a text and a width, gives lines of like width that end where the sense allows it.

Every set of breaks is weighed: what each break costs (`phrases`) and how far each line is from the even width. The
text stays as it is, and where the editor has broken a heading, so do its lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile

from publisher.issue.inlines import Inline, LineBreak, Text, plain
from publisher.issue.marks import is_han, is_latin_or_digit, width_em
from publisher.typesetting.phrases import break_costs

_CAPITAL = 0.2  # by how many em a capital is wider than other letters
_GAP = 0.25  # between Han and Western
_SHRINKS_BY = 1.2  # a heading this much too long is set smaller rather than broken
_UNEVEN = 300.0  # times the square of a line's distance from the even width, as a share of the measure
_LONELY = ((2.6, 400.0), (3.6, 60.0))  # a line of one or two characters, of three or four
_CLAUSES = 25.0  # for a line that parts a clause though a clause ends within it
_ONE_MORE = 60.0  # for a line more than the width needs
_MOST_MORE = 3  # such lines


@dataclass(frozen=True, slots=True)
class Headlines:
    """Breaks the headings of one article; `chosen` are those in lines already."""

    chosen: Sequence[Sequence[str]] = ()

    def lines(self, text: str, widest: float) -> Sequence[str]:
        """Return a heading in lines, none wider than `widest` em if that can be."""
        return self._choice(text) or broken_lines(text, widest)

    def parts(self, inlines: tuple[Inline, ...], widest: float) -> list[tuple[Inline, ...]]:
        """Return the inlines of a heading in lines; none ends inside emphasis, a link or a name."""
        if any(isinstance(inline, LineBreak) for inline in inlines):
            return [inlines]
        lines = self.lines(plain(inlines), widest)
        return list(_cut(inlines, list(accumulate(map(len, lines)))[:-1]))

    def fits_shrunk(self, text: str, widest: float) -> bool:
        """Say whether a title a little too long for one line may be set in it in the smaller size."""
        return not self._choice(text) and widest < _width(text) <= widest * _SHRINKS_BY

    def _choice(self, text: str) -> Sequence[str] | None:
        return next((lines for lines in self.chosen if "".join(lines) == text), None)


def broken_lines(text: str, widest: float) -> list[str]:
    """Return a heading in lines, none wider than `widest` em."""
    least = math.ceil(_width(text) / widest)
    if least <= 1:
        return [text]
    costs = break_costs(text)
    found = [_best(text, widest, least + more, costs, more * _ONE_MORE) for more in range(_MOST_MORE + 1)]
    ends = min(found)[1]
    return [text[begin:end] for begin, end in pairwise((0, *ends))]


def _cut(inlines: Iterable[Inline], places: list[int]) -> Iterator[tuple[Inline, ...]]:
    """Yield the inlines cut at places of their text; a place inside anything but plain text is passed over."""
    line: list[Inline] = []
    begin = 0
    for inline in inlines:
        size = len(plain((inline,)))
        inside = [at - begin for at in places if begin < at < begin + size]
        if begin in places and line and size:  # a note call belongs to the words in front of it
            yield tuple(line)
            line = []
        if isinstance(inline, Text):
            for start, end in pairwise((0, *inside)):
                yield (*line, Text(inline.text[start:end]))
                line = []
            line.append(Text(inline.text[inside[-1] if inside else 0 :]))
        else:
            line.append(inline)
        begin += size
    yield tuple(line)


def _best(text: str, widest: float, count: int, costs: list[float], cost: float) -> tuple[float, tuple[int, ...]]:
    """Return the cost and the ends of the best lines, as many as `count`; infinite if there are none."""
    ruler = _Ruler(text)
    even = ruler.width(0, len(text)) / count
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (cost, ())}
    for number in range(1, count + 1):
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        for begin, (spent, ends) in best.items():
            for end in ruler.ends(begin, widest, last=number == count):
                parts = 0.0 in costs[begin + 1 : end] and (costs[end] or (begin and costs[begin]))
                misfit = _misfit(ruler.width(begin, end), even, widest)
                now = spent + costs[end] + misfit + (_CLAUSES if parts else 0.0)
                if now < math.inf and (end not in further or now < further[end][0]):
                    further[end] = (now, (*ends, end))
        best = further
    return best.get(len(text), (math.inf, (len(text),)))


def _misfit(width: float, even: float, widest: float) -> float:
    """Return how bad a line's width is."""
    lonely = next((fine for least, fine in _LONELY if width < least), 0.0)
    return _UNEVEN * ((width - even) / widest) ** 2 + lonely


class _Ruler:
    """Measures lines of one heading, each without the spaces at its ends, in time that does not grow with them."""

    def __init__(self, text: str) -> None:
        signs = [width_em(char) + _CAPITAL * ("A" <= char <= "Z") for char in text]
        gaps = [_GAP * _has_gap(one, two) for one, two in pairwise(text)]
        self._signs = [0.0, *accumulate(signs)]
        self._gaps = [0.0, *accumulate(gaps)]  # up to the gap in front of a character
        self._next = [0] * (len(text) + 1)  # the first character from here on that is no space
        self._last = [0] * (len(text) + 1)  # behind the last character before here that is no space
        self._next[len(text)] = len(text)
        for at in reversed(range(len(text))):
            self._next[at] = self._next[at + 1] if text[at].isspace() else at
        for at, char in enumerate(text, 1):
            self._last[at] = self._last[at - 1] if char.isspace() else at

    def width(self, begin: int, end: int) -> float:
        """Return the width in em of the line between two places as it will be set."""
        return self._between(self._next[begin], self._last[end])

    def ends(self, begin: int, widest: float, *, last: bool) -> list[int]:
        """Return where a line that begins at a place may end; the last one ends with the heading."""
        size = len(self._signs) - 1
        places = [size] if last else range(begin + 1, size)
        return list(takewhile(lambda end: self._between(begin, self._last[end]) <= widest, places))

    def _between(self, begin: int, end: int) -> float:
        if end <= begin:
            return 0.0
        return self._signs[end] - self._signs[begin] + self._gaps[end - 1] - self._gaps[begin]


def _has_gap(one: str, two: str) -> bool:
    return (is_han(one) and is_latin_or_digit(two)) or (is_latin_or_digit(one) and is_han(two))


def _width(text: str) -> float:
    """Return the width in em of a line as it will be set."""
    return _Ruler(text).width(0, len(text))
