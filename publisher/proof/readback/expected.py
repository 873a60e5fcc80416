"""What must stand in a finished edition: the issue as its sources and its ledger make it, and what an edition may add.

Frozen data, made by production from the records of an output folder; the finished files have no part in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from publisher.issue.issue import Issue


@dataclass(frozen=True, slots=True)
class Added:
    """A string that an edition adds to the issue and marks as added.

    Attributes:
        kind: the value of `data-generated`.
        document: the page file it stands in, or the id of the page where pages are bound.
    """

    kind: str
    text: str
    document: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What must stand in the editions of one issue in one language.

    Attributes:
        issue: its articles are those the replayed ledger makes of the sources.
        moment: when the files are dated, in UTC.
        added: by medium (`epub`, `pdf`, `html`), in reading order: the closed list of what may be added.
    """

    issue: Issue
    moment: datetime
    added: Mapping[str, tuple[Added, ...]]
