"""explain, schema, doctor and init: each prints what was asked and writes only what it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher import production
from publisher.doctor import Finding
from publisher.problems import catalogue
from tests.calls import Call

Reissue = Callable[..., Call]
SCAFFOLD = {"periodical.yaml": "江岸\n", "2031-01.yaml": "一\n", ".reissue/issue.schema.json": "{}\n"}


@pytest.mark.parametrize(("lang", "word"), [("zh", "退出码"), ("en", "Exit code")])
def test_explain_prints_the_page_in_the_language(reissue: Reissue, lang: str, word: str) -> None:
    call = reissue("explain", "cli/internal", "--lang", lang)
    assert call.code == 0
    assert call.out.startswith("# cli/internal\n")
    assert word in call.out


def test_explain_alone_lists_every_code(reissue: Reissue) -> None:
    printed = reissue("explain").out
    assert [code for code in catalogue("en") if code.startswith("cli/") and code not in printed] == []


def test_explain_names_the_nearest_code(reissue: Reissue) -> None:
    assert 'the nearest is "cli/internal"' in reissue("explain", "cli/intern").err


def test_schema_prints_json(reissue: Reissue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(production, "schema", lambda which: {"title": which})
    assert json.loads(reissue("schema").out) == {"title": "issue"}
    assert json.loads(reissue("schema", "periodical").out) == {"title": "periodical"}


@pytest.mark.parametrize(("is_required", "code"), [(True, 5), (False, 0)])
def test_doctor_fails_only_if_something_needed_is_missing(
    reissue: Reissue, monkeypatch: pytest.MonkeyPatch, is_required: bool, code: int
) -> None:
    finding = Finding(
        "Pango", found=False, version="", needed_for="layout", remedy="apt-get install x", is_required=is_required
    )
    monkeypatch.setattr(production, "doctor", lambda _house: (finding,))
    call = reissue("doctor")
    assert call.code == code
    assert "apt-get install x" in call.out
    assert json.loads(reissue("doctor", "--format", "json").out)[0]["found"] is False


def test_init_writes_the_scaffold_and_prints_its_paths(
    reissue: Reissue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(production, "scaffold", lambda _folder, code, style: {**SCAFFOLD, "code": f"{code} {style}"})
    call = reissue("init", "manifests/JiangAn", "--style", "base")
    assert call.code == 0
    assert call.out.splitlines()[0] == "manifests/JiangAn/periodical.yaml"
    assert "reissue build manifests/JiangAn/2031-01.yaml" in call.err
    assert (tmp_path / "manifests/JiangAn/code").read_text(encoding="utf-8") == "jiangan base"
    assert (tmp_path / "manifests/JiangAn/.reissue/issue.schema.json").is_file()


def test_init_overwrites_nothing_and_writes_nothing_if_a_file_is_in_the_way(
    reissue: Reissue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(production, "scaffold", lambda _folder, _code, _style: SCAFFOLD)
    (tmp_path / "jiangan").mkdir()
    (tmp_path / "jiangan/2031-01.yaml").write_text("mine", encoding="utf-8")
    call = reissue("init", "jiangan")
    assert (call.code, call.out) == (2, "")
    assert "jiangan/2031-01.yaml: error cli/file-exists" in call.err
    assert [path.name for path in (tmp_path / "jiangan").iterdir()] == ["2031-01.yaml"]
    assert (tmp_path / "jiangan/2031-01.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("folder", ["江岸", "9a", "a--b", "a_b"])
def test_init_needs_a_code_that_can_stand_in_ids(
    reissue: Reissue, monkeypatch: pytest.MonkeyPatch, folder: str, tmp_path: Path
) -> None:
    monkeypatch.setattr(production, "scaffold", lambda _folder, _code, _style: SCAFFOLD)
    assert "cli/bad-code" in reissue("init", folder).err
    assert not (tmp_path / folder).exists()
    assert reissue("init", folder, "--code", "jiangan").code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_doctor_has_words_for_everything_it_looks_for(reissue: Reissue, lang: str) -> None:
    rows = json.loads(reissue("doctor", "--format", "json", "--lang", lang).out)
    assert len(rows) > 15
    assert [row["name"] for row in rows if not row["purpose"] or not row["cost"]] == []


def test_doctor_says_what_a_lack_costs(reissue: Reissue, monkeypatch: pytest.MonkeyPatch) -> None:
    lacks = tuple(
        Finding(name, found=False, version="0.1 GB", needed_for=use, remedy="mend", detail="somewhere")
        for name, use in (("temporary", "temporary"), ("Kai: LXGW WenKai", "kai"))
    )
    monkeypatch.setattr(production, "doctor", lambda _house: lacks)
    said = reissue("doctor").out
    assert "room for temporary files: without it, no PDF and no designed cover can be laid out" in said
    assert "Kai: LXGW WenKai: without it, nothing can be printed that has quotations" in said
    assert "临时文件的空间：没有它，排不了 PDF" in reissue("doctor", "--lang", "zh").out
