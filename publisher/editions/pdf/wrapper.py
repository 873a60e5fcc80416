"""The cover as one sheet: takes the pages of an issue laid out with bleed, gives back, spine and front side by side.

The outer side comes first, then the inner one. How wide the spine is, the paper says; a stapled issue has none.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Page, Pdf

from publisher.editions.pdf.imposition import form_of
from publisher.editions.pdf.sheets import BLEED_MM, Trim, put_on_sheet, trim_of
from publisher.typesetting.geometry import POINTS_PER_MM

_COVER_PAGES = 4


def spine_mm(pages: int, paper_mm: float) -> float:
    """Return how thick the inner pages of an issue are together, cover not counted: two pages are one leaf."""
    return max(0, pages - _COVER_PAGES) / 2 * paper_mm


def cover_spread(pages: Pdf, spine: float, *, marks: bool, bound_right: bool = False) -> Pdf:
    """Return the two sides of the cover of an issue whose pages are complete; `spine` is its width in points."""
    made = Pdf.new()
    last = len(pages.pages)
    trim = trim_of(pages.pages[0])
    for pair in ((last, 1), (2, last - 1)):
        left, right = reversed(pair) if bound_right else pair
        _print_side(made, pages.pages[left - 1], pages.pages[right - 1], trim, spine)
        folds = (trim.width, trim.width + spine) if spine else (trim.width,)
        put_on_sheet(made, made.pages[-1], marks=marks, folds=folds)
    return made


def _print_side(made: Pdf, left: Page, right: Page, trim: Trim, spine: float) -> None:
    """Add one side, its lower left trim corner at 0, 0; pages bleed outwards and end at the spine."""
    bleed = BLEED_MM * POINTS_PER_MM
    wide, high = 2 * trim.width + spine, trim.height
    made.add_blank_page(page_size=(wide, high))
    sheet = made.pages[-1]
    drawn = []
    for name, x, clip in (("/Left", 0.0, -bleed), ("/Right", trim.width + spine, trim.width + spine)):
        box = f"{clip:.3f} {-bleed:.3f} {trim.width + bleed:.3f} {high + 2 * bleed:.3f}"
        drawn.append(f"q {box} re W n 1 0 0 1 {x:.3f} 0 cm {name} Do Q")
    forms = Dictionary({"/Left": form_of(made, left), "/Right": form_of(made, right)})
    sheet.obj.Resources = Dictionary(XObject=forms)
    sheet.obj.Contents = made.make_stream("\n".join(drawn).encode())
    sheet.obj.MediaBox = Array([round(edge, 3) for edge in (-bleed, -bleed, wide + bleed, high + bleed)])
    sheet.obj.TrimBox = Array([0, 0, round(wide, 3), round(high, 3)])
