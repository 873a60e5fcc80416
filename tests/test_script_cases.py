"""Cases of the conversion between scripts: takes tests/cases/scripts/*.yaml, gives one test a case.

A case is a line as printed (`in`), the language it is turned into (`to`), what should stand there (`out`), the words
that are asked about (`asks`, none if left out) and names that stand in bylines (`names`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.copydesk.scripts import converted, one_line

CASES = Path(__file__).parent / "cases" / "scripts"
FOUND = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(CASES.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]

HELD = [each for each in FOUND if not str(each.id).startswith("known_failures")]
FAILING = [each for each in FOUND if each not in HELD]


@pytest.mark.parametrize("case", FAILING)
def test_known_failure_still_fails(case: dict[str, Any]) -> None:
    assert converted(one_line(case["in"], case["to"]), case["to"]).paragraphs()[0] != case["out"]


@pytest.mark.parametrize("case", HELD)
def test_case_reads_as_written_and_asks_what_it_says(case: dict[str, Any]) -> None:
    made = converted(one_line(case["in"], case["to"], case.get("names", ())), case["to"])
    assert made.paragraphs()[0] == case["out"]
    assert [query.printed for query in made.queries] == case.get("asks", [])


def test_names_of_cases_are_unique_and_known_keys_are_used() -> None:
    cases: list[Any] = [parameter.values[0] for parameter in FOUND]
    assert len({case["name"] for case in cases}) == len(cases)
    assert {key for case in cases for key in case} <= {"name", "to", "in", "out", "asks", "names"}
