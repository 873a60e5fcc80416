"""Printed contents: set wide where there is room, divided in long sections only, the imprint below if it fits."""

from __future__ import annotations

from publisher.issue.style import StyleOptions
from publisher.typesetting.contents import ContentsEntry, Target
from publisher.typesetting.contentsroom import room_for, stays_whole
from publisher.typesetting.geometry import geometry_of

GEOMETRY = geometry_of(StyleOptions())


def row(number: int) -> ContentsEntry:
    return ContentsEntry(f"i{number}", "article", "渡船", Target("a.xhtml", f"i{number}"), 2)


def section(rows: int) -> ContentsEntry:
    children = tuple(row(number) for number in range(rows))
    return ContentsEntry("s", "section", "报告", Target("a.xhtml", "s"), 1, children=children)


def test_few_rows_stand_wide_apart() -> None:
    assert room_for((section(3),), 4, GEOMETRY).pitch == round(1.7 * GEOMETRY.leading, 2)


def test_many_rows_stand_closer() -> None:
    few, many = (room_for((section(rows),), 4, GEOMETRY).pitch for rows in (3, 22))
    assert many < few


def test_imprint_stands_below_the_contents_where_it_fits() -> None:
    assert room_for((section(3),), 8, GEOMETRY).holds_imprint


def test_imprint_gets_a_page_of_its_own_below_full_contents() -> None:
    assert not room_for((section(12), section(12), section(4)), 16, GEOMETRY).holds_imprint


def test_short_section_is_not_divided() -> None:
    assert stays_whole(section(12))
    assert not stays_whole(section(13))
