"""What stands above and below characters in the sample's PDF: readings and dots, where they are, how they copy."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf
import pypdf
import pytest

from tests.rendered.press import Finished
from tests.rendered.reading import pages_of, squeezed

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sample")]

READ = ["匏páo有苦叶", "浅则揭qì。", "雝雝yōngyōng鸣雁", "迨dài冰未泮pàn", "江湍tuān纡yū回"]
DOTTED, BEHIND = "官差不得强", "说的是人"
DOTS_PER_POINT = 8


@dataclass(frozen=True)
class Char:
    """A character where it stands: its middle and its base line, in points."""

    text: str
    size: float
    middle: float
    base: float


def by_pymupdf(path: Path) -> str:
    with pymupdf.open(path) as document:
        return "".join(page.get_text() for page in pages_of(document))


def by_pypdf(path: Path) -> str:
    with pypdf.PdfReader(path) as reader:
        return "".join(page.extract_text() for page in reader.pages)


def by_poppler(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout


READERS = [
    pytest.param(by_pymupdf, id="pymupdf"),
    pytest.param(by_pypdf, id="pypdf"),
    pytest.param(
        by_poppler,
        id="pdftotext",
        marks=pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed"),
    ),
]


@pytest.mark.parametrize("read", READERS)
def test_reading_stands_behind_its_base_in_what_is_copied(sample: Finished, read) -> None:
    text = squeezed(read(sample.pdf))
    assert [words for words in READ if words not in text] == []


def chars_of(page: pymupdf.Page) -> Iterator[Char]:
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for char in span["chars"]:
                    left, _, right, _ = char["bbox"]
                    yield Char(char["c"], span["size"], (left + right) / 2, char["origin"][1])


def place_of(path: Path, words: str) -> tuple[int, list[Char]]:
    with pymupdf.open(path) as document:
        for number, page in enumerate(pages_of(document)):
            chars = [char for char in chars_of(page) if char.text.strip()]
            at = "".join(char.text for char in chars).find(words)
            if at >= 0:
                return number, chars[at : at + len(words)]
    raise LookupError(words)


@pytest.mark.parametrize(("words", "bases"), [("匏páo", 1), ("揭qì", 1), ("泮pàn", 1), ("迨dài", 1)])
def test_reading_stands_over_the_middle_of_its_base(sample: Finished, words: str, bases: int) -> None:
    _, chars = place_of(sample.pdf, words)
    base, reading = chars[:bases], chars[bases:]
    middle = (reading[0].middle + reading[-1].middle) / 2
    assert middle == pytest.approx(sum(char.middle for char in base) / bases, abs=0.06 * base[0].size)
    assert all(char.base < base[0].base - 0.8 * base[0].size for char in reading)


def test_every_emphasised_character_has_its_dot_under_its_middle(sample: Finished) -> None:
    """The line is stretched: a row of dots that goes by the em would drift from the characters."""
    number, found = place_of(sample.pdf, DOTTED + BEHIND)
    with pymupdf.open(sample.pdf) as document:
        page = document[number]
        for char in found[: len(DOTTED)]:
            half, below = char.size * 0.45, char.base + char.size * 0.14
            clip = pymupdf.Rect(char.middle - half, below, char.middle + half, below + char.size * 0.28)
            drawn = page.get_pixmap(dpi=72 * DOTS_PER_POINT, clip=clip, colorspace=pymupdf.csGRAY)
            black = [at % drawn.stride for at, value in enumerate(drawn.samples) if value < 128]
            assert black, f"{char.text} has no dot"
            middle = drawn.x + sum(black) / len(black) + 0.5
            assert middle / DOTS_PER_POINT == pytest.approx(char.middle, abs=0.05 * char.size), char.text
