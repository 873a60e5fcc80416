"""The XMP packet of a PDF: takes properties by name, gives one plain packet in element form.

What the properties mean, and which a standard asks for, those who fill it in know. An empty value is left out.

Source: ISO 16684-1, 7 (RDF); XMP Specification Part 3, 3 (packet wrapper).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from pikepdf import Pdf

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# PDF/A knows no PDF/UA; a packet that names both has to say what the other's property is.
_OF_PDFUA = """<rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to whose rules the file is built</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag>"""
_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d'?\d\d'?)?")


@dataclass(slots=True)
class Packet:
    """The properties of one document, in the order they were given."""

    _properties: list[tuple[str, str]] = field(default_factory=list)

    def text(self, name: str, value: str) -> None:
        """Add a property with one value; `name` has its prefix."""
        if value:
            self._properties.append((name, escape(value)))

    def alternatives(self, name: str, value: str) -> None:
        """Add a property that may have a value in each language; ours is the one for all."""
        if value:
            self._properties.append((name, f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(value)}</rdf:li></rdf:Alt>'))

    def members(self, name: str, *values: str, in_order: bool = False) -> None:
        """Add a property of several values."""
        kind = "Seq" if in_order else "Bag"
        if items := "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values if value):
            self._properties.append((name, f"<rdf:{kind}>{items}</rdf:{kind}>"))

    def archival(self) -> None:
        """Claim the rules of PDF/A-3a and of PDF/UA-1, the second in words that the first knows."""
        self.text("pdfaid:part", "3")
        self.text("pdfaid:conformance", "A")
        self.text("pdfuaid:part", "1")
        self._properties.append(("pdfaExtension:schemas", _OF_PDFUA))

    def making(self, info: Mapping[str, str]) -> None:
        """Add what made the file, and when, in the words of its Info dictionary."""
        self.text("xmp:CreatorTool", info.get("Creator", ""))
        for key, name in (("CreateDate", "CreationDate"), ("ModifyDate", "ModDate"), ("MetadataDate", "ModDate")):
            self.text(f"xmp:{key}", iso_date(info.get(name, "")))

    def bytes(self) -> bytes:
        """Return the packet."""
        told_of = re.findall(r"</?(\w+):", "".join(f"<{name}>{value}" for name, value in self._properties))
        used = sorted({*told_of} - {"rdf"})
        declared = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in used)
        told = "".join(f"\n<{name}>{value}</{name}>" for name, value in self._properties)
        described = f'<rdf:Description rdf:about=""{declared}>{told}\n</rdf:Description>'
        rdf = f'<rdf:RDF xmlns:rdf="{_RDF}">\n{described}\n</rdf:RDF>'
        return f'{_BEGIN}\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n{rdf}\n</x:xmpmeta>\n<?xpacket end="r"?>'.encode()


def info_of(pdf: Pdf) -> dict[str, str]:
    """Return the Info dictionary of a file as words, its keys without their slash."""
    return {str(key).removeprefix("/"): str(value) for key, value in pdf.docinfo.items()}


def iso_date(pdf_date: str) -> str:
    """Return a date of an Info dictionary as XMP writes it; an empty string if it is none.

    Source: ISO 32000-1, 7.9.4.
    """
    match = _DATE.match(pdf_date)
    if not match:
        return ""
    year, month, day, hour, minute, second, zone = match.groups()
    date = "-".join(part for part in (year, month, day) if part)
    if not hour:
        return date
    zone = "Z" if zone in {None, "Z"} else f"{zone[:3]}:{zone[3:].replace(chr(39), '')}"
    return f"{date}T{hour}:{minute or '00'}:{second or '00'}{zone}"
