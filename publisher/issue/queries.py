"""Questions the program may not answer: both readings, the evidence, the place. The editor answers in the manifest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from publisher.issue.galley import Span


class Answer(StrEnum):
    """What the editor said: take the other reading, keep what is printed, or the question is idle."""

    ACCEPT = "accept"
    REJECT = "reject"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True)
class Query:
    """One open question.

    Attributes:
        id: stable name, see `query_id`.
        code: the rule that asks (`copydesk/open-end`) or `editor/query`.
        owner: id of the article, section or matter it concerns.
        span: where in the source.
        printed: the reading of the source.
        proposed: the other reading; empty where there is none to propose.
        evidence: what speaks for it, in words.
        confidence: of the proposed reading, from 0 to 1.
        answer: None while the question is open.
    """

    id: str
    code: str
    owner: str
    span: Span
    printed: str
    proposed: str = ""
    evidence: str = ""
    confidence: float = 0.5
    answer: Answer | None = None


def query_id(code: str, span: Span, printed: str, proposed: str) -> str:
    """Return a stable id, `q-` and eight hexadecimal digits.

    It is made of the rule, the printed words with their neighbours' absence ignored, and the proposal, not of the line
    number: a source that gains a line in front keeps its answered queries. `span.source` keeps files apart.
    """
    name = "\x1f".join((code, span.source, printed, proposed))
    return f"q-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
