"""Replacements in a text, collected and carried out at once: whatever no replacement names stays byte for byte.

Takes positions of the old text, gives the new text and where a position went. It does not know what is replaced.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class _Splice:
    start: int
    end: int
    text: str
    number: int

    def order(self) -> tuple[int, bool, int]:
        """Return the key that puts what is inserted at a place before what is replaced there."""
        return self.start, self.end > self.start, self.number


@dataclass
class Splices:
    """Replacements for one text; those at the same position are carried out in the order in which they came."""

    text: str
    _splices: list[_Splice] = field(default_factory=list)

    def replace(self, start: int, end: int, text: str) -> None:
        """Put `text` in the place of everything from `start` up to `end`."""
        if self.text[start:end] != text:
            self._splices.append(_Splice(start, end, self._with_line_ends(text), len(self._splices)))

    def insert(self, at: int, text: str) -> None:
        """Put `text` before the character at a position."""
        self.replace(at, at, text)

    def insert_lines(self, at: int, lines: list[str]) -> None:
        """Put whole lines at a position where a line begins, or behind a last line that has no end."""
        lead = "\n" if at and self.text[at - 1] not in "\r\n" else ""
        self.insert(at, lead + "".join(f"{line}\n" for line in lines))

    def result(self) -> str:
        """Return the new text."""
        parts, at = [], 0
        for splice in self._ordered():
            parts += [self.text[at : splice.start], splice.text]
            at = splice.end
        return "".join([*parts, self.text[at:]])

    def moved(self, at: int) -> int:
        """Return where the character at a position of the old text stands in the new one."""
        shift = 0
        for splice in self._ordered():
            if splice.start > at or (splice.start <= at < splice.end):
                break
            shift += len(splice.text) - (splice.end - splice.start)
        return at + shift

    def _ordered(self) -> list[_Splice]:
        """Return the replacements in the order of the text; one inside a piece that goes altogether goes with it."""
        kept: list[_Splice] = []
        for splice in sorted(self._splices, key=_Splice.order):
            if kept and splice.start < kept[-1].end:
                continue
            kept.append(splice)
        return kept

    def _with_line_ends(self, text: str) -> str:
        return text.replace("\n", "\r\n") if "\r\n" in self.text else text
