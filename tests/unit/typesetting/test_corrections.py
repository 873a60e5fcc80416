"""The page of corrections: who is told what, where it stands, and that all of it is marked as added."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.house import House
from publisher.issue.changes import Change
from publisher.issue.galley import Span
from publisher.issue.queries import Query
from publisher.manifest.style_reader import read_style
from publisher.typesetting.pages import Page, Pages, typeset
from publisher.typesetting.stylesheets import Medium
from tests.unit.editions.invented_issue import invented_issue

REPORT = "jiangan-2031-02-i0001"
CHANGES = (
    Change(REPORT, "editor/emend", "桥已经", "桥巳经", "形近<误识>"),
    Change(REPORT, "copydesk/misreading-word", "水经", "水径", "上文作径", is_editors=False),
    Change("imprint", "editor/emend", "主边", "主编"),
)
ROUTINE = (("copydesk/fullwidth-marks", 1204), ("drop/folio", 3), ("copydesk/jump-line", 2), ("drop/jump-line", 1))
DOUBTS = (Query("q-00000000", "editor/query", REPORT, Span("a", 1, 0, 2), "六日", "八日", "三页作八日"),)


def pages(folder: Path, medium: Medium = "epub", *, asked: bool = True, language: str = "zh-Hans") -> Pages:
    issue = invented_issue(folder, picture=False)
    issue = replace(issue, changes=CHANGES, routine=ROUTINE, queries=DOUBTS)
    issue = replace(issue, periodical=replace(issue.periodical, language=language))
    house = House.here()
    options = [("corrections_page", "list")] if asked else []
    return typeset(issue, read_style("base", options, house, None), medium, house)


def page(folder: Path, **how: str) -> Page:
    found = pages(folder, **how).page("corrections")  # type: ignore[arg-type]  # language and medium by name
    assert found is not None
    return found


def test_there_is_no_such_page_unless_a_style_asks_for_it(tmp_path: Path) -> None:
    assert pages(tmp_path, asked=False).page("corrections") is None


def test_it_stands_before_the_colophon(tmp_path: Path) -> None:
    assert [each.kind for each in pages(tmp_path).pages][-2:] == ["corrections", "colophon"]


@pytest.mark.parametrize(
    "words",
    [
        "原作“桥已经”，今改“桥巳经”。",
        "形近&lt;误识&gt;",
        "识别之误：上文作径",
        "“六日”，疑当作“八日”。",
        "原刊第4页",
        "<dt>半角标点改为全角</dt><dd>1\u00a0204 处</dd>",
        "<dt>删去转接提示</dt><dd>3 处</dd>",
        "编者改",
    ],
)
def test_the_reader_is_told(words: str, tmp_path: Path) -> None:
    assert words in page(tmp_path).body


def test_articles_come_in_the_order_of_the_issue_and_are_linked(tmp_path: Path) -> None:
    body = page(tmp_path).body
    assert f'<a href="a0001.xhtml#{REPORT}">桥修好以后</a>' in body
    assert body.index("桥修好以后") < body.index("版权页")


def test_all_of_it_is_marked_as_added(tmp_path: Path) -> None:
    first = page(tmp_path).body.partition("\n")[0]
    assert first.startswith('<section class="corrections-page"')
    assert 'data-generated="corrections"' in first


def test_traditional_readers_get_their_quotes(tmp_path: Path) -> None:
    assert "原作「桥已经」，今改「桥巳经」。" in page(tmp_path, language="zh-Hant").body


def test_in_one_document_links_stay_inside_it(tmp_path: Path) -> None:
    assert f'<a href="#{REPORT}">' in page(tmp_path, medium="html").body
