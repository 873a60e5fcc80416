"""Which script a text is in: takes lines, says zh-Hans, zh-Hant or en. It converts nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def language_of(lines: Iterable[str]) -> str:
    """Return the language of most of the lines, by characters that only one of the two scripts has."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(line)
    ideographs = {char: count for char, count in counts.items() if "\u4e00" <= char <= "\u9fff"}
    letters = sum(count for char, count in counts.items() if char.isascii() and char.isalpha())
    if sum(ideographs.values()) < letters // 20:
        return "en"
    simplified = traditional = 0
    for char, count in ideographs.items():
        in_simplified, in_traditional = _has(char, "gb2312"), _has(char, "big5")
        simplified += count * (in_simplified and not in_traditional)
        traditional += count * (in_traditional and not in_simplified)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _has(char: str, encoding: str) -> bool:
    return bool(char.encode(encoding, "ignore"))
