"""The records beside the editions: the ledger on disk replays, and every character of the sources is somewhere."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from publisher import production
from publisher.issue import record
from publisher.issue.accounts import account
from publisher.issue.copy import Copy, fresh, replay, undo
from publisher.issue.corrections import METADATA_ROLES, Ledger
from publisher.issue.galley import Galley
from publisher.manifest.resolve import read_plan
from publisher.sources.plain import read_source
from tests.rendered.press import Finished, reissue
from tests.rendered.reading import Book, squeezed

pytestmark = pytest.mark.slow

REWORDED = {"封面摄影"}  # a label whose value stands in the imprint under a label of ours


def galley_of(finished: Finished) -> Galley:
    sources = read_plan(finished.manifest, finished.house).sources
    return Galley(tuple(read_source(each.path.read_bytes(), each.id, each.shown) for each in sources))


def ledger_of(finished: Finished) -> Ledger:
    return ledger_in(finished.folder / "ledger.json")


@cache
def ledger_in(path: Path) -> Ledger:
    return record.from_json(Ledger, json.dumps(json.loads(path.read_text(encoding="utf-8"))["ledger"]))


def copy_of(finished: Finished) -> Copy:
    return replay(galley_of(finished), ledger_of(finished))


def test_ledger_on_disk_names_every_source_with_its_digest(finished: Finished) -> None:
    named = {each["path"]: each["sha256"] for each in finished.record("ledger.json")["sources"]}
    assert {each.path: each.sha256 for each in galley_of(finished).sources}.items() <= named.items()


def test_ledger_on_disk_is_the_one_the_issue_was_made_with(finished: Finished) -> None:
    issue = production.check(finished.manifest, finished.house).issue
    assert record.digest(ledger_of(finished)) == issue.ledger_sha256


def test_undoing_the_ledger_on_disk_gives_the_fresh_copy_back(finished: Finished) -> None:
    galley, ledger = galley_of(finished), ledger_of(finished)
    assert len(ledger) > 10
    assert undo(replay(galley, ledger), ledger) == fresh(galley)


def test_accounts_sum_to_the_length_of_the_sources(finished: Finished) -> None:
    where = ("--sources", finished.sources) if finished.sources else ()
    done = reissue("check", finished.manifest, *where, "--format", "json", cwd=finished.folder)
    (checked,) = json.loads(done.stdout)["issues"]
    accounts = checked["accounts"]
    heaps = [accounts[name] for name in ("articles", "corrected", "metadata", "unplaced", "spaces", "line_ends")]
    sources = read_plan(finished.manifest, finished.house).sources
    length = sum(len(source.path.read_bytes().decode("utf-8")) for source in sources)
    assert sum(heaps) + sum(accounts["drops"].values()) == accounts["total"] == length
    assert accounts["unplaced"] == 0


def test_accounts_follow_from_the_ledger_on_disk(finished: Finished) -> None:
    assert account(copy_of(finished)) == production.check(finished.manifest, finished.house).accounts


def test_every_visible_character_is_in_the_epub_in_metadata_or_in_a_drop(finished: Finished, book: Book) -> None:
    copy = copy_of(finished)
    everywhere = squeezed(book.text() + json.dumps(finished.shown, ensure_ascii=False))
    texts = {id_: squeezed("".join(each.itertext())) for id_, each in book.articles.items()}
    astray, told = [], 0
    for slip in copy.slips:
        told += sum(not char.isspace() for char in copy.galley.text(slip.span))
        reading = copy.reading(slip).text
        if slip.role in METADATA_ROLES:  # names and values, whatever brackets and labels stand around them
            is_found = all(word in everywhere for word in {*re.findall(r"\w+", reading)} - REWORDED)
        else:
            is_found = squeezed(reading) in texts.get(slip.owner, "")
        if not slip.dropped and not is_found:
            astray.append(f"{slip.span.line}: {reading[:40]}")
    assert astray == []
    assert told == sum(not char.isspace() for source in copy.galley.sources for line in source.lines for char in line)
