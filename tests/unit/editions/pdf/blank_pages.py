"""Small PDFs for tests: pages with a square in one corner, each page its own, laid out with bleed or without."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Page, Pdf


def pages_of(count: int, width: float, height: float, *, bleed: float = 0.0, turned: bool = False) -> Pdf:
    """Return pages of a trim size in points, as they are read.

    Each has a red square of 20 points whose lower left corner is the lower left trim corner, as the page is read, and a
    black one of a tenth of its number beside it, so that pages differ.
    """
    pdf = Pdf.new()
    wide, high = (height, width) if turned else (width, height)
    for number in range(1, count + 1):
        # On a turned page the lower left corner as read is the lower right one as laid out.
        corner = f"{wide - 20 if turned else 0} 0 20 20"
        drawn = f"1 0 0 rg {corner} re f 0 0 0 rg 30 30 {number / 10} 5 re f"
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([-bleed, -bleed, wide + bleed, high + bleed]),
            TrimBox=Array([0, 0, wide, high]),
            Resources=Dictionary(),
            Contents=pdf.make_stream(drawn.encode()),
        )
        if turned:
            page.Rotate = 90
        pdf.pages.append(Page(pdf.make_indirect(page)))
    return pdf
