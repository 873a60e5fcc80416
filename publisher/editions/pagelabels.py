"""Page labels: takes a document about to be written, gives its PDF a label for every page, the folio printed there.

Readers show the labels and go to a page by them. A page without a folio goes by the name its template gives it
(`data-page-label`: the cover), else by the number it counts. It draws nothing.

Source: ISO 32000-1, 12.4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from publisher.editions.rotation import page_box

_NAME = "data-page-label"


@dataclass(frozen=True, slots=True)
class PageLabel:
    """What a page is called: a number, or a name where `number` is 0."""

    number: int
    name: str = ""

    def written(self) -> str:
        """Return the label as a dictionary of a PDF."""
        return (
            f"<< /S /D /St {self.number} >>" if self.number else f"<< /P <FEFF{self.name.encode('utf-16-be').hex()}> >>"
        )


def write_labels(document: Any, pdf: Any) -> None:
    """Write the labels of all pages into the PDF, of which no byte has been written yet."""
    labels = labels_of((folio_of(page), _name_of(page_box(page))) for page in document.pages)
    numbers = " ".join(f"{index} {label.written()}" for index, label in ranges(labels))
    pdf.catalog["PageLabels"] = f"<< /Nums [{numbers}] >>"


def labels_of(pages: Iterable[tuple[str, str]]) -> list[PageLabel]:
    """Return the label of every page, given the folio it prints and the name it has; either may be empty."""
    labels: list[PageLabel] = []
    counted = 0
    for folio, name in pages:
        counted = int(folio) if folio.isdecimal() else counted + 1
        labels.append(PageLabel(0, name) if name and not folio else PageLabel(counted))
    return labels


def ranges(labels: Sequence[PageLabel]) -> Iterator[tuple[int, PageLabel]]:
    """Yield the labels that do not follow from the one before, with the index of their page."""
    for index, (before, label) in enumerate(pairwise((PageLabel(0), *labels))):
        if not (before.number and label.number == before.number + 1):
            yield index, label


def folio_of(page: Any) -> str:
    """Return the page number printed on a page, or an empty string."""
    from publisher.composer.weasy.margins import margin_boxes, text_of

    return next((text_of(box).strip() for box in margin_boxes(page_box(page), "counter()")), "")


def _name_of(box: Any) -> str:
    """Return the name of a page, which an element at its beginning bears."""
    name = "" if box.element is None else str(box.element.get(_NAME, ""))
    first = next(iter(getattr(box, "children", ())), None)
    return name if name or first is None else _name_of(first)
