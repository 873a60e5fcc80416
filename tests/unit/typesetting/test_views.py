"""What templates ask: lines of headings, marks of notes, dots, readings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.issue.inlines import Ruby
from publisher.issue.marks import width_em
from publisher.typesetting.views import balanced_lines, call_mark, dotted, fits_shrunk, reading_overhang, surplus


def test_heading_that_fits_is_one_line() -> None:
    assert balanced_lines("数船", 18) == ["数船"]


def test_heading_breaks_after_a_mark_rather_than_in_the_middle() -> None:
    assert balanced_lines("水涨到第七级台阶那天，摆渡的人还在等一个消息", 18)[0] == "水涨到第七级台阶那天，"


def test_heading_never_begins_a_line_with_a_closing_mark() -> None:
    lines = balanced_lines("一二三四五六七八九十》一二三四五六七八九十", 10)
    assert not any(line.startswith("》") for line in lines)


@given(st.text("一二三四，。《》ab 1—", min_size=1, max_size=60), st.integers(8, 30))
def test_lines_hold_the_heading_and_nothing_else(text: str, widest: int) -> None:
    assert "".join(balanced_lines(text, widest)) == text


@given(st.text("一二三四五六", min_size=1, max_size=60), st.integers(8, 30))
def test_no_line_is_wider_than_the_page(text: str, widest: int) -> None:
    assert all(width_em(line) <= widest for line in balanced_lines(text, widest))


def test_heading_a_little_too_long_is_set_smaller() -> None:
    assert fits_shrunk("一" * 20, 18)
    assert not fits_shrunk("一" * 18, 18)
    assert not fits_shrunk("一" * 24, 18)


@pytest.mark.parametrize(
    ("number", "mark"), [(1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿"), (51, "[51]")]
)
def test_notes_are_called_by_circled_numbers(number: int, mark: str) -> None:
    assert call_mark(number) == mark


def test_marks_carry_no_emphasis_dot() -> None:
    assert dotted("要紧，a") == [("要", True), ("紧", True), ("，", False), ("a", True)]


def test_reading_wider_than_its_base_makes_room_for_itself() -> None:
    assert reading_overhang(Ruby("装", "zhuāng")) > 0
    assert reading_overhang(Ruby("河湾", "hé")) == 0


def test_heading_breaks_after_a_colon_rather_than_in_a_word() -> None:
    lines = balanced_lines("北坡故城旧址：汉唐两代驻军管辖河湾的不朽见证", 18.3)
    assert lines == ["北坡故城旧址：", "汉唐两代驻军管辖河湾的不朽见证"]


def test_heading_with_a_stub_for_a_last_line_is_narrowed() -> None:
    assert surplus("三、坚持把河湾的水位作为全部修堤工作的第一位依据来", 20.0) > 5


def test_heading_of_one_line_or_of_two_like_lines_is_left_alone() -> None:
    assert surplus("渡口纪事", 20.0) == 0
    assert surplus("水" * 38, 20.0) == 0
