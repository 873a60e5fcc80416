"""The pictures of printed pages: takes an open PDF and the pages set again, gives checks.

Every picture that is drawn is one of the issue's, pixel for pixel where colours and size were left alone, by its looks
where a press wants others; they follow each other as on the pages. The words that stand for pictures are read from the
structure tree, the only place a PDF has for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest

import pikepdf

from publisher.proof.checks import Check, Finding
from publisher.proof.difference.markup import Element
from publisher.proof.pdf.document import Document
from publisher.proof.pdf.objects import Thing, key_of
from publisher.proof.readback.added import root_of
from publisher.proof.readback.expected import Setting
from publisher.proof.readback.findings import NOTHING, check, parted
from publisher.proof.readback.pixels import MOST_PIXELS, Plate, plate_of
from publisher.proof.readback.reading import normalised

_SILENT = frozenset({"presentation", "none"})
_QUARTERS = (90, 180, 270)


def plate_checks(document: Document, setting: Setting, *, is_whole: bool, is_on_paper: bool) -> tuple[Check, ...]:
    """Return whether pictures and their words are the issue's.

    What holds some pages only may leave some out; what goes to a press may print them in other inks.
    """
    drawn = list(_drawn(document, setting.plates, is_on_paper=is_on_paper))
    strange = [Finding(page, label, f"{NOTHING} ≠ {size}") for page, label, href, size in drawn if not href]
    missing = _missing(setting, [(page, href) for page, _, href, _ in drawn if href]) if is_whole else ()
    words = _unlike_words(document, setting) if is_whole and document.structure.is_there else ()
    return check("plates", (*strange, *missing)), check("plate-words", words)


def count(document: Document) -> int:
    """Return how many pictures of pixels the pages show."""
    return len(document.usage.pictures)


def _images(setting: Setting) -> Iterator[Element]:
    return (each for page in setting.pages for each in root_of(page).walk() if each.tag == "img")


def _missing(setting: Setting, drawn: list[tuple[int, str]]) -> Iterator[Finding]:
    """Yield pictures that are drawn more or less often than the pages show them, or in another order.

    Of pictures that are the same in every pixel the first is meant; nobody could tell them apart.
    """
    firsts = {plate.pixels: href for href, plate in reversed(list(setting.plates.items()))}
    shown = (each.attributes.get("src", "") for each in _images(setting))
    wanted = [firsts[setting.plates[href].pixels] for href in shown if href in setting.plates]
    counts, seen = Counter(wanted), Counter(href for _, href in drawn)
    if counts != seen:
        yield from (
            Finding(thing=href, detail=f"×{counts[href]} ≠ ×{seen[href]}")
            for href in sorted({*counts, *seen})
            if counts[href] != seen[href]
        )
        return
    for href, (page, other) in zip(wanted, drawn, strict=True):
        if href != other:
            yield Finding(page, detail=f"{href} ≠ {other}")
            return


def _drawn(
    document: Document, plates: Mapping[str, Plate], *, is_on_paper: bool
) -> Iterator[tuple[int, str, str, str]]:
    """Yield page, name, href (empty for a picture that is not the issue's) and size of everything drawn from pixels."""
    known: dict[object, tuple[str, str]] = {}
    for each in document.usage.pictures:
        key = key_of(each.obj)
        if key not in known:
            known[key] = _recognised(each.obj, plates, is_on_paper=is_on_paper)
        yield each.page, each.label, *known[key]
    for page, _ in document.usage.inline:
        yield page, "BI", "", ""


def _recognised(image: Thing, plates: Mapping[str, Plate], *, is_on_paper: bool) -> tuple[str, str]:
    """Return which of the issue's pictures an image is, and how large it is; in a vertical issue some lie turned."""
    width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
    size = f"{width} × {height}"
    if width * height > MOST_PIXELS:
        return "", size
    try:
        picture = pikepdf.PdfImage(image).as_pil_image()
        seen = [plate_of(picture)]
        if all(plate.pixels != seen[0].pixels for plate in plates.values()):
            seen += [plate_of(picture.rotate(angle, expand=True)) for angle in _QUARTERS]
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError, LookupError, TypeError):
        return "", size
    for href, plate in plates.items():
        if any(plate.pixels == each.pixels or (is_on_paper and plate.is_like(each)) for each in seen):
            return href, size
    return "", size


def _unlike_words(document: Document, setting: Setting) -> Iterator[Finding]:
    """Yield words for pictures that are not those of the pages, in the order in which both are read."""
    spoken = (each.attributes for each in _images(setting) if each.attributes.get("role") not in _SILENT)
    wanted = [alt for each in spoken if (alt := normalised(each.get("alt", "")))]
    figures = document.structure.of("Figure")
    seen = [normalised(each.replacement()) for each in figures]
    pages = (each.page for each in figures)
    for right, words, page in zip_longest(wanted, seen, pages):
        if right != words:
            yield Finding(page or 0, detail=parted(right or "", words or ""))
