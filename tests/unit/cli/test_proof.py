"""`reissue proof --typography`: measures as text and data, faults with their place, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.calls import Call
from tests.unit.proof.composed import full
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


def test_only_the_first_faults_are_shown_unless_all_are_asked_for(reissue: Reissue, tmp_path: Path) -> None:
    pdf = write(tmp_path / "a.pdf", full(ems=18), *[full(start="，")] * 8)
    assert "and 3 more (--all lists them)" in reissue("proof", pdf, "--typography").out
    assert "more" not in reissue("proof", pdf, "--typography", "--all").out


def test_json_holds_every_measure_and_fault(reissue: Reissue, bad: str) -> None:
    call = reissue("proof", bad, "--typography", "--format", "json")
    (report,) = json.loads(call.out)["typography"]
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


def test_unreadable_file_does_not_stop_the_others_and_is_graver(reissue: Reissue, good: str, bad: str) -> None:
    call = reissue("proof", "absent.pdf", bad, good, "--typography")
    assert call.code == 4
    assert "absent.pdf: error proof/bad-pdf" in call.err
    assert "good.pdf: 1 pages" in call.out


def test_a_report_must_be_asked_for(reissue: Reissue, good: str) -> None:
    call = reissue("proof", good)
    assert (call.code, "--typography" in call.err) == (2, True)
