"""Where the title ends and the author begins in the words of one entry.

Takes the words of an entry, line by line, and the lines of the issue as evidence; gives title, authors and a score.
A title that recurs as a line of its own is as good as certain; names, strokes and wide blanks decide the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.copydesk.contents.names import Authors, authors_in
from publisher.copydesk.contents.titles import Run, Titles, fold
from publisher.copydesk.credits.names import is_name

# What speaks for a reading, in points; a name counts up to about one point, see publisher.copydesk.contents.names.
RECURS = 5.0  # the title stands somewhere in the issue as a line or lines of its own
RECURS_SHORT = 2.0  # … and has one or two characters only, or is a name, which recurs as a byline
OPENS = 3.0  # a line begins with the title and goes on
RECURS_AFTER_COLON = 4.0  # the title recurs without the label before its colon
SIGNED = 3.5  # the names stand next to the recurring title
BYLINE_RECURS = 2.5  # the names stand somewhere as a line of their own, and nothing is known of the title
BYLINE_ELSEWHERE = 1.0  # … but not next to the recurring title
_GAPS = {"stroke": 1.5, "leader": 1.0, "bracket": 1.0, "wide": 0.5, "line": 0.3, "space": 0.0, "colon": 0.0, "": 0.0}
_A_NAME = 0.7  # likelihood from which a title is taken for a name
_NAME_INSIDE = -1.2  # the title would run over an author's name at the end of a line
_BREAKS_OFF = 2.0  # the line above ends in a colon or inside a quotation: what follows goes on
_HEADLESS = -3.0  # the title would begin with the dash of a subtitle
_OVER_BLANK = -0.8  # the title would run over a blank line

_GAP = re.compile(
    r"(?P<leader>\s*(?:[.…·‥⋯．﹒_┄┈─∙]\s?){2,}|\s*…\s*)|(?P<stroke>\s*[/／|｜]\s*|\s*[□◎○●◇⊙]\s*)|(?P<colon>[:：]\s*)"
    r"|(?P<wide>\u3000+|[ \t\u00a0\u3000]{2,})|(?P<space>\s)"
)
_BRACKET = re.compile(r"^(?P<title>.{2,}?)\s*[(（](?P<inner>[^()（）\d]{2,16})[)）]\s*$")
_EDGES = " \u3000\t.…·‥⋯．﹒_┄┈/／|｜,，"
_COLON = re.compile(r"^[^:：|｜]{2,10}[:：|｜]\s*(?P<rest>.+)$")
_MOST_WORDS = 24
_NEXT = 4  # lines behind a title in which its author may stand
_ROLE_LENGTH = 10  # characters a byline may have beside the names


@dataclass(frozen=True, slots=True)
class Part:
    """The words of one line of an entry; `apart` says that a blank line stands before it."""

    text: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an entry, and how much speaks for it."""

    title: str
    authors: tuple[str, ...]
    score: float
    recurs: bool


@dataclass(frozen=True, slots=True)
class _Word:
    part: int
    start: int
    end: int
    gap: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The lines of the issue, those of the contents page itself left out.

    Attributes:
        titles: index of all short lines.
        first, last: positions of the page's first line and behind the last one that is surely its own.
    """

    titles: Titles
    first: int
    last: int

    def exact(self, key: str) -> tuple[Run, ...]:
        """Return the runs outside the region whose wording is the key."""
        return tuple(run for run in self.titles.exact(key) if run[1] <= self.first or run[0] >= self.last)

    def opens(self, key: str) -> bool:
        """Say whether a line outside the region begins with the key and goes on."""
        return any(not self.first <= run[0] < self.last for run in self.titles.opening(key))

    def weight(self, title: str) -> float:
        """Return what the issue says of a title, in points."""
        key = fold(title)
        if not key:
            return -10.0
        if self.exact(key):
            return RECURS if len(key) > 2 and is_name(title) < _A_NAME else RECURS_SHORT
        after = _COLON.match(title)
        rest = fold(after["rest"]) if after else ""
        if rest and self.exact(rest):
            return RECURS_AFTER_COLON if len(rest) > 2 else RECURS_SHORT
        return OPENS if len(key) > 3 and self.opens(key) else 0.0

    def signs(self, title: str, names: Sequence[str]) -> bool:
        """Say whether all the names stand next to the title where it recurs: few lines behind it, or one before."""
        keys = self.titles.keys
        sought = [fold(name) for name in names]
        most = max(map(len, sought), default=0) * len(sought) + _ROLE_LENGTH
        for first, end in self.exact(fold(title)):
            near = [key for key in (*keys[end : end + _NEXT], *keys[max(0, first - 1) : first]) if len(key) <= most]
            if sought and all(any(name and name in key for key in near) for name in sought):
                return True
        return False

    def byline_weight(self, title: str, names: Sequence[str]) -> float:
        """Return what the issue says of names as the authors of a title, in points."""
        if self.signs(title, names):
            return SIGNED
        if not self.exact(fold("".join(names))):
            return 0.0
        return BYLINE_ELSEWHERE if self.exact(fold(title)) else BYLINE_RECURS


def best_reading(parts: Sequence[Part], evidence: Evidence, *, author_first: bool) -> Reading:
    """Return the likeliest reading of an entry's words."""
    words = _words(parts)
    if not words:
        return Reading("", (), -10.0, recurs=False)
    readings = [_reading(parts, words, *cut, evidence) for cut in _cuts(parts, words, author_first=author_first)]
    if len(parts) == 1 and (bracketed := _bracketed(parts[0].text, evidence)):
        readings.append(bracketed)
    return max(readings, key=lambda reading: reading.score)


