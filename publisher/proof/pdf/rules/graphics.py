"""Rules of what is painted: colours against the output intent, profiles, states, pictures, forms, transparency.

Source: ISO 19005-3, 6.2; ISO 32000-1, 8, 11 and 14.11.5.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from publisher.proof.checks import Finding
from publisher.proof.pdf.colour import COUNTS, DEVICES, GRAY, Icc, icc_of
from publisher.proof.pdf.document import Document
from publisher.proof.pdf.objects import Thing, elements, entry, is_dictionary, is_stream, key_of, name, number, within
from publisher.proof.pdf.rule import Rule
from publisher.proof.pdf.standards import ARCHIVE, PDF, PRINT

_INTENTS = {"RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"}
_BLENDS = {
    "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn",
    "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
}  # fmt: skip
_CLASSES = {"scnr", "mntr", "prtr", "spac"}
_BITS = {1, 2, 4, 8, 16}


def archive_intents(document: Document) -> list[Thing]:
    """Return the output intents that count for PDF/A."""
    return [each for each in document.output_intents if name(entry(each, "/S")) == "GTS_PDFA1"]


def intent_profile(document: Document) -> Icc | None:
    """Return the header of the profile colours are meant for: that of PDF/A, else of any output intent."""
    for each in [*archive_intents(document), *document.output_intents]:
        if icc := icc_of(entry(each, "/DestOutputProfile")):
            return icc
    return None


def _operators(document: Document) -> Iterator[Finding]:
    for page, words in sorted(document.usage.faults):
        yield Finding(page, "content", words)


def _resources(document: Document) -> Iterator[Finding]:
    for page, kind, label in sorted(document.usage.missing):
        yield Finding(page, f"/{kind}", f"/{label}")


def _own_resources(document: Document) -> Iterator[Finding]:
    for page, label in sorted(document.usage.borrowed):
        yield Finding(page, f"form {label}", "/Resources")


def _output_intent(document: Document) -> Iterator[Finding]:
    profiles = {key_of(entry(each, "/DestOutputProfile")) for each in document.output_intents}
    profiles -= {(0, 0)}
    if len(profiles) > 1:
        yield Finding(thing="/OutputIntents", detail=f"{len(profiles)} profiles")
    for each in archive_intents(document):
        if not is_stream(entry(each, "/DestOutputProfile")):
            yield Finding(thing="/OutputIntents", detail="/DestOutputProfile")


def _intent_header(document: Document) -> Iterator[Finding]:
    for each in document.output_intents:
        stream = entry(each, "/DestOutputProfile")
        if not is_stream(stream):
            continue
        icc = icc_of(stream)
        if icc is None:
            yield Finding(thing=f"object {key_of(stream)[0]}", detail="ICC")
        elif icc.kind not in {"prtr", "mntr"} or icc.version > 4 or not icc.count or icc.space == "Lab":
            yield Finding(thing=f"object {key_of(stream)[0]}", detail=f"{icc.kind} {icc.space} v{icc.version}")
        elif int(number(entry(stream, "/N"))) != icc.count:
            yield Finding(thing=f"object {key_of(stream)[0]}", detail=f"/N {entry(stream, '/N')}, {icc.space}")


def _device_colours(document: Document) -> Iterator[Finding]:
    profile = intent_profile(document)
    count = profile.count if profile else 0
    for (page, family), where in sorted(document.usage.painted.items()):
        if family in DEVICES and (not count or (family != GRAY and COUNTS[family] != count)):
            yield Finding(page, where, f"{family}, {profile.space if profile else '/OutputIntents –'}")


def _icc_based(document: Document) -> Iterator[Finding]:
    for number_of, holder in document.dictionaries:
        for key, value in holder.items():
            listed = elements(value) if isinstance(value, pikepdf.Array) else []
            if len(listed) < 2 or name(listed[0]) != "ICCBased":
                continue
            icc, count = icc_of(listed[1]), int(number(entry(listed[1], "/N")))
            where = f"object {number_of}, {key}"
            if icc is None:
                yield Finding(thing=where, detail="ICC")
            elif icc.kind not in _CLASSES or icc.version > 4 or count != icc.count:
                yield Finding(thing=where, detail=f"{icc.kind} {icc.space} v{icc.version}, /N {count}")


def _states(document: Document) -> Iterator[Finding]:
    for page, state in document.usage.states.values():
        if entry(state, "/TR") is not None:
            yield Finding(page, "/ExtGState", "/TR")
        if entry(state, "/TR2") is not None and name(entry(state, "/TR2")) != "Default":
            yield Finding(page, "/ExtGState", "/TR2")
        if entry(state, "/HTO") is not None or entry(state, "/HTP") is not None:
            yield Finding(page, "/ExtGState", "/HTO")
        halftone = entry(state, "/HT")
        if is_dictionary(halftone):
            if number(entry(halftone, "/HalftoneType")) not in {1, 5}:
                yield Finding(page, "/HT", f"/HalftoneType {entry(halftone, '/HalftoneType')}")
            if entry(halftone, "/HalftoneName") is not None:
                yield Finding(page, "/HT", "/HalftoneName")


def _intents(document: Document) -> Iterator[Finding]:
    used = [*document.usage.intents]
    used += [(page, name(entry(state, "/RI"))) for page, state in document.usage.states.values() if entry(state, "/RI")]
    used += [
        (each.page, name(entry(each.obj, "/Intent"))) for each in document.usage.pictures if entry(each.obj, "/Intent")
    ]
    for page, intent in sorted(set(used)):
        if intent not in _INTENTS:
            yield Finding(page, detail=intent)


def _interpolation(document: Document) -> Iterator[Finding]:
    for number_of, stream in document.streams:
        if name(entry(stream, "/Subtype")) == "Image" and entry(stream, "/Interpolate") is True:
            yield Finding(thing=f"object {number_of}", detail="/Interpolate true")
    for page, described in document.usage.inline:
        if described.get("I", described.get("Interpolate")) is True:
            yield Finding(page, "inline image", "/Interpolate true")


def _pictures(document: Document) -> Iterator[Finding]:
    for number_of, stream in document.streams:
        if name(entry(stream, "/Subtype")) != "Image":
            continue
        sides = [number(entry(stream, key)) for key in ("/Width", "/Height")]
        if min(sides) < 1:
            yield Finding(thing=f"object {number_of}", detail=f"{sides[0]:g} × {sides[1]:g}")
        bits = entry(stream, "/BitsPerComponent")
        if bits is not None and number(bits) not in _BITS:
            yield Finding(thing=f"object {number_of}", detail=f"/BitsPerComponent {bits}")


def _alternates(document: Document) -> Iterator[Finding]:
    for number_of, stream in document.streams:
        if name(entry(stream, "/Subtype")) not in {"Image", "Form"}:
            continue
        for key in ("/Alternates", "/OPI", "/Ref", "/PS"):
            if entry(stream, key) is not None:
                yield Finding(thing=f"object {number_of}", detail=key)
        if name(entry(stream, "/Subtype2")) == "PS":
            yield Finding(thing=f"object {number_of}", detail="/Subtype2 /PS")


def _postscript(document: Document) -> Iterator[Finding]:
    for number_of, stream in document.streams:
        if name(entry(stream, "/Subtype")) == "PS" and name(entry(stream, "/Type")) in {"", "XObject"}:
            yield Finding(thing=f"object {number_of}", detail="/Subtype /PS")


def _jpx(document: Document) -> Iterator[Finding]:
    """Look at the boxes of JPEG 2000 pictures: 1, 3 or 4 channels of one depth, one colour specification to go by."""
    for number_of, stream in document.streams:
        if (
            name(elements(entry(stream, "/Filter"))[-1] if entry(stream, "/Filter") is not None else None)
            != "JPXDecode"
        ):
            continue
        data = stream.read_raw_bytes()
        at = data.find(b"ihdr")
        channels = int.from_bytes(data[at + 12 : at + 14]) if at >= 0 else 0
        depth = data[at + 14] if 0 <= at < len(data) - 14 else 255
        if channels not in {1, 3, 4} or depth == 255 or data.count(b"colr") < 1:
            yield Finding(thing=f"object {number_of}", detail=f"JPX {channels}")


def _blending(document: Document) -> Iterator[Finding]:
    for page, state in document.usage.states.values():
        for mode in elements(entry(state, "/BM")):
            if name(mode) not in _BLENDS:
                yield Finding(page, "/ExtGState", f"/BM {name(mode)}")


def _group_colours(document: Document) -> Iterator[Finding]:
    """A page with transparency needs a blending space: its group's, or that of the output intent."""
    if intent_profile(document) is not None:
        return
    transparent = {page for page, state in document.usage.states.values() if _is_transparent(state)}
    transparent |= {each.page for each in document.usage.pictures if entry(each.obj, "/SMask") is not None}
    for page in document.pages:
        if page.number in transparent and within(page.obj, "/Group", "/CS") is None:
            yield Finding(page.number, "/Group", "/CS")


