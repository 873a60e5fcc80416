"""The same issue gives the same bytes, wherever, whenever and in whatever language it is built."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.rendered.press import EDITIONS, FAR, Finished, digest, reissue

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sample")]

ENDINGS = ("archive.pdf", "booklet.pdf", "epub", "html", "pdf", "print-cover.pdf", "print.pdf", "txt")
PRINTS = [f"hewan-2026-01.{ending}" for ending in ENDINGS]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the sample, built from another folder, by relative paths, in another zone and language."""
    desk = tmp_path_factory.mktemp("另一处 desk")
    sample = Path(__file__).resolve().parents[2] / "manifests" / "hewan"
    shutil.copytree(sample, desk / "稿件" / "hewan")
    asked = "--edition", f"{EDITIONS},pdf-print,pdf-booklet", "--jobs", "2"
    done = reissue("build", "稿件/hewan/2026-01.yaml", *asked, "-o", "印成", cwd=desk, **FAR)
    assert done.returncode == 0, done.stderr
    assert "读清单" in done.stderr
    return desk / "印成" / "hewan" / "2026-01"


def test_same_files_are_made(sample: Finished, elsewhere: Path) -> None:
    names = sorted(path.name for path in sample.folder.iterdir())
    assert names == ["edition.json", *PRINTS, "ledger.json", "problems.json"]
    assert sorted(path.name for path in elsewhere.iterdir()) == names


@pytest.mark.parametrize("name", [*PRINTS, "ledger.json", "problems.json"])
def test_every_file_has_the_same_bytes(sample: Finished, elsewhere: Path, name: str) -> None:
    assert digest(elsewhere / name) == digest(sample.folder / name)


def test_records_of_the_folders_differ_in_the_way_to_the_manifest_alone(sample: Finished, elsewhere: Path) -> None:
    here, there = (json.loads((folder / "edition.json").read_bytes()) for folder in (sample.folder, elsewhere))
    assert there["manifest"] == "../../../稿件/hewan/2026-01.yaml"
    assert {key for key in here | there if here.get(key) != there.get(key)} <= {"manifest"}


@pytest.mark.parametrize("name", ["ledger.json", "problems.json"])
def test_no_folder_of_the_machine_is_in_a_record(elsewhere: Path, name: str) -> None:
    text = (elsewhere / name).read_text(encoding="utf-8")
    assert str(elsewhere.parents[2]) not in text
    assert "稿件" not in text
