"""Makes a paragraph of its clusters: takes classes and widths, gives the lists that `lines` computes with.

Here the spaces of `spacing`, in em, become lengths, and the rules that look past an inline box's edge are applied. It
breaks nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from publisher.composer import spacing
from publisher.composer.lines import Paragraph

INSIDE_GROUP = 1e5  # of a break inside what the style sheet wants in one piece, where the line is too short for it
_BREAK_HERE, _WORD_JOINER = "\u200b", "\u2060"
_THROUGH = frozenset((spacing.EDGE_START, spacing.EDGE_END, spacing.NOTHING))


@dataclass(slots=True)
class Clusters:
    """What the spacing of clusters depends on, one place in each list; lengths in one unit.

    `groups` are the numbers of the outermost piece each should not be broken in, 0 outside of all.
    """

    texts: list[str] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    advances: list[float] = field(default_factory=list)
    ems: list[float] = field(default_factory=list)
    letter_spacings: list[float] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.kinds)

    def add(self, text: str, kind: int, advance: float, em: float, group: int) -> None:
        """Add one cluster without letter spacing."""
        self.extend([text], [kind], [advance], em, 0.0, group)

    def extend(
        self, texts: list[str], kinds: list[int], advances: list[float], em: float, letter_spacing: float, group: int
    ) -> None:
        """Add the clusters of a run of text."""
        self.texts += texts
        self.kinds += kinds
        self.advances += advances
        count = len(kinds)
        self.ems += [em] * count
        self.letter_spacings += [letter_spacing] * count
        self.groups += [group] * count


class Maker:
    """Fills the lists of one paragraph.

    `allowed` says, when asked, where UAX 14 lets a line end before a cluster.
    """

    def __init__(self, clusters: Clusters, allowed: Callable[[], Sequence[bool]]) -> None:
        size = len(clusters)
        self.clusters, self.allowed = clusters, allowed
        self.space, self.soft, self.shrink = clusters.letter_spacings[:], [0.0] * size, [0.0] * size
        self.spreads = [0] * size
        self.costs: list[float | None] = [None] * size
        self.uax: Sequence[bool] | None = None
        self._fill()

    def paragraph(self, em: float, hyphens: dict[int, float], *, breaks: bool, breaks_anywhere: bool) -> Paragraph:
        """Return the paragraph; with `breaks` false only forced breaks end a line.

        `hyphens` are the widths hyphenation adds to a line that ends before a cluster.
        """
        clusters, kinds, ems = self.clusters, self.clusters.kinds, self.clusters.ems
        costs: list[float | None] = self.costs if breaks else [None] * len(clusters)
        for at in hyphens if breaks else ():
            costs[at] = 0.0
        return Paragraph(
            em=em,
            advance=clusters.advances,
            space=self.space,
            soft=self.soft,
            shrink=self.shrink,
            spreads=self.spreads,
            head=[spacing.trim_at_start(kind) * size for kind, size in zip(kinds, ems, strict=True)],
            tail=self._tails(),
            visible=[kind not in (spacing.SPACE, spacing.NEWLINE) for kind in kinds],
            words=[1 if kind in spacing.WORDS else 0 for kind in kinds],
            cost=costs,
            hyphen=hyphens if breaks else {},
            forced=tuple(at + 1 for at, kind in enumerate(kinds) if kind == spacing.NEWLINE),
            breaks_anywhere=breaks_anywhere and breaks,
        )

    def _tails(self) -> list[float]:
        """Return what clusters lose at a line's end; what has no width loses what the mark in front of it does."""
        tails: list[float] = []
        for kind, em in zip(self.clusters.kinds, self.clusters.ems, strict=True):
            hangs = kind == spacing.NOTHING and tails
            tails.append(tails[-1] if hangs else spacing.trim_at_end(kind) * em)
        return tails

    def _fill(self) -> None:
        kinds, han = self.clusters.kinds, spacing.HAN
        spreads, costs, groups = self.spreads, self.costs, self.clusters.groups
        grouped = any(groups)
        left = -1
        for right, kind in enumerate(kinds):
            if kind == han and left == right - 1 and left >= 0 and kinds[left] == han and not grouped:
                spreads[left] = 1
                costs[right] = 0.0
            elif kind in _THROUGH:
                continue
            elif left >= 0:
                self._pair(left, right)
            left = right

    def _pair(self, left: int, right: int) -> None:
        """Set what stands between two clusters, and whether a line may end there."""
        clusters = self.clusters
        end = left + 1
        if right - left == 1 or not any(clusters.advances[end:right]):
            self._set_space(left, right)
        else:
            self.spreads[right - 1] = int(spacing.space_between(clusters.kinds[left], clusters.kinds[right]).spreads)
        while end < right and clusters.kinds[end] != spacing.EDGE_START:
            end += 1
        self.costs[end] = self._cost(left, right)

    def _cost(self, left: int, right: int) -> float | None:
        clusters, kinds = self.clusters, self.clusters.kinds
        between = clusters.texts[left + 1 : right]
        if _WORD_JOINER in between:
            return None
        cost = spacing.break_cost(kinds[left], kinds[right])
        if cost is None and self._is_allowed(left, right, between):
            cost = 0.0
        if cost is None:
            return None
        if clusters.groups[left] and clusters.groups[left] == clusters.groups[right]:
            return INSIDE_GROUP
        if kinds[left] in (spacing.LETTER, spacing.WIDE_DIGIT):
            cost += spacing.cost_before_unit(clusters.texts[left], clusters.texts[right][:1])
        return cost

    def _is_allowed(self, left: int, right: int, between: list[str]) -> bool:
        kinds = self.clusters.kinds
        if not spacing.is_for_uax(kinds[left], kinds[right]):
            return False
        if kinds[left] == kinds[right] == spacing.LETTER and self.clusters.texts[right] < "\u0530":
            return _BREAK_HERE in between
        if self.uax is None:
            self.uax = self.allowed()
        return self.uax[right] or _BREAK_HERE in between

    def _set_space(self, left: int, right: int) -> None:
        """Set what stands in front of `right`, in the place behind the cluster before it."""
        clusters, at = self.clusters, right - 1
        kinds, ems = clusters.kinds, clusters.ems
        between = spacing.space_between(kinds[left], kinds[right])
        em = ems[left]
        if between.soft:
            em = min(em, ems[right])
        elif kinds[right] == spacing.OPEN and not spacing.trim_at_end(kinds[left]):
            em = ems[right]
        self.space[at] = between.natural * em + clusters.letter_spacings[left]
        for one in (left, right):
            if kinds[one] == spacing.MIDDLE:
                self.space[at] += spacing.interpunct_padding(clusters.advances[one] / ems[one]) * ems[one]
        self.soft[at], self.shrink[at] = between.soft * em, between.shrink * em
        self.spreads[at] = int(between.spreads)
