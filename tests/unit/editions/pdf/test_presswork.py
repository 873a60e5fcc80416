"""What a printing house gets: whole sheets, boxes, marks outside the bleed, inks instead of screen colours."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import cast
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from publisher.editions.pdf.colours import print_in
from publisher.editions.pdf.inks import (
    LARGEST_PROFILE,
    UnusableProfileError,
    black_of,
    check_profile,
    inks_of,
    rgb_of_lab,
)
from publisher.editions.pdf.presswork import PressOrder, press_ready
from tests.unit.editions.pdf.blank_pages import pages_of
from tests.unit.editions.pdf.press_profile import press_profile, screen_profile

MM = 72 / 25.4
BLEED, OUTSIDE = 3 * MM, 9 * MM
BLACK = PressOrder(
    four_inks=False, profile=b"", condition="", spine=False, paper_mm=0.1, marks=True, has_cover=True,
    bound_right=False, house_pages=0, identifier="ab" * 16,
)  # fmt: skip
FOUR = replace(BLACK, four_inks=True, profile=press_profile(), condition="FOGRA51")


def raw(count: int, *, turned: bool = False) -> bytes:
    stream = io.BytesIO()
    pages_of(count, 300, 400, bleed=BLEED, turned=turned).save(stream)
    return stream.getvalue()


def opened(data: bytes) -> Pdf:
    return Pdf.open(io.BytesIO(data))


def pixels(data: bytes, index: int) -> Image.Image:
    """Return a page as it is read, one pixel a point."""
    return pypdfium2.PdfDocument(data)[index].render(scale=1).to_pil().convert("RGB")


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [float(edge) for edge in page.obj[name]]


@pytest.mark.parametrize("turned", [False, True], ids=["level", "turned"])
def test_boxes_stand_one_in_another(turned: bool) -> None:
    ready = press_ready(raw(4, turned=turned), BLACK)
    for page in opened(ready.pages).pages:
        assert box(page, "/MediaBox") == pytest.approx([0, 0, 300 + 2 * OUTSIDE, 400 + 2 * OUTSIDE], abs=0.01)
        assert box(page, "/TrimBox") == pytest.approx([OUTSIDE, OUTSIDE, OUTSIDE + 300, OUTSIDE + 400], abs=0.01)
        edges = [OUTSIDE - BLEED, OUTSIDE - BLEED, OUTSIDE + 300 + BLEED, OUTSIDE + 400 + BLEED]
        assert box(page, "/BleedBox") == pytest.approx(edges, abs=0.01)
        assert "/Rotate" not in page.obj


@pytest.mark.parametrize("turned", [False, True], ids=["level", "turned"])
def test_a_page_stands_upright_with_its_corner_at_the_trim(turned: bool) -> None:
    page = pixels(press_ready(raw(4, turned=turned), BLACK).pages, 0).convert("L")
    assert darkest(page, OUTSIDE + 10, OUTSIDE + 10) < 120
    assert darkest(page, OUTSIDE - 3, OUTSIDE + 10) == 255


def darkest(page: Image.Image, x: float, y: float) -> int:
    """Return how dark a spot of three pixels is; x and y in points from the lower left corner."""
    low, _ = page.crop((int(x) - 1, page.height - int(y) - 1, int(x) + 2, page.height - int(y) + 2)).getextrema()
    return int(cast("int", low))


def test_marks_stand_outside_the_bleed_and_only_if_asked_for() -> None:
    page = pixels(press_ready(raw(4), BLACK).pages, 1).convert("L")
    assert darkest(page, OUTSIDE, 6) < 255 > darkest(page, OUTSIDE + 300, 6)
    assert darkest(page, OUTSIDE + 150, 2.5 * MM) < 255
    assert darkest(page, OUTSIDE, OUTSIDE - BLEED + 2) == 255
    plain = opened(press_ready(raw(4), replace(BLACK, marks=False)).pages)
    bare = plain.pages[0]
    assert box(bare, "/MediaBox") == pytest.approx([0, 0, 300 + 2 * BLEED, 400 + 2 * BLEED], abs=0.01)
    assert "/ColorSpace" not in bare.obj.Resources


@pytest.mark.parametrize(("count", "house", "whole", "left"), [(5, 0, 8, 0), (7, 2, 8, 1), (5, 1, 8, 1), (8, 3, 8, 0)])
def test_pages_fill_whole_sheets_house_pages_last(count: int, house: int, whole: int, left: int) -> None:
    ready = press_ready(raw(count + house), replace(BLACK, house_pages=house))
    pages = opened(ready.pages).pages
    assert (len(pages), ready.count) == (whole, whole)
    drawn = [any(str(item.operator) == "re" for item in pikepdf.parse_content_stream(page)) for page in pages]
    assert drawn == [True] * count + [False] * (whole - count - left) + [True] * left


def test_neutral_colours_are_black_alone_and_dark_ones_solid() -> None:
    assert black_of((0.0, 0.0, 0.0)) == black_of((0.2, 0.2, 0.2)) == 1
    assert black_of((0.5, 0.5, 0.5)) == pytest.approx(0.5)
    assert black_of((0.55, 0.18, 0.13)) is None
    four = inks_of(press_profile(), four=True)
    assert four.mixed((0.08, 0.08, 0.08)) == (0, 0, 0, 1)
    cyan, magenta, yellow, _ = four.mixed((0.9, 0.1, 0.1))
    assert cyan < 0.1 < 0.6 < min(magenta, yellow)


@pytest.mark.parametrize("order", [BLACK, FOUR], ids=["black", "four"])
def test_no_screen_colour_is_left(order: PressOrder) -> None:
    with Pdf.new() as pdf:
        _colourful(pdf)
        print_in(pdf, inks_of(order.profile, four=order.four_inks))
        words = {str(item.operator) for page in pdf.pages for item in pikepdf.parse_content_stream(page)}
        assert not words & {"rg", "RG", "sc", "SC"}
        assert words & ({"k", "K"} if order.four_inks else {"g", "G"})
        forms = [
            thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == Name.Form
        ]
        assert all(b" rg" not in form.read_bytes() for form in forms)
        assert "/DeviceRGB" not in str(
            [repr(thing) for thing in pdf.objects if isinstance(thing, Dictionary | pikepdf.Stream)]
        )


def _colourful(pdf: Pdf) -> None:
    """Add a page with every kind of colour WeasyPrint writes."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    stitched = Dictionary(FunctionType=3, Domain=[0, 1], Functions=Array([tint]), Bounds=[], Encode=[0, 1])
    shading = pdf.make_indirect(
        Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 9, 9], Function=stitched)
    )
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    form = pdf.make_stream(
        b"0 1 0 rg 0 0 5 5 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], Group=group
    )
    picture = pdf.make_stream(
        bytes(range(12)),
        Subtype=Name.Image,
        Width=2,
        Height=2,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
        Interpolate=True,
    )
    tiles = pdf.make_stream(
        b"1 0 1 RG 0 0 m 9 9 l S",
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=[0, 0, 9, 9],
        XStep=9,
        YStep=9,
        Resources=Dictionary(),
    )
    pdf.add_blank_page(page_size=(100, 100))
    page = pdf.pages[0]
    page.obj.Resources = Dictionary(
        XObject=Dictionary(F=form, I=picture), Shading=Dictionary(S=shading), Pattern=Dictionary(P=tiles)
    )
    page.obj.Contents = pdf.make_stream(
        b"0.08 0.08 0.08 rg 0 0 9 9 re f q /lab-d50 cs 50 60 20 scn 0 0 1 1 re f Q 0 0 1 RG 0 0 m 5 5 l S "
        b"/Pattern cs /P scn 0 0 9 9 re f /DeviceCMYK cs 0 0 0 1 scn /S sh /F Do /I Do"
    )  # fmt: skip


