"""Which articles share a page: short ones do, photo pages do not, and little white paper and few stubs are left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publisher.editions.flow import SAVED, Begin, Heights, Start, starts

NOBODY: frozenset[str] = frozenset()


def begins(*heights: float, apart: frozenset[str] = NOBODY, barred: frozenset[str] = NOBODY) -> list[Begin]:
    named = {str(number): Heights(height, max(height - SAVED, 0.0)) for number, height in enumerate(heights)}
    return list(starts(named, list(named), apart, barred).values())


def flow(*heights: float, apart: frozenset[str] = NOBODY, barred: frozenset[str] = NOBODY) -> list[Start]:
    return [begin.start for begin in begins(*heights, apart=apart, barred=barred)]


def test_first_article_begins_a_page() -> None:
    assert flow(0.3) == [Start.PAGE]


def test_article_that_fits_below_another_is_not_divided() -> None:
    assert flow(0.3, 0.4) == [Start.PAGE, Start.WHOLE]


def test_long_article_begins_below_a_short_one_where_there_is_room() -> None:
    assert flow(0.3, 2.4) == [Start.PAGE, Start.BELOW]


def test_article_does_not_begin_at_the_foot_of_a_page() -> None:
    assert flow(0.7, 2.4) == [Start.PAGE, Start.PAGE]


def test_article_begins_a_page_if_that_saves_a_stub_overleaf() -> None:
    assert flow(0.5, 0.52) == [Start.PAGE, Start.PAGE]


def test_head_is_set_close_where_that_saves_a_page() -> None:
    assert begins(1.02) == [Begin(Start.PAGE, close=True)]


def test_head_is_set_as_usual_where_closing_it_saves_nothing() -> None:
    assert begins(0.5) == [Begin(Start.PAGE)]


def test_photo_page_shares_with_nobody() -> None:
    assert flow(0.2, 0.2, 0.2, apart=frozenset({"1"})) == [Start.PAGE, Start.PAGE, Start.PAGE]


def test_article_found_not_to_fit_begins_a_page() -> None:
    assert flow(0.3, 0.4, barred=frozenset({"1"})) == [Start.PAGE, Start.PAGE]


def test_article_begins_below_another_so_that_no_page_is_nearly_empty() -> None:
    """The second one alone would leave a page with .3 of it; begun below the first it ends farther down."""
    named = {"0": Heights(0.55, 0.5), "1": Heights(1.3, 1.26)}
    assert [begin.start for begin in starts(named, ["0", "1"], NOBODY).values()] == [Start.PAGE, Start.BELOW]


def test_sparse_page_weighs_nothing_where_the_style_allows_it() -> None:
    named = {"0": Heights(0.95, 0.93), "1": Heights(0.97, 0.93), "2": Heights(0.3, 0.26)}
    order, apart = ["0", "1", "2"], NOBODY
    allowed = starts(named, order, apart, sparse_fine=0.0)
    assert [begin.start for begin in allowed.values()] == [Start.PAGE, Start.PAGE, Start.PAGE]


def test_head_is_sunk_where_a_page_behind_would_be_nearly_empty() -> None:
    named = {"0": Heights(0.97, 0.93), "1": Heights(0.25, 0.21), "2": Heights(0.9, 0.86)}
    begun = starts(named, list(named), frozenset({"2"}))
    assert begun["0"] == Begin(Start.PAGE, sunk=True)
    assert begun["1"].start is Start.WHOLE
    assert starts(named, list(named), frozenset({"2"}), sparse_fine=0.0)["0"] == Begin(Start.PAGE)


def test_colophon_is_not_divided() -> None:
    named = {"0": Heights(0.5, 0.46), "1": Heights(0.6, 0.6)}
    begun = starts(named, ["0", "1"], NOBODY, whole=frozenset({"1"}))
    assert [begin.start for begin in begun.values()] == [Start.PAGE, Start.PAGE]


@given(st.lists(st.floats(0, 5), max_size=30))
def test_every_article_begins_somehow(heights: list[float]) -> None:
    assert len(flow(*heights)) == len(heights)
