"""What stands between two characters of a line: takes classes, gives blank, elasticity and whether a line may end there.

Everything is in em. The rules are those of CLREQ §3 (squeezed pairs, half-width marks at line edges, a quarter em
between Han and Western) and of GB/T 15834-2011; it measures no glyph and breaks no line.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from publisher.issue.marks import (
    CLOSING,
    DASHES,
    INTERPUNCTS,
    NEVER_FIRST_WESTERN,
    NEVER_LAST_WESTERN,
    OPENING,
    PAUSES,
    STOPS,
    UNITS,
    centred_marks,
    is_han,
)

# Classes of what stands on a line.
HAN, OPEN, CLOSE, PAUSE, STOP, CENTRED, MIDDLE, DASH = range(8)
LETTER, WESTERN_MARK, WESTERN_CLOSE, WESTERN_OPEN, SPACE, OBJECT, CALL, EDGE_START, EDGE_END, NOTHING, NEWLINE = range(8, 19)

_BLANK_BEHIND = frozenset((CLOSE, PAUSE, STOP))
_MARKS = frozenset((OPEN, CLOSE, PAUSE, STOP, CENTRED))
WESTERN = frozenset((LETTER, WESTERN_MARK, WESTERN_CLOSE, WESTERN_OPEN))
_CHINESE = frozenset((HAN, *_MARKS, DASH, OBJECT))
_NEVER_FIRST = frozenset((CLOSE, PAUSE, STOP, CENTRED, MIDDLE, WESTERN_CLOSE, SPACE, CALL, NOTHING, EDGE_END, NEWLINE))
_NEVER_LAST = frozenset((OPEN, WESTERN_OPEN, EDGE_START))
_FIRST_NEVER = frozenset("…" + NEVER_FIRST_WESTERN)
_LAST_NEVER = frozenset(NEVER_LAST_WESTERN)
INVISIBLE = frozenset((SPACE, EDGE_START, EDGE_END, NOTHING, NEWLINE))
WORDS = frozenset((HAN, LETTER, OBJECT, DASH, MIDDLE))  # what a last line must hold two of

TRIM = 0.5  # the blank half of a mark
GAP = 0.25  # between Han and Western: CLREQ §3.2.2
_GAP_SHRINK = 0.125
_GAP_STRETCH = 0.125
_WORD_STRETCH = 0.25  # of a space between Western words
_WORD_SHRINK = 0.08
_INTERPUNCT = 0.5
_FULLWIDTH = 0.9  # an advance above this is a full cell
_SHRINKS = {PAUSE: 0.25, CLOSE: 0.25, STOP: 0.125}  # of a mark's blank inside a line, before the spaces go

# The cost of ending a line where it is allowed but not wished; see lines.py for the scale.
_BESIDE_INTERPUNCT = 8.0
_BEFORE_UNIT = 8.0
_BEFORE_DASH = 3.0


@dataclass(frozen=True, slots=True)
class Space:
    """What stands between two neighbours, in em: its natural width, how far it gives way, whether it takes part.

    Attributes:
        soft: what it takes up before Han characters are driven apart.
        shrink: what it can give up.
        spreads: whether the rest of a line's slack is spread over it, in equal parts with the others.
    """

    natural: float = 0.0
    soft: float = 0.0
    shrink: float = 0.0
    spreads: bool = True


@cache
def class_of(char: str, language: str) -> int:
    """Return the class of a character where its glyph fills a cell; see `western_class` for the others."""
    if is_han(char) or "\u3040" <= char <= "\u30ff":
        return HAN
    if char in centred_marks(language):
        return CENTRED
    for marks, kind in ((OPENING, OPEN), (CLOSING, CLOSE), (PAUSES, PAUSE), (STOPS, STOP)):
        if char in marks:
            return kind
    if char in INTERPUNCTS:
        return MIDDLE
    if char in DASHES:
        return DASH
    return _western_class(char) if char < "\u2e80" else HAN


@cache
def class_by_width(char: str, language: str, advance_em: float) -> int:
    """Return the class of a character with an advance: quotes of a Western face are Western, ① and Α of a Chinese not."""
    kind = class_of(char, language)
    if kind in _MARKS and advance_em <= _FULLWIDTH:
        return _western_class(char)
    return HAN if kind == LETTER and advance_em > _FULLWIDTH and not char.isascii() else kind


def _western_class(char: str) -> int:
    if char in " \u2002\u2003\u2009":
        return SPACE
    if char in "\u200b\u200c\u200d\u2060\ufeff":
        return NOTHING
    if char.isalnum():
        return LETTER
    if char in NEVER_FIRST_WESTERN or char in CLOSING:
        return WESTERN_CLOSE
    return WESTERN_OPEN if char in NEVER_LAST_WESTERN or char in OPENING else WESTERN_MARK


@cache
def space_between(left: int, right: int) -> Space:
    """Return the space between two classes that stand side by side on a line."""
    if left == SPACE:
        return Space(soft=_WORD_STRETCH, shrink=_WORD_SHRINK)
    if left in INVISIBLE or right in INVISIBLE:
        return Space(spreads=False)
    if right == CALL:
        return Space(-TRIM if left in _BLANK_BEHIND else 0.0, spreads=False)
    if left in WESTERN and right in WESTERN:
        return Space(spreads=False)
    if (left, right) in {(HAN, LETTER), (LETTER, HAN)}:
        return Space(GAP, _GAP_STRETCH, _GAP_SHRINK)
    if left in _MARKS and right in _MARKS:
        return _between_marks(left, right)
    if left in _BLANK_BEHIND:
        return Space(-TRIM) if right == MIDDLE else Space(shrink=_SHRINKS[left])
    if right == OPEN:
        return Space(shrink=_SHRINKS[CLOSE])
    return Space(spreads=left != DASH or right != DASH)


def _between_marks(left: int, right: int) -> Space:
    """Return the space between two marks: 2 em become 1.5 (CLREQ §3.1.6.1); a mark without a blank there gives none."""
    blank = left in _BLANK_BEHIND or right == OPEN or CENTRED in {left, right}
    return Space(-TRIM if blank else 0.0)


def trim_at_end(kind: int) -> float:
    """Return what a mark loses at the end of a line, in em (GB/T 15834-2011, 5.1.10)."""
    return TRIM if kind in _BLANK_BEHIND else 0.0


def trim_at_start(kind: int) -> float:
    """Return what a mark loses at the start of a line, in em (CLREQ §3.1.6.2)."""
    return TRIM if kind == OPEN else 0.0


def interpunct_padding(advance_em: float) -> float:
    """Return what is added on either side of an interpunct so that it fills half an em."""
    return (_INTERPUNCT - advance_em) / 2


def break_cost(left: str, left_kind: int, right: str, right_kind: int, *, allowed: bool) -> float | None:
    """Return the cost of ending a line between two neighbours, None where it must not end.

    `allowed` is the word of UAX 14, which decides between Western characters only. Source: CLREQ §3.1.4.
    """
    if right_kind in _NEVER_FIRST or left_kind in _NEVER_LAST:
        return None
    if left_kind == DASH == right_kind and left == right:
        return None
    if right in _FIRST_NEVER or left in _LAST_NEVER or (_is_fullwidth_digit(left) and _is_fullwidth_digit(right)):
        return None
    if left_kind == MIDDLE:
        return _BESIDE_INTERPUNCT
    if right_kind == DASH:
        return _BEFORE_DASH
    if left.isdigit() and right in UNITS:
        return _BEFORE_UNIT
    if left_kind in _CHINESE or right_kind in _CHINESE or left_kind == SPACE:
        return 0.0
    return 0.0 if allowed else None


def _is_fullwidth_digit(char: str) -> bool:
    return "０" <= char <= "９"
