"""Plates in rows: in their order, uncut, as large as one page holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.typesetting.plates import Room, rows_of

ROOM = Room(width=420.0, height=500.0, gap=14.0, caption=36.0)
SHAPES = st.lists(st.floats(0.4, 3.0), min_size=1, max_size=8)


def heights(shapes: list[float], rows: list[list[float]]) -> list[list[float]]:
    left = iter(shapes)
    return [[width / next(left) for width in row] for row in rows]


@given(SHAPES)
@settings(max_examples=60)
def test_all_are_there_and_pictures_of_a_row_are_equally_high(shapes: list[float]) -> None:
    rows = rows_of(shapes, ROOM)
    assert sum(map(len, rows)) == len(shapes)
    assert all(max(row) - min(row) < 0.1 for row in heights(shapes, rows))
    assert all(sum(row) + (len(row) - 1) * ROOM.gap <= ROOM.width + 0.1 for row in rows)


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(1, [1]), (2, [2]), (3, [1, 2]), (4, [1, 3]), (5, [2, 3]), (6, [2, 2, 2]), (9, [1, 2, 2, 2, 2])],
)
def test_pictures_are_divided_so_that_they_are_largest(count: int, sizes: list[int]) -> None:
    assert [len(row) for row in rows_of([4 / 3] * count, ROOM)] == sizes


def test_upright_picture_alone_does_not_fill_the_width() -> None:
    ((width,),) = rows_of([0.5], ROOM)
    assert width == pytest.approx(0.5 * 0.72 * ROOM.height)


def test_no_picture_makes_no_row() -> None:
    assert rows_of([], ROOM) == []
