"""The barcode of a serial: takes an issue, gives the digits of its EAN-13 with add-on, and their modules.

An ISSN whose check digit is wrong gives no barcode, and neither does an invented periodical. It draws nothing.

Source: GB/T 16827; GS1 General Specifications, 5.2 (EAN-13, two-digit add-on).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from publisher.issue.issue import Issue

_ISSN = re.compile(r"([0-9]{4})-([0-9]{3})([0-9X])")
_IN_YEAR = re.compile(r"第\s*([0-9]{1,2})\s*期")
_PREFIX = "977"
_WIDTHS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")  # of the parts of a digit
_PARITIES = ("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO")
_ADD_ON_PARITIES = ("OO", "OE", "EO", "EE")
_GUARD, _MIDDLE, _ADD_ON_GUARD, _BETWEEN = "101", "01010", "1011", "01"


@dataclass(frozen=True, slots=True)
class Barcode:
    """The ISSN of a barcode, its thirteen digits, and the two beside them, which may be missing."""

    issn: str
    digits: str
    add_on: str = ""

    def modules(self) -> str:
        """Return the thirteen digits as 95 modules, 1 for a dark one; the first digit is told by the next six."""
        parities = _PARITIES[int(self.digits[0])]
        left = "".join(_left(digit, parity) for digit, parity in zip(self.digits[1:7], parities, strict=True))
        right = "".join(_modules(_WIDTHS[int(digit)], "1") for digit in self.digits[7:])
        return f"{_GUARD}{left}{_MIDDLE}{right}{_GUARD}"

    def add_on_modules(self) -> str:
        """Return the two digits beside them as 20 modules, or an empty string."""
        if not self.add_on:
            return ""
        parities = _ADD_ON_PARITIES[int(self.add_on) % 4]
        digits = (_left(digit, parity) for digit, parity in zip(self.add_on, parities, strict=True))
        return _ADD_ON_GUARD + _BETWEEN.join(digits)


def barcode_of(issue: Issue) -> Barcode | None:
    """Return the barcode of an issue; None for an invented periodical and for one without a sound ISSN."""
    if issue.periodical.invented or not is_sound(issue.periodical.issn):
        return None
    digits = _PREFIX + issue.periodical.issn.replace("-", "")[:7] + (issue.ean_variant or "00")
    return Barcode(issue.periodical.issn, digits + check_digit(digits), issue.ean_add_on or _add_on(issue))


def is_sound(issn: str) -> bool:
    """Say whether this is an ISSN with the right check digit.

    Source: ISO 3297; weights 8 to 2, sum of products modulo 11, ten is written X.
    """
    match = _ISSN.fullmatch(issn)
    if not match:
        return False
    weighted = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), match[1] + match[2], strict=True))
    return "0123456789X"[-weighted % 11] == match[3]


def check_digit(digits: str) -> str:
    """Return the check digit of an EAN-13, given the twelve before it."""
    return str(-sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits)) % 10)


def _add_on(issue: Issue) -> str:
    """Return the issue's number within its year, or its month; empty if neither is known."""
    if match := _IN_YEAR.search(issue.number):
        return match[1].zfill(2)
    return f"{issue.date.month:02}" if issue.date and issue.date.month else ""


def _left(digit: str, parity: str) -> str:
    """Return a digit of the left half: of odd parity, or of even parity, which is drawn backwards."""
    widths = _WIDTHS[int(digit)]
    return _modules(widths if parity == "O" else widths[::-1], "0")


def _modules(widths: str, first: str) -> str:
    other = "1" if first == "0" else "0"
    return "".join((first, other)[index % 2] * int(width) for index, width in enumerate(widths))
