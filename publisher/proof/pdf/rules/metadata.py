"""Rules of metadata: the XMP packet, what it claims, and whether the document information says the same.

Source: ISO 19005-3, 6.6; ISO 16684-1; ISO 14289-1, 5 and 7.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.proof.checks import Finding
from publisher.proof.pdf import metadata as xmp
from publisher.proof.pdf.document import Document
from publisher.proof.pdf.metadata import ADOBE_PDF, DC, PDFAID, PDFUAID, XMP, XMPMM
from publisher.proof.pdf.objects import entry, is_stream, name, text
from publisher.proof.pdf.rule import Rule
from publisher.proof.pdf.standards import ACCESS, ARCHIVE, PDF, PRINT

_NS = "http://ns.adobe.com/xap/1.0/"
_KNOWN: dict[str, frozenset[str]] = {
    DC: frozenset(
        {
            "contributor", "coverage", "creator", "date", "description", "format", "identifier", "language",
            "publisher", "relation", "rights", "source", "subject", "title", "type",
        }
    ),
    XMP: frozenset(
        {
            "Advisory", "BaseURL", "CreateDate", "CreatorTool", "Identifier", "Label", "MetadataDate", "ModifyDate",
            "Nickname", "Rating", "Thumbnails",
        }
    ),
    XMPMM: frozenset(
        {
            "DerivedFrom", "DocumentID", "History", "Ingredients", "InstanceID", "ManagedFrom", "Manager", "ManageTo",
            "ManageUI", "ManagerVariant", "OriginalDocumentID", "Pantry", "RenditionClass", "RenditionParams",
            "VersionID", "Versions", "LastURL", "RenditionOf", "SaveID",
        }
    ),
    f"{_NS}rights/": frozenset({"Certificate", "Marked", "Owner", "UsageTerms", "WebStatement"}),
    ADOBE_PDF: frozenset({"Keywords", "PDFVersion", "Producer", "Trapped"}),
    PDFAID: frozenset({"part", "amd", "corr", "conformance"}),
    xmp.EXTENSION: frozenset({"schemas"}),
}  # fmt: skip
_OTHER_SCHEMAS = frozenset(
    {
        f"{_NS}bj/", f"{_NS}t/pg/", "http://ns.adobe.com/xmp/1.0/DynamicMedia/", "http://ns.adobe.com/photoshop/1.0/",
        "http://ns.adobe.com/camera-raw-settings/1.0/", "http://ns.adobe.com/tiff/1.0/", "http://ns.adobe.com/exif/1.0/",
        "http://ns.adobe.com/exif/1.0/aux/",
    }
)  # fmt: skip
_KINDS = {
    "title": "Alt", "description": "Alt", "rights": "Alt", "creator": "Seq", "date": "Seq", "contributor": "Bag",
    "language": "Bag", "publisher": "Bag", "relation": "Bag", "subject": "Bag", "type": "Bag", "format": "text",
    "identifier": "text", "source": "text", "coverage": "text",
}  # fmt: skip
_PAIRS = (
    ("Title", DC, "title"), ("Author", DC, "creator"), ("Subject", DC, "description"),
    ("Keywords", ADOBE_PDF, "Keywords"), ("Creator", XMP, "CreatorTool"), ("Producer", ADOBE_PDF, "Producer"),
    ("CreationDate", XMP, "CreateDate"), ("ModDate", XMP, "ModifyDate"),
)  # fmt: skip
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z(?:00'?(?:00'?)?)?|[+-]\d\d'?(?:\d\d'?)?)?")
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?")


def _there(document: Document) -> Iterator[Finding]:
    stream = entry(document.root, "/Metadata")
    if not is_stream(stream):
        yield Finding(thing="catalog", detail="/Metadata")
    elif (name(entry(stream, "/Type")), name(entry(stream, "/Subtype"))) != ("Metadata", "XML"):
        yield Finding(thing="/Metadata", detail=f"/Type {entry(stream, '/Type')} /Subtype {entry(stream, '/Subtype')}")


def _well_formed(document: Document) -> Iterator[Finding]:
    if document.metadata.fault:
        yield Finding(thing="/Metadata", detail=document.metadata.fault)
    elif document.metadata.is_there and not document.metadata.roots:
        yield Finding(thing="/Metadata", detail="rdf:RDF")


def _packet(document: Document) -> Iterator[Finding]:
    metadata = document.metadata
    if not metadata.is_there:
        return
    if metadata.packets != 1:
        yield Finding(thing="/Metadata", detail=f"xpacket × {metadata.packets}")
    for attribute in ("bytes", "encoding"):
        if re.search(rf"\b{attribute}\s*=", metadata.header):
            yield Finding(thing="/Metadata", detail=f"xpacket {attribute}=")
    if metadata.roots > 1:
        yield Finding(thing="/Metadata", detail=f"rdf:RDF × {metadata.roots}")


def _plain(document: Document) -> Iterator[Finding]:
    if document.metadata.is_compressed:
        yield Finding(thing="/Metadata", detail="/Filter")


def _identification(document: Document) -> Iterator[Finding]:
    part, level = document.metadata.value(PDFAID, "part"), document.metadata.value(PDFAID, "conformance")
    if part not in {"2", "3"}:
        yield Finding(thing="pdfaid:part", detail=part or "–")
    if level not in {"A", "B", "U"}:
        yield Finding(thing="pdfaid:conformance", detail=level or "–")


def _accessibility(document: Document) -> Iterator[Finding]:
    if (part := document.metadata.value(PDFUAID, "part")) != "1":
        yield Finding(thing="pdfuaid:part", detail=part or "–")


def _properties(document: Document) -> Iterator[Finding]:
    described = {schema.namespace: schema.names for schema in document.metadata.described}
    for each in document.metadata.properties:
        known = _KNOWN.get(each.namespace, frozenset()) | described.get(each.namespace, frozenset())
        if each.namespace not in _OTHER_SCHEMAS and each.name not in known:
            yield Finding(thing="/Metadata", detail=f"{each.namespace} {each.name}")


def _kinds(document: Document) -> Iterator[Finding]:
    for each in document.metadata.properties:
        if each.namespace == DC and each.kind != _KINDS.get(each.name, each.kind):
            yield Finding(thing="/Metadata", detail=f"dc:{each.name}: {each.kind}, {_KINDS[each.name]}")
    for local in ("CreateDate", "ModifyDate", "MetadataDate"):
        value = document.metadata.value(XMP, local)
        if value and not _ISO_DATE.fullmatch(value):
            yield Finding(thing="/Metadata", detail=f"xmp:{local} {value}")
    names = [(each.namespace, each.name) for each in document.metadata.properties]
    for namespace, local in sorted({each for each in names if names.count(each) > 1}):
        yield Finding(thing="/Metadata", detail=f"{namespace} {local} × {names.count((namespace, local))}")


def _extensions(document: Document) -> Iterator[Finding]:
    for schema in document.metadata.described:
        for fault in schema.faults:
            yield Finding(thing=f"pdfaExtension {schema.namespace}".strip(), detail=fault)


def _agreement(document: Document) -> Iterator[Finding]:
    for key, namespace, local in _PAIRS:
        said, found = text(entry(document.info, f"/{key}")), document.metadata.get(namespace, local)
        if said and found and not _same(said, found.values):
            yield Finding(thing=f"/Info /{key}", detail=f"{said[:40]} ≠ {' | '.join(found.values)[:40]}")


def _same(said: str, values: tuple[str, ...]) -> bool:
    if _DATE.fullmatch(said):
        return _moment(_DATE, said) == _moment(_ISO_DATE, values[0]) if values else False
    plain = " ".join(said.split())
    return any(plain == " ".join(glue.join(values).split()) for glue in (", ", "; ", "、", " ")) or plain in values


def _moment(pattern: re.Pattern[str], value: str) -> tuple[str, ...]:
    match = pattern.fullmatch(value)
    if match is None:
        return (value,)
    zone = (match[7] or "Z").replace("'", "").replace(":", "")
    is_utc = zone[0] == "Z" or zone.strip("+-0") == ""
    return (*(group or "" for group in match.groups()[:6]), "Z" if is_utc else zone)


def _info_dates(document: Document) -> Iterator[Finding]:
    for key in ("CreationDate", "ModDate"):
        value = entry(document.info, f"/{key}")
        if value is not None and not _DATE.fullmatch(text(value)):
            yield Finding(thing=f"/Info /{key}", detail=text(value)[:40])


def _title(document: Document) -> Iterator[Finding]:
    if not text(entry(document.info, "/Title")).strip() and not document.metadata.value(DC, "title"):
        yield Finding(thing="/Info", detail="/Title")


def _dc_title(document: Document) -> Iterator[Finding]:
    if not document.metadata.value(DC, "title"):
        yield Finding(thing="/Metadata", detail="dc:title")


RULES = (
    Rule("title", {PDF: ""}, _title),
    Rule("info-dates", {PDF: "ISO 32000-1, 7.9.4", PRINT: "ISO 15930-7"}, _info_dates),
    Rule("metadata-there", {ARCHIVE: "6.6.2.1", ACCESS: "7.1", PRINT: "ISO 15930-7"}, _there),
    Rule(
        "metadata-well-formed",
        {PDF: "ISO 16684-1", ARCHIVE: "6.6.2.1", ACCESS: "7.1", PRINT: "ISO 15930-7"},
        _well_formed,
    ),
    Rule("metadata-packet", {ARCHIVE: "6.6.2.1"}, _packet),
    Rule("metadata-plain", {ARCHIVE: ""}, _plain),
    Rule("metadata-part", {ARCHIVE: "6.6.4"}, _identification),
    Rule("metadata-properties", {ARCHIVE: "6.6.2.3.1"}, _properties),
    Rule("metadata-kinds", {ARCHIVE: "6.6.2.3.1"}, _kinds),
    Rule("metadata-extensions", {ARCHIVE: "6.6.2.3.3"}, _extensions),
    Rule("metadata-agreement", {PDF: "", PRINT: "ISO 15930-7"}, _agreement),
    Rule("accessibility-part", {ACCESS: "5"}, _accessibility),
    Rule("accessible-title", {ACCESS: "7.1"}, _dc_title),
)
