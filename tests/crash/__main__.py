"""Kills builds of a small issue and says what they left: `python -m tests.crash --kills 100`.

Exit code 1 if a file was neither the old one nor the new one, if a mixed set was not named, or if anything was left.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.crash.killing import Figures, kill_builds

KILLS = 100
_WORDS = """seed {seed}
kills {kills} ({with_pdf} of builds with a PDF, {in_place} while files took their places); {too_late} came too late
left behind: the old set {untouched}, the new set {whole_new}, a mixed set {mixed}, no record yet {no_record}
files looked at {files}, torn {torn}; sets judged wrongly {unnamed}
renderers at work at the kill {renderers}, the last of them ended {slowest_end:.2f} s later, still alive {orphans}
builds afterwards {builds_after}, not whole {failed}; temporary files left {strays}
"""


def carry_out() -> int:
    """Read the command line, kill, print the figures; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, metavar="N")
    parser.add_argument("--seed", type=int, default=None, help="of the moments; a new one by default")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args()
    seed = secrets.randbelow(10**6) if options.seed is None else options.seed
    with tempfile.TemporaryDirectory(prefix="crash-") as place:
        folder = Path(place).resolve()
        (folder / "tmp").mkdir()
        tempfile.tempdir = str(folder / "tmp")
        figures = kill_builds(folder, options.kills, seed, lambda words: print(words, file=sys.stderr))
    print(json.dumps(asdict(figures), ensure_ascii=False) if options.format == "json" else said(figures).rstrip())
    return bool(figures.torn or figures.unnamed or figures.strays or figures.orphans or figures.failed)


def said(figures: Figures) -> str:
    """Return the figures in words."""
    wrong = (*figures.torn, *figures.unnamed, *figures.orphans, *figures.failed, *figures.strays)
    return _WORDS.format(
        **asdict(figures)
        | {name: len(getattr(figures, name)) for name in ("torn", "unnamed", "orphans", "failed", "strays")}
    ) + "\n".join(wrong)


if __name__ == "__main__":
    sys.exit(carry_out())
