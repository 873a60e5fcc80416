"""Every number, link and label of every PDF, read back: print, reader and target agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, pairwise

import pymupdf
import pytest

from publisher.issue.style import Style
from publisher.manifest.resolve import read_plan
from publisher.manifest.style_reader import read_style
from tests.rendered.conftest import MAGAZINES, NEWSPAPERS
from tests.rendered.finding import (
    destinations,
    external_links,
    internal_links,
    labels,
    margin_lines,
    number_ends,
    unread_pieces,
)
from tests.rendered.press import Finished, built_from
from tests.rendered.reading import large_words, outline_paths, pages_of, squeezed
from tests.rendered.weian import Wanted, write_issue

pytestmark = pytest.mark.slow

HEADLINE = 1.2  # times the size of the text
OWN = {
    "three": Wanted(3, in_section=1),
    "hundred-and-twenty": Wanted(120, in_section=9, paragraphs=1),
    "nested": Wanted(24, in_section=8, nested=True),
    "vertical": Wanted(9, style='{name: "vertical"}'),
    "each-on-its-page": Wanted(8, style='{name: "base", run_on: false, contents_columns: "2"}', paragraphs=5),
}


def own(name: str) -> object:
    return pytest.param(name, marks=pytest.mark.xdist_group("wayfinding"), id=name)


@pytest.fixture(scope="session")
def build_own(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Finished]:
    done: dict[str, Finished] = {}

    def build(name: str) -> Finished:
        if name not in done:
            folder = tmp_path_factory.mktemp(name)
            done[name] = built_from(write_issue(folder, OWN[name]), folder, edition="pdf")
        return done[name]

    return build


@pytest.fixture(params=(*MAGAZINES, *NEWSPAPERS, *map(own, OWN)))
def anything(
    request: pytest.FixtureRequest, build_once: Callable[[str], Finished], build_own: Callable[[str], Finished]
) -> Finished:
    """Return every issue of the checkout and every one of our own, built."""
    return (build_own if request.param in OWN else build_once)(request.param)


@pytest.fixture(params=(*MAGAZINES, *map(own, OWN)))
def listed(
    request: pytest.FixtureRequest, build_once: Callable[[str], Finished], build_own: Callable[[str], Finished]
) -> Finished:
    """Return every issue with a contents page."""
    return (build_own if request.param in OWN else build_once)(request.param)


@pytest.fixture
def sheets(anything: Finished) -> Iterator[list[pymupdf.Page]]:
    with pymupdf.open(anything.pdf) as document:
        yield pages_of(document)


def style_of(finished: Finished) -> Style:
    plan = read_plan(finished.manifest, finished.house)
    return read_style(plan.style.name, plan.style.options, finished.house, plan.style.place)


def folios(sheet: pymupdf.Page, style: Style) -> list[str]:
    """Return the numbers printed in the margins of a page; of a turned page, the numbers that stand alone."""
    if not sheet.rotation:
        return [words for words, _ in margin_lines(sheet, style) if words.isdecimal()]
    lines = [line.strip() for line in sheet.get_text().splitlines()]
    return [line for line in lines if line.isdecimal()]


# --- labels and folios ---------------------------------------------------------------


def test_label_of_every_page_is_the_folio_printed_there(anything: Finished, sheets: list[pymupdf.Page]) -> None:
    style, shown = style_of(anything), labels(anything.pdf)
    printed = [folios(sheet, style) for sheet in sheets]
    assert all(label in found for label, found in zip(shown, printed, strict=True) if found)
    assert sum(map(bool, printed)) > len(printed) / 2  # a cover and a full page of pictures have none


def test_labels_count_on_where_no_folio_is_printed_and_the_cover_is_called_so(
    anything: Finished, sheets: list[pymupdf.Page]
) -> None:
    first, *others = labels(anything.pdf)
    assert first == ("1" if folios(sheets[0], style_of(anything)) else "封面")
    assert others == [str(number) for number in range(2, len(sheets) + 1)]


# --- the contents --------------------------------------------------------------------


def test_number_behind_a_title_is_the_label_of_the_page_where_it_stands(listed: Finished) -> None:
    """What the link covers is read off the page: title, authors, dots, number."""
    shown, headline = labels(listed.pdf), HEADLINE * style_of(listed).options.font_size_pt
    links = {link.target: link for link in internal_links(listed.pdf)}
    titled = [article for article in listed.articles() if article["title"]]
    assert titled
    with pymupdf.open(listed.pdf) as document:
        for article in titled:
            link = links[article["id"]]
            row = re.sub(r"[.·]{3,}", "", link.words)
            title, label = squeezed(article["title"]), shown[link.leads_to]
            assert row == title + squeezed("".join(article["byline"])) + label
            assert title in large_words(document.load_page(link.leads_to), headline)


def test_every_link_of_the_contents_covers_words_and_is_described_by_them(listed: Finished) -> None:
    links = internal_links(listed.pdf)
    described = [re.sub(r"[.·]{3,}", "", link.words) == squeezed(link.description) for link in links if link.words]
    assert len(described) == len(links) > 0
    assert all(described)


def test_contents_list_every_article_once_and_in_order(listed: Finished) -> None:
    ids = [article["id"] for article in listed.articles() if article["title"]]
    found = [link.target for link in internal_links(listed.pdf) if link.target in ids]
    assert found == ids


def test_numbers_of_a_column_of_the_contents_end_at_one_line(listed: Finished) -> None:
    pages = {page: ends for page, ends in number_ends(listed.pdf).items() if ends}
    columns = {page: {round(end) for end in ends} for page, ends in pages.items()}
    assert pages
    assert all(len(found) <= 2 for found in columns.values()), columns


# --- links, destinations, outline ----------------------------------------------------


def test_every_link_leads_somewhere_and_has_a_description(anything: Finished) -> None:
    links = internal_links(anything.pdf)
    assert [link for link in links if link.leads_to < 0 or not link.description] == []
    outward = external_links(anything.pdf)
    assert all(address.startswith(("http://", "https://")) and said for address, said in outward)


def test_every_article_is_a_destination_on_the_page_of_its_title(
    anything: Finished, sheets: list[pymupdf.Page]
) -> None:
    places = destinations(anything.pdf)
    texts = [squeezed(sheet.get_text()) for sheet in sheets]
    titled = [article for article in anything.articles() if article["title"]]
    assert [article["id"] for article in titled if squeezed(article["title"]) not in texts[places[article["id"]]]] == []


def test_record_of_the_build_names_the_same_first_pages(anything: Finished) -> None:
    places = destinations(anything.pdf)
    (made,) = (each for each in anything.record("problems.json")["prints"] if each["edition"] == "pdf")
    assert {name: int(page) for name, page in made["first_pages"]} == {
        article["id"]: places[article["id"]] + 1 for article in anything.articles()
    }


def test_outline_leads_from_section_to_article_and_to_the_right_page(anything: Finished) -> None:
    places = destinations(anything.pdf)
    with pymupdf.open(anything.pdf) as document:
        found = outline_paths(document)
    wanted = [
        ((*article["section_path"], article["title"]), places[article["id"]] + 1)
        for article in anything.articles()
        if article["title"] and article["kind"] != "advertisement"
    ]
    assert [entry for entry in found if entry in wanted] == wanted


# --- running heads -------------------------------------------------------------------


def heads(finished: Finished) -> list[list[str]]:
    with pymupdf.open(finished.pdf) as document:
        return [
            [squeezed(words) for words, _ in margin_lines(page, style_of(finished)) if words and not words.isdecimal()]
            for page in pages_of(document)
        ]


@pytest.mark.xdist_group("sample")
def test_left_page_names_the_issue_and_right_page_section_and_title(sample: Finished) -> None:
    found = heads(sample)
    assert {"".join(words) for words in found[3::2]} == {"河湾2026年1月号"}
    assert ["报告·七点一刻开船"] in found[2::2]


@pytest.mark.xdist_group("wayfinding")
def test_head_of_a_page_on_which_two_articles_meet_names_the_one_that_goes_on(
    build_own: Callable[[str], Finished],
) -> None:
    """A page that an article goes on on bears its name, whoever begins further down."""
    finished = build_own("nested")
    found, places = heads(finished), destinations(finished.pdf)
    titles = [(article["title"], places[article["id"]]) for article in finished.articles()]
    met = 0
    for (title, page), (_, following) in pairwise(titles):
        if following > page and following % 2 == 0 and _goes_on(finished, title, following):
            met += 1
            assert squeezed(title[:6]) in "".join(found[following]), title
    assert met


def _goes_on(finished: Finished, title: str, page: int) -> bool:
    """Say whether the text block of a page begins with running text, not with the head of an article."""
    style = style_of(finished)
    with pymupdf.open(finished.pdf) as document:
        blocks = document.load_page(page).get_text("dict", sort=True)["blocks"]
    lines = [line for block in blocks for line in block.get("lines", ())]
    top = style.options.top_margin_mm * 72 / 25.4
    inside = [line for line in lines if line["bbox"][1] > top - 2 and line["spans"][0]["text"].strip()]
    first = min(inside, key=lambda line: line["bbox"][1])
    span = first["spans"][0]
    return abs(span["size"] - style.options.font_size_pt) < 0.1 and "heads" not in span["font"] and bool(title)


# --- options -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Return an issue with pages of the original in its margins and no heads above openings."""
    folder = tmp_path_factory.mktemp("furnished")
    style = '{name: "base", original_pages: "margin", opening_heads: false}'
    return built_from(write_issue(folder, Wanted(12, style=style, paragraphs=4)), folder, edition="pdf")


