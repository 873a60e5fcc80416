"""Every mutator harms what it says it harms: the file still opens, and another program meets something else in it."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

import pymupdf
import pytest

from tests.mutation import spoiling_books, spoiling_leaves
from tests.mutation.books import PACKAGE, Book
from tests.mutation.issues import Printed
from tests.mutation.leaves import Leaves
from tests.mutation.mutation import NothingHereError, chance
from tests.mutation.trial import Outcome, mutations, table

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("spoiled")]
CHARACTERS = {"character dropped": -1, "character doubled": 1, "characters exchanged": 0, "character changed": 0}
ONLY_LOOKS = ("wrong glyph", "picture exchanged")


def book_facts(data: bytes) -> dict[str, str]:
    """Return everything a book says, member by member; members that are XML must be well-formed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        members = {name: archive.read(name) for name in archive.namelist()}
    return {
        name: ET.canonicalize(data.decode()) if name.endswith(("ml", "opf", "ncx")) else repr(data)
        for name, data in members.items()
    }


def page_texts(data: bytes) -> list[str]:
    with pymupdf.open(stream=data) as document:
        pages = ["".join(page.get_text().split()) for page in document]
    for leader in spoiling_leaves.LEADERS:  # how many of a row are seen depends on how near they stand
        pages = [page.replace(leader, "") for page in pages]
    return pages


def page_looks(data: bytes) -> Iterator[bytes]:
    with pymupdf.open(stream=data) as document:
        for page in document:
            yield page.get_pixmap(dpi=60).samples


def pdf_facts(data: bytes) -> tuple[object, ...]:
    """Return what a PDF says besides its pages: outline, links, labels, information, descriptions."""
    with pymupdf.open(stream=data) as document:
        links = [[(link["kind"], link.get("page"), link.get("to")) for link in page.get_links()] for page in document]
        labels = [page.get_label() for page in document]
        catalogue = document.xref_object(document.pdf_catalog())
        outline = [(level, title, page, str(more.get("to"))) for level, title, page, more in document.get_toc(False)]
        described = [document.xref_get_key(xref, "Alt") for xref in range(1, document.xref_length())]
        names = str(document.resolve_names())
        return outline, links, labels, document.metadata, document.get_xml_metadata(), catalogue, names, described


@pytest.mark.parametrize("kind", spoiling_books.MUTATORS)
def test_a_spoiled_book_opens_and_says_something_else(kind: str, issues: tuple[Printed, ...]) -> None:
    for issue in issues:
        mutation = spoiling_books.MUTATORS[kind](Book.opened(issue.file("epub")), chance(7))
        if mutation:
            assert book_facts(mutation.data) != book_facts(issue.file("epub")), mutation.what


@pytest.mark.parametrize("kind", spoiling_leaves.MUTATORS)
def test_a_spoiled_pdf_opens_and_shows_or_says_something_else(kind: str, issues: tuple[Printed, ...]) -> None:
    for issue in issues:
        try:
            mutation = spoiling_leaves.MUTATORS[kind](Leaves(issue.file("pdf")), chance(7))
        except NothingHereError:
            continue
        if mutation is None:
            continue
        if kind in ONLY_LOOKS or kind.startswith(("character", "paragraph", "article")):
            assert list(page_looks(mutation.data)) != list(page_looks(issue.file("pdf"))), mutation.what
        elif kind == "wrong meaning":
            assert page_texts(mutation.data) != page_texts(issue.file("pdf")), mutation.what
            assert list(page_looks(mutation.data)) == list(page_looks(issue.file("pdf"))), mutation.what
        else:
            was, now = ((page_texts(data), pdf_facts(data)) for data in (issue.file("pdf"), mutation.data))
            assert was != now, mutation.what


@pytest.mark.parametrize("kind", ONLY_LOOKS)
def test_what_harms_the_looks_of_a_pdf_leaves_its_text(kind: str, issues: tuple[Printed, ...]) -> None:
    for issue in issues:
        mutation = spoiling_leaves.MUTATORS[kind](Leaves(issue.file("pdf")), chance(3))
        assert mutation
        assert page_texts(mutation.data) == page_texts(issue.file("pdf")), mutation.what


@pytest.mark.parametrize("kind", CHARACTERS)
def test_one_character_is_harmed_and_no_other(kind: str, issues: tuple[Printed, ...]) -> None:
    for issue in issues:
        book = spoiling_books.MUTATORS[kind](Book.opened(issue.file("epub")), chance(11))
        leaves = spoiling_leaves.MUTATORS[kind](Leaves(issue.file("pdf")), chance(11))
        for spoiled, original, read in ((book, issue.file("epub"), _of_book), (leaves, issue.file("pdf"), _of_leaves)):
            if spoiled:
                before, after = read(original), read(spoiled.data)
                assert len(after) - len(before) == CHARACTERS[kind], spoiled.what
                assert sum((Counter(before) - Counter(after)).values()) <= 1, spoiled.what


def _of_book(data: bytes) -> list[str]:
    return [each.text for each in Book.opened(data).characters]


def _of_leaves(data: bytes) -> list[str]:
    return [each.text for each in Leaves(data).glyphs]


def test_a_paragraph_is_all_its_lines(issues: tuple[Printed, ...]) -> None:
    found = [paragraph for issue in issues for paragraph in Leaves(issue.file("pdf")).paragraphs]
    assert sum(each.text.startswith("灯泡原来是公家发的") for each in found) == len(issues)
    (whole,) = (each for each in found if each.text.startswith("灯泡") and each.text.endswith("寄了过去。"))
    assert len(whole.lines) == 3


def test_articles_and_pages_of_the_book_are_found(issues: tuple[Printed, ...]) -> None:
    for issue in issues:
        book = Book.opened(issue.file("epub"))
        assert len(book.articles) == len(book.article_elements) == 3
        assert PACKAGE in book.texts


def test_the_same_seed_gives_the_same_mutations(issues: tuple[Printed, ...]) -> None:
    first, second = (
        [(kind, mutation.what, mutation.data) for _, _, kind, mutation in mutations(issues[:1], 40, 5) if mutation]
        for _ in range(2)
    )
    assert first == second


def test_the_table_counts_what_was_caught_and_what_was_not() -> None:
    outcome = Outcome()
    outcome.tried["epub", "wrong link"] = 3
    outcome.tried["pdf", "wrong link"] = 2
    outcome.caught["epub", "wrong link"] = 3
    assert "| wrong link | 3 | 2 | 3 of 5 | 0 |" in table(outcome)
