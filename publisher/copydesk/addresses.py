"""Line addresses of a plan → spans of a galley.

Takes LineRanges, gives the spans of the lines that are not blank; says so if an address points beyond the text. It
claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.issue.addresses import LineRange
from publisher.issue.galley import Galley, Span
from publisher.problems import Problem


def spans_of(ranges: Iterable[LineRange], galley: Galley) -> Iterator[Span]:
    """Yield the span of every line that is not blank, or of the part of a line, in the order of the addresses."""
    for each in ranges:
        lines = galley.source(each.source).lines
        for number in range(each.first, min(each.last, len(lines)) + 1):
            text = lines[number - 1]
            start, end = each.start or 0, len(text) if each.end is None else min(each.end, len(text))
            if text[start:end].strip():
                yield Span(each.source, number, start, end)


def beyond_the_end(ranges: Iterable[LineRange], galley: Galley) -> Iterator[Problem]:
    """Yield a problem for every address that points at a line or a column the source does not have."""
    for each in ranges:
        lines = galley.source(each.source).lines
        values = {"address": str(each), "source": galley.source(each.source).path, "lines": len(lines)}
        if each.last > len(lines):
            yield Problem("copydesk/beyond-end", each.place, values)
        elif each.start is not None or each.end is not None:
            columns = len(lines[each.first - 1])
            if max(each.start or 0, each.end or 0) > columns or (each.start or 0) >= columns:
                yield Problem("copydesk/beyond-line", each.place, {**values, "columns": columns})


def contains(ranges: Iterable[LineRange], span: Span) -> bool:
    """Say whether a span lies wholly in one of the ranges."""
    return any(
        each.source == span.source
        and each.first <= span.line <= each.last
        and (each.start or 0) <= span.start
        and (each.end is None or span.end <= each.end)
        for each in ranges
    )
