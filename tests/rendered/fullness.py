"""How full the pages of a PDF are: takes the file and its text block, gives a share for every page.

A page is as full as its lowest line or picture is deep in the text block; running heads and folios stand outside it.
"""

from __future__ import annotations

from pathlib import Path

import pymupdf

from publisher.issue.style import StyleOptions
from tests.rendered.reading import pages_of

_POINTS_PER_MM = 72 / 25.4
_LOOSE = 4.0  # points by which a line may reach over the block


def fullness(pdf: Path, options: StyleOptions) -> list[float]:
    """Return how full every page is, from 0 to 1."""
    top = options.top_margin_mm * _POINTS_PER_MM
    height = options.lines * options.leading_pt
    with pymupdf.open(pdf) as document:
        return [_filled(page, top, height) for page in pages_of(document)]


def _filled(page: pymupdf.Page, top: float, height: float) -> float:
    blocks = page.get_text("dict")["blocks"]
    boxes = [line["bbox"] for block in blocks for line in block.get("lines", ())]
    boxes += [block["bbox"] for block in blocks if block["type"] == 1]
    inside = [box[3] for box in boxes if box[3] <= top + height + _LOOSE]
    return max(0.0, min(1.0, (max(inside, default=top) - top) / height))
