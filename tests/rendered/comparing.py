"""Compares the books, HTML files and texts of a finished issue with its sources, as the proof does.

Takes its folder, gives what was found in each file. What must stand in them is made again once; it asserts nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from publisher.proof.checks import Section
from publisher.proof.readback.book.collating import collate_book
from publisher.proof.readback.book.sheet import collate_html, collate_text
from publisher.proof.readback.expected import Expected
from tests.rendered.leafing import wanted

COLLATIONS: dict[str, Callable[[bytes, str, Expected], tuple[Section, ...]]] = {
    "epub": collate_book,
    "html": collate_html,
    "txt": collate_text,
}


def read_back(folder: Path) -> dict[str, tuple[Section, ...]]:
    """Return what is said of the ledgers, and of the files of each edition that is no PDF."""
    expected = wanted(folder)
    found: dict[str, tuple[Section, ...]] = {name: (section,) for name, section in expected.ledgers.items()}
    for file in expected.record.files:
        if file.edition in COLLATIONS:
            data = (folder / file.name).read_bytes()
            found[file.edition] = COLLATIONS[file.edition](data, file.name, expected.languages[file.language])
    return found
