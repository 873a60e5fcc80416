"""The one door to the outside world: clock, tools, folders, explain pages, and files that are whole or not there."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from publisher import house
from publisher.house import House, explain_page, explained_codes, folder_in_the_making, styles_folder, write_atomically

PRINTED = datetime(2026, 1, 1, tzinfo=UTC)


def here(root: Path, **environ: str) -> House:
    return House(root, root, environ=environ)


def test_build_is_dated_by_the_source_date_epoch(tmp_path: Path) -> None:
    assert here(tmp_path, SOURCE_DATE_EPOCH="86400").moment(PRINTED) == datetime(1970, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize("epoch", ["", "yesterday", "-1", "²", "1.5", "9" * 30, "９"])
def test_build_is_dated_by_the_issue_if_the_epoch_is_none(tmp_path: Path, epoch: str) -> None:
    assert here(tmp_path, SOURCE_DATE_EPOCH=epoch).moment(PRINTED) == PRINTED


def test_moment_is_in_utc(tmp_path: Path) -> None:
    in_china = datetime(2026, 1, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    assert here(tmp_path).moment(in_china).utcoffset() == timedelta(0)
    assert here(tmp_path).moment(in_china) == PRINTED


def test_tool_is_looked_for_on_the_path_of_the_run(tmp_path: Path) -> None:
    tool = tmp_path / "bin" / "java"
    write_atomically(tool, b"#!/bin/sh\n")
    tool.chmod(0o755)
    assert here(tmp_path, PATH=str(tmp_path / "bin")).tool("java") == tool
    assert here(tmp_path, PATH=str(tmp_path)).tool("java") is None


def test_sources_come_from_the_option_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REISSUE_SOURCES", "theirs")
    assert House.here(root=tmp_path).sources == tmp_path.resolve() / "theirs"
    assert House.here(Path("ours"), tmp_path).sources == tmp_path.resolve() / "ours"


def test_sources_are_left_to_the_manifest_if_nobody_names_them(tmp_path: Path) -> None:
    assert House.here(root=tmp_path).sources is None


def test_styles_stand_beside_the_package_or_in_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert (styles_folder() / "base" / "style.yaml").is_file()
    monkeypatch.setattr(house, "_PACKAGE", tmp_path)
    assert styles_folder() == tmp_path.parent / "styles"
    (tmp_path / "_styles").mkdir()
    assert styles_folder() == tmp_path / "_styles"


# --- writing ---------------------------------------------------------------------------


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


# --- explain pages ---------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_explain_page_is_the_section_of_its_code(lang: str) -> None:
    page = explain_page("copydesk/jump-line", lang)
    assert page is not None
    assert "下转第3页" in page
    assert not page.startswith("#")
    assert "\n## " not in page


@pytest.mark.parametrize("code", ["copydesk/nothing", "nowhere/nothing", "nonsense", "", "copydesk/jump"])
def test_unknown_code_has_no_page(code: str) -> None:
    assert explain_page(code, "en") is None


def test_explained_codes_are_sorted_and_each_has_its_page() -> None:
    codes = explained_codes("zh")
    assert list(codes) == sorted(set(codes))
    assert all(explain_page(code, "zh") for code in codes)


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"REISSUE_CACHE": "/c", "XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/c"),
        ({"REISSUE_CACHE": "kept"}, "/root-of-run/kept"),
        ({"REISSUE_CACHE": "", "XDG_CACHE_HOME": "/x", "HOME": "/h"}, None),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/reissue"),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/h"}, "/h/.cache/reissue"),
        ({"HOME": "/h"}, "/h/.cache/reissue"),
        ({}, None),
    ],
)
def test_cache_lies_where_the_environment_says(environ: dict[str, str], folder: str | None) -> None:
    root = Path("/root-of-run")
    assert House(root, root, environ=environ).cache == (Path(folder) if folder else None)


def test_cache_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    house = House(tmp_path, tmp_path, environ={"REISSUE_CACHE": "taken"})
    assert house.cache_for("templates") is None
    house = House(tmp_path, tmp_path, environ={"REISSUE_CACHE": "kept"})
    assert house.cache_for("templates") == tmp_path / "kept" / "templates"
    assert (tmp_path / "kept" / "templates").stat().st_mode & 0o777 == 0o700


def test_cache_of_somebody_else_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(tmp_path, tmp_path, environ={"REISSUE_CACHE": "kept"})
    assert house.cache_for("templates")
    monkeypatch.setattr("os.getuid", lambda: -1)
    assert house.cache_for("templates") is None
