"""The mutators of PDFs: each takes Leaves and a source of chance, and spoils one thing of one kind.

What they spoil is what a reader meets: glyphs and their places, pages, links, pictures, what the file says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

import pikepdf

from tests.mutation.leaves import Content, Glyph, Leaves, Line, Paragraph, saved
from tests.mutation.mutation import Mutation, Mutator, drawn, other_character, two_of

LEADERS = {".", "·"}
_PIXELS = 16
_XMP_TEXT = re.compile(rb">([^<>\s][^<>]*)</")


def character_dropped(leaves: Leaves, draw: Random) -> Mutation | None:
    """Take a glyph away; one of a row of leader dots is excluded."""
    glyph = drawn(draw, leaves.glyphs)
    if _leads(leaves, glyph):
        return None
    codes, at = leaves.codes(glyph.string), 2 * glyph.index
    data = leaves.with_strings({glyph.string: codes[:at] + codes[at + 2 :]})
    return Mutation(f"{_place(leaves, glyph)} dropped", data)


def character_doubled(leaves: Leaves, draw: Random) -> Mutation | None:
    """Draw a glyph twice; one of a row of leader dots is excluded."""
    glyph = drawn(draw, leaves.glyphs)
    if _leads(leaves, glyph):
        return None
    codes, at = leaves.codes(glyph.string), 2 * glyph.index
    data = leaves.with_strings({glyph.string: codes[: at + 2] + codes[at:]})
    return Mutation(f"{_place(leaves, glyph)} doubled", data)


def character_swapped(leaves: Leaves, draw: Random) -> Mutation | None:
    """Exchange two neighbours of one string; equal ones are excluded."""
    string = drawn(draw, [each for each in leaves.strings.values() if len(each) > 1])
    at = draw.randrange(len(string) - 1)
    first, second = string[at : at + 2]
    if first.text == second.text:
        return None
    codes = bytearray(leaves.codes(first.string))
    _set(codes, first.index, second.code)
    _set(codes, second.index, first.code)
    what = f"{_place(leaves, first)} and {second.text} exchanged"
    return Mutation(what, leaves.with_strings({first.string: bytes(codes)}))


def character_changed(leaves: Leaves, draw: Random) -> Mutation:
    glyph = drawn(draw, leaves.glyphs)
    return _other_glyph(leaves, draw, glyph, "")


def paragraph_dropped(leaves: Leaves, draw: Random) -> Mutation:
    paragraph = drawn(draw, leaves.paragraphs)
    content = list(leaves.contents[paragraph.page])
    shown = {at for start, end in paragraph.stretches for at in range(start, end) if str(content[at].operator) == "TJ"}
    kept = [each for at, each in enumerate(content) if at not in shown]
    return Mutation(f"{_named(paragraph)} dropped", leaves.with_contents({paragraph.page: kept}))


def paragraph_doubled(leaves: Leaves, draw: Random) -> Mutation:
    """Draw a paragraph once more, a little lower, as marked content that no element owns."""
    paragraph = drawn(draw, leaves.paragraphs)
    content: Content = []
    ends = {end - 1: start for start, end in paragraph.stretches}
    for at, instruction in enumerate(leaves.contents[paragraph.page]):
        content.append(instruction)
        if at in ends:
            content += [_again(each) for each in leaves.contents[paragraph.page][ends[at] : at + 1]]
    return Mutation(f"{_named(paragraph)} doubled", leaves.with_contents({paragraph.page: content}))


def paragraph_swapped(leaves: Leaves, draw: Random) -> Mutation | None:
    """Exchange two paragraphs of a page: neighbours, or such as have as many lines; equal ones are excluded."""
    paragraphs = leaves.paragraphs
    pairs = [
        (first, second)
        for at, first in enumerate(paragraphs)
        for behind, second in enumerate(paragraphs[at + 1 :])
        if first.page == second.page and (behind == 0 or len(first.lines) == len(second.lines))
    ]
    first, second = drawn(draw, pairs)
    if first.text == second.text:
        return None
    content = list(leaves.contents[first.page])
    slots = [*first.lines, *second.lines]
    for line, slot in zip([*second.lines, *first.lines], slots, strict=True):
        _move(content, line, slot.x - line.x, slot.y - line.y)
    what = f"{_named(first)} and {second.text[:12]} exchanged"
    return Mutation(what, leaves.with_contents({first.page: content}))


def pages_dropped(leaves: Leaves, draw: Random) -> Mutation:
    pdf = leaves.again()
    page = drawn(draw, sorted({glyph.page for glyph in leaves.glyphs}))
    del pdf.pages[page]
    return Mutation(f"page {page + 1} dropped", saved(pdf))


def pages_doubled(leaves: Leaves, draw: Random) -> Mutation:
    pdf = leaves.again()
    page = drawn(draw, sorted({glyph.page for glyph in leaves.glyphs}))
    pdf.pages.insert(page + 1, pdf.pages[page])
    return Mutation(f"page {page + 1} doubled", saved(pdf))


def pages_swapped(leaves: Leaves, draw: Random) -> Mutation:
    pdf = leaves.again()
    first, second = two_of(draw, sorted({glyph.page for glyph in leaves.glyphs}))
    order = list(range(len(pdf.pages)))
    order[first], order[second] = second, first
    pages = [pdf.pages[at] for at in order]
    del pdf.pages[:]
    pdf.pages.extend(pages)
    return Mutation(f"pages {first + 1} and {second + 1} exchanged", saved(pdf))


def page_number(leaves: Leaves, draw: Random) -> Mutation:
    """Change a digit of a folio or of the printed contents, or a page label."""
    if draw.random() < 0.34:
        return _page_label(leaves, draw)
    numbers = [
        glyph
        for string in leaves.strings.values()
        if all(each.text.isdecimal() for each in string)
        for glyph in string
        if glyph.is_artifact or glyph.page in leaves.contents_pages
    ]
    return _other_glyph(leaves, draw, drawn(draw, numbers), "page number ")


def _page_label(leaves: Leaves, draw: Random) -> Mutation:
    pdf = leaves.again()
    labels = pdf.Root.PageLabels.Nums
    at = drawn(draw, range(1, len(labels), 2))
    label = labels[at]
    if "/St" in label or "/P" not in label:
        label.St = int(label.get("/St", 1)) + draw.randrange(1, 9)
    else:
        label.P = pikepdf.String(str(label.P) + str(draw.randrange(10)))
    return Mutation(f"page label from page {int(labels[at - 1]) + 1} on: {dict(label)}", saved(pdf))


def link(leaves: Leaves, draw: Random) -> Mutation:
    """Lead an annotation, a name or an entry of the outline to another page."""
    pdf = leaves.again()
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    entries = list(_outline(pdf.Root.Outlines))
    annotations = [each for page in pdf.pages for each in page.get("/Annots", []) if "/Dest" in each]
    which, thing = drawn(
        draw,
        [("annotation", each) for each in annotations]
        + [("name", each) for each in sorted({str(each.Dest) for each in annotations})]
        + [("entry", each) for each in entries],
    )
    if which == "annotation":
        was = str(thing.Dest)
        thing.Dest = pikepdf.String(
            drawn(draw, sorted(str(name) for name in names if _at(names[name]) != _at(names[was])))
        )
        what = f"annotation to {was} leads to {thing.Dest}"
    else:
        target = names[thing] if which == "name" else thing.Dest
        page = drawn(draw, [each.obj for each in pdf.pages if each.obj.objgen != _target(target)[0].objgen])
        _target(target)[0] = page
        what = f"{which} {thing if which == 'name' else thing.Title} leads to another page"
    return Mutation(what, saved(pdf))


def outline(leaves: Leaves, draw: Random) -> Mutation:
    """Change a character of an entry of the outline."""
    pdf = leaves.again()
    entry = drawn(draw, list(_outline(pdf.Root.Outlines)))
    was = str(entry.Title)
    entry.Title = pikepdf.String(_one_changed(draw, was))
    return Mutation(f"entry {was} → {entry.Title}", saved(pdf))


def metadata(leaves: Leaves, draw: Random) -> Mutation:
    """Change a character of the document information or of the XMP, or the language of the file."""
    pdf = leaves.again()
    xmp = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    facts: list[tuple[str, Any]] = [("info", key) for key in sorted(pdf.docinfo)]
    facts += [("language", "/Lang"), *(("xmp", match) for match in _XMP_TEXT.finditer(xmp))]
    which, thing = drawn(draw, facts)
    if which == "xmp":
        was = thing[1].decode()
        new = _one_changed(draw, was)
        pdf.Root.Metadata.write(xmp[: thing.start(1)] + new.encode() + xmp[thing.end(1) :])
    else:
        holder = pdf.docinfo if which == "info" else pdf.Root
        was = str(holder[thing])
        new = _one_changed(draw, was)
        holder[thing] = pikepdf.String(new)
    return Mutation(f"{which}: {was} → {new}", saved(pdf))


def description(leaves: Leaves, draw: Random) -> Mutation:
    """Change a character of the words that stand for a picture."""
    pdf = leaves.again()
    figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each and "/S" in each]
    figure = drawn(draw, [each for each in figures if str(each.Alt).strip()])
    was = str(figure.Alt)
    figure.Alt = pikepdf.String(_one_changed(draw, was))
    return Mutation(f"{was} → {figure.Alt}", saved(pdf))


def picture(leaves: Leaves, draw: Random) -> Mutation:
    """Put another small picture in the place of one."""
    pdf = leaves.again()
    images = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
    image = drawn(draw, images)
    if draw.random() < 0.5:
        data = bytes(255 - byte for byte in image.read_bytes())
        what = "is its negative"
    else:
        image.Width = image.Height = _PIXELS
        image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        data = draw.randbytes(_PIXELS * _PIXELS)
        what = "is another one"
    image.write(data)
    return Mutation(f"picture {image.objgen[0]} {what}", saved(pdf))


def wrong_glyph(leaves: Leaves, draw: Random) -> Mutation:
    """Exchange two glyphs of a font wherever they are drawn, and their meanings: the text stays, the looks do not."""
    pdf = leaves.again()
    glyph = drawn(draw, leaves.glyphs)
    map_of = leaves.fonts[glyph.font]
    used = {each.code for each in leaves.glyphs if each.font == glyph.font}
    others = sorted(code for code in used if map_of[code] != glyph.text)
    other = drawn(draw, others)
    turned = {glyph.code: other, other: glyph.code}
    strings: dict[tuple[int, int, int], bytes] = {}
    for where, string in leaves.strings.items():
        if string[0].font == glyph.font and any(each.code in turned for each in string):
            codes = bytearray(leaves.codes(where))
            for each in string:
                _set(codes, each.index, turned.get(each.code, each.code))
            strings[where] = bytes(codes)
    font = pdf.get_object(glyph.font)
    _mean(font, {glyph.code: map_of[other], other: map_of[glyph.code]})
    what = f"{glyph.text} looks like {map_of[other]} and the other way round in {font.BaseFont}"
    return Mutation(what, leaves.with_strings(strings, pdf))


def to_unicode(leaves: Leaves, draw: Random) -> Mutation:
    """Give a code of a font another meaning: the looks stay, the text does not."""
    pdf = leaves.again()
    glyph = drawn(draw, leaves.glyphs)
    new = other_character(draw, glyph.text)
    font = pdf.get_object(glyph.font)
    _mean(font, {glyph.code: new})
    return Mutation(f"{glyph.text} means {new} in {font.BaseFont}", saved(pdf))


def _other_glyph(leaves: Leaves, draw: Random, glyph: Glyph, what: str) -> Mutation:
    """Return the file with another character of the same font in the place of a glyph: a digit for a digit."""
    meant = leaves.fonts[glyph.font]
    among = sorted(
        code
        for code, text in meant.items()
        if text.strip() and text != glyph.text and text.isdecimal() == glyph.text.isdecimal()
    )
    new = drawn(draw, among)
    codes = bytearray(leaves.codes(glyph.string))
    _set(codes, glyph.index, new)
    what = f"{what}{_place(leaves, glyph)} → {meant[new]}"
    return Mutation(what, leaves.with_strings({glyph.string: bytes(codes)}))


def _leads(leaves: Leaves, glyph: Glyph) -> bool:
    """Say whether a glyph is a dot of a row that leads the eye to a page number: one more or less says nothing."""
    return glyph.page in leaves.contents_pages and {each.text for each in leaves.strings[glyph.string]} <= LEADERS


def _set(codes: bytearray, index: int, code: int) -> None:
    codes[2 * index : 2 * index + 2] = code.to_bytes(2, "big")


def _mean(font: Any, new: Mapping[int, str]) -> None:
    """Write other meanings of some codes into a font's ToUnicode map."""
    cmap = font.ToUnicode.read_bytes()
    for code, text in new.items():
        meaning = text.encode("utf-16-be").hex().encode()
        cmap, count = re.subn(rb"(?im)^(<%04x>\s*)<[0-9a-f]+>" % code, rb"\1<" + meaning + rb">", cmap)
        assert count == 1
    font.ToUnicode.write(cmap)


