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
    assert options.inner_margin_mm + page.text_width / POINTS_PER_MM + page.outer_margin_mm == pytest.approx(
        options.width_mm
    )
    assert options.top_margin_mm + page.text_height / POINTS_PER_MM + page.bottom_margin_mm == pytest.approx(
        options.height_mm
    )


def test_column_holds_a_whole_number_of_characters() -> None:
    options = wi.style().options
    assert geometry_of(options).column == options.measure * options.font_size_pt


def test_text_wider_than_the_page_is_refused_with_its_size() -> None:
    with pytest.raises(ManifestError) as caught:
        geometry_of(StyleOptions(columns=3, measure=24))
    assert caught.value.problems[0].code == "typesetting/page-too-small"
