"""Bars and QR codes as a scanner reads them off the page: right digits, right links, black on white, to size."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pikepdf
import pymupdf
import pytest
import zxingcpp
from PIL import Image

from publisher.proof.epub import epubcheck
from tests.rendered.finding import external_links, labels
from tests.rendered.press import Finished, built_from
from tests.rendered.reading import Book, squeezed
from tests.rendered.weian import Wanted, write_issue

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("symbols")]

SUBSCRIBE, ONLINE, MAP = (
    "https://example.org/subscribe?from=print",
    "https://example.org/2031/4",
    "http://example.org/m",
)
HEAD = f'qr_codes:\n  - {{url: "{ONLINE}", label: "本期电子版"}}\n  - {{url: "{SUBSCRIBE}", label: "订阅"}}'
OF_ARTICLES = ((2, f'qr_codes: [{{url: "{MAP}", label: "河堤地图"}}]'),)
DPI = 600
MODULE_MM = 0.33
WITH_CODES = Wanted(5, head=HEAD, of_articles=OF_ARTICLES)


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    folder = tmp_path_factory.mktemp("symbols")
    return built_from(write_issue(folder, WITH_CODES), folder)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Return an issue whose barcode is half as large again, with a variant and an add-on of the editor's."""
    folder = tmp_path_factory.mktemp("large")
    style = '{name: "base", barcode_percent: 150, imprint_place: "end"}'
    wanted = Wanted(3, style=style, head='ean_variant: "02"\nean_add_on: "53"')
    return built_from(write_issue(folder, wanted), folder, edition="pdf")


