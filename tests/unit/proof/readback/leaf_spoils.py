"""Ways to spoil a PDF, each with the check that must see it: one row a thing that must not pass.

A spoil takes the open sample and changes it. Places in it are found by the characters shown there. It asserts nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no stubs
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from publisher.proof.typography.faces import meanings_of

_TEXT = re.compile(rb"BT\n.*?ET\n", re.DOTALL)
_SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9a-f]+)>")
Spoiling = Callable[[Pdf], None]


@dataclass(frozen=True)
class LeafSpoil:
    """What is done to the file, and the section and the check that must fail."""

    name: str
    section: str
    code: str
    spoil: Spoiling


def content(page: Page) -> bytes:
    """Return the content of a page."""
    page.contents_coalesce()
    return bytes(page.Contents.read_bytes())


def words_of(page: Page, text: bytes) -> str:
    """Return the characters of a text object."""
    said, meanings = "", dict[int, str]()
    for font, codes in _SHOWN.findall(text):
        if font:
            meanings = meanings_of(page.Resources.Font[f"/{font.decode()}"].ToUnicode.read_bytes())
        said += "".join(meanings.get(int(codes[at : at + 4], 16), "") for at in range(0, len(codes), 4))
    return said


def found(pdf: Pdf, words: str) -> tuple[Page, bytes]:
    """Return the first text object that begins with some words, and its page; the words must be there."""
    for page in pdf.pages:
        for text in _TEXT.findall(content(page)):
            if words_of(page, text).startswith(words):
                return page, text
    raise LookupError(words)


def rewritten(words: str, change: Callable[[bytes], bytes]) -> Spoiling:
    """Return what changes the text object that begins with some words."""

    def spoil(pdf: Pdf) -> None:
        page, text = found(pdf, words)
        page.Contents = pdf.make_stream(content(page).replace(text, change(text), 1))

    return spoil


def last_of(number: int, change: Callable[[bytes], bytes]) -> Spoiling:
    """Return what changes the text object that is drawn last on a page."""

    def spoil(pdf: Pdf) -> None:
        page = pdf.pages[number - 1]
        *_, text = _TEXT.findall(content(page))
        page.Contents = pdf.make_stream(content(page).replace(text, change(text), 1))

    return spoil


def codes(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[bytes], bytes]:
    """Return what changes the codes of the first string of a text object."""

    def changed(text: bytes) -> bytes:
        hexes = re.search(rb"<([0-9a-f]+)>", text)
        assert hexes
        pairs = [hexes[1][at : at + 4] for at in range(0, len(hexes[1]), 4)]
        return text.replace(hexes[0], b"<" + b"".join(change(pairs)) + b">", 1)

    return changed


def exchanged(one: str, other: str) -> Spoiling:
    """Return what shows the words of two text objects in each other's places."""

    def spoil(pdf: Pdf) -> None:
        page, first = found(pdf, one)
        _, second = found(pdf, other)
        shows = [re.search(rb"/\w+ [\d.]+ Tf\n.*TJ\n", text, re.DOTALL) for text in (first, second)]
        assert shows[0]
        assert shows[1]
        changed = content(page).replace(first, b"\x00", 1)
        changed = changed.replace(second, second.replace(shows[1][0], shows[0][0]), 1)
        page.Contents = pdf.make_stream(changed.replace(b"\x00", first.replace(shows[0][0], shows[1][0])))

    return spoil


def moved(one: str, other: str) -> Spoiling:
    """Return what puts two text objects in each other's places; the order in which they are drawn stays."""

    def spoil(pdf: Pdf) -> None:
        page, first = found(pdf, one)
        _, second = found(pdf, other)
        places = [re.search(rb"[-\d. ]+ Tm", text) for text in (first, second)]
        assert places[0]
        assert places[1]
        changed = content(page).replace(first, b"\x00", 1)
        changed = changed.replace(second, second.replace(places[1][0], places[0][0]), 1)
        page.Contents = pdf.make_stream(changed.replace(b"\x00", first.replace(places[0][0], places[1][0])))

    return spoil


