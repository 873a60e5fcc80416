"""How deep a text is in columns: evenly shared, but for what stays whole."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.editions.columns import Kind, Piece, depth

PARAGRAPHS = st.lists(st.integers(1, 30).map(Piece), min_size=1, max_size=20)


@given(PARAGRAPHS)
def test_in_one_column_a_text_is_as_deep_as_its_lines(pieces: list[Piece]) -> None:
    assert depth(pieces, 1) == sum(piece.lines for piece in pieces)


@given(PARAGRAPHS, st.integers(2, 5))
def test_columns_hold_the_text(pieces: list[Piece], columns: int) -> None:
    total = sum(piece.lines for piece in pieces)
    assert math.ceil(total / columns) <= depth(pieces, columns) <= total


@given(PARAGRAPHS, st.integers(1, 4))
def test_more_columns_are_never_deeper(pieces: list[Piece], columns: int) -> None:
    assert depth(pieces, columns + 1) <= depth(pieces, columns)


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        ([Piece(20)], 10),
        ([Piece(6), Piece(15, Kind.WHOLE), Piece(6)], 21),
        ([Piece(6), Piece(15, Kind.WHOLE), Piece(30)], 26),
        ([Piece(3)], 3),  # no line of it would stand alone
        ([Piece(9), Piece(1, Kind.HEADING), Piece(10)], 11),
    ],
)
def test_text_in_two_columns(pieces: list[Piece], lines: int) -> None:
    assert depth(pieces, 2) == lines
