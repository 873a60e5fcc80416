"""Makes a paragraph of its clusters: takes classes and widths, gives the lists that `lines` computes with.

Here the spaces of `spacing`, in em, become lengths, and the rules that look past an inline box's edge are applied. It
breaks nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from publisher.composer import spacing
from publisher.composer.lines import Paragraph

_INSIDE_GROUP = 200.0  # of a break inside what the style sheet wants in one piece, where the line is too short for it

_BREAK_HERE, _WORD_JOINER = "\u200b", "\u2060"
_THROUGH = frozenset((spacing.EDGE_START, spacing.EDGE_END, spacing.NOTHING))


class Cluster(Protocol):
    """What a cluster must say of itself; lengths in one unit.

    `group` is the number of the innermost piece that should not be broken, 0 outside of all.
    """

    text: str
    kind: int
    advance: float
    em: float
    letter_spacing: float
    group: int


def paragraph_of(
    clusters: Sequence[Cluster],
    em: float,
    allowed: Callable[[], Sequence[bool]],
    hyphens: dict[int, float],
    *,
    breaks: bool = True,
    breaks_anywhere: bool = False,
) -> Paragraph:
    """Return the paragraph of these clusters.

    `allowed` says, when asked, where UAX 14 lets a line end before a cluster; `hyphens` are the widths hyphenation adds
    to a line that ends before a cluster. With `breaks` false only forced breaks end a line.
    """
    size = len(clusters)
    space, soft, shrink = [0.0] * size, [0.0] * size, [0.0] * size
    spreads = [0] * size
    costs: list[float | None] = [None] * size
    uax: Sequence[bool] | None = None
    left = -1
    for right, cluster in enumerate(clusters):
        if cluster.kind in _THROUGH:
            continue
        if left >= 0:
            before = clusters[left]
            at = right - 1
            between = clusters[left + 1 : right]
            if all(not other.advance for other in between):
                _set_space(before, cluster, at, space, soft, shrink, spreads)
            if uax is None and _asks_uax(before.kind, cluster.kind):
                uax = allowed()
            if breaks:
                end = left + 1
                while end < right and clusters[end].kind != spacing.EDGE_START:
                    end += 1
                costs[end] = _cost(before, cluster, between, uax is not None and uax[right])
        left = right
    for at, width in hyphens.items():
        costs[at] = 0.0 if breaks and width else costs[at]
    kinds = [cluster.kind for cluster in clusters]
    return Paragraph(
        em=em,
        advance=[cluster.advance for cluster in clusters],
        space=space,
        soft=soft,
        shrink=shrink,
        spreads=spreads,
        head=[spacing.trim_at_start(kind) * cluster.em for kind, cluster in zip(kinds, clusters, strict=True)],
        tail=_tails(clusters),
        visible=[kind not in (spacing.SPACE, spacing.NEWLINE) for kind in kinds],
        words=[int(kind in spacing.WORDS) for kind in kinds],
        cost=costs,
        hyphen=hyphens if breaks else {},
        forced=tuple(at + 1 for at, kind in enumerate(kinds) if kind == spacing.NEWLINE),
        breaks_anywhere=breaks_anywhere and breaks,
    )


def _tails(clusters: Sequence[Cluster]) -> list[float]:
    """Return what clusters lose at a line's end; what has no width and hangs on a mark ends the line where the mark does."""
    tails: list[float] = []
    for cluster in clusters:
        hangs = cluster.kind == spacing.NOTHING and tails
        tails.append(tails[-1] if hangs else spacing.trim_at_end(cluster.kind) * cluster.em)
    return tails


def _asks_uax(left: int, right: int) -> bool:
    return left in spacing.WESTERN and right in spacing.WESTERN and not left == right == spacing.LETTER


def _cost(left: Cluster, right: Cluster, between: Sequence[Cluster], allowed: bool) -> float | None:  # noqa: FBT001
    if any(cluster.text == _WORD_JOINER for cluster in between):
        return None
    allowed = allowed or any(cluster.text == _BREAK_HERE for cluster in between)
    cost = spacing.break_cost(left.text[-1:], left.kind, right.text[:1], right.kind, allowed=allowed)
    if cost is not None and left.group and left.group == right.group:
        return _INSIDE_GROUP
    return cost


def _set_space(
    left: Cluster,
    right: Cluster,
    at: int,
    space: list[float],
    soft: list[float],
    shrink: list[float],
    spreads: list[int],
) -> None:
    """Set what stands in front of `right`, in the place behind cluster `at`."""
    between = spacing.space_between(left.kind, right.kind)
    em = right.em if right.kind == spacing.OPEN and between.natural < 0 and not spacing.trim_at_end(left.kind) else left.em
    if between.soft:
        em = min(left.em, right.em)
    space[at] = between.natural * em + left.letter_spacing
    for kind, cluster in ((left.kind, left), (right.kind, right)):
        if kind == spacing.MIDDLE:
            space[at] += spacing.interpunct_padding(cluster.advance / cluster.em) * cluster.em
    soft[at], shrink[at] = between.soft * em, between.shrink * em
    spreads[at] = int(between.spreads)
