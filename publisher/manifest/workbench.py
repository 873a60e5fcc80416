"""What an update has in hand: the manifest as typed, the new draft, and everything that is noted on the way.

Takes findings of the steps of an update, gives the new text and its report. It decides nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from publisher.manifest.alignment import Lines
from publisher.manifest.drafted import Drafted, Record, digest
from publisher.manifest.moved_lines import LostError
from publisher.manifest.outline import Outline, Spot, TypedAddress
from publisher.manifest.splices import Splices
from publisher.manifest.yaml_text import comment
from publisher.problems import Problem, Severity

ADDED = "新增（import --update），请核对。"
_LOST = "请核对（import --update）：来源已变，原第{old}行没有找到，可能在第{new}行附近。"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads differently now: what it is, how it read, how it reads; empty if it was or is not there."""

    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Updated:
    """A manifest after an update.

    Attributes:
        kept: ids of entries, keys and decisions that are the editor's and stay, or that he removed.
        added: ids of entries and decisions that are new.
        changed: what the program rewrote, every moved address among it.
        conflicts: what a person has to look at, with places in the new text.
    """

    text: str
    kept: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    conflicts: tuple[Problem, ...] = ()


@dataclass
class Workbench:
    """One update in progress.

    Attributes:
        claimed: new lines that belong to what the editor keeps.
        removed: ids of articles and advertisements that go.
        answers: ids of queries that the editor has answered.
    """

    outline: Outline
    record: Record
    drafted: Drafted
    lines: Lines
    kept: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    claimed: set[tuple[str, int]] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    answers: frozenset[str] = frozenset()
    _conflicts: list[tuple[int, Problem]] = field(default_factory=list)

    @cached_property
    def splices(self) -> Splices:
        """The replacements made so far."""
        return Splices(self.outline.text)

    def text(self, spot: Spot) -> str:
        """Return what stands at a spot."""
        return self.outline.text[spot.start : spot.end]

    def is_drafted(self, name: str, spot: Spot) -> bool:
        """Say whether a piece still reads as the last draft wrote it."""
        return self.record.entries.get(name) == digest(self.text(spot))

    def rewrite(self, name: str, spot: Spot, lines: list[str]) -> None:
        """Put new lines, written at the margin of the spot, in its place, if they say something else."""
        if digest(lines) != digest(self.text(spot)):
            self.splices.replace(spot.start, spot.end, "\n".join(lines)[spot.column :])
            self.changed.append(Change(name, _short(self.text(spot)), _short("\n".join(lines))))

    def remove(self, name: str, spot: Spot, *, with_remark: bool = False) -> None:
        """Take out the lines of a piece, and the blank line above it."""
        outline = self.outline
        remark = outline.remark(spot.start) if with_remark else None
        start = remark.start if remark else outline.line_start(spot.start)
        above = outline.line_start(start - 1) if start else 0
        if start and not outline.text[above:start].strip():
            start = above
        self.splices.replace(start, outline.line_end(spot.end), "")
        self.changed.append(Change(name, _short(self.text(spot))))

    def stay(self, name: str, spot: Spot, addresses: Iterable[TypedAddress]) -> None:
        """Keep what an editor wrote, its addresses moved to where their lines are found again."""
        for address in addresses:
            try:
                moved = self.lines.forward(address.lines)
            except LostError:
                self._lose(name, spot, address)
                continue
            self.claimed.update(self.lines.new_lines((address,)))
            if moved != address.lines:
                named = f"{moved.source}:{moved}" if address.names_source else str(moved)
                self.changed.append(Change(name, self.text(address.spot), named))
                self.splices.replace(address.spot.start, address.spot.end, named)

    def conflict(self, code: str, at: int, severity: Severity, /, **values: object) -> None:
        """Note what a person has to look at; `at` is a position of the old text."""
        words = {key: str(value) for key, value in values.items()}
        self._conflicts.append((at, Problem(code, None, words, severity)))

    def updated(self) -> Updated:
        """Return the new text and what there is to say about it."""
        text = self.splices.result()
        script = Outline(text, self.outline.script.shown).script
        found = tuple(
            Problem(each.code, script.place(min(self.splices.moved(at), len(text))), each.values, each.severity)
            for at, each in self._conflicts
        )
        return Updated(text, tuple(self.kept), tuple(self.added), tuple(self.changed), found)

    def _lose(self, name: str, spot: Spot, address: TypedAddress) -> None:
        old, likely = self.text(address.spot), self.lines.likely(address.lines)
        values = {"name": name, "old": old, "new": likely}
        self.conflict("manifest/update-lost", address.spot.start, Severity.ERROR, **values)
        start = self.outline.line_start(spot.start)
        margin = len(self.outline.text[start : spot.start]) - len(self.outline.text[start : spot.start].lstrip())
        self.splices.insert_lines(start, comment(_LOST.format(old=old, new=likely), margin))


def _short(text: str) -> str:
    """Return a piece of a manifest on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:99]}…"
