"""What an issue says of itself: newspaper or magazine, number, running number, date, and its imprint.

Takes a PageReading, gives facts found in so many words. What is not printed is listed as unknown, never supplied.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.copydesk.classing.kinds import Kind
from publisher.copydesk.credits import forms
from publisher.copydesk.drafting.ranges import ranges_of
from publisher.copydesk.drafting.reading import PageReading
from publisher.issue.addresses import LineRange
from publisher.issue.dates import IssueDate, parse_date
from publisher.issue.plan import ImprintItem, IssueKind

_NUMBER = re.compile(
    r"(?P<year>\d{4})\s*年\s*(?P<number>第\s*\d{1,3}\s*期|\d{1,2}月[号號])|(?P<short>\d{4})[·.．/](?P<month>\d{1,2})$"
)
_RUNNING = re.compile(r"[总總]第?\s*(?P<number>\d{1,5})\s*期")
_DAY = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日\s*(?:星期|$)")
_PRESS = re.compile(r"《(?P<title>[^《》]{2,12})》(?:杂志社|雜誌社|编辑部|編輯部)")
TITLE = "刊名"
_FRONT = 60  # units at the beginning in which an issue names itself


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found; empty or None where nothing was."""

    kind: IssueKind
    title: str
    number: str
    running_number: int
    date: IssueDate | None
    unknown: tuple[str, ...]


def facts_of(page: PageReading) -> Facts:
    """Return what the issue says of itself."""
    fronts = [
        unit.text
        for unit in page.units
        if len(unit.text) <= 40 and (unit.index < _FRONT or page.kind(unit.index) in _OWN)
    ]
    number, date = _number(fronts)
    running = next((int(match["number"]) for text in fronts if (match := _RUNNING.search(text))), 0)
    title = Counter(match["title"] for unit in page.units if (match := _PRESS.search(unit.text[:80])))
    named = title.most_common(1)[0][0] if title else ""
    missing = {TITLE: named, "期号": number, "出版日期": date}
    unknown = tuple(label for label, value in missing.items() if not value)
    return Facts(_kind(page), named, number, running, date, unknown)


def imprint_of(page: PageReading) -> tuple[ImprintItem, ...]:
    """Return the imprint: a label and what stands beside it or on the next line."""
    items: list[ImprintItem] = []
    for unit in (unit for unit in page.units if page.kind(unit.index) is Kind.IMPRINT):
        spans = ranges_of([unit.index], page.units)
        found = forms.imprint_item(unit.text)
        if found is not None:
            items.append(ImprintItem(found[0], found[1], spans))
        elif items and not items[-1].value:
            items[-1] = ImprintItem(items[-1].label, unit.text, (*items[-1].ranges, *spans))
        else:
            items.append(ImprintItem("刊记", unit.text, spans))
    return tuple(_with_value(items))


_OWN = frozenset({Kind.COVER, Kind.CONTENTS, Kind.IMPRINT})


def _with_value(items: list[ImprintItem]) -> Iterator[ImprintItem]:
    """Yield the items, a label without a value being a value itself."""
    for item in items:
        yield item if item.value else ImprintItem("刊记", item.label, tuple[LineRange, ...](item.ranges))


def _number(fronts: list[str]) -> tuple[str, IssueDate | None]:
    """Return the number as printed in full, and the date of a newspaper or of a numbered month."""
    for text in fronts:
        if match := _DAY.search(text):
            return "", parse_date(f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}")
    full = next((match for text in fronts if (match := _NUMBER.search(text)) and match["number"]), None)
    return (full.group().replace(" ", ""), None) if full else ("", None)


def _kind(page: PageReading) -> IssueKind:
    """Return newspaper if texts open with datelines, magazine if a contents page or an imprint stands in it."""
    if page.contents is not None or any(kind.kind is Kind.IMPRINT for kind in page.kinds):
        return IssueKind.MAGAZINE
    openings = [forms.dateline(unit.text[:80]) for unit in page.units if page.kind(unit.index) is Kind.BODY]
    papers = any(text in unit.text[:60] for unit in page.units for text in ("本报", "本報"))
    return IssueKind.NEWSPAPER if papers or sum(bool(each) for each in openings) >= 1 else IssueKind.MAGAZINE
