"""Raw lines, each knowing its place: what a source hands to the copydesk.

Takes decoded text, gives lines counted from 1 and spans that address them. It knows nothing of articles or repair.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Part of one line of one source.

    Attributes:
        source: id of the source in the manifest.
        line: number of the line, from 1.
        start, end: code points of the line, from 0, half open.
    """

    source: str
    line: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.source}:{self.line}@{self.start}-{self.end}"

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a character."""
        return (
            (self.source, self.line) == (other.source, other.line) and self.start < other.end and other.start < self.end
        )

    def covers(self, other: Span) -> bool:
        """Say whether every character of the other span lies in this one."""
        return (
            (self.source, self.line) == (other.source, other.line)
            and self.start <= other.start
            and other.end <= self.end
        )


@dataclass(frozen=True, slots=True)
class Source:
    """One extracted file, decoded.

    Attributes:
        id: the name the manifest gives it.
        path: the path as the manifest writes it; it goes into records.
        sha256: digest of the file's bytes.
        encoding: how it was decoded.
        lines: text of the lines, without line ends; LF, CRLF and CR end a line, nothing else does.
        line_ends: characters spent on line ends and on a byte order mark.
        opened: the path as a person here can open it; it goes into messages and nowhere else.
    """

    id: str
    path: str
    sha256: str
    encoding: str
    lines: tuple[str, ...]
    line_ends: int
    opened: str = field(default="", compare=False)


@dataclass(frozen=True)
class Galley:
    """Every source of an issue, in the order of the manifest."""

    sources: tuple[Source, ...]

    @cached_property
    def _by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    def source(self, source_id: str) -> Source:
        """Return the source with this id; raises KeyError for an unknown one."""
        return self._by_id[source_id]

    def text(self, span: Span) -> str:
        """Return the raw characters of a span."""
        return self._by_id[span.source].lines[span.line - 1][span.start : span.end]

    def line(self, source: str, line: int) -> Span:
        """Return the span of a whole line."""
        return Span(source, line, 0, len(self._by_id[source].lines[line - 1]))

    def printed_lines(self) -> Iterator[Span]:
        """Yield every line that has a visible character, in printed order."""
        for source in self.sources:
            for number, text in enumerate(source.lines, 1):
                if text.strip():
                    yield Span(source.id, number, 0, len(text))
