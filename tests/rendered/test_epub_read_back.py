"""Every EPUB, read back: the validator has nothing to mend, the menu leads to each article, the words are all there."""

from __future__ import annotations

import os
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pytest

from publisher.house import House
from publisher.problems import Problem, Severity
from publisher.proof.epub import epubcheck
from tests.rendered.press import Finished
from tests.rendered.reading import XHTML, Book, Element, block_words, squeezed, words

pytestmark = pytest.mark.slow

# Notes of EPUBCheck that ask for nothing: faces are declared, and ruby has brackets for readers that cannot set it.
EXPECTED_NOTES = {"CSS-028", "HTM_055"}
HELD = {"itemised"}  # a block whose words are told again by the blocks it holds


def verdict(finished: Finished) -> tuple[Problem, ...]:
    return checked(finished.epub)


@cache
def checked(epub: Path) -> tuple[Problem, ...]:
    """Return what the validator says; it is asked once a book."""
    return epubcheck(epub, House(epub.parent, epub.parent, environ={"PATH": os.environ["PATH"]}))


def told(problems: tuple[Problem, ...], *weights: Severity) -> list[str]:
    return [f"{problem.place}: {problem.message()}" for problem in problems if problem.severity in weights]


def by_id(book: Book, article: str) -> dict[str, Element]:
    return {element.attrib["id"]: element for element in book.articles[article].iter() if "id" in element.attrib}


def test_validator_is_the_one_the_house_trusts() -> None:
    assert version("epubcheck").startswith("5.3")


def test_validator_finds_no_error_and_no_warning(finished: Finished) -> None:
    assert told(verdict(finished), Severity.ERROR, Severity.WARNING) == []


def test_validator_notes_only_what_is_meant(finished: Finished) -> None:
    assert {problem.values["id"] for problem in verdict(finished)} <= EXPECTED_NOTES


def test_articles_stand_in_printed_order(finished: Finished, book: Book) -> None:
    assert list(book.articles) == [article["id"] for article in finished.articles()]


def test_menu_leads_to_every_article_under_its_sections(finished: Finished, book: Book) -> None:
    entries = {entry.target.partition("#")[2] or entry.target: entry for entry in book.menu()}
    titled = [article for article in finished.articles() if article["title"]]
    assert [article["id"] for article in titled if article["id"] not in entries] == []
    for article in titled:
        assert entries[article["id"]].labels == (*article["section_path"], article["title"])


def test_every_line_of_the_menu_leads_somewhere(finished: Finished, book: Book) -> None:
    places = {f"{file}#{element.attrib['id']}" for file, page in book.pages.items() for element in _named(page)}
    assert {entry.target for entry in book.menu()} <= places | book.pages.keys()
    assert finished.articles()


def _named(page: Element) -> list[Element]:
    return [element for element in page.iter() if "id" in element.attrib]


def test_titles_are_as_shown(finished: Finished, book: Book) -> None:
    titled = {article["id"]: article["title"] for article in finished.articles() if article["title"]}
    heads = {id_: [words(head) for head in book.articles[id_].iter(f"{XHTML}h1")] for id_ in titled}
    assert {id_: "".join(head) for id_, head in heads.items()} == titled


def test_every_block_reads_exactly_as_shown(finished: Finished, book: Book) -> None:
    for article in finished.articles():
        elements = by_id(book, article["id"])
        for block in article["blocks"]:
            if block["kind"] not in {*HELD, "figure", "ornament"}:
                assert block_words(elements[block["id"]]) == block["text"]


def test_body_of_every_article_is_its_blocks_and_notes_and_nothing_else(finished: Finished, book: Book) -> None:
    for article in finished.articles():
        blocks = [block["text"] for block in article["blocks"] if block["kind"] not in HELD]
        notes = [note["text"] for note in article["notes"]]
        expected = squeezed("".join([*blocks, *notes]))
        assert squeezed("".join(map(words, book.body(article["id"])))) == expected