def _is_transparent(state: Thing) -> bool:
    alpha = min(number(entry(state, "/ca"), 1.0), number(entry(state, "/CA"), 1.0))
    modes = {name(mode) for mode in elements(entry(state, "/BM"))} - {"Normal", "Compatible"}
    return alpha < 1 or bool(modes) or is_dictionary(entry(state, "/SMask"))


RULES = (
    Rule("operators", {PDF: "ISO 32000-1, 7.8.2", ARCHIVE: "6.2.2"}, _operators),
    Rule("resources", {PDF: "ISO 32000-1, 7.8.3"}, _resources),
    Rule("own-resources", {ARCHIVE: "6.2.2"}, _own_resources),
    Rule("output-intent", {ARCHIVE: "6.2.3"}, _output_intent),
    Rule("intent-profile", {ARCHIVE: "6.2.3", PRINT: "ISO 32000-1, 14.11.5"}, _intent_header),
    Rule("device-colours", {ARCHIVE: "6.2.4.3", PRINT: "ISO 15930-7"}, _device_colours),
    Rule("icc-colours", {ARCHIVE: "6.2.4.2", PRINT: "ISO 32000-1, 8.6.5.5"}, _icc_based),
    Rule("graphics-states", {ARCHIVE: "6.2.5", PRINT: "ISO 15930-7"}, _states),
    Rule("rendering-intents", {ARCHIVE: "6.2.6"}, _intents),
    Rule("interpolation", {ARCHIVE: "6.2.8"}, _interpolation),
    Rule("pictures", {PDF: "ISO 32000-1, 8.9.5", ARCHIVE: "6.2.8"}, _pictures),
    Rule("alternates", {ARCHIVE: "6.2.8, 6.2.9", PRINT: "ISO 15930-7"}, _alternates),
    Rule("postscript", {ARCHIVE: "6.2.9", PRINT: "ISO 15930-7"}, _postscript),
    Rule("jpeg-2000", {ARCHIVE: "6.2.8.3", PRINT: ""}, _jpx),
    Rule("blend-modes", {ARCHIVE: "6.2.10"}, _blending),
    Rule("group-colours", {ARCHIVE: "6.2.10"}, _group_colours),
)
