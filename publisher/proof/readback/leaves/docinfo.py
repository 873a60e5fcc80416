"""What a PDF says of itself, against the facts of the issue: takes the file, gives statements that are wrong.

The information dictionary, the XMP packet, the language and the identifier are derived from the issue here once more.

Source: ISO 32000-1, 14.3 and 14.4; ISO 16684-1.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version

from publisher.proof.checks import Check, Finding
from publisher.proof.pdf import metadata as xmp
from publisher.proof.pdf.document import Document
from publisher.proof.pdf.objects import elements, entry, name, octets, pairs, text
from publisher.proof.readback.expected import Expected
from publisher.proof.readback.findings import NOTHING, check, quoted
from publisher.proof.readback.leaves.enclosures import enclosure_faults

_ARCHIVE, _PRINT, _COVER = ".archive.pdf", ".print.pdf", ".print-cover.pdf"
_CREATOR = "Reissue"
_PREFIXES = {
    xmp.DC: "dc", xmp.XMP: "xmp", xmp.XMPMM: "xmpMM", xmp.ADOBE_PDF: "pdf", xmp.PDFAID: "pdfaid",
    xmp.PDFUAID: "pdfuaid", xmp.PDFXID: "pdfxid", xmp.EXTENSION: "pdfaExtension",
}  # fmt: skip


def docinfo_checks(document: Document, name_of_file: str, expected: Expected) -> Iterator[Check]:
    """Yield the checks of what a PDF says of itself; the end of the name says which edition it is."""
    info = _info(expected, on_paper=name_of_file.endswith((_PRINT, _COVER)))
    seen = {key.lstrip("/"): text(value) or name(value) for key, value in pairs(document.info)}
    yield check("info", _unlike(info, seen))
    yield check("xmp", _packet(document, name_of_file, expected, info))
    yield check("document-language", _language(document, expected))
    yield check("identifier", _identifier(document, name_of_file, expected))
    if name_of_file.endswith(_ARCHIVE):
        yield check("enclosed", enclosure_faults(document, expected.issue))


def _unlike(wanted: Mapping[str, str], seen: Mapping[str, str]) -> Iterator[Finding]:
    for key in dict.fromkeys((*wanted, *seen)):
        right, found = wanted.get(key, ""), seen.get(key, "")
        if right != found:
            yield Finding(0, key, f"{quoted(right) or NOTHING} ≠ {quoted(found) or NOTHING}")


def _info(expected: Expected, *, on_paper: bool) -> dict[str, str]:
    """Return what the information dictionary must hold."""
    issue, setting = expected.issue, expected.settings["pdf"]
    revision = setting.words.get("revision-value", "").format(number=issue.revision)
    date = expected.moment.strftime("D:%Y%m%d%H%M%SZ")
    facts = {
        "Title": setting.title,
        "Author": issue.periodical.publisher,
        "Subject": issue.periodical.description,
        "Keywords": f"{issue.id}, {revision}",
        "Creator": _CREATOR,
        "Producer": _producer(),
        "CreationDate": date,
        "ModDate": date,
        "Trapped": "False" if on_paper else "",
    }
    return {key: value for key, value in facts.items() if value}


def _producer() -> str:
    """Return the name of the renderer that this installation has: the tool asks for one version of it."""
    try:
        return f"WeasyPrint {version('weasyprint')}"
    except PackageNotFoundError:
        return "WeasyPrint"


def _packet(document: Document, name_of_file: str, expected: Expected, info: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what the XMP packet says otherwise than it should."""
    packet = document.metadata
    if packet.fault:
        yield Finding(0, "XMP", packet.fault)
    seen = {
        f"{_PREFIXES.get(each.namespace, each.namespace)}:{each.name}": "|".join(each.values)
        for each in packet.properties
    }
    if name_of_file.endswith(_ARCHIVE):
        wanted = _archival(expected, info)
    elif packet.is_there and name_of_file.endswith((_PRINT, _COVER)):
        wanted = _pressed(expected, info, "cover" if name_of_file.endswith(_COVER) else "pages")
    else:
        wanted = {}
    yield from _unlike(wanted, seen)


def _making(expected: Expected, info: Mapping[str, str]) -> dict[str, str]:
    date = expected.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    made = {"xmp:CreatorTool": _CREATOR, "pdf:Producer": info["Producer"], "dc:title": info.get("Title", "")}
    return made | dict.fromkeys(("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"), date)


def _archival(expected: Expected, info: Mapping[str, str]) -> dict[str, str]:
    issue = expected.issue
    facts = {
        **_making(expected, info),
        "pdfaid:part": "3",
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
        "dc:format": "application/pdf",
        "dc:creator": info.get("Author", ""),
        "dc:description": info.get("Subject", ""),
        "dc:language": issue.language,
        "dc:identifier": _uuid(expected, "pdf-archive").urn,
        "dc:publisher": issue.periodical.publisher,
        "dc:rights": issue.rights or issue.periodical.rights,
        "dc:date": str(issue.date or ""),
        "pdf:Keywords": info["Keywords"],
    }
    return {key: value for key, value in facts.items() if value}


def _pressed(expected: Expected, info: Mapping[str, str], part: str) -> dict[str, str]:
    return {
        **_making(expected, info),
        "pdf:Trapped": "False",
        "xmpMM:DocumentID": f"uuid:{uuid.uuid5(_uuid(expected, 'pdf'), part)}",
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
        "pdfxid:GTS_PDFXVersion": "PDF/X-4",
    }


def _uuid(expected: Expected, edition: str) -> uuid.UUID:
    issue = expected.issue
    return uuid.uuid5(uuid.NAMESPACE_URL, f"reissue:{issue.id}:{issue.language}:{issue.revision}:{edition}")


def _language(document: Document, expected: Expected) -> Iterator[Finding]:
    said = entry(document.root, "/Lang")
    if said is not None and text(said) != expected.issue.language:
        yield Finding(0, "/Lang", f"{expected.issue.language} ≠ {quoted(text(said))}")


def _identifier(document: Document, name_of_file: str, expected: Expected) -> Iterator[Finding]:
    """Yield the first part of a file identifier that is not made of issue, language and revision."""
    suffixes = {_ARCHIVE: "pdf-archive", f"{expected.issue.stem}.pdf": "pdf"}
    edition = next((value for suffix, value in suffixes.items() if name_of_file.endswith(suffix)), "")
    if not edition:
        return
    listed = elements(entry(document.trailer, "/ID"))
    seen = (octets(listed[0]) if listed else None) or b""
    wanted = _uuid(expected, edition).bytes
    if seen != wanted:
        yield Finding(0, "/ID", f"{wanted.hex()} ≠ {seen.hex() or NOTHING}")
