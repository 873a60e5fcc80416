"""Builds issues that say nearly everything twice and proves them: `python -m tests.alarms --count 60 --seed 1`.

Exit code 1 if the proof found anything: nobody touched the files.
"""

from __future__ import annotations

import argparse
import sys

from tests.alarms.proving import proven

COUNT = 60


def carry_out() -> int:
    """Read the command line, build, prove, print; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.alarms", description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, metavar="N")
    parser.add_argument("--seed", type=int, default=1, help="of the first issue; the others follow it")
    options = parser.parse_args()
    done = []
    for each in proven(range(options.seed, options.seed + options.count)):
        done.append(each)
        print(
            f"{each.seed}: {each.files} files, {each.characters} characters, {len(each.alarms)} alarms", file=sys.stderr
        )
        print("".join(f"  {alarm}\n" for alarm in each.alarms), end="")
    alarms = sum(len(each.alarms) for each in done)
    files, characters = sum(each.files for each in done), sum(each.characters for each in done)
    print(f"issues {len(done)}, files {files}, characters of their PDFs {characters:,}, false alarms {alarms}")
    return bool(alarms)


if __name__ == "__main__":
    sys.exit(carry_out())
