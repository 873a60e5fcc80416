"""Lines of a paragraph: the best breaks there are, no line too long, every line as wide as its measure."""

from __future__ import annotations

from itertools import combinations
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.composer.lines import Paragraph, break_lines, set_line
from publisher.composer.paragraphs import Clusters, Maker
from publisher.composer.spacing import NEWLINE, class_by_width

ALPHABET = "河湾渡口石阶青苔风雨，。“”《》A7—"


def paragraph(text: str, *, breaks: bool = True, anywhere: bool = False) -> Paragraph:
    """Return a paragraph of characters one em (1.0) wide, half an em if Western."""
    clusters = Clusters()
    for char in text:
        advance = 0.5 if char.isascii() else 1.0
        clusters.add(char, NEWLINE if char == "\n" else class_by_width(char, "zh-Hans", advance), advance, 1.0, 0)
    return Maker(clusters, lambda: [False] * len(text)).paragraph(1.0, {}, breaks=breaks, breaks_anywhere=anywhere)


def lines(text: str, width: float, **options: bool) -> list[str]:
    made = paragraph(text, **options)
    begin, found = 0, []
    for end in break_lines(made, [width]):
        found.append(text[begin:end])
        begin = end
    return found


def test_plain_han_fills_every_line() -> None:
    assert lines("河" * 30, 10) == ["河" * 10] * 3


def test_mark_is_pulled_in_at_the_end_of_a_line() -> None:
    assert lines("一二三四五六七八九，十一二三四五六七八九", 10)[0] == "一二三四五六七八九，"


def test_paragraph_is_broken_as_a_whole_so_that_no_character_stands_alone() -> None:
    *_, last = lines("河" * 21, 10)
    assert len(last) == 2


def test_lonely_character_with_its_stop_is_not_left_alone() -> None:
    assert lines("河" * 20 + "。", 10)[-1] != "。"
    assert len(lines("河" * 21 + "。", 10)[-1]) > 2


def test_first_line_may_be_narrower() -> None:
    made = paragraph("河" * 28)
    assert break_lines(made, [8.0, 10.0]) == [8, 18, 28]


def test_forced_break_ends_a_line_wherever_it_stands() -> None:
    assert lines("河湾\n渡口河湾", 10) == ["河湾\n", "渡口河湾"]


def test_two_forced_breaks_leave_an_empty_line() -> None:
    assert lines("河\n\n湾", 10) == ["河\n", "\n", "湾"]


def test_overlong_word_stands_out_rather_than_being_cut() -> None:
    assert lines("河湾" + "A" * 30 + "渡口", 10) == ["河湾", "A" * 30, "渡口"]


def test_overlong_word_is_cut_where_the_style_allows_it() -> None:
    found = lines("河湾" + "A" * 30 + "渡口", 10, anywhere=True)
    assert "".join(found) == "河湾" + "A" * 30 + "渡口"
    assert all(len(line) <= 20 for line in found)


def test_line_that_must_not_break_does_not() -> None:
    assert lines("河" * 30, 10, breaks=False) == ["河" * 30]


def test_rest_is_broken_again_for_another_width() -> None:
    made = paragraph("河" * 30)
    assert break_lines(made, [10.0], 10) == [20, 30]
    assert break_lines(made, [5.0], 20) == [25, 30]


def test_short_ragged_text_is_balanced() -> None:
    made = paragraph("河" * 12)
    assert break_lines(made, [10.0], ragged=True) == [6, 12]


texts = st.text(ALPHABET, min_size=1, max_size=60)


@given(texts, st.floats(6, 20))
def test_lines_hold_the_whole_text_in_order(text: str, width: float) -> None:
    assert "".join(lines(text, width)) == text


@given(texts, st.floats(6, 20))
def test_no_line_breaks_where_it_must_not(text: str, width: float) -> None:
    made = paragraph(text)
    for end in break_lines(made, [width])[:-1]:
        assert made.cost[end] is not None


@given(texts, st.integers(6, 20))
def test_line_that_is_not_the_last_is_as_wide_as_its_measure(text: str, width: int) -> None:
    made = paragraph(text)
    begin = 0
    for end in break_lines(made, [float(width)])[:-1]:
        setting = set_line(made, begin, end, float(width), justify=True)
        gaps = made.gaps[made.last[end - 1]] - made.gaps[begin]
        if gaps and made.natural(begin, end) <= width:
            assert setting.end == pytest.approx(width)
        begin = end


@given(texts, st.integers(6, 20))
def test_characters_of_a_line_stand_in_order(text: str, width: int) -> None:
    made = paragraph(text)
    begin = 0
    for end in break_lines(made, [float(width)]):
        starts = set_line(made, begin, end, float(width), justify=True).starts
        assert starts == sorted(starts)
        begin = end


def cost_of(made: Paragraph, ends: tuple[int, ...], width: float) -> float:
    """Return what `_Search` would charge for given ends, from its parts."""
    from publisher.composer.lines import _Search

    search = _Search(made, [width], 0, len(made), False, inf)
    total, begin = 0.0, 0
    for end in ends:
        price = made.cost[end] if end < len(made) else 0.0
        if price is None:
            return inf
        total += price + search._worth(begin, end, width)
        begin = end
    return total


@given(st.text(ALPHABET, min_size=2, max_size=13), st.integers(4, 8))
def test_no_other_breaks_cost_less(text: str, width: int) -> None:
    """Against every set of breaks there is."""
    made = paragraph(text)
    size = len(text)
    found = cost_of(made, tuple(break_lines(made, [float(width)])), width)
    ways = ((*chosen, size) for count in range(size) for chosen in combinations(range(1, size), count))
    least = min(cost_of(made, way, width) for way in ways)
    if least < inf and made.natural(0, size) > width:
        assert found <= least + 1e-6
