"""What an archive copy encloses: everything a build opens, under names it will be found by, and nothing twice."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.house import House, styles_folder
from publisher.issue.enclosure import Enclosed
from publisher.problems import ReissueError
from publisher.production import enclosing
from publisher.production.editing import Edited, edit, silent, style_of
from publisher.production.printing import build

CODE = "hewan"
_opened: set[Path] = set()
_is_noted = False


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _is_noted and event == "open" and isinstance(arguments[0], str):
        _opened.add(Path(arguments[0]).resolve())


sys.addaudithook(_note)  # it cannot be taken away again, only told to look elsewhere


@contextmanager
def noted() -> Iterator[set[Path]]:
    """Note every file that is opened inside."""
    global _is_noted  # noqa: PLW0603 - a hook is the process's, and so is its switch
    _opened.clear()
    _is_noted = True
    try:
        yield _opened
    finally:
        _is_noted = False


@pytest.fixture
def desk(checkout: Path, tmp_path: Path) -> Path:
    """Return a folder with the sample, its sources apart from it, as `--sources` allows."""
    shutil.copytree(checkout / "manifests" / CODE, tmp_path / CODE)
    shutil.move(tmp_path / CODE / "sources", tmp_path / "extracted")
    return tmp_path


@pytest.fixture
def house(desk: Path) -> House:
    return House(desk, styles_folder(), desk / "extracted", {"REISSUE_CACHE": ""})


def enclosed(house: House, manifest: Path, *styles: Path) -> dict[str, Enclosed]:
    edited: Edited = edit(manifest, house, silent)
    style = style_of(edited.plan, house)
    style = replace(style, folders=(*styles, *style.folders))
    return {each.name: each for each in enclosing.inputs_of(edited.plan, edited.issue, style, house, manifest)}


@pytest.mark.slow
def test_everything_a_build_opens_is_enclosed(house: House, desk: Path) -> None:
    manifest = desk / CODE / "2026-01.yaml"
    with noted() as opened:
        build(manifest, house, ("epub", "html"), desk / "output", silent)
        folders = (desk / CODE, desk / "extracted")
        read = {path for path in opened if any(path.is_relative_to(folder) for folder in folders) and path.is_file()}
    found = enclosed(house, manifest)
    assert {path.read_bytes() for path in read} == {each.data for each in found.values()}
    assert len(read) == len(found) > 20


def test_names_are_those_of_a_folder_that_can_be_built(house: House, desk: Path) -> None:
    found = enclosed(house, desk / CODE / "2026-01.yaml")
    assert found["manifests/hewan/sources/huyan.txt"].data == (desk / "extracted" / "huyan.txt").read_bytes()
    names = {name.removeprefix("manifests/hewan/") for name in found} - {"sources/huyan.txt"}
    assert all((desk / CODE / name).is_file() for name in names)
    assert not {"pictures/draw.py", "pictures/woodcut.py"} & names


def test_scans_and_profiles_are_enclosed_though_no_screen_shows_them(house: House, desk: Path) -> None:
    manifest = desk / CODE / "2026-01.yaml"
    (desk / CODE / "scans").mkdir()
    shutil.copy(desk / CODE / "pictures" / "reeds.png", desk / CODE / "scans" / "1.png")
    text = manifest.read_text(encoding="utf-8")
    at = '      - article: "hewan-2026-01-i0001"\n'
    text = text.replace(at, f'{at}        scan: ["scans/1.png"]\n')
    text += '\nprint: {profile: "press.icc", house_pages: ["scans/last.png"]}\n'
    (desk / CODE / "press.icc").write_bytes(b"a profile")
    shutil.copy(desk / CODE / "pictures" / "reeds.png", desk / CODE / "scans" / "last.png")
    manifest.write_text(text, encoding="utf-8")
    found = enclosed(house, manifest)
    names = ("scans/1.png", "scans/last.png", "press.icc")
    assert [found[f"manifests/hewan/{name}"].data for name in names] == [
        (desk / CODE / name).read_bytes() for name in names
    ]
    assert found["manifests/hewan/press.icc"].media_type == "application/vnd.iccprofile"


def test_two_files_that_want_one_name_are_told(house: House, desk: Path) -> None:
    (desk / CODE / "sources").mkdir()
    (desk / CODE / "sources" / "huyan.txt").write_bytes((desk / CODE / "pictures" / "reeds.png").read_bytes())
    manifest = desk / CODE / "2026-01.yaml"
    text = manifest.read_text(encoding="utf-8").replace("pictures/cover.png", "sources/huyan.txt")
    manifest.write_text(text, encoding="utf-8")
    with pytest.raises(ReissueError) as raised:
        enclosed(house, manifest)
    (problem,) = raised.value.problems
    assert (problem.code, problem.values["file"]) == (
        "archive/two-files-one-name",
        "manifests/hewan/sources/huyan.txt",
    )


def test_name_that_another_machine_cannot_write_is_told(house: House, desk: Path) -> None:
    (desk / CODE / "articles" / "01-foreword.md").rename(desk / CODE / "articles" / "01: foreword.md")
    manifest = desk / CODE / "2026-01.yaml"
    text = manifest.read_text(encoding="utf-8").replace("01-foreword.md", "01: foreword.md")
    manifest.write_text(text, encoding="utf-8")
    with pytest.raises(ReissueError) as raised:
        enclosed(house, manifest)
    assert [each.code for each in raised.value.problems] == ["archive/unsafe-name"]


def test_more_than_a_copy_may_hold_is_told(house: House, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enclosing, "MOST_BYTES", 1000)
    with pytest.raises(ReissueError) as raised:
        enclosed(house, desk / CODE / "2026-01.yaml")
    assert [each.code for each in raised.value.problems] == ["archive/too-much"]


def test_style_of_the_periodical_s_own_is_enclosed_whole(house: House, desk: Path) -> None:
    own = desk / CODE / "styles" / "river"
    for name in ("style.yaml", "css/pdf.css.j2", "labels/zh-Hans.yaml", ".git/config", "__pycache__/a.pyc"):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(name, encoding="utf-8")
    found = [name for name in enclosed(house, desk / CODE / "2026-01.yaml", own) if "styles" in name]
    names = ["css/pdf.css.j2", "labels/zh-Hans.yaml", "style.yaml"]
    assert sorted(found) == [f"manifests/hewan/styles/river/{name}" for name in names]


def test_files_of_the_tool_s_own_style_are_named_by_digest_alone(house: House, desk: Path) -> None:
    edited = edit(desk / CODE / "2026-01.yaml", house, silent)
    names = {each.name for each in enclosing.style_files_of(style_of(edited.plan, house), house)}
    assert {"styles/base/style.yaml", "styles/base/labels/zh-Hans.yaml", "styles/base/css/pdf.css.j2"} <= names
    assert not [name for name in enclosed(house, desk / CODE / "2026-01.yaml") if "styles" in name]
