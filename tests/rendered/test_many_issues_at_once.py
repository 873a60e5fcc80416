"""Several issues in one call, and builds that fail: each stands alone, the gravest code wins, no file is half done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.calls import Call
from tests.rendered.press import written_style

pytestmark = pytest.mark.slow

Carry = Callable[..., Call]
RECORDS = {"edition.json", "ledger.json", "problems.json"}


def files_below(folder: Path) -> set[str]:
    """Return every file there is, hidden ones too."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def periodicals(call: Carry, tmp_path: Path) -> Path:
    """Return a folder of three periodicals: two that build, and one with a key nobody knows."""
    for code in ("lantern", "ferry", "broken"):
        assert call("init", code).code == 0
    issue = tmp_path / "broken" / "2026-01.yaml"
    issue.write_text(issue.read_text(encoding="utf-8").replace("number:", "nummer:"), encoding="utf-8")
    return tmp_path


def with_picture(folder: Path) -> Path:
    """Give the article of a periodical a picture; return where its file should be."""
    article = folder / "articles" / "01-foreword.md"
    article.write_text(article.read_text(encoding="utf-8") + "\n![灯](../pictures/lamp.png)\n", encoding="utf-8")
    return folder / "pictures" / "lamp.png"


def with_unprintable_character(folder: Path) -> None:
    """Give the article a character no face has: an EPUB without faces holds it, a PDF does not."""
    article = folder / "articles" / "01-foreword.md"
    article.write_text(article.read_text(encoding="utf-8") + "\n\U00013000\n", encoding="utf-8")
    written_style(folder, '{name: "base"}')


def with_lost_source(folder: Path) -> str:
    """Make an issue whose extracted file is not there; return its manifest."""
    source = f'sources:\n  - {{id: "main", file: "001.txt", sha256: "{"0" * 64}"}}\ncontents:'
    issue = folder / "ferry" / "2026-01.yaml"
    lost = folder / "ferry" / "2026-02.yaml"
    text = issue.read_text(encoding="utf-8").replace("2026-01", "2026-02")
    lost.write_text(text.replace("contents:", source, 1), encoding="utf-8")
    return "ferry/2026-02.yaml"


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_issue_that_fails_leaves_the_others_built_and_no_file_of_its_own(
    call: Carry, periodicals: Path, jobs: str
) -> None:
    manifests = [f"{code}/2026-01.yaml" for code in ("lantern", "broken", "ferry")]
    done = call("build", *manifests, "-o", "out", "--edition", "epub", "--jobs", jobs)
    assert done.code == 3
    assert done.out.splitlines() == [f"out/{code}/2026-01/{code}-2026-01.epub" for code in ("lantern", "ferry")]
    assert "broken/2026-01.yaml:4:1: error manifest/unknown-key" in done.err
    assert {name.split("/")[0] for name in files_below(periodicals / "out")} == {"lantern", "ferry"}


def test_gravest_exit_code_wins(call: Carry, periodicals: Path) -> None:
    lost = with_lost_source(periodicals)
    done = call("build", "broken/2026-01.yaml", lost, "lantern/2026-01.yaml", "-o", "out", "--edition", "epub")
    assert done.code == 4
    assert {name.split("/")[1] for name in files_below(periodicals / "out")} == {"2026-01"}


def test_one_edition_alone_is_made_with_its_records(call: Carry, periodicals: Path) -> None:
    assert call("build", "lantern/2026-01.yaml", "-o", "out", "--edition", "epub").code == 0
    assert files_below(periodicals / "out" / "lantern" / "2026-01") == {"lantern-2026-01.epub", *RECORDS}


def test_failing_pdf_leaves_no_file_of_the_epub_before_it(call: Carry, periodicals: Path) -> None:
    with_unprintable_character(periodicals / "lantern")
    done = call("build", "lantern/2026-01.yaml", "-o", "out")
    assert (done.code, done.out) == (1, "")
    assert "typesetting/missing-glyph" in done.err
    assert files_below(periodicals / "out") == set()


def test_missing_picture_is_told_and_nothing_is_written(call: Carry, periodicals: Path) -> None:
    with_picture(periodicals / "lantern")
    done = call("build", "lantern/2026-01.yaml", "-o", "out")
    assert done.code == 3
    assert "lamp.png" in done.err
    assert files_below(periodicals / "out") == set()


def test_file_that_is_no_picture_is_told_and_nothing_is_written(call: Carry, periodicals: Path) -> None:
    picture = with_picture(periodicals / "lantern")
    picture.parent.mkdir()
    picture.write_text("no picture", encoding="utf-8")
    done = call("build", "lantern/2026-01.yaml", "-o", "out")
    assert done.code == 1
    assert "error typesetting/bad-picture: the picture pictures/lamp.png" in done.err
    assert files_below(periodicals / "out") == set()


def test_failing_build_leaves_the_last_good_one_as_it_was(call: Carry, periodicals: Path) -> None:
    out = periodicals / "out"
    assert call("build", "lantern/2026-01.yaml", "-o", "out").code == 0
    shutil.copytree(out, periodicals / "before")
    with_unprintable_character(periodicals / "lantern")
    assert call("build", "lantern/2026-01.yaml", "-o", "out").code != 0
    names = files_below(out)
    assert names == files_below(periodicals / "before")
    assert all((out / name).read_bytes() == (periodicals / "before" / name).read_bytes() for name in names)


def test_output_that_is_a_file_is_a_problem_and_stays(call: Carry, periodicals: Path) -> None:
    (periodicals / "out").write_text("mine", encoding="utf-8")
    done = call("build", "lantern/2026-01.yaml", "-o", "out", "--edition", "epub")
    assert done.code == 1
    assert "house/not-a-folder" in done.err
    assert (periodicals / "out").read_text(encoding="utf-8") == "mine"