def _crossed(pdf: Pdf) -> None:
    """Show the running head of a page where its number stands, and the number above."""
    page = pdf.pages[3]
    *_, head, folio = _TEXT.findall(content(page))
    places = [re.search(rb"[-\d. ]+ Tm\n", text) for text in (head, folio)]
    assert places[0]
    assert places[1]
    crossed = head.replace(places[0][0], places[1][0]), folio.replace(places[1][0], places[0][0])
    page.Contents = pdf.make_stream(content(page).replace(head, crossed[0]).replace(folio, crossed[1]))


def fonts(pdf: Pdf) -> list[Object]:
    """Return the fonts of the file, each once."""
    return list({font.objgen: font for page in pdf.pages for font in page.Resources.Font.values()}.values())


def font_of(pdf: Pdf, char: str) -> Object:
    """Return the first font that has a character."""
    return next(font for font in fonts(pdf) if char in meanings_of(font.ToUnicode.read_bytes()).values())


def code_of(font: Object, char: str) -> int:
    """Return the code of a character in a font."""
    return next(code for code, text in meanings_of(font.ToUnicode.read_bytes()).items() if text == char)


def misread(one: str, other: str) -> Spoiling:
    """Return what makes the map of a font say one character for another and the other way round."""

    def spoil(pdf: Pdf) -> None:
        font = font_of(pdf, one)
        first, second = (b"<%04x> <%04x>" % (code_of(font, char), ord(char)) for char in (one, other))
        crossed = (b"<%04x> <%04x>" % (code_of(font, a), ord(b)) for a, b in ((one, other), (other, one)))
        cmap = font.ToUnicode.read_bytes()
        for old, new in zip((first, second), crossed, strict=True):
            cmap = cmap.replace(old, new)
        font.ToUnicode = pdf.make_stream(cmap)

    return spoil


def recast(one: str, other: str) -> Spoiling:
    """Return what exchanges the outlines of two characters in the embedded font."""

    def spoil(pdf: Pdf) -> None:
        font = font_of(pdf, one)
        descriptor = font.DescendantFonts[0].FontDescriptor
        program = TTFont(io.BytesIO(descriptor.FontFile3.read_bytes()))
        shapes = program["CFF "].cff.topDictIndex[0].CharStrings
        first, second = (shapes[f"cid{code_of(font, char):05}"] for char in (one, other))
        first.decompile()
        second.decompile()
        first.program, second.program = second.program, first.program
        saved = io.BytesIO()
        program.save(saved)
        descriptor.FontFile3 = pdf.make_stream(saved.getvalue(), Subtype=Name.OpenType)

    return spoil


def links(pdf: Pdf) -> list[Object]:
    """Return every link to a place in the file."""
    return [link for page in pdf.pages for link in page.get("/Annots", Array()) if "/Dest" in link]


def _misled(pdf: Pdf) -> None:
    one, *others = links(pdf)
    one.Dest = next(each.Dest for each in others if str(each.Dest) != str(one.Dest))


def _renamed(pdf: Pdf) -> None:
    first = pdf.Root.Names.Dests.Names
    first[1], first[-1] = first[-1], first[1]


def _turned_pages(pdf: Pdf) -> None:
    first, second = pdf.pages[2], pdf.pages[3]
    pdf.pages[2], pdf.pages[3] = second, first


def _without_page(pdf: Pdf) -> None:
    del pdf.pages[2]


def _with_page_twice(pdf: Pdf) -> None:
    pdf.pages.insert(2, pdf.pages[2])


def _without_link(pdf: Pdf) -> None:
    page = next(page for page in pdf.pages if "/Annots" in page)
    del page["/Annots"]


def _stated(key: str, value: str) -> Spoiling:
    def spoil(pdf: Pdf) -> None:
        pdf.docinfo[key] = String(value)

    return spoil


def _labelled(pdf: Pdf) -> None:
    pdf.Root.PageLabels.Nums[3] = Dictionary(S=Name.D, St=7)


