"""`reissue proof`: what it takes, what it prints as text and data, and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.house import House
from publisher.problems import Place, Problem, SourceError
from publisher.proof.pdf.validators import preflight
from publisher.proof.typography import asking as compositor
from tests.calls import Call
from tests.unit.proof.composed import full
from tests.unit.proof.pdf import samples, spoils
from tests.unit.proof.small_pdf import SmallPdf, show

Reissue = Callable[..., Call]


def write(path: Path, *rows: str) -> str:
    """Write a PDF with one paragraph whose lines stand flush from 50 pt on, the first indented."""
    lines = [show(text, 50 + 20 * (row == 0), 700 - 16 * row) for row, text in enumerate(rows)]
    page = f"/Span << /MCID 0 >> BDC {' '.join(lines)} EMC"
    path.write_bytes(bytes(SmallPdf([page], [("P", "", [(0, 0)])])))
    return str(path)


@pytest.fixture
def good(tmp_path: Path) -> str:
    return write(tmp_path / "good.pdf", full(ems=18), *[full()] * 5, "石上。")


@pytest.fixture
def bad(tmp_path: Path) -> str:
    return write(tmp_path / "bad.pdf", full(ems=18), *[full()] * 5, full(ems=17), "，石上。")


def test_file_that_meets_every_demand_ends_with_0(reissue: Reissue, good: str) -> None:
    call = reissue("proof", good, "--typography")
    assert (call.code, call.err) == (0, "")
    assert "good.pdf: 1 pages, 1 paragraphs, 7 lines, 10/16 pt" in call.out


def test_faults_are_listed_with_page_column_and_line_and_end_with_1(reissue: Reissue, bad: str) -> None:
    call = reissue("proof", bad, "--typography")
    assert call.code == 1
    assert "page 1, column 1, line 8 (prose)  记在本子|，石上。  ，石上。" in call.out
    assert "proof/typography: 2 of 20 measures of typography are not met: line-start, flush" in call.err


def test_report_speaks_chinese(reissue: Reissue, bad: str) -> None:
    call = reissue("proof", bad, "--typography", "--lang", "zh")
    assert "第 1 页第 1 栏第 8 行（正文）" in call.out
    assert "排版的 20 项里有 2 项不合要求" in call.err


@pytest.mark.slow
def test_only_the_first_faults_are_shown_unless_all_are_asked_for(reissue: Reissue, tmp_path: Path) -> None:
    pdf = write(tmp_path / "a.pdf", full(ems=18), *[full(start="，")] * 8)
    assert "and 3 more (--all lists them)" in reissue("proof", pdf, "--typography").out
    assert "more" not in reissue("proof", pdf, "--typography", "--all").out


def test_json_holds_every_measure_and_fault(reissue: Reissue, bad: str) -> None:
    call = reissue("proof", bad, "--typography", "--format", "json")
    (file,) = json.loads(call.out)["files"]
    (section,) = file["sections"]
    report = section["typography"]
    measures = {each["measure"]: each for each in report["measures"]}
    assert (report["structure"], report["body_pt"], len(measures)) == ("classes", 10, 20)
    assert measures["line-start"]["at"] == [
        {
            "page": 1,
            "folio": None,
            "column": 1,
            "line": 8,
            "kind": "prose",
            "value": "记在本子|，石上。",
            "text": "，石上。",
        }
    ]
    assert measures["flush"]["met"] is False
    assert measures["flush"]["faults"] == 1


@pytest.mark.slow
def test_unreadable_file_does_not_stop_the_others_and_is_graver(reissue: Reissue, good: str, bad: str) -> None:
    call = reissue("proof", "absent.pdf", bad, good, "--typography")
    assert call.code == 4
    assert "absent.pdf: error proof/bad-pdf" in call.err
    assert "good.pdf: 1 pages" in call.out


# --- rules and validators --------------------------------------------------------------


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.pdf"
    path.write_bytes(samples.saved(samples.archive()))
    return path


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that makes shell scripts the only tools there are."""
    folder = tmp_path / ".tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PDFBOX_JARS", str(folder))

    def make(**scripts: str) -> None:
        for name, script in scripts.items():
            (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            (folder / name).chmod(0o755)

    return make


def spoil(path: Path, code: str) -> None:
    pdf = samples.archive()
    spoils.ARCHIVE[code](pdf)
    path.write_bytes(samples.saved(pdf))


def test_file_without_fault_is_built_to_rules_and_never_called_validated(reissue: Reissue, archive, tools) -> None:
    call = reissue("proof", str(archive))
    assert (call.code, call.err) == (0, "")
    assert "archive.pdf  2 pages · claims PDF/A-3a, PDF/UA-1" in call.out
    assert "✓ PDF/A-3a          all 75 rules kept" in call.out
    assert "veraPDF           skipped: not installed; it would validate PDF/A and PDF/UA as a whole" in call.out
    assert "→ built to the rules of PDF/A-3a, PDF/UA-1; not validated" in call.out
    assert "validated by" not in call.out


def test_broken_rule_is_told_with_its_place_and_clause_and_ends_with_1(reissue: Reissue, archive, tools) -> None:
    spoil(archive, "headings")
    call = reissue("proof", str(archive))
    assert call.code == 1
    assert "✗ headings (ISO 14289-1, 7.4.2): headings begin with level 1 and skip none" in call.out
    assert "page 1, H3, object" in call.out
    assert "H1 → H3" in call.out
    assert "→ built to the rules of PDF/A-3a; not built to the rules of PDF/UA-1; not validated" in call.out
    assert "proof/pdf-rules: 1 of 40 rules of PDF/UA-1 are not kept: headings" in call.err


def test_rule_of_our_own_alone_leaves_the_standard_kept(reissue: Reissue, archive, tools) -> None:
    spoil(archive, "attachment-once")
    call = reissue("proof", str(archive), "--pdf")
    assert (call.code, "attachment-once (our own rule)" in call.out) == (1, True)
    assert "→ built to the rules of PDF/A-3a, PDF/UA-1" in call.out


def test_report_of_rules_speaks_chinese(reissue: Reissue, archive, tools) -> None:
    spoil(archive, "headings")
    call = reissue("proof", str(archive), "--lang", "zh")
    assert "✗ headings（ISO 14289-1, 7.4.2）：标题从一级开始，不跳级" in call.out
    assert "→ 按 PDF/A-3a 的规则制作；不符合 PDF/UA-1 的规则；未经校验程序校验" in call.out


PASSED = '<report><releaseDetails id="core" version="9.9"/><validationReport isCompliant="true"/></report>'


def test_only_a_validator_that_ran_and_passed_makes_a_file_validated(reissue: Reissue, archive, tools) -> None:
    tools(verapdf=f"echo '{PASSED}'")
    call = reissue("proof", str(archive))
    assert (call.code, "validated by veraPDF 9.9" in call.out) == (0, True)
    data = json.loads(reissue("proof", str(archive), "--format", "json").out)["files"][0]
    assert (data["built_to"], data["validated_by"]) == (["PDF/A-3a", "PDF/UA-1"], ["veraPDF 9.9"])


def test_refusal_of_a_validator_ends_with_6(reissue: Reissue, archive, tools) -> None:
    tools(verapdf="echo '<report><validationReport isCompliant=\"false\"/></report>'; exit 1")
    call = reissue("proof", str(archive))
    assert (call.code, "proof/validator-refused: veraPDF refuses the file" in call.err) == (6, True)
    assert "validated by" not in call.out


def test_lint_that_complains_is_told_and_refuses_nothing(reissue: Reissue, archive, tools, tmp_path: Path) -> None:
    for name in preflight._JARS:
        (tmp_path / ".tools" / f"{name}.jar").touch()
    error = "<error><code>1.1</code><details>odd header</details></error>"
    tools(java=f"echo '<preflight><errors>{error}</errors></preflight>'")
    call = reissue("proof", str(archive))
    assert (call.code, "proof/pdf-lint" in call.err, "1.1 odd header" in call.out) == (1, True, True)
    assert "validated by" not in call.out


def test_all_lists_passed_checks_and_those_that_do_not_apply(reissue: Reissue, archive, tools) -> None:
    call = reissue("proof", str(archive), "--all")
    assert "✓ device-colours (ISO 19005-3, 6.2.4.3): device colours match the output intent" in call.out
    assert "✓ device-colours" not in reissue("proof", str(archive)).out


def test_json_of_rules_holds_state_clause_place_and_count(reissue: Reissue, archive, tools) -> None:
    spoil(archive, "link-areas")
    data = json.loads(reissue("proof", str(archive), "--format", "json").out)
    (file,) = data["files"]
    sections = {section["section"]: section for section in file["sections"]}
    (failed,) = [check for check in sections["pdf"]["checks"] if check["state"] == "failed"]
    assert (data["exit"], file["exit"], file["pages"], len(file["sha256"])) == (1, 1, 2, 64)
    assert (failed["check"], failed["clause"], failed["count"]) == ("link-areas", "ISO 32000-1, 12.5.2", 1)
    assert failed["findings"][0]["page"] == 1
    assert (sections["verapdf"]["state"], sections["verapdf"]["note"]) == ("skipped", "absent")
    assert [problem["code"] for problem in data["problems"]] == ["proof/pdf-rules"]


def test_file_is_held_to_a_standard_it_does_not_claim(reissue: Reissue, good: str, tools) -> None:
    call = reissue("proof", good, "--as", "ua-1,x-4", "--pdf")
    assert call.code == 1
    assert "✗ PDF/UA-1" in call.out
    assert "✗ PDF/X-4" in call.out
    assert reissue("proof", good, "--as", "a-9").code == 2


def test_folder_stands_for_every_pdf_and_epub_in_it(reissue: Reissue, archive, tools, tmp_path: Path) -> None:
    folder = tmp_path / "output" / "a"
    folder.mkdir(parents=True)
    (folder / "a.pdf").write_bytes(archive.read_bytes())
    (folder / "a.epub").write_bytes(b"")
    (folder / "notes.txt").write_bytes(b"")
    (folder / ".a.pdf.half").write_bytes(b"")
    data = json.loads(reissue("proof", "output", "--format", "json").out)
    assert [(file["file"], file["kind"]) for file in data["files"]] == [
        ("output/a/a.epub", "epub"),
        ("output/a/a.pdf", "pdf"),
    ]
    sections = data["files"][0]["sections"]
    assert [(each["section"], each["state"], each["note"]) for each in sections] == [
        ("epubcheck", "skipped", "absent"),
        ("ace", "skipped", "absent"),
    ]


def test_folder_without_finished_files_is_a_problem(reissue: Reissue, tmp_path: Path, tools) -> None:
    (tmp_path / "empty").mkdir()
    call = reissue("proof", "empty")
    assert (call.code, "empty: error proof/nothing-to-proof" in call.err) == (4, True)


def test_epubcheck_speaks_in_the_same_report(reissue: Reissue, tools, tmp_path: Path) -> None:
    message = {"ID": "RSC-005", "severity": "ERROR", "message": "wrong", "locations": []}
    (tmp_path / "r.json").write_text(json.dumps({"messages": [message]}), encoding="utf-8")
    (tmp_path / "a.epub").write_bytes(b"")
    tools(java=f"/bin/cat '{tmp_path / 'r.json'}'")
    call = reissue("proof", "a.epub")
    assert (call.code, "RSC-005 wrong" in call.out, "proof/epubcheck" in call.err) == (6, True, True)


@pytest.mark.slow
def test_typography_is_measured_with_the_rest_where_the_file_is_ours(
    reissue: Reissue, bad: str, archive, tools
) -> None:
    sections = [
        [section["section"] for section in file["sections"]]
        for file in json.loads(reissue("proof", bad, str(archive), "--format", "json").out)["files"]
    ]
    assert ["typography" in names for names in sections] == [True, False]


def test_text_that_cannot_be_measured_does_not_hide_the_rules(
    reissue: Reissue, good: str, tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(data: bytes, name: str, house: House) -> None:
        raise SourceError(Problem("proof/bad-pdf", Place(name), {"reason": "odd text"}))

    monkeypatch.setattr(compositor, "measured", refuse)
    call = reissue("proof", good)
    assert "✗ PDF " in call.out
    assert "– typography  skipped: it broke down: odd text" in call.out


def test_missing_book_is_a_problem_of_a_book(reissue: Reissue, tools) -> None:
    call = reissue("proof", "absent.epub")
    assert (call.code, "absent.epub: error proof/bad-archive" in call.err) == (4, True)


# --- the page, and what was asked before -------------------------------------------------


def test_html_writes_one_page_and_prints_where_it_lies(reissue: Reissue, archive, tools, tmp_path: Path) -> None:
    call = reissue("proof", "archive.pdf", "--html", "out/proof.html", "--lang", "zh")
    assert (call.code, call.out) == (0, "out/proof.html\n")
    page = (tmp_path / "out/proof.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "条规则全部符合" in page
    assert "跳过：没有安装" in page


@pytest.mark.slow
def test_html_has_the_exit_code_and_the_problems_of_the_report(reissue: Reissue, bad: str) -> None:
    call = reissue("proof", bad, "--html", "proof.html")
    assert (call.code, "proof/typography" in call.err) == (1, True)


def test_a_page_that_cannot_be_written_is_a_problem(reissue: Reissue, archive, tools, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    call = reissue("proof", "archive.pdf", "--html", "file/proof.html")
    assert (call.code, call.out, "Traceback" in call.err) == (1, "", False)


@pytest.mark.slow
def test_verdicts_are_kept_and_said_to_be(reissue: Reissue, archive, tools, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REISSUE_CACHE", "kept")
    tools(qpdf='echo "qpdf version 11.3.0"')

    def cached(*words: str) -> dict[str, bool]:
        (file,) = json.loads(reissue("proof", "archive.pdf", "--format", "json", *words).out)["files"]
        return {each["section"]: each["cached"] for each in file["sections"]}

    assert set(cached().values()) == {False}
    assert {name for name, is_kept in cached().items() if not is_kept} == {"preflight", "verapdf"}
    assert set(cached("--fresh").values()) == {False}
