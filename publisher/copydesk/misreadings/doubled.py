"""Characters printed twice at a seam: 修建石|石桥 where the end of a column was read again at the head of the next.

Takes passages with their seams, gives findings. Doubled words are good Chinese: a copy is dropped only where it makes
no word with what follows, the first one does with what precedes, and the language hardly has it alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.copydesk.misreadings.nonwords import word_at
from publisher.copydesk.misreadings.passage import Finding, Passage, Verdict, dropped
from publisher.copydesk.misreadings.usage import Usage
from publisher.issue.marks import is_han
from publisher.lexicon import Lexicon

CODE = "copydesk/misreading-seam"
_LONGEST = 3
_SEEN = 24  # characters looked at on either side, blanks among them
_AROUND = 6  # characters on either side that are weighed
_SURE, _DOUBTFUL, _LEAST = 10.5, 7.5, 5.0  # nats that the second copy costs
_PARTICLES = frozenset("的和与在为将对从把被及以是與為將對從")
_NUMERALS = frozenset("一二两三四五六七八九十几每逐")


def doubled(passage: Passage, lexicon: Lexicon, usage: Usage) -> Iterator[Finding]:
    """Yield the second copies at the seams of one passage."""
    for seam in passage.seams:
        left = passage.text[max(0, seam - _SEEN) : seam].rstrip()
        behind = passage.text[seam : seam + _SEEN]
        right = behind.lstrip()
        begins = seam + len(behind) - len(right)
        for size in range(min(_LONGEST, len(left), len(right)), 0, -1):
            copy = right[:size]
            if left.endswith(copy) and all(map(is_han, copy)):
                verdict = _judged(left, right, size, lexicon, usage)
                if verdict:
                    yield from dropped(passage, verdict, begins, begins + size)
                break


def _judged(left: str, right: str, size: int, lexicon: Lexicon, usage: Usage) -> Verdict | None:
    copy, rest = right[:size], right[size:]
    if _is_good_chinese(left[:-size], copy, rest):
        return None
    tail = left[-_AROUND:]
    score, words = lexicon.words(lexicon.folded(tail + right[:_AROUND]))
    cost = lexicon.words(lexicon.folded(tail + right[size:_AROUND]))[0] - score
    if (cost < _LEAST and copy not in _PARTICLES) or usage.count(left[-size - 1 :] + copy) > 1:
        return None
    near = left[-2 - size :] + rest[:2]
    stands = len(near) == size + 4 and cost >= _LEAST and usage.count(near) > 0 and usage.count(copy + copy) < 2
    where = f"，别处作“{near}”" if stands else ""
    if size > 1:
        verdict = Verdict(CODE, f"接缝处重出“{copy}”{where}", 0.95 if stands else 0.6, stands)
        return verdict if copy + copy not in words and (stands or cost >= _DOUBTFUL) else None
    first, second = word_at(words, len(tail) - 1), word_at(words, len(tail))
    if copy in _PARTICLES and first == second == copy:
        return Verdict(CODE, f"接缝处重出“{copy}”", 0.95, is_sure=True)
    if (len(first) > 1) == (len(second) > 1) or cost < _DOUBTFUL:
        return None
    word = max(first, second, key=len)
    is_sure = stands or (word == first and cost >= _SURE)
    return Verdict(CODE, f"接缝处重出“{copy}”，只有“{word}”成词{where}", 0.95 if is_sure else 0.6, is_sure)


def _is_good_chinese(before: str, copy: str, rest: str) -> bool:
    """Say whether words are repeated on purpose: 一桩桩, 桩桩件件, 看了又看了又看."""
    counted = before[-1:] in _NUMERALS or copy[0] in _NUMERALS
    in_rows = before.endswith(copy) or rest.startswith(copy) or (len(rest) > 1 and rest[0] == rest[1])
    return counted or in_rows or (len(before) > 1 and before[-1] == before[-2])
