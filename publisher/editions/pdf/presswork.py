"""What a printing house gets: takes pages laid out with bleed and an order, gives the pages and the cover spread.

Inks instead of screen colours, sheets with boxes and marks, a whole number of folded sheets, nothing to click on. With
a profile the files are built to the rules of PDF/X-4.

Source: ISO 15930-7 (PDF/X-4); ISO 32000-1, 14.11.
"""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf, Stream, String

from publisher.editions.pdf.colours import print_in
from publisher.editions.pdf.imposition import filled
from publisher.editions.pdf.inks import check_profile, inks_of
from publisher.editions.pdf.packet import Packet, info_of
from publisher.editions.pdf.sheets import put_on_sheet
from publisher.editions.pdf.wrapper import cover_spread, spine_mm
from publisher.typesetting.geometry import POINTS_PER_MM

_REGISTRY = "http://www.color.org"
_FOR_SCREENS = ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/OpenAction", "/PageMode", "/Dests")


@dataclass(frozen=True, slots=True)
class PressOrder:
    """What is done with the pages.

    Attributes:
        four_inks: whether colours are printed; else everything is black.
        profile: the ICC profile of the press, or nothing.
        spine: whether the issue is glued to a spine.
        paper_mm: how thick a leaf is.
        has_cover: whether its first page is a cover, so that a cover spread is made.
        house_pages: how many of the last pages may be left out or fill the last sheet.
    """

    four_inks: bool
    profile: bytes
    condition: str
    spine: bool
    paper_mm: float
    marks: bool
    has_cover: bool
    bound_right: bool
    house_pages: int
    identifier: str


@dataclass(frozen=True, slots=True)
class PressReady:
    """The finished files, and how many pages the issue has on paper; `spread` is empty where there is no cover."""

    pages: bytes
    spread: bytes
    count: int


def press_ready(raw: bytes, order: PressOrder) -> PressReady:
    """Return the files for the printing house."""
    with Pdf.open(io.BytesIO(raw)) as pdf:
        _strip(pdf)
        _fill(pdf, order.house_pages)
        print_in(pdf, inks_of(order.profile, four=order.four_inks))
        count = len(pdf.pages)
        spread = b""
        if order.has_cover:
            spine = spine_mm(count, order.paper_mm) * POINTS_PER_MM if order.spine else 0.0
            made = cover_spread(pdf, spine, marks=order.marks, bound_right=order.bound_right)
            for key, value in pdf.docinfo.items():
                made.docinfo[key] = String(str(value))
            spread = _finished(made, order, "cover")
        for page in pdf.pages:
            put_on_sheet(pdf, page, marks=order.marks)
        return PressReady(_finished(pdf, order, "pages"), spread, count)


def _strip(pdf: Pdf) -> None:
    """Take away what only a screen uses; how the pages turn stays."""
    for key in _FOR_SCREENS:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in ("/Annots", "/StructParents", "/Tabs"):
            if key in page.obj:
                del page.obj[key]
    preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
    direction = preferences.get("/Direction")
    pdf.Root.ViewerPreferences = Dictionary(Direction=direction) if direction else Dictionary()


def _fill(pdf: Pdf, house_pages: int) -> None:
    """Fill the last sheet: house pages at the end, blank ones before them; what is not needed goes."""
    count = len(pdf.pages) - house_pages
    missing = filled(count) - count
    kept = min(missing, house_pages)
    del pdf.pages[count + kept :]
    like = pdf.pages[count - 1].obj
    for _ in range(missing - kept):
        blank = Dictionary(Type=Name.Page, Resources=Dictionary(), Contents=pdf.make_stream(b""))
        for box in ("/MediaBox", "/TrimBox", "/BleedBox", "/Rotate"):
            if box in like:
                blank[box] = like[box]
        pdf.pages.insert(count, Page(pdf.make_indirect(blank)))


def _finished(pdf: Pdf, order: PressOrder, part: str) -> bytes:
    """Return the bytes of a file, with what PDF/X-4 asks for where there is a profile."""
    pdf.docinfo[Name.Trapped] = Name("/False")
    if order.profile:
        pdf.Root.OutputIntents = Array([_intent(pdf, order)])
        packet = _packet(pdf, order, part).bytes()
        pdf.Root.Metadata = Stream(pdf, packet, Type=Name.Metadata, Subtype=Name.XML)
    stream = io.BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(stream, deterministic_id=True, force_version="1.6", object_stream_mode=ObjectStreamMode.generate)
    return stream.getvalue()


def _intent(pdf: Pdf, order: PressOrder) -> Dictionary:
    named = check_profile(order.profile)
    profile = pdf.make_stream(order.profile, N=4)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, DestOutputProfile=profile)
    intent.OutputConditionIdentifier = String(order.condition or "Custom")
    intent.Info = String(named or order.condition or "CMYK")
    if order.condition:
        intent.RegistryName = String(_REGISTRY)
    return intent


def _packet(pdf: Pdf, order: PressOrder, part: str) -> Packet:
    info = info_of(pdf)
    packet = Packet()
    packet.alternatives("dc:title", info.get("Title", ""))
    packet.text("pdf:Producer", info.get("Producer", ""))
    packet.text("pdf:Trapped", "False")
    packet.making(info)
    packet.text("xmpMM:DocumentID", f"uuid:{uuid.uuid5(uuid.UUID(order.identifier), part)}")
    packet.text("xmpMM:VersionID", "1")
    packet.text("xmpMM:RenditionClass", "default")
    packet.text("pdfxid:GTS_PDFXVersion", "PDF/X-4")
    return packet
