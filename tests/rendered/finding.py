"""Reads what a PDF says about its own pages: labels, printed folios, links with their words, running heads.

It asks the file alone; what stands in the margins is told from the text by the size of the text block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pymupdf

from publisher.issue.style import Style
from publisher.typesetting.geometry import POINTS_PER_MM
from tests.rendered.reading import squeezed

NEAR = 2.0  # points


@dataclass(frozen=True)
class Linked:
    """A link: the page it stands on and the page it leads to, from 0; its target, its description, the words there."""

    page: int
    leads_to: int
    target: str
    description: str
    words: str


def labels(path: Path) -> list[str]:
    """Return the label of every page, as a reader shows it."""
    with pikepdf.open(path) as pdf:
        return [str(page.label) for page in pdf.pages]


def destinations(path: Path) -> dict[str, int]:
    """Return the page of every named destination."""
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: index for index, page in enumerate(pdf.pages)}
        names = pdf.Root.Names.Dests.Names
        return {str(names[at]): numbers[names[at + 1][0].objgen] for at in range(0, len(names), 2)}


def internal_links(path: Path) -> list[Linked]:
    """Return every link that leads to a page of the file."""
    places = destinations(path)
    found: list[Linked] = []
    with pikepdf.open(path) as pdf, pymupdf.open(path) as drawn:
        for index, page in enumerate(pdf.pages):
            sheet = drawn.load_page(index)
            for link in page.get("/Annots", []):
                if "/Dest" not in link:
                    continue
                target = str(link.Dest)
                words = _words_at(sheet, [float(side) for side in link.Rect])
                found.append(Linked(index, places.get(target, -1), target, str(link.get("/Contents", "")), words))
    return found


def external_links(path: Path) -> list[tuple[str, str]]:
    """Return address and description of every link that leads out of the file."""
    with pikepdf.open(path) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link]
        return [(str(link.A.URI), str(link.get("/Contents", ""))) for link in links]


def _words_at(sheet: pymupdf.Page, rectangle: list[float]) -> str:
    x0, y0, x1, y1 = rectangle
    height = sheet.mediabox.height
    sheet.set_rotation(0)
    clip = (min(x0, x1) - 1, height - max(y0, y1) - 1, max(x0, x1) + 1, height - min(y0, y1) + 1)
    return squeezed(sheet.get_text(clip=clip))


def margin_lines(page: pymupdf.Page, style: Style) -> Iterator[tuple[str, pymupdf.Rect]]:
    """Yield the lines of a level page that stand outside its text block, with their place."""
    options = style.options
    top = options.top_margin_mm * POINTS_PER_MM - NEAR
    bottom = top + options.lines * options.leading_pt + 2 * NEAR
    width = options.columns * options.measure + (options.columns - 1) * options.column_gap_em
    inner, measure = options.inner_margin_mm * POINTS_PER_MM, width * options.font_size_pt
    is_odd = page.number % 2 == 0
    left = (inner if is_odd else page.rect.width - inner - measure) - NEAR
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", ()):
            place = pymupdf.Rect(line["bbox"])
            middle = (place.y0 + place.y1) / 2
            if middle < top or middle > bottom or place.x1 < left or place.x0 > left + measure + 2 * NEAR:
                yield "".join(span["text"] for span in line["spans"]).strip(), place
