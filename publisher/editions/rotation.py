"""Turns finished pages: takes a document about to be written, gives its vertical pages the quarter turn they lack.

Such pages were laid out on their side. It also tells viewers on which side the issue is bound. It draws nothing.
"""

from __future__ import annotations

from typing import Any

VERTICAL = "vertical"  # the name of the pages in css/pdf-vertical.css.j2
OPENER = "opener"  # and of those in css/pdf-features.css.j2 that one article's head fills
_QUARTER = 90


def turn_pages(document: Any, pdf: Any, *, bound_right: bool) -> None:
    """Turn the vertical pages of a document in its PDF, of which no byte has been written yet."""
    for page, number in zip(document.pages, _page_numbers(pdf), strict=True):
        if is_vertical(page):
            pdf.objects[number]["Rotate"] = _QUARTER
    if bound_right and "ViewerPreferences" in pdf.catalog:  # a tagged PDF has this dictionary already
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"
    elif bound_right:
        pdf.catalog["ViewerPreferences"] = "<< /Direction /R2L >>"


def is_vertical(page: Any) -> bool:
    """Say whether a page was laid out on its side."""
    return bool(page_box(page).page_type.name == VERTICAL)


def text_block(page: Any) -> tuple[float, float] | None:
    """Return top and height of the text block, in CSS pixels, of a page whose margins are not those of most pages.

    These are pages laid out on their side and opening pages; None for others.
    """
    box = page_box(page)
    return (box.margin_top, box.height) if box.page_type.name in {VERTICAL, OPENER} else None


def page_box(page: Any) -> Any:
    """Return the box of a finished page."""
    return page._page_box  # noqa: SLF001 - a finished page has no other door to its boxes, its name and its margins


def _page_numbers(pdf: Any) -> list[int]:
    """Return the numbers of the page objects; the array holds three parts for each: number, generation, R."""
    return [int(part) for part in pdf.pages["Kids"][::3]]
