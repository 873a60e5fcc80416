"""Marks and figures of vertical lines: what has no blank half loses none, an upright figure is set like Han."""

from __future__ import annotations

import pytest

from publisher.composer import spacing
from publisher.issue.marks import VERTICAL

LEVEL, UPRIGHT = "zh-Hans", f"zh-Hans{VERTICAL}"


@pytest.mark.parametrize("mark", "；！？")
def test_mark_higher_than_half_its_cell_loses_nothing_at_the_end_of_a_vertical_line(mark: str) -> None:
    assert spacing.trim_at_end(spacing.class_of(mark, LEVEL)) == spacing.TRIM
    assert spacing.trim_at_end(spacing.class_of(mark, UPRIGHT)) == 0


@pytest.mark.parametrize("mark", "，。、：》」”")
def test_mark_with_a_blank_half_loses_it_in_every_line(mark: str) -> None:
    assert spacing.trim_at_end(spacing.class_of(mark, UPRIGHT)) == spacing.TRIM


def test_neighbour_of_a_full_mark_gives_its_own_blank_and_no_more() -> None:
    full, opening, closing = (spacing.class_of(mark, UPRIGHT) for mark in "？“”")
    assert spacing.space_between(full, opening).natural == -spacing.TRIM
    assert spacing.space_between(closing, full).natural == -spacing.TRIM
    assert spacing.space_between(full, closing).natural == 0
    assert spacing.space_between(full, full).natural == 0


def test_full_mark_begins_no_line() -> None:
    assert spacing.break_cost(spacing.HAN, spacing.class_of("？", UPRIGHT)) is None
    assert spacing.break_cost(spacing.class_of("？", UPRIGHT), spacing.HAN) == 0


def test_figure_that_fills_a_cell_has_no_gap_beside_han() -> None:
    lying, upright = (spacing.class_by_width("2", UPRIGHT, width) for width in (0.56, 1.0))
    assert spacing.space_between(spacing.HAN, lying).natural == spacing.GAP
    assert spacing.space_between(spacing.HAN, upright).natural == 0
    assert spacing.class_by_width("W", UPRIGHT, 1.0) == spacing.LETTER
