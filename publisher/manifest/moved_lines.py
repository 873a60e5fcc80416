"""Lines found again after a source has changed: takes the marks of old and new lines, says where each line went.

A mark is a short digest, so that a manifest can remember its lines without holding them. A line is found again if its
mark occurs once in both files, or if it stands beside one that was; nothing is guessed.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import TypeVar

from publisher.issue.addresses import LineRange

_LENGTH = 4
_BLANK = "."
Moved = TypeVar("Moved")


class LostError(Exception):
    """A line that was not found again: carries the address."""

    def __init__(self, lines: LineRange) -> None:
        super().__init__(str(lines))
        self.lines = lines


def marks_of(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the mark of every line: four letters of a digest, a full stop for a blank one."""
    return tuple(_mark(line) if line.strip() else _BLANK for line in lines)


def packed(marks: Sequence[str]) -> str:
    """Return marks as one string."""
    return "".join(marks)


def unpacked(text: str) -> tuple[str, ...]:
    """Return the marks of such a string."""
    marks, at = [], 0
    while at < len(text):
        end = at + (1 if text[at] == _BLANK else _LENGTH)
        marks.append(text[at:end])
        at = end
    return tuple(marks)


@dataclass(frozen=True)
class LineMap:
    """Where the lines of one source went, numbers from 1."""

    old: tuple[str, ...]
    new: tuple[str, ...]

    @cached_property
    def _found(self) -> dict[int, int]:
        once_before, once_now = _once(self.old), _once(self.new)
        found = {line: once_now[mark] for mark, line in once_before.items() if mark in once_now}
        taken = set(found.values())
        for step, numbers in ((1, range(1, len(self.old) + 1)), (-1, range(len(self.old), 0, -1))):
            for line in numbers:
                beside = found.get(line - step, 0 if line - step == 0 else None)
                if line in found or beside is None:
                    continue
                there = beside + step
                if 0 < there <= len(self.new) and there not in taken and self.new[there - 1] == self.old[line - 1]:
                    found[line] = there
                    taken.add(there)
        return found

    def line(self, number: int) -> int | None:
        """Return the new number of a line, or None if it was not found again."""
        if self.old == self.new:
            return number
        return self._found.get(number)

    def likely(self, number: int) -> int:
        """Return where a line that was not found probably stands now, to tell a person where to look."""
        before = next((line for line in range(number, 0, -1) if line in self._found), None)
        return max(1, min(len(self.new), self._found[before] + number - before if before else number))

    def moved(self, lines: LineRange) -> LineRange:
        """Return the new address of lines; raises LostError unless both ends are there and enclose what they did."""
        first, last = self.line(lines.first), self.line(lines.last)
        if first is None or last is None or last < first:
            raise LostError(lines)
        inside = (self.line(number) for number in range(lines.first + 1, lines.last))
        if any(number is not None and not first < number < last for number in inside):
            raise LostError(lines)
        return replace(lines, first=first, last=last)

    def reversed(self) -> LineMap:
        """Return the map from the new lines to the old ones."""
        return LineMap(self.new, self.old)


def readdressed(value: Moved, move: Callable[[LineRange], LineRange]) -> Moved:
    """Return a plan or a part of one with every address in it moved."""
    if isinstance(value, LineRange):
        return move(value)  # type: ignore[return-value]  # a LineRange for a LineRange
    if isinstance(value, tuple):
        return tuple(readdressed(item, move) for item in value)  # type: ignore[return-value]  # a tuple for a tuple
    if is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: getattr(value, part.name) for part in fields(value)}
        changed = {
            name: readdressed(part, move)
            for name, part in parts.items()
            if isinstance(part, tuple) or is_dataclass(part)
        }
        return replace(value, **changed)
    return value


def _mark(line: str) -> str:
    digest = hashlib.sha256(line.strip().encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(digest)[:_LENGTH].decode()


def _once(marks: Sequence[str]) -> dict[str, int]:
    """Return mark → line of those that occur once."""
    count = Counter(marks)
    return {mark: line for line, mark in enumerate(marks, 1) if mark != _BLANK and count[mark] == 1}
