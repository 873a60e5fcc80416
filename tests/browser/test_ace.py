"""Ace by DAISY reads every book and finds nothing against it; spoiled books show that it looks.

Its exit code says nothing, so its report is read.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import program
from tests.browser.conftest import OWN, REAL
from tests.browser.tools import ACE, needs
from tests.rendered.press import Finished, real
from tests.rendered.reading import Book

pytestmark = [pytest.mark.slow, needs("Chromium", "Node", "Ace")]

SECONDS = 240
GROUP = pytest.mark.xdist_group("ace")
BOOKS = (*(pytest.param(name, marks=GROUP, id=name) for name in OWN), *(real(name, "ace") for name in REAL))


@dataclass(frozen=True)
class Verdict:
    """What Ace says: its outcome, the documents it read, and every finding as rule, weight and document."""

    outcome: str
    documents: tuple[str, ...]
    findings: tuple[tuple[str, str, str], ...]


def verdict(book: Path, folder: Path) -> Verdict:
    """Return Ace's report of a book; it keeps its settings and its browser's profile in a folder of the test."""
    node, chromium = shutil.which("node"), program()
    assert node is not None
    assert chromium is not None
    out = folder / "report"
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PUPPETEER_EXECUTABLE_PATH": chromium,
        "ACE_TIMEOUT_INITIAL": "60000",
    }
    done = subprocess.run(
        [node, str(ACE), "--force", "--silent", "--outdir", str(out), str(book)],
        env=environ,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert (out / "report.json").is_file(), done.stdout + done.stderr
    return _read(json.loads((out / "report.json").read_text(encoding="utf-8")))


def _read(report: dict[str, Any]) -> Verdict:
    subjects = report["assertions"]
    findings = [
        (found["earl:test"]["dct:title"], found["earl:test"]["earl:impact"], subject["earl:testSubject"]["url"])
        for subject in subjects
        for found in subject["assertions"]
    ]
    documents = sorted(subject["earl:testSubject"]["url"] for subject in subjects)
    return Verdict(report["earl:result"]["earl:outcome"], tuple(documents), tuple(findings))


@pytest.mark.parametrize("name", BOOKS)
def test_ace_passes_the_book_and_finds_nothing(name: str, epub_of: Callable[[str], Finished], tmp_path: Path) -> None:
    book = epub_of(name).epub
    said = verdict(book, tmp_path)
    assert said.findings == ()
    assert said.outcome == "pass"
    assert set(Book(book).pages) <= {document.removeprefix("EPUB/") for document in said.documents}


SPOILED = {
    "image-alt": ("a0003.xhtml", ' alt="', ' data-was="'),
    "epub-lang": ("content.opf", ' xml:lang="', ' id="'),
    "color-contrast": ("css/epub.css", "color: #666", "color: #bbb"),
}


@GROUP
def test_ace_reports_what_was_spoiled_in_a_book(epub_of: Callable[[str], Finished], tmp_path: Path) -> None:
    copy = spoiled(epub_of("zhaigang/2026-03").epub, tmp_path / "spoiled.epub")
    said = verdict(copy, tmp_path)
    assert {rule for rule, _, _ in said.findings} >= set(SPOILED)
    assert said.outcome == "fail"


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
