"""A measure of typesetting: how often something was looked at, where it was wrong, what is demanded.

Plain values. What is measured, and how, is the business of the modules that make them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from publisher.proof.typography.composition import Kind, Line, Paragraph


@dataclass(frozen=True, slots=True)
class Fault:
    """One place that is wrong.

    Attributes:
        page: number of the page in the file, from 1; `folio` is the number printed on it, if any.
        line: counted from the top of the column.
        value: what was measured there, in the unit of its measure, or the characters that matter.
    """

    page: int
    folio: str
    column: int
    line: int
    kind: Kind
    text: str
    value: float | str


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure must lie between two values."""

    figure: str
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        cases: how many places could have been wrong.
        allowed: the share of the cases that may be.
        figures: what was counted besides: medians, percentiles.
        counts_faults: the number of faults is part of the demand; where it is not, they only show where to look.
    """

    name: str
    cases: int
    faults: tuple[Fault, ...]
    allowed: float = 0.0
    figures: dict[str, float] = field(default_factory=dict)
    bounds: tuple[Bound, ...] = ()
    counts_faults: bool = True

    @property
    def is_met(self) -> bool:
        """Say whether what is demanded holds."""
        values = ((self.figures.get(bound.figure), bound) for bound in self.bounds)
        in_bounds = all(value is None or bound.least <= value <= bound.most for value, bound in values)
        return in_bounds and (not self.counts_faults or len(self.faults) <= self.allowed * self.cases)


Wrong = tuple[Line, float | str]


def measured(
    name: str,
    cases: int,
    wrong: Iterable[Wrong],
    folios: dict[int, str],
    *,
    allowed: float = 0.0,
    figures: dict[str, float] | None = None,
    bounds: tuple[Bound, ...] = (),
    counts_faults: bool = True,
) -> Measure:
    """Return a measure whose faults know their place, in the order of the pages."""
    faults = [
        Fault(line.page + 1, folios.get(line.page, ""), line.column_number, line.number, line.kind, line.text, value)
        for line, value in wrong
    ]
    faults.sort(key=lambda fault: (fault.page, fault.column, fault.line))
    return Measure(name, cases, tuple(faults), allowed, figures or {}, bounds, counts_faults)


def seams(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Line, Line]]:
    """Return every two lines between which a paragraph was broken."""
    for paragraph in paragraphs:
        for before, after in zip(paragraph.lines, paragraph.lines[1:], strict=False):
            if after.is_wrapped:
                yield before, after


def percentile(values: list[float], share: float) -> float:
    """Return the value that a share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
