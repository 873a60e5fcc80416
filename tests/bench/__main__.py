"""How long things take: both editions of the sample, its import, the setting and printing of a magazine, with ratios.

`make bench` runs it, the tests do not: a time is a fact about a machine. `--only PART` runs one part; `--profile`
prints where one run of the composer spends its time, and nothing else.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from publisher.cli.main import main
from tests.bench import composing, importing, packing, printing

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / "manifests" / "hewan" / "2026-01.yaml"
ROUNDS = 3


def seconds_to_build(edition: str) -> float:
    """Return how long one edition takes, from the manifest to the file."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        status = main(["build", str(MANIFEST), "--edition", edition, "-o", folder, "-q"])
        took = time.perf_counter() - start
        if status or not list(Path(folder).rglob(f"*.{edition}")):
            sys.exit(f"bench: the {edition} edition was not built (exit code {status})")
    return took


def measure(edition: str) -> float:
    """Print first, median and slowest round of an edition; return the median of the rounds after the first."""
    first, *later = (seconds_to_build(edition) for _ in range(ROUNDS + 1))
    print(f"{edition:5} first {first:6.2f} s · then median {median(later):6.2f} s, slowest {max(later):6.2f} s")
    return median(later)


def editions() -> None:
    """Print how long both editions take, and their ratio."""
    epub, pdf = measure("epub"), measure("pdf")
    print(f"the PDF takes {pdf / epub:.1f} times as long as the EPUB")


PARTS = ("editions", "packing", "importing", "composing", "printing")


def run(words: list[str]) -> None:
    """Run the parts asked for on the command line, all of them if none is."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--only", action="append", choices=PARTS, help="run this part; may be given again")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of packing, composing and printing")
    parser.add_argument("--profile", action="store_true", help="profile one run of the composer and stop")
    asked = parser.parse_args(words)
    if asked.profile:
        composing.profile()
        return
    parts = asked.only or PARTS
    if "editions" in parts:
        editions()
    if "packing" in parts:
        packing.measure(asked.rounds)
    if "importing" in parts:
        importing.measure()
    if "composing" in parts:
        composing.measure(asked.rounds)
    if "printing" in parts:
        printing.measure(asked.rounds)


if __name__ == "__main__":
    run(sys.argv[1:])
