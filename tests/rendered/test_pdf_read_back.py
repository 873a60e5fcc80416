"""Every PDF, read back: numbers that hold, an outline with sections, a tag tree, our faces only, all of the text."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

import pymupdf
import pypdf
import pytest

from publisher.issue.style import Style
from publisher.manifest.resolve import read_plan
from publisher.manifest.style_reader import read_style
from publisher.typesetting.geometry import POINTS_PER_MM
from tests.rendered.press import Finished
from tests.rendered.reading import (
    Band,
    Book,
    outline_paths,
    page_lines,
    pages_of,
    squeezed,
    words,
)

pytestmark = pytest.mark.slow


MATTER = {"目录", "版权页", "重刊说明"}


def style_of(finished: Finished) -> Style:
    plan = read_plan(finished.manifest, finished.house)
    return read_style(plan.style.name, plan.style.options, finished.house, plan.style.place)


def band_of(style: Style) -> Band:
    top = style.options.top_margin_mm * POINTS_PER_MM
    return Band(top - style.options.leading_pt, top + (style.options.lines + 0.5) * style.options.leading_pt)


# --- finding one's way ---------------------------------------------------------------


def test_outline_has_every_article_under_its_section(finished: Finished, pdf: pymupdf.Document) -> None:
    expected = [
        (*article["section_path"], article["title"])
        for article in finished.articles()
        if article["title"] and article["kind"] != "advertisement"
    ]
    found = [path for path, _ in outline_paths(pdf)]
    assert [path for path in found if path in expected] == expected


def test_outline_has_nothing_but_sections_articles_and_matter(finished: Finished, pdf: pymupdf.Document) -> None:
    labels = {label for article in finished.articles() for label in article["section_path"]}
    labels |= MATTER | {article["title"] for article in finished.articles()}
    strange = [path[-1] for path, _ in outline_paths(pdf) if path[-1] not in labels]
    untitled = [article for article in finished.articles() if not article["title"]]
    assert len(strange) <= len(untitled), strange


def test_outline_leads_to_the_page_where_the_title_stands(finished: Finished, pdf: pymupdf.Document) -> None:
    titles = {article["title"] for article in finished.articles() if article["title"]}
    texts = [squeezed(page.get_text()) for page in pages_of(pdf)]
    wrong = [
        path for path, page in outline_paths(pdf) if path[-1] in titles and squeezed(path[-1]) not in texts[page - 1]
    ]
    assert wrong == []


# --- what a machine reads ------------------------------------------------------------


def test_document_says_title_author_and_language(finished: Finished, pdf: pymupdf.Document) -> None:
    issue = finished.shown["issue"]
    assert pdf.metadata is not None
    assert pdf.metadata["title"].startswith(issue["periodical"])
    assert (issue["number"] or "") in pdf.metadata["title"]
    assert pdf.xref_get_key(pdf.pdf_catalog(), "Lang")[1] == issue["language"]
    publisher = read_plan(finished.manifest, finished.house).periodical.publisher
    assert pdf.metadata["author"] == publisher


def test_every_page_has_its_tags(finished: Finished) -> None:
    with pypdf.PdfReader(finished.pdf) as reader:
        root: Any = reader.trailer["/Root"].get_object()
        numbers = root["/StructTreeRoot"]["/ParentTree"].get_object()["/Nums"]
        owners: dict[Any, Any] = {int(numbers[at]): numbers[at + 1].get_object() for at in range(0, len(numbers), 2)}
        bare = [number for number, page in enumerate(reader.pages, 1) if not owners.get(page.get("/StructParents"))]
    assert root["/MarkInfo"]["/Marked"]
    assert bare == []


def test_every_font_is_one_of_the_cuts(finished: Finished, pdf: pymupdf.Document) -> None:
    prints = {each["edition"]: each for each in finished.record("problems.json")["prints"]}
    cuts = {font["name"].rpartition("-")[0] for font in prints["pdf"]["fonts"]}
    names = {font[3].partition("+")[2] for page in pages_of(pdf) for font in page.get_fonts()}
    assert names
    assert {name.removeprefix("Reissue-").removesuffix("-Bold") for name in names} <= cuts


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_second_reader_finds_the_file_sound(finished: Finished) -> None:
    done = subprocess.run(["qpdf", "--check", finished.pdf], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


# --- the text ------------------------------------------------------------------------


def test_every_paragraph_stands_in_the_pdf_in_order(finished: Finished, pdf: pymupdf.Document, book: Book) -> None:
    """The EPUB has been held against `show`; its words are those of the paragraphs with the readings of ruby."""
    band = band_of(style_of(finished))
    text = "".join(squeezed("".join(page_lines(page, band))) for page in pages_of(pdf))
    for article in finished.articles():
        for note in article["notes"]:
            assert text.count(squeezed(note["text"])) == 1
            text = text.replace(squeezed(note["text"]), "")  # at the foot of a page, in the midst of a paragraph
    at = 0
    for article in finished.articles():
        elements = {element.get("id"): element for element in book.articles[article["id"]].iter()}
        for block in article["blocks"]:
            if block["kind"] in {"itemised", "figure", "ornament"}:
                continue
            paragraph = squeezed(words(elements[block["id"]], readings=True))
            found = text.find(paragraph, at)
            assert found >= 0, f"{block['id']}: {paragraph[:40]}"
            at = found + len(paragraph)


def test_every_title_byline_and_caption_stands_in_the_pdf(finished: Finished, pdf: pymupdf.Document) -> None:
    text = squeezed("".join(page.get_text() for page in pages_of(pdf)))
    for article in finished.articles():
        fields = [
            article[name] for name in ("title", "kicker", "subtitle", "deck", "dateline", "editor", "affiliation")
        ]
        captions = [
            part for caption in article["captions"] for part in (*caption["text"].split("\n"), caption["credit"])
        ]
        missing = [
            part for part in (*filter(None, fields), *article["byline"], *captions) if squeezed(part) not in text
        ]
        assert missing == [], article["id"]
