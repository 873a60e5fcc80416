"""Vertical lines, read back: pages turned, words in order for three extractors, an EPUB bound on the right."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pymupdf
import pypdf
import pytest
from PIL import Image

from publisher.problems import Severity
from publisher.proof.epub import epubcheck
from tests.rendered.leafing import faults_of
from tests.rendered.press import ROOT, Finished, built_from, digest, reissue, written_style
from tests.rendered.reading import OPF, Book, pages_of

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("vertical")]

WHOLE = ROOT / "tests" / "rendered" / "qingyan" / "2026-01.yaml"
PIECE = re.compile(r".{2,14}")


@pytest.fixture(scope="module")
def whole(build_once: Callable[[str], Finished]) -> Finished:
    """Return a vertical issue with one level article."""
    return build_once("qingyan/2026-01")


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Return the same issue in a level style, its first article vertical."""
    folder = tmp_path_factory.mktemp("manifests") / "qingyan"
    for path in sorted(WHOLE.parent.rglob("*.*")):
        copy = folder / path.relative_to(WHOLE.parent)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8").replace('name: "vertical"', 'name: "base"')
        text = text.replace('page: "1"', 'page: "1"\n        writing_mode: "vertical"')
        copy.write_text(text, encoding="utf-8")
    return built_from(folder / WHOLE.name, tmp_path_factory.mktemp("part"))


@pytest.fixture(params=["whole", "part"])
def either(request: pytest.FixtureRequest) -> Finished:
    found: Finished = request.getfixturevalue(request.param)
    return found


def opened(finished: Finished) -> Iterator[pymupdf.Page]:
    with pymupdf.open(finished.pdf) as document:
        yield from pages_of(document)


def fonts(page: pymupdf.Page) -> set[str]:
    blocks = page.get_text("dict")["blocks"]
    return {span["font"] for block in blocks for line in block.get("lines", ()) for span in line["spans"]}


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def pieces(finished: Finished) -> list[str]:
    """Return the text of the issue in pieces of up to 14 characters, as `order_check` does; readings are left out."""
    paragraphs = [squeezed(text) for article in finished.articles() for text in article["paragraphs"]]
    return [piece for paragraph in paragraphs for piece in PIECE.findall(paragraph)]


def lost(text: str, finished: Finished) -> list[str]:
    read = re.sub("[①-⑳]|tāng", "", squeezed(text))
    return [piece for piece in pieces(finished) if piece not in read]


def test_every_character_has_its_place_and_every_turned_sort_is_its_own(either: Finished) -> None:
    assert faults_of(either.folder) == []


def test_vertical_pages_are_turned_and_all_pages_are_as_high_as_each_other(whole: Finished, part: Finished) -> None:
    assert [page.rotation for page in opened(whole)] == [0, 90, 90, 0]
    assert [page.rotation for page in opened(part)] == [0, 0, 90, 0]
    for finished in (whole, part):
        assert {(round(page.rect.width), round(page.rect.height)) for page in opened(finished)} == {(524, 737)}


def test_viewers_are_told_on_which_side_the_issue_is_bound(whole: Finished, part: Finished) -> None:
    for finished, direction in ((whole, "/R2L"), (part, None)):
        with pymupdf.open(finished.pdf) as document:
            kind, value = document.xref_get_key(document.pdf_catalog(), "ViewerPreferences/Direction")
        assert (value if kind == "name" else None) == direction


def test_no_level_face_stands_on_a_page_of_a_vertical_issue(whole: Finished) -> None:
    for page in opened(whole):
        if page.rotation:
            assert fonts(page)
            assert all("vertical" in font for font in fonts(page))


def test_level_faces_of_a_vertical_page_in_a_level_issue_are_its_running_head_and_folio(part: Finished) -> None:
    blocks = [block for page in opened(part) if page.rotation for block in page.get_text("dict")["blocks"]]
    lines = [line for block in blocks for line in block.get("lines", ())]
    level = {line["dir"] for line in lines if "vertical" not in line["spans"][0]["font"]}
    assert level == {(0.0, -1.0)}  # up the page as it is set, level as it is read
    assert {line["dir"] for line in lines if "vertical" in line["spans"][0]["font"]} == {(1.0, 0.0)}


def test_no_word_is_lost_or_out_of_order_for_three_extractors(either: Finished) -> None:
    assert len(pieces(either)) > 50
    assert lost("".join(page.get_text(sort=False) for page in opened(either)), either) == []
    with pypdf.PdfReader(either.pdf) as reader:
        assert lost("".join(page.extract_text() for page in reader.pages), either) == []
    raw = subprocess.run(["pdftotext", "-raw", str(either.pdf), "-"], capture_output=True, text=True, check=True)
    assert lost(raw.stdout, either) == []


