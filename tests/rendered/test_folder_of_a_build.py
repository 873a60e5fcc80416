"""The output folder of a build, whatever happens: earlier editions, two builds at once, files that change, a full disk.

Each of these ends in a correct result, or in a problem with place and remedy and the right exit code; never in half a
set.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from publisher import production
from publisher.house import House, write_atomically
from publisher.problems import ExitCode, ReissueError
from publisher.production.records import set_problems
from tests.crash.small_issue import write_draft

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
Build = Callable[..., subprocess.CompletedProcess[str]]
FOLDER = Path("out", "fengdu", "2031-04")
SECONDS = 300
NOBODY = 65534
BUILD = ("-m", "publisher.cli.main", "build", "fengdu/2031-04.yaml", "-o", "out", "--edition")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with the small periodical in it."""
    write_draft(tmp_path / "fengdu", 1)
    return tmp_path


def environ(**more: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | more


def build(desk: Path, editions: str, python: str = sys.executable, **options: Any) -> subprocess.CompletedProcess[str]:
    """Build the issue as a person does, in a process of its own."""
    given: dict[str, Any] = {"cwd": desk, "env": environ(), "timeout": SECONDS, **options}
    return subprocess.run([python, *BUILD, editions], capture_output=True, text=True, check=False, **given)


def build_here(desk: Path, editions: tuple[str, ...], meanwhile: Callable[[str], None]) -> production.Built:
    """Build the issue in this process; `meanwhile` is called as each step begins."""
    house = House(desk, ROOT / "styles", environ={"PATH": os.environ["PATH"], "REISSUE_CACHE": ""})
    return production.build(Path("fengdu/2031-04.yaml"), house, editions, desk / "out", meanwhile)


def contents(desk: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (desk / FOLDER).iterdir()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def below(folder: Path) -> list[str]:
    """Return every file and folder below a folder, hidden or not."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def recorded(desk: Path) -> list[str]:
    record = json.loads((desk / FOLDER / "edition.json").read_text(encoding="utf-8"))
    return sorted(each["name"] for each in record["files"])


def codes(desk: Path) -> list[tuple[str, str]]:
    """Return what the proof says of the set: code and file."""
    problems = set_problems(desk / FOLDER, House(desk, ROOT / "styles"))
    return [(problem.code, Path(problem.place.path).name) for problem in problems if problem.place]


def said(done: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in done.stderr
    return done.stderr


# --- one folder, several builds --------------------------------------------------------


def test_editions_built_one_after_the_other_are_one_set(desk: Path) -> None:
    for editions in (("txt",), ("html",)):
        build_here(desk, editions, lambda _: None)
    everything = ["fengdu-2031-04.html", "fengdu-2031-04.txt", "ledger.json", "problems.json"]
    assert recorded(desk) == everything
    assert codes(desk) == []


def test_edition_of_an_earlier_draft_is_left_off_the_record_and_named(desk: Path) -> None:
    build_here(desk, ("txt",), lambda _: None)
    write_draft(desk / "fengdu", 2)
    build_here(desk, ("html",), lambda _: None)
    assert recorded(desk) == ["fengdu-2031-04.html", "ledger.json", "problems.json"]
    assert codes(desk) == [("proof/left-over", "fengdu-2031-04.txt")]


def test_two_builds_at_once_are_both_done_and_leave_one_set(desk: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda edition: build(desk, edition), ("txt", "html")))
    assert [each.returncode for each in done] == [0, 0], [said(each) for each in done]
    assert codes(desk) == []
    assert recorded(desk) == ["fengdu-2031-04.html", "fengdu-2031-04.txt", "ledger.json", "problems.json"]
    assert names(desk / FOLDER.parent) == ["2031-04"]


# --- what changes while a build is at work ---------------------------------------------


@pytest.mark.parametrize(
    ("step", "file"),
    [
        ("sources", "main.txt"),
        ("copydesk", "2031-04.yaml"),
        ("copydesk", "third.md"),
        ("copydesk", "periodical.yaml"),
        ("html", "main.txt"),
        ("html", "third.md"),
        ("records", "2031-04.yaml"),
    ],
)
def test_file_that_changes_meanwhile_stops_the_build(desk: Path, step: str, file: str) -> None:
    build_here(desk, ("html",), lambda _: None)
    before = contents(desk)

    def meanwhile(begun: str) -> None:
        if begun == step:
            write_atomically(desk / "fengdu" / file, (desk / "fengdu" / file).read_bytes() + b"\n# more\n")

    with pytest.raises(ReissueError) as caught:
        build_here(desk, ("html",), meanwhile)
    assert caught.value.exit_code is ExitCode.SOURCE
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("house/changed-meanwhile", f"fengdu/{file}")
    assert contents(desk) == before
    assert names(desk / FOLDER.parent) == ["2031-04"]


def test_output_folder_that_is_deleted_meanwhile_is_told_and_not_half_written(desk: Path) -> None:
    def meanwhile(begun: str) -> None:
        if begun == "records":
            shutil.rmtree(desk / "out")

    with pytest.raises(ReissueError) as caught:
        build_here(desk, ("txt",), meanwhile)
    assert [problem.code for problem in caught.value.problems] == ["house/gone"]
    assert below(desk / "out") == [] if (desk / "out").exists() else True


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_build_leaves_nothing(desk: Path, asked: signal.Signals) -> None:
    (desk / "tmp").mkdir()
    words = [sys.executable, *BUILD, "pdf"]
    process = subprocess.Popen(
        words,
        cwd=desk,
        env=environ(TMPDIR=str(desk / "tmp")),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stderr
    with process.stderr as told:
        for line in told:
            if "PDF" in line:
                process.send_signal(asked)
                break
        rest = told.read()
    # An interpreter that was interrupted inside exec() ends with the signal itself: 130 as well, as a shell counts.
    assert process.wait(SECONDS) in {ExitCode.INTERRUPTED, -signal.SIGINT}
    assert "Traceback" not in rest
    assert below(desk / "tmp") == []
    assert [path for path in below(desk) if path.startswith("out/fengdu/")] == []


# --- what the system refuses -----------------------------------------------------------


def limited(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("editions", ["html", "pdf"])
def test_file_that_grows_beyond_the_limit_is_told_as_a_full_disk(desk: Path, editions: str) -> None:
    (desk / "tmp").mkdir()
    done = build(desk, editions, preexec_fn=limited(10_000), env=environ(TMPDIR=str(desk / "tmp"), REISSUE_CACHE=""))
    assert done.returncode == ExitCode.PROBLEMS, said(done)
    assert "error house/disk-full: there is no room to write this" in said(done)
    assert [path for path in below(desk) if path.startswith("out/fengdu/") or ".making" in path] == []


@pytest.fixture
def small_disk(desk: Path) -> Iterator[Path]:
    """Return a disk of 100 kB in the place of the output folder; skipped where this process may not mount one."""
    (desk / "out").mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(desk / "out")]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this process may not mount a disk")
    yield desk / "out"
    subprocess.run(["umount", "-l", str(desk / "out")], check=True)


def test_full_disk_keeps_the_old_set(desk: Path, small_disk: Path) -> None:
    assert build(desk, "txt").returncode == 0
    before = contents(desk)
    write_draft(desk / "fengdu", 2)
    done = build(desk, "txt,epub")
    assert done.returncode == ExitCode.PROBLEMS, said(done)
    assert f"{desk / FOLDER}/fengdu-2031-04.epub: error house/disk-full" in said(done)
    assert contents(desk) == before
    assert names(desk / FOLDER.parent) == ["2031-04"]


def test_disk_for_reading_only_is_told_before_anything_is_made(desk: Path, small_disk: Path) -> None:
    assert build(desk, "txt").returncode == 0
    before = contents(desk)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = build(desk, "txt")
    assert done.returncode == ExitCode.PROBLEMS, said(done)
    assert f"{desk / FOLDER}: error house/not-permitted" in said(done)
    assert "printing" not in said(done)
    assert contents(desk) == before


@pytest.fixture
def as_nobody(desk: Path) -> Build:
    """Return `build` of a user to whom nothing belongs: root is refused nothing. Skipped where nobody can run it."""
    if os.geteuid() != 0:
        return build
    outside = Path(tempfile.gettempdir()).resolve()
    for folder in takewhile(lambda folder: folder != outside, (desk, *desk.resolve().parents)):
        folder.chmod(0o755)
    libraries = os.pathsep.join((str(ROOT), sysconfig.get_path("purelib")))
    given: dict[str, Any] = {"user": NOBODY, "env": environ(PYTHONPATH=libraries, HOME="/")}
    for python in (sys.executable, f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"):
        with suppress(OSError, subprocess.CalledProcessError):
            words = (python, "-m", "publisher.cli.main", "--version")
            subprocess.run(words, cwd=desk, check=True, capture_output=True, **given)
            return partial(build, python=python, **given)
    pytest.skip("the program is not open to other users here")


def test_folder_one_may_not_write_is_told_before_anything_is_made(desk: Path, as_nobody: Build) -> None:
    (desk / FOLDER.parent).mkdir(parents=True)
    (desk / FOLDER.parent).chmod(0o555)
    done = as_nobody(desk, "txt")
    assert done.returncode == ExitCode.PROBLEMS, said(done)
    assert f"{desk / FOLDER.parent}: error house/not-permitted" in said(done)
    assert "printing" not in said(done)
    (desk / FOLDER.parent).chmod(0o755)
    assert names(desk / FOLDER.parent) == []


def test_set_one_may_not_replace_is_told_before_anything_is_made(desk: Path, as_nobody: Build) -> None:
    (desk / FOLDER).mkdir(parents=True)
    (desk / FOLDER.parent).chmod(0o777)
    (desk / FOLDER).chmod(0o555)
    done = as_nobody(desk, "txt")
    assert done.returncode == ExitCode.PROBLEMS, said(done)
    assert f"{desk / FOLDER}: error house/not-permitted" in said(done)


@pytest.mark.parametrize(
    ("file", "code", "word"),
    [
        ("main.txt", ExitCode.SOURCE, "manifest/unreadable-source"),
        ("2031-04.yaml", ExitCode.MANIFEST, "manifest/unreadable"),
        ("third.md", ExitCode.MANIFEST, "manifest/unreadable"),
    ],
)
def test_file_one_may_not_read_is_told_with_its_place(
    desk: Path, as_nobody: Build, file: str, code: ExitCode, word: str
) -> None:
    (desk / "fengdu" / file).chmod(0o000)
    (desk / "out").mkdir(mode=0o777)
    done = as_nobody(desk, "txt")
    assert done.returncode == code, said(done)
    assert f"error {word}" in said(done)
    assert "fengdu/" in said(done)
    assert below(desk / "out") == []
