"""What words the language has, how likely they are and of what kind: for seams that cut a word, and for headlines.

Takes short pieces of text, gives their best segmentation and its log-probability. The words and their counts are those
of the dictionary inside the package `jieba` (349,000 entries, MIT); its segmenter is not started, so no cache file
is written anywhere. Traditional characters are folded to Simplified ones, character by character, for the look-up
only.
"""

from __future__ import annotations

import math
import sys
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

_LONGEST = 5  # characters of the longest word looked up
_WINDOW = 6  # characters on either side of a seam that are weighed
_UNKNOWN = 0.5  # count given to a single character the dictionary does not have


class Lexicon:
    """Words with their counts.

    Attributes:
        counts: word → count.
        total: sum of the counts.
    """

    def __init__(self, counts: dict[str, int], kinds: dict[str, str], fold: dict[int, str]) -> None:
        self.counts, self._kinds = counts, kinds
        self.total = math.log(sum(counts.values()))
        self._fold = fold

    def folded(self, text: str) -> str:
        """Return the text in the script of the dictionary; as many characters as before."""
        return text.translate(self._fold)

    def has(self, word: str) -> bool:
        """Say whether the dictionary has the word."""
        return self.folded(word) in self.counts

    def kind(self, word: str) -> str:
        """Return the dictionary's letters for the sort of word (n, v, uj …), empty for a word it does not have."""
        return self._kinds.get(word, "")

    @lru_cache(maxsize=65536)  # noqa: B019 - the lexicon is one object for the life of the program
    def words(self, text: str) -> tuple[float, tuple[str, ...]]:
        """Return the best segmentation of a short text and its log-probability."""
        best = [0.0] + [-math.inf] * len(text)
        origin = [0] * (len(text) + 1)
        for end in range(1, len(text) + 1):
            for start in range(max(0, end - _LONGEST), end):
                count = self.counts.get(text[start:end], 0)
                if not count and end - start > 1:
                    continue
                score = best[start] + math.log(count or _UNKNOWN) - self.total
                if score > best[end]:
                    best[end], origin[end] = score, start
        cuts = [len(text)]
        while cuts[-1]:
            cuts.append(origin[cuts[-1]])
        cuts.reverse()
        return best[-1], tuple(text[one:two] for one, two in pairwise(cuts))

    def seam(self, left: str, right: str) -> tuple[float, str]:
        """Return how much likelier two ends read together than apart (nats), and the word across the seam, if any."""
        return self._seam(self.folded(left[-_WINDOW:]), self.folded(right[:_WINDOW]))

    @lru_cache(maxsize=65536)  # noqa: B019 - the lexicon is one object for the life of the program
    def _seam(self, left: str, right: str) -> tuple[float, str]:
        together, words = self.words(left + right)
        gain = together - self.words(left)[0] - self.words(right)[0]
        at = 0
        for word in words:
            if at < len(left) < at + len(word):
                return gain, word
            at += len(word)
        return gain, ""


@cache
def lexicon() -> Lexicon:
    """Return the dictionary, read once a process."""
    import jieba

    counts: dict[str, int] = {}
    kinds: dict[str, str] = {}
    for line in resources.files(jieba).joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        counts[word], kinds[word] = int(count), sys.intern(kind)
    return Lexicon(counts, kinds, _traditional_to_simplified())


def _traditional_to_simplified() -> dict[int, str]:
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    blocks = "".join(map(chr, range(0x3400, 0xA000)))
    folded = [convert(char) for char in blocks]
    return {ord(char): other for char, other in zip(blocks, folded, strict=True) if len(other) == 1 and other != char}
