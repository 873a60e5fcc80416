"""The PDFs for a printing house and for a stapler, read back: boxes, inks, whole sheets, the order of pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pymupdf
import pypdf
import pytest
from pikepdf import Name, Pdf

from publisher.proof.pdf.inspection import inspect
from tests.rendered.press import ROOT, Finished, built_from, digest
from tests.rendered.weian import Wanted, write_issue
from tests.unit.editions.pdf.press_profile import press_profile

pytestmark = pytest.mark.slow

MM = 72 / 25.4
BLEED, OUTSIDE = 3 * MM, 9 * MM


@pytest.fixture(scope="module")
def coloured(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Return an issue as an editor orders it in four inks, with a spine and one page that may fill the last sheet."""
    folder = tmp_path_factory.mktemp("coloured")
    cover = 'cover: {picture: "lanterns.png", alt: "灯市", lettering: true}'
    manifest = write_issue(folder, Wanted(4, paragraphs=8, head=cover))
    shutil.copy(ROOT / "manifests" / "hewan" / "pictures" / "lanterns.png", manifest.parent)
    (manifest.parent / "press.icc").write_bytes(press_profile())
    order = 'print: {profile: "press.icc", binding: "perfect", paper_mm: 0.12, house_pages: ["lanterns.png"]}\n'
    with (manifest.parent / "periodical.yaml").open("a", encoding="utf-8") as stream:
        stream.write(order)
    return built_from(manifest, folder, edition="pdf-print")


def pdf_of(finished: Finished, ending: str) -> Path:
    (found,) = (path for path in finished.folder.glob("*.pdf") if path.name.endswith(f"{finished.folder.name}{ending}"))
    return found


def streams(pdf: Pdf) -> Iterator[pikepdf.Object]:
    """Yield everything that draws: contents of pages, forms, patterns."""
    yield from pdf.pages
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and (thing.get("/Subtype") == Name.Form or "/PatternType" in thing):
            yield thing


def operators(pdf: Pdf) -> Iterator[tuple[str, list[object]]]:
    for stream in streams(pdf):
        for item in pikepdf.parse_content_stream(stream):
            yield str(item.operator), list(item.operands)


@pytest.mark.parametrize("ending", [".print.pdf", ".print-cover.pdf"])
def test_boxes_are_right_to_a_tenth_of_a_point(magazine: Finished, ending: str) -> None:
    width, height = 185 * MM, 260 * MM
    if "cover" in ending:
        width *= 2
    with Pdf.open(pdf_of(magazine, ending)) as pdf:
        for page in pdf.pages:
            media, trim, bleed = (
                [float(edge) for edge in page.obj[box]] for box in ("/MediaBox", "/TrimBox", "/BleedBox")
            )
            assert media == pytest.approx([0, 0, width + 2 * OUTSIDE, height + 2 * OUTSIDE], abs=0.1)
            assert trim == pytest.approx([OUTSIDE, OUTSIDE, OUTSIDE + width, OUTSIDE + height], abs=0.1)
            assert bleed == pytest.approx([trim[0] - BLEED, trim[1] - BLEED, trim[2] + BLEED, trim[3] + BLEED], abs=0.1)


def test_pages_fill_whole_sheets_and_say_what_the_screen_says(magazine: Finished) -> None:
    with Pdf.open(pdf_of(magazine, ".print.pdf")) as pdf:
        assert len(pdf.pages) % 4 == 0
    screen, press = (pymupdf.open(pdf_of(magazine, ending)) for ending in (".pdf", ".print.pdf"))
    for number, page in enumerate(screen):
        assert press[number].get_text() == page.get_text()
    assert all(not press[number].get_text() for number in range(len(screen), len(press)))


def test_a_file_in_black_holds_black_and_nothing_else(magazine: Finished) -> None:
    for ending in (".print.pdf", ".print-cover.pdf"):
        with Pdf.open(pdf_of(magazine, ending)) as pdf:
            words = {word for word, _ in operators(pdf)}
            assert not words & {"rg", "RG", "k", "K"}
            assert not re.search(r"/DeviceRGB|/DeviceCMYK|/ICCBased|/CalRGB", _spaces(pdf))
            tones = {float(operands[0]) for word, operands in operators(pdf) if word == "g"}  # type: ignore[arg-type]  # one number each
            assert 0.0 in tones


def _spaces(pdf: Pdf) -> str:
    """Return the colour spaces of pictures, gradients and groups, as text."""
    found = []
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
            found += [repr(thing.get(key)) for key in ("/ColorSpace", "/CS") if key in thing and "/Font" not in thing]
    return " ".join(found)


def test_running_text_is_solid_black(magazine: Finished) -> None:
    document = pymupdf.open(pdf_of(magazine, ".print.pdf"))
    spans = [
        span
        for page in document
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
        if abs(span["size"] - 9.5) < 0.1
    ]
    black = sum(len(span["text"]) for span in spans if span["color"] == 0)
    assert black > 0.97 * sum(len(span["text"]) for span in spans)


def test_a_press_gets_nothing_to_click_on_and_every_face(magazine: Finished) -> None:
    with Pdf.open(pdf_of(magazine, ".print.pdf")) as pdf:
        assert all("/Annots" not in page.obj for page in pdf.pages)
        assert not {"/Outlines", "/Names", "/StructTreeRoot"} & set(pdf.Root.keys())
        descriptors = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == Name.FontDescriptor
        ]
        assert descriptors
        assert all("/FontFile3" in each or "/FontFile2" in each for each in descriptors)


