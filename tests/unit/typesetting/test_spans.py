"""Heads of stories in modules: one for each width, the wider the larger; none where a style has no modules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publisher.typesetting.geometry import geometry_of
from publisher.typesetting.pages import typeset
from publisher.typesetting.spans import spans_of
from tests.unit.typesetting import whole_issue as wi


def test_newspaper_heads_are_set_for_every_number_of_columns() -> None:
    spans = spans_of(geometry_of(wi.style("newspaper").options))
    assert [span.columns for span in spans] == [4, 3, 2, 1]
    scales = [span.title_scale for span in spans]
    assert scales == sorted(scales, reverse=True)


@pytest.mark.parametrize("options", [{"modules": "false"}, {"run_on": "false"}, {"columns": 1}])
def test_style_without_modules_has_no_widths(options: dict[str, object]) -> None:
    assert spans_of(geometry_of(wi.style("newspaper", **options).options)) == ()


def test_title_of_a_narrow_story_stands_in_more_lines(tmp_path: Path) -> None:
    issue = wi.whole_issue(tmp_path, contents=(wi.essay(f"{wi.ID}-i0001", "水涨到码头第七级台阶那天没有船", 1),))
    pages = typeset(issue, wi.style("newspaper"), "pdf", wi.house())
    body = next(page.body for page in pages.pages if page.kind == "article")
    heads = re.findall(r'<header class="head spans-(\d)".*?</header>', body, re.DOTALL)
    lines = [part.count('class="title-line"') for part in body.split("<header ")[1:]]
    assert heads == ["4", "3", "2", "1"]
    assert lines[0] == 1 < lines[-1]


def test_epub_of_a_newspaper_has_one_head_for_each_story(tmp_path: Path) -> None:
    pages = typeset(wi.whole_issue(tmp_path), wi.style("newspaper"), "epub", wi.house())
    assert {page.body.count("<header") for page in pages.pages if page.kind == "article"} == {1}