def _words(parts: Sequence[Part]) -> list[_Word]:
    words: list[_Word] = []
    for number, part in enumerate(parts):
        start, gap = 0, "line" if number else ""
        for match in _GAP.finditer(part.text):
            if match.start() > start:
                words.append(_Word(number, start, match.start(), gap))
            gap = match.lastgroup or ""
            start = match.end()
        if start < len(part.text):
            words.append(_Word(number, start, len(part.text), gap))
    return words[:_MOST_WORDS] if len(words) <= _MOST_WORDS else [*words[: _MOST_WORDS - 1], words[-1]]


Cut = tuple[tuple[tuple[int, int], ...], tuple[int, int]]


def _cuts(parts: Sequence[Part], words: Sequence[_Word], *, author_first: bool) -> Iterator[Cut]:
    """Yield the ways to cut: ranges of words that make the title, range of words that names the authors."""
    count = len(words)
    yield ((0, count),), (count, count)
    for at in range(1, count):
        if author_first:
            yield ((at, count),), (0, at)
        elif words[at].gap != "colon" or authors_in(_text(parts, words, at - 1, at)).score > 1:
            yield ((0, at),), (at, count)
    for part in range(1, len(parts)):
        if parts[part].text.startswith(("——", "—", "--", "──")):
            after = next((index for index, word in enumerate(words) if word.part == part), count)
            for at in range(1, after):
                yield ((0, at), (after, count)), (at, after)


def _reading(
    parts: Sequence[Part],
    words: Sequence[_Word],
    title: tuple[tuple[int, int], ...],
    names: tuple[int, int],
    evidence: Evidence,
) -> Reading:
    printed = " ".join(_text(parts, words, *each) for each in title)
    weight = evidence.weight(printed)
    score = weight + sum(_running(parts, words, *each) for each in title) + (_HEADLESS if printed[:1] == "—" else 0.0)
    authors = Authors((), 0.0)
    if names[0] < names[1]:
        run = _text(parts, words, *names)
        authors = authors_in(run)
        inner = names[0] or names[1]
        gap = words[inner].gap if inner < len(words) else ""
        score += authors.score + _GAPS[gap]
        if authors.names and authors.score > -1 * len(authors.names):
            score += evidence.byline_weight(printed, authors.names)
    return Reading(printed, authors.names, score, weight > 0)


def _running(parts: Sequence[Part], words: Sequence[_Word], first: int, last: int) -> float:
    """Return what speaks for and against a title's running over the line ends inside it."""
    score = 0.0
    for index in range(first + 1, last):
        if words[index].gap != "line":
            continue
        above, here = parts[words[index].part - 1].text.rstrip(), parts[words[index].part]
        if above.endswith(("：", ":", "，", ",", "、")) or above.count("“") > above.count("”"):
            score += _BREAKS_OFF
        elif authors_in(_text(parts, words, index - 1, index)).score > 0.5 and not here.text.startswith("—"):
            score += _NAME_INSIDE
        if here.apart and not here.text.startswith("—"):
            score += _OVER_BLANK
    return score


def _text(parts: Sequence[Part], words: Sequence[_Word], first: int, last: int) -> str:
    """Return the words as printed, line ends as blanks."""
    if first >= last:
        return ""
    pieces = []
    for part in range(words[first].part, words[last - 1].part + 1):
        inside = [word for word in words[first:last] if word.part == part]
        goes_on = inside and inside[-1] is not words[last - 1]
        if inside:
            end = len(parts[part].text) if goes_on else inside[-1].end
            pieces.append(parts[part].text[inside[0].start : end].strip(_EDGES))
    return re.sub(r"\s+", " ", " ".join(pieces)).strip()


def _bracketed(text: str, evidence: Evidence) -> Reading | None:
    """Return the reading of a title with its author in brackets behind it."""
    match = _BRACKET.match(text)
    authors = authors_in(match["inner"]) if match else None
    if match is None or authors is None or authors.score < 0.3:
        return None
    weight = evidence.weight(match["title"])
    signed = evidence.byline_weight(match["title"], authors.names)
    score = weight + authors.score + _GAPS["bracket"] + signed
    return Reading(match["title"].strip(_EDGES), authors.names, score, weight > 0)