def _entitled(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Title = String("别的")


def _led_astray(pdf: Pdf) -> None:
    pdf.Root.Outlines.Last.Dest = pdf.Root.Outlines.First.Dest


def _with_language(pdf: Pdf) -> None:
    pdf.Root.Lang = String("en")


def _with_packet(pdf: Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(
        b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description r:about="" '
        b'xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>X</xmp:CreatorTool></r:Description></r:RDF>'
        b'</x:xmpmeta><?xpacket end="w"?>',
        Type=Name.Metadata,
        Subtype=Name.XML,
    )


SPOILS = (
    LeafSpoil("character dropped", "text", "lost", rewritten("正月十三", codes(lambda all_: all_[1:]))),
    LeafSpoil("character doubled", "text", "misprinted", rewritten("正月十三", codes(lambda all_: [all_[0], *all_]))),
    LeafSpoil(
        "characters swapped", "text", "misprinted", rewritten("正月十三", codes(lambda all_: [*all_[1::-1], *all_[2:]]))
    ),
    LeafSpoil("map of a font", "text", "misprinted", misread("正", "月")),
    LeafSpoil("line dropped", "text", "lost", rewritten("灯是罗水生扎的。", lambda _: b"")),
    LeafSpoil("line doubled", "text", "surplus", rewritten("灯是罗水生扎的。", lambda text: text + text)),
    LeafSpoil("lines swapped", "text", "printed-order", exchanged("河心一点灯，", "不知是谁放的。")),
    LeafSpoil("note dropped", "text", "lost", rewritten("泡在井水里。", lambda _: b"")),
    LeafSpoil("reading dropped", "text", "lost", rewritten("miè", lambda _: b"")),
    LeafSpoil("cell of a table", "text", "misprinted", rewritten("40", codes(lambda all_: all_[::-1]))),
    LeafSpoil("cells of two rows moved", "text", "printed-places", moved("12", "下街")),
    LeafSpoil("text made invisible", "text", "unseen", rewritten("灯是罗水生扎的。", lambda text: b"3 Tr\n" + text)),
    LeafSpoil("label dropped", "added", "added-lost", rewritten("责任编辑：", lambda _: b"")),
    LeafSpoil("label doubled", "added", "added-surplus", rewritten("责任编辑：", lambda text: text + text)),
    LeafSpoil("words of the colophon", "added", "added-lost", rewritten("本期据下列", codes(lambda all_: all_[1:]))),
    LeafSpoil("folio dropped", "added", "folios", last_of(4, lambda _: b"")),
    LeafSpoil("folio and running head exchanged", "added", "folios", _crossed),
    LeafSpoil("number in the contents", "added", "contents-numbers", exchanged("4", "3")),
    LeafSpoil("running head dropped", "added", "running-heads", rewritten("街市 · 灯市重开", lambda _: b"")),
    LeafSpoil("page labels", "added", "page-labels", _labelled),
    LeafSpoil("pages swapped", "text", "printed-order", _turned_pages),
    LeafSpoil("page dropped", "text", "lost", _without_page),
    LeafSpoil("page doubled", "text", "surplus", _with_page_twice),
    LeafSpoil("outlines swapped", "glyphs", "glyph-shapes", recast("正", "月")),
    LeafSpoil("link leads elsewhere", "links", "link-targets", _misled),
    LeafSpoil("link taken away", "links", "links-there", _without_link),
    LeafSpoil("place renamed", "links", "named-places", _renamed),
    LeafSpoil("entry of the outline renamed", "links", "outline-entries", _entitled),
    LeafSpoil("entry of the outline led astray", "links", "outline-entries", _led_astray),
    LeafSpoil("title", "metadata", "info", _stated("/Title", "灯市")),
    LeafSpoil("date", "metadata", "info", _stated("/ModDate", "D:20260301000000Z")),
    LeafSpoil("a statement more", "metadata", "info", _stated("/Company", "X")),
    LeafSpoil("a packet nobody made", "metadata", "xmp", _with_packet),
    LeafSpoil("language", "metadata", "document-language", _with_language),
)
