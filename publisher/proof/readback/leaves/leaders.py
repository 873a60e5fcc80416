"""Leaders of a printed contents: takes where they were read, gives those that are much too short or too long.

How many dots fit depends on the words before them, and a layout may leave up to three out: lines whose numbers have as
many digits are compared with each other. A single dot more or less is not judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.proof.checks import Finding
from publisher.proof.readback.findings import quoted
from publisher.proof.readback.leaves.drawn import Shown
from publisher.proof.readback.leaves.following import Followed
from publisher.proof.readback.leaves.script import FOLIO, LEADER, Script

_LEFT_OVER = 3.2  # dots
_LEFT_OUT = 8.0  # dots: a leader shorter than that may be left out as a whole


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the contents: what stands before its leader, the leader if it has one, its number."""

    name: str
    before: Shown
    leader: Shown | None
    number: Shown

    @property
    def pitch(self) -> float:
        """The advance of a dot; 0 without a leader."""
        return (self.leader.end - self.leader.x) / len(self.leader.text) if self.leader else 0.0

    def gaps(self) -> tuple[float, float]:
        """Return the white before and behind the leader, in dots."""
        assert self.leader is not None  # noqa: S101 - asked of lines with a leader alone
        return (self.leader.x - self.before.end) / self.pitch, (self.number.x - self.leader.end) / self.pitch


def leader_faults(script: Script, followed: Followed) -> Iterator[Finding]:
    """Yield lines whose leader is not as long as its room."""
    groups: dict[tuple[str, int], list[_Line]] = defaultdict(list)
    for document, line in _lines(script, followed):
        groups[document, len(line.number.text.strip())].append(line)
    for group in groups.values():
        full = [line for line in group if line.leader and line.pitch > 0]
        if not full:
            continue
        yield from _of_one_length(full)
        least = [min(line.gaps()[side] for line in full) for side in (0, 1)]
        for line in group:
            room = (line.number.x - line.before.end) / full[0].pitch
            if line.leader is None and room > sum(least) + _LEFT_OUT:
                yield Finding(line.number.page, quoted(line.name), f"{round(room - sum(least))} ≠ 0")


def _of_one_length(lines: list[_Line]) -> Iterator[Finding]:
    for side in (0, 1):
        gaps = sorted(line.gaps()[side] for line in lines)
        usual = gaps[len(gaps) // 2]
        for line in lines:
            gap = line.gaps()[side]
            if (gap > gaps[0] + _LEFT_OVER and gap > usual) or (gap < gaps[-1] - _LEFT_OVER and gap < usual):
                dots = len(line.leader.text) if line.leader else 0
                yield Finding(line.number.page, quoted(line.name), f"{dots + round(gap - usual)} ≠ {dots}")


def _lines(script: Script, followed: Followed) -> Iterator[tuple[str, _Line]]:
    for number, strand in enumerate(script.strands):
        spots, at = followed.spots.get(number, []), strand.text.find(LEADER)
        before = next((spot.shown for spot in reversed(spots) if spot.end <= at), None)
        leader = next(
            (spot.shown for spot in spots if spot.start <= at < spot.end and spot.shown.text[:1] in "·."), None
        )
        folio = next((spot.shown for spot in spots if FOLIO in strand.text[spot.start : spot.end]), None)
        if at >= 0 and before and folio and abs(before.y - folio.y) < 1:
            yield strand.document, _Line(strand.text[:at], before, leader, folio)
