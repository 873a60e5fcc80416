"""The HTML edition in a real browser: nothing asked for, no sideways scrolling, dark if wished, paper if printed."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from publisher.editions.html import HtmlEdition
from publisher.house import House
from publisher.manifest.style_reader import read_style
from publisher.production.editing import edit, silent
from tests.browser.chromium import Tab, program, tab

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("chromium"),
    pytest.mark.skipif(program() is None, reason="Chromium is not installed; .ci/setup test installs it"),
]
A4_PT = (595, 842)
OVERHANG = """
[...document.querySelectorAll('main *, nav *')].filter(each =>
  each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.page.vertical, .table')).length
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, sample_manifest: Path) -> dict[str, Path]:
    """Return the sample as HTML, level and vertical."""
    house = House.here()
    issue = edit(sample_manifest, house, silent).issue
    made: dict[str, Path] = {}
    for style in ("base", "vertical"):
        folder = tmp_path_factory.mktemp(style)
        made[style] = folder / HtmlEdition().print(issue, read_style(style, [], house, None), house, folder).file
    return made


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with tab(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def page(browser: Tab, files: dict[str, Path]) -> Tab:
    browser.requests.clear()
    browser.complaints.clear()
    window(browser, 1280)
    browser.call("Emulation.setEmulatedMedia", features=[])
    browser.open(files["base"])
    return browser


def window(page: Tab, width: int) -> None:
    page.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=width < 600)


def test_nothing_is_asked_for_and_the_console_is_silent(page: Tab) -> None:
    assert page.run("[...document.images].every(each => each.complete && each.naturalWidth > 0)")
    assert (page.requests, page.complaints) == ([], [])


def test_the_measure_is_comfortable_on_a_wide_screen(page: Tab) -> None:
    em = "parseFloat(getComputedStyle(document.querySelector('main .body p')).fontSize)"
    assert page.run(f"document.querySelector('main .body p').getBoundingClientRect().width / {em}") <= 38.1


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("style", ["base", "vertical"])
def test_no_page_scrolls_sideways(page: Tab, files: dict[str, Path], style: str, width: int) -> None:
    page.open(files[style])
    window(page, width)
    assert page.run("document.documentElement.scrollWidth") <= width
    assert page.run(OVERHANG) == 0


def test_dark_paper_is_dark_and_its_ink_light(page: Tab) -> None:
    page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    paper, ink = (
        page.run(f"getComputedStyle(document.querySelector({where!r})).{what}.match(/[0-9]+/g).map(Number)")
        for where, what in (("html", "backgroundColor"), ("main .body p", "color"))
    )
    assert max(paper) < 60
    assert min(ink) > 180


def test_vertical_articles_begin_at_the_right_and_are_turned_over_in_place(page: Tab, files: dict[str, Path]) -> None:
    page.open(files["vertical"])
    box = "[...document.querySelectorAll('.page-article.vertical')][1]"
    assert page.run(f"getComputedStyle({box}).writingMode") == "vertical-rl"
    assert page.run(f"{box}.scrollWidth > {box}.clientWidth && {box}.scrollLeft === 0")
    head = f"{box}.querySelector('.title').getBoundingClientRect()"
    assert page.run(f"{head}.right <= {box}.getBoundingClientRect().right && {head}.left > innerWidth / 2")


@pytest.mark.parametrize("style", ["base", "vertical"])
def test_on_paper_every_article_is_there_and_the_lines_are_level(page: Tab, files: dict[str, Path], style: str) -> None:
    page.open(files[style])
    data = base64.b64decode(page.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    with pymupdf.open(stream=io.BytesIO(data)) as document:
        sheets = [document.load_page(number) for number in range(document.page_count)]
        assert {tuple(round(side) for side in sheet.rect[2:]) for sheet in sheets} == {A4_PT}
        text = "".join("".join(sheet.get_text().split()) for sheet in sheets)
        titles = page.run("[...document.querySelectorAll('main .title')].map(each => each.textContent.trim())")
        directions = {
            line["dir"]
            for sheet in sheets
            for block in sheet.get_text("dict")["blocks"]
            for line in block.get("lines", ())
        }
    assert [title for title in titles if "".join(title.split()) not in text] == []
    assert directions == {(1.0, 0.0)}
