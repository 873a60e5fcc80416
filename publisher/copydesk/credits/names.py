"""Personal names: how likely a string is one, and how a run of them is divided.

Takes a few characters of extracted text, gives names as printed and likelihoods from 0 to 1. It knows tables of
characters only: who a person is, and whether a name is spelt right, it cannot know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from publisher.copydesk.credits.folding import fold, letters
from publisher.copydesk.credits.surnames import (
    COMMON,
    COMPOUND,
    DOUBTFUL,
    GIVEN,
    NEVER,
    RARE,
    SYLLABLES,
    UNLIKELY,
)
from publisher.copydesk.credits.words import WORDS
from publisher.issue.marks import HAN

LONGEST_RUN = 200  # characters looked at in a run of names: thirty names and their spaces
_LONGEST_NAME = 30
_HAN_ONLY = re.compile(f"[{HAN}]+")
_LATIN_WORD = r"[A-Z][A-Za-z\u00c0-\u024f'’-]*\.?"
_LATIN_NAME = re.compile(rf"{_LATIN_WORD}(?: ?{_LATIN_WORD}| (?:de|da|van|von|der|del|la|le|bin|al))*")
_LATIN_TOKEN = re.compile(rf"(?:{_LATIN_WORD})+|de|da|van|von|der|del|la|le|bin|al")
_DOT_BETWEEN_HAN = re.compile(f"(?<=[{HAN}])\\.(?=[{HAN}])")
_PART_OF_DOTTED = re.compile(rf"(?:[A-Z]\.?)*[{HAN}]{{1,9}}|[A-Z][A-Za-z.'-]{{0,14}}")
_ASIDE = re.compile(r"[(\[][^()\[\]]{0,30}[)\]]")
_UNIT = r"[^\s、,;/|&+:·()\[\]]"
_TOKEN = re.compile(rf"{_UNIT}+(?:\s*·\s*{_UNIT}+)*")
_JOINED_BY_AND = re.compile(f"([{HAN}·]{{2,12}}?)[和与及暨]([{HAN}·]{{2,12}})")


@lru_cache(maxsize=65536)
def is_name(text: str) -> float:
    """Return how likely a string is the name of a person, from 0 to 1; about 0.4 for a pen name without a surname."""
    if len(text) > _LONGEST_NAME * 2:
        return 0.0
    name = _DOT_BETWEEN_HAN.sub("·", fold(text).strip())
    if "·" in name:
        return _dotted("".join(name.split()))
    if _LATIN_NAME.fullmatch(name):
        return 0.8 if " " in name or "." in name else 0.3
    name = letters(name).text
    return _ideographs(name) if _HAN_ONLY.fullmatch(name) else 0.0


def names(text: str) -> tuple[str, ...]:
    """Return the names of a run, divided by spaces and marks, padded names closed up, words in brackets left out."""
    return tuple(
        name for chunk in _chunks(text[:LONGEST_RUN]) for unit in _units(chunk) for name in _divided(unit) if name
    )


def _chunks(text: str) -> Iterator[list[str]]:
    """Yield the tokens between two marks; only spaces divide the tokens of one chunk."""
    folded = _ASIDE.sub(lambda aside: "," * len(aside.group()), fold(text))
    chunk: list[str] = []
    end = 0
    for token in _TOKEN.finditer(folded):
        if chunk and folded[end : token.start()].strip():
            yield chunk
            chunk = []
        chunk.append("".join(text[token.start() : token.end()].split()))
        end = token.end()
    if chunk:
        yield chunk


def _units(tokens: Sequence[str]) -> Iterator[str]:
    index = 0
    while index < len(tokens):
        count = _first_unit(tokens[index:])
        unit = tokens[index : index + count]
        yield (" " if unit[0].isascii() else "").join(unit)
        index += count


def _first_unit(tokens: Sequence[str]) -> int:
    """Return how many of the tokens make the first name."""
    if _LATIN_TOKEN.fullmatch(tokens[0]):
        return _leading(tokens, lambda token: bool(_LATIN_TOKEN.fullmatch(token)))
    spread = _leading(tokens, _is_one_ideograph)
    if spread >= 2:
        return _first_of_spread(tokens[:spread])
    following = tokens[1] if len(tokens) > 1 else ""
    first = fold(tokens[0])
    if first in COMPOUND and len(following) == 1:
        return 2
    if spread == 1 and _is_surname(first) and len(following) == 2 and is_name(following) < 0.5:
        return 2
    return 1


def _leading(tokens: Sequence[str], holds: Callable[[str], bool]) -> int:
    return next((index for index, token in enumerate(tokens) if not holds(token)), len(tokens))


def _first_of_spread(tokens: Sequence[str]) -> int:
    """Return how many single characters make the first name: 王 小 明 is one, 何 川 罗 水 are two."""
    if len(tokens) <= 3:
        return len(tokens)
    if fold("".join(tokens[:2])) in COMPOUND:
        return min(len(tokens), 4) if len(tokens) != 5 else 3
    sizes = [size for size in (2, 3) if len(tokens) - size != 1 and _is_surname(fold(tokens[size]))]
    return sizes[0] if sizes else 2


def _divided(unit: str) -> tuple[str, ...]:
    """Return the names in a string without spaces: 何川和罗水生 are two, and 等 is none."""
    if unit in ("等", "等等", "和", "与", "與", "及"):
        return ()
    if unit.endswith("等") and is_name(unit[:-1]) >= 0.5:
        unit = unit[:-1]
    pair = _JOINED_BY_AND.fullmatch(fold(unit))
    if pair and len(unit) >= 5 and min(is_name(pair[1]), is_name(pair[2])) >= 0.6:
        return unit[: pair.end(1)], unit[pair.start(2) :]
    return (unit,)


def _is_one_ideograph(token: str) -> bool:
    return len(token) == 1 and bool(_HAN_ONLY.match(token))


def _is_surname(char: str) -> bool:
    return char in COMMON or char in RARE or char in DOUBTFUL


def _ideographs(name: str) -> float:
    if name in WORDS or not 2 <= len(name) <= 6:
        return 0.05 if name in WORDS else 0.0
    if 3 <= len(name) <= 5 and set(name) <= SYLLABLES and not _is_surname(name[0]):
        return 0.6
    if NEVER & set(name[1:]) or (name[0] in NEVER and not _is_surname(name[0])):
        return 0.05
    if name[:2] in COMPOUND and len(name) in (3, 4):
        return _graded(0.9, name[2:], name)
    if len(name) <= 3 and _is_surname(name[0]):
        return _graded(_weight(name[0]), name[1:], name)
    if len(name) <= 3:
        return _graded(0.4, "", name)
    return 0.35 if _is_two_names(name) else 0.15


def _weight(surname: str) -> float:
    if surname in DOUBTFUL:
        return 0.45
    return 0.8 if surname in COMMON else 0.7


def _graded(weight: float, given: str, name: str) -> float:
    """Return a weight raised by characters of given names, lowered by those of words and by words within."""
    grade = weight + sum(0.08 if char in GIVEN else -0.25 if char in UNLIKELY else 0.0 for char in given)
    if len(name) == 3:
        grade -= 0.45 * (name[1:] in WORDS) + 0.25 * (name[:2] in WORDS)
    if not given:
        grade -= 0.25 * sum(char in UNLIKELY for char in name)
    return min(0.97, max(0.05, grade))


def _is_two_names(name: str) -> bool:
    """Say whether two names without a space between them make up the string: 张三李四."""
    return any(
        min(_ideographs(name[:cut]), _ideographs(name[cut:])) >= 0.7
        for cut in (2, 3)
        if 2 <= len(name) - cut <= 3 and _is_surname(name[0]) and _is_surname(name[cut])
    )


def _dotted(name: str) -> float:
    """Return how likely a name with dots is one: most of its characters must be those that spell foreign sounds."""
    parts = name.split("·")
    if len(name) > _LONGEST_NAME or not all(_PART_OF_DOTTED.fullmatch(part) for part in parts) or len(parts) > 5:
        return 0.0
    chars = [char for char in name if _HAN_ONLY.match(char)]
    if any(part in WORDS for part in parts) or (NEVER - SYLLABLES) & set(chars):
        return 0.1
    share = sum(char in SYLLABLES for char in chars) / len(chars) if chars else 0.5
    return 0.97 if share >= 0.8 else 0.85 if share >= 0.6 else 0.3