def test_a_picture_without_colour_is_printed_in_black_alone() -> None:
    four = inks_of(press_profile(), four=True)
    assert four.plate(Image.new("RGB", (2, 2), (90, 90, 90))).space == "/DeviceGray"
    assert four.plate(Image.new("RGB", (2, 2), (200, 40, 40))).space == "/DeviceCMYK"


def test_a_profile_of_a_size_no_press_has_is_refused() -> None:
    whole = press_profile()
    with pytest.raises(UnusableProfileError, match="20 MB"):
        check_profile(whole + bytes(LARGEST_PROFILE))


def test_a_profile_makes_a_file_to_the_rules_of_pdf_x_4() -> None:
    ready = press_ready(raw(4), FOUR)
    for data in (ready.pages, ready.spread):
        with opened(data) as pdf:
            (intent,) = pdf.Root.OutputIntents
            assert (str(intent.S), int(intent.DestOutputProfile.N)) == ("/GTS_PDFX", 4)
            assert str(intent.OutputConditionIdentifier) == "FOGRA51"
            assert pdf.docinfo["/Trapped"] == Name("/False")
            assert pdf.pdf_version == "1.6"
            assert "/Filter" not in pdf.Root.Metadata
            packet = ET.fromstring(pdf.Root.Metadata.read_bytes())
            assert packet.findtext(".//{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion") == "PDF/X-4"
    assert press_ready(raw(4), BLACK).pages.count(b"OutputIntent") == 0


