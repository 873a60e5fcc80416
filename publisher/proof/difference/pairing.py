"""Which block became which: takes two rows of blocks, gives groups that follow each other on both sides.

Blocks that read the same anchor. Between them the pairs are chosen together, so that as many characters as possible
find their like; a block may answer to up to four, where it was divided or joined. It compares no characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from publisher.proof.difference.characters import grams
from publisher.proof.difference.texts import BlockText

_BAND = 40  # blocks: how far from the straight way a pair may lie
_LIKE = 0.3
_LIKE_BY_ID = 0.15  # the same id speaks for a pair
_LIKE_IN_PARTS = 0.6
_PARTS = 4
_PART_WITHIN = 0.5  # of each part must stand in the whole


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks `start` to `end` on the one side and `new_start` to `new_end` on the other (half open) belong together."""

    start: int
    end: int
    new_start: int
    new_end: int


def groups_of(before: Sequence[BlockText], after: Sequence[BlockText], *, ids_decide: bool = False) -> Iterator[Group]:
    """Yield groups in order, every block of both sides in exactly one; an added or removed block is alone in its.

    `ids_decide` pairs blocks of one id however unlike they are: the same text in another script shares few characters.
    """
    olds, news = [block.text for block in before], [block.text for block in after]
    for tag, start, end, new_start, new_end in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "equal":
            for step in range(end - start):
                yield Group(start + step, start + step + 1, new_start + step, new_start + step + 1)
        else:
            for group in _Gap(before[start:end], after[new_start:new_end], ids_decide=ids_decide).groups():
                yield Group(
                    group.start + start, group.end + start, group.new_start + new_start, group.new_end + new_start
                )


class _Gap:
    """Blocks between two anchors, none of which reads the same on the other side in the same order."""

    def __init__(self, before: Sequence[BlockText], after: Sequence[BlockText], *, ids_decide: bool) -> None:
        self.before, self.after = before, after
        self.least_by_id = 0.0 if ids_decide else _LIKE_BY_ID
        self.old_grams, self.new_grams = ([grams(block.text) for block in side] for side in (before, after))
        self.old_sizes, self.new_sizes = ([each.total() for each in side] for side in (self.old_grams, self.new_grams))
        self.shared = {
            (i, j): (self.old_grams[i] & self.new_grams[j]).total()
            for i in range(len(before))
            for j in self._columns(i)
        }

    def groups(self) -> list[Group]:
        """Return the groups whose blocks share most, read from the end of the best way through the gap."""
        best: dict[tuple[int, int], tuple[float, Group | None]] = {(0, 0): (0.0, None)}
        for i in range(len(self.before) + 1):
            for j in self._corners(i):
                for value, group in self._last_groups(i, j, best):
                    if (i, j) not in best or value > best[i, j][0]:
                        best[i, j] = value, group
        found: list[Group] = []
        at = (len(self.before), len(self.after))
        while (last := best[at][1]) is not None:
            found.append(last)
            at = (last.start, last.new_start)
        return found[::-1]

    def _corners(self, i: int) -> range:
        """Return how far the other side may be when `i` blocks of this one are done; the ends are always within."""
        if not self.before or not self.after:
            return range(len(self.after) + 1)
        straight = i * len(self.after) // len(self.before)
        room = max(_BAND, len(self.after) // len(self.before) + 1)
        low = 0 if i == 0 else max(0, straight - room)
        return range(low, min(len(self.after), straight + room) + 1)

    def _columns(self, i: int) -> range:
        if not self.after:
            return range(0)
        first, last = self._corners(i), self._corners(i + 1)
        return range(max(0, first.start - 1), min(len(self.after), last.stop))

    def _last_groups(
        self, i: int, j: int, best: dict[tuple[int, int], tuple[float, Group | None]]
    ) -> Iterator[tuple[float, Group]]:
        """Yield the groups that may end here, each with the worth of the whole way."""
        shapes = [
            (1, 0),
            (0, 1),
            (1, 1),
            *((1, k) for k in range(2, _PARTS + 1)),
            *((k, 1) for k in range(2, _PARTS + 1)),
        ]
        for down, across in shapes:
            start, new_start = i - down, j - across
            if (start, new_start) in best:
                worth = self._worth(start, i, new_start, j)
                if worth is not None:
                    yield best[start, new_start][0] + worth, Group(start, i, new_start, j)

    def _worth(self, start: int, end: int, new_start: int, new_end: int) -> float | None:
        """Return what a group is worth, or None if its blocks are too unlike to belong together."""
        if start == end or new_start == new_end:
            return 0.0
        cells = [(i, j) for i in range(start, end) for j in range(new_start, new_end)]
        size, new_size = sum(self.old_sizes[start:end]), sum(self.new_sizes[new_start:new_end])
        shared = min(sum(self.shared.get(cell, 0) for cell in cells), size, new_size)
        alike = 2 * shared / (size + new_size) if size + new_size else 1.0
        if len(cells) == 1:
            has_same_id = self.before[start].id == self.after[new_start].id != ""
            return shared + has_same_id if alike >= (self.least_by_id if has_same_id else _LIKE) else None
        parts = [min(self.old_sizes[i], self.new_sizes[j]) for i, j in cells]
        within = all(self.shared.get(cell, 0) >= _PART_WITHIN * part for cell, part in zip(cells, parts, strict=True))
        is_divided = alike >= _LIKE_IN_PARTS and all(parts) and within
        return shared - 2.0 * (len(cells) - 1) if is_divided else None
