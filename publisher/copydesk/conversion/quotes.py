"""Quotation marks of the other script: “” and ‘’ for the mainland, 「」 and 『』 for Taiwan and Hong Kong.

Takes the characters of a line, gives what each mark becomes, by depth: the outer pair is the outer pair of the target
whatever marks the source used for it. Marks without a partner are named; apostrophes and marks of other languages stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_CURLY = {"“": "”", "‘": "’"}
_CORNER = {"「": "」", "『": "』"}


@dataclass(frozen=True, slots=True)
class Quotes:
    """The marks of a line: place → mark of the target, and the places of marks without a partner."""

    marks: dict[int, str]
    unpaired: tuple[int, ...]


def turned(text: str, to_corners: bool, stays: frozenset[int] = frozenset()) -> Quotes:
    """Return the marks of a line in the form of the target; `stays` are places of other languages.

    A paragraph that opens and does not close is not at fault: a quotation of several paragraphs opens each of them.
    """
    pairs, forms = (_CURLY, tuple(_CORNER.items())) if to_corners else (_CORNER, tuple(_CURLY.items()))
    closing = {close: opening for opening, close in pairs.items()}
    marks: dict[int, str] = {}
    unpaired: list[int] = []
    stack: list[tuple[int, str]] = []
    for at, char in _signs(text, {*pairs, *closing}, stays):
        if char in pairs:
            marks[at] = forms[len(stack) % 2][0]
            stack.append((at, char))
        elif stack and stack[-1][1] == closing[char]:
            stack.pop()
            marks[at] = forms[len(stack) % 2][1]
        else:
            unpaired.append(at)
            marks[at] = forms[tuple(pairs).index(closing[char])][1]
    begins = {0} if text[:1] in pairs else set()
    return Quotes(marks, tuple(sorted([*unpaired, *(at for at, _ in stack if at not in begins)])))


def _signs(text: str, signs: set[str], stays: frozenset[int]) -> Iterator[tuple[int, str]]:
    """Yield the quotation marks of a line, apostrophes left out: a ’ with Western letters on either side."""
    for at, char in enumerate(text):
        if char not in signs or at in stays:
            continue
        beside = text[at - 1 : at] + text[at + 1 : at + 2]
        if char != "’" or not (len(beside) == 2 and beside.isascii() and beside.isalpha()):
            yield at, char
