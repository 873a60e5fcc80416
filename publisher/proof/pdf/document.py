"""A PDF opened for its rules: pages with their boxes, every object once, and what is read from them on demand.

Takes the bytes of a file. What is costly (content, structure, metadata, fonts) is read when a rule first asks for it
and kept. Nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf

from publisher.proof.pdf.objects import MAX_DEPTH, Thing, elements, entry, is_dictionary, key_of, numbers

if TYPE_CHECKING:
    from publisher.proof.pdf.fonts import Font
    from publisher.proof.pdf.metadata import Metadata
    from publisher.proof.pdf.structure import Structure
    from publisher.proof.pdf.usage import Usage

Box = tuple[float, float, float, float]
MAX_OBJECTS = 2_000_000
MAX_DECODED = 256 * 1024**2  # bytes of one stream


class LimitError(Exception):
    """A file asks for more than any honest one needs."""


UNREADABLE = (pikepdf.PdfError, LimitError, ValueError, RecursionError)  # what `opened` and reading on may raise


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its dictionary, its boxes in points with their corners in order."""

    number: int
    obj: Thing
    boxes: dict[str, Box | None]

    @property
    def annotations(self) -> list[Thing]:
        """The annotations that are dictionaries."""
        return [each for each in elements(entry(self.obj, "/Annots")) if is_dictionary(each)]


class Document:
    """An open PDF."""

    def __init__(self, data: bytes, pdf: pikepdf.Pdf) -> None:
        self.data = data
        self.pdf = pdf
        self.root = pdf.Root
        self.trailer = pdf.trailer

    @cached_property
    def pages(self) -> list[Page]:
        """The pages in their order."""
        return [Page(number, page.obj, _boxes(page.obj)) for number, page in enumerate(self.pdf.pages, 1)]

    @cached_property
    def page_numbers(self) -> dict[tuple[int, int], int]:
        """Page object → page number."""
        return {key_of(page.obj): page.number for page in self.pages}

    @cached_property
    def dictionaries(self) -> list[tuple[int, Thing]]:
        """Every dictionary and stream with the number of the indirect object it stands in."""
        found = []
        for top in self.pdf.objects:
            number = key_of(top)[0]
            for each in _inside(top):
                found.append((number, each))
                if len(found) > MAX_OBJECTS:
                    raise LimitError(f"{MAX_OBJECTS} objects")
        return found

    @cached_property
    def streams(self) -> list[tuple[int, Thing]]:
        """Every stream with its object number."""
        return [(number, each) for number, each in self.dictionaries if isinstance(each, pikepdf.Stream)]

    @cached_property
    def info(self) -> Thing:
        """The document information dictionary, or None."""
        return entry(self.trailer, "/Info")

    @cached_property
    def output_intents(self) -> list[Thing]:
        """The output intents of the catalog that are dictionaries."""
        return [each for each in elements(entry(self.root, "/OutputIntents")) if is_dictionary(each)]

    @cached_property
    def metadata(self) -> Metadata:
        """The XMP packet of the catalog."""
        from publisher.proof.pdf.metadata import metadata_of

        return metadata_of(entry(self.root, "/Metadata"))

    @cached_property
    def usage(self) -> Usage:
        """What the content of all pages does."""
        from publisher.proof.pdf.content import usage_of

        return usage_of(self)

    @cached_property
    def fonts(self) -> list[Font]:
        """The fonts something is drawn with, each once."""
        from publisher.proof.pdf.fonts import Font

        return [Font(use) for use in self.usage.fonts.values() if use.codes]

    @cached_property
    def structure(self) -> Structure:
        """The structure tree."""
        from publisher.proof.pdf.structure import structure_of

        return structure_of(self)


def opened(data: bytes) -> Document:
    """Return a document; raises pikepdf.PdfError for bytes that are none, and for an encrypted one."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MAX_DECODED,
        run_length_max_memory=MAX_DECODED,
        png_max_memory=MAX_DECODED,
        tiff_max_memory=MAX_DECODED,
        dct_max_memory=MAX_DECODED,
        max_stream_filters=4,
        parser_max_nesting=100,
    )
    return Document(data, pikepdf.open(BytesIO(data), suppress_warnings=True))


def _inside(top: Thing) -> Iterator[Thing]:
    """Yield the dictionaries of one indirect object, those inside it that have no number of their own among them."""
    waiting = [(top, 0)]
    while waiting:
        here, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise LimitError(f"{MAX_DEPTH} levels")
        if is_dictionary(here):
            yield here
            kids = [value for _, value in here.items()]
        elif isinstance(here, pikepdf.Array):
            kids = list(here)
        else:
            continue
        waiting += [
            (kid, depth + 1)
            for kid in kids
            if isinstance(kid, pikepdf.Dictionary | pikepdf.Array) and not kid.is_indirect
        ]


def inherited(page: Thing, key: str) -> Thing:
    """Return the value of a page or of the nearest node above it that has one."""
    for _ in range(MAX_DEPTH):
        if not is_dictionary(page):
            return None
        if (value := entry(page, key)) is not None:
            return value
        page = entry(page, "/Parent")
    return None


def _boxes(page: Thing) -> dict[str, Box | None]:
    boxes: dict[str, Box | None] = {}
    for key in ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"):
        value = inherited(page, f"/{key}") if key in {"MediaBox", "CropBox"} else entry(page, f"/{key}")
        corners = numbers(value, 4)
        boxes[key] = None
        if corners is not None:
            left, bottom, right, top = corners
            boxes[key] = min(left, right), min(bottom, top), max(left, right), max(bottom, top)
    return boxes
