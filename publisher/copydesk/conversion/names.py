"""Names in the other script: surnames have forms of their own, and a name is no word that a dictionary could weigh.

Takes a name, or a character with its line, gives the form a name has, or nothing where it is no name or has two forms.
"""

from __future__ import annotations

import re

from publisher.copydesk.conversion.settled import DOUBTFUL_IN_NAMES, SURNAMES, TO_TRADITIONAL
from publisher.copydesk.credits.names import is_name
from publisher.issue.marks import HAN
from publisher.scripts import Conversion

_DOTTED = re.compile(f"[{HAN}]{{1,5}}(?:·[{HAN}]{{1,8}})+")
_LONGEST = 4  # characters of a name without a dot
# What stands before a name in running text, and behind it.
_BEFORE = re.compile(r"(?:[者员长任记师授民人生工友姓叫士问家]|老板|[、，。：；（“]|^)$")
_BEHIND = re.compile(r"[说道讲问答表介告先女老同是也的、，和与在）：][^，。]?|$")


def in_a_name(text: str, at: int, options: tuple[str, ...]) -> str | None:
    """Return the form of a character of running text that belongs to a name, None where it does not seem to.

    Foreign names keep the character that spells a syllable; a surname is known by what stands around the name.
    """
    char = text[at]
    start = max(0, at - 8)
    if any(found.start() <= at - start < found.end() for found in _DOTTED.finditer(text[start : at + 9])):
        return char if char in options else options[0]
    if char not in SURNAMES or not _BEFORE.search(text[max(0, at - 2) : at]):
        return None
    for length in (3, 2):
        name = text[at : at + length]
        if len(name) == length and is_name(name) >= 0.7 and _BEHIND.match(text[at + length : at + length + 2]):
            return SURNAMES[char] if SURNAMES[char] in options else None
    return None


def name_reading(name: str, conversion: Conversion) -> tuple[str, bool] | None:
    """Return a name in the other script and whether it is in doubt; None for what is no name of a person."""
    if not 2 <= len(name) <= _LONGEST or is_name(name) < 0.5:
        return None
    read, doubtful = "", False
    for at, char in enumerate(name):
        (piece,) = conversion.pieces(char)
        if at == 0 and SURNAMES.get(char) in piece.options:
            read += SURNAMES[char]
            continue
        read += piece.result
        several = len(piece.options) > 1
        doubtful |= several and (char in DOUBTFUL_IN_NAMES or char not in TO_TRADITIONAL)
    return read, doubtful