def _again(instruction: pikepdf.ContentStreamInstruction) -> pikepdf.ContentStreamInstruction:
    operator, operands = str(instruction.operator), instruction.operands
    if operator == "BDC":
        return pikepdf.ContentStreamInstruction([pikepdf.Name.Span], pikepdf.Operator("BMC"))
    if operator == "Tm":
        return pikepdf.ContentStreamInstruction([*operands[:5], operands[5] + Decimal(7)], instruction.operator)
    return instruction


def _move(content: Content, line: Line, right: float, down: float) -> None:
    for at in line.places:
        old = content[at].operands
        x, y = (Decimal(f"{float(each) + by:.4f}") for each, by in ((old[4], right), (old[5], down)))
        content[at] = pikepdf.ContentStreamInstruction([*old[:4], x, y], content[at].operator)


def _one_changed(draw: Random, text: str) -> str:
    at = drawn(draw, [at for at, each in enumerate(text) if not each.isspace()])
    return text[:at] + other_character(draw, text[at]) + text[at + 1 :]


def _outline(parent: Any) -> Any:
    entry = parent.get("/First")
    while entry is not None:
        yield entry
        yield from _outline(entry)
        entry = entry.get("/Next")


def _target(destination: Any) -> Any:
    return destination.D if isinstance(destination, pikepdf.Dictionary) else destination


def _at(destination: Any) -> tuple[object, ...]:
    target = _target(destination)
    return (target[0].objgen, *(str(each) for each in list(target)[1:]))


def _place(leaves: Leaves, glyph: Glyph) -> str:
    line = "".join(each.text for each in leaves.strings[glyph.string])
    return f"page {glyph.page + 1}: {glyph.text} in 「{line[:16]}」"


def _named(paragraph: Paragraph) -> str:
    return f"page {paragraph.page + 1}: 「{paragraph.text[:12]}」"


MUTATORS: Mapping[str, Mutator[Leaves]] = {
    "character dropped": character_dropped,
    "character doubled": character_doubled,
    "characters exchanged": character_swapped,
    "character changed": character_changed,
    "paragraph dropped": paragraph_dropped,
    "paragraph doubled": paragraph_doubled,
    "paragraphs exchanged": paragraph_swapped,
    "article dropped": pages_dropped,
    "article doubled": pages_doubled,
    "articles exchanged": pages_swapped,
    "wrong page number": page_number,
    "wrong link": link,
    "outline changed": outline,
    "metadata changed": metadata,
    "description changed": description,
    "picture exchanged": picture,
    "wrong glyph": wrong_glyph,
    "wrong meaning": to_unicode,
}
