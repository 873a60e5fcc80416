"""The structure tree of a PDF, put right before it is written: takes a laid-out document and the PDF made of it.

What the renderer's tags get wrong is mended: notes, lists of facts, figures, links, scopes, languages; what is no text
becomes an artifact. It changes nothing that is drawn.

Source: ISO 14289-1, 7; ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_POINTS_PER_PIXEL = 0.75
_PAGINATION = {"top": "/Header", "bottom": "/Footer"}
_SCOPES = {"row": "/Row", "col": "/Column"}
_PICTURES = ("img", "{http://www.w3.org/2000/svg}svg")
_LONGEST = 200  # characters of what is said of a link


def mend_structure(document: Any, pdf: Any) -> None:
    """Put the structure tree of a PDF right, of which no byte has been written yet."""
    root = next((item for item in pdf.objects if _is(item, "/StructTreeRoot")), None)
    if root is None:
        return
    tagged = pdf.tagging.elements
    _forget_namespaces(root, pdf)
    _name_notes(tagged)
    _name_figures(tagged)
    _name_facts(tagged)
    _say_scopes_and_languages(tagged)
    _measure_pictures(document, pdf, tagged)
    _gather_links(root, pdf, tagged)
    _write_artifacts(pdf)


def _is(item: Any, kind: str) -> bool:
    return isinstance(item, dict) and item.get("Type") == kind


def _of_element(tagged: Any, *tags: str) -> Iterator[tuple[Any, Any]]:
    """Yield boxes of some XHTML elements, pseudo-elements apart, with their structure elements."""
    return ((box, made) for box, made in tagged if box.element is not None and box.element_tag in tags)


def _forget_namespaces(root: Any, pdf: Any) -> None:
    """Take away the namespace of PDF 2.0, which means nothing in a PDF 1.7."""
    root.pop("Namespaces", None)
    for element in pdf.objects:
        if _is(element, "/StructElem"):
            element.pop("NS", None)


def _name_notes(tagged: Any) -> None:
    """Call a note a Note, and its part on another page one of another name."""
    outermost = {
        (id(box.element), made["Pg"]): (box, made)
        for box, made in _of_element(tagged, "span", "aside")
        if {"footnote", "note"} & set(str(box.element.get("class", "")).split())
    }
    parts: dict[str, int] = {}
    for number, (box, made) in enumerate(outermost.values(), 1):
        name = box.element.get("id") or f"note-{number}"
        parts[name] = parts.get(name, 0) + 1
        made["S"] = "/Note"
        made["ID"] = _text(name if parts[name] == 1 else f"{name}-part-{parts[name]}")


def _name_figures(tagged: Any) -> None:
    """Call what holds a figure and its words a Div; words without a figure are no caption."""
    lone = set()
    for box, made in _of_element(tagged, "figure"):
        made["S"] = "/Div"
        shown = [each for tag in _PICTURES for each in box.element.iter(tag) if each.get("role") != "presentation"]
        lone |= set() if shown else {id(each) for each in box.element.iter("figcaption")}
    for box, made in _of_element(tagged, "figcaption"):
        if id(box.element) in lone:
            made["S"] = "/Div"


def _name_facts(tagged: Any) -> None:
    """Make an item of each group in a list of facts: what is named becomes its label, the fact its body."""
    groups = {id(each): each for box, _ in _of_element(tagged, "dl") for each in box.element if each.tag == "div"}
    grouped = {id(each) for group in groups.values() for each in group}
    for box, made in _of_element(tagged, "div"):
        if id(box.element) in groups:
            made["S"] = "/LI"
    for box, made in _of_element(tagged, "dt", "dd"):
        if id(box.element) in grouped and made["S"] == "/LI":
            made["S"] = "/Lbl" if box.element_tag == "dt" else "/LBody"
        elif id(box.element) in grouped:
            made["S"] = "/NonStruct"


def _say_scopes_and_languages(tagged: Any) -> None:
    for box, made in _of_element(tagged, "th"):
        if made["S"] == "/TH":
            made["A"]["Scope"] = _SCOPES.get(box.element.get("scope", ""), "/Column")
    for box, made in tagged:
        if box.element is not None and (language := box.element.get("lang")):
            made["Lang"] = _text(language)


def _measure_pictures(document: Any, pdf: Any, tagged: Any) -> None:
    """Say in points from the foot of the page where a figure stands; the renderer says it in pixels from the head."""
    pages = dict(zip(pdf.page_references, document.pages, strict=True))
    for box, made in tagged:
        if made["S"] == "/Figure":
            page = pages[made["Pg"]]
            left, top = max(0.0, box.content_box_x()), max(0.0, box.content_box_y())
            right = min(page.width, box.content_box_x() + box.width)  # what bleeds is seen to the edge
            foot = min(page.height, box.content_box_y() + box.height)
            corners = (left, page.height - foot, right, page.height - top)
            made["A"]["BBox"][:] = [each * _POINTS_PER_PIXEL for each in corners]


def _gather_links(root: Any, pdf: Any, tagged: Any) -> None:
    """Hang each annotation of a link below the Link, let it say what the link says and be as high as its words."""
    numbers = pdf.objects[_number(root["ParentTree"])]["Nums"]
    places = {numbers[at]: at + 1 for at in range(0, len(numbers), 2)}
    boxes = {id(made): box for box, made in tagged}
    words = {id(made): " ".join("".join(box.element.itertext()).split()) for box, made in _of_element(tagged, "a")}
    for element in [each for each in pdf.objects if _is(each, "/StructElem")]:
        for reference in _annotations(element, pdf):
            link = _link_around(element, pdf)
            if link is None:
                continue
            annotation = pdf.objects[_number(pdf.objects[_number(reference)]["Obj"])]
            _heighten(annotation["Rect"], boxes[id(element)])
            if said := words.get(id(link)) if _names_its_target(annotation) else "":
                annotation["Contents"] = _text(said[:_LONGEST])
            if link is not element:
                element["K"].remove(reference)
                link["K"].append(reference)
                numbers[places[annotation["StructParent"]]] = link.reference


def _names_its_target(annotation: Any) -> bool:
    """Say whether a link says no more of itself than where it leads, as the renderer leaves it."""
    target = annotation.get("Dest") or annotation["A"]["URI"]
    return bool(getattr(annotation["Contents"], "data", b"") == target.data)


def _heighten(area: Any, box: Any) -> None:
    """Give an area the height of the letters in it: an inline box that adds nothing to its line is as high as nothing.

    `area` lies then in the middle of the letters. Its lower left corner comes first, as most readers expect.
    """
    if area[1] == area[3]:
        half = box.style["font_size"] * _POINTS_PER_PIXEL / 2
        area[1], area[3] = area[1] - half, area[3] + half
    area[1], area[3] = sorted((area[1], area[3]))


def _annotations(element: Any, pdf: Any) -> list[bytes]:
    references = [each for each in element["K"] if isinstance(each, bytes)]
    return [each for each in references if _is(pdf.objects[_number(each)], "/OBJR")]


def _link_around(element: Any, pdf: Any) -> Any:
    """Return the Link an element is or stands in, or None."""
    while _is(element, "/StructElem"):
        if element["S"] == "/Link":
            return element
        element = pdf.objects[_number(element["P"])]
    return None


def _write_artifacts(pdf: Any) -> None:
    """Mark what is no text as an artifact, the head and the foot of a page as such."""
    for page, reference in enumerate(pdf.page_references):
        sides = {mark: side for (on, mark), side in pdf.tagging.artifacts.items() if on == page}
        if sides:
            stream = pdf.objects[_number(pdf.objects[_number(reference)]["Contents"])].stream
            _write_on_page(stream, sides)


def _write_on_page(stream: list[Any], sides: dict[int, str]) -> None:
    for at, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") in sides:
            side = sides[item.pop("MCID")]
            stream[at - 1] = "/Artifact"
            item.update({"Type": "/Pagination"} if side else {})
            item.update({"Subtype": _PAGINATION[side]} if side in _PAGINATION else {})


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _text(words: str) -> str:
    """Return a string as PDF writes one that may be in any language."""
    marked = b"\xfe\xff" + words.encode("utf-16-be")
    return f"<{marked.hex()}>"
