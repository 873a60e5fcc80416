"""Pictures: what cannot be printed is a problem before any layout, the rest is upright, clean, and fits its edition."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageFile, ImageOps

from publisher.issue.blocks import Figure
from publisher.issue.issue import Issue
from publisher.issue.plan import CoverPlan
from publisher.issue.style import StyleOptions
from publisher.problems import Problem, ReissueError
from publisher.typesetting.pictures import COVER_HREF, Picture, cover_artwork, pictures_of
from publisher.typesetting.pictures.development import finished
from tests.unit.typesetting import whole_issue as wi

GPS, ORIENTATION = 0x8825, 0x0112
SECRET = b"Riverside Lane 14"


def issue_of(folder: Path, *names: str, cover: CoverPlan | None = None) -> Issue:
    """Return an issue of one article that shows the pictures."""
    figures = tuple(Figure(f"{wi.ID}-i0001-b{number:04}", name, "", (), "") for number, name in enumerate(names, 1))
    article = wi.essay(f"{wi.ID}-i0001", "图", 1)
    return wi.whole_issue(folder, contents=(replace(article, blocks=figures),), cover=cover or CoverPlan())


def prepared(folder: Path, name: str, medium: str = "epub", **options: int) -> tuple[Picture, Image.Image]:
    """Return a picture made for a medium, and what a reader sees of it."""
    (picture,) = pictures_of(issue_of(folder, name), medium, StyleOptions(**options), finished)  # type: ignore[arg-type]  # by name
    image = Image.open(io.BytesIO(picture.data))
    image.load()
    assert image.size == (picture.width, picture.height)
    return picture, image


def problems(folder: Path, *names: str, medium: str = "epub", **options: int) -> tuple[Problem, ...]:
    with pytest.raises(ReissueError) as caught:
        pictures_of(issue_of(folder, *names), medium, StyleOptions(**options), finished)  # type: ignore[arg-type]  # by name
    return caught.value.problems


def codes(folder: Path, *names: str) -> list[str]:
    return [problem.code.removeprefix("typesetting/") for problem in problems(folder, *names)]


def photograph(size: tuple[int, int] = (300, 200)) -> Image.Image:
    """Return what looks like a photograph to a program: soft forms under noise."""
    draw = random.Random(size[0])  # noqa: S311 - grain, not a secret
    grain = [Image.frombytes("L", size, draw.randbytes(size[0] * size[1])) for _ in range(2)]
    gradient = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (Image.blend(gradient, grain[0], 0.4), gradient, Image.blend(gradient, grain[1], 0.3)))


def drawing(size: tuple[int, int] = (300, 200)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).line((0, 0, *size), fill="navy", width=5)
    return image


def distance(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures are from each other, in levels of 256, on the average."""
    histogram = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L").histogram()
    return sum(level * count for level, count in enumerate(histogram)) / (one.width * one.height)


def exif_of(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010E] = SECRET.decode()
    exif[GPS] = {1: "N", 2: (28.0, 14.0, 3.0)}
    return exif


# --- refused before anything is laid out --------------------------------------------


def test_missing_picture_is_a_problem_that_names_picture_and_article(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "pictures/none.png")
    assert (problem.code, dict(problem.values)) == (
        "typesetting/missing-picture",
        {"picture": "pictures/none.png", "article": f"{wi.ID}-i0001"},
    )


def test_all_pictures_that_cannot_be_printed_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(b"no")
    assert codes(tmp_path, "a.png", "b.png", "a.png") == ["bad-picture", "missing-picture"]


def test_picture_outside_the_periodical_is_refused_unread(tmp_path: Path) -> None:
    wi.draw(tmp_path / "secret.png", (4, 4))
    (tmp_path / "in").mkdir()
    (tmp_path / "in/link.png").symlink_to(tmp_path / "secret.png")
    assert codes(tmp_path / "in", "../secret.png") == ["picture-outside"]
    assert codes(tmp_path / "in", "link.png") == ["picture-outside"]


def test_file_of_more_than_fifty_megabytes_is_refused_with_its_size(tmp_path: Path) -> None:
    with (tmp_path / "heavy.png").open("wb") as stream:
        stream.truncate(50_040_000)
    (problem,) = problems(tmp_path, "heavy.png")
    assert problem.code == "typesetting/large-picture"
    assert problem.message("en").endswith("is too large: 50.0 MB, the limit is 50 MB")