def test_what_only_a_screen_uses_is_taken_away() -> None:
    with opened(raw(4)) as pdf:
        pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])])
        pdf.Root.Names = Dictionary()
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Direction=Name.R2L)
        stream = io.BytesIO()
        pdf.save(stream)
    with opened(press_ready(stream.getvalue(), BLACK).pages) as made:
        assert "/Annots" not in made.pages[0].obj
        assert "/Names" not in made.Root
        assert dict(made.Root.ViewerPreferences.items()) == {"/Direction": Name.R2L}


@pytest.mark.parametrize(("spine", "bound_right"), [(False, False), (True, False), (True, True)])
def test_the_cover_spread_is_back_spine_and_front(spine: bool, bound_right: bool) -> None:
    order = replace(BLACK, spine=spine, paper_mm=1.0, bound_right=bound_right)
    ready = press_ready(raw(16), order)
    thick = 6 * MM if spine else 0
    with opened(ready.spread) as pdf:
        assert len(pdf.pages) == 2
        trim = box(pdf.pages[0], "/TrimBox")
        assert trim[2] - trim[0] == pytest.approx(600 + thick, abs=0.01)
        forms = pdf.pages[0].obj.Resources.XObject
        left, right = (b" 1.6 5 re" in forms[name].read_bytes() for name in ("/Left", "/Right"))
        assert (left, right) == ((False, True) if bound_right else (True, False))  # page 16 is the back


def test_a_newspaper_has_no_cover_spread() -> None:
    assert press_ready(raw(4), replace(BLACK, has_cover=False)).spread == b""


@pytest.mark.parametrize("data", [screen_profile(), b"not a profile", b""], ids=["screen", "nonsense", "empty"])
def test_a_profile_of_no_press_is_refused(data: bytes) -> None:
    with pytest.raises(UnusableProfileError):
        check_profile(data)


def test_the_same_pages_give_the_same_bytes() -> None:
    assert press_ready(raw(5), FOUR) == press_ready(raw(5), FOUR)


def test_colours_of_lab_are_those_of_the_screen() -> None:
    assert rgb_of_lab(100, 0, 0) == pytest.approx((1, 1, 1), abs=0.01)
    assert rgb_of_lab(53.6, 0, 0) == pytest.approx((0.5, 0.5, 0.5), abs=0.02)
    red, green, blue = rgb_of_lab(54.3, 80.8, 69.9)  # the red of sRGB, at D50
    assert (red, green, blue) == pytest.approx((1, 0, 0), abs=0.03)
