"""What is in the making belongs to whoever holds it, and to nobody when its holder is dead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from publisher.house import leases, temporary_folder
from publisher.house.leases import clear_away, leased_file, leased_folder

HOLDER = """
import sys
from pathlib import Path
from publisher.house.leases import leased_file, leased_folder
home = Path(sys.argv[1])
with leased_folder(home, "2031-04") as (folder, _), leased_file(home, "a.epub") as (file, _):
    (folder / "deep").mkdir()
    (folder / "deep" / "page").write_text("half")
    print("ready", flush=True)
    sys.stdin.read()
"""


def names(folder: Path | str) -> list[str]:
    """Return what stands in a folder, hidden or not, sorted."""
    return sorted(path.name for path in Path(folder).iterdir())


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """Return a folder in which a program was killed that had a folder and a file in the making."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin
    assert holder.stdout
    assert holder.stdout.readline() == "ready\n"
    clear_away(tmp_path)
    assert len(names(tmp_path)) == 2  # they belong to somebody who lives
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdin.close()
    holder.stdout.close()
    assert len(names(tmp_path)) == 2
    return tmp_path


def test_what_a_killed_program_left_is_taken_away(killed: Path) -> None:
    clear_away(killed)
    assert names(killed) == []


def test_what_is_held_stays_and_ends_with_its_block(tmp_path: Path) -> None:
    with leased_folder(tmp_path, "a") as (folder, _), leased_file(tmp_path, "b") as (file, _):
        clear_away(tmp_path)
        assert folder.is_dir()
        assert file.is_file()
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "name",
    [".git", ".2031-04.backup", ".2031-04.ab12cd34", "2031-04.ab12cd34.making", ".a.AB12CD34.making", "reissue-x"],
)
def test_what_is_not_named_as_ours_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    clear_away(tmp_path)
    assert names(tmp_path) == [name]


def test_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / ".a.ab12cd34.making").symlink_to(tmp_path / "mine")
    clear_away(tmp_path)
    assert names(tmp_path) == [".a.ab12cd34.making", "mine"]


def test_what_belongs_to_somebody_else_stays(killed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: -1)
    clear_away(killed)
    assert len(names(killed)) == 2


def test_nothing_is_taken_away_where_there_are_no_locks(killed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(handle: int) -> bool:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(leases, "try_lock", no_locks)
    clear_away(killed)
    assert len(names(killed)) == 2
    with leased_folder(killed, "b") as (folder, _):
        assert folder.is_dir()


def test_folder_that_does_not_exist_is_nothing_to_clear(tmp_path: Path) -> None:
    clear_away(tmp_path / "nowhere")
    assert names(tmp_path) == []


def test_maker_whose_folder_was_cleared_before_it_was_held_makes_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    mkdtemp = tempfile.mkdtemp

    def made_and_cleared(**named: object) -> str:
        made.append(Path(mkdtemp(**named)))  # type: ignore[call-overload]  # what was given is passed on
        if len(made) == 1:
            made[0].rmdir()
        return str(made[-1])

    monkeypatch.setattr(tempfile, "mkdtemp", made_and_cleared)
    with leased_folder(tmp_path, "a") as (folder, _):
        assert folder == made[1]
        assert folder.is_dir()


def test_temporary_folder_frees_the_place_from_dead_ones(killed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(killed))
    with temporary_folder() as folder:
        assert names(killed) == [folder.name]
    assert names(killed) == []