@pytest.mark.parametrize("imported", [True, False])
def test_truncated_picture_is_refused_whatever_was_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, imported: bool
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", imported)  # as WeasyPrint does
    for suffix in ("png", "jpg", "webp", "gif"):
        photograph().save(tmp_path / f"whole.{suffix}")
        data = (tmp_path / f"whole.{suffix}").read_bytes()
        (tmp_path / f"half.{suffix}").write_bytes(data[: len(data) // 2])
        assert codes(tmp_path, f"half.{suffix}") == ["bad-picture"]


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'", b"GIF89a", b"not a picture", b"%PDF-1.7", b"II*\0", b"<html/>"],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.png").write_bytes(data)
    assert codes(tmp_path, "x.png") == ["bad-picture"]


@pytest.mark.parametrize("suffix", ["gif", "webp", "png"])
def test_picture_of_several_frames_is_refused(tmp_path: Path, suffix: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / f"moving.{suffix}", save_all=True, append_images=frames[1:])
    assert codes(tmp_path, f"moving.{suffix}") == ["moving-picture"]


@pytest.mark.parametrize("side", [7000, 12000, 20000])
def test_picture_of_too_many_pixels_is_refused(tmp_path: Path, side: int) -> None:
    Image.new("1", (side, side)).save(tmp_path / "vast.png")
    assert codes(tmp_path, "vast.png") in (["large-picture"], ["bad-picture"])


def test_words_that_swell_in_a_png_are_refused(tmp_path: Path) -> None:
    data = wi_png(drawing())
    swollen = zlib.compress(b"\0" * 80_000_000, 9)
    bomb = chunk(b"zTXt", b"k\0\0" + swollen)
    (tmp_path / "bomb.png").write_bytes(data[:33] + bomb + data[33:])
    assert codes(tmp_path, "bomb.png") == ["bad-picture"]


def test_jpeg_of_a_thousand_scans_is_refused(tmp_path: Path) -> None:
    photograph().save(tmp_path / "x.jpg", progressive=True)
    data = (tmp_path / "x.jpg").read_bytes()
    last = data.rindex(b"\xff\xda")
    (tmp_path / "slow.jpg").write_bytes(data[:last] + data[last:-2] * 1000 + data[-2:])
    assert codes(tmp_path, "slow.jpg") == ["bad-picture"]


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def wi_png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


# --- names --------------------------------------------------------------------------


def test_each_picture_is_listed_once_with_its_size(tmp_path: Path) -> None:
    found = pictures_of(wi.whole_issue(tmp_path), "pdf", StyleOptions(), finished)
    assert [(picture.name, picture.href, picture.width, picture.height) for picture in found] == [
        ("pictures/cover.png", "pictures/p0001.png", 300, 400),
        ("pictures/boat.png", "pictures/p0002.png", 400, 300),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "-rf",
        "a b  c.png",
        "CON.png",
        "x\u202egnp.exe",
        "渡" * 80 + ".png",
        "a\nb.png",
        "“>&'.png",
        ".hidden",
        "p0002.png",
    ],
)
def test_odd_file_names_become_plain_ones(tmp_path: Path, name: str) -> None:
    drawing().save(tmp_path / name, "PNG")
    drawing((20, 20)).save(tmp_path / "second.png")
    found = pictures_of(issue_of(tmp_path, name, "second.png"), "epub", StyleOptions(), finished)
    assert [picture.href for picture in found] == ["pictures/p0001.png", "pictures/p0002.png"]


@pytest.mark.parametrize("name", ["渡" * 200 + ".png", "\0.png", "../../etc/passwd", "a/../../b.png"])
def test_names_no_file_can_have_are_problems(tmp_path: Path, name: str) -> None:
    assert codes(tmp_path, name)[0] in {"missing-picture", "picture-outside"}


def test_what_a_picture_is_is_told_by_its_bytes(tmp_path: Path) -> None:
    photograph().save(tmp_path / "photo.png", "JPEG")
    picture, image = prepared(tmp_path, "photo.png")
    assert (picture.href, picture.media_type, image.format) == ("pictures/p0001.jpg", "image/jpeg", "JPEG")


# --- clean and upright --------------------------------------------------------------


@pytest.mark.parametrize("medium", ["epub", "pdf"])
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_nothing_but_the_picture_is_left(tmp_path: Path, suffix: str, medium: str) -> None:
    given: dict[str, Any] = {"exif": exif_of(1), "xmp": b"<x>" + SECRET + b"</x>", "comment": SECRET}
    photograph().save(tmp_path / f"x.{suffix}", **given)
    assert SECRET in (tmp_path / f"x.{suffix}").read_bytes()
    picture, image = prepared(tmp_path, f"x.{suffix}", medium)
    assert SECRET not in picture.data
    assert not image.getexif()
    assert not {"exif", "xmp", "comment", "icc_profile", "XML:com.adobe.xmp"} & image.info.keys()


@pytest.mark.parametrize("medium", ["epub", "pdf"])
def test_jpeg_that_needs_nothing_keeps_its_pixels(tmp_path: Path, medium: str) -> None:
    for name, more in (
        ("plain.jpg", {}),
        ("waves.jpg", {"progressive": True}),
        ("restarts.jpg", {"restart_marker_rows": 1}),
    ):
        photograph().save(tmp_path / name, exif=exif_of(1), quality=77, **more)
        with Image.open(tmp_path / name) as original:
            picture, image = prepared(tmp_path, name, medium)
            assert image.tobytes() == original.tobytes()
        assert len(picture.data) < (tmp_path / name).stat().st_size


def test_png_that_needs_nothing_keeps_its_bytes(tmp_path: Path) -> None:
    drawing().quantize(8).save(tmp_path / "x.png")
    assert prepared(tmp_path, "x.png")[0].data == (tmp_path / "x.png").read_bytes()


@pytest.mark.parametrize("medium", ["epub", "pdf"])
@pytest.mark.parametrize("orientation", range(2, 9))
def test_picture_turned_by_its_camera_is_turned_upright(tmp_path: Path, orientation: int, medium: str) -> None:
    given = Image.new("RGB", (80, 40), "white")
    ImageDraw.Draw(given).rectangle((0, 0, 20, 10), fill="red")
    given.save(tmp_path / "turned.jpg", exif=exif_of(orientation), quality=95, subsampling=0)
    with Image.open(tmp_path / "turned.jpg") as original:
        wanted = ImageOps.exif_transpose(original)
    picture, image = prepared(tmp_path, "turned.jpg", medium)
    assert (picture.width, picture.height) == ((40, 80) if orientation >= 5 else (80, 40))
    assert distance(image, wanted) < 3


def test_first_picture_of_a_jpeg_with_more_behind_it_is_taken(tmp_path: Path) -> None:
    photograph().save(tmp_path / "phone.jpg", "MPO", save_all=True, append_images=[drawing()])
    picture, image = prepared(tmp_path, "phone.jpg")
    assert (image.format, distance(image, photograph()) < 40) == ("JPEG", True)
    assert picture.data.count(b"\xff\xd8\xff") == 1


# --- colours ------------------------------------------------------------------------


@pytest.mark.parametrize("medium", ["epub", "pdf"])
@pytest.mark.parametrize("colour", ["#c8281e", "#1e64c8", "#28a03c", "#808080", "#ffffff", "#101010"])
def test_colours_of_print_become_those_of_the_screen(tmp_path: Path, colour: str, medium: str) -> None:
    original = Image.new("RGB", (32, 32), colour)
    original.convert("CMYK").save(tmp_path / "x.jpg", quality=95)
    _, image = prepared(tmp_path, "x.jpg", medium)
    assert (image.mode, distance(image, original) < 8) == ("RGB", True)


def test_profile_is_carried_out_and_dropped(tmp_path: Path) -> None:
    original = Image.new("RGB", (32, 32), (200, 60, 40))
    swapped = ImageCms.ImageCmsProfile(io.BytesIO(swapping_profile()))
    original.save(tmp_path / "x.png", icc_profile=swapped.tobytes())
    _, image = prepared(tmp_path, "x.png")
    red, _, blue = image.convert("RGB").getpixel((5, 5))  # type: ignore[misc]  # three bands
    assert blue > red
    assert "icc_profile" not in image.info


def swapping_profile() -> bytes:
    """Return an sRGB profile whose red and blue have changed places, so that its use cannot be overlooked."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(data[at : at + 4]): at for at in range(132, 132 + 12 * data[131], 12)}
    red, blue = (bytes(data[tags[name] + 4 : tags[name] + 12]) for name in (b"rXYZ", b"bXYZ"))
    data[tags[b"rXYZ"] + 4 : tags[b"rXYZ"] + 12], data[tags[b"bXYZ"] + 4 : tags[b"bXYZ"] + 12] = blue, red
    return bytes(data).replace("sRGB built-in".encode("utf-16-be"), "swap built-in".encode("utf-16-be"))


def test_broken_profile_does_not_stop_a_picture(tmp_path: Path) -> None:
    drawing().save(tmp_path / "x.png", icc_profile=b"no profile at all")
    assert distance(prepared(tmp_path, "x.png")[1], drawing()) == 0


def test_sixteen_bits_become_eight_of_the_same_brightness(tmp_path: Path) -> None:
    Image.new("I;16", (20, 20), 128 * 257).save(tmp_path / "deep.png")
    _, image = prepared(tmp_path, "deep.png")
    assert image.convert("L").getpixel((3, 3)) in {127, 128, 129}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
@pytest.mark.parametrize("side", [200, 1600])
def test_every_kind_of_png_looks_as_before(tmp_path: Path, mode: str, side: int) -> None:
    drawing((400, 300)).convert(mode).save(tmp_path / "x.png")
    _, image = prepared(tmp_path, "x.png", picture_long_side_px=side)
    assert image.size == ((200, 150) if side == 200 else (400, 300))
    assert distance(image, drawing((400, 300)).resize(image.size)) < 8


# --- transparency -------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["png", "webp", "gif"])
def test_transparency_is_kept(tmp_path: Path, suffix: str) -> None:
    holed = drawing((400, 300)).convert("RGBA")
    holed.putalpha(Image.new("L", holed.size, 255))
    holed.paste((0, 0, 0, 0), (0, 0, 100, 100))
    holed.save(tmp_path / f"x.{suffix}", lossless=suffix == "webp")
    for side in (1600, 200):
        picture, image = prepared(tmp_path, f"x.{suffix}", picture_long_side_px=side)
        alpha = image.convert("RGBA").getchannel("A")
        assert picture.media_type == "image/png"
        assert (alpha.getpixel((2, 2)), alpha.getpixel((image.width - 3, 3))) == (0, 255)


def test_photograph_with_holes_stays_a_png(tmp_path: Path) -> None:
    holed = photograph()
    holed.putalpha(128)
    holed.save(tmp_path / "x.webp")
    assert prepared(tmp_path, "x.webp")[0].media_type == "image/png"


# --- which kind, how large ----------------------------------------------------------


def test_photograph_becomes_a_jpeg_and_a_drawing_a_png(tmp_path: Path) -> None:
    kinds = {}
    for name, image in (("photo", photograph()), ("drawing", drawing())):
        for suffix in ("png", "webp"):
            image.save(tmp_path / f"{name}.{suffix}")
            kinds[f"{name}.{suffix}"] = prepared(tmp_path, f"{name}.{suffix}")[0].media_type
    assert kinds == {
        "photo.png": "image/jpeg",
        "photo.webp": "image/jpeg",
        "drawing.png": "image/png",
        "drawing.webp": "image/png",
    }


def test_reduced_drawing_of_few_colours_keeps_a_palette(tmp_path: Path) -> None:
    flat = Image.new("RGB", (2000, 1000), "white")
    flat.paste((140, 20, 30), (0, 0, 1000, 1000))
    flat.save(tmp_path / "x.webp", lossless=True)
    picture, image = prepared(tmp_path, "x.webp")
    assert (image.mode, image.size) == ("P", (1600, 800))
    assert len(picture.data) < 3000


def test_long_side_is_brought_down_to_the_option_and_never_up(tmp_path: Path) -> None:
    photograph((900, 600)).save(tmp_path / "x.jpg")
    assert prepared(tmp_path, "x.jpg", picture_long_side_px=450)[1].size == (450, 300)
    assert prepared(tmp_path, "x.jpg", picture_long_side_px=4000)[1].size == (900, 600)


def test_thread_of_pixels_keeps_one(tmp_path: Path) -> None:
    Image.new("L", (20_000, 1)).save(tmp_path / "thread.png")
    assert prepared(tmp_path, "thread.png")[1].size == (1600, 1)


def test_pdf_keeps_every_pixel(tmp_path: Path) -> None:
    photograph((2400, 100)).save(tmp_path / "x.webp", lossless=True)
    picture, image = prepared(tmp_path, "x.webp", "pdf")
    assert (picture.media_type, image.size, distance(image, photograph((2400, 100)))) == ("image/png", (2400, 100), 0)


def test_quality_is_the_options(tmp_path: Path) -> None:
    photograph((2000, 1000)).save(tmp_path / "x.jpg")
    sizes = [len(prepared(tmp_path, "x.jpg", picture_quality=quality)[0].data) for quality in (40, 60, 85)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[2] / 1.5


# --- the budget ---------------------------------------------------------------------


def sizes_of(pictures: Iterable[Picture]) -> int:
    return sum(len(picture.data) for picture in pictures)


def test_pictures_are_brought_below_the_budget_and_no_further_than_a_step(tmp_path: Path) -> None:
    names = [f"{number}.jpg" for number in range(3)]
    for name in names:
        photograph((900, 700)).save(tmp_path / name, quality=95)
    issue = issue_of(tmp_path, *names)
    free = sizes_of(pictures_of(issue, "epub", StyleOptions(), finished))
    budget = free // 3000
    kept = pictures_of(issue, "epub", StyleOptions(picture_budget_kb=budget), finished)
    assert budget * 1000 / 2.5 < sizes_of(kept) <= budget * 1000
    assert kept == pictures_of(issue, "epub", StyleOptions(picture_budget_kb=budget), finished)
    assert sizes_of(pictures_of(issue, "epub", StyleOptions(picture_budget_kb=free // 1000 + 1), finished)) == free


def test_budget_that_cannot_be_kept_is_a_problem_with_its_figures(tmp_path: Path) -> None:
    photograph((900, 700)).save(tmp_path / "x.jpg")
    (problem,) = problems(tmp_path, "x.jpg", picture_budget_kb=2)
    assert problem.code == "typesetting/pictures-over-budget"
    assert {key: problem.values[key] for key in ("count", "budget", "side", "quality")} == {
        "count": 1, "budget": 2, "side": 550, "quality": 61,
    }  # fmt: skip
    assert int(str(problem.values["size"])) > 2


@pytest.mark.slow
def test_same_picture_gives_same_bytes(tmp_path: Path) -> None:
    photograph((2000, 900)).save(tmp_path / "x.png")
    drawing((2000, 900)).save(tmp_path / "y.png")
    issue = issue_of(tmp_path, "x.png", "y.png")
    assert pictures_of(issue, "epub", StyleOptions(), finished) == pictures_of(issue, "epub", StyleOptions(), finished)


# --- the cover ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "fitted"), [((3200, 5120), (1600, 2560)), ((3000, 3000), (1600, 1600)), ((300, 400), (300, 400))]
)
def test_given_cover_is_fitted_into_the_box_and_never_enlarged(
    tmp_path: Path, size: tuple[int, int], fitted: tuple[int, int]
) -> None:
    Image.new("RGBA", size, (10, 20, 30, 0)).save(tmp_path / "c.png")
    (cover,) = pictures_of(issue_of(tmp_path, cover=CoverPlan("c.png")), "epub", StyleOptions(), finished)
    with Image.open(io.BytesIO(cover.data)) as image:
        assert (cover.href, image.format, image.size) == (COVER_HREF, "JPEG", fitted)
        assert image.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_cover_that_is_also_a_figure_is_two_pictures(tmp_path: Path) -> None:
    drawing().save(tmp_path / "c.png")
    found = pictures_of(issue_of(tmp_path, "c.png", cover=CoverPlan("c.png")), "epub", StyleOptions(), finished)
    assert [picture.href for picture in found] == [COVER_HREF, "pictures/p0001.png"]


def test_lettered_cover_is_no_picture_of_the_book(tmp_path: Path) -> None:
    drawing().save(tmp_path / "c.png")
    issue = issue_of(tmp_path, cover=CoverPlan("c.png", lettering=True))
    assert pictures_of(issue, "epub", StyleOptions(), finished) == ()
    assert [picture.name for picture in cover_artwork(issue, finished)] == ["c.png"]


def test_drawing_is_no_cover_by_itself(tmp_path: Path) -> None:
    (tmp_path / "c.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5 8"/>', encoding="utf-8")
    for medium in ("epub", "pdf"):
        with pytest.raises(ReissueError) as caught:
            pictures_of(issue_of(tmp_path, cover=CoverPlan("c.svg")), medium, StyleOptions(), finished)
        assert [problem.code for problem in caught.value.problems] == ["typesetting/drawing-as-cover"]
    assert len(cover_artwork(issue_of(tmp_path, cover=CoverPlan("c.svg", lettering=True)), finished)) == 1


def test_damaged_exif_says_nothing(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    stream = io.BytesIO()
    photograph().save(stream, "WEBP", exif=exif, lossless=True)
    (tmp_path / "x.webp").write_bytes(stream.getvalue().replace(b"MM\0*", b"\nMM\0"))
    picture, _ = prepared(tmp_path, "x.webp")
    assert (picture.width, picture.height) == (300, 200)
