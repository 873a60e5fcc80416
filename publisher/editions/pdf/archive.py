"""The archive copy: takes the bytes of the PDF for screens and what is to be enclosed, gives a PDF for libraries.

It is built to the rules of PDF/A-3a and PDF/UA-1 at once. Nothing that is drawn changes. Same bytes in, same bytes out.

Source: ISO 19005-3; ISO 14289-1.
"""

from __future__ import annotations

import hashlib
import io
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from publisher.editions.pdf.packet import Packet, info_of
from publisher.issue.enclosure import Enclosed

_PRINTED = 4  # the flag of an annotation that is printed; no other is set
_PROFILE = "sRGB IEC61966-2.1"


@dataclass(frozen=True, slots=True)
class Deposit:
    """What an archive copy says of its document beside what the PDF for screens says.

    Attributes:
        identifier: names the document for good; that of the PDF is made of it.
        date: of the issue, as far as it is known: 2026-01.
    """

    identifier: str
    language: str
    publisher: str = ""
    rights: str = ""
    date: str = ""

    @property
    def uuid(self) -> uuid.UUID:
        """The identifier as a UUID."""
        return uuid.uuid5(uuid.NAMESPACE_URL, self.identifier)


def archived(pdf: bytes, deposit: Deposit, enclosed: Sequence[Enclosed]) -> bytes:
    """Return the archive copy of a tagged PDF; its dates are those the PDF has already."""
    with Pdf.open(io.BytesIO(pdf)) as document:
        _enclose(document, enclosed)
        _mend_objects(document)
        _mend_catalogue(document, deposit)
        document.Root.Metadata = _metadata(document, deposit)
        document.trailer.ID = Array([String(deposit.uuid.bytes), String(deposit.uuid.bytes)])
        written = io.BytesIO()
        document.save(written, deterministic_id=True, fix_metadata_version=False)
    return written.getvalue()


def _enclose(document: Pdf, enclosed: Sequence[Enclosed]) -> None:
    """Embed the files: each stands once in the tree of names, and once among the files of the document."""
    names, files = Array(), Array()
    for each in sorted(enclosed, key=lambda each: bytes(String(each.stored))):
        specification = document.make_indirect(_specification(document, each))
        names.extend([String(each.stored), specification])
        files.append(specification)
    if "/Names" not in document.Root:
        document.Root.Names = Dictionary()
    document.Root.Names.EmbeddedFiles = document.make_indirect(Dictionary(Names=names))
    document.Root.AF = files


def _specification(document: Pdf, each: Enclosed) -> Dictionary:
    stream = Stream(document, each.data)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name(f"/{each.media_type}")
    stream.Params = Dictionary(
        Size=len(each.data),
        CheckSum=String(hashlib.md5(each.data, usedforsecurity=False).digest()),
        ModDate=document.docinfo.ModDate,
    )
    return Dictionary(
        Type=Name.Filespec,
        F=String(_in_ascii(each.stored)),
        UF=String(each.stored),
        EF=Dictionary(F=stream, UF=stream),
        AFRelationship=Name(f"/{each.relationship.value}"),
        Desc=String(f"{each.name}: {each.description}"),
    )


def _in_ascii(name: str) -> str:
    """Return a name for readers that know no Unicode: 河 becomes u6cb3."""
    return re.sub(r"[^\x20-\x7e]", lambda match: f"u{ord(match[0]):04x}", name)


def _mend_objects(document: Pdf) -> None:
    """Print every annotation, follow the tags on every page, let no reader smooth a picture, name no empty resource."""
    for page in document.pages:
        page.obj.Tabs = Name.S
        for kind in [kind for kind, named in page.obj.Resources.items() if not named.keys()]:
            del page.obj.Resources[kind]
        for annotation in page.obj.get("/Annots", ()):
            annotation.F = _PRINTED
    for item in document.objects:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Image and "/Interpolate" in item:
            item.Interpolate = False


def _mend_catalogue(document: Pdf, deposit: Deposit) -> None:
    root = document.Root
    root.Lang = String(deposit.language)
    root.MarkInfo = Dictionary(Marked=True)
    if "/ViewerPreferences" not in root:
        root.ViewerPreferences = Dictionary()
    root.ViewerPreferences.DisplayDocTitle = True
    profile = Stream(document, _profile())
    profile.N = 3
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String(_PROFILE),
                Info=String(_PROFILE),
                RegistryName=String("http://www.color.org"),
                DestOutputProfile=document.make_indirect(profile),
            )
        ]
    )


def _metadata(document: Pdf, deposit: Deposit) -> Stream:
    """Return the XMP packet: what the Info dictionary says, in the same words, and what the deposit adds."""
    info = info_of(document)
    of = Packet()
    of.archival()
    of.text("dc:format", "application/pdf")
    of.alternatives("dc:title", info.get("Title", ""))
    of.members("dc:creator", info.get("Author", ""), in_order=True)
    of.alternatives("dc:description", info.get("Subject", ""))
    of.members("dc:language", deposit.language)
    of.text("dc:identifier", deposit.uuid.urn)
    of.members("dc:publisher", deposit.publisher)
    of.alternatives("dc:rights", deposit.rights)
    of.members("dc:date", deposit.date, in_order=True)
    of.text("pdf:Keywords", info.get("Keywords", ""))
    of.text("pdf:Producer", info.get("Producer", ""))
    of.making(info)
    stream = Stream(document, of.bytes())
    stream.Type = Name.Metadata
    stream.Subtype = Name.XML
    return stream


@cache
def _profile() -> bytes:
    """Return the profile of sRGB that comes with pikepdf, which says of itself: no copyright, use freely."""
    return (resources.files(pikepdf) / "pdfa" / "data" / "sRGB.icc").read_bytes()
