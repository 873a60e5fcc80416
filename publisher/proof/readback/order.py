"""The order of strands on paper: takes where they were read, gives those that stand before what they follow.

What is drawn later may stand earlier on the page (a heading beside its list): then the place decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from publisher.proof.checks import Finding
from publisher.proof.readback.findings import quoted
from publisher.proof.readback.following import Followed, Spot
from publisher.proof.readback.script import Flow, Script

_FREE = frozenset({"cover", "contents", "imprint"})  # matter whose parts are set wherever a style wants them
_LINE = 6.0  # points: what differs less in height stands on one line


def disorder(script: Script, followed: Followed) -> Iterator[Finding]:
    """Yield strands that stand before the one they should follow."""
    for flow in (Flow.TEXT, Flow.FIGURES, Flow.NOTES):
        numbers = [n for n, strand in enumerate(script.strands) if strand.flow is flow and followed.spots.get(n)]
        for before, after in pairwise(numbers):
            first, second = followed.spots[before][0], followed.spots[after][0]
            strand = script.strands[after]
            is_free = bool({script.strands[before].kind, strand.kind} & _FREE)
            if second.order < first.order and not _stands_before(first, second, is_free=is_free):
                words = f"{quoted(script.strands[before].text)} > {quoted(strand.text)}"
                yield Finding(second.shown.page, f"{strand.document} {strand.block}", words)


def _stands_before(first: Spot, second: Spot, *, is_free: bool) -> bool:
    """Say whether the first of two that were drawn the other way round stands before the second on one page.

    In the text what stands before also stands no further right, for columns follow each other.
    """
    if first.shown.page != second.shown.page:
        return False
    (x, y), (other_x, other_y) = first.shown.upright, second.shown.upright
    if abs(y - other_y) <= _LINE:
        return x < other_x
    return y > other_y and (is_free or x <= other_x)
