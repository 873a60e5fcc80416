from __future__ import annotations

from pathlib import Path

import pytest

from publisher.house import House
from publisher.issue.blocks import Note
from publisher.manifest.resolve import read_plan
from publisher.manifest.scaffold import scaffold
from publisher.problems import UsageError
from publisher.sources.marked import parse_article
from tests.unit.manifest.desk import codes_of


def lay_out(folder: Path, code: str) -> None:
    for name, text in scaffold(folder, code).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_new_periodical_is_a_valid_issue(tmp_path):
    lay_out(tmp_path, "he-wan")
    plan = read_plan(tmp_path / "2026-01.yaml", House(tmp_path, tmp_path))
    assert (plan.id, plan.warnings) == ("he-wan-2026-01", ())
    (piece,) = plan.articles()
    assert piece.title
    assert piece.markdown
    assert piece.title.text == "写在前面"
    blocks, notes = parse_article(piece.markdown, piece.id)
    assert len(blocks) > 3
    assert isinstance(notes[0], Note)


def test_the_first_line_names_a_schema_that_is_there(tmp_path):
    files = scaffold(tmp_path, "hewan")
    for name in ("periodical.yaml", "2026-01.yaml"):
        assert files[name].splitlines()[0].partition("$schema=")[2] in files


def test_nothing_is_written_over(tmp_path):
    lay_out(tmp_path, "hewan")
    with pytest.raises(UsageError) as caught:
        scaffold(tmp_path, "hewan")
    assert set(codes_of(caught.value)) == {"file-exists"}


@pytest.mark.parametrize("code", ["河湾", "He", "", "-a", "a--b", "../a", "a" * 61])
def test_a_bad_code_is_refused(tmp_path, code):
    with pytest.raises(UsageError) as caught:
        scaffold(tmp_path, code)
    assert codes_of(caught.value) == ["bad-id"]
