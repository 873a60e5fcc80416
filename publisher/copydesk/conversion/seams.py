"""Where OpenCC takes two halves of neighbouring words for a word: 清[白干]净 is no 白干.

Takes a stretch of text, gives the pieces of the dictionary; where the lexicon divides the characters otherwise, those
of its words. OpenCC takes the longest word it has from the left and does not weigh what comes behind; both agree nearly
everywhere, and where they do not the division that is likelier as a whole has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from publisher.issue.marks import is_han
from publisher.lexicon import lexicon
from publisher.scripts import Conversion, Kind, Piece

_AROUND = 4  # characters on either side that the lexicon divides
_LONGEST = 3  # characters of a word that may have come about by chance


def divided(conversion: Conversion, text: str, spared: frozenset[str]) -> Iterator[Piece]:
    """Yield the pieces of a text; in place of a phrase that cuts a word of the lexicon, its characters one by one."""
    at = 0
    for piece in conversion.pieces(text, spared):
        end = at + len(piece.source)
        if piece.kind is Kind.PHRASE and len(piece.source) <= _LONGEST and _is_open(conversion, piece):
            yield from _weighed(conversion, text, at, end, piece)
        else:
            yield piece
        at = end


def _is_open(conversion: Conversion, piece: Piece) -> bool:
    """Say whether a character of the phrase has several forms."""
    return any(len(conversion.pieces(char)[0].options) > 1 for char in piece.source)


def _weighed(conversion: Conversion, text: str, start: int, end: int, piece: Piece) -> Iterator[Piece]:
    """Yield the piece, or its characters as the lexicon's words read them if these divide otherwise."""
    bounds = _words_around(text, start, end)
    if any(one < edge < two for edge in (start, end) for one, two in bounds):
        singles = [single for one, two in bounds for single in _characters(conversion, text[one:two])]
        first = bounds[0][0]
        yield from singles[start - first : end - first]
    else:
        yield piece


def stays_whole(text: str, start: int, end: int) -> bool:
    """Say whether no word ends inside these characters: 报道 in 记者报道说 and 报道员, not in 日报道路版."""
    return not any(start < edge < end for _, edge in _words_around(text, start, end))


def _words_around(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the words of the lexicon begin and end in the characters about a place."""
    first, last = start, end
    while first > max(0, start - _AROUND) and is_han(text[first - 1]):
        first -= 1
    while last < min(len(text), end + _AROUND) and is_han(text[last]):
        last += 1
    known = lexicon()
    _, words = known.words(known.folded(text[first:last]))
    return list(pairwise(accumulate(map(len, words), initial=first)))


def _characters(conversion: Conversion, word: str) -> Iterator[Piece]:
    """Yield one piece for each character of a word: what it becomes as part of the word.

    Where the word of the region has another length, its characters count by themselves.
    """
    for piece in conversion.pieces(word):
        if len(piece.source) == 1:
            yield piece
        elif len(piece.result) != len(piece.source):
            yield from (conversion.pieces(char)[0] for char in piece.source)
        else:
            for char, form in zip(piece.source, piece.result, strict=True):
                yield Piece(char, form, piece.kind, (form,), piece.file)
