from __future__ import annotations

from pathlib import Path

import pytest

from publisher.house import House
from publisher.issue.style import Furniture, WritingMode
from publisher.manifest.style_reader import read_style, style_names
from publisher.problems import ManifestError, Place
from tests.unit.manifest.desk import codes_of

PLACE = Place("2026-01.yaml", 3, 1)


def style(folder: Path, name: str, text: str, **labels: str) -> None:
    (folder / name / "labels").mkdir(parents=True)
    (folder / name / "style.yaml").write_text(text, encoding="utf-8")
    for lang, body in labels.items():
        (folder / name / "labels" / f"{lang}.yaml").write_text(body, encoding="utf-8")


@pytest.fixture
def house(tmp_path: Path) -> House:
    style(
        tmp_path,
        "base",
        "options: {columns: 3, measure: 12, run_on: true}\nfaces: [{name: song, families: [甲, 乙]}]\n",
        zh='contents: "目录"\nfolio: "第{n}页"\n',
    )
    style(
        tmp_path,
        "sheet",
        "extends: base\noptions: {columns: 4, width_mm: 390.5}\n",
        zh='contents: "要目"\n',
        en='contents: "Contents"\n',
    )
    return House(tmp_path, tmp_path)


def test_options_go_from_parent_to_child_to_manifest(house):
    options = read_style(
        "sheet", (("measure", "14"), ("writing_mode", "vertical"), ("height_mm", "420")), house, PLACE
    ).options
    assert (options.columns, options.measure, options.width_mm, options.run_on) == (4, 14, 390.5, True)
    assert options.writing_mode is WritingMode.VERTICAL
    assert options.furniture is Furniture.FULL


def test_options_may_have_their_types_already(house):
    options = read_style("base", (("columns", 2), ("run_on", False), ("leading_pt", 15.0)), house, PLACE).options
    assert (options.columns, options.run_on, options.leading_pt) == (2, False, 15.0)


def test_folders_go_from_the_style_to_its_oldest_parent(house):
    made = read_style("sheet", (), house, PLACE)
    assert [folder.name for folder in made.folders] == ["sheet", "base"]


def test_labels_are_merged_over_the_chain(house):
    assert read_style("sheet", (), house, PLACE).labels == {
        "zh": {"contents": "要目", "folio": "第{n}页"},
        "en": {"contents": "Contents"},
    }


def test_faces_are_inherited(house):
    (face,) = read_style("sheet", (), house, PLACE).faces
    assert (face.name, face.weight, face.use, face.families) == ("song", 400, "text", ("甲", "乙"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("columns", "0"),
        ("columns", "7"),
        ("columns", "2.5"),
        ("columns", "02"),
        ("measure", "7"),
        ("font_size_pt", "-1"),
        ("font_size_pt", "1e9"),
        ("font_size_pt", "nan"),
        ("font_size_pt", "９"),
        ("columns", "二"),
        ("run_on", "yes"),
        ("writing_mode", "Vertical"),
        ("height_mm", ["1"]),
        ("columns", True),
    ],
)
def test_values_out_of_range_are_refused(house, name, value):
    with pytest.raises(ManifestError) as caught:
        read_style("base", ((name, value),), house, PLACE)
    assert codes_of(caught.value) == ["bad-style-option"]
    assert caught.value.problems[0].place == PLACE


def test_an_unknown_option_is_refused_with_the_nearest(house):
    with pytest.raises(ManifestError) as caught:
        read_style("base", (("colums", "2"),), house, PLACE)
    assert caught.value.problems[0].values["near"] == "columns"


def test_a_style_whose_text_leaves_the_page_is_refused(house):
    with pytest.raises(ManifestError) as caught:
        read_style("base", (("lines", "150"),), house, PLACE)
    assert codes_of(caught.value) == ["style-misfit"]
    assert caught.value.problems[0].values["side"] == "height_mm"


@pytest.mark.parametrize("name", ["bsae", "../base", "", "/etc", "base/../base", "a" * 300])
def test_an_unknown_style_is_refused(house, name):
    with pytest.raises(ManifestError) as caught:
        read_style(name, (), house, PLACE)
    assert codes_of(caught.value) == ["unknown-style"]


def test_an_unknown_parent_is_reported_in_the_style(house, tmp_path):
    style(tmp_path, "lost", "extends: nowhere\n")
    with pytest.raises(ManifestError) as caught:
        read_style("lost", (), house, PLACE)
    assert str(caught.value.problems[0].place) == "lost/style.yaml:1:10"


def test_styles_that_extend_each_other_are_refused(house, tmp_path):
    style(tmp_path, "one", "extends: two\n")
    style(tmp_path, "two", "extends: one\n")
    with pytest.raises(ManifestError) as caught:
        read_style("one", (), house, PLACE)
    assert codes_of(caught.value) == ["style-circle"]
    assert caught.value.problems[0].values["circle"] == "one → two → one"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("option: {columns: 2}\n", ["unknown-key"]),
        ("options: {colums: 2}\n", ["unknown-key"]),
        ("options: {columns: 9}\n", ["bad-style-option"]),
        ("faces: [{families: [a]}]\n", ["missing-key"]),
        ("options: [a]\n", ["wrong-type"]),
        ("a: b: c\n", ["not-yaml"]),
    ],
)
def test_a_bad_style_file_is_a_manifest_error(house, tmp_path, text, codes):
    style(tmp_path, "bad", text)
    with pytest.raises(ManifestError) as caught:
        read_style("bad", (), house, PLACE)
    assert codes_of(caught.value) == codes
    assert str(caught.value.problems[0].place).startswith("bad/style.yaml:1:")


@pytest.mark.parametrize("text", ["contents: [a]\n", "contents: 目录 #1\n", "contents: a\ncontents: b\n"])
def test_bad_labels_are_a_manifest_error(house, tmp_path, text):
    style(tmp_path, "bad", "extends: base\n", zh=text)
    with pytest.raises(ManifestError):
        read_style("bad", (), house, PLACE)


def test_every_style_of_the_checkout_can_be_read():
    house = House.here()
    for name in style_names(house):
        assert read_style(name, (), house, None).faces
