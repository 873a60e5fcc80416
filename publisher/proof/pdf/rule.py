"""A rule: a name, the clauses it follows in each standard, and a function that finds what breaks it.

Takes nothing; gives the form of all rules. The words of a rule stand in words.<lang>.json under its code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from publisher.proof.checks import Finding
from publisher.proof.pdf.document import Document
from publisher.proof.pdf.standards import ARCHIVE, LEVELS


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        clauses: profile → clause of its standard; empty where the rule is the trade's or ours and stands in none.
        check: yields a finding for every place where the rule is broken.
        level: the lowest level of PDF/A that asks for it.
    """

    code: str
    clauses: Mapping[str, str]
    check: Callable[[Document], Iterator[Finding]]
    level: str = "b"

    def concerns(self, profile: str, level: str) -> bool:
        """Say whether a file of this profile and level must keep the rule."""
        return profile in self.clauses and (profile != ARCHIVE or LEVELS.index(self.level) <= LEVELS.index(level))
