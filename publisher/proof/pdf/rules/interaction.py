"""Rules of what a reader can click: annotations, forms, actions, links, outline, destinations, page labels.

Source: ISO 32000-1, 12; ISO 19005-3, 6.3 to 6.5 and 6.9.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from publisher.proof.checks import Finding
from publisher.proof.pdf import destinations
from publisher.proof.pdf.document import Document
from publisher.proof.pdf.objects import (
    Thing,
    elements,
    entry,
    is_dictionary,
    is_stream,
    leaves,
    name,
    number,
    numbers,
    pairs,
    shown,
    text,
    within,
)
from publisher.proof.pdf.rule import Rule
from publisher.proof.pdf.standards import ACCESS, ARCHIVE, PDF, PRINT

_NO_ANNOTATION = {"3D", "Sound", "Screen", "Movie", "RichMedia", ""}
_NO_ACTION = {
    "Launch", "Sound", "Movie", "ResetForm", "ImportData", "JavaScript", "Hide", "SetOCGState", "Rendition", "Trans",
    "GoTo3DView", "SetState", "NOP",
}  # fmt: skip
_DANGEROUS = {"JavaScript", "Launch", "ImportData", "SubmitForm", "GoToE", "Rendition", "RichMediaExecute"}
_NAMED = {"NextPage", "PrevPage", "FirstPage", "LastPage"}
_PRINTED, _UNSEEN = 4, 1 | 2 | 32 | 256  # Print; Invisible, Hidden, NoView, ToggleNoView


def annotated(document: Document) -> Iterator[tuple[int, Thing]]:
    """Yield every annotation with its page."""
    for page in document.pages:
        for annotation in page.annotations:
            yield page.number, annotation


def _types(document: Document) -> Iterator[Finding]:
    for page, annotation in annotated(document):
        if (kind := name(entry(annotation, "/Subtype"))) in _NO_ANNOTATION:
            yield Finding(page, shown(annotation), f"/Subtype {kind}")


def _flags(document: Document) -> Iterator[Finding]:
    for page, annotation in annotated(document):
        flags = int(number(entry(annotation, "/F")))
        is_seen = flags & _PRINTED and not flags & _UNSEEN
        if name(entry(annotation, "/Subtype")) != "Popup" and not is_seen:
            yield Finding(page, f"{name(entry(annotation, '/Subtype'))} {shown(annotation)}".strip(), f"/F {flags}")


def _appearances(document: Document) -> Iterator[Finding]:
    for page, annotation in annotated(document):
        kind, appearance = name(entry(annotation, "/Subtype")), entry(annotation, "/AP")
        if appearance is None:
            corners = numbers(entry(annotation, "/Rect"), 4)
            is_empty = corners is not None and corners[0] == corners[2] and corners[1] == corners[3]
            if kind not in {"Popup", "Link"} and not is_empty:
                yield Finding(page, f"{kind} {shown(annotation)}".strip(), "/AP")
            continue
        normal = entry(appearance, "/N")
        is_button = kind == "Widget" and name(entry(annotation, "/FT")) == "Btn"
        if {key for key, _ in pairs(appearance)} != {"/N"} or not (is_stream(normal) or is_button):
            yield Finding(page, f"{kind} {shown(annotation)}".strip(), "/AP /N")


def _form_fields(document: Document) -> Iterator[Finding]:
    if entry(entry(document.root, "/AcroForm"), "/NeedAppearances") is True:
        yield Finding(thing="/AcroForm", detail="/NeedAppearances true")
    for page, annotation in annotated(document):
        if name(entry(annotation, "/Subtype")) == "Widget":
            for key in ("/A", "/AA"):
                if entry(annotation, key) is not None:
                    yield Finding(page, f"Widget {shown(annotation)}".strip(), key)


def _xfa(document: Document) -> Iterator[Finding]:
    if entry(entry(document.root, "/AcroForm"), "/XFA") is not None:
        yield Finding(thing="/AcroForm", detail="/XFA")
    if entry(document.root, "/NeedsRendering") is True:
        yield Finding(thing="catalog", detail="/NeedsRendering true")


def _actions(document: Document) -> Iterator[tuple[int, str, Thing]]:
    """Yield object number, kind and dictionary of everything that is an action by its place or its type."""
    for number_of, holder in document.dictionaries:
        for key in ("/A", "/OpenAction", "/Next"):
            for action in elements(entry(holder, key)):
                if is_dictionary(action) and entry(action, "/S") is not None and name(entry(action, "/S")):
                    yield number_of, name(entry(action, "/S")), action
        for _, action in pairs(entry(holder, "/AA")):
            if is_dictionary(action):
                yield number_of, name(entry(action, "/S")), action
    for _, action in leaves(within(document.root, "/Names", "/JavaScript"), "/Names"):
        yield 0, name(entry(action, "/S")) or "JavaScript", action


def _forbidden_actions(document: Document) -> Iterator[Finding]:
    for number_of, kind, action in _actions(document):
        if kind in _NO_ACTION or (kind == "Named" and name(entry(action, "/N")) not in _NAMED):
            yield Finding(thing=f"object {number_of}", detail=f"/S {kind} {name(entry(action, '/N'))}".strip())


def _scripts(document: Document) -> Iterator[Finding]:
    for number_of, kind, _ in _actions(document):
        if kind in _DANGEROUS:
            yield Finding(thing=f"object {number_of}", detail=f"/S {kind}")


def _triggers(document: Document) -> Iterator[Finding]:
    if entry(document.root, "/AA") is not None:
        yield Finding(thing="catalog", detail="/AA")
    for page in document.pages:
        if entry(page.obj, "/AA") is not None:
            yield Finding(page.number, detail="/AA")
    for field in elements(within(document.root, "/AcroForm", "/Fields")):
        if entry(field, "/AA") is not None:
            yield Finding(thing=shown(field), detail="/AA")


def _optional_content(document: Document) -> Iterator[Finding]:
    properties = entry(document.root, "/OCProperties")
    if properties is None:
        return
    configurations = [entry(properties, "/D"), *elements(entry(properties, "/Configs"))]
    names = [text(entry(each, "/Name")) for each in configurations]
    for each, label in zip(configurations, names, strict=True):
        if not label or names.count(label) > 1:
            yield Finding(thing="/OCProperties", detail=f"/Name {label}".strip())
        if entry(each, "/AS") is not None:
            yield Finding(thing="/OCProperties", detail="/AS")


def _links(document: Document) -> Iterator[Finding]:
    names = dict(destinations.named(document))
    for page, annotation in annotated(document):
        if name(entry(annotation, "/Subtype")) == "Link" and (
            wrong := destinations.astray(document, annotation, names)
        ):
            yield Finding(page, shown(annotation), wrong)


def _link_areas(document: Document) -> Iterator[Finding]:
    """A link outside of the page, or without area, cannot be followed."""
    for page in document.pages:
        media = page.boxes["MediaBox"]
        for annotation in page.annotations:
            box = numbers(entry(annotation, "/Rect"), 4)
            if name(entry(annotation, "/Subtype")) != "Link" or media is None:
                continue
            if box is None or not _meet(box, media):
                yield Finding(page.number, shown(annotation), f"/Rect {[round(side, 1) for side in box or ()]}")


def _meet(box: tuple[float, ...], media: tuple[float, ...]) -> bool:
    left, bottom, right, top = min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
    return (
        left < right and bottom < top and left < media[2] and right > media[0] and bottom < media[3] and top > media[1]
    )


def _outline(document: Document) -> Iterator[Finding]:
    names = dict(destinations.named(document))
    for bookmark in destinations.outline(document):
        if not bookmark.title.strip():
            yield Finding(thing=shown(bookmark.obj), detail="/Title")
        if wrong := destinations.astray(document, bookmark.obj, names):
            yield Finding(thing=f"“{bookmark.title[:40]}”", detail=wrong)


def _destinations(document: Document) -> Iterator[Finding]:
    every = destinations.named(document)
    names, counted = dict(every), Counter(key for key, _ in every)
    for key, count in counted.items():
        if count > 1:
            yield Finding(thing=key[:60], detail=f"× {count}")
        elif not destinations.page_of(document, names[key], names):
            yield Finding(thing=key[:60], detail="–")
    listed = [bytes(key) for key, _ in leaves(within(document.root, "/Names", "/Dests"), "/Names") if text(key)]
    for one, other in pairwise(listed):
        if one > other:
            yield Finding(thing="/Names /Dests", detail=f"{one[:30]!r} > {other[:30]!r}")


def _labels(document: Document) -> Iterator[Finding]:
    ranges = destinations.labels(document)
    if ranges is None:
        return
    starts = [start for start, _ in ranges]
    if not starts or starts[0] != 0 or any(one >= other for one, other in pairwise(starts)):
        yield Finding(thing="/PageLabels", detail=f"/Nums {starts[:8]}")
    if starts and starts[-1] >= len(document.pages):
        yield Finding(thing="/PageLabels", detail=f"/Nums {starts[-1]} ≥ {len(document.pages)}")
    numbered: Counter[tuple[str, int]] = Counter()
    for (start, style), (end, _) in zip(ranges, [*ranges[1:], (len(document.pages), "")], strict=True):
        kind, prefix, first = style.split("|")
        numbered.update((f"{kind}|{prefix}", int(first) + offset) for offset in range(max(0, end - start)))
    for (style, value), count in sorted(numbered.items()):
        if count > 1:
            yield Finding(thing="/PageLabels", detail=f"{style.partition('|')[2]}{value} × {count}")


RULES = (
    Rule("annotation-types", {ARCHIVE: "6.3.1"}, _types),
    Rule("annotation-flags", {ARCHIVE: "6.3.2"}, _flags),
    Rule("annotation-appearances", {ARCHIVE: "6.3.3"}, _appearances),
    Rule("form-fields", {ARCHIVE: "6.4.1"}, _form_fields),
    Rule("xfa", {ARCHIVE: "6.4.2", ACCESS: "7.15"}, _xfa),
    Rule("actions", {ARCHIVE: "6.5.1", PRINT: "ISO 15930-7"}, _forbidden_actions),
    Rule("scripts", {PDF: ""}, _scripts),
    Rule("triggers", {ARCHIVE: "6.5.2", PRINT: "ISO 15930-7"}, _triggers),
    Rule("optional-content", {ARCHIVE: "6.9", ACCESS: "7.10"}, _optional_content),
    Rule("links", {PDF: "ISO 32000-1, 12.3.2"}, _links),
    Rule("link-areas", {PDF: "ISO 32000-1, 12.5.2"}, _link_areas),
    Rule("outline", {PDF: "ISO 32000-1, 12.3.3"}, _outline),
    Rule("destinations", {PDF: "ISO 32000-1, 12.3.2.3"}, _destinations),
    Rule("page-labels", {PDF: "ISO 32000-1, 12.4.2"}, _labels),
)
