"""The copydesk's cases: takes tests/cases/*/*.yaml, gives one test a case.

A case is lines as extracted and lines as they should read; tests/README.md says how to write one. It knows no rule
by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

from publisher.copydesk.rules import RULES
from publisher.issue.addresses import LineRange
from publisher.issue.corrections import Role
from publisher.issue.plan import ArticlePlan, BylinePlan, CaptionPlan, FieldPlan, RolePlan, SectionPlan
from tests.unit.copydesk.manuscripts import ISSUE, PLACE, Outcome, article, galley, issue, worked

CASES = Path(__file__).parent / "cases"
RULE_NAMES = tuple(rule.code.removeprefix("copydesk/") for rule in RULES)
KEYS = {"name", "rule", "in", "role", "roles", "labels", "alone", "out", "drops", "becomes"}
FIELDS = {"title", "kicker", "subtitle", "deck", "dateline", "affiliation", "editor", "source-note"}


@dataclass(frozen=True)
class Case:
    """One case as written."""

    origin: str
    written: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.written['rule']}: {self.written['name']}"

    @property
    def lines(self) -> list[str]:
        given = self.written["in"]
        return given if isinstance(given, list) else str(given).rstrip("\n").split("\n")

    @property
    def role(self) -> Role:
        return Role(self.written.get("role", "body"))

    @property
    def expected(self) -> list[str]:
        given = self.written.get("out", [line for line in self.lines if line.strip()])
        return given if isinstance(given, list) else str(given).rstrip("\n").split("\n")


def cases(origin: str) -> list[Any]:
    """Return every case of an origin as a parameter of a test."""
    found = [
        Case(origin, written)
        for path in sorted((CASES / origin).glob("*.yaml"))
        for written in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    return [pytest.param(case, id=case.name) for case in found]


def everything() -> list[Case]:
    return [
        parameter.values[0] for origin in ("synthetic", "negative", "known_failures") for parameter in cases(origin)
    ]


def planned(case: Case) -> ArticlePlan:
    """Return an article in which every line has the role the case gives it."""
    roles = {number: Role(role) for number, role in case.written.get("roles", {}).items()}
    numbered = [(number, roles.get(number, case.role)) for number, _ in enumerate(case.lines, 1)]
    fields: dict[str, Any] = {}
    parts: list[RolePlan] = []
    for role, run in groupby(numbered, key=lambda line: line[1]):
        numbers = [number for number, _ in run]
        ranges = (LineRange("a", numbers[0], numbers[-1]),)
        if role.value in FIELDS:
            fields[role.value.replace("-", "_")] = FieldPlan(None, ranges)
        elif role is Role.BYLINE:
            fields["byline"] = BylinePlan(("何川",), ranges=ranges)
        elif role is Role.CAPTION:
            fields["captions"] = (*fields.get("captions", ()), CaptionPlan(ranges))
        elif role is Role.CREDIT:
            fields["captions"] = (*fields.get("captions", ()), CaptionPlan(credit_ranges=ranges))
        elif role is not Role.BODY:
            parts.append(RolePlan(role, ranges))
    return article(LineRange("a", 1, len(case.lines)), roles=tuple(parts), **fields)


def outcome(case: Case) -> Outcome:
    """Return what the copydesk makes of a case: with every rule, or with the case's own alone."""
    code = f"copydesk/{case.written['rule']}"
    rules = tuple(rule for rule in RULES if rule.code == code or not case.written.get("alone"))
    labels = case.written.get("labels", [])
    sections = [SectionPlan(f"{ISSUE}-s{number:02}", label, PLACE) for number, label in enumerate(labels, 1)]
    return worked(issue(planned(case), *sections), galley("\n".join(case.lines)), rules)


def assert_reads(case: Case, done: Outcome) -> None:
    """Compare what a case expects with what came out."""
    assert done.texts(case.role) == case.expected
    assert done.drops() == case.written.get("drops", {})
    for role, texts in case.written.get("becomes", {}).items():
        assert done.texts(Role(role)) == texts


@pytest.mark.parametrize("case", cases("synthetic"))
def test_repair(case: Case) -> None:
    done = outcome(case)
    assert_reads(case, done)
    assert f"copydesk/{case.written['rule']}" in done.edited.ledger.by_rule()


@pytest.mark.parametrize("case", cases("negative"))
def test_text_that_stays(case: Case) -> None:
    done = outcome(case)
    assert done.by_rules == []
    assert_reads(case, done)


@pytest.mark.xfail(strict=True, reason="known: see the case", raises=AssertionError)
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failure(case: Case) -> None:
    assert_reads(case, outcome(case))


def test_every_rule_has_a_repair_and_a_negative_twin() -> None:
    for origin in ("synthetic", "negative"):
        assert {case.written["rule"] for case in everything() if case.origin == origin} == set(RULE_NAMES)


def test_every_case_is_written_with_known_keys_and_a_name_of_its_own() -> None:
    assert all(case.written.keys() <= KEYS for case in everything())
    names = [case.name for case in everything()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", cases("synthetic"))
def test_a_repair_says_something_else_than_its_source(case: Case) -> None:
    assert (case.expected, case.written.get("drops"), case.written.get("becomes")) != (case.lines, None, None)
