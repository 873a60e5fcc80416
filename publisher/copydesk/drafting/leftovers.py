"""What is left when seams and headlines have spoken: broken lines settled by elimination, pictures without an article.

Takes pieces, gives further seams, or the pieces again. Each step acts only where one answer is possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.copydesk.classing.classify import Classed
from publisher.copydesk.classing.kinds import Kind
from publisher.copydesk.flow import Head, Piece
from publisher.copydesk.seams import LEAST, Seam, breaks_off
from publisher.copydesk.units import Unit


def by_elimination(
    units: Sequence[Unit],
    kinds: Sequence[Classed],
    heads: Sequence[Head],
    pieces: Sequence[Piece],
    joins: Sequence[Seam],
) -> Iterator[Seam]:
    """Yield the seams of an article whose title was read after the tops of its columns.

    The paragraphs before the title, the first aside, are then what the broken lines under it go on in: column by
    column, in order, if there are as many of the one as of the other.
    """
    lefts, rights = {seam.left for seam in joins}, {seam.right for seam in joins}
    for piece in pieces:
        if piece.head is None:
            continue
        title = heads[piece.head].units[0]
        bodies = sorted(unit for unit in piece.units if kinds[unit].kind is Kind.BODY)
        tops = [
            unit for unit in bodies[1:] if unit < title and unit not in rights and kinds[unit - 1].kind is Kind.BODY
        ]
        broken = [unit for unit in bodies if unit > title and unit not in lefts and breaks_off(units[unit].text)]
        if tops and len(tops) == len(broken):
            for left, right in zip(broken, tops, strict=True):
                yield Seam(left, right, LEAST, ("版上只余此行可接",))


def with_loose_pictures(pieces: Sequence[Piece], kinds: Sequence[Classed]) -> list[Piece]:
    """Return the pieces, a picture printed behind an article's last line given to that article."""
    kept: list[Piece] = []
    for piece in pieces:
        only_pictures = bool(piece.units) and all(
            kinds[unit].kind in (Kind.CAPTION, Kind.CREDIT) for unit in piece.units
        )
        follows = kept and kept[-1].units and piece.units and piece.units[0] > max(kept[-1].units)
        if piece.head is None and only_pictures and follows and _has_text(kept[-1], kinds):
            kept[-1] = Piece(kept[-1].head, [*kept[-1].fragments, *piece.fragments])
        else:
            kept.append(piece)
    return kept


def _has_text(piece: Piece, kinds: Sequence[Classed]) -> bool:
    return any(kinds[unit].kind in (Kind.BODY, Kind.VERSE) for unit in piece.units)
