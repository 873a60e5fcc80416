"""`reissue extract`: what it prints, in words and as data, and what is said of files that will not do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.calls import Call
from tests.unit.shelf.copies import FILES, MANIFEST, RECORD, a_copy, a_record

Reissue = Callable[..., Call]


@pytest.fixture
def copy(tmp_path: Path) -> str:
    (tmp_path / "a.archive.pdf").write_bytes(a_copy())
    return str(tmp_path / "a.archive.pdf")


def test_manifest_is_printed_and_the_next_command_told(reissue: Reissue, copy: str, tmp_path: Path) -> None:
    call = reissue("extract", copy, "-o", str(tmp_path / "out"), "--lang", "en")
    assert call.code == 0
    assert call.out == f"out/{MANIFEST}\n"
    assert "4 files in out, all as they were recorded" in call.err
    assert f"next: reissue -C out build {MANIFEST} --edition epub,pdf,pdf-archive" in call.err
    assert reissue("extract", copy, "-o", str(tmp_path / "quiet"), "-q").err == ""


def test_edition_in_another_script_is_built_with_its_language(reissue: Reissue, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(a_copy(record=replace(a_record(), language="zh-Hant-TW")))
    call = reissue("extract", str(tmp_path / "a.pdf"), "-o", str(tmp_path / "out"), "--lang", "zh")
    assert f"下一步：reissue -C out build {MANIFEST} --language zh-Hant-TW" in call.err


def test_json_says_what_the_record_says(reissue: Reissue, copy: str, tmp_path: Path) -> None:
    data = json.loads(reissue("extract", copy, "-o", str(tmp_path / "out"), "--format", "json").out)
    assert data["files"] == sorted([*FILES, RECORD])
    assert (data["issue"], data["language"], data["exit"]) == ("dengshi-2026-02", "original", 0)
    assert data["made_with"]["pango"] == "1.50.12"


def test_file_that_will_not_do_is_named_and_nothing_is_written(reissue: Reissue, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nno more\n")
    call = reissue("extract", str(tmp_path / "a.pdf"), "-o", str(tmp_path / "out"), "--lang", "en")
    assert call.code == 4
    assert call.err.startswith("a.pdf: error archive/damaged: this PDF cannot be opened")
    assert not (tmp_path / "out").exists()


def test_file_added_later_is_a_warning(reissue: Reissue, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(a_copy(extra={"slip.txt": b"1"}))
    call = reissue("extract", str(tmp_path / "a.pdf"), "-o", str(tmp_path / "out"), "--lang", "en")
    assert call.code == 0
    assert "warning archive/unlisted-file: the enclosed slip.txt is not in the record" in call.err
    assert not (tmp_path / "out" / "slip.txt").exists()


def test_folder_in_use_is_a_matter_of_usage(reissue: Reissue, copy: str, tmp_path: Path) -> None:
    assert reissue("extract", copy, "-o", str(tmp_path)).code == 2
    assert "archive/folder-in-use" in reissue("extract", copy, "-o", str(tmp_path)).err
