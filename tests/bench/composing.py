"""How fast pages are set: the composer against plain WeasyPrint, against Typst, and as the issue grows.

Every run is a process of its own, all kinds take turns, and medians are printed with the spread of the ratios. Both
hands set the same HTML with the same style sheets and fonts; their pages may differ by two in a hundred, or it stops.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench import jobs, typst_source
from tests.bench.setting import Run

TIMES = (2, 4)
PAGES_APART = 0.02
PLAIN, COMPOSER, WHOLE, TYPST = "plain WeasyPrint", "composer", "composer, with contents", "Typst, with contents"
_COLUMNS = ("pages", "imports", "fonts", "reading", "layout", "write", "both", "a page", "process", "wall")

Runs = Mapping[str, Sequence[Run]]


@dataclass(frozen=True, slots=True)
class Lane:
    """One thing to measure: a name, the folder with its job, and what is said to the process."""

    name: str
    folder: Path
    command: tuple[str, ...]


def measure(rounds: int) -> None:
    """Print the table and the ratios."""
    edited = jobs.magazine()
    with tempfile.TemporaryDirectory() as place:
        lanes = _lanes(edited, Path(place))
        runs: dict[str, list[Run]] = {lane.name: [] for lane in lanes}
        for turn in range(rounds):
            for lane in lanes if turn % 2 == 0 else reversed(lanes):
                runs[lane.name].append(_run(lane, edited))
    characters = sum(len(text) for article in edited.issue.articles() for text in article.paragraphs())
    print(f"{edited.issue.id}: {characters:,} characters; processor seconds, medians of {rounds} runs that take turns")
    print("(both: layout + write; process: everything from the start of the process; wall: of layout + write)")
    _print_table(runs)
    _print_ratios(runs)


def profile() -> None:
    """Print where one run of the composer spends its time."""
    edited = jobs.magazine()
    with tempfile.TemporaryDirectory() as place:
        command = ("tests.bench.setting", "composer", "back", "--profile")
        lane = Lane(COMPOSER, jobs.lay_down(edited.job()[0], Path(place) / "once"), command)
        print(_called(lane, edited).stderr)


def _lanes(edited: jobs.Edited, place: Path) -> list[Lane]:
    job, _ = edited.job()
    once = jobs.lay_down(jobs.repeated(job, edited.issue, 1), place / "once")
    source = typst_source.source_of(edited.issue, edited.style.options, contents=True, apart=False)
    (once / "issue.typ").write_text(source, encoding="utf-8")
    setting = "tests.bench.setting"
    lanes = [
        Lane(PLAIN, once, (setting, "plain", "back")),
        Lane(COMPOSER, once, (setting, "composer", "back")),
        Lane(WHOLE, once, (setting, "composer", "whole")),
        Lane(TYPST, once, ("tests.bench.typst_setting",)),
    ]
    for times in TIMES:
        folder = jobs.lay_down(jobs.repeated(job, edited.issue, times), place / f"times-{times}")
        lanes.append(Lane(_times(times), folder, (setting, "composer", "back")))
    return lanes


def _times(times: int) -> str:
    return f"composer, the issue ×{times}"


def _called(lane: Lane, edited: jobs.Edited) -> subprocess.CompletedProcess[str]:
    module, *words = lane.command
    command = [sys.executable, "-X", "utf8", "-m", module, str(lane.folder), *words]
    environment = jobs.environment(edited.house, lane.folder)
    done = subprocess.run(command, cwd=lane.folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"bench: {lane.name} failed\n{done.stderr}")
    return done


def _run(lane: Lane, edited: jobs.Edited) -> Run:
    return Run(**json.loads(_called(lane, edited).stdout))


def _print_table(runs: Runs) -> None:
    print(f"{'':24}" + "".join(f"{column:>{_wide(column)}}" for column in _COLUMNS))
    for name, each in runs.items():
        parts = [median(run.seconds.get(part, 0.0) for run in each) for part in _COLUMNS[1:6]]
        work, pages = median(run.work for run in each), each[0].pages
        last = (median(sum(run.seconds.values()) for run in each), median(run.wall for run in each))
        figures = [*parts, work, work / pages, *last]
        shown = [str(pages), *(f"{figure:.3f}" for figure in figures)]
        print(f"{name:24}" + "".join(f"{each:>{_wide(column)}}" for column, each in zip(_COLUMNS, shown, strict=True)))


def _wide(column: str) -> int:
    return max(8, len(column) + 2)


def _print_ratios(runs: Runs) -> None:
    print(f"composer to plain, layout + write: {_ratio(runs, COMPOSER, PLAIN)}")
    print(f"composer to Typst, both with contents and page numbers: {_ratio(runs, WHOLE, TYPST)}")
    for times in TIMES:
        print(f"a page at ×{times} to a page at ×1: {_ratio(runs, _times(times), COMPOSER, by_page=True)}")
    ours, theirs = runs[COMPOSER][0].pages, runs[PLAIN][0].pages
    apart = abs(ours - theirs) / theirs
    print(f"pages: {ours} with the composer, {theirs} plain, {apart:.1%} apart")
    if apart > PAGES_APART:
        sys.exit(f"bench: the pages are more than {PAGES_APART:.0%} apart; the comparison does not hold")


def _ratio(runs: Runs, one: str, other: str, *, by_page: bool = False) -> str:
    """Return the ratio of the medians, and the least and greatest ratio of one round."""
    ours, theirs = ([run.work / (run.pages if by_page else 1) for run in runs[name]] for name in (one, other))
    rounds = [mine / yours for mine, yours in zip(ours, theirs, strict=True)]
    return f"{median(ours) / median(theirs):.2f} (single rounds {min(rounds):.2f} to {max(rounds):.2f})"
