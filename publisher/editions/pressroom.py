"""What the renderer does for a printing house: takes a laid-out document, leaves press.pdf and spread.pdf behind.

The layout is the one of the screen, drawn once more with its bleed; nothing is laid out but the pages that may fill the
last sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publisher.editions.layout import PROFILE
from publisher.editions.pagelabels import write_labels
from publisher.editions.pdf.presswork import PressOrder, press_ready
from publisher.editions.pdf.sheets import BLEED_MM
from publisher.editions.resolution import resolutions
from publisher.editions.rotation import turn_pages

if TYPE_CHECKING:
    from publisher.editions.back import Render

_PIXELS_PER_MM = 96 / 25.4
_SIDES = ("top", "right", "bottom", "left")
_FINE = 297.0  # dots an inch: 300, and a hundredth for what layout rounds


def print_for_press(document: Any, job: Mapping[str, Any], folder: Path, render: Render) -> dict[str, Any]:
    """Write the files; return how many pages there are on paper, and which pictures are too coarse."""
    asked = job["presswork"]
    fillers = render(asked["fillers"], 1).pages if asked["fillers"] else []
    whole = document.copy([*document.pages, *fillers])
    order = PressOrder(
        four_inks=asked["inks"] == "cmyk",
        profile=(folder / PROFILE).read_bytes(),
        condition=asked["condition"],
        spine=asked["binding"] == "perfect",
        paper_mm=asked["paper_mm"],
        marks=asked["marks"],
        has_cover=asked["has_cover"],
        bound_right=job["bound_right"],
        house_pages=len(fillers),
        identifier=job["identifier"],
    )
    ready = press_ready(_with_bleed(whole, job), order)
    (folder / "press.pdf").write_bytes(ready.pages)
    if ready.spread:
        (folder / "spread.pdf").write_bytes(ready.spread)
    return {"sheets": ready.count, "coarse": _coarse(whole)}


def _with_bleed(document: Any, job: Mapping[str, Any]) -> bytes:
    """Return the pages as a PDF that shows what lies beyond their edges; without tags, which no press reads."""
    for page in document.pages:
        page.bleed = dict.fromkeys(_SIDES, BLEED_MM * _PIXELS_PER_MM)

    def finish(document: Any, pdf: Any) -> None:
        write_labels(document, pdf)
        turn_pages(document, pdf, bound_right=job["bound_right"])

    identifier = bytes.fromhex(job["identifier"])
    return bytes(document.write_pdf(finisher=finish, pdf_identifier=identifier))


def _coarse(document: Any) -> list[tuple[str, int, int]]:
    """Return the pictures with too few dots: each once, where it is printed largest."""
    worst: dict[str, tuple[float, int]] = {}
    for href, dots, page in resolutions(document):
        if dots < min(_FINE, worst.get(href, (_FINE, 0))[0]):
            worst[href] = (dots, page)
    return [(href, round(dots), page) for href, (dots, page) in worst.items()]
