"""Barcodes of serials: the right digits, the modules of the standard, and none where no ISSN is sound."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.issue.dates import IssueDate
from publisher.issue.issue import Issue
from publisher.typesetting.barcode import Barcode, barcode_of, check_digit, is_sound
from tests.unit.typesetting.whole_issue import periodical, whole_issue


def issue_of(folder: Path, issn: str = "0317-8471", *, invented: bool = False) -> Issue:
    return whole_issue(folder, periodical=periodical(folder, issn=issn, invented=invented))


@pytest.mark.parametrize("issn", ["0317-8471", "2096-7462", "2434-561X"])
def test_issn_with_the_right_check_digit_is_sound(issn: str) -> None:
    assert is_sound(issn)


@pytest.mark.parametrize("issn", ["", "0317-8472", "03178471", "1000-0301", "１234-5679"])
def test_anything_else_is_not(issn: str) -> None:
    assert not is_sound(issn)


def test_check_digit_of_ean_13() -> None:
    """977031784700 → 1; 590123412345 → 7 (GS1 General Specifications, 7.9)."""
    assert (check_digit("977031784700"), check_digit("590123412345")) == ("1", "7")


def test_digits_are_prefix_issn_variant_and_check_digit(tmp_path: Path) -> None:
    plain = barcode_of(issue_of(tmp_path))
    other = barcode_of(replace(issue_of(tmp_path), ean_variant="03"))
    assert plain is not None
    assert other is not None
    assert plain.digits == "9770317847001"
    assert other.digits[10:12] == "03"


def test_add_on_is_the_number_in_the_year_or_the_month(tmp_path: Path) -> None:
    issue = issue_of(tmp_path)
    found = [
        barcode_of(replace(issue, number="2032年第5期")),
        barcode_of(replace(issue, number="2032年11月号", date=IssueDate(2032, 11))),
        barcode_of(replace(issue, number="夏季号", date=IssueDate(2032))),
        barcode_of(replace(issue, number="2032年第5期", ean_add_on="17")),
    ]
    assert [each.add_on for each in found if each] == ["05", "11", "", "17"]


def test_invented_periodical_and_one_without_issn_have_no_barcode(tmp_path: Path) -> None:
    assert barcode_of(issue_of(tmp_path, invented=True)) is None
    assert barcode_of(issue_of(tmp_path, issn="")) is None
    assert barcode_of(issue_of(tmp_path, issn="0317-8470")) is None


def test_modules_are_those_of_the_standard() -> None:
    """The left half of 5901234123457 is 9 0 1 2 3 4 with the parities of a first 5: odd, even, even, odd, odd, even."""
    modules = Barcode("", "5901234123457").modules()
    assert len(modules) == 95
    assert modules[:3] + modules[45:50] + modules[92:] == "101" + "01010" + "101"
    assert modules[3:45] == "0001011" + "0100111" + "0110011" + "0010011" + "0111101" + "0011101"
    assert modules[50:57] == "1100110"


def test_add_on_of_two_digits_has_twenty_modules() -> None:
    """05: 5 modulo 4 is 1, so the first digit is of odd parity and the second of even."""
    assert Barcode("", "9770317847001", "05").add_on_modules() == "1011" + "0001101" + "01" + "0111001"
    assert not Barcode("", "9770317847001").add_on_modules()
