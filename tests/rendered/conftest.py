"""What the tests of finished editions share: each issue is built once, and read back once.

It gives the built issues, their EPUB opened and their PDF opened; the tests of one issue go to one worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pymupdf
import pytest

from tests.calls import Call, carry_out
from tests.rendered.press import Finished, built_once, real
from tests.rendered.reading import Book

SAMPLE = pytest.param("hewan/2026-01", marks=pytest.mark.xdist_group("sample"), id="hewan/2026-01")
MAGAZINES = (SAMPLE, real("dangyuan-zhiyou/2026-02", "magazine"))
NEWSPAPERS = tuple(
    real(name, "newspapers")
    for name in ("bayinguoleng-paper-a/2026-02", "changji-paper/2025-03", "bayinguoleng-paper-b/2023-08")
)


@pytest.fixture(scope="session")
def build_once(shelf: Path) -> Callable[[str], Finished]:
    """Return a function that builds an issue the first time it is asked for it."""
    return lambda name: built_once(name, shelf)


@pytest.fixture
def sample(build_once: Callable[[str], Finished]) -> Finished:
    """Return the sample issue, built; a test that asks for it belongs to the group `sample`."""
    return build_once("hewan/2026-01")


@pytest.fixture(params=MAGAZINES)
def magazine(request: pytest.FixtureRequest, build_once: Callable[[str], Finished]) -> Finished:
    """Return every issue with a contents page, built."""
    return build_once(request.param)


@pytest.fixture(params=(*MAGAZINES, *NEWSPAPERS))
def finished(request: pytest.FixtureRequest, build_once: Callable[[str], Finished]) -> Finished:
    """Return every issue of the checkout, built."""
    return build_once(request.param)


@pytest.fixture
def book(finished: Finished) -> Book:
    """Return the EPUB of a finished issue."""
    return Book(finished.epub)


@pytest.fixture
def pdf(finished: Finished) -> Iterator[pymupdf.Document]:
    """Return the PDF of a finished issue."""
    with pymupdf.open(finished.pdf) as document:
        yield document


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Call]:
    """Return a function that carries out a command line in an empty folder."""
    monkeypatch.chdir(tmp_path)

    return lambda *words: carry_out(words, capsys)
