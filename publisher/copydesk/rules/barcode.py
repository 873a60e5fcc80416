"""Drops the digits printed under a barcode.

Does: drops a line that holds nothing but the thirteen digits of an EAN whose check digit is right, an add-on of two
or five digits included.
Why: the digits belong to the picture of the barcode, not to any article.
Example: `9 772096 746261` under a barcode → dropped.
Leaves alone: telephone numbers and thirteen digits with a wrong check digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.rule import Page, Proposal, Rule, dropped
from publisher.issue.corrections import DropReason

_DIGITS = re.compile(r"\s*[>〉]?\s*(\d[\d ]{11,22}\d)\s*[>〉]?\s*")


def is_ean(digits: str) -> bool:
    """Say whether thirteen digits are an EAN-13 with the right check digit."""
    if len(digits) != 13 or not digits.isascii() or not digits.isdigit():
        return False
    return sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits)) % 10 == 0


def propose(page: Page) -> Iterator[Proposal]:
    """Yield a drop for every line that is a barcode's digits."""
    for slip in page.placed():
        match = _DIGITS.fullmatch(page.reading(slip).text)
        digits = match.group(1).replace(" ", "") if match else ""
        if len(digits) in (13, 15, 18) and is_ean(digits[:13]):
            yield Proposal(dropped(slip, slip.span, DropReason.BARCODE), digits[:13])


RULE = Rule("copydesk/barcode", propose)
