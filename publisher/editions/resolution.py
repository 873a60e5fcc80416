"""How fine the pictures of a layout are: takes a laid-out document, gives the dots an inch has in each picture.

Drawings have no dots and are not named. It judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publisher.editions.rotation import page_box

_PIXELS_PER_INCH = 96  # CSS


def resolutions(document: Any) -> Iterator[tuple[str, float, int]]:
    """Yield the address of every picture of dots, its dots an inch as it is printed, and its page, from 1."""
    from weasyprint.images import RasterImage

    for number, page in enumerate(document.pages, 1):
        for box in _boxes(page_box(page)):
            picture = getattr(box, "replacement", None)
            if isinstance(picture, RasterImage) and (width := _drawn_width(box)):
                yield str(box.element.get("src", "")), picture.width / (width / _PIXELS_PER_INCH), number


def _drawn_width(box: Any) -> float:
    from weasyprint.layout.replaced import replacedbox_layout

    width, *_ = replacedbox_layout(box)
    return float(width)


def _boxes(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)  # what is placed absolutely is wrapped
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)