def pictures(path: Path, folder: Path) -> list[Image.Image]:
    subprocess.run(["pdftoppm", "-gray", "-r", str(DPI // 2), path, folder / "page"], check=True)
    return [Image.open(file) for file in sorted(folder.glob("page-*.pgm"))]


def scanned(pictures: list[Image.Image]) -> list[tuple[int, str, str]]:
    """Return what a scanner reads on every page: the page from 0, the kind, the text with the add-on."""
    return [
        (index, str(code.format), code.text)
        for index, picture in enumerate(pictures)
        for code in zxingcpp.read_barcodes(picture, ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Read)
    ]


def bars_of(finished: Finished, folder: Path) -> set[str]:
    """Return what is read off the bars: without the add-on where the line goes above it, and with it."""
    found = scanned(pictures(finished.pdf, folder))
    return {text.replace(" ", "") for _, kind, text in found if kind == "EAN-13"}


def test_scanner_reads_issn_and_number_of_the_issue(issue: Finished, tmp_path: Path) -> None:
    assert bars_of(issue, tmp_path) == {"9770317847001", "9770317847001" + "04"}


def test_scanner_reads_variant_and_add_on_of_the_manifest(large: Finished, tmp_path: Path) -> None:
    assert bars_of(large, tmp_path) == {"9770317847025", "9770317847025" + "53"}


def test_telephone_is_led_where_the_manifest_says(issue: Finished, tmp_path: Path) -> None:
    codes = [(index, text) for index, kind, text in scanned(pictures(issue.pdf, tmp_path)) if kind == "QR Code"]
    assert sorted(text for _, text in codes) == sorted([ONLINE, SUBSCRIBE, MAP])
    assert sorted(external_links(issue.pdf)) == [(MAP, "河堤地图"), (ONLINE, "本期电子版"), (SUBSCRIBE, "订阅")]
    texts = words_of_pages(issue.pdf)
    for index, text in codes:
        label = {ONLINE: "本期电子版", SUBSCRIBE: "订阅", MAP: "河堤地图"}[text]
        assert label in texts[index]


@pytest.mark.parametrize(("name", "percent"), [("issue", 100), ("large", 150)])
def test_modules_are_as_wide_as_the_standard_says(
    name: str, percent: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """The row of modules is measured: dark and light in whole modules of .33 mm, 95 of them for thirteen digits."""
    finished: Finished = request.getfixturevalue(name)
    subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), finished.pdf, tmp_path / "p"], check=True)
    module = MODULE_MM * percent / 100 / 25.4 * DPI
    runs = next(filter(None, (bars(Image.open(file), module) for file in sorted(tmp_path.glob("p-*.pgm")))))
    widths = [width / module for width in runs]
    assert all(abs(width - round(width)) < 0.2 for width in widths), widths
    assert sum(map(round, widths)) == 95


def bars(page: Image.Image, module: float) -> list[int]:
    """Return the dark and light runs of the thirteen digits; empty where a page has no row of 59 such runs."""
    for y in range(0, page.height, 40):
        row = page.crop((0, y, page.width, y + 1)).tobytes()
        runs = [(is_dark, len(list(group))) for is_dark, group in groupby(row, key=lambda grey: grey < 128)]
        for begin in range(1, len(runs) - 59):
            found = runs[begin : begin + 59]
            if (
                found[0][0]
                and max(length for _, length in found) < 4.6 * module
                and runs[begin - 1][1] >= 10.5 * module
            ):
                return [length for _, length in found]
    return []


def test_bars_are_vector_and_black(issue: Finished) -> None:
    """No picture of pixels stands on the page of the imprint, and nothing but black and greys is painted there."""
    with pymupdf.open(issue.pdf) as document:
        page = document.load_page(next(i for i, words in enumerate(words_of_pages(issue.pdf)) if "本期电子版" in words))
        assert page.get_images() == []
        fills = [drawing["fill"] for drawing in page.get_drawings() if drawing.get("fill")]
    assert (0.0, 0.0, 0.0) in fills
    assert (1.0, 1.0, 1.0) in fills


def test_symbols_are_described_for_whom_cannot_see_them(issue: Finished) -> None:
    with pikepdf.open(issue.pdf) as pdf:
        elements = [element for element in pdf.objects if isinstance(element, pikepdf.Dictionary)]
        said = [str(element.get("/Alt", "")) for element in elements if element.get("/S") == "/Figure"]
    assert "条码：ISSN 0317-8471　9770317847001 04" in said
    assert f"二维码：订阅，通往 {SUBSCRIBE}" in said


def test_digits_below_the_bars_are_set_in_a_face_of_the_issue(issue: Finished) -> None:
    with pymupdf.open(issue.pdf) as document:
        fonts = {font[3] for page in document for font in page.get_fonts()}
    assert fonts
    assert all("Reissue" in font for font in fonts), fonts


def test_epub_shows_codes_as_pictures_that_are_links(issue: Finished) -> None:
    book = Book(issue.epub)
    pages = "".join(book.files[name].decode() for name in book.files if name.endswith(".xhtml"))
    for address in (ONLINE, SUBSCRIBE.replace("&", "&amp;"), MAP):
        assert f'<a href="{address}"><img src="pictures/qr' in pages
    assert 'src="pictures/barcode.svg"' in pages
    assert [str(problem) for problem in epubcheck(issue.epub, issue.house)] == []


def test_imprint_at_the_end_stands_behind_the_articles(large: Finished) -> None:
    texts = words_of_pages(large.pdf)
    imprint = next(index for index, words in enumerate(texts) if "主管" in words)
    assert imprint >= len(labels(large.pdf)) - 2
    assert "定价6.00元" in texts[imprint]


def words_of_pages(path: Path) -> list[str]:
    with pymupdf.open(path) as document:
        return [squeezed(document.load_page(number).get_text()) for number in range(document.page_count)]


def test_invented_periodical_and_one_without_issn_print_no_bars(
    tmp_path: Path, build_once: Callable[[str], Finished]
) -> None:
    bare = built_from(write_issue(tmp_path, Wanted(3, issn="")), tmp_path, edition="pdf")
    (tmp_path / "a").mkdir()
    assert [kind for _, kind, _ in scanned(pictures(bare.pdf, tmp_path / "a"))] == []
    manifest = write_issue(tmp_path / "b", Wanted(3))
    facts = manifest.with_name("periodical.yaml")
    facts.write_text(f"{facts.read_text(encoding='utf-8')}invented: true\n", encoding="utf-8")
    invented = built_from(manifest, tmp_path / "b", edition="pdf")
    (tmp_path / "c").mkdir()
    assert [kind for _, kind, _ in scanned(pictures(invented.pdf, tmp_path / "c"))] == []


@pytest.mark.parametrize("codes", [HEAD, ""], ids=["codes", "no-codes"])
def test_imprint_on_a_page_of_its_own_takes_one_page(tmp_path: Path, codes: str) -> None:
    wanted = Wanted(3, style='{name: "base", imprint_place: "alone"}', head=codes)
    made = built_from(write_issue(tmp_path, wanted), tmp_path, edition="pdf")
    with pymupdf.open(made.pdf) as document:
        pages = [squeezed(page.get_text()) for page in document]
    (number,) = (index for index, page in enumerate(pages) if page.startswith("版权页"))
    assert "ISSN" in pages[number]
    assert ("本期电子版" in pages[number]) is bool(codes)
    assert not any("ISSN" in page for page in pages[number + 1 : number + 2])
