"""`reissue diff`: text, JSON and errata, exit codes, and what is said of files that cannot be compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.calls import Call
from tests.unit.proof.collated import write

Reissue = Callable[..., Call]


@pytest.fixture
def manifests(tmp_path: Path) -> tuple[str, str]:
    """Return two manifests of one issue; the second one emends a word and is a second revision."""
    found = []
    for name in ("old", "new"):
        folder = tmp_path / name / "dengshi"
        folder.mkdir(parents=True)
        found.append(write(folder))
    text = found[1].read_text(encoding="utf-8")
    text = text.replace('date: "2026-02"\n', 'date: "2026-02"\nrevision: "2"\n')
    text = text.replace(
        "    decisions:\n      - {order",
        '    decisions:\n      - {emend: "18", wrong: "瞿", right: "罗"}\n      - {order',
    )
    found[1].write_text(text, encoding="utf-8")
    return str(found[0]), str(found[1])


def test_changes_are_printed_article_by_article(reissue: Reissue, manifests: tuple[str, str]) -> None:
    call = reissue("diff", *manifests, "--lang", "zh")
    assert (call.code, call.err) == (0, "")
    assert "版次：〔-1-〕〔+2+〕" in call.out
    assert "  b0001  改  掌柜姓〔-瞿-〕〔+罗+〕。" in call.out
    assert "dengshi-2026-02-i0001" not in call.out


def test_json_holds_places(reissue: Reissue, manifests: tuple[str, str]) -> None:
    data = json.loads(reissue("diff", *manifests, "--format", "json").out)
    (article,) = data["articles"]
    assert article["blocks"][0]["ops"] == [{"at_before": 3, "before": "瞿", "at_after": 3, "after": "罗"}]
    assert not data["same"]


def test_errata_can_be_published(reissue: Reissue, manifests: tuple[str, str]) -> None:
    assert reissue("diff", *manifests, "--errata").out == "《桥头<b>的茶&馆》第1段：“掌柜姓瞿”应作“掌柜姓罗”。\n"


def test_a_difference_is_no_problem_unless_it_is_asked_for(reissue: Reissue, manifests: tuple[str, str]) -> None:
    old, new = manifests
    assert reissue("diff", old, new).code == 0
    assert reissue("diff", old, new, "--exit-code").code == 1
    assert reissue("diff", old, old, "--exit-code").code == 0


def test_colour_is_added_to_the_marks_and_does_not_replace_them(reissue: Reissue, manifests: tuple[str, str]) -> None:
    coloured = reissue("diff", *manifests, "--color", "always").out
    assert "\x1b[31m〔-瞿-〕" in coloured
    assert "\x1b" not in reissue("diff", *manifests).out


def test_a_pdf_is_refused_and_the_book_beside_it_named(reissue: Reissue, tmp_path: Path) -> None:
    for name in ("a.pdf", "a.epub"):
        (tmp_path / name).write_bytes(b"%PDF-1.7")
    call = reissue("diff", "a.pdf", "a.pdf")
    assert call.code == 2
    assert "proof/not-comparable" in call.err
    assert "a.epub" in call.err


@pytest.mark.parametrize("name", ["none.epub", "none.html", "."])
def test_what_is_not_there_is_said(reissue: Reissue, name: str) -> None:
    call = reissue("diff", name, name)
    assert call.code == 4
    assert "proof/no-edition" in call.err


def test_a_damaged_book_is_refused_with_its_name(reissue: Reissue, tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(b"PK")
    call = reissue("diff", "a.epub", "a.epub", "--lang", "zh")
    assert call.code == 4
    assert call.err.startswith("a.epub: 错误 proof/bad-archive")


def test_folder_stands_for_the_original_among_its_scripts(reissue: Reissue, tmp_path: Path) -> None:
    for name in ("dengshi-2026-02.epub", "dengshi-2026-02.zh-hant-tw.epub", "dengshi-2026-02.html"):
        (tmp_path / name).write_bytes(b"no book")
    call = reissue("diff", ".", ".")
    assert call.code == 4
    assert call.err.startswith("dengshi-2026-02.epub: error")
