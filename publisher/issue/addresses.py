"""Where something stands in the extracted text: ranges of lines, never the lines themselves."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.problems import Place


@dataclass(frozen=True, slots=True)
class LineRange:
    """Lines `first` to `last` of a source, both included, or a part of one line.

    `start` and `end` are code points of a single line, half open; None means from its beginning, to its end.
    """

    source: str
    first: int
    last: int
    start: int | None = None
    end: int | None = None
    place: Place | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """Return the address as the manifest writes it."""
        if self.start is not None or self.end is not None:
            return f"{self.first}@{self.start or 0}-{'' if self.end is None else self.end}"
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
