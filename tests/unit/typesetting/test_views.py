"""What templates ask: marks of notes, dots, readings."""

from __future__ import annotations

import pytest

from publisher.issue.inlines import Ruby
from publisher.typesetting.views import call_mark, dotted, letter, reading_overhang


@pytest.mark.parametrize(
    ("number", "mark"), [(1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿"), (51, "[51]")]
)
def test_notes_are_called_by_circled_numbers(number: int, mark: str) -> None:
    assert call_mark(number) == mark


def test_calls_of_a_note_are_lettered() -> None:
    assert [letter(number) for number in (1, 2, 26, 27)] == ["a", "b", "z", "27"]


def test_marks_carry_no_emphasis_dot() -> None:
    assert dotted("要紧，a") == [("要", True), ("紧", True), ("，", False), ("a", True)]


def test_reading_wider_than_its_base_makes_room_for_itself() -> None:
    assert reading_overhang(Ruby("装", "zhuāng")) > 0
    assert reading_overhang(Ruby("河湾", "hé")) == 0
