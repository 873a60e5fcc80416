"""Where words recur as lines of their own: the index of short lines by what remains when width and marks are gone.

Takes lines, gives positions (numbers of lines in the sequence). It tolerates no misreading: near readings are the
business of publisher.copydesk.contents.near.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from publisher.copydesk.lines import Line

_NOT_WORDS = re.compile(r"[\W_]+")
_FOOTNOTE = re.compile(r"[\[［〔(（][※*＊\d注①-⑳]{1,3}[\]］〕)）]\s*$")
_LONGEST = 120  # characters of a line that may still be a headline
_MOST_LINES = 4  # a headline with its subtitle stands in no more lines
_MOST_PLACES = 64  # of one wording: what stands in more places proves nothing
_NEIGHBOURS = 8  # source lines that lines of one headline may lie apart, blank ones and a picture's included

Run = tuple[int, int]


def fold(text: str) -> str:
    """Return what counts of a wording: letters, digits and ideographs in one width and case."""
    if text.isascii():
        return _NOT_WORDS.sub("", text).casefold()
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def fold_title(text: str) -> str:
    """Return what counts of a headline: as `fold`, without a footnote's mark at the end."""
    return fold(_FOOTNOTE.sub("", text))


class Titles:
    """Short lines by their wording.

    Attributes:
        lines: the lines as given; positions count them from 0.
        keys: their folded wording; empty for lines too long to be headlines.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.keys = [fold_title(line.text) if len(line.text) <= _LONGEST else "" for line in lines]
        self._at: dict[str, list[int]] = defaultdict(list)
        for position, key in enumerate(self.keys):
            if key and len(self._at[key]) < _MOST_PLACES:
                self._at[key].append(position)

    @cached_property
    def _sorted(self) -> list[tuple[str, int]]:
        return sorted((key, position) for position, key in enumerate(self.keys) if len(key) > 1)

    def exact(self, key: str) -> tuple[Run, ...]:
        """Return the runs of one to four lines (first, behind the last) whose wording together is the key."""
        runs = [(position, position + 1) for position in self._at.get(key, ())]
        for length in range(1, len(key)):
            for position in self._at.get(key[:length], ()):
                end = self._continued(key, length, position)
                if end:
                    runs.append((position, end))
        return tuple(runs)

    def _continued(self, key: str, at: int, position: int) -> int:
        """Return the position behind the run that goes on with the rest of the key; 0 where none does."""
        first = self.lines[position].span
        for end in range(position + 1, min(position + _MOST_LINES, len(self.keys))):
            here = self.lines[end].span
            near = here.source == first.source and here.line - first.line <= _NEIGHBOURS
            if not near or not self.keys[end] or not key.startswith(self.keys[end], at):
                return 0
            at += len(self.keys[end])
            if at == len(key):
                return end + 1
        return 0

    def opening(self, key: str) -> tuple[Run, ...]:
        """Return the lines that begin with the key and go on."""
        found: list[Run] = []
        table = self._sorted
        at = bisect_left(table, (key, 0))
        while at < len(table) and table[at][0].startswith(key) and len(found) < _MOST_PLACES:
            if len(table[at][0]) > len(key):
                found.append((table[at][1], table[at][1] + 1))
            at += 1
        return tuple(sorted(found))
