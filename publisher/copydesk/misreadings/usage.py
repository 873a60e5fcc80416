"""What the rest of the issue says: whether words, quoted terms and speakers stand in it elsewhere.

Takes all passages of an issue, answers questions about other places. It looks words up in the texts themselves and
remembers only what it was asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from publisher.copydesk.misreadings.passage import Passage, Standing

_QUOTED = re.compile(r"“([^“”]{2,24})”")
_CELLS = 1 << 22  # of the table of pairs
_SPEAKING = "说介表透告指强坦回認认說稱称"


class Usage:
    """The issue's own usage. The contents page does not count: it is printed from the headlines."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = [passage for passage in passages if passage.standing is not Standing.CONTENTS]
        self._whole = "\n".join(passage.text for passage in self._passages)
        self._pairs = bytearray()
        self._counts: dict[str, int] = {}
        self._terms = Counter(match[1] for match in _QUOTED.finditer(self._whole))

    def count(self, words: str) -> int:
        """Return how often words stand in the issue."""
        if words not in self._counts:
            self._counts[words] = self._whole.count(words)
        return self._counts[words]

    def pairs(self, pair: str) -> int:
        """Return how often two characters stand together, 255 at the most; never too few, hardly ever one too many."""
        if not self._pairs:
            self._pairs = _counted(self._whole)
        return self._pairs[_cell(*pair)] if len(pair) == 2 else 0

    def elsewhere(self, words: str, passage: Passage) -> int:
        """Return how often words stand in the issue outside a passage."""
        return self.count(words) - passage.text.count(words)

    def quoted(self, term: str, passage: Passage) -> bool:
        """Say whether a term stands between quotation marks outside a passage."""
        here = sum(match[1] == term for match in _QUOTED.finditer(passage.text))
        return bool(self._terms[term] > here)

    def speaks(self, name: str, passage: Passage) -> bool:
        """Say whether somebody of this name speaks elsewhere in the issue."""
        return any(self.elsewhere(name + verb, passage) for verb in _SPEAKING)


def _counted(text: str) -> bytearray:
    cells = bytearray(_CELLS)
    for one, other in pairwise(text):
        cell = _cell(one, other)
        if cells[cell] < 255:
            cells[cell] += 1
    return cells


def _cell(one: str, other: str) -> int:
    return (ord(one) * 40503 ^ ord(other) * 2654435761) % _CELLS
