"""What the sample asks of its pages, measured on the finished PDF: opening page, columns, box, quotes, bleed."""

from __future__ import annotations

from collections.abc import Iterator

import pymupdf
import pytest

from publisher.proof.typography.composition import Kind, Line
from publisher.proof.typography.measuring import Typography, typography
from tests.rendered.press import Finished
from tests.rendered.reading import Book, pages_of, squeezed

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sample")]

MM = 72 / 25.4
BLEED = 3 * MM
LEADING, SIZE = 15.5, 9.5
TEXT_WIDTH = 44.5 * SIZE
FEATURE, LETTERS, NOTICES = "七点一刻开船", "读者来信", "简讯四则"
QUOTES = {
    "hewan-2026-01-i0002": ["河水要进，也要出！"],
    "hewan-2026-01-i0003": ["撕了这一页，那年的账就轧不平。", "桥是走的，船是坐的。"],
    "hewan-2026-01-i0005": ["万一它错了，总要有个人晓得它错了"],
}


@pytest.fixture
def printed(sample: Finished) -> Iterator[pymupdf.Document]:
    with pymupdf.open(sample.pdf) as document:
        yield document


@pytest.fixture(scope="module")
def measured() -> dict[str, Typography]:
    return {}


@pytest.fixture
def proof(sample: Finished, measured: dict[str, Typography]) -> Typography:
    if not measured:
        measured["sample"] = typography(sample.pdf)
    return measured["sample"]


def page_of(document: pymupdf.Document, title: str) -> pymupdf.Page:
    """Return the page whose head holds a title, set large."""
    return next(page for page in pages_of(document) if title in squeezed("".join(_large(page))))


def _large(page: pymupdf.Page) -> Iterator[str]:
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", ()):
            yield from (span["text"] for span in line["spans"] if span["size"] > 2 * SIZE)


def prose(proof: Typography, index: int) -> list[Line]:
    """Return the lines of prose on a page that have a column."""
    paragraphs = proof.composition.paragraphs
    lines = (line for each in paragraphs if each.kind is Kind.PROSE for line in each.lines if line.page == index)
    return [line for line in lines if line.column]


def test_picture_of_an_opening_page_covers_it_and_the_bleed(printed: pymupdf.Document) -> None:
    page = page_of(printed, FEATURE)
    (picture,) = page.get_image_info()
    left, top, right, bottom = picture["bbox"]
    assert max(left, top) <= -BLEED + 0.1
    assert right >= page.rect.width + BLEED - 0.1
    assert bottom >= page.rect.height + BLEED - 0.1
    per_inch = picture["width"] / (picture["bbox"][2] - picture["bbox"][0]) * 72
    assert per_inch >= 300


def test_picture_of_the_cover_reaches_the_bleed_on_three_sides(printed: pymupdf.Document) -> None:
    page = printed.load_page(0)
    (picture,) = page.get_image_info()
    left, _, right, bottom = picture["bbox"]
    assert left <= -BLEED + 0.1
    assert right >= page.rect.width + BLEED - 0.1
    assert bottom >= page.rect.height + BLEED - 0.1
    assert picture["width"] / (right - left) * 72 >= 300


def test_opening_page_has_neither_running_head_nor_folio(printed: pymupdf.Document) -> None:
    page = page_of(printed, FEATURE)
    words = squeezed(page.get_text())
    assert words.startswith("报告本刊报道七点一刻开船本刊记者")
    assert not words[-1].isdigit()
    assert "河湾" not in words
    follows = printed.load_page(page.number + 1)
    assert squeezed(follows.get_text()).endswith(str(follows.number + 1))


def test_opening_page_stands_in_reading_order_and_its_caption_in_the_text(
    sample: Finished, printed: pymupdf.Document, proof: Typography
) -> None:
    (article,) = [each for each in sample.articles() if each["title"] == FEATURE]
    texts = [squeezed("".join(line.text for line in each.lines)) for each in proof.composition.paragraphs]
    order = [texts.index(squeezed(words)) for words in (FEATURE, article["deck"], *article["paragraphs"])]
    assert order == sorted(order)
    caption = squeezed(article["captions"][0]["text"])
    assert caption in squeezed(printed.load_page(page_of(printed, FEATURE).number + 1).get_text())


def test_letters_stand_in_three_columns_of_fifteen_characters(printed: pymupdf.Document, proof: Typography) -> None:
    lines = prose(proof, page_of(printed, LETTERS).number)
    columns = sorted({(round(line.column.left, 1), round(line.column.right, 1)) for line in lines if line.column})
    size = 0.9 * SIZE
    assert len(columns) == 3
    assert [right - left for left, right in columns] == pytest.approx([15 * size] * 3, abs=0.15)
    assert columns[2][1] - columns[0][0] == pytest.approx(TEXT_WIDTH, abs=0.15)


def test_box_is_whole_lines_high_and_holds_its_article(printed: pymupdf.Document) -> None:
    page = page_of(printed, NOTICES)
    boxes = [
        pymupdf.Rect(each["rect"]) for each in page.get_drawings() if each.get("fill") and min(each["fill"]) > 0.88
    ]
    (box,) = [each for each in boxes if each.width > 300]
    assert box.height / LEADING == pytest.approx(round(box.height / LEADING), abs=0.01)
    assert box.width == pytest.approx(TEXT_WIDTH, abs=0.1)
    heads = [pymupdf.Rect(span) for span in page.search_for("简讯四则")]
    assert any(box.contains(each) for each in heads)


def test_quotes_are_drawn_and_are_no_part_of_the_text(
    sample: Finished, printed: pymupdf.Document, proof: Typography
) -> None:
    book, whole = Book(sample.epub), squeezed("".join(page.get_text() for page in pages_of(printed)))
    tagged = "".join(squeezed("".join(line.text for line in each.lines)) for each in proof.composition.paragraphs)
    for words in (squeezed(each) for quotes in QUOTES.values() for each in quotes):
        assert whole.count(words) == 1 + tagged.count(words) == 2
        assert book.text().count(words) == 1


def test_quotes_stand_on_the_page_of_their_words_or_the_next(printed: pymupdf.Document) -> None:
    for words in (each for quotes in QUOTES.values() for each in quotes):
        large = [page.number for page in pages_of(printed) if words[:4] in squeezed("".join(_quoted(page)))]
        text = [page.number for page in pages_of(printed) if words in squeezed(page.get_text())]
        assert len(large) == 1
        assert min(abs(large[0] - number) for number in text) <= 1


def _quoted(page: pymupdf.Page) -> Iterator[str]:
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", ()):
            yield from (span["text"] for span in line["spans"] if abs(span["size"] - 1.5 * SIZE) < 0.05)


def test_all_demands_of_typography_are_met(proof: Typography) -> None:
    assert [each.name for each in proof.measures if not each.is_met] == []
