"""Ace by DAISY reads every book and finds nothing against it; spoiled books show that it looks.

Its exit code says nothing, so its report is read.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.house import House
from publisher.proof import ace
from publisher.proof.checks import Section, State
from tests.browser.conftest import OWN, REAL
from tests.browser.tools import ACE, needs
from tests.rendered.press import Finished, real
from tests.rendered.reading import Book

pytestmark = [pytest.mark.slow, needs("Chromium", "Node", "Ace")]

GROUP = pytest.mark.xdist_group("ace")
# Of the real issues one is asked about: they share their templates with our own, and Ace takes its time.
BOOKS = (*(pytest.param(name, marks=GROUP, id=name) for name in OWN), real(REAL[1], "ace"))


def verdict(book: Path) -> Section:
    """Return what `reissue proof` learns from the Ace that the tests install."""
    environ = {"PATH": os.environ["PATH"], "REISSUE_ACE": str(ACE)}
    return ace.section(book, House(book.parent, book.parent, environ=environ))


@pytest.mark.parametrize("name", BOOKS)
def test_ace_passes_the_book_and_finds_nothing(name: str, epub_of: Callable[[str], Finished]) -> None:
    book = epub_of(name).epub
    said = verdict(book)
    (check,) = said.checks
    assert (check.state, check.findings) == (State.PASSED, ())
    read = said.data["read"]
    assert isinstance(read, list)
    assert set(Book(book).pages) <= {document.removeprefix("EPUB/") for document in read}


SPOILED = {
    "image-alt": ("a0003.xhtml", ' alt="', ' data-was="'),
    "epub-lang": ("content.opf", ' xml:lang="', ' id="'),
    "color-contrast": ("css/epub.css", "color: #666", "color: #bbb"),
}


@GROUP
def test_ace_reports_what_was_spoiled_in_a_book(epub_of: Callable[[str], Finished], tmp_path: Path) -> None:
    copy = spoiled(epub_of("zhaigang/2026-03").epub, tmp_path / "spoiled.epub")
    (check,) = verdict(copy).failed()
    assert {finding.detail.partition(" ")[0] for finding in check.findings} >= set(SPOILED)


def spoiled(book: Path, copy: Path) -> Path:
    """Return a copy of a book with a picture no words describe, no language, and grey words on white."""
    changes = {f"EPUB/{file}": (old.encode(), new.encode()) for file, old, new in SPOILED.values()}
    with zipfile.ZipFile(book) as archive, zipfile.ZipFile(copy, "w") as writing:
        for entry in archive.infolist():
            data = archive.read(entry)
            if entry.filename in changes:
                old, new = changes[entry.filename]
                assert old in data
                data = data.replace(old, new)
            writing.writestr(entry, data)
    return copy
