"""Lines with their cheap features: what the rooms of the copydesk ask of a line before they know what it is.

Takes a galley, gives its printed lines in order, each with the group between blank lines it stands in. It joins
nothing and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from publisher.issue.galley import Galley, Span
from publisher.issue.marks import TERMINAL, is_open, width_em

_CLOSERS = "”’」』》）)】〕]\"'"


@dataclass(frozen=True)
class Line:
    """One printed line, or the part of one that a span names.

    Attributes:
        span: where it stands.
        text: its raw characters.
        block: number of the group between blank lines, counted over all sources from 0.
    """

    span: Span
    text: str
    block: int

    @cached_property
    def stripped(self) -> str:
        """The text without the blank at its edges."""
        return self.text.strip()

    @cached_property
    def width_em(self) -> float:
        """How wide the visible text is."""
        return width_em(self.stripped)

    @property
    def indent_em(self) -> float:
        """How much blank stands in front."""
        return width_em(self.text[: len(self.text) - len(self.text.lstrip())])

    @property
    def is_open(self) -> bool:
        """Whether the line breaks off inside a sentence."""
        return is_open(self.stripped)

    @property
    def ends_terminal(self) -> bool:
        """Whether the line ends in a mark that may end a sentence, closing marks aside."""
        return self.stripped.rstrip(_CLOSERS)[-1:] in TERMINAL


def lines_of(galley: Galley) -> tuple[Line, ...]:
    """Return every line that has a visible character, in printed order."""
    lines: list[Line] = []
    block = -1
    before: Span | None = None
    for span in galley.printed_lines():
        if before is None or (span.source, span.line) != (before.source, before.line + 1):
            block += 1
        lines.append(Line(span, galley.text(span), block))
        before = span
    return tuple(lines)
