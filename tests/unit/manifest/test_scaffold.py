from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from publisher.house import House, styles_folder
from publisher.issue.blocks import Note
from publisher.manifest.resolve import read_plan
from publisher.manifest.scaffold import scaffold
from publisher.manifest.style_reader import read_style
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


@pytest.mark.parametrize(
    ("parent", "kind"), [("base", "magazine"), ("newspaper", "newspaper"), ("vertical", "magazine")]
)
def test_a_style_of_its_own_builds_on_another(tmp_path, parent, kind):
    for name, text in scaffold(tmp_path, "he-wan", parent).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    house = House(tmp_path, styles_folder())
    plan = read_plan(tmp_path / "2026-01.yaml", house)
    style = read_style(plan.style.name, plan.style.options, house, None, tmp_path)
    assert (plan.kind, style.name, style.folders[1].name) == (
        "newspaper" if parent == "newspaper" else "magazine",
        "he-wan",
        parent,
    )
    assert dict(style.own) == {"accent": "#1f4e79", "rule_pt": 0.75}
    assert style.labels["zh-Hans"]["contents"] == "本期目录"
    assert "styles/he-wan/" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_the_schemas_know_what_the_new_style_declares(tmp_path):
    files = scaffold(tmp_path, "hewan", "base")
    style = yaml.safe_load(files["styles/hewan/style.yaml"])
    schema = json.loads(files[".reissue/style.schema.json"])
    assert not list(jsonschema.Draft202012Validator(schema).iter_errors(style))
    issue = jsonschema.Draft202012Validator(json.loads(files[".reissue/issue.schema.json"]))
    text = yaml.safe_load(files["2026-01.yaml"])
    assert not list(issue.iter_errors(text | {"style": {"rule_pt": 2, "accent": "#000000"}}))
    assert list(issue.iter_errors(text | {"style": {"rule_pt": 9}}))


def test_a_style_that_is_not_there_is_named_with_the_nearest(tmp_path):
    with pytest.raises(UsageError) as caught:
        scaffold(tmp_path, "hewan", "newspapr")
    assert codes_of(caught.value) == ["unknown-style"]
    assert caught.value.problems[0].values["near"] == "newspaper"
