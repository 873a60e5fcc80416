"""The table of attacks is whole: every number has tests, and every test it names is there."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.attacks.table import ATTACKS, Attack

TESTS = Path(__file__).parents[1]


@cache
def functions(file: str) -> dict[str, str]:
    """Return the test functions of a file, with the text of what decorates them and of their case ids."""
    text = (TESTS / file).read_text(encoding="utf-8")
    found = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    return {node.name: "".join(map(ast.unparse, node.decorator_list)) for node in found}


def test_every_number_has_its_row() -> None:
    assert [attack.number for attack in ATTACKS] == list(range(1, 24))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.number:02}")
def test_every_row_names_tests_that_are_there(attack: Attack) -> None:
    assert attack.tests
    for test in attack.tests:
        file, _, function = test.partition("::")
        name, _, case = function.partition("[")
        assert name in functions(file), test
        if file == "test_problems.py":
            assert (TESTS / "problems" / case / "in").is_dir(), test
        elif case:
            assert f"'{case}-" in functions(file)[name], test
