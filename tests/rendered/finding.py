"""Reads what a PDF says about its own pages: labels, printed folios, links with their words, running heads.

It asks the file alone; what stands in the margins is told from the text by the size of the text block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
        names: Any = pdf.Root.Names.Dests.Names
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
                words = _words_at(sheet, link)
                found.append(Linked(index, places.get(target, -1), target, str(link.get("/Contents", "")), words))
    return found


def external_links(path: Path) -> list[tuple[str, str]]:
    """Return address and description of every link that leads out of the file."""
    with pikepdf.open(path) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link]
        return [(str(link.A.URI), str(link.get("/Contents", ""))) for link in links]


def number_ends(path: Path) -> dict[int, list[float]]:
    """Return where the numbers under internal links of each page end, along their line, in points."""
    ends: dict[int, list[float]] = {}
    with pikepdf.open(path) as pdf, pymupdf.open(path) as drawn:
        for index, page in enumerate(pdf.pages):
            sheet = drawn.load_page(index)
            sheet.set_rotation(0)
            areas = [_area(sheet, link) for link in page.get("/Annots", []) if "/Dest" in link]
            for block in sheet.get_text("dict")["blocks"]:
                spans = [span for line in block.get("lines", ()) for span in line["spans"]]
                numbers = [pymupdf.Rect(span["bbox"]) for span in spans if span["text"].strip().isdecimal()]
                found = [place.x1 for place in numbers if any(area.intersects(place) for area in areas)]
                ends.setdefault(index, []).extend(found)
    return ends


def unread_pieces(path: Path) -> list[int]:
    """Return how many pieces of text on each page the structure tree does not reach."""
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: index for index, page in enumerate(pdf.pages)}
        reached: set[tuple[int, int]] = set()
        _reach(pdf.Root.StructTreeRoot, numbers, reached)
        return [_unread(page, index, reached) for index, page in enumerate(pdf.pages)]


def _reach(element: Any, numbers: dict[Any, int], reached: set[tuple[int, int]]) -> None:
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            _reach(kid, numbers, reached)
        else:
            reached.add((numbers[element.Pg.objgen], int(kid)))


def _unread(page: Any, index: int, reached: set[tuple[int, int]]) -> int:
    """Count the pieces of a page that hold text and are an artifact, or have a mark that no element names."""
    marks: list[int] = []
    silent: set[int] = set()
    for number, step in enumerate(pikepdf.parse_content_stream(page)):
        match str(step.operator):
            case "BDC" | "BMC":
                named: Any = step.operands[1] if len(step.operands) > 1 else None
                is_read = isinstance(named, pikepdf.Dictionary) and (index, int(named.get("/MCID", -1))) in reached
                marks.append(0 if is_read else number + 1)
            case "EMC":
                marks.pop()
            case "Tj" | "TJ" if marks and marks[-1]:
                silent.add(marks[-1])
    return len(silent)


def _area(sheet: pymupdf.Page, link: Any) -> pymupdf.Rect:
    """Return the place of a link on a page that is not turned."""
    x0, y0, x1, y1 = (float(side) for side in link.Rect)
    height = sheet.mediabox.height
    return pymupdf.Rect(min(x0, x1), height - max(y0, y1), max(x0, x1), height - min(y0, y1))


def _words_at(sheet: pymupdf.Page, link: Any) -> str:
    sheet.set_rotation(0)
    return squeezed(sheet.get_text(clip=_area(sheet, link).round()))


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
