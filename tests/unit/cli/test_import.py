"""`reissue import`: a first draft, a refused second one, an update; what lies where; encodings; pictures."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.copydesk.draft import Draft, Identity
from publisher.issue.addresses import LineRange
from publisher.issue.galley import Galley
from publisher.issue.plan import CaptionPlan, IssuePlan
from publisher.production import importing
from tests.calls import Call
from tests.unit.manifest.drafts import PAGE, article, plan_of_page

Reissue = Callable[..., Call]
TEXT = "".join(f"{line}\n" for line in PAGE)
MANIFEST = "manifests/hewan/2026-01.yaml"


def stub(galley: Galley, identity: Identity) -> Draft:
    """Draft one article from line 3 of the first source on, whatever stands there."""
    (source, *_) = galley.sources
    last = len(source.lines)
    piece = replace(article(1, 3, 6, last), id=f"{identity.issue_id}-i0001", byline=None)
    piece = replace(piece, ranges=(LineRange(source.id, 1, 2), LineRange(source.id, 4, last)))
    title = piece.title
    assert title
    piece = replace(piece, title=replace(title, ranges=(LineRange(source.id, 3, 3),)))
    plan = plan_of_page(source.lines, (piece,), id=identity.issue_id, periodical=identity.periodical, number="")
    return Draft(plan, {piece.id: ["标题在第3行。"]}, "河湾")


@pytest.fixture(autouse=True)
def drafting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "draft", stub)
    monkeypatch.delenv("REISSUE_SOURCES", raising=False)


def laid(folder: Path, name: str = "page.txt", data: bytes = TEXT.encode()) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_first_import_writes_manifest_periodical_and_a_copy_that_build_finds(
    reissue: Reissue, tmp_path: Path
) -> None:
    laid(tmp_path)
    call = reissue("import", "page.txt", "-o", MANIFEST)
    assert (call.code, call.out.split()) == (
        0,
        ["manifests/hewan/sources/page.txt", "manifests/hewan/periodical.yaml", MANIFEST],
    )
    assert "next: reissue check --open" in call.err
    assert 'title: "河湾"' in (tmp_path / "manifests/hewan/periodical.yaml").read_text(encoding="utf-8")
    assert "# 标题在第3行。" in (tmp_path / MANIFEST).read_text(encoding="utf-8")
    assert reissue("check", MANIFEST).code == 0


def test_a_manifest_that_is_there_is_left_alone(reissue: Reissue, tmp_path: Path) -> None:
    laid(tmp_path)
    laid(tmp_path, MANIFEST, b"mine")
    call = reissue("import", "page.txt", "-o", MANIFEST)
    assert call.code == 2
    assert "cli/manifest-exists" in call.err
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["2026-01.yaml", "page.txt"]
    assert (tmp_path / MANIFEST).read_bytes() == b"mine"


def test_there_must_be_something_to_update(reissue: Reissue, tmp_path: Path) -> None:
    laid(tmp_path)
    call = reissue("import", "page.txt", "-o", MANIFEST, "--update")
    assert call.code == 2
    assert "cli/nothing-to-update" in call.err
    assert not (tmp_path / "manifests").exists()


def test_an_update_names_what_it_changed_and_leaves_periodical_yaml(reissue: Reissue, tmp_path: Path) -> None:
    laid(tmp_path)
    reissue("import", "page.txt", "-o", MANIFEST)
    laid(
        tmp_path,
        "manifests/hewan/periodical.yaml",
        'periodical: "hewan"\ntitle: "我的刊"\nlanguage: "zh-Hans"\n'.encode(),
    )
    text = (tmp_path / MANIFEST).read_text(encoding="utf-8")
    (tmp_path / MANIFEST).write_text(text.replace('{from: "3"}', '{from: "3", text: "灯市重开了"}'), encoding="utf-8")
    laid(tmp_path, data=f"新的一行\n{TEXT}".encode())
    call = reissue("import", "page.txt", "-o", MANIFEST, "--update")
    assert call.out.split() == ["manifests/hewan/sources/page.txt", MANIFEST]
    assert "changed hewan-2026-01-i0001: 3 → 4" in call.err
    assert "kept as the editor has it: hewan-2026-01-i0001" in call.err
    assert 'title: {from: "4", text: "灯市重开了"}' in (tmp_path / MANIFEST).read_text(encoding="utf-8")
    assert "我的刊" in (tmp_path / "manifests/hewan/periodical.yaml").read_text(encoding="utf-8")


def test_a_copy_that_somebody_changed_is_not_written_over(reissue: Reissue, tmp_path: Path) -> None:
    laid(tmp_path)
    reissue("import", "page.txt", "-o", MANIFEST)
    laid(tmp_path, "manifests/hewan/sources/page.txt", b"mended by hand")
    laid(tmp_path, data=f"新的一行\n{TEXT}".encode())
    call = reissue("import", "page.txt", "-o", MANIFEST, "--update")
    assert call.code == 2
    assert "manifests/hewan/sources/page.txt: error cli/file-exists" in call.err


def test_a_file_below_the_periodical_is_not_copied(reissue: Reissue, tmp_path: Path) -> None:
    laid(tmp_path, "manifests/hewan/原文/页一.txt")
    call = reissue("import", "manifests/hewan/原文/页一.txt", "-o", MANIFEST)
    assert "sources" not in call.out
    assert 'file: "原文/页一.txt"' in (tmp_path / MANIFEST).read_text(encoding="utf-8")


def test_a_file_outside_a_sources_folder_that_was_named_is_refused(reissue: Reissue, tmp_path: Path) -> None:
    laid(tmp_path)
    (tmp_path / "scans").mkdir()
    call = reissue("import", "page.txt", "-o", MANIFEST, "--sources", "scans")
    assert call.code == 2
    assert "manifest/path-outside-root" in call.err


def test_files_of_the_same_name_get_ids_of_their_own(reissue: Reissue, tmp_path: Path) -> None:
    for folder in ("一", "二"):
        laid(tmp_path, f"{folder}/Page 1.txt")
    call = reissue("import", "一/Page 1.txt", "二/Page 1.txt", "-o", MANIFEST, "--format", "json")
    data = json.loads(call.out)
    text = (tmp_path / MANIFEST).read_text(encoding="utf-8")
    assert 'id: "page-1"' in text
    assert 'id: "page-1-2"' in text
    assert data["manifest"] == MANIFEST
    assert (data["articles"], data["exit"]) == (1, call.code)


def test_gb18030_is_read_and_what_is_not_certain_refused(reissue: Reissue, tmp_path: Path) -> None:
    laid(tmp_path, data=TEXT.encode("gb18030"))
    assert reissue("import", "page.txt", "-o", MANIFEST).code == 0
    assert reissue("check", MANIFEST).code == 0
    laid(tmp_path, "b.txt", "渡口".encode("gb18030"))
    call = reissue("import", "b.txt", "-o", "manifests/hewan/2026-02.yaml")
    assert call.code == 4
    assert "b.txt: error source/encoding-uncertain" in call.err
    assert not (tmp_path / "manifests/hewan/2026-02.yaml").exists()


@pytest.mark.parametrize(
    ("manifest", "code"),
    [
        ("manifests/河湾/2026-01.yaml", "manifest/bad-id"),
        ("manifests/hewan/january.yaml", "manifest/bad-id"),
        ("manifests/hewan/2026-13.yaml", "manifest/bad-id"),
    ],
)
def test_names_that_will_not_do_are_refused(reissue: Reissue, tmp_path: Path, manifest: str, code: str) -> None:
    laid(tmp_path)
    call = reissue("import", "page.txt", "-o", manifest)
    assert call.code == 2
    assert code in call.err
    assert not (tmp_path / "manifests").exists()


def test_a_missing_file_is_named(reissue: Reissue) -> None:
    call = reissue("import", "page.txt", "-o", MANIFEST)
    assert call.code == 4
    assert "page.txt: error source/missing" in call.err


@pytest.mark.parametrize("data", [b"", b"\n\n \n"])
def test_a_file_without_text_is_refused(
    reissue: Reissue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    laid(tmp_path, data=data)
    call = reissue("import", "page.txt", "-o", MANIFEST)
    assert call.code == 4
    assert "page.txt: error source/empty" in call.err
    assert not (tmp_path / "manifests").exists()


def with_captions(plan: IssuePlan, source: str) -> IssuePlan:
    (piece,) = plan.articles()
    captions = tuple(CaptionPlan((LineRange(source, line, line),)) for line in (7, 11))
    return replace(plan, contents=(replace(piece, captions=captions),))


@pytest.mark.parametrize(("names", "attached"), [(["b-2.png", "b-10.png"], True), (["a.png"], False)])
def test_pictures_go_to_captions_in_order_or_are_asked_about(
    reissue: Reissue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: Sequence[str], attached: bool
) -> None:
    def captioned(galley: Galley, identity: Identity) -> Draft:
        made = stub(galley, identity)
        return replace(made, plan=with_captions(made.plan, galley.sources[0].id))

    monkeypatch.setattr(importing, "draft", captioned)
    laid(tmp_path)
    for name in names:
        laid(tmp_path, f"shots/{name}", name.encode())
    reissue("import", "page.txt", "-o", MANIFEST, "--pictures", "shots")
    text = (tmp_path / MANIFEST).read_text(encoding="utf-8")
    assert ('{from: "7", picture: "pictures/b-2.png"}' in text) is attached
    assert ('why: "图注与图片的数目对不上' in text) is not attached
    assert all((tmp_path / "manifests/hewan/pictures" / name).is_file() for name in names)


def test_a_folder_of_pictures_must_be_there(reissue: Reissue, tmp_path: Path) -> None:
    laid(tmp_path)
    call = reissue("import", "page.txt", "-o", MANIFEST, "--pictures", "none")
    assert (call.code, "cli/no-folder" in call.err) == (2, True)


def test_a_draft_of_the_sample_page_is_checked_without_an_error(
    reissue: Reissue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    laid(tmp_path)
    call = reissue("import", "page.txt", "-o", MANIFEST, "--format", "json")
    data: Mapping[str, object] = json.loads(call.out)
    assert (call.code, data["exit"]) == (0, 0)
    assert reissue("check", "--open", MANIFEST).code == 0
