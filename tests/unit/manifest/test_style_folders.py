"""A periodical's own styles: found before the tool's, file by file over their parents, and read only if harmless."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publisher.house import House
from publisher.manifest.style_folders import STYLES
from publisher.manifest.style_reader import read_style, style_names
from publisher.problems import ManifestError, Place
from tests.unit.manifest.desk import codes_of

PLACE = Place("2026-01.yaml", 3, 1)
ACCENT = 'schema: [{name: accent, type: colour, default: "#8C2F22", zh: 色, en: Colour.}]\n'


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return a house with one style of the tool."""
    tool = tmp_path / "tool"
    write(tool, "base/style.yaml", f"{ACCENT}options: {{columns: 3, measure: 12}}\n")
    write(tool, "base/templates/head.xhtml.j2", "base")
    write(tool, "base/templates/foot.xhtml.j2", "base")
    write(tool, "base/css/pdf.css", "a {}")
    write(tool, "base/labels/zh-Hans.yaml", 'contents: "目录"\nnotes: "注释"\n')
    return House(tmp_path, tool)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the folder of a periodical with a style of its own."""
    folder = tmp_path / "hewan"
    write(folder, f"{STYLES}/river/style.yaml", 'extends: base\noptions: {columns: 2, accent: "#1F4E79"}\n')
    write(folder, f"{STYLES}/river/templates/head.xhtml.j2", "river")
    write(folder, f"{STYLES}/river/css/pdf-river.css", "b {}")
    write(folder, f"{STYLES}/river/labels/zh-Hans.yaml", 'contents: "要目"\n')
    return folder


def test_single_files_labels_and_options_go_over_the_parent_s(house: House, own: Path) -> None:
    made = read_style("river", (), house, PLACE, own)
    texts = {name: path.read_text(encoding="utf-8") for name, path in made.files("templates/*").items()}
    assert texts == {"templates/head.xhtml.j2": "river", "templates/foot.xhtml.j2": "base"}
    assert list(made.files("css/*")) == ["css/pdf-river.css", "css/pdf.css"]
    assert made.labels["zh-Hans"] == {"contents": "要目", "notes": "注释"}
    assert (made.options.columns, made.options.measure, dict(made.own)) == (2, 12, {"accent": "#1f4e79"})
    assert made.shown_file("templates/head.xhtml.j2") == "hewan/styles/river/templates/head.xhtml.j2"
    assert made.shown_file("templates/foot.xhtml.j2") == "styles/base/templates/foot.xhtml.j2"


def test_a_manifest_sets_what_a_style_declares(house: House, own: Path) -> None:
    assert read_style("river", (("accent", "#00ff00"),), house, PLACE, own).own == {"accent": "#00ff00"}
    with pytest.raises(ManifestError) as caught:
        read_style("river", (("accent", "green"), ("acent", "#00ff00")), house, PLACE, own)
    assert codes_of(caught.value) == ["bad-style-option", "unknown-key"]
    assert caught.value.problems[1].values["near"] == "accent"


def test_without_its_periodical_a_style_is_unknown(house: House, own: Path) -> None:
    assert style_names(house, own) == ("base", "river")
    with pytest.raises(ManifestError) as caught:
        read_style("river", (), house, PLACE)
    assert codes_of(caught.value) == ["unknown-style"]


def test_a_style_may_bear_the_name_of_the_one_it_extends(house: House, own: Path) -> None:
    write(own, f"{STYLES}/base/style.yaml", "extends: base\noptions: {columns: 1}\n")
    made = read_style("base", (), house, PLACE, own)
    assert (made.options.columns, len(made.folders), made.folders[1]) == (1, 2, house.styles / "base")
    assert read_style("river", (), house, PLACE, own).options.columns == 2


def test_styles_of_a_periodical_may_not_go_in_a_circle(house: House, own: Path) -> None:
    write(own, f"{STYLES}/one/style.yaml", "extends: two\n")
    write(own, f"{STYLES}/two/style.yaml", "extends: one\n")
    with pytest.raises(ManifestError):
        read_style("one", (), house, PLACE, own)


@pytest.mark.parametrize("name", ["../river", "/etc", "..", "River", "river/../river", "", "a\0b"])
def test_a_name_that_leads_elsewhere_is_no_style(house: House, own: Path, name: str) -> None:
    with pytest.raises(ManifestError) as caught:
        read_style(name, (), house, PLACE, own)
    assert codes_of(caught.value) == ["unknown-style"]


@pytest.mark.parametrize("what", ["templates/head.xhtml.j2", "css/pdf.css", "labels/en.yaml", "style.yaml"])
def test_links_are_not_followed(house: House, own: Path, what: str, tmp_path: Path) -> None:
    secret = write(tmp_path, "secret", "extends: base\n")
    path = own / STYLES / "river" / what
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(secret)
    with pytest.raises(ManifestError) as caught:
        read_style("river", (), house, PLACE, own)
    assert codes_of(caught.value) == ["style-outside"]


@pytest.mark.parametrize("linked", ["styles", "styles/river", "styles/river/templates"])
def test_nor_are_links_to_folders(house: House, own: Path, linked: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (own / linked).rename(elsewhere)
    (own / linked).symlink_to(elsewhere)
    with pytest.raises(ManifestError) as caught:
        read_style("river", (), house, PLACE, own)
    assert codes_of(caught.value) == ["style-outside"]


def test_what_is_no_file_is_not_opened(house: House, own: Path) -> None:
    os.mkfifo(own / STYLES / "river" / "css" / "epub.css")
    with pytest.raises(ManifestError) as caught:
        read_style("river", (), house, PLACE, own)
    assert codes_of(caught.value) == ["style-outside"]


def test_text_in_another_encoding_is_named_with_its_line(house: House, own: Path) -> None:
    path = own / STYLES / "river" / "css" / "pdf-river.css"
    path.write_bytes("b {}\n/* 河 */".encode("gb18030"))
    with pytest.raises(ManifestError) as caught:
        read_style("river", (), house, PLACE, own)
    (problem,) = caught.value.problems
    assert problem.code == "manifest/not-utf8"
    assert problem.place
    assert (problem.place.path, problem.place.line) == ("hewan/styles/river/css/pdf-river.css", 2)


def test_a_folder_of_hundreds_of_files_is_no_style(house: House, own: Path) -> None:
    for number in range(501):
        write(own, f"{STYLES}/river/css/pdf-{number:03}.css", "")
    with pytest.raises(ManifestError) as caught:
        read_style("river", (), house, PLACE, own)
    assert codes_of(caught.value) == ["style-crowded"]
