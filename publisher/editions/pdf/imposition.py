"""Pages in the order in which they are folded: takes a number of pages, gives which stand side by side on which sheet.

Pure arithmetic, and the booklet made with it: two pages a side, for a printer that prints both sides. Sheets nested in
each other push their pages outwards, by the thickness of the paper for each; the pages are set nearer to the fold by as
much.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from publisher.editions.pdf.sheets import Trim, trim_of
from publisher.typesetting.geometry import POINTS_PER_MM

_FOLD = 4  # pages a folded sheet has


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: the pages on its left and its right, from 1 (None is blank), and its depth in the nest.

    The outermost sheet has the depth 0.
    """

    left: int | None
    right: int | None
    depth: int


def filled(count: int) -> int:
    """Return the number of pages an issue of `count` pages has when its last sheet is full."""
    return -(-count // _FOLD) * _FOLD


def imposed(count: int, *, bound_right: bool = False) -> tuple[Side, ...]:
    """Return the sides in the order they are printed, outermost sheet first, its outer side before its inner one."""
    total = filled(count)
    sides: list[Side] = []
    for depth in range(total // _FOLD):
        first, last = 2 * depth + 1, total - 2 * depth
        for left, right in ((last, first), (first + 1, last - 1)):
            pair = (right, left) if bound_right else (left, right)
            on_left, on_right = (page if page <= count else None for page in pair)
            sides.append(Side(on_left, on_right, depth))
    return tuple(sides)


def folded(pdf: bytes, paper_mm: float, *, bound_right: bool) -> tuple[bytes, int]:
    """Return a PDF as a booklet, and how many sides it has; the same input, the same bytes."""
    with Pdf.open(io.BytesIO(pdf)) as pages:
        made = booklet(pages, paper_mm, bound_right=bound_right)
        for key, value in pages.docinfo.items():
            made.docinfo[key] = String(str(value))
        stream = io.BytesIO()
        made.save(stream, deterministic_id=True, force_version="1.7")
        return stream.getvalue(), len(made.pages)


def booklet(pages: Pdf, paper_mm: float, *, bound_right: bool = False) -> Pdf:
    """Return the pages two by two on sheets twice as wide, to be printed on both sides, turned on the short edge.

    Args:
        pages: pages of one size.
        paper_mm: how thick a sheet is; each sheet deeper in the nest has its pages that much nearer to the fold.
        bound_right: whether the issue is bound on its right side.
    """
    made = Pdf.new()
    trim = trim_of(pages.pages[0])
    for side in imposed(len(pages.pages), bound_right=bound_right):
        _print_side(made, pages, side, trim, side.depth * paper_mm * POINTS_PER_MM)
    return made


def _print_side(made: Pdf, pages: Pdf, side: Side, trim: Trim, creep: float) -> None:
    made.add_blank_page(page_size=(2 * trim.width, trim.height))
    sheet = made.pages[-1]
    forms = Dictionary()
    drawn = []
    for number, start, shift in ((side.left, 0.0, creep), (side.right, trim.width, -creep)):
        if number is None:
            continue
        name = f"/P{number}"
        forms[name] = form_of(made, pages.pages[number - 1])
        drawn.append(_placed(name, start, shift, trim))
    sheet.obj.Resources = Dictionary(XObject=forms)
    sheet.obj.Contents = made.make_stream("\n".join(drawn).encode())
    for box in ("/TrimBox", "/CropBox"):
        sheet.obj[box] = Array(sheet.obj.MediaBox)


def _placed(name: str, start: float, shift: float, trim: Trim) -> str:
    """Return the operators that draw a page in its half of the sheet, cut off at the fold."""
    clip = f"{start:.3f} 0 {trim.width:.3f} {trim.height:.3f} re W n"
    return f"q {clip} 1 0 0 1 {start + shift:.3f} 0 cm {name} Do Q"


def form_of(made: Pdf, page: Page) -> Object:
    """Return a page as a form whose lower left trim corner, as it is read, is at 0, 0."""
    form = made.copy_foreign(page.as_form_xobject(handle_transformations=False))
    trim = trim_of(page)
    left, bottom, *_ = (float(edge) for edge in page.trimbox)
    if int(page.obj.get("/Rotate", 0)) == 90:
        form.Matrix = Array([0, -1, 1, 0, round(-bottom, 4), round(left + trim.height, 4)])
    else:
        form.Matrix = Array([1, 0, 0, 1, round(-left, 4), round(-bottom, 4)])
    form.BBox = Array(page.mediabox)
    for key in ("/StructParents", "/Group"):
        if key in form:
            del form[key]
    form.Type = Name.XObject
    return form
