"""What an editor, or a rule that drafted the manifest, decided about the extracted text: one class for each kind.

The copydesk carries them out; where and by whom each was decided is kept for messages.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.issue.addresses import LineRange
from publisher.issue.corrections import DropReason
from publisher.issue.queries import Answer
from publisher.problems import Place


@dataclass(frozen=True, slots=True)
class Decided:
    """Where a decision stands, who took it (`by` a rule code, or empty for the editor) and why."""

    place: Place | None = field(default=None, compare=False)
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class EmendDecision:
    """Read `right` for `wrong`, which stands once in the range; `supplied` prints the reading in 〔〕."""

    at: LineRange
    wrong: str
    right: str
    supplied: bool = False
    decided: Decided = Decided()


@dataclass(frozen=True, slots=True)
class StetDecision:
    """Leave the range as printed; with `text`, only those words in it."""

    at: LineRange
    text: str = ""
    decided: Decided = Decided()


@dataclass(frozen=True, slots=True)
class JoinDecision:
    """The second range continues the paragraph that the first one ends."""

    left: LineRange
    right: LineRange
    decided: Decided = Decided()


@dataclass(frozen=True, slots=True)
class SplitDecision:
    """A new paragraph begins at this range (a whole line, or a part of one)."""

    at: LineRange
    decided: Decided = Decided()


@dataclass(frozen=True, slots=True)
class OrderDecision:
    """These ranges follow each other in this order."""

    ranges: tuple[LineRange, ...]
    decided: Decided = Decided()


@dataclass(frozen=True, slots=True)
class DropDecision:
    """These lines are not in the reissue, for a reason of the closed list."""

    ranges: tuple[LineRange, ...]
    reason: DropReason
    decided: Decided = Decided()


@dataclass(frozen=True, slots=True)
class QueryDecision:
    """A doubt the editor puts on record: it stays open until it is answered."""

    at: LineRange
    printed: str
    proposed: str = ""
    decided: Decided = Decided()


@dataclass(frozen=True, slots=True)
class AnswerDecision:
    """The editor's answer to a query."""

    query: str
    answer: Answer
    decided: Decided = Decided()


Decision = (
    EmendDecision
    | StetDecision
    | JoinDecision
    | SplitDecision
    | OrderDecision
    | DropDecision
    | QueryDecision
    | AnswerDecision
)
