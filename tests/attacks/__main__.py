"""`python -m tests.attacks [--run]`: the table of attacks as Markdown, each with the number of its tests.

With --run they are run, and the table says how many passed; without, they are only counted.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.attacks.table import ATTACKS, Attack

ROOT = Path(__file__).parents[2]


class _Listener:
    """Hears of every test that is found, and of every one that passes."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.passed: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.found = [item.nodeid for item in items]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self.passed.add(report.nodeid)


def run(words: list[str]) -> int:
    """Print the table; return 1 if a test did not pass."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks")
    parser.add_argument("--run", action="store_true", help="run the tests as well")
    asked = parser.parse_args(words)
    names = sorted({test.partition("[")[0] for attack in ATTACKS for test in attack.tests})
    listener = _Listener()
    options = ["-q", "-p", "no:cacheprovider", *([] if asked.run else ["--collect-only"])]
    with contextlib.redirect_stdout(io.StringIO()) as said:
        status = pytest.main([*options, *(str(ROOT / "tests" / name) for name in names)], plugins=[listener])
    if status:
        sys.stderr.write(said.getvalue())
    print("| # | attack | what happens | doors | tests |\n|--:|---|---|---|--:|")
    for attack in ATTACKS:
        of_it = [found for found in listener.found if _is_of(found, attack)]
        count = f"{sum(found in listener.passed for found in of_it)} of {len(of_it)}" if asked.run else len(of_it)
        print(f"| {attack.number} | {attack.sample} | {attack.outcome} | {attack.doors} | {count} |")
    of_any = Counter(found for found in listener.found for attack in ATTACKS if _is_of(found, attack))
    done = f", {len(listener.passed & set(of_any))} passed" if asked.run else ""
    print(f"\n{len(ATTACKS)} attacks, {len(of_any)} tests{done}.")
    return int(status)


def _is_of(found: str, attack: Attack) -> bool:
    """Say whether a test, or a case of one, stands in the row of an attack."""
    name = found.removeprefix("tests/")
    return any(name == test or name.startswith(test if "[" in test else f"{test}[") for test in attack.tests)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
