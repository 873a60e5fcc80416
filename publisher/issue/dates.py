"""Dates as periodicals have them: a year, a month or a day, never more exact than what is printed."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class IssueDate:
    """A date of publication; `month` and `day` are 0 where the original does not state them."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """Return the ISO form as exact as the date is: 2026, 2026-02 or 2026-02-28."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    def moment(self) -> datetime:
        """Return the first instant of the date, in UTC."""
        return datetime(self.year, self.month or 1, self.day or 1, tzinfo=UTC)


def parse_date(text: str) -> IssueDate:
    """Return the date written as YYYY, YYYY-MM or YYYY-MM-DD; raises ValueError for anything else."""
    if not (match := _DATE.fullmatch(text)):
        raise ValueError(text)
    year, month, day = (int(part or 0) for part in match.group("year", "month", "day"))
    if year < 1 or month > 12 or (match["month"] and not month) or (match["day"] and not day):
        raise ValueError(text)
    if day > calendar.monthrange(year, month or 1)[1]:
        raise ValueError(text)
    return IssueDate(year, month, day)