def test_a_booklet_has_the_pages_of_a_folded_sheet_side_by_side(magazine: Finished) -> None:
    screen, sides = (pypdf.PdfReader(pdf_of(magazine, ending)) for ending in (".pdf", ".booklet.pdf"))
    total = -(-len(screen.pages) // 4) * 4
    assert len(sides.pages) == total // 2
    for index, side in enumerate(sides.pages):
        pair = (total - index, index + 1) if index % 2 == 0 else (index + 1, total - index)
        found = [int(name.removeprefix("/P")) for name in side["/Resources"]["/XObject"]]  # type: ignore[index]  # pypdf's own types
        assert sorted(found) == sorted(number for number in pair if number <= len(screen.pages))
        assert float(side.mediabox.width) == pytest.approx(2 * 185 * MM, abs=0.1)


@pytest.mark.xdist_group("inks")
def test_four_inks_make_a_file_to_the_rules_of_pdf_x_4(coloured: Finished) -> None:
    for ending in (".print.pdf", ".print-cover.pdf"):
        with Pdf.open(pdf_of(coloured, ending)) as pdf:
            words = {word for word, _ in operators(pdf)}
            assert not words & {"rg", "RG"}
            assert "/DeviceRGB" not in _spaces(pdf)
            (intent,) = pdf.Root.OutputIntents
            assert (str(intent.S), int(intent.DestOutputProfile.N)) == ("/GTS_PDFX", 4)
            assert b"PDF/X-4" in pdf.Root.Metadata.read_raw_bytes()


@pytest.mark.xdist_group("inks")
def test_the_spine_is_as_thick_as_its_paper_and_the_house_page_is_the_back(coloured: Finished) -> None:
    with Pdf.open(pdf_of(coloured, ".print.pdf")) as pages, Pdf.open(pdf_of(coloured, ".print-cover.pdf")) as cover:
        spine = (len(pages.pages) - 4) / 2 * 0.12 * MM
        left, _, right, _ = (float(edge) for edge in cover.pages[0].trimbox)
        assert right - left == pytest.approx(2 * 185 * MM + spine, abs=0.1)
    shown = pymupdf.open(pdf_of(coloured, ".print.pdf"))[-1]
    (picture,) = shown.get_image_info()
    edges = pymupdf.Rect(picture["bbox"])
    start, out = OUTSIDE - BLEED + 0.1, OUTSIDE + BLEED - 0.1
    assert edges.contains(pymupdf.Rect(start, start, out + 185 * MM, out + 260 * MM))


@pytest.mark.xdist_group("inks")
def test_pictures_too_coarse_for_print_are_named(coloured: Finished) -> None:
    found = [
        problem
        for problem in coloured.record("problems.json")["problems"]
        if problem["code"] == "editions/coarse-picture"
    ]
    assert all(re.search(r"has \d+ dots an inch", problem["message"]) for problem in found)
    assert any("lanterns.png" in problem["message"] for problem in found)


@pytest.mark.xdist_group("inks")
def test_variants_are_the_same_bytes_in_another_folder_and_time_zone(tmp_path: Path, coloured: Finished) -> None:
    again = built_from(coloured.manifest, tmp_path, edition="pdf-print", TZ="Asia/Shanghai", PYTHONHASHSEED="7")
    for path in coloured.folder.glob("*.pdf"):
        assert digest(again.folder / path.name) == digest(path)


def test_pages_of_a_vertical_issue_stand_upright_and_turn_to_the_right(tmp_path: Path) -> None:
    made = built_from(
        ROOT / "tests" / "rendered" / "qingyan" / "2026-01.yaml", tmp_path, edition="pdf,pdf-print,pdf-booklet"
    )
    with Pdf.open(pdf_of(made, ".print.pdf")) as pdf:
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.trimbox)
            assert (right - left, top - bottom) == pytest.approx((185 * MM, 260 * MM), abs=0.1)
            assert "/Rotate" not in page.obj
    first = pypdf.PdfReader(pdf_of(made, ".booklet.pdf")).pages[0]
    drawn = first.get_contents()
    assert drawn is not None
    assert re.match(rb"q 0\.000 0 .*? /P1 Do Q", drawn.get_data())  # the cover is on the left half


def broken_rules(path: Path) -> dict[str, set[str]]:
    """Return the rules a file breaks, by the standard that has them; pictures of the sample may be coarse."""
    found = inspect(path.read_bytes())
    return {
        profile.standard: {check.code for check in checks if check.findings} - {"resolution"}
        for profile, checks in found.profiles
    }


def test_black_pdf_is_what_printing_houses_expect(magazine: Finished) -> None:
    assert broken_rules(pdf_of(magazine, ".print.pdf")) == {"PDF": set(), "press": set()}
    assert broken_rules(pdf_of(magazine, ".booklet.pdf")) == {"PDF": set()}


@pytest.mark.xdist_group("inks")
def test_pdf_in_four_inks_is_built_to_the_rules_of_pdf_x_4(coloured: Finished) -> None:
    for ending in (".print.pdf", ".print-cover.pdf"):
        assert broken_rules(pdf_of(coloured, ending)) == {"PDF": set(), "PDF/X-4": set()}
