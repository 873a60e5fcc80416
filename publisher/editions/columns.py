"""How deep a text is in columns: takes the pieces it is made of, gives the lines of its deepest column.

Pieces are paragraphs, which part between lines, and what stays whole. It fills columns as the layout does, and is
right within a line or so; the layout has the last word.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

_TOGETHER = 2  # lines of a paragraph that stay together at either end of a column


class Kind(Enum):
    """How a piece takes the end of a column: it parts, stays whole, or stays whole and with what follows."""

    PARTS = "parts"
    WHOLE = "whole"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, so many lines high in one column."""

    lines: int
    kind: Kind = Kind.PARTS


def depth(pieces: Sequence[Piece], columns: int) -> int:
    """Return the least depth at which the pieces fit into a number of columns."""
    total = sum(piece.lines for piece in pieces)
    least = max(math.ceil(total / columns), max((piece.lines for piece in pieces if _is_whole(piece)), default=0))
    return next((lines for lines in range(least, total) if _needed(pieces, lines) <= columns), total)


def _is_whole(piece: Piece) -> bool:
    return piece.kind is not Kind.PARTS


def _needed(pieces: Sequence[Piece], deep: int) -> int:
    """Return how many columns of a depth the pieces fill."""
    columns, room = 1, deep
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        kept = piece.lines + _head_of(following) if piece.kind is Kind.HEADING else piece.lines
        if _is_whole(piece):
            if kept > room and room < deep:
                columns, room = columns + 1, deep
            room -= piece.lines
            continue
        left = piece.lines
        while left > room:
            part = min(room, left - _TOGETHER)
            left -= part if part >= _TOGETHER else 0
            columns, room = columns + 1, deep
            if deep < _TOGETHER + 1:
                return columns + left
        room -= left
    return columns


def _head_of(piece: Piece | None) -> int:
    """Return the lines of a piece that must follow a heading in its column."""
    if piece is None:
        return 0
    return piece.lines if _is_whole(piece) else min(piece.lines, _TOGETHER)
