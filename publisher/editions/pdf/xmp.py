"""The XMP packet of an archive copy: takes what the Info dictionary says and what an issue adds, gives one packet.

It is written in the element form, uncompressed, without anything that changes from day to day.

Source: ISO 16684-1; ISO 19005-3, 6.6; ISO 14289-1, 5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
_HEAD = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
"""
_FOOT = """</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_PDFUAID = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
"""


@dataclass(frozen=True, slots=True)
class Description:
    """What a packet says of a document; empty fields are left out. Dates are those of the Info dictionary."""

    title: str
    creator: str = ""
    description: str = ""
    keywords: str = ""
    creator_tool: str = ""
    producer: str = ""
    created: str = ""
    modified: str = ""
    language: str = ""
    identifier: str = ""
    publisher: str = ""
    rights: str = ""
    date: str = ""


def packet(of: Description) -> bytes:
    """Return the packet of an archive copy: PDF/A-3a and PDF/UA-1."""
    parts = (
        _described("pdfaid", {"part": "3", "conformance": "A"}),
        _described("pdfuaid", {"part": "1"}),
        _block(("pdfaExtension", "pdfaSchema", "pdfaProperty"), _PDFUAID),
        _block(("dc",), _dublin_core(of)),
        _described("pdf", {"Keywords": of.keywords, "Producer": of.producer}),
        _described("xmp", {"CreatorTool": of.creator_tool, **_dates(of)}),
    )
    return f"{_HEAD}{''.join(parts)}{_FOOT}".encode()


def _dates(of: Description) -> dict[str, str]:
    created, modified = xmp_date(of.created), xmp_date(of.modified)
    return {"CreateDate": created, "ModifyDate": modified, "MetadataDate": modified}


def xmp_date(date: str) -> str:
    """Return a date of the Info dictionary (D:20260101000000Z) as XMP writes it; empty for anything else."""
    digits = date.removeprefix("D:")
    if len(digits) != 15 or not digits[:14].isdecimal() or digits[14] != "Z":
        return ""
    year, rest = digits[:4], [digits[at : at + 2] for at in range(4, 14, 2)]
    return f"{year}-{rest[0]}-{rest[1]}T{':'.join(rest[2:])}Z"


def _dublin_core(of: Description) -> str:
    parts = {
        "format": "application/pdf",
        "title": _alternatives(of.title),
        "creator": _listed("Seq", of.creator),
        "description": _alternatives(of.description),
        "language": _listed("Bag", of.language),
        "identifier": escape(of.identifier),
        "publisher": _listed("Bag", of.publisher),
        "rights": _alternatives(of.rights),
        "date": _listed("Seq", of.date),
    }
    return "".join(f"<dc:{name}>{value}</dc:{name}>\n" for name, value in parts.items() if value)


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>' if text else ""


def _listed(kind: str, text: str) -> str:
    return f"<rdf:{kind}><rdf:li>{escape(text)}</rdf:li></rdf:{kind}>" if text else ""


def _described(prefix: str, properties: Mapping[str, str]) -> str:
    lines = (
        f"<{prefix}:{name}>{escape(value)}</{prefix}:{name}>\n" for name, value in properties.items() if value
    )
    return _block((prefix,), "".join(lines))


def _block(prefixes: tuple[str, ...], content: str) -> str:
    declared = " ".join(f'xmlns:{prefix}="{_NAMESPACES[prefix]}"' for prefix in prefixes)
    return f'<rdf:Description rdf:about="" {declared}>\n{content}</rdf:Description>\n' if content else ""
