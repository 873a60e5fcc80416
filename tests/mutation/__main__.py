"""The trial as a command: `python -m tests.mutation [--count N] [--seed S] [--only FORMAT]` builds, spoils, counts.

Prints the table that docs/trust.md quotes, and every survivor below it; ends with 1 if there is one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.mutation.collating import failed, seen
from tests.mutation.issues import LOOKS, Printed, printed
from tests.mutation.trial import MUTATORS, table, trial

COUNT, SEED = 600, 1


def main() -> int:
    """Try the proof and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--count", type=int, default=COUNT, help=f"how many mutations ({COUNT})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"which ones ({SEED})")
    parser.add_argument("--only", choices=tuple(MUTATORS), help="files of one format alone")
    options = parser.parse_args()
    formats = (options.only,) if options.only else tuple(MUTATORS)
    with tempfile.TemporaryDirectory() as folder:
        issues = tuple(printed(look, Path(folder)) for look in LOOKS)
        alarms = [line for issue in issues for line in false_alarms(issue, formats)]
        outcome = trial(issues, seen, options.count, options.seed, formats)
    print(table(outcome))
    for line in [*alarms, *(f"survived: {each}" for each in outcome.survivors)]:
        print(line)
    return int(bool(alarms or outcome.survivors))


def false_alarms(issue: Printed, formats: tuple[str, ...] = tuple(MUTATORS)) -> list[str]:
    """Return what the collations say against files nobody spoiled, which should be nothing."""
    return [
        f"false alarm: {issue.look} {name}, {check.code}: {check.findings[:2]}"
        for name in formats
        for check in failed(name, issue.file(name), issue)
    ]


if __name__ == "__main__":
    sys.exit(main())
