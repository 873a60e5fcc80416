"""Printed contents: wide where there is room, two columns where that saves a page, the imprint below if it fits."""

from __future__ import annotations

from dataclasses import replace

from publisher.issue.style import ContentsColumns, StyleOptions, WritingMode
from publisher.typesetting.contents import ContentsEntry, Target
from publisher.typesetting.contentsroom import room_for, stays_whole
from publisher.typesetting.geometry import geometry_of

OPTIONS = StyleOptions()
GEOMETRY = geometry_of(OPTIONS)
IMPRINT = 5.0


def row(number: int) -> ContentsEntry:
    return ContentsEntry(f"i{number}", "article", "渡船", Target("a.xhtml", f"i{number}"), 2)


def section(rows: int) -> ContentsEntry:
    children = tuple(row(number) for number in range(rows))
    return ContentsEntry("s", "section", "报告", Target("a.xhtml", "s"), 1, children=children)


def test_few_rows_stand_wide_apart_and_larger() -> None:
    few, some = (room_for((section(rows),), IMPRINT, GEOMETRY) for rows in (3, 14))
    assert few.pitch > some.pitch > GEOMETRY.leading
    assert few.size > some.size


def test_many_rows_stand_closer() -> None:
    few, many = (room_for((section(rows),), IMPRINT, GEOMETRY).pitch for rows in (3, 22))
    assert many < few


def test_imprint_stands_below_the_contents_where_it_fits() -> None:
    assert room_for((section(3),), IMPRINT, GEOMETRY).holds_imprint


def test_imprint_below_few_rows_comes_to_the_foot_of_the_page() -> None:
    assert room_for((section(3),), IMPRINT, GEOMETRY).space > 5 * GEOMETRY.leading
    assert room_for((section(14),), IMPRINT, GEOMETRY).space == 0


def test_imprint_gets_a_page_of_its_own_below_full_contents() -> None:
    assert not room_for((section(12), section(12), section(4)), 12.0, GEOMETRY).holds_imprint


def test_bars_do_not_press_the_contents() -> None:
    rows = (section(12), section(3))
    assert room_for(rows, 16.0, GEOMETRY).holds_imprint
    assert not room_for(rows, 16.0, GEOMETRY, is_large=True).holds_imprint


def test_contents_of_one_page_stand_in_one_column() -> None:
    assert room_for((section(12), section(12)), IMPRINT, GEOMETRY).columns == 1


def test_two_columns_are_taken_where_they_save_a_page() -> None:
    assert room_for(tuple(section(10) for _ in range(12)), IMPRINT, GEOMETRY).columns == 2


def test_style_may_ask_for_its_columns() -> None:
    for wanted, columns in ((ContentsColumns.ONE, 1), (ContentsColumns.TWO, 2)):
        geometry = geometry_of(replace(OPTIONS, contents_columns=wanted))
        assert room_for((section(12),), IMPRINT, geometry).columns == columns


def test_narrow_page_and_vertical_page_have_one_column() -> None:
    many = tuple(section(10) for _ in range(12))
    narrow = geometry_of(replace(OPTIONS, width_mm=120, columns=1, measure=24))
    vertical = geometry_of(replace(OPTIONS, writing_mode=WritingMode.VERTICAL, measure=28, lines=26))
    assert [room_for(many, IMPRINT, geometry).columns for geometry in (narrow, vertical)] == [1, 1]


def test_short_section_is_not_divided() -> None:
    assert stays_whole(section(12))
    assert not stays_whole(section(13))
