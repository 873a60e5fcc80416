"""What was counted and found, laid out for people: takes accounts, a collation or measures, gives text, tables or data.

It does not count: publisher.issue.accounts does. It does not decide whether a sum is good, and the apparatus and the
page of a collation and the list of measures have modules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from rich import box
from rich.table import Table
from rich.text import Text

from publisher.issue.accounts import Accounts
from publisher.proof import apparatus, page, sheet, summary
from publisher.proof.checks import Report
from publisher.proof.collation import Collation
from publisher.proof.difference import errata as errors
from publisher.proof.difference import listing as changes
from publisher.proof.difference.changes import Difference
from publisher.proof.typography import listing
from publisher.proof.typography.measuring import Measured

_LABELS = {
    "zh": {
        "what": "来源的字符",
        "count": "字符",
        "share": "占比",
        "articles": "正文",
        "corrected": "改正处",
        "metadata": "题名、署名等",
        "unplaced": "去向不明",
        "spaces": "空白",
        "line_ends": "换行",
        "total": "合计",
        "drop": "不印：{reason}",
        "running-head": "书眉",
        "folio": "页码",
        "jump-line": "转接提示",
        "qr-prompt": "扫码提示",
        "barcode": "条码",
        "converter-mark": "转换器标记",
        "doubled-headline": "重复标题",
        "seam-duplicate": "接缝重文",
        "contents-entry": "目录条目",
        "advertisement": "广告",
        "withheld": "编辑不收",
    },
    "en": {
        "what": "characters of the source",
        "count": "characters",
        "share": "share",
        "articles": "text of articles",
        "corrected": "corrected",
        "metadata": "titles, names, imprint",
        "unplaced": "unaccounted for",
        "spaces": "spaces",
        "line_ends": "line ends",
        "total": "total",
        "drop": "not printed: {reason}",
    },
}


def accounts_rows(accounts: Accounts, lang: str) -> tuple[tuple[str, int], ...]:
    """Return label and count of every heap of characters, drops by reason among them, the total last."""
    labels = _LABELS[lang]
    drops = ((labels["drop"].format(reason=labels.get(reason, reason)), count) for reason, count in accounts.drops)
    return (
        (labels["articles"], accounts.articles),
        (labels["corrected"], accounts.corrected),
        (labels["metadata"], accounts.metadata),
        *drops,
        (labels["unplaced"], accounts.unplaced),
        (labels["spaces"], accounts.spaces),
        (labels["line_ends"], accounts.line_ends),
        (labels["total"], accounts.total),
    )


def accounts_table(accounts: Accounts, lang: str) -> Table:
    """Return the accounts as a table for a terminal; what is unaccounted for stands out."""
    labels, rows = _LABELS[lang], accounts_rows(accounts, lang)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(labels["what"])
    table.add_column(labels["count"], justify="right")
    table.add_column(labels["share"], justify="right")
    for label, count in rows:
        is_lost = label == labels["unplaced"] and count
        share = f"{100 * count / accounts.total:.1f}%" if accounts.total else "-"
        style = "bold red" if is_lost else "bold" if label == labels["total"] else ""
        table.add_row(label, f"{count:,}", share, style=style, end_section=label == labels["line_ends"])
    return table


def accounts_data(accounts: Accounts) -> dict[str, object]:
    """Return the accounts as JSON has them: every heap, the drops by reason, the total."""
    return {**asdict(accounts), "drops": dict(accounts.drops), "dropped": accounts.dropped, "total": accounts.total}


def choice(rules: tuple[str, ...], least: float, most: float, articles: tuple[str, ...]) -> apparatus.Choice:
    """Return which corrections of a collation are wanted; no rule and no article means all of them."""
    return apparatus.Choice(rules, least, most, articles)


def collation_text(collation: Collation, chosen: apparatus.Choice, lang: str) -> str:
    """Return the apparatus of a collation for a terminal."""
    return "\n".join(apparatus.apparatus(collation, chosen, lang))


def collation_data(collation: Collation, chosen: apparatus.Choice) -> dict[str, object]:
    """Return a collation as JSON has it."""
    return apparatus.collation_data(collation, chosen)


def collation_page(collation: Collation, lang: str) -> str:
    """Return a collation as one HTML page that needs nothing beside itself.

    Raises:
        ReissueError: a scan that the manifest names cannot be shown.
    """
    return page.page(collation, lang)


def difference_lines(difference: Difference, lang: str) -> tuple[Text, ...]:
    """Return what differs between two issues for a terminal, line by line."""
    return tuple(changes.lines_of(difference, lang))


def difference_data(difference: Difference) -> dict[str, object]:
    """Return what differs between two issues as JSON has it, every change with its place."""
    return changes.data_of(difference)


def errata(difference: Difference) -> list[str]:
    """Return a list of errata in Chinese: what the older issue has wrong and how the newer one reads."""
    return list(errors.errata(difference))


def typography_parts(typography: Measured, lang: str, *, every: bool) -> tuple[str, Table, str]:
    """Return the measures of a PDF for a terminal: a headline, a table, the faults (the first of each, or all)."""
    most = None if every else listing.SHOWN
    return (
        listing.headline(typography, lang),
        listing.table(typography, lang),
        listing.faults(typography, lang, most),
    )


def proof_parts(report: Report, lang: str, *, every: bool, as_table: bool) -> Iterator[str | Table | Text]:
    """Yield a report of finished files for a terminal: summary and findings, or as a table of measures alone."""
    if not as_table:
        yield from summary.lines(report, lang, every=every)
        return
    for proof in report.proofs:
        if proof.typography:
            yield from typography_parts(proof.typography, lang, every=every)


def proof_data(report: Report, lang: str) -> dict[str, object]:
    """Return a report of finished files as JSON has it."""
    return summary.data(report, lang)


def proof_page(report: Report, lang: str) -> str:
    """Return a report of finished files as one HTML page that needs nothing beside itself."""
    return sheet.sheet(report, lang)
