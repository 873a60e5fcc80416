"""What gives way on a narrow screen: tables by the number of their columns, cells and paragraphs by their words."""

from __future__ import annotations

import pytest

from publisher.issue.blocks import Table
from publisher.issue.inlines import Emphasis, Inline, Text
from publisher.typesetting.narrow import cell_class, has_long_word, table_class, table_class_in_print

ADDRESS = "https://data.example.org/narrow"


def row(*cells: str) -> tuple[tuple[Inline, ...], ...]:
    return tuple((Text(cell),) for cell in cells)


def table(columns: int, stub: str = "进港") -> Table:
    return Table("t", (), row(*["名"] * columns), (row(stub, *["1"] * (columns - 1)),), ())


@pytest.mark.parametrize(
    ("columns", "expected"),
    [(2, "short-stub"), (5, "short-stub"), (6, "many-columns"), (9, "many-columns"), (10, "most-columns")],
)
def test_more_columns_are_set_smaller(columns: int, expected: str) -> None:
    assert table_class(table(columns)) == expected


def test_widest_row_counts_where_rows_differ_and_no_header_stands() -> None:
    assert table_class(Table("t", (), (), (row("a"), row(*"abcdef")), ())) == "many-columns"


def test_long_first_column_may_be_broken() -> None:
    assert table_class(table(3, "一个说来话长的名目")) == ""


def test_address_may_be_broken_and_a_figure_may_not() -> None:
    assert cell_class(row(ADDRESS)[0], table(3), is_head=False) == "long-word"
    assert cell_class(row("everything")[0], table(3), is_head=False) == "long-word"
    assert cell_class(row("1,204,377,910")[0], table(3), is_head=False) == ""
    assert cell_class(row("nearest fish")[0], table(3), is_head=False) == ""


def test_short_head_stands_whole_where_there_is_room() -> None:
    assert cell_class(row("潮位")[0], table(3), is_head=True) == "short-head"
    assert cell_class(row("潮位")[0], table(6), is_head=True) == ""
    assert cell_class(row("平均潮位")[0], table(3), is_head=True) == ""
    assert cell_class(row("潮位")[0], table(3), is_head=False) == ""


@pytest.mark.parametrize("text", ["船名长的，报头两个字。", "a quiet harbour at dawn", "二〇二五年三月十四日上午九时"])
def test_text_that_can_be_broken_holds_no_long_word(text: str) -> None:
    assert not has_long_word((Text(text),))


def test_long_word_is_seen_through_its_marks() -> None:
    assert has_long_word((Text("见"), Emphasis((Text(ADDRESS),))))


@pytest.mark.parametrize(
    ("columns", "measure", "expected"),
    [(3, 21, ""), (7, 21, "many-columns"), (13, 21, "most-columns"), (7, 42, ""), (13, 42, "many-columns")],
)
def test_table_in_print_is_set_smaller_where_it_would_not_fit(columns: int, measure: int, expected: str) -> None:
    figures = row("2025", *["12,040"] * (columns - 1))
    made = Table("t", (), row("年份", *["十二月"] * (columns - 1)), (figures,), ())
    assert table_class_in_print(made, measure) == expected


def test_address_in_print_is_broken_and_makes_nothing_smaller() -> None:
    assert table_class_in_print(Table("t", (), row("名目", "出处"), (row("进港", ADDRESS * 3),), ()), 21) == ""


def test_empty_table_in_print_needs_no_room() -> None:
    assert table_class_in_print(Table("t", (), (), (), ()), 21) == ""
