"""What the tests of readers share: one browser and one library a worker, each book built once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import Tab, tab
from tests.browser.library import Library, library
from tests.rendered.press import ROOT, Finished, built_once, real

NARROW = ROOT / "tests" / "browser" / "zhaigang" / "2026-03.yaml"
OWN = ("hewan/2026-01", "qingyan/2026-01", "zhaigang/2026-03")
REAL = (
    "dangyuan-zhiyou/2026-02",
    "bayinguoleng-paper-a/2026-02",
    "changji-paper/2025-03",
    "bayinguoleng-paper-b/2023-08",
)
SHORT = tuple(pytest.param(name, marks=pytest.mark.xdist_group("readers"), id=name) for name in OWN)
LONG = tuple(real(name, "readers-long") for name in REAL)
BOOKS = (*SHORT, *LONG)


@pytest.fixture(scope="session")
def epub_of(shelf: Path) -> Callable[[str], Finished]:
    """Return a function that builds an issue the first time it is asked for it."""
    return lambda name: built_once(name, shelf)


@pytest.fixture(scope="session")
def reading_tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """Yield a page of a browser that stays open for all books."""
    with tab(tmp_path_factory.mktemp("readers")) as opened:
        yield opened


@pytest.fixture(scope="session")
def lent() -> Iterator[Library]:
    """Yield the library the readers and the books come from."""
    with library() as opened:
        yield opened


@pytest.fixture(params=BOOKS)
def issue(request: pytest.FixtureRequest, epub_of: Callable[[str], Finished]) -> Finished:
    """Return every issue of the checkout and of these tests."""
    return epub_of(request.param)


@pytest.fixture
def book(issue: Finished) -> Path:
    """Return the EPUB of an issue."""
    return issue.epub
