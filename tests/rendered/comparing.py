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


def faults(found: dict[str, tuple[Section, ...]]) -> list[str]:
    """Return everything that was found, in one line each."""
    return [
        f"{name} {section.name}/{check.code}: {finding.thing} {finding.detail}"
        for name, sections in found.items()
        for section in sections
        for check in section.failed()
        for finding in check.findings[:3]
    ]


def compared(found: dict[str, tuple[Section, ...]], name: str) -> int:
    """Return how many characters of an edition were compared with the issue."""
    count = next(section for section in found[name] if section.name == "text").data["characters"]
    assert isinstance(count, int)
    return count
