"""Pages on folded sheets: the order a person finds who folds the sheets and leafs through them."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Pdf

from publisher.editions.pdf.imposition import Side, booklet, filled, folded, imposed
from publisher.editions.pdf.wrapper import spine_mm
from tests.unit.editions.pdf.blank_pages import pages_of

MM = 72 / 25.4


def leafed(sides: tuple[Side, ...], *, bound_right: bool) -> list[int | None]:
    """Return the pages as they come when the sheets are nested, folded and leafed through from the front."""
    fronts: list[int | None] = []
    backs: list[int | None] = []
    for outer, inner in zip(sides[::2], sides[1::2], strict=True):
        near, far = (outer.left, outer.right) if bound_right else (outer.right, outer.left)
        fronts += [near, inner.right if bound_right else inner.left]
        backs = [inner.left if bound_right else inner.right, far, *backs]
    return fronts + backs


@given(st.integers(1, 200), st.booleans())
def test_folded_sheets_are_read_in_order_whatever_their_number(count: int, bound_right: bool) -> None:
    read = leafed(imposed(count, bound_right=bound_right), bound_right=bound_right)
    assert read == [*range(1, count + 1), *[None] * (filled(count) - count)]


def test_six_pages_fill_two_sheets() -> None:
    pairs = [(side.left or 8, side.right or 7) for side in imposed(6)]
    assert pairs == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert [side.depth for side in imposed(6)] == [0, 0, 1, 1]


def test_an_issue_bound_on_the_right_is_the_mirror_of_one_bound_on_the_left() -> None:
    mirrored = [Side(side.right, side.left, side.depth) for side in imposed(12)]
    assert list(imposed(12, bound_right=True)) == mirrored


@pytest.mark.parametrize(("count", "whole"), [(1, 4), (4, 4), (5, 8), (66, 68)])
def test_sheets_hold_four_pages(count: int, whole: int) -> None:
    assert filled(count) == whole


def test_a_spine_is_as_thick_as_the_leaves_inside_the_cover() -> None:
    assert spine_mm(68, 0.1) == pytest.approx(3.2)
    assert spine_mm(4, 0.1) == 0


def test_pages_deeper_in_the_nest_stand_nearer_to_the_fold() -> None:
    made = booklet(pages_of(12, 300, 400), 0.5)
    assert [tuple(map(float, page.mediabox)) for page in made.pages] == [(0, 0, 600, 400)] * 6
    shifts = [
        [float(x) for x in re.findall(r"1 0 0 1 (\S+) 0 cm", page.Contents.read_bytes().decode())]
        for page in made.pages
    ]
    for depth, sides in enumerate((shifts[:2], shifts[2:4], shifts[4:])):
        for left, right in sides:
            assert left == pytest.approx(depth * 0.5 * MM, abs=0.001)
            assert right == pytest.approx(300 - depth * 0.5 * MM, abs=0.001)


def test_a_booklet_is_the_same_twice_and_keeps_the_title() -> None:
    stream = io.BytesIO()
    pages = pages_of(5, 300, 400)
    pages.docinfo["/Title"] = "河湾"
    pages.save(stream)
    first, sides = folded(stream.getvalue(), 0.1, bound_right=False)
    assert sides == 4
    assert first == folded(stream.getvalue(), 0.1, bound_right=False)[0]
    with Pdf.open(io.BytesIO(first)) as made:
        assert str(made.docinfo["/Title"]) == "河湾"
