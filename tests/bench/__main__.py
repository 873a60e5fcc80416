"""How long the sample takes: its EPUB, its PDF and its import, in this process, with spread and ratios.

`make bench` runs it, the tests do not: a time is a fact about a machine. It checks only that both editions were built.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from publisher.cli.main import main
from tests.bench import importing

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


if __name__ == "__main__":
    epub, pdf = measure("epub"), measure("pdf")
    print(f"the PDF takes {pdf / epub:.1f} times as long as the EPUB")
    importing.measure()
