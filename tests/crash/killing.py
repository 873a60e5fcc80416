"""Kills builds and looks at what they leave: takes how many and a seed, gives what was found, all of it counted.

A build runs in a process of its own, forked from one that has the program loaded, and ends with SIGKILL: at a moment
drawn at random, or while its files take their places. Then every file in the output folder must be the old one or the
new one to the last byte, a mixed set must be named by the proof, and the next build must come out whole.
"""

from __future__ import annotations

import io
import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from publisher.cli.main import main
from publisher.house import House
from publisher.issue.edition_record import NAME
from publisher.production.records import digests_in, set_problems
from tests.crash.small_issue import DRAFTS, write_draft

QUICK, FULL = "epub,html", "epub,html,pdf"
_FOLDER = Path("out", "fengdu", "2031-04")
_PLACING_S = 0.003  # about as long as files need to take their places
_MOST_ATTEMPTS = 3
_LAST_MOMENT_S = 10  # for a renderer whose parent was killed

Digests = dict[str, str]


@dataclass
class Figures:
    """What the kills came to; every list holds what should not be."""

    seed: int
    seconds: dict[str, float] = field(default_factory=dict)
    kills: int = 0
    too_late: int = 0
    with_pdf: int = 0
    in_place: int = 0
    untouched: int = 0
    whole_new: int = 0
    mixed: int = 0
    no_record: int = 0
    files: int = 0
    renderers: int = 0
    slowest_end: float = 0.0
    builds_after: int = 0
    torn: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@dataclass
class Bench:
    """A folder with the periodical, its output, a cache and a place for temporary files; what each draft must give."""

    folder: Path
    figures: Figures
    expected: dict[tuple[str, int], Digests] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        """Where the finished files stand."""
        return self.folder / _FOLDER

    def words(self, draft: int, editions: str) -> list[str]:
        """Write a draft and return the command line that builds it."""
        manifest = write_draft(self.folder / "fengdu", draft)
        return ["build", str(manifest), "--edition", editions, "-o", str(self.folder / "out"), "-q"]

    def build(self, draft: int, editions: str) -> int:
        """Start a build of a draft and return its process."""
        words = self.words(draft, editions)
        return _forked(lambda: main(words))

    def clear(self) -> None:
        """Take the output folder away."""
        shutil.rmtree(self.folder / "out", ignore_errors=True)

    def prepare(self) -> None:
        """Build every draft once, each into an empty folder, and keep the digests; the last one is left standing."""
        with redirect_stdout(io.StringIO()):
            main(self.words(DRAFTS[0], QUICK))  # what it loads and looks up, every forked process has
        for editions in (FULL, QUICK):
            for draft in DRAFTS:
                self.clear()
                began = time.monotonic()
                if _status(self.build(draft, editions)):
                    sys.exit("crash: the issue cannot be built at all")
                self.figures.seconds[editions] = time.monotonic() - began
                self.expected[editions, draft] = self.digests()

    def digests(self) -> Digests:
        """Return the digests of all that stands in the output folder."""
        return digests_in(self.out, (path.name for path in self.out.glob("*")))

    def hidden(self) -> list[str]:
        """Return every temporary file and folder that lies anywhere below the bench."""
        return [str(path.relative_to(self.folder)) for path in self.folder.rglob("*.making")]


def kill_builds(folder: Path, kills: int, seed: int, report: Callable[[str], None]) -> Figures:
    """Kill builds of the small issue in a folder and return what was found; one in eight makes a PDF as well.

    Of the builds afterwards one in thirty-two does; whether anything is left behind does not depend on it. A signal
    that comes too late is told apart and does not count.
    """
    os.environ |= {"REISSUE_CACHE": str(folder / "cache"), "CI": "true"}
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    bench = Bench(folder, Figures(seed))
    bench.prepare()
    for number in range(kills * _MOST_ATTEMPTS):
        if bench.figures.kills == kills:
            break
        if number % 10 == 3:
            bench.clear()  # the first build of all has no earlier set to fall back on
        editions = FULL if number % 8 == 7 else QUICK
        _kill_one(bench, DRAFTS[number % 2], editions, chance, at_the_end=number % 5 >= 3)
        _build_after(bench, DRAFTS[number % 2], FULL if number % 32 == 7 else QUICK)
        if number % 20 == 19:
            report(f"{bench.figures.kills} of {kills}")
    return bench.figures


