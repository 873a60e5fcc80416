"""Dates as exact as they are printed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from publisher.issue.dates import IssueDate, parse_date


@pytest.mark.parametrize("text", ["2026", "2026-02", "2026-02-28", "2024-02-29", "0987-01-01"])
def test_date_is_written_as_it_was_read(text: str) -> None:
    assert str(parse_date(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026-2",
        "2026-13",
        "2026-00",
        "2026-02-00",
        "2026-02-29",
        "0000",
        "2026/02",
        "2026-02-28 ",
        "２０２６",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text or "^$"):
        parse_date(text)


def test_a_date_begins_with_its_first_instant() -> None:
    assert IssueDate(2026).moment() == datetime(2026, 1, 1, tzinfo=UTC)
    assert IssueDate(2026, 2).moment() == datetime(2026, 2, 1, tzinfo=UTC)
    assert IssueDate(2026, 2, 28).moment() == datetime(2026, 2, 28, tzinfo=UTC)


def test_less_exact_dates_come_first() -> None:
    assert sorted([IssueDate(2026, 2, 1), IssueDate(2026), IssueDate(2026, 2)]) == [
        IssueDate(2026),
        IssueDate(2026, 2),
        IssueDate(2026, 2, 1),
    ]
