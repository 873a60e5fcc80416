"""Rules of a PDF for the press: PDF/X-4, and what a printing house expects beyond it (rules without a clause).

Source: ISO 15930-7; ISO 32000-1, 14.11.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.proof.checks import Finding
from publisher.proof.pdf.colour import RGB, icc_of
from publisher.proof.pdf.document import Box, Document, Page
from publisher.proof.pdf.metadata import ADOBE_PDF, DC, PDFXID, XMP, XMPMM
from publisher.proof.pdf.objects import Thing, entry, name, number, numbers, shown, text
from publisher.proof.pdf.rule import Rule
from publisher.proof.pdf.standards import PRESS, PRINT

_BLEED = 3 * 72 / 25.4  # points
_NEAR = 0.1
_LEAST_DPI = 299.5
_NEARLY_BLACK = 0.85
_KNOWN_CONDITIONS = (
    "FOGRA", "JC2", "JCW", "CGATS", "SWOP", "GRACoL", "PSO", "IFRA", "CGS", "PSR", "TR00", "Japan Color", "CRPC",
)  # fmt: skip
_RGB = {RGB, "CalRGB", "ICCBased-3"}


def _intents(document: Document) -> list[Thing]:
    return [each for each in document.output_intents if name(entry(each, "/S")) == "GTS_PDFX"]


def _version(document: Document) -> Iterator[Finding]:
    version = document.metadata.value(PDFXID, "GTS_PDFXVersion")
    if version != "PDF/X-4":
        yield Finding(thing="pdfxid:GTS_PDFXVersion", detail=version or "–")


def _intent(document: Document) -> Iterator[Finding]:
    intents = _intents(document)
    if len(intents) != 1:
        yield Finding(thing="/OutputIntents", detail=f"GTS_PDFX × {len(intents)}")
    for each in intents:
        if not text(entry(each, "/OutputConditionIdentifier")):
            yield Finding(thing="/OutputIntents", detail="/OutputConditionIdentifier")


def _condition(document: Document) -> Iterator[Finding]:
    """The profile is one of a printing press; without a profile the condition must be one that printers know."""
    for each in _intents(document):
        icc = icc_of(entry(each, "/DestOutputProfile"))
        condition = text(entry(each, "/OutputConditionIdentifier"))
        if icc and (icc.kind != "prtr" or icc.count not in {1, 4}):
            yield Finding(thing="/OutputIntents", detail=f"{icc.kind} {icc.space}")
        elif not icc and not condition.startswith(_KNOWN_CONDITIONS):
            yield Finding(thing="/OutputIntents", detail=f"/DestOutputProfile –, {condition}")


def _trapped(document: Document) -> Iterator[Finding]:
    said, described = name(entry(document.info, "/Trapped")), document.metadata.value(ADOBE_PDF, "Trapped")
    if (said or described) not in {"True", "False"} or (said and described and said != described):
        yield Finding(thing="/Info", detail=f"/Trapped {said or '–'}, pdf:Trapped {described or '–'}")


def _dates(document: Document) -> Iterator[Finding]:
    metadata = document.metadata
    for namespace, prefix, local in (
        (XMP, "xmp", "CreateDate"), (XMP, "xmp", "ModifyDate"), (XMP, "xmp", "MetadataDate"), (DC, "dc", "title"),
        (XMPMM, "xmpMM", "DocumentID"), (XMPMM, "xmpMM", "VersionID"), (XMPMM, "xmpMM", "RenditionClass"),
    ):  # fmt: skip
        if not metadata.value(namespace, local):
            yield Finding(thing="/Metadata", detail=f"{prefix}:{local}")


def _trim_boxes(document: Document) -> Iterator[Finding]:
    for page in document.pages:
        if (page.boxes["TrimBox"] is None) is (page.boxes["ArtBox"] is None):
            yield Finding(page.number, detail="/TrimBox" if page.boxes["TrimBox"] is None else "/TrimBox, /ArtBox")


def _bleeds(document: Document) -> Iterator[Finding]:
    for page in document.pages:
        trim, bleed = page.boxes["TrimBox"], page.boxes["BleedBox"]
        if trim is None or bleed is None:
            yield Finding(page.number, detail="/BleedBox")
            continue
        widths = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
        if min(widths) < _BLEED - _NEAR:
            yield Finding(page.number, "/BleedBox", " ".join(f"{width * 25.4 / 72:.2f}" for width in widths) + " mm")


def _sizes(document: Document) -> Iterator[Finding]:
    sizes = {page.number: _size(page) for page in document.pages if page.boxes["TrimBox"]}
    usual = Counter(sizes.values()).most_common(1)
    for number_of, size in sizes.items():
        if max(abs(size[0] - usual[0][0][0]), abs(size[1] - usual[0][0][1])) > _NEAR:
            yield Finding(number_of, "/TrimBox", f"{size[0]:g} × {size[1]:g}")


def _size(page: Page) -> tuple[float, float]:
    box = page.boxes["TrimBox"] or (0.0, 0.0, 0.0, 0.0)
    return round(box[2] - box[0], 2), round(box[3] - box[1], 2)


def _annotations(document: Document) -> Iterator[Finding]:
    for page in document.pages:
        area = page.boxes["BleedBox"] or page.boxes["TrimBox"] or page.boxes["MediaBox"]
        for annotation in page.annotations:
            corners = numbers(entry(annotation, "/Rect"), 4)
            kind = name(entry(annotation, "/Subtype"))
            if kind != "TrapNet" and area and (corners is None or _overlap(corners, area)):
                yield Finding(page.number, f"{kind} {shown(annotation)}".strip(), "/Rect")


def _overlap(corners: tuple[float, ...], area: Box) -> bool:
    left, right = min(corners[0], corners[2]), max(corners[0], corners[2])
    bottom, top = min(corners[1], corners[3]), max(corners[1], corners[3])
    return left < area[2] and right > area[0] and bottom < area[3] and top > area[1]


def _rgb(document: Document) -> Iterator[Finding]:
    painted = {(page, family): where for (page, family), where in document.usage.painted.items() if family in _RGB}
    for page, family in sorted(
        {*painted, *((page, family) for page, family in document.usage.asked if family in _RGB)}
    ):
        yield Finding(page, painted.get((page, family), "content"), family)


def _black_text(document: Document) -> Iterator[Finding]:
    for page, (cyan, magenta, yellow, black) in sorted(document.usage.inks):
        colours = (cyan, magenta, yellow)
        if (black >= _NEARLY_BLACK and max(colours) > 0) or min(colours) >= _NEARLY_BLACK:
            yield Finding(page, "text", f"C {cyan:g} M {magenta:g} Y {yellow:g} K {black:g}")


def _resolution(document: Document) -> Iterator[Finding]:
    for picture in document.usage.pictures:
        if picture.dpi < _LEAST_DPI and entry(picture.obj, "/ImageMask") is not True:
            size = f"{number(entry(picture.obj, '/Width')):g} × {number(entry(picture.obj, '/Height')):g}"
            yield Finding(picture.page, f"image {picture.label} {size}", f"{picture.dpi:.0f} dpi")


def _count(document: Document) -> Iterator[Finding]:
    """Sheets fold to fours; a cover spread or a single leaf is no body and need not."""
    count = len(document.pages)
    if count > 2 and count % 4:
        yield Finding(detail=f"{count} % 4 = {count % 4}")


def _fields(document: Document) -> Iterator[Finding]:
    if entry(document.root, "/AcroForm") is not None:
        yield Finding(thing="catalog", detail="/AcroForm")


RULES = (
    Rule("print-version", {PRINT: "ISO 15930-7"}, _version),
    Rule("print-intent", {PRINT: "ISO 15930-7"}, _intent),
    Rule("print-condition", {PRINT: "ISO 15930-7"}, _condition),
    Rule("trapped", {PRINT: "ISO 15930-7; ISO 32000-1, 14.11.6"}, _trapped),
    Rule("print-metadata", {PRINT: "ISO 15930-7"}, _dates),
    Rule("trim-boxes", {PRINT: "ISO 15930-7; ISO 32000-1, 14.11.2"}, _trim_boxes),
    Rule("bleeds", {PRINT: "", PRESS: ""}, _bleeds),
    Rule("trim-sizes", {PRINT: "", PRESS: ""}, _sizes),
    Rule("print-annotations", {PRINT: "ISO 15930-7"}, _annotations),
    Rule("rgb", {PRINT: "", PRESS: ""}, _rgb),
    Rule("black-text", {PRINT: "", PRESS: ""}, _black_text),
    Rule("resolution", {PRINT: "", PRESS: ""}, _resolution),
    Rule("page-count", {PRINT: "", PRESS: ""}, _count),
    Rule("print-fields", {PRINT: "ISO 15930-7"}, _fields),
)
