"""What cannot be printed is found by `check` already, and named where a person can mend it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from publisher.house import House
from publisher.problems import ReissueError
from publisher.production import build, check

ROOT = Path(__file__).resolve().parents[3]
PERIODICAL = 'periodical: "hewan"\ntitle: "河湾"\nlanguage: "zh-Hans"\nstyle: "base"\n'
SOURCE = "渡船\n一天两班。\n早上的渡船。\n"
TYPED = """issue: "hewan-2026-01"
sources:
  - {{id: "main", file: "001.txt", sha256: "{sha256}"}}
contents:
  - article: "hewan-2026-01-i0001"
    title: {{from: "1"}}
    text: "2"
    captions:
      - {{from: "3", picture: "boat.png"}}
"""
OWN = 'issue: "hewan-2026-01"\ncontents:\n  - article: "hewan-2026-01-i0001"\n    text: {markdown: "01.md"}\n'


def laid(folder: Path, manifest: str, files: dict[str, str | bytes]) -> tuple[Path, House]:
    below = folder / "manifests" / "hewan"
    below.mkdir(parents=True)
    for name, content in {"periodical.yaml": PERIODICAL, "2026-01.yaml": manifest, **files}.items():
        data = content if isinstance(content, bytes) else content.encode()
        (below / name).write_bytes(data)
    return below / "2026-01.yaml", House(folder, ROOT / "styles")


def said(manifest: Path, house: House) -> list[tuple[str, str]]:
    return [(str(problem.place), problem.code) for problem in check(manifest, house).problems]


def test_picture_of_an_article_of_ours_stands_where_the_article_names_it(tmp_path: Path) -> None:
    manifest, house = laid(tmp_path, OWN, {"01.md": "一天两班。\n\n![渡船](boat.png)\n", "boat.png": b"\x89PNG"})
    assert said(manifest, house) == [("manifests/hewan/01.md:3:7", "typesetting/bad-picture")]
    with pytest.raises(ReissueError) as caught:
        build(manifest, house, ("epub",), tmp_path / "out", lambda _: None)
    assert [str(problem.place) for problem in caught.value.problems] == ["manifests/hewan/01.md:3:7"]
    assert not list((tmp_path / "out").rglob("*.epub"))


def test_picture_of_the_manifest_stands_at_its_caption(tmp_path: Path) -> None:
    text = TYPED.format(sha256=hashlib.sha256(SOURCE.encode()).hexdigest())
    manifest, house = laid(tmp_path, text, {"001.txt": SOURCE, "boat.png": b"\x89PNG"})
    ((place, code),) = said(manifest, house)
    assert (place.partition(":")[0], code) == ("manifests/hewan/2026-01.yaml", "typesetting/bad-picture")
    assert place.split(":")[1] == "9"


def test_cover_stands_in_the_manifest(tmp_path: Path) -> None:
    cover = 'cover: {picture: "cover.png", alt: "船"}\n'
    manifest, house = laid(tmp_path, OWN.replace("contents:", f"{cover}contents:"), {"01.md": "一天两班。\n"})
    (tmp_path / "manifests" / "hewan" / "cover.png").write_bytes(b"no picture")
    assert said(manifest, house) == [("manifests/hewan/2026-01.yaml", "typesetting/bad-picture")]


def test_issue_that_can_be_printed_has_no_such_problem(tmp_path: Path) -> None:
    assert said(*laid(tmp_path, OWN, {"01.md": "一天两班。\n"})) == []
