"""How long a PDF takes from manifest to file: our command, the unpatched WeasyPrint command, and Typst.

Whole processes in turns. WeasyPrint gets one HTML of the same pages with the same style sheets and faces; its contents
ask for their page numbers with target-counter(), and leader() draws the dots. Typst gets the same text with contents.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from pypdf import PdfReader

from tests.bench import jobs, typst_source

PAGES_APART = 0.06
OURS, PLAIN, TYPST = "reissue build --edition pdf", "weasyprint --pdf-tags", "Typst"
_BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Lane:
    """One command: what is called, in which environment, and the file it leaves."""

    command: tuple[str | Path, ...]
    file: Path
    environment: Mapping[str, str] | None = None
    folder: Path | None = None

    def seconds(self) -> tuple[float, float]:
        """Run the command; return the seconds by the clock and of the processors."""
        before = os.times()
        done = subprocess.run(self.command, cwd=self.folder, env=self.environment, capture_output=True, check=False)
        after = os.times()
        if done.returncode:
            sys.exit(f"bench: {self.command[0]} failed\n{done.stderr.decode()}")
        used = after.children_user + after.children_system - before.children_user - before.children_system
        return after.elapsed - before.elapsed, used


def measure(rounds: int) -> None:
    """Print the medians of rounds in turns, the ratios, and the pages of each."""
    edited = jobs.magazine()
    with tempfile.TemporaryDirectory() as place:
        lanes = _lanes(edited, Path(place))
        for lane in lanes.values():
            lane.seconds()
        took: dict[str, list[tuple[float, float]]] = {name: [] for name in lanes}
        for turn in range(rounds):
            for name in list(lanes) if turn % 2 == 0 else reversed(lanes):
                took[name].append(lanes[name].seconds())
        pages = {name: len(PdfReader(lane.file).pages) for name, lane in lanes.items()}
    print(f"{edited.issue.id}, whole processes, medians of {rounds} rounds in turns")
    for name, each in took.items():
        clock, used = (median(times) for times in zip(*each, strict=True))
        print(f"{name:30} {pages[name]:4} pages · {clock:6.2f} s by the clock · {used:6.2f} s of the processors")
    for other in (PLAIN, TYPST):
        print(f"ours to {other}: {_ratio(took, other, 0)} by the clock, {_ratio(took, other, 1)} of the processors")
    if (apart := abs(pages[OURS] - pages[PLAIN]) / pages[PLAIN]) > PAGES_APART:
        sys.exit(f"bench: the pages are {apart:.0%} apart; the comparison does not hold")


def _lanes(edited: jobs.Edited, place: Path) -> dict[str, Lane]:
    job, _ = edited.job()
    folder = jobs.lay_down(job, place / "job")
    environment = jobs.environment(edited.house, folder)
    page = [sys.executable, "-X", "utf8", "-m", "tests.bench.plain_page", str(folder)]
    subprocess.run(page, cwd=folder, env=environment, check=True)
    source = typst_source.source_of(edited.issue, edited.style.options, contents=True, apart=False)
    (folder / "issue.typ").write_text(source, encoding="utf-8")
    manifest = jobs.MAGAZINE if jobs.SEEDS.is_dir() else jobs.SAMPLE
    where = ("--sources", jobs.SEEDS) if jobs.SEEDS.is_dir() else ()
    output = place / "ours"
    below = output / manifest.parent.name / manifest.stem
    ours = (_BIN / "reissue", "build", manifest, "--edition", "pdf", "-o", output, "-q", *where)
    theirs = (_BIN / "weasyprint", "--pdf-tags", "issue.html", "plain.pdf")
    typst = (sys.executable, "-m", "tests.bench.typst_setting", folder)
    return {
        OURS: Lane(ours, below / f"{manifest.parent.name}-{manifest.stem}.pdf"),
        PLAIN: Lane(theirs, folder / "files" / "plain.pdf", environment, folder / "files"),
        TYPST: Lane(typst, folder / "typst.pdf", environment, folder),
    }


def _ratio(took: Mapping[str, list[tuple[float, float]]], other: str, which: int) -> str:
    """Return the ratio of the medians, and the least and greatest ratio of one round."""
    ours, theirs = ([times[which] for times in took[name]] for name in (OURS, other))
    rounds = [mine / yours for mine, yours in zip(ours, theirs, strict=True)]
    return f"{median(ours) / median(theirs):.2f} ({min(rounds):.2f}–{max(rounds):.2f})"
