"""The page as lengths: text block and margins fill it exactly, or it is refused."""

from __future__ import annotations

import pytest

from publisher.issue.style import StyleOptions
from publisher.problems import ManifestError
from publisher.typesetting.geometry import POINTS_PER_MM, geometry_of
from tests.unit.typesetting import whole_issue as wi


@pytest.mark.parametrize("name", ["base", "newspaper"])
def test_margins_and_text_fill_the_page(name: str) -> None:
    options = wi.style(name).options
    page = geometry_of(options)
    across = options.inner_margin_mm + page.text_width / POINTS_PER_MM + page.outer_margin_mm
    down = options.top_margin_mm + page.text_height / POINTS_PER_MM + page.bottom_margin_mm
    assert (across, down) == pytest.approx((options.width_mm, options.height_mm), abs=0.001)


def test_column_holds_a_whole_number_of_characters() -> None:
    options = wi.style().options
    assert geometry_of(options).column == options.measure * options.font_size_pt


@pytest.mark.parametrize("name", ["base", "newspaper", "vertical"])
def test_pages_that_run_the_other_way_keep_the_text_block(name: str) -> None:
    own = geometry_of(wi.style(name).options)
    other = own.turned()
    assert other.is_vertical is not own.is_vertical
    assert own.text_height - own.options.font_size_pt < other.text_width <= own.text_height + 1
    assert own.text_width - own.leading < other.text_height <= own.text_width + 1
    assert other.options.inner_margin_mm == own.options.inner_margin_mm
    assert other.outer_margin_mm == pytest.approx(own.outer_margin_mm, abs=own.leading / POINTS_PER_MM)


def test_long_vertical_lines_are_divided_over_two_columns() -> None:
    page = geometry_of(StyleOptions(columns=1, measure=40, lines=40, inner_margin_mm=25)).turned()
    assert (page.options.columns, page.options.measure) == (2, 31)


def test_text_wider_than_the_page_is_refused_with_its_size() -> None:
    with pytest.raises(ManifestError) as caught:
        geometry_of(StyleOptions(columns=3, measure=24))
    assert caught.value.problems[0].code == "typesetting/page-too-small"


@pytest.mark.parametrize("name", ["base", "newspaper"])
@pytest.mark.parametrize("boxed", [False, True])
@pytest.mark.parametrize("columns", [0, 1, 2, 3])
def test_articles_of_other_columns_fill_the_text_block(name: str, columns: int, boxed: bool) -> None:
    page = geometry_of(wi.style(name).options)
    made = page.divided(columns, boxed=boxed)
    assert made.columns == (columns or page.options.columns)
    assert made.width + 2 * made.padding == pytest.approx(page.text_width, abs=0.01)
    assert made.columns == 1 or made.gap >= 2 * made.size - 0.01
    assert (made.padding > 0) is boxed


def test_short_lines_are_set_smaller_and_a_single_column_no_wider_than_is_read_well() -> None:
    page = geometry_of(wi.style().options)
    assert (page.divided(3).measure, page.divided(3).size) == (15, page.options.font_size_pt * 0.9)
    assert (page.divided(1).measure, page.divided(1).inset > 100) == (32, True)
    assert page.divided(2) == page.divided()