@pytest.mark.xdist_group("wayfinding")
def test_page_of_the_original_stands_in_the_margin_beside_each_article(furnished: Finished) -> None:
    style, places = style_of(furnished), destinations(furnished.pdf)
    with pymupdf.open(furnished.pdf) as document:
        for article in furnished.articles():
            page = document.load_page(places[article["id"]])
            beside = {squeezed(words): place for words, place in margin_lines(page, style)}
            place = beside[f"原第{article['page']}页"]
            (title,) = page.search_for(article["title"][:6])[:1]
            assert place.x0 > 8
            assert place.x1 < page.rect.width - 8
            assert abs(place.y1 - title.y0) < 4 * style.options.leading_pt


@pytest.mark.xdist_group("wayfinding")
def test_page_of_the_original_is_no_part_of_the_text_for_whom_hears_it(furnished: Finished) -> None:
    """Nothing in the margins is reached from the structure tree; all that stands there is drawn outside it."""
    style = style_of(furnished)
    with pymupdf.open(furnished.pdf) as document:
        margins = [[words for words, _ in margin_lines(page, style) if words] for page in pages_of(document)]
    said = [squeezed(words) for words in chain.from_iterable(margins) if "原" in words]
    assert len(said) == len(furnished.articles())
    assert unread_pieces(furnished.pdf)[1:] == [len(words) for words in margins[1:]]


@pytest.mark.xdist_group("wayfinding")
def test_no_running_head_stands_above_an_opening(furnished: Finished) -> None:
    found, shown = heads(furnished), labels(furnished.pdf)
    style = style_of(furnished)
    opening = {page for page in destinations(furnished.pdf).values() if not _goes_on(furnished, "x", page)}
    bare = {
        index
        for index, words in enumerate(found)
        if not [each for each in words if not each.startswith("原第")] and index > 1
    }
    assert opening & bare
    assert all(index in opening for index in bare), [shown[index] for index in bare]
    assert style.options.opening_heads is False
