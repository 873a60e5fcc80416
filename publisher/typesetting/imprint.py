"""The imprint (版权页): takes an issue and its words, gives the facts in order, the symbols, and where they stand.

Facts are what the original prints, then what the manifest adds; nothing is said twice. It sets no type.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from publisher.issue.issue import Issue
from publisher.issue.marks import is_han, width_em
from publisher.issue.plan import IssueKind
from publisher.issue.style import ImprintPlace
from publisher.typesetting.geometry import POINTS_PER_MM, Geometry
from publisher.typesetting.spans import has_modules
from publisher.typesetting.symbols import Symbol, barcode_symbol, qr_symbols
from publisher.typesetting.words import Words

_SPREAD_EM = 4.0  # Chinese labels of two or three characters are spread to four
_WIDEST_LABEL_EM = 11.0
_BESIDE_LABEL_EM = 2.0
_HEAD = 6  # lines above the facts of an imprint on a page of its own, as css/pdf.css.j2 sets it
_HEAD_BELOW, _FACT_BELOW = 2.5, 0.85  # lines of one below the contents
_ABOVE_SYMBOLS = 2  # lines at least
_RULES = 1  # lines: what the rules between facts take together
_PITCHES = (1.6, 1.5, 1.4, 1.3, 1.2, 1.1)  # lines


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the imprint; `is_added` where the original does not print it there."""

    label: str
    value: str
    is_added: bool = False

    @property
    def spread_em(self) -> float:
        """The space, in em, between the characters of a short Chinese label."""
        count = len(self.label)
        if not 1 < count < _SPREAD_EM or not all(map(is_han, self.label)):
            return 0.0
        return round((_SPREAD_EM - count) / (count - 1), 2)


@dataclass(frozen=True, slots=True)
class Imprint:
    """An imprint; it has a page of its own, or stands below the contents or above the colophon."""

    facts: tuple[Fact, ...]
    barcode: Symbol | None
    codes: tuple[Symbol, ...]

    @property
    def has_symbols(self) -> bool:
        """Whether a barcode or QR codes belong to it."""
        return bool(self.barcode or self.codes)

    def height(self, geometry: Geometry) -> float:
        """Return how many lines it takes below the contents."""
        return _HEAD_BELOW + math.ceil(len(self.facts) / 2) * _FACT_BELOW + self._symbol_lines(geometry)

    @property
    def label_em(self) -> float:
        """The width of the widest label, within bounds."""
        widest = max((width_em(fact.label) for fact in self.facts), default=0.0)
        return max(_SPREAD_EM, min(widest, _WIDEST_LABEL_EM))

    def pitch(self, geometry: Geometry) -> float:
        """Return the distance in points of two facts on a page of their own: as wide as the page allows."""
        room = geometry.options.lines - _RULES - _HEAD - self._symbol_lines(geometry) - _ABOVE_SYMBOLS
        rows = self._rows(geometry)
        fitting = (lines for lines in _PITCHES if rows * lines <= room)
        return round(next(fitting, 1.0) * geometry.leading, 2)

    def space_above_symbols(self, geometry: Geometry) -> float:
        """Return the points between facts and symbols that bring these to the foot of a page of their own."""
        taken = _HEAD + self._rows(geometry) * self.pitch(geometry) / geometry.leading + self._symbol_lines(geometry)
        return round(max(_ABOVE_SYMBOLS, geometry.options.lines - _RULES - taken) * geometry.leading, 2)

    def _rows(self, geometry: Geometry) -> int:
        room = geometry.text_width / geometry.options.font_size_pt - self.label_em - _BESIDE_LABEL_EM
        return sum(max(1, math.ceil(width_em(fact.value) / room)) for fact in self.facts)

    def _symbol_lines(self, geometry: Geometry) -> int:
        tallest = max((symbol.height_mm for symbol in (self.barcode, *self.codes) if symbol), default=0.0)
        return math.ceil(tallest * POINTS_PER_MM / geometry.leading) + 1 if tallest else 0


def imprint_of(issue: Issue, words: Words, barcode_percent: int) -> Imprint:
    """Return the imprint of an issue."""
    codes = tuple(qr_symbols(issue.qr_codes))
    return Imprint(tuple(_facts(issue, words)), barcode_symbol(issue, barcode_percent), codes)


def comes_first(issue: Issue, geometry: Geometry) -> bool:
    """Say whether the imprint stands before the articles: as a rule in a magazine of level lines.

    Where stories stand side by side, the first of them stand below the nameplate.
    """
    if issue.kind is not IssueKind.MAGAZINE or geometry.is_vertical or has_modules(geometry):
        return False
    return geometry.options.imprint_place is not ImprintPlace.END


def stands_alone(imprint: Imprint, place: ImprintPlace, *, comes_first: bool, holds_imprint: bool) -> bool:
    """Say whether the imprint has a page of its own; `holds_imprint`: the contents leave room for the facts."""
    if place in {ImprintPlace.ALONE, ImprintPlace.CONTENTS}:
        return place is ImprintPlace.ALONE
    if not comes_first:
        return place is ImprintPlace.END and imprint.has_symbols
    return not holds_imprint


def _facts(issue: Issue, words: Words) -> list[Fact]:
    stated = {item.value for item in issue.imprint}
    labels = {item.label for item in issue.imprint}
    return [Fact(item.label, item.value) for item in issue.imprint] + [
        fact
        for fact in _known(issue, words)
        if fact.value and fact.label not in labels and not any(fact.value in other for other in stated)
    ]


def _known(issue: Issue, words: Words) -> list[Fact]:
    """Return what the manifest knows of the issue, in the order of an imprint."""
    periodical = issue.periodical
    facts = [
        (words("field-title"), periodical.title),
        (words("field-number"), words.issue_number(issue)),
        (words("date"), words.date(issue.date) if issue.date else ""),
        (words("publisher"), periodical.publisher),
        ("ISSN", periodical.issn),
        ("CN", periodical.cn),
        (words("cover-credit"), issue.cover.credit),
    ]
    return [Fact(label, value, is_added=True) for label, value in facts]
