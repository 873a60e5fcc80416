"""What a reader is told of the ledger: words one by one with their neighbours, form only counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.house import House
from publisher.issue.issue import Issue
from publisher.production.editing import edit, silent
from tests.unit.proof.collated import write


def issue_with(folder: Path, decisions: str = "") -> Issue:
    """Return the small issue with further decisions for its second article."""
    manifest = write(folder)
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace("      - {order", f"{decisions}      - {{order"), encoding="utf-8"
    )
    return edit(manifest, House(folder, folder), silent).issue


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dengshi"
    made.mkdir()
    return made


def test_an_emendation_is_told_with_neighbours_up_to_the_next_mark(folder: Path) -> None:
    (change,) = issue_with(folder).changes
    assert (change.owner, change.rule, change.why) == ("dengshi-2026-02-i0001", "editor/emend", "形近误识")
    assert (change.before, change.after) == ("未了才上纸", "末了才上纸")


def test_neighbours_are_quoted_as_the_edition_reads_them(folder: Path) -> None:
    """Line 9 reads `3 天` in the source; the space is a matter of form and gone from both quotations."""
    manifest = write(folder)
    text = manifest.read_text(encoding="utf-8")
    emend = '          - {emend: "9", wrong: "泡足", right: "泡满"}\n          - {drop: "8"'
    manifest.write_text(text.replace('          - {drop: "8"', emend), encoding="utf-8")
    changes = edit(manifest, House(folder, folder), silent).issue.changes
    assert next((each.before, each.after) for each in changes) == ("竹篾要泡足3天", "竹篾要泡满3天")


def test_words_taken_away_are_told(folder: Path) -> None:
    changes = issue_with(folder, '      - {emend: "17", wrong: "桥会的", right: "桥会"}\n').changes
    assert [(each.before, each.after) for each in changes][-1] == ("油是桥会的", "油是桥会")


def test_words_put_in_are_told(folder: Path) -> None:
    changes = issue_with(folder, '      - {emend: "18", wrong: "姓瞿", right: "姓瞿的"}\n').changes
    assert [(each.before, each.after) for each in changes][-1] == ("掌柜姓瞿", "掌柜姓瞿的")


def test_places_close_to_each_other_are_one_change(folder: Path) -> None:
    decisions = (
        '      - {emend: "17", wrong: "茶馆", right: "酒馆"}\n      - {emend: "17", wrong: "半夜", right: "天夜"}\n'
    )
    changes = issue_with(folder, decisions).changes
    assert [(each.before, each.after) for each in changes][-1] == ("茶馆开到半夜", "酒馆开到天夜")


def test_a_finding_that_an_editor_let_stand_is_not_the_editors(folder: Path) -> None:
    found = '      - {emend: "18", wrong: "瞿", right: "罗", by: "copydesk/misreading-name", why: "三处作罗"}\n'
    change = issue_with(folder, found).changes[-1]
    assert (change.rule, change.is_editors) == ("copydesk/misreading-name", False)


def test_form_is_counted_by_rule_and_drops_by_reason(folder: Path) -> None:
    counts = dict(issue_with(folder).routine)
    assert counts["copydesk/fullwidth-marks"] >= 5
    assert counts["drop/folio"] == 1
    assert not [code for code in counts if code.startswith("editor/")]
