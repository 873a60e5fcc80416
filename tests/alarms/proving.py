"""Builds whole issues and proves them: takes seeds, gives what the collation found, which should be nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.house import House
from publisher.production import build
from publisher.production.reading_back import read_back
from tests.alarms.issues import write_issue
from tests.findings import compared, faults

EDITIONS = ("epub", "html", "txt", "pdf", "pdf-print", "pdf-booklet")


@dataclass(frozen=True)
class Proven:
    """What came of one issue: how many files were compared, the characters of its PDF, and every finding."""

    seed: int
    files: int
    characters: int
    alarms: tuple[str, ...]


def proven(seeds: Iterable[int]) -> Iterator[Proven]:
    """Yield what comes of the issue of each seed."""
    for seed in seeds:
        with tempfile.TemporaryDirectory(prefix="alarms-") as place:
            yield _proven(seed, Path(place).resolve())


def _proven(seed: int, folder: Path) -> Proven:
    house = replace(House.here(), root=folder)
    made = build(write_issue(folder, seed), house, EDITIONS, folder / "output", lambda _: None)
    found = read_back(made.folder, house, is_fresh=True)
    sections = {path.name: each for path, each in found.sections.items()}
    alarms = (*(problem.message("en") for problem in found.problems), *faults(sections))
    return Proven(seed, len(sections), compared(sections[f"{made.issue_id}.pdf"]), alarms)
