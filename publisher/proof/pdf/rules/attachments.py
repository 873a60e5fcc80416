"""Rules of embedded files: named twice over, related, typed, associated once, and whole.

Source: ISO 19005-3, 6.8 and annex E; ISO 32000-1, 7.11.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from publisher.proof.checks import Finding
from publisher.proof.pdf.document import Document
from publisher.proof.pdf.metadata import PDFAID
from publisher.proof.pdf.objects import (
    Thing,
    elements,
    entry,
    is_dictionary,
    is_stream,
    key_of,
    leaves,
    name,
    pairs,
    text,
    within,
)
from publisher.proof.pdf.rule import Rule
from publisher.proof.pdf.standards import ACCESS, ARCHIVE, PDF

_MIME = re.compile(r"[\w.+-]+/[\w.+-]+")
_RELATIONS = {"Source", "Data", "Alternative", "Supplement", "Unspecified", "EncryptedPayload", "FormData", "Schema"}
_UNSAFE = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|\\|[\x00-\x1f]|^[A-Za-z]:")


def attached(document: Document) -> list[tuple[int, Thing]]:
    """Return every file specification that holds a file."""
    return [(number_of, holder) for number_of, holder in document.dictionaries if is_dictionary(entry(holder, "/EF"))]


def file_of(specification: Thing) -> Thing:
    """Return the embedded stream of a specification, or None."""
    files = entry(specification, "/EF")
    return entry(files, "/UF") or entry(files, "/F")


def _shown(specification: Thing) -> str:
    return text(entry(specification, "/UF")) or text(entry(specification, "/F")) or f"object {key_of(specification)[0]}"


def _names(document: Document) -> Iterator[Finding]:
    for number_of, each in attached(document):
        for key in ("/F", "/UF"):
            if not text(entry(each, key)):
                yield Finding(thing=f"object {number_of}", detail=key)


def _safe_names(document: Document) -> Iterator[Finding]:
    for number_of, each in attached(document):
        for key in ("/F", "/UF"):
            if _UNSAFE.search(text(entry(each, key))):
                yield Finding(thing=f"object {number_of}", detail=f"{key} {text(entry(each, key))!r}")


def _relations(document: Document) -> Iterator[Finding]:
    for _, each in attached(document):
        if (relation := name(entry(each, "/AFRelationship"))) not in _RELATIONS:
            yield Finding(thing=_shown(each), detail=f"/AFRelationship {relation}".strip())


def _types(document: Document) -> Iterator[Finding]:
    for _, each in attached(document):
        kind = name(entry(file_of(each), "/Subtype"))
        if not _MIME.fullmatch(kind):
            yield Finding(thing=_shown(each), detail=f"/Subtype {kind}".strip())


def _associated(document: Document) -> Iterator[Finding]:
    holders = [holder for _, holder in document.dictionaries if entry(holder, "/AF") is not None]
    known = {key_of(each) for holder in holders for each in elements(entry(holder, "/AF"))}
    for _, each in attached(document):
        if key_of(each) not in known:
            yield Finding(thing=_shown(each), detail="/AF")


def _once(document: Document) -> Iterator[Finding]:
    for number_of, holder in document.dictionaries:
        counted = Counter(key_of(each) for each in elements(entry(holder, "/AF")))
        for key, count in counted.items():
            if count > 1:
                yield Finding(thing=f"object {number_of}", detail=f"/AF: object {key[0]} × {count}")
    listed = [text(key) for key, _ in leaves(within(document.root, "/Names", "/EmbeddedFiles"), "/Names")]
    for label, count in Counter(listed).items():
        if count > 1:
            yield Finding(thing="/EmbeddedFiles", detail=f"{label} × {count}")


def _listed(document: Document) -> Iterator[Finding]:
    known = {key_of(value) for _, value in leaves(within(document.root, "/Names", "/EmbeddedFiles"), "/Names")}
    for _, each in attached(document):
        is_annotation = any(
            name(entry(holder, "/Subtype")) == "FileAttachment" and key_of(entry(holder, "/FS")) == key_of(each)
            for _, holder in document.dictionaries
        )
        if key_of(each) not in known and not is_annotation:
            yield Finding(thing=_shown(each), detail="/Names /EmbeddedFiles")


def _dated(document: Document) -> Iterator[Finding]:
    for _, each in attached(document):
        if not text(within(file_of(each), "/Params", "/ModDate")).startswith("D:"):
            yield Finding(thing=_shown(each), detail="/Params /ModDate")


def _whole(document: Document) -> Iterator[Finding]:
    for _, each in attached(document):
        stream = file_of(each)
        if not is_stream(stream):
            yield Finding(thing=_shown(each), detail="/EF")
            continue
        data, parameters = stream.read_bytes(), dict(pairs(entry(stream, "/Params")))
        size, digest = parameters.get("/Size"), parameters.get("/CheckSum")
        if size is not None and size != len(data):
            yield Finding(thing=_shown(each), detail=f"/Size {size} ≠ {len(data)}")
        if digest is not None and bytes(digest) != hashlib.md5(data, usedforsecurity=False).digest():
            yield Finding(thing=_shown(each), detail="/CheckSum")


def _archives_only(document: Document) -> Iterator[Finding]:
    if document.metadata.value(PDFAID, "part") == "2":
        for _, each in attached(document):
            if name(entry(file_of(each), "/Subtype")) != "application/pdf":
                yield Finding(thing=_shown(each), detail=name(entry(file_of(each), "/Subtype")))


RULES = (
    Rule("attachment-names", {ARCHIVE: "6.8", ACCESS: "7.11"}, _names),
    Rule("attachment-safe-names", {PDF: ""}, _safe_names),
    Rule("attachment-relations", {ARCHIVE: "6.8"}, _relations),
    Rule("attachment-types", {ARCHIVE: "6.8"}, _types),
    Rule("attachment-associated", {ARCHIVE: "6.8"}, _associated),
    Rule("attachment-once", {ARCHIVE: ""}, _once),
    Rule("attachment-listed", {ARCHIVE: ""}, _listed),
    Rule("attachment-dates", {ARCHIVE: ""}, _dated),
    Rule("attachment-whole", {PDF: "ISO 32000-1, 7.11.4"}, _whole),
    Rule("attachment-archives", {ARCHIVE: "6.8"}, _archives_only),
)
