"""Accounts laid out: every heap is shown, drops by name, and the sum is the source."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from publisher.issue.accounts import Accounts
from publisher.issue.corrections import DropReason
from publisher.proof import report

ACCOUNTS = Accounts(900, 12, 40, (("barcode", 13), ("folio", 5)), 3, 25, 30)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rows_add_up_to_the_total(lang: str) -> None:
    *heaps, total = report.accounts_rows(ACCOUNTS, lang)
    assert sum(count for _, count in heaps) == total[1] == ACCOUNTS.total


def test_every_drop_reason_has_a_chinese_name() -> None:
    rows = report.accounts_rows(Accounts(0, 0, 0, tuple((reason.value, 1) for reason in DropReason), 0, 0, 0), "zh")
    assert [label for label, _ in rows if label.isascii() or "-" in label] == []


def test_table_shows_counts_and_shares() -> None:
    printed = io.StringIO()
    Console(file=printed, width=80).print(report.accounts_table(ACCOUNTS, "en"))
    assert "not printed: folio" in printed.getvalue()
    assert "87.5%" in printed.getvalue()


def test_empty_accounts_have_no_shares() -> None:
    printed = io.StringIO()
    Console(file=printed, width=80).print(report.accounts_table(Accounts(0, 0, 0, (), 0, 0, 0), "zh"))
    assert "%" not in printed.getvalue()


def test_data_names_drops_and_sums() -> None:
    data = report.accounts_data(ACCOUNTS)
    assert (data["drops"], data["dropped"], data["total"]) == ({"barcode": 13, "folio": 5}, 18, 1028)
