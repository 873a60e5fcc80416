"""Two texts, character by character: takes them, gives what turns one into the other, and how much they are alike.

It knows neither blocks nor articles. Long texts are compared sentence by sentence first, so that time stays bounded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

END = "\u2029"  # ends a block
_LARGEST = 4_000_000  # product of two lengths that are compared character by character
_SENTENCE = re.compile(f"[^。！？!?\n{END}]*[。！？!?\n{END}]?[”’」』）]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Op:
    """One change: the characters `before`, from `at_before` on, became `after`, from `at_after` on (code points)."""

    at_before: int
    before: str
    at_after: int
    after: str


def operations(before: str, after: str) -> tuple[Op, ...]:
    """Return the changes that turn one text into the other, in order, none touching the next."""
    if before == after:
        return ()
    left = _common(before, after)
    right = _common(before[left:][::-1], after[left:][::-1])
    old, new = before[left : len(before) - right], after[left : len(after) - right]
    if len(old) * len(new) <= _LARGEST:
        return tuple(_ops(old, new, left))
    return tuple(_by_sentence(old, new, left))


def applied(text: str, ops: Sequence[Op]) -> str:
    """Return the text with the changes made; raises ValueError if they do not belong to it."""
    for op in reversed(ops):
        if text[op.at_before : op.at_before + len(op.before)] != op.before:
            raise ValueError(f"no {op.before!r} at {op.at_before}")
        text = text[: op.at_before] + op.after + text[op.at_before + len(op.before) :]
    return text


def grams(text: str) -> Counter[str]:
    """Return the pairs of neighbouring characters, counted; a single character counts as itself."""
    return Counter(map(str.__add__, text, text[1:])) if len(text) > 1 else Counter(text)


def likeness(one: str, other: str) -> float:
    """Return how much two texts share, from 0 to 1: pairs of neighbours in both, as a part of all."""
    if one == other:
        return 1.0
    first, second = grams(one), grams(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginnings."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _ops(before: str, after: str, offset: int) -> Iterator[Op]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield Op(start + offset, before[start:end], new_start + offset, after[new_start:new_end])


def _by_sentence(before: str, after: str, offset: int) -> Iterator[Op]:
    """Yield the changes of long texts: sentences that stay anchor, what lies between is compared if it is short."""
    olds, news = ([each for each in _SENTENCE.findall(text) if each] for text in (before, after))
    at_before = at_after = offset
    for tag, start, end, new_start, new_end in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        old, new = "".join(olds[start:end]), "".join(news[new_start:new_end])
        if tag != "equal" and len(old) * len(new) <= _LARGEST:
            for op in _ops(old, new, 0):
                yield Op(op.at_before + at_before, op.before, op.at_after + at_after, op.after)
        elif tag != "equal":
            yield Op(at_before, old, at_after, new)
        at_before, at_after = at_before + len(old), at_after + len(new)
