"""A book against its issue: the whole one passes everything, and each way to spoil it is seen where it should be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publisher.proof import readback
from publisher.proof.checks import Finding, Section, State
from publisher.proof.readback.book.collating import collate_book
from tests.unit.proof.readback.lamps import ISSUE, Lamps, Members, packed, replaced
from tests.unit.proof.readback.spoils import SPOILS, Spoil

SECTIONS = ("text", "added", "links", "pictures", "metadata")


def collated(book: Lamps, members: Members) -> dict[str, Section]:
    sections = collate_book(packed(members), f"{ISSUE}.epub", book.wanted.languages[""])
    return {section.name: section for section in sections}


def findings(section: Section, code: str) -> tuple[Finding, ...]:
    return next(check.findings for check in section.checks if check.code == code)


def test_whole_book_passes_every_check(book: Lamps) -> None:
    sections = collated(book, book.members)
    assert tuple(sections) == SECTIONS
    assert [section.failed() for section in sections.values()] == [()] * len(SECTIONS)


def test_every_check_of_a_whole_book_was_made(book: Lamps) -> None:
    states = {check.state for section in collated(book, book.members).values() for check in section.checks}
    assert states == {State.PASSED}


def test_it_says_how_much_was_compared(book: Lamps) -> None:
    assert collated(book, book.members)["text"].data == {"articles": 3, "blocks": 21, "characters": 197}


@pytest.mark.parametrize("spoil", SPOILS, ids=lambda spoil: spoil.name)
def test_spoiled_book_is_found_by_the_check_that_is_for_it(spoil: Spoil, book: Lamps) -> None:
    sections = collated(book, spoil.spoil(book.members))
    found = {section.name: [check.code for check in section.failed()] for section in sections.values()}
    assert spoil.code in found[spoil.section], found


def test_every_check_has_a_spoil(book: Lamps) -> None:
    checks = {
        (section.name, check.code) for section in collated(book, book.members).values() for check in section.checks
    }
    assert checks - {(spoil.section, spoil.code) for spoil in SPOILS} == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_check_has_words(lang: str, book: Lamps) -> None:
    """The words say what is demanded, in both languages."""
    sections = (*collated(book, book.members).values(), *book.wanted.ledgers.values())
    words = json.loads((Path(readback.__file__).parent / f"words.{lang}.json").read_text(encoding="utf-8"))
    assert {check.code for section in sections for check in section.checks} - words.keys() == set()


def test_file_that_is_no_book_is_one_finding(book: Lamps) -> None:
    (section,) = collate_book(b"PK", "a.epub", book.wanted.languages[""])
    assert (section.name, [check.code for check in section.failed()]) == ("text", ["opens"])


@pytest.mark.parametrize("name", ["a0001.xhtml", "content.opf"])
def test_document_far_larger_than_it_should_be_is_not_read(name: str, book: Lamps) -> None:
    spoiled = replaced(f"EPUB/{name}", "<", f"<!--{'灯' * 400_000}--><")
    sections = collated(book, book.members | {f"EPUB/{name}": spoiled(book.members)[f"EPUB/{name}"]})
    (finding,) = findings(sections["text"], "opens")
    assert f"{name} is larger than a part of a book can be" in finding.detail


def test_finding_names_document_block_and_both_readings_with_their_neighbours(book: Lamps) -> None:
    spoiled = replaced("EPUB/a0001.xhtml", "停了六年", "停六年")(book.members)
    (finding,) = findings(collated(book, spoiled)["text"], "block-words")
    assert finding.thing == "a0001.xhtml dengshi-2026-02-i0001 dengshi-2026-02-i0001-b0001"
    assert finding.detail == "…下街的灯市停[了]六年，又开了… ≠ …下街的灯市停[∅]六年，又开了…"


def test_what_is_found_in_the_words_is_not_told_again_as_another_file(book: Lamps) -> None:
    sections = collated(book, replaced("EPUB/a0001.xhtml", "停了六年", "停六年")(book.members))
    assert [name for name, section in sections.items() if section.failed()] == ["text"]


def test_comments_are_no_text(book: Lamps) -> None:
    spoiled = replaced("EPUB/a0001.xhtml", "正月十三", "正月<!--二十-->十三")(book.members)
    sections = collated(book, spoiled)
    assert sections["text"].failed() == ()
    assert [check.code for check in sections["pictures"].failed()] == ["files-as-made"]
