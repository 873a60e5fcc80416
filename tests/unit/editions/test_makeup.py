"""Pages of a newspaper made up: order kept, stories side by side, pages neither overfull nor nearly empty."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.editions.makeup import CLOSE_GAP, GAP, Band, Form, MadeUp, Story, make_up

FORM = Form(columns=4, lines=58)
TEXTS = st.lists(st.integers(4, 400), min_size=1, max_size=14)


def story(name: str, text: int, **fields: object) -> Story:
    heights = {columns: 5 + math.ceil(text / columns) for columns in (1, 2, 3, 4)}
    return Story(name, heights, text, head=5, is_divisible=True, **fields)  # type: ignore[arg-type]  # test data


def stories(*texts: int) -> list[Story]:
    return [story(f"s{number:02}", text) for number, text in enumerate(texts)]


def names(pages: tuple[MadeUp, ...]) -> list[str]:
    return [name for page in pages for band in page.bands for name in band.names]


def used(page: MadeUp) -> int:
    return sum(band.whole for band in page.bands) + sum(band.gap for band in page.bands[1:])


@pytest.mark.slow
@given(TEXTS)
def test_stories_keep_their_order_and_none_is_lost(texts: list[int]) -> None:
    given_ = stories(*texts)
    assert names(make_up(given_, FORM)) == [story.name for story in given_]


@pytest.mark.slow
@given(TEXTS)
def test_stacks_stand_side_by_side_and_fill_the_width(texts: list[int]) -> None:
    for page in make_up(stories(*texts), FORM):
        for band in page.bands:
            edges = [(stack.first, stack.first + stack.columns) for stack in band.stacks]
            assert [edge[0] for edge in edges] == [0, *(edge[1] for edge in edges[:-1])]
            assert edges[-1][1] == FORM.columns


@given(TEXTS)
def test_page_holds_what_stands_on_it(texts: list[int]) -> None:
    for page in make_up(stories(*texts), FORM):
        whole = [band for band in page.bands if not band.is_divided]
        assert sum(band.whole for band in whole) <= FORM.lines
        assert page.room >= 0


@pytest.mark.slow
@given(TEXTS)
def test_white_of_a_stack_is_what_the_deepest_has_more(texts: list[int]) -> None:
    given_ = {story.name: story for story in stories(*texts)}
    for page in make_up(list(given_.values()), FORM):
        for band in page.bands:
            for stack in band.stacks:
                own = sum(given_[name].heights[stack.columns] for name in stack.names)
                assert own + band.gap * (len(stack.names) - 1) + stack.white == band.height


def test_short_stories_stand_side_by_side() -> None:
    (page,) = make_up(stories(60, 20, 22, 21), FORM)
    assert any(len(band.stacks) > 1 for band in page.bands)


def test_first_story_of_an_issue_stands_over_all_columns() -> None:
    pages = make_up(stories(60, 20, 22, 21), Form(4, 58, leads=True))
    assert [stack.columns for stack in pages[0].bands[0].stacks] == [4]


def test_long_story_goes_on_overleaf() -> None:
    pages = make_up(stories(300), FORM)
    assert [len(page.bands) for page in pages] == [1, 0]
    assert pages[0].bands[0].is_divided


def test_story_that_fits_a_page_is_not_divided() -> None:
    pages = make_up(stories(150, 150), FORM)
    assert not any(band.is_divided for page in pages for band in page.bands)


def matter(lines: int) -> Story:
    return Story("colophon", {4: lines})


def test_colophon_is_not_left_alone() -> None:
    pages = make_up([*stories(70, 60, 60), matter(9)], Form(4, 58, gap=GAP))
    assert len(pages[-1].bands) > 1 or len(pages) == 1


def test_colophon_is_left_alone_where_the_style_allows_it() -> None:
    texts = [*stories(100, 84), matter(9)]
    avoided = make_up(texts, Form(4, 58))
    allowed = make_up(texts, Form(4, 58, avoids_sparse=False))
    assert [len(page.bands) for page in avoided] != [len(page.bands) for page in allowed]
    assert names(allowed[-1:]) == ["colophon"]


def test_stories_close_up_where_that_saves_a_page() -> None:
    tall = [Story(name, {4: 18}) for name in "abc"]
    assert [band.gap for page in make_up(tall, Form(4, 56)) for band in page.bands] == [CLOSE_GAP] * 3
    assert [band.gap for page in make_up(tall, Form(4, 58)) for band in page.bands] == [GAP] * 3


def test_story_with_a_section_banner_begins_a_band() -> None:
    banner = story("s01", 20, above=2)
    pages = make_up([*stories(20), banner, story("s02", 20)], FORM)
    (band,) = (band for page in pages for band in page.bands if "s01" in band.names)
    assert band.names[0] == "s01"
    assert band.whole == band.height + 2


def test_story_has_the_width_it_should_have() -> None:
    wanted = story("s01", 24, wanted=(2,))
    pages = make_up([*stories(60), wanted, story("s02", 24)], FORM)
    stacks: list[Band] = [band for page in pages for band in page.bands if "s01" in band.names]
    assert [stack.columns for stack in stacks[0].stacks if "s01" in stack.names] == [2]


def test_lines_at_the_head_of_the_first_page_are_not_used() -> None:
    pages = make_up(stories(200), Form(4, 58, taken=10))
    assert len(pages) == 2
