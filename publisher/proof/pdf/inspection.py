"""All rules on one document: takes its bytes, gives claims and a check for every rule of every profile that applies.

A rule that a damaged object stops counts as failed and says what stopped it; limits are passed on to the caller.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import pikepdf

from publisher.proof.checks import Check, Finding, State
from publisher.proof.pdf.document import Document, opened
from publisher.proof.pdf.objects import within
from publisher.proof.pdf.profiles import Claims, Profile, claims_of, profiles_of
from publisher.proof.pdf.rule import Rule
from publisher.proof.pdf.rules import RULES

KEPT = 200  # findings of one rule; more are counted
_COUNTED = 100_000
UNREADABLE = (
    pikepdf.PikepdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError,
    NotImplementedError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the rules say of a file: profile by profile, in the order of the table; `unknown` are claims without rules.

    Attributes:
        has_classes: the tags carry the attribute classes that our renderer writes.
    """

    pages: int
    claims: Claims
    profiles: tuple[tuple[Profile, tuple[Check, ...]], ...]
    unknown: tuple[str, ...]
    has_classes: bool


def inspect(data: bytes, asked: tuple[str, ...] = ()) -> Inspection:
    """Return what every rule says of a PDF.

    Raises:
        pikepdf.PdfError: the bytes are no PDF, or one that wants a password.
        LimitError: the file is larger or deeper than any honest one.
    """
    document = opened(data)
    count = len(document.pages)
    claims = claims_of(document)
    profiles, unknown = profiles_of(claims, asked)
    rules = [rule for rule in RULES if any(rule.concerns(each.key, each.level) for each in profiles)]
    results = {rule.code: result(rule, document) for rule in rules}
    has_classes = within(document.root, "/StructTreeRoot", "/ClassMap") is not None
    return Inspection(
        count, claims, tuple((each, _checks(each, results)) for each in profiles), tuple(unknown), has_classes
    )


def result(rule: Rule, document: Document) -> tuple[list[Finding], int]:
    """Return the findings of a rule, the first of them kept, and how many there are."""
    try:
        found = list(islice(rule.check(document), _COUNTED))
    except UNREADABLE as error:
        found = [Finding(detail=f"{type(error).__name__}: {error}"[:200])]
    return found[:KEPT], len(found)


def _checks(profile: Profile, results: dict[str, tuple[list[Finding], int]]) -> tuple[Check, ...]:
    checks = []
    for rule in RULES:
        if profile.key not in rule.clauses:
            continue
        clause = rule.clauses[profile.key]
        if not rule.concerns(profile.key, profile.level):
            checks.append(Check(rule.code, State.NOT_APPLICABLE, clause))
            continue
        findings, count = results[rule.code]
        state = State.FAILED if count else State.PASSED
        checks.append(Check(rule.code, state, clause, tuple(findings), count))
    return tuple(checks)
