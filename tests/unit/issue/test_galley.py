"""Galley and spans: addresses of characters, and what lies in what."""

from __future__ import annotations

import pytest

from publisher.issue.galley import Span
from tests.unit.copydesk.manuscripts import galley


def span(start: int, end: int, line: int = 1, source: str = "a") -> Span:
    return Span(source, line, start, end)


@pytest.mark.parametrize(
    ("other", "overlaps", "covers"),
    [
        (span(2, 5), True, True),
        (span(3, 4), True, True),
        (span(4, 8), True, False),
        (span(5, 8), False, False),
        (span(2, 5, line=2), False, False),
        (span(2, 5, source="b"), False, False),
    ],
)
def test_overlap_and_cover(other: Span, overlaps: bool, covers: bool) -> None:
    assert span(2, 5).overlaps(other) is overlaps
    assert span(2, 5).covers(other) is covers


def test_span_says_where_it_is_and_how_long() -> None:
    assert (str(span(2, 5)), len(span(2, 5))) == ("a:1@2-5", 3)


def test_lines_are_printed_in_order_blank_ones_left_out() -> None:
    lines = galley("渡口\n　\n\n复航", "灯")
    assert [str(each) for each in lines.printed_lines()] == ["a:1@0-2", "a:4@0-2", "b:1@0-1"]


def test_text_of_a_span_counts_code_points() -> None:
    lines = galley("a𠀀渡\n")
    assert lines.text(span(1, 3)) == "𠀀渡"
    assert lines.line("a", 1) == span(0, 3)


def test_unknown_source_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        galley("渡口").source("z")
