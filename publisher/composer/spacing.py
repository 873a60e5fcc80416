"""What stands between two characters of a line: takes classes, gives space, elasticity, whether a line may end there.

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
    filling_marks,
    is_han,
)

# Classes of what stands on a line.
HAN, WIDE_DIGIT, WIDE_SIGN, OPEN, CLOSE, PAUSE, STOP, CENTRED, MIDDLE, DASH, ELLIPSIS = range(11)
FILLING = 11  # a mark without a blank half
LETTER, WESTERN_MARK, WESTERN_CLOSE, WESTERN_OPEN = range(12, 16)
SPACE, OBJECT, CALL, EDGE_START, EDGE_END, NOTHING, NEWLINE = range(16, 23)

_BLANK_BEHIND = frozenset((CLOSE, PAUSE, STOP))
_MARKS = frozenset((OPEN, CLOSE, PAUSE, STOP, CENTRED))
WESTERN = frozenset((LETTER, WESTERN_MARK, WESTERN_CLOSE, WESTERN_OPEN))
_CHINESE = frozenset((HAN, WIDE_DIGIT, WIDE_SIGN, *_MARKS, FILLING, DASH, ELLIPSIS, OBJECT))
_NEVER_FIRST = frozenset((WIDE_SIGN, CLOSE, PAUSE, STOP, CENTRED, FILLING, MIDDLE, ELLIPSIS, WESTERN_CLOSE))
_NEVER_FIRST |= frozenset((SPACE, CALL, NOTHING, EDGE_END, NEWLINE))
_NEVER_LAST = frozenset((OPEN, WESTERN_OPEN, EDGE_START))
_UNBROKEN = frozenset(((DASH, DASH), (WIDE_DIGIT, WIDE_DIGIT)))
INVISIBLE = frozenset((SPACE, EDGE_START, EDGE_END, NOTHING, NEWLINE))
# What a last line must hold two of.
WORDS = frozenset((HAN, WIDE_DIGIT, WIDE_SIGN, LETTER, OBJECT, DASH, ELLIPSIS, MIDDLE))

TRIM = 0.5  # the blank half of a mark
GAP = 0.25  # between Han and Western: CLREQ §3.2.2
_GAP_SHRINK = 0.125
_GAP_STRETCH = 0.125
_WORD_STRETCH = 0.25  # of a space between Western words
_WORD_SHRINK = 0.08
_INTERPUNCT = 0.5
_FULLWIDTH = 0.9  # an advance above this is a full cell
_SHRINKS = {PAUSE: 0.4, CLOSE: 0.4, STOP: 0.25}  # of a mark's blank inside a line, before the spaces go

_BESIDE_CENTRED = 0.2  # of the quarter em on either side of a mark in the middle of its cell; both give the same
_CENTRED_TRIM = 0.25  # that quarter

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
    """Return the class of a character where its glyph fills a cell; the others are Western."""
    if is_han(char) or "\u3040" <= char <= "\u30ff":
        return HAN
    no_halves = ((filling_marks(language), FILLING), (centred_marks(language), CENTRED))
    halves = ((OPENING, OPEN), (CLOSING, CLOSE), (PAUSES, PAUSE), (STOPS, STOP))
    for marks, kind in no_halves + halves:
        if char in marks:
            return kind
    if char in INTERPUNCTS:
        return MIDDLE
    if char in DASHES:
        return ELLIPSIS if char == "…" else DASH
    if char < "\u2e80":
        return _western_class(char)
    if char in NEVER_FIRST_WESTERN:
        return WIDE_SIGN
    if char in NEVER_LAST_WESTERN:
        return WESTERN_OPEN
    return WIDE_DIGIT if "０" <= char <= "９" else HAN


@cache
def class_by_width(char: str, language: str, advance_em: float) -> int:
    """Return the class of a character by its advance too: quotes of a Western face are Western, a wide ① is not.

    A digit that fills a cell is a figure standing upright in a vertical line.
    """
    kind = class_of(char, language)
    if kind in _MARKS and advance_em <= _FULLWIDTH:
        return _western_class(char)
    if kind == LETTER and advance_em > _FULLWIDTH and not (char.isascii() and char.isalpha()):
        return WIDE_DIGIT if char.isascii() else HAN
    return kind


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
    if (left == FILLING and right == OPEN) or (left in _BLANK_BEHIND and right == FILLING):
        return Space(-TRIM)  # the neighbour's blank is enough
    return _beside_mark(left, right) or Space(spreads=left != right or left not in (DASH, ELLIPSIS))


def _beside_mark(left: int, right: int) -> Space | None:
    """Return the space between a mark and what is none, or None where neither is a mark with a blank."""
    if CENTRED in {left, right}:
        return Space(shrink=_BESIDE_CENTRED)
    if left in _BLANK_BEHIND:
        return Space(-TRIM) if right == MIDDLE else Space(shrink=_SHRINKS[left])
    return Space(shrink=_SHRINKS[CLOSE]) if right == OPEN else None


def _between_marks(left: int, right: int) -> Space:
    """Return the space between two marks: 2 em become 1.5 (CLREQ §3.1.6.1); a mark without a blank there gives none.

    A mark in the middle of its cell has a quarter em on either side: the bracket that closes behind it comes no nearer.
    """
    if left == CENTRED and right == CLOSE:
        return Space(-_CENTRED_TRIM)
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


@cache
def break_cost(left: int, right: int) -> float | None:
    """Return the cost of ending a line between two classes, None where it must not end.

    Between Western characters the word is with UAX 14: see `is_for_uax`. Source: CLREQ §3.1.4.
    """
    if right in _NEVER_FIRST or left in _NEVER_LAST or (left, right) in _UNBROKEN:
        return None
    if left == MIDDLE:
        return _BESIDE_INTERPUNCT
    if right == DASH:
        return _BEFORE_DASH
    return 0.0 if left in _CHINESE or right in _CHINESE or left == SPACE else None


@cache
def is_for_uax(left: int, right: int) -> bool:
    """Say whether UAX 14 decides if a line may end between two classes: it must not be forbidden, and both Western."""
    forbidden = right in _NEVER_FIRST or left in _NEVER_LAST
    return left in WESTERN and right in WESTERN and not forbidden


def cost_before_unit(left: str, right: str) -> float:
    """Return what it costs more to part a number from its unit."""
    return _BEFORE_UNIT if left.isdigit() and right in UNITS else 0.0
