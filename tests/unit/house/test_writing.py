"""Files that are whole or not there: one file, a folder of them, two programs at once, a system that refuses."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from publisher.house import folder_in_the_making, write_atomically, writing
from publisher.house.leases import try_lock
from publisher.problems import ReissueError


def names(folder: Path | str) -> list[str]:
    """Return what stands in a folder, hidden or not, sorted."""
    return sorted(path.name for path in Path(folder).iterdir())


def test_file_is_written_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "output" / "hewan" / "a.epub"
    write_atomically(path, b"book")
    assert path.read_bytes() == b"book"
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(path.parent.iterdir()) == [path]


def test_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.epub"
    write_atomically(path, b"old")

    def broken(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fdopen", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.epub", b"new")
    assert list(tmp_path.iterdir()) == []


def test_folder_takes_its_place_when_everything_is_made(tmp_path: Path) -> None:
    target = tmp_path / "hewan" / "2026-01"
    with folder_in_the_making(target) as making:
        (making / "a.epub").write_bytes(b"book")
        assert not target.exists()
    assert [path.name for path in target.iterdir()] == ["a.epub"]
    assert list(target.parent.iterdir()) == [target]


def test_folder_replaces_files_of_the_same_name_and_keeps_others(tmp_path: Path) -> None:
    target = tmp_path / "2026-01"
    write_atomically(target / "a.epub", b"old")
    write_atomically(target / "a.pdf", b"kept")
    with folder_in_the_making(target) as making:
        (making / "a.epub").write_bytes(b"new")
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {"a.epub": b"new", "a.pdf": b"kept"}


def test_folder_of_a_failed_step_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "2026-01"

    def failing_step() -> None:
        with folder_in_the_making(target) as making:
            (making / "a.epub").write_bytes(b"half")
            raise RuntimeError("no font")

    with pytest.raises(RuntimeError, match="no font"):
        failing_step()
    assert list(tmp_path.iterdir()) == []


def made(target: Path, seal: Callable[[], tuple[str, bytes]] | None = None, **files: bytes) -> None:
    """Make a folder of files whose names are words."""
    with folder_in_the_making(target, seal) as making:
        for name, data in files.items():
            (making / name).write_bytes(data)


# --- the seal --------------------------------------------------------------------------


def test_seal_takes_its_place_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[str] = []
    replace = Path.replace

    def noted(self: Path, target: Path) -> Path:
        moved.append(Path(target).name)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", noted)
    made(tmp_path / "a", lambda: ("b.json", b"seal"), a=b"1", z=b"2")
    assert moved == ["b.json", "a", "z", "b.json"]  # into the folder in the making, then out of it
    assert names(tmp_path / "a") == ["a", "b.json", "z"]


def test_seal_sees_what_stood_there_before_and_nobody_else_may_change_it(tmp_path: Path) -> None:
    target = tmp_path / "a"
    made(target, lambda: ("seal", b"1"), book=b"old")

    def seal() -> tuple[str, bytes]:
        handle = os.open(target, os.O_RDONLY)
        try:
            return "seal", (target / "seal").read_bytes() + (b"held" if not try_lock(handle) else b"free")
        finally:
            os.close(handle)

    made(target, seal, book=b"new")
    assert (target / "seal").read_bytes() == b"1held"


def test_interrupted_move_is_finished_before_the_interrupt_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, replace = tmp_path / "a", Path.replace

    def interrupted(self: Path, to: Path) -> Path:
        if Path(to).name == "m" and Path(to).parent == target and not (target / "interrupted").exists():
            (target / "interrupted").touch()
            raise KeyboardInterrupt
        return replace(self, to)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        made(target, lambda: ("seal", b""), a=b"", m=b"", z=b"")
    assert names(target) == ["a", "interrupted", "m", "seal", "z"]
    assert names(tmp_path) == ["a"]


# --- two programs, one folder ----------------------------------------------------------


def test_builds_of_one_folder_at_once_leave_one_whole_set(tmp_path: Path) -> None:
    target = tmp_path / "a"

    def build(number: int) -> None:
        data = f"{number}".encode()
        made(target, lambda: ("seal", data), **{f"f{name}": data for name in range(8)})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(build, range(24)))
    assert len({path.read_bytes() for path in target.iterdir()}) == 1
    assert names(tmp_path) == ["a"]


def test_folder_that_is_never_let_go_is_a_problem_with_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_PATIENCE_S", 0.2)
    target = tmp_path / "a"
    target.mkdir()
    handle = os.open(target, os.O_RDONLY)
    try:
        assert try_lock(handle)
        with pytest.raises(ReissueError) as caught:
            made(target, book=b"new")
    finally:
        os.close(handle)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place and problem.place.path) == ("house/folder-held", str(target))
    assert problem.values["holder"] in {str(os.getpid()), "?"}
    assert list(target.iterdir()) == []
    assert names(tmp_path) == ["a"]
    made(target, book=b"new")
    assert (target / "book").read_bytes() == b"new"


# --- what the system refuses -----------------------------------------------------------


def refused(work: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(ReissueError) as caught:
        work()
    (problem,) = caught.value.problems
    assert problem.hint("en")
    assert problem.hint("zh")
    return problem.code, problem.place.path if problem.place else ""


def test_file_where_the_folder_should_be_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine", encoding="utf-8")
    assert refused(lambda: made(tmp_path / "a", book=b"")) == ("house/not-a-folder", str(tmp_path / "a"))
    assert refused(lambda: made(tmp_path / "a" / "b", book=b"")) == ("house/not-a-folder", str(tmp_path / "a"))
    assert (tmp_path / "a").read_text(encoding="utf-8") == "mine"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_full_disk_leaves_the_old_set_and_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    target = tmp_path / "a"
    made(target, book=b"old")

    def full(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    def build() -> None:
        with folder_in_the_making(target) as making:
            monkeypatch.setattr(os, "fsync", full)
            write_atomically(making / "book", b"new")

    assert refused(build) == ("house/disk-full", str(target / "book"))
    assert (target / "book").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_file_beyond_the_limit_of_the_system_is_a_full_disk(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="too large") as caught:
            write_atomically(tmp_path / "book", b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.filename == str(tmp_path / "book")
    assert list(tmp_path.iterdir()) == []


def test_output_folder_that_is_removed_meanwhile_is_a_problem_and_stays_away(tmp_path: Path) -> None:
    target = tmp_path / "out" / "a"

    def build() -> None:
        with folder_in_the_making(target) as making:
            write_atomically(making / "book", b"1")
            shutil.rmtree(tmp_path / "out")
            write_atomically(making / "second", b"2")  # makes its folder again, without the first

    assert refused(build) == ("house/gone", str(target))
    assert not target.exists()


def test_set_is_put_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "disk" / "deep").mkdir(parents=True)
    (tmp_path / "out").symlink_to(tmp_path / "disk" / "deep")
    made(tmp_path / "out", book=b"1")
    assert (tmp_path / "disk" / "deep" / "book").read_bytes() == b"1"
    assert names(tmp_path) == ["disk", "out"]
    assert names(tmp_path / "disk") == ["deep"]


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="there is no second file system here")
def test_set_is_put_onto_another_file_system(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
        (tmp_path / "out").symlink_to(other)
        made(tmp_path / "out", lambda: ("seal", b""), book=b"1")
        assert names(other) == ["book", "seal"]


@pytest.mark.skipif(not Path("/dev/shm").is_mount(), reason="there is no folder here that is a disk of its own")
def test_files_for_a_disk_are_made_on_that_disk() -> None:
    assert writing._home_of(Path("/dev/shm")) == Path("/dev/shm")
    assert writing._home_of(Path("/dev/shm/not-there/a")) == Path("/dev/shm/not-there")