def test_quotes_are_drawn_as_brackets_and_stay_quotes(whole: Finished) -> None:
    text = "".join(page.get_text() for page in opened(whole))
    assert "“它好在哪里？”" in squeezed(text)
    assert not set("「」『』﹁﹂﹃﹄") & set(text)


def test_contents_give_the_page_of_each_article(whole: Finished) -> None:
    contents = squeezed([page.get_text(sort=False) for page in opened(whole)][1])
    for title, folio in (("无款砚记", "3"), ("附记：一张关单", "4")):
        assert re.search(rf"{title}[^0-9]*{folio}", contents)


def test_two_programs_draw_the_same_ink(whole: Finished, tmp_path: Path) -> None:
    """Both must find the turned glyphs; half a percent is what smoothing makes of the edges."""
    command = [
        "pdftoppm",
        "-gray",
        "-r",
        "72",
        "-f",
        "3",
        "-l",
        "3",
        "-singlefile",
        str(whole.pdf),
        str(tmp_path / "p"),
    ]
    subprocess.run(command, check=True)
    page = list(opened_pixmaps(whole))[2]
    other = pymupdf.Pixmap(str(tmp_path / "p.pgm"))
    shares = [1 - sum(each.samples) / (255 * len(each.samples)) for each in (page, other)]
    assert min(shares) > 0.01
    assert shares[0] == pytest.approx(shares[1], abs=0.005)


def opened_pixmaps(finished: Finished) -> Iterator[pymupdf.Pixmap]:
    return (page.get_pixmap(dpi=72, colorspace=pymupdf.csGRAY) for page in opened(finished))


def test_epub_of_a_vertical_issue_turns_its_pages_from_left_to_right(whole: Finished, part: Finished) -> None:
    for finished, direction, modes in ((whole, "rtl", ["vertical-rl"]), (part, "ltr", [])):
        package = Book(finished.epub).package
        (spine,) = package.iter(f"{OPF}spine")
        metas = [
            meta.get("content") for meta in package.iter(f"{OPF}meta") if meta.get("name") == "primary-writing-mode"
        ]
        assert (spine.get("page-progression-direction"), metas) == (direction, modes)


def test_each_document_of_an_epub_has_one_mode_on_its_root(whole: Finished, part: Finished) -> None:
    for finished, vertical in ((whole, ["contents.xhtml", "a0001.xhtml"]), (part, ["a0001.xhtml"])):
        pages = Book(finished.epub).pages
        assert [name for name, root in pages.items() if root.get("class") == "vertical"] == vertical


def test_validator_finds_nothing_in_either_epub(either: Finished) -> None:
    problems = epubcheck(either.epub, either.house)
    assert [str(problem) for problem in problems if problem.severity in {Severity.ERROR, Severity.WARNING}] == []


def test_our_own_proof_finds_no_fault_in_vertical_lines(whole: Finished) -> None:
    done = reissue("proof", whole.pdf, "--typography", cwd=whole.folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_same_issue_gives_the_same_bytes_again(whole: Finished, tmp_path: Path) -> None:
    again = built_from(WHOLE, tmp_path)
    assert digest(again.pdf) == digest(whole.pdf)
    assert digest(again.epub) == digest(whole.epub)


def test_pictures_stand_upright_on_vertical_pages(tmp_path: Path) -> None:
    """A picture red above and blue below is so on the turned page too."""
    assert reissue("init", "qing", cwd=tmp_path).returncode == 0
    written_style(tmp_path / "qing", '"vertical"')
    picture = Image.new("RGB", (200, 100), (255, 0, 0))
    picture.paste((0, 0, 255), (0, 50, 200, 100))
    picture.save(tmp_path / "qing" / "halves.png")
    article = tmp_path / "qing" / "articles" / "01-foreword.md"
    article.write_text("---\ntitle: 水\n---\n水退了。\n\n![上红下蓝](../halves.png)\n", encoding="utf-8")
    finished = built_from(tmp_path / "qing" / "2026-01.yaml", tmp_path, edition="pdf")
    drawn = next(page.get_pixmap(dpi=40) for page in opened(finished) if page.rotation and page.get_image_info())
    pixels = [(*drawn.pixel(x, y), y) for y in range(drawn.height) for x in range(drawn.width)]
    red, blue = ([y for *colour, y in pixels if tuple(colour) == named] for named in ((255, 0, 0), (0, 0, 255)))
    assert max(red) <= min(blue)