def _kill_one(bench: Bench, draft: int, editions: str, chance: random.Random, *, at_the_end: bool) -> None:
    figures, before = bench.figures, bench.digests()
    moment = chance.uniform(0, bench.figures.seconds[editions])
    process = bench.build(draft, editions)
    if at_the_end:
        _wait(process, figures.seconds[editions] / 2)  # so that the watch takes nothing from the build
        _wait_for_the_seal(bench.out, process)
        moment = _PLACING_S * chance.random() ** 3  # soon rather than late, whatever the disk
    _wait(process, moment)
    renderers = list(_renderers(bench.folder))
    os.kill(process, signal.SIGKILL)
    was_late = _status(process) != -signal.SIGKILL
    figures.kills += not was_late
    figures.too_late += was_late
    figures.with_pdf += editions == FULL and not was_late
    figures.in_place += at_the_end and not was_late
    figures.renderers += len(renderers)
    killed = time.monotonic()
    figures.orphans += [f"{editions} {number}" for number in renderers if not _wait(number, _LAST_MOMENT_S)]
    figures.slowest_end = max(figures.slowest_end, time.monotonic() - killed)
    _look(bench, before, draft, editions)


def _look(bench: Bench, before: Digests, draft: int, editions: str) -> None:
    """Compare every file with what it was and what it should become, and the words of the proof with both."""
    figures, now, after = bench.figures, bench.digests(), bench.expected[editions, draft]
    figures.files += len(now)
    figures.torn += [name for name, digest in now.items() if digest not in {before.get(name), after.get(name)}]
    changed = {name for name in now if now[name] != before.get(name)} - {NAME}
    due = {name for name in {*before, *after} - {NAME} if before.get(name) != after.get(name)}
    named = _named(bench)
    if NAME not in now:
        figures.no_record += 1
        figures.unnamed += [] if bool(named) == bench.out.exists() else [f"no record: {sorted(named)}"]
    elif now[NAME] == after[NAME]:
        figures.whole_new += 1
        is_right = named == now.keys() - after.keys() and changed == due & after.keys()
        figures.unnamed += [] if is_right else [f"{draft} whole: {sorted(named)}"]
    elif not changed:
        figures.untouched += 1
        figures.unnamed += [f"{draft} untouched: {sorted(named)}"] if named else []
    else:
        figures.mixed += 1
        figures.unnamed += [f"{sorted(changed)} not {sorted(named)}"] if named != changed else []


def _build_after(bench: Bench, draft: int, editions: str) -> None:
    """Build once more, undisturbed: the set must be whole again, and nothing temporary may be left anywhere."""
    figures = bench.figures
    for path in bench.out.glob("*"):
        if path.name not in bench.expected[editions, draft]:
            path.unlink()  # an edition that this build does not make is an earlier one's, and would be named
    began = time.monotonic()
    status = _status(bench.build(draft, editions))
    figures.seconds[editions] = min(figures.seconds[editions], time.monotonic() - began)  # or later kills come too late
    figures.builds_after += 1
    if status or bench.digests() != bench.expected[editions, draft] or _named(bench):
        figures.failed.append(f"{draft} {editions}: {status}")
    figures.strays += bench.hidden()


def _named(bench: Bench) -> set[str]:
    """Return what the proof names of a set; nothing where there is none."""
    if not bench.out.exists():
        return set()
    problems = set_problems(bench.out, House(bench.folder, bench.folder))
    return {Path(problem.place.path).name for problem in problems if problem.place}


def _forked(work: Callable[[], int]) -> int:
    """Return the process that does some work, forked from this one, without a word."""
    if process := os.fork():
        return process
    try:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os._exit(work())
    finally:
        os._exit(99)


def _status(process: int) -> int:
    """Wait for a process of ours and return its exit code, or the signal that ended it, negative."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _wait(process: int, seconds: float) -> bool:
    """Wait for the end of any process, but no longer; say whether it came."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        ended = select.poll()
        ended.register(handle, select.POLLIN)
        return bool(ended.poll(seconds * 1000))
    finally:
        os.close(handle)


def _wait_for_the_seal(out: Path, process: int) -> None:
    """Watch without pause until a build has written its record: now its files begin to take their places."""
    while not any(out.parent.glob(f".{out.name}.*.making/{NAME}")) and not _wait(process, 0):
        pass


def _renderers(folder: Path) -> Iterator[int]:
    """Yield the layout processes that work below a folder."""
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
        except OSError:
            continue
        if b"publisher.editions.renderer" in words and os.fsencode(folder) in words:
            yield int(entry.name)
