"""The plan against the rules: where building from it would join what was read as two paragraphs, or part what was one.

Takes a plan, the galley and the joins that were read, gives the plan with the decisions that settle every difference.
The rules run once; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.copydesk import desk
from publisher.copydesk.drafting.reading import PageReading
from publisher.issue.addresses import LineRange
from publisher.issue.copy import Copy, Key, Slip
from publisher.issue.corrections import Role
from publisher.issue.decisions import Decided, Decision, JoinDecision, SplitDecision
from publisher.issue.galley import Galley
from publisher.issue.plan import IssuePlan
from publisher.issue.plan_changes import with_decisions

_BY = "copydesk/seam"
_PARAGRAPHS = frozenset({Role.BODY, Role.QUOTATION, Role.CAPTION})


def settled(plan: IssuePlan, galley: Galley, page: PageReading) -> tuple[IssuePlan, Copy]:
    """Return the plan with a decision for every seam on which rules and reading differ, and the copy before them."""
    copy = desk.edit(plan, galley).copy
    further: dict[str, list[Decision]] = {}
    for owner, decision in _differences(copy, page):
        further.setdefault(owner, []).append(decision)
    return with_decisions(plan, further), copy


def _differences(copy: Copy, page: PageReading) -> Iterator[tuple[str, Decision]]:
    wanted = _wanted(page)
    slips = {slip.key: slip for slip in copy.slips if slip.owner and slip.role in _PARAGRAPHS}
    heads = {(slip.span.source, slip.span.line): slip for slip in reversed(slips.values())}
    place = {key: position for position, key in enumerate(slips)}
    for key, slip in slips.items():
        line = (slip.span.source, slip.span.line)
        joined = slips.get(slip.joined_to) if slip.joined_to else None
        left = (joined.span.source, joined.span.line) if joined else None
        if left is not None and left != line and wanted.get(line) != left:
            yield slip.owner, SplitDecision(_address(key), Decided(None, _BY, "读作另起一段"))
        elif left is None and (before := wanted.get(line)) in heads and _may_join(heads[before], slip, place):
            ranges = LineRange(before[0], before[1], before[1]), LineRange(line[0], line[1], line[1])
            yield slip.owner, JoinDecision(*ranges, Decided(None, _BY, "同一段的续行"))


def _may_join(left: Slip, right: Slip, place: dict[Key, int]) -> bool:
    return left.owner == right.owner and left.role is right.role and place[left.key] < place[right.key]


def _wanted(page: PageReading) -> dict[tuple[str, int], tuple[str, int]]:
    """Return for every line of a paragraph the line it goes on from."""
    wanted: dict[tuple[str, int], tuple[str, int]] = {}
    for unit in page.units:
        for above, below in zip(unit.spans, unit.spans[1:], strict=False):
            wanted[below.source, below.line] = (above.source, above.line)
    for seam in page.seams:
        left, right = page.units[seam.left].last, page.units[seam.right].first
        wanted[right.source, right.line] = (left.source, left.line)
    return wanted


def _address(key: Key) -> LineRange:
    source, line, start = key
    return LineRange(source, line, line, start, None) if start else LineRange(source, line, line)
