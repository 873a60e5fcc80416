"""Two reading systems open every book: what they find in it is what our own contents say, and pages can be turned."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.chromium import Tab
from tests.browser.conftest import SHORT
from tests.browser.library import Library
from tests.browser.reading_room import Kind, Reader, opened
from tests.browser.tools import needs
from tests.rendered.press import Finished
from tests.rendered.reading import OPF, OPS, XHTML, Book, Element

pytestmark = [pytest.mark.slow, needs("Chromium", "foliate-js", "epubjs", "jszip")]

KINDS: tuple[Kind, ...] = ("foliate", "epubjs")
MANY_TURNS = 400
SOME_TURNS = 5
SHEET = re.compile("^第(.+)版 ")  # `show` gives number and name of a newspaper's page, the contents the words as well

Entry = dict[str, Any]
Report = dict[str, Any]
Open = Callable[[Kind, Finished], Reader]


@pytest.fixture
def open_in(reading_tab: Tab, lent: Library) -> Open:
    """Return a function that opens a book in a reader."""
    return lambda kind, issue: opened(reading_tab, lent, kind, issue.epub)


@pytest.fixture(scope="session")
def reports() -> dict[tuple[str, Kind], Report]:
    """Return what was reported before, so that a book is opened once for all questions about its lists."""
    return {}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


@pytest.fixture
def report(kind: Kind, issue: Finished, open_in: Open, reports: dict[tuple[str, Kind], Report]) -> Report:
    """Return what a reader says of a book, and that it said nothing else."""
    key = (issue.epub.name, kind)
    if key not in reports:
        reader = open_in(kind, issue)
        reports[key] = reader.call("report") | {"complaints": quiet(reader)}
    return reports[key]


def quiet(reader: Reader) -> list[str]:
    """Return what the page complained of and what was asked of any other place."""
    return [*reader.complaints(), *reader.foreign_requests()]


def nav(book: Book) -> tuple[str, Element]:
    """Return the folder and the document of the contents."""
    (item,) = (each for each in book.package.iter(f"{OPF}item") if "nav" in each.get("properties", "").split())
    return posixpath.dirname(item.attrib["href"]), book.file(item.attrib["href"])


def listed(book: Book, kind: str) -> list[Element]:
    """Return the entries of one of our lists; none if there is no such list."""
    lists = [each for each in nav(book)[1].iter(f"{XHTML}nav") if each.get(f"{OPS}type") == kind]
    return [entry for each in lists for entry in each.findall(f"{XHTML}ol/{XHTML}li")]


def entry_of(item: Element) -> Entry:
    anchor = item[0]
    inner = [entry_of(each) for each in item.findall(f"{XHTML}ol/{XHTML}li")]
    return {"label": " ".join("".join(anchor.itertext()).split()), "href": anchor.get("href", ""), "inner": inner}


def told(entries: list[Entry]) -> list[Entry]:
    """Return the entries of a reader with labels and addresses as our list writes them."""
    return [
        {
            "label": " ".join(each["label"].split()),
            "href": (each["href"] or "").removeprefix("EPUB/"),
            "inner": told(each["inner"]),
        }
        for each in entries
    ]


def test_no_page_error_no_word_on_the_console_and_no_request(report: Report) -> None:
    assert report["complaints"] == []


def test_contents_are_ours_entry_for_entry(report: Report, issue: Finished) -> None:
    assert told(report["contents"]) == list(map(entry_of, listed(Book(issue.epub), "toc")))


def test_contents_hold_every_titled_article_under_its_sections_in_order(report: Report, issue: Finished) -> None:
    expected = [[*article["section_path"], article["title"]] for article in issue.articles() if article["title"]]
    ids = {article["id"] for article in issue.articles() if article["title"]}
    found = [path for path, href in paths(told(report["contents"]), []) if href.partition("#")[2] in ids]
    assert [[SHEET.sub(r"\1 ", label) for label in path] for path in found] == expected


def paths(entries: list[Entry], above: list[str]) -> list[tuple[list[str], str]]:
    found = []
    for each in entries:
        path = [*above, each["label"]]
        found += [(path, each["href"]), *paths(each["inner"], path)]
    return found


def test_page_list_is_ours(kind: Kind, report: Report, issue: Finished) -> None:
    ours = [entry_of(each) for each in listed(Book(issue.epub), "page-list")]
    if kind == "epubjs":  # it reads numbers alone; what is none becomes null on its way out of the browser
        ours = [entry | {"label": as_number(entry["label"])} for entry in ours]
    assert told(report["pages"]) == ours


def as_number(label: str) -> str:
    digits = label[: len(label) - len(label.lstrip("0123456789"))]
    return str(int(digits)) if digits else "NaN"


def test_landmarks_are_ours(report: Report, issue: Finished) -> None:
    ours = [(item[0].get(f"{OPS}type"), entry_of(item)) for item in listed(Book(issue.epub), "landmarks")]
    theirs = [(mark["type"], mark["href"].removeprefix("EPUB/")) for mark in report["landmarks"]]
    assert theirs == [(type_, entry["href"]) for type_, entry in ours]
    assert theirs


def test_direction_title_and_language_are_those_of_the_package(report: Report, issue: Finished) -> None:
    book = Book(issue.epub)
    (spine,) = book.package.iter(f"{OPF}spine")
    title, language = (
        next(book.package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")).text for name in ("title", "language")
    )
    said = (report["direction"], report["title"], report["languages"], report["spine"])
    assert said == (spine.get("page-progression-direction"), title, [language], len(book.pages))


@pytest.mark.parametrize("kind", ["foliate"], indirect=True)
def test_series_and_its_number_are_shown(report: Report, issue: Finished) -> None:
    """epub.js knows no series."""
    metas = {meta.get("name"): meta.get("content") for meta in Book(issue.epub).package.iter(f"{OPF}meta")}
    series = report["series"]
    name, position = (series.get("name"), series.get("position")) if isinstance(series, dict) else (series, None)
    index = metas.get("calibre:series_index")
    assert (name, position) == (metas.get("calibre:series"), float(index) if index else None)


@pytest.mark.parametrize("name", SHORT)
def test_pages_turn_to_the_end_and_back(kind: Kind, name: str, open_in: Open, epub_of: Callable[..., Finished]) -> None:
    reader = open_in(kind, epub_of(name))
    spine = list(Book(epub_of(name).epub).pages)
    assert reader.call("place")["file"].removeprefix("EPUB/") == spine[0]
    turned = reader.turned_to_the_end(MANY_TURNS)
    assert len(spine) <= turned + 1 < MANY_TURNS
    place = reader.call("place")
    assert place["end"]
    assert place["file"].removeprefix("EPUB/") == spine[-1]
    assert place["fraction"] in {1, None}
    reader.call("previous")
    assert not reader.call("place")["end"] or reader.call("place")["file"] != place["file"]
    assert quiet(reader) == []


def test_every_entry_of_the_contents_opens_its_page(kind: Kind, issue: Finished, open_in: Open) -> None:
    reader = open_in(kind, issue)
    base = "EPUB/" if kind == "foliate" else ""
    entries = [href for _, href in paths(list(map(entry_of, listed(Book(issue.epub), "toc"))), [])]
    wrong = []
    for href in entries:
        file, _, anchor = href.partition("#")
        place = reader.go(base + href)
        if place["file"].removeprefix("EPUB/") != file or not (
            anchor == "" or reader.call("shows", f"[id='{anchor}']")
        ):
            wrong.append((href, place))
    assert wrong == []
    assert reader.turned_to_the_end(SOME_TURNS) <= SOME_TURNS
    assert quiet(reader) == []


NOTED = tuple(
    pytest.param(name, article, marks=pytest.mark.xdist_group("readers"), id=article)
    for name, article in (
        ("hewan/2026-01", "hewan-2026-01-i0011"),
        ("qingyan/2026-01", "qingyan-2026-01-i0001"),
        ("zhaigang/2026-03", "zhaigang-2026-03-i0004"),
    )
)


@pytest.mark.parametrize(("name", "article"), NOTED)
def test_call_leads_to_its_note_and_back(
    kind: Kind, name: str, article: str, open_in: Open, epub_of: Callable[..., Finished]
) -> None:
    reader = open_in(kind, epub_of(name))
    (file,) = (file for file, page in Book(epub_of(name).epub).pages.items() if has(page, article))
    reader.go(f"EPUB/{file}" if kind == "foliate" else file)
    calls = reader.inside("[...page.querySelectorAll('a[role=doc-noteref]')].map(each => each.id)")
    notes = reader.inside("[...page.querySelectorAll('aside[role=doc-footnote]')].map(each => each.id)")
    assert calls
    assert notes
    for call in filter(None, calls):
        note = reader.inside(f"page.getElementById('{call}').getAttribute('href').slice(1)")
        reader.call("follow", f"[id='{call}']")
        assert reader.call("shows", f"[id='{note}']")
        back = f"[id='{note}'] [role=doc-backlink]"
        reader.call("follow", back)
        assert reader.call("shows", f"[id='{call}']")
    assert quiet(reader) == []


def has(page: Element, anchor: str) -> bool:
    return any(element.get("id") == anchor for element in page.iter())


@pytest.mark.xdist_group("readers")
def test_level_lines_run_to_the_right_in_a_book_that_turns_to_the_right(
    kind: Kind, open_in: Open, epub_of: Callable[..., Finished]
) -> None:
    """epub.js gives every level page of such a book the direction of Arabic."""
    reader = open_in(kind, epub_of("qingyan/2026-01"))
    for file in ("a0002.xhtml", "colophon.xhtml"):
        reader.go(f"EPUB/{file}" if kind == "foliate" else file)
        directions = "[...page.querySelectorAll('p, dd')].map(each => getComputedStyle(each).direction)"
        assert set(reader.inside(directions)) == {"ltr"}
    reader.go("EPUB/a0001.xhtml" if kind == "foliate" else "a0001.xhtml")
    assert reader.inside("getComputedStyle(page.body).writingMode") == "vertical-rl"
