"""Headlines that were printed after their text: which head belongs to which piece.

Takes the pieces of a page, gives them with heads exchanged where the words say so. Only neighbourhoods with a piece
that lacks a head are touched; where nothing speaks for a change, the order of print stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from publisher.copydesk.assignment import best_pairs
from publisher.copydesk.classing.classify import Classed
from publisher.copydesk.classing.kinds import Kind
from publisher.copydesk.flow import Head, Piece
from publisher.copydesk.units import Unit
from publisher.issue.marks import is_han

_BEFORE, _AFTER, _APART = 3.0, 1.0, -1.0  # nats for where a head stands to its text
_BY_WORDS = 6.0  # nats for a head all of whose pairs of ideographs stand in the text
_NEIGHBOURHOOD = 4  # pieces on either side of one that lacks a head
_SEEN = 4000  # characters of a text that are compared


def rematched(
    pieces: Sequence[Piece], heads: Sequence[Head], units: Sequence[Unit], kinds: Sequence[Classed]
) -> list[Piece]:
    """Return the pieces, each under the head that suits it best."""
    lacking = [number for number, piece in enumerate(pieces) if piece.head is None and _has_body(piece, kinds)]
    near = sorted({each for number in lacking for each in range(number - _NEIGHBOURHOOD, number + _NEIGHBOURHOOD + 1)})
    group = [number for number in near if 0 <= number < len(pieces)]
    if not lacking:
        return list(pieces)
    texts = [number for number in group if pieces[number].fragments]
    loose = [head for number in group if (head := pieces[number].head) is not None]
    words = {number: pairs("".join(units[unit].text for unit in pieces[number].units)[:_SEEN]) for number in texts}
    worth = {}
    for head in loose:
        title = "".join(units[unit].text for unit in heads[head].units if kinds[unit].kind is not Kind.SECTION)
        for number in texts:
            worth[head, number] = _place(heads[head], pieces[number]) + _BY_WORDS * shared(pairs(title), words[number])
    chosen = {number: head for head, number in best_pairs(worth)}
    result = [piece for number, piece in enumerate(pieces) if number not in group]
    result += [Piece(chosen.get(number), pieces[number].fragments) for number in texts]
    result += [Piece(head) for head in loose if head not in chosen.values()]
    return sorted(result, key=lambda piece: _first(piece, heads))


def _has_body(piece: Piece, kinds: Sequence[Classed]) -> bool:
    return any(kinds[unit].kind in (Kind.BODY, Kind.VERSE) for unit in piece.units)


def _place(head: Head, piece: Piece) -> float:
    """Return what the places in print say: a head stands right before its text, sometimes right behind it."""
    first, last = head.units[0], head.units[-1]
    if piece.units[0] == last + 1:
        return _BEFORE
    if max(piece.units) + 1 == first:
        return _AFTER
    distance = min(abs(piece.units[0] - last), abs(first - max(piece.units)))
    return _APART - 0.05 * distance


def pairs(text: str) -> Counter[str]:
    """Return the pairs of neighbouring ideographs of a text: what titles share with their texts."""
    return Counter(
        text[index : index + 2] for index in range(len(text) - 1) if is_han(text[index]) and is_han(text[index + 1])
    )


def shared(title: Counter[str], text: Counter[str]) -> float:
    """Return the share of a title's pairs that stand in a text."""
    return sum(pair in text for pair in title) / len(title) if title else 0.0


def _first(piece: Piece, heads: Sequence[Head]) -> int:
    starts = piece.units[:1] + (heads[piece.head].units[:1] if piece.head is not None else [])
    return min(starts, default=0)
