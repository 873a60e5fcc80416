"""A recorded ledger is trusted in nothing: each thing that may be wrong with it fails the check that is for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publisher.issue.blocks import Paragraph
from publisher.issue.copy import Copy
from publisher.issue.credits import Field
from publisher.issue.inlines import Text
from publisher.issue.issue import Issue
from publisher.production.editing import Edited, edit, silent
from publisher.proof.readback import ledger
from publisher.proof.readback.provenance import unfounded
from tests.unit.proof.readback.lamps import ISSUE, Lamps

Data = dict[str, Any]


def edited(book: Lamps) -> Edited:
    return edit(book.folder.parents[2] / "dengshi" / "2026-02.yaml", book.house, silent)


def recorded(book: Lamps) -> Data:
    data: Data = json.loads((book.folder / "ledger.json").read_text(encoding="utf-8"))
    return data


def failed(book: Lamps, data: bytes) -> set[str]:
    now = edited(book)
    sources = [(each.path, each.sha256) for each in now.issue.sources]
    return {each.code for each in ledger.replayed(data, now.galley, sources, now.ledger).checks if each.findings}


def other_source(data: Data) -> None:
    data["sources"][0]["sha256"] = "0" * 64


def one_less(data: Data) -> None:
    data["ledger"]["corrections"].pop()


def drop_undone(data: Data) -> None:
    corrections = data["ledger"]["corrections"]
    data["ledger"]["corrections"] = [each for each in corrections if each["edit"]["is"] != "Drop"]


def one_moved(data: Data) -> None:
    data["ledger"]["corrections"][0]["edit"]["span"]["line"] = 99


def on_another(data: Data) -> None:
    data["on"] = "0" * 64


SPOILS: dict[str, tuple[Callable[[Data], None], set[str]]] = {
    "another source": (other_source, {"ledger-sources"}),
    "a correction less": (one_less, {"ledger-of-manifest"}),
    "a drop that is not named": (drop_undone, {"ledger-of-manifest", "accounts"}),
    "a correction elsewhere": (one_moved, {"ledger-of-manifest", "ledger-replays"}),
    "another ledger below": (on_another, {"ledger-sources"}),
}


def test_ledger_as_it_was_recorded_passes(book: Lamps) -> None:
    assert failed(book, (book.folder / "ledger.json").read_bytes()) == set()


@pytest.mark.parametrize("name", SPOILS)
def test_spoiled_ledger_is_found(name: str, book: Lamps) -> None:
    spoil, codes = SPOILS[name]
    data = recorded(book)
    spoil(data)
    assert failed(book, json.dumps(data).encode()) == codes


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b'{"sources": [], "ledger": {"is": "House"}}'])
def test_what_is_no_ledger_does_not_read(data: bytes, book: Lamps) -> None:
    assert failed(book, data) == {"ledger-reads"}


def test_figures_count_corrections_and_drops(book: Lamps) -> None:
    assert book.wanted.ledgers["ledger.json"].data == {"characters": 31, "corrections": 5, "drops": 1}


# --- articles against slips ---


def composed(book: Lamps) -> tuple[Issue, Copy]:
    now = edited(book)
    made = ledger.replayed((book.folder / "ledger.json").read_bytes(), now.galley, [], now.ledger)
    assert made.copy is not None
    return now.issue, made.copy


def things(issue: Issue, copy: Copy, **changes: Any) -> list[str]:
    article = next(each for each in issue.articles() if each.id == f"{ISSUE}-i0001")
    return [finding.thing for finding in unfounded([replace(article, **changes)], copy)]


def test_article_reads_as_its_slips_do(book: Lamps) -> None:
    assert things(*composed(book)) == []


def test_block_that_reads_otherwise_is_found(book: Lamps) -> None:
    issue, copy = composed(book)
    (block,) = next(iter(issue.articles())).blocks
    other = Paragraph(block.id, (Text("正月十四，下街的灯市停了六年，又开了。灯是罗水生扎的。"),), block.origin)
    assert things(issue, copy, blocks=(other,)) == [f"{ISSUE}-i0001 {ISSUE}-i0001-b0001"]


def test_slip_that_no_block_reads_is_found(book: Lamps) -> None:
    assert things(*composed(book), blocks=()) == [f"{ISSUE}-i0001 page:3@0-19", f"{ISSUE}-i0001 page:4@0-8"]


def test_title_that_reads_otherwise_is_found(book: Lamps) -> None:
    issue, copy = composed(book)
    title = next(iter(issue.articles())).title
    assert title is not None
    assert things(issue, copy, title=Field("灯会重开", title.spans)) == [f"{ISSUE}-i0001 title"]


def test_manifest_is_where_the_record_says(book: Lamps) -> None:
    assert (book.folder / Path(book.wanted.record.manifest)).resolve().name == "2026-02.yaml"
