"""Pages as a printing house wants them: takes a page laid out with bleed, gives it on a sheet with boxes and marks.

The page stands upright on a sheet that begins at 0, 0; marks stand outside the bleed. It changes nothing on the page.

Source: ISO 32000-1, 14.11.2 (page boundaries); ISO 15930-7, 6.11; CSS Paged Media 3, 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Page, Pdf

from publisher.typesetting.geometry import POINTS_PER_MM

BLEED_MM = 3.0
_OFFSET_MM = 1.0  # between bleed and marks
_MARK_MM = 5.0
_RING_MM = 1.6  # radius of a registration mark
_HAIRLINE = 0.25
_ALL = "Reissue-All"  # name of the separation that prints on every plate


@dataclass(frozen=True, slots=True)
class Trim:
    """The size a page is cut to, in points, as it is read."""

    width: float
    height: float


def outside_of(*, marks: bool) -> float:
    """Return how far the sheet stands out beyond the trim, in points, on every side."""
    return (BLEED_MM + (_OFFSET_MM + _MARK_MM if marks else 0)) * POINTS_PER_MM


def trim_of(page: Page) -> Trim:
    """Return the size a page is cut to, turned as it is read."""
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    width, height = right - left, top - bottom
    return Trim(height, width) if _is_turned(page) else Trim(width, height)


def put_on_sheet(pdf: Pdf, page: Page, *, marks: bool, folds: tuple[float, ...] = ()) -> None:
    """Put a page on a sheet of its own size: origin at 0, 0, boxes for trim and bleed, marks if asked for.

    Args:
        pdf: the file the page belongs to.
        page: laid out with bleed; a quarter turn becomes part of its content.
        marks: whether crop and registration marks are drawn.
        folds: distances from the left trim edge, in points, at which the sheet is folded.
    """
    trim = trim_of(page)
    outside = outside_of(marks=marks)
    left, bottom, *_ = (float(edge) for edge in page.trimbox)
    if _is_turned(page):  # what was its left side, bottom to top, is read as its top side, left to right
        matrix = (0, -1, 1, 0, outside - bottom, outside + trim.height + left)
    else:
        matrix = (1, 0, 0, 1, outside - left, outside - bottom)
    page.contents_add(b"q %s cm" % _numbers(*matrix), prepend=True)
    drawn = b"Q"
    if marks:
        drawn += b"\n" + _marks(trim, outside, folds)
        _offer_separation(pdf, page)
    page.contents_add(drawn)
    bleed = BLEED_MM * POINTS_PER_MM
    page.obj.MediaBox = _box(0, 0, trim.width + 2 * outside, trim.height + 2 * outside)
    page.obj.TrimBox = _box(outside, outside, outside + trim.width, outside + trim.height)
    page.obj.BleedBox = _box(
        outside - bleed, outside - bleed, outside + trim.width + bleed, outside + trim.height + bleed
    )
    for key in ("/Rotate", "/CropBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]


def _is_turned(page: Page) -> bool:
    return int(page.obj.get("/Rotate", 0)) == 90


def _offer_separation(pdf: Pdf, page: Page) -> None:
    """Let the page use the colour that prints on every plate."""
    page.obj.Resources = pdf.make_indirect(Dictionary(dict(page.obj.Resources.items())))  # pages share theirs
    spaces = Dictionary(dict(page.obj.Resources.get("/ColorSpace", Dictionary()).items()))
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1)
    spaces[f"/{_ALL}"] = Array([Name.Separation, Name.All, Name.DeviceGray, tint])
    page.obj.Resources.ColorSpace = spaces


def _marks(trim: Trim, outside: float, folds: tuple[float, ...]) -> bytes:
    lines = [*_crosses(trim, outside), *_folds(trim, outside, folds)]
    drawn = [b"%s m %s l S" % (_numbers(*line[:2]), _numbers(*line[2:])) for line in lines]
    rings = [_ring(x, y, _RING_MM * POINTS_PER_MM) for x, y in _targets(trim, outside)]
    return b"\n".join([b"q /%s CS 1 SCN %s w" % (_ALL.encode(), _numbers(_HAIRLINE)), *drawn, *rings, b"Q"])


def _crosses(trim: Trim, outside: float) -> Iterator[tuple[float, float, float, float]]:
    """Yield the crop marks, and the crosses of the registration marks in the middle of each side."""
    long = _MARK_MM * POINTS_PER_MM
    right, top = outside + trim.width, outside + trim.height
    wide, high = 2 * outside + trim.width, 2 * outside + trim.height
    for x in (outside, right):
        yield x, 0, x, long
        yield x, high, x, high - long
    for y in (outside, top):
        yield 0, y, long, y
        yield wide, y, wide - long, y
    half = long / 2
    for x, y in _targets(trim, outside):
        yield x - half, y, x + half, y
        yield x, y - half, x, y + half


def _targets(trim: Trim, outside: float) -> list[tuple[float, float]]:
    """Return where the registration marks stand: in the middle of each side, in the middle of the strip of marks."""
    off = _MARK_MM * POINTS_PER_MM / 2
    middle, height = outside + trim.width / 2, outside + trim.height / 2
    wide, high = 2 * outside + trim.width, 2 * outside + trim.height
    return [(middle, off), (middle, high - off), (off, height), (wide - off, height)]


def _folds(trim: Trim, outside: float, folds: tuple[float, ...]) -> Iterator[tuple[float, float, float, float]]:
    long, high = _MARK_MM * POINTS_PER_MM, 2 * outside + trim.height
    for fold in folds:
        yield outside + fold, 0, outside + fold, long
        yield outside + fold, high, outside + fold, high - long


def _ring(x: float, y: float, radius: float) -> bytes:
    """Return a circle of four Bézier curves."""
    bend = radius * 0.5523
    curves = [
        (x + radius, y + bend, x + bend, y + radius, x, y + radius),
        (x - bend, y + radius, x - radius, y + bend, x - radius, y),
        (x - radius, y - bend, x - bend, y - radius, x, y - radius),
        (x + bend, y - radius, x + radius, y - bend, x + radius, y),
    ]
    drawn = [b"%s c" % _numbers(*curve) for curve in curves]
    return b"\n".join([b"%s m" % _numbers(x + radius, y), *drawn, b"S"])


def _box(left: float, bottom: float, right: float, top: float) -> Array:
    return Array([round(edge, 3) for edge in (left, bottom, right, top)])


def _numbers(*values: float) -> bytes:
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values).encode()
