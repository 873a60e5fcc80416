"""calibre, where it is installed, reads the book's title, series, language and cover, and makes an AZW3 of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.rendered.press import Finished
from tests.rendered.reading import OPF, Book

SECONDS = 240
pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("calibre"),
    pytest.mark.skipif(
        shutil.which("ebook-convert") is None, reason="calibre is not installed; it is large and set-up leaves it out"
    ),
]
# A book of each kind: pictures and a running number, vertical lines, wide tables.
BOOKS = ("hewan/2026-01", "qingyan/2026-01", "zhaigang/2026-03")
DC = "{http://purl.org/dc/elements/1.1/}"
LANGUAGES = {"zh-Hans": "zho", "zh-Hant": "zho"}


def calibre(*words: str | Path, folder: Path) -> str:
    """Return what one of calibre's programs says; it keeps its settings in a folder of the test."""
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "XDG_RUNTIME_DIR": str(folder),
    }
    done = subprocess.run(
        [str(word) for word in words],
        env=environ,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def facts(said: str) -> dict[str, str]:
    """Return the fields of `ebook-meta`, by their names."""
    pairs = (line.partition(":") for line in said.splitlines() if ":" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


@pytest.fixture(params=BOOKS)
def book(request: pytest.FixtureRequest, epub_of: Callable[[str], Finished]) -> Path:
    return epub_of(request.param).epub


def test_title_language_series_and_cover_are_read(book: Path, tmp_path: Path) -> None:
    package = Book(book).package
    metas = {meta.get("name"): meta.get("content") for meta in package.iter(f"{OPF}meta")}
    read = facts(calibre("ebook-meta", book, "--get-cover", tmp_path / "cover", folder=tmp_path))
    assert re.sub(r"\s", "", read["Title"]) == re.sub(r"\s", "", next(package.iter(f"{DC}title")).text or "")
    assert read["Languages"] == LANGUAGES[next(package.iter(f"{DC}language")).text or ""]
    series, index = metas.get("calibre:series"), metas.get("calibre:series_index")
    assert read.get("Series", "").partition(" #")[0] == (series or "")
    if index:
        assert float(read["Series"].rpartition("#")[2]) == float(index)
    if metas.get("cover"):
        with Image.open(tmp_path / "cover") as image:
            assert min(image.size) >= 300


def test_azw3_is_made_and_keeps_title_and_language(book: Path, tmp_path: Path) -> None:
    made = tmp_path / "book.azw3"
    calibre("ebook-convert", book, made, folder=tmp_path)
    assert made.read_bytes()[60:68] == b"BOOKMOBI"
    before, after = (facts(calibre("ebook-meta", each, folder=tmp_path)) for each in (book, made))
    assert (after["Title"], after["Languages"]) == (before["Title"], before["Languages"])
