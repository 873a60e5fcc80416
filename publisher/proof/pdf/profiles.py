"""Which standards a file says it follows, read from the file itself.

Takes a document, gives Claims: the parts and levels its XMP names, the output intents it carries.
"""

from __future__ import annotations

from dataclasses import dataclass

from publisher.proof.pdf.document import Document
from publisher.proof.pdf.metadata import PDFAID, PDFUAID, PDFXID
from publisher.proof.pdf.objects import entry, name, text
from publisher.proof.pdf.standards import ACCESS, ARCHIVE, LEVELS, PDF, PRESS, PRINT

_BLEED = 3.0  # points, both sides together: less is a rounded number
_KNOWN_PARTS = {"2", "3"}


@dataclass(frozen=True, slots=True)
class Claims:
    """What a file says it is; empty strings where it says nothing.

    Attributes:
        bleeds: pages reach beyond the cut, as only files for a printing house do.
    """

    part: str
    level: str
    access: str
    printing: str
    bleeds: bool = False

    def names(self) -> tuple[str, ...]:
        """Return the standards by the names people use."""
        named = [f"PDF/A-{self.part}{self.level}"] if self.part else []
        named += [f"PDF/UA-{self.access}"] if self.access else []
        return (*named, *([self.printing] if self.printing else []))


@dataclass(frozen=True, slots=True)
class Profile:
    """A set of rules that applies to a file; `level` is that of PDF/A."""

    key: str
    standard: str
    level: str = "b"


def claims_of(document: Document) -> Claims:
    """Return what a file claims to be."""
    metadata = document.metadata
    level = metadata.value(PDFAID, "conformance").lower()
    printing = metadata.value(PDFXID, "GTS_PDFXVersion") or text(entry(document.info, "/GTS_PDFXVersion"))
    if not printing and any(name(entry(each, "/S")) == "GTS_PDFX" for each in document.output_intents):
        printing = "PDF/X"
    return Claims(
        metadata.value(PDFAID, "part"), level, metadata.value(PDFUAID, "part"), printing, _has_bleed(document)
    )


def _has_bleed(document: Document) -> bool:
    boxes = ((page.boxes["TrimBox"], page.boxes["BleedBox"]) for page in document.pages)
    return any(trim and bleed and trim[2] - trim[0] + _BLEED < bleed[2] - bleed[0] for trim, bleed in boxes)


def profiles_of(claims: Claims, asked: tuple[str, ...]) -> tuple[list[Profile], list[str]]:
    """Return the profiles that apply and the claims for which there are no rules here.

    What is asked for applies whether it is claimed or not; PDF/A is then judged by the level claimed, else as 3u.
    """
    profiles, unknown = [Profile(PDF, "PDF")], []
    level = claims.level if claims.level and claims.level in LEVELS else ""
    if "a-3" in asked:
        profiles.append(Profile(ARCHIVE, f"PDF/A-3{level or 'u'}", level or "u"))
    elif claims.part in _KNOWN_PARTS:
        profiles.append(Profile(ARCHIVE, f"PDF/A-{claims.part}{claims.level}", level or "b"))
    elif claims.part:
        unknown.append(f"PDF/A-{claims.part}{claims.level}")
    if claims.access == "1" or "ua-1" in asked:
        profiles.append(Profile(ACCESS, "PDF/UA-1"))
    elif claims.access:
        unknown.append(f"PDF/UA-{claims.access}")
    if claims.printing in {"PDF/X-4", "PDF/X"} or "x-4" in asked:
        profiles.append(Profile(PRINT, "PDF/X-4"))
    elif claims.bleeds and not claims.part:
        profiles.append(Profile(PRESS, "press"))
    if claims.printing not in {"", "PDF/X-4", "PDF/X"}:
        unknown.append(claims.printing)
    return profiles, unknown
