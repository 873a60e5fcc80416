"""Rules of the file itself: header, trailer, encryption, streams, limits of implementations, pages and their boxes.

Source: ISO 32000-1, 7.5 and 14.11.2; ISO 19005-3, 6.1.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import pikepdf

from publisher.proof.checks import Finding
from publisher.proof.pdf.document import Document, inherited
from publisher.proof.pdf.objects import elements, entry, filters, is_dictionary, name, number, pairs
from publisher.proof.pdf.rule import Rule
from publisher.proof.pdf.standards import ARCHIVE, PDF, PRINT

_HEADER = re.compile(rb"%PDF-(?:1\.[0-7]|2\.0)(?:\r\n|[\r\n])")
_COMMENT = re.compile(rb"%PDF-\d\.\d(?:\r\n|[\r\n])%[\x80-\xff]{4}")
_FORBIDDEN_FILTERS = {"LZWDecode", "LZW", "Crypt"}
_LARGEST_INTEGER, _LONGEST_STRING, _LONGEST_NAME = 2**31 - 1, 32767, 127
_LARGEST_PAGE, _SMALLEST_PAGE, _NEAR = 14400.0, 3.0, 0.02  # points


def _header(document: Document) -> Iterator[Finding]:
    if not _HEADER.match(document.data):
        yield Finding(detail=repr(document.data[:10])[2:-1])


def _comment(document: Document) -> Iterator[Finding]:
    if not _COMMENT.match(document.data):
        yield Finding(detail=repr(document.data[9:16])[2:-1])


def _ending(document: Document) -> Iterator[Finding]:
    after = document.data.rpartition(b"%%EOF")[2]
    if after.strip(b"\r\n") or len(after) > len("\r\n"):
        yield Finding(detail=f"{len(after)} bytes after %%EOF")


def _repairs(document: Document) -> Iterator[Finding]:
    for warning in document.pdf.get_warnings():
        yield Finding(detail=re.sub(r"^.*?: ", "", str(warning))[:160])


def _identifier(document: Document) -> Iterator[Finding]:
    listed = elements(entry(document.trailer, "/ID"))
    if len(listed) != 2 or any(not isinstance(each, pikepdf.String) or not bytes(each) for each in listed):
        yield Finding(thing="trailer", detail=f"/ID {len(listed)}")


def _encryption(document: Document) -> Iterator[Finding]:
    if entry(document.trailer, "/Encrypt") is not None:
        yield Finding(thing="trailer", detail="/Encrypt")


def _outside(document: Document) -> Iterator[Finding]:
    for number_of, stream in document.streams:
        for key in ("/F", "/FFilter", "/FDecodeParms"):
            if entry(stream, key) is not None:
                yield Finding(thing=f"object {number_of}", detail=key)


def _filters(document: Document) -> Iterator[Finding]:
    for number_of, stream in document.streams:
        for each in _FORBIDDEN_FILTERS.intersection(filters(stream)):
            yield Finding(thing=f"object {number_of}", detail=each)
    for page, described in document.usage.inline:
        named = {name(each) for each in elements(described.get("F", described.get("Filter")))}
        for each in _FORBIDDEN_FILTERS & named:
            yield Finding(page, "inline image", each)


def _names(document: Document) -> Iterator[Finding]:
    for number_of, holder in document.dictionaries:
        for key, value in pairs(holder):
            for each in (key, name(value)):
                try:
                    data = each.encode("utf-8", "surrogateescape")
                    data.decode("utf-8")
                except UnicodeError:
                    yield Finding(thing=f"object {number_of}", detail=repr(each))


def _limits(document: Document) -> Iterator[Finding]:
    for number_of, holder in document.dictionaries:
        for key, value in pairs(holder):
            if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _LARGEST_INTEGER:
                yield Finding(thing=f"object {number_of}", detail=f"{key} {value}")
            if isinstance(value, pikepdf.String) and len(bytes(value)) > _LONGEST_STRING:
                yield Finding(thing=f"object {number_of}", detail=f"{key}: {len(bytes(value))} bytes")
            if max(len(key.encode()), len(name(value).encode())) > _LONGEST_NAME + 1:
                yield Finding(thing=f"object {number_of}", detail=f"{key[:40]}…")
    if document.usage.deepest > 28:
        yield Finding(detail=f"q × {document.usage.deepest}")


def _permissions(document: Document) -> Iterator[Finding]:
    for key, _ in pairs(entry(document.root, "/Perms")):
        if key not in {"/UR3", "/DocMDP"}:
            yield Finding(thing="/Perms", detail=key)


def _page_sizes(document: Document) -> Iterator[Finding]:
    for page in document.pages:
        for key, box in page.boxes.items():
            if box and not all(_SMALLEST_PAGE <= side <= _LARGEST_PAGE for side in (box[2] - box[0], box[3] - box[1])):
                yield Finding(page.number, f"/{key}", " × ".join(f"{box[at + 2] - box[at]:g}" for at in (0, 1)))


def _boxes(document: Document) -> Iterator[Finding]:
    for page in document.pages:
        media = page.boxes["MediaBox"]
        if media is None or not all(map(math.isfinite, media)) or media[0] >= media[2] or media[1] >= media[3]:
            yield Finding(page.number, "/MediaBox", str(media))
            continue
        for key, box in page.boxes.items():
            if box is None and entry(page.obj, f"/{key}") is not None:
                yield Finding(page.number, f"/{key}", "[…]")
            if box and not _is_inside(box, media):
                yield Finding(page.number, f"/{key}", f"{_said(box)} / MediaBox {_said(media)}")
        trim, bleed = page.boxes["TrimBox"], page.boxes["BleedBox"]
        if trim and bleed and not _is_inside(trim, bleed):
            yield Finding(page.number, "/TrimBox", f"{_said(trim)} / BleedBox {_said(bleed)}")
        rotation = inherited(page.obj, "/Rotate")
        if rotation is not None and number(rotation, 1) % 90:
            yield Finding(page.number, "/Rotate", str(rotation))


def _is_inside(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    near = inner[0] >= outer[0] - _NEAR and inner[1] >= outer[1] - _NEAR
    return near and inner[2] <= outer[2] + _NEAR and inner[3] <= outer[3] + _NEAR


def _said(box: tuple[float, ...]) -> str:
    return f"[{' '.join(f'{side:.2f}' for side in box)}]"


def _collections(document: Document) -> Iterator[Finding]:
    if entry(document.root, "/AlternatePresentations") is not None:
        yield Finding(thing="catalog", detail="/AlternatePresentations")
    if is_dictionary(names := entry(document.root, "/Names")) and entry(names, "/AlternatePresentations") is not None:
        yield Finding(thing="/Names", detail="/AlternatePresentations")
    for page in document.pages:
        if entry(page.obj, "/PresSteps") is not None:
            yield Finding(page.number, detail="/PresSteps")


def _requirements(document: Document) -> Iterator[Finding]:
    if entry(document.root, "/Requirements") is not None:
        yield Finding(thing="catalog", detail="/Requirements")


RULES = (
    Rule("header", {PDF: "ISO 32000-1, 7.5.2", ARCHIVE: "6.1.2"}, _header),
    Rule("header-comment", {ARCHIVE: "6.1.2"}, _comment),
    Rule("ending", {PDF: "", ARCHIVE: "6.1.3"}, _ending),
    Rule("repairs", {PDF: "ISO 32000-1, 7.5", ARCHIVE: "6.1.4"}, _repairs),
    Rule("identifier", {ARCHIVE: "6.1.3", PRINT: "ISO 15930-7"}, _identifier),
    Rule("encryption", {PDF: "", ARCHIVE: "6.1.3", PRINT: "ISO 15930-7"}, _encryption),
    Rule("outside-data", {PDF: "", ARCHIVE: "6.1.7.1", PRINT: "ISO 15930-7"}, _outside),
    Rule("filters", {ARCHIVE: "6.1.7.2, 6.1.10"}, _filters),
    Rule("names-utf8", {ARCHIVE: "6.1.8"}, _names),
    Rule("implementation-limits", {ARCHIVE: "6.1.13"}, _limits),
    Rule("permissions", {ARCHIVE: "6.1.12"}, _permissions),
    Rule("page-size", {PDF: "ISO 32000-1, 14.11.2", ARCHIVE: "6.1.13"}, _page_sizes),
    Rule("boxes", {PDF: "ISO 32000-1, 14.11.2", PRINT: "ISO 15930-7"}, _boxes),
    Rule("alternate-presentations", {ARCHIVE: "6.10"}, _collections),
    Rule("requirements", {ARCHIVE: "6.11"}, _requirements),
)
