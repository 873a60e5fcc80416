"""What a slip reads: its line with the replacements applied, and the way back from every character.

Takes a galley, a span and the replacements inside it, gives a Reading. It knows neither roles nor order.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from publisher.issue.corrections import Replace
from publisher.issue.galley import Galley, Span


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a reading that stand for one stretch of their line.

    Attributes:
        at: where the run begins in the reading's text.
        start, end: code points of the line; an insertion has none.
        changed: a correction made these characters, all of them for all of the stretch.
    """

    at: int
    start: int
    end: int
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a slip reads now: its span, the characters as they read, and the runs that lead back to the line."""

    span: Span
    text: str
    runs: tuple[Run, ...]

    @property
    def changed(self) -> tuple[bool, ...]:
        """Whether a correction made it, for each character."""
        ends = [*(run.at for run in self.runs[1:]), len(self.text)]
        lengths = (end - run.at for run, end in zip(self.runs, ends, strict=True))
        return tuple(run.changed for run, length in zip(self.runs, lengths, strict=True) for _ in range(length))

    def source_span(self, start: int, end: int) -> Span:
        """Return the span of the source behind characters `start` to `end` (half open) of the text."""
        first = self._stretch(start)[0] if start < len(self.text) else self.span.end
        last = self._stretch(end - 1)[1] if end > start else first
        return Span(self.span.source, self.span.line, first, max(first, last))

    def is_untouched(self, start: int, end: int) -> bool:
        """Say whether no correction touched characters `start` to `end`."""
        first = bisect_right(self.runs, start, key=_at) - 1
        return not any(run.changed for run in self.runs[max(0, first) :] if run.at < end)

    def _stretch(self, index: int) -> tuple[int, int]:
        """Return the code points of the line that a character stands for."""
        run = self.runs[bisect_right(self.runs, index, key=_at) - 1]
        if run.changed:
            return run.start, run.end
        column = run.start + index - run.at
        return column, column + 1


def _at(run: Run) -> int:
    return run.at


def read(galley: Galley, span: Span, replacements: list[Replace]) -> Reading:
    """Return what a span reads with these replacements, which lie inside it and are sorted by place."""
    raw = galley.source(span.source).lines[span.line - 1]
    if not replacements:
        return Reading(span, raw[span.start : span.end], (Run(0, span.start, span.end),))
    parts: list[str] = []
    runs: list[Run] = []
    length, at = 0, span.start
    for edit in replacements:
        kept = raw[at : edit.span.start]
        runs += [Run(length, at, edit.span.start)] if kept else []
        length += len(kept)
        runs += [Run(length, edit.span.start, edit.span.end, changed=True)] if edit.after else []
        length += len(edit.after)
        parts += [kept, edit.after]
        at = edit.span.end
    if at < span.end:
        runs.append(Run(length, at, span.end))
    return Reading(span, "".join([*parts, raw[at : span.end]]), tuple(runs))


def lies_within(span: Span, slip: Span) -> bool:
    """Say whether an edit lies in a slip; an insertion at a border belongs to the slip that begins there.

    Slips of one line border on each other, so an insertion at the end of a slip is put at the end of its line only.
    """
    return slip.start <= span.start and span.end <= slip.end and span.start < slip.end
