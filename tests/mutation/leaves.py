"""A finished PDF opened for spoiling: what each page draws, glyph by glyph, and which lines make a paragraph.

Takes bytes, gives Leaves, and bytes again with some operators changed. Codes are read through the fonts' own ToUnicode
maps; a paragraph is an element of the structure tree, its lines are the marked contents below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf

Id = tuple[int, int]
Content = list[Any]  # pikepdf's operators with their operands
_BFCHAR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")
_PARAGRAPHS = re.compile(r"/(?:P|H[1-6]|TD|TH|Caption|Lbl|LBody)")
_ONE_LINE = 3.0  # units: what stands nearer than this stands on one line


@dataclass(frozen=True, slots=True)
class Glyph:
    """One code of one string of a page: `at` is the operator, `item` the string in its array, `index` the code."""

    page: int
    at: int
    item: int
    index: int
    font: Id
    code: int
    text: str
    mcid: int | None
    is_artifact: bool

    @property
    def string(self) -> tuple[int, int, int]:
        """Where the string stands that holds it."""
        return self.page, self.at, self.item


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph: the operators that place its pieces, and where the first one does."""

    places: tuple[int, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or its part in one column: the stretches of operators that draw it, and its lines."""

    page: int
    stretches: tuple[tuple[int, int], ...]
    lines: tuple[Line, ...]
    text: str


@dataclass(frozen=True)
class Leaves:
    """A PDF as bytes, with what was read in it."""

    data: bytes

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        """The file for looking only; who changes something opens it again."""
        return self.again()

    def again(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.data))

    @cached_property
    def contents(self) -> tuple[Content, ...]:
        """Return the operators of every page."""
        return tuple(list(pikepdf.parse_content_stream(page)) for page in self.pdf.pages)

    @cached_property
    def fonts(self) -> dict[Id, dict[int, str]]:
        """Return for each font with a ToUnicode map what its codes mean."""
        found: dict[Id, dict[int, str]] = {}
        for page in self.pdf.pages:
            for font in page.resources.get("/Font", {}).values():
                if "/ToUnicode" in font and font.objgen not in found:
                    found[font.objgen] = dict(meanings(font.ToUnicode.read_bytes()))
        return found

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Return every glyph that shows something, page by page, in the order in which they are drawn."""
        return tuple(each for page in range(len(self.contents)) for each in self._glyphs(page) if each.text.strip())

    def _glyphs(self, page: int) -> Iterator[Glyph]:
        named = {name: font.objgen for name, font in self.pdf.pages[page].resources.get("/Font", {}).items()}
        font: Id = (0, 0)
        marks: list[tuple[str, int | None]] = []
        for at, instruction in enumerate(self.contents[page]):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in {"BMC", "BDC"}:
                marks.append((str(operands[0]), _mcid(operands)))
            elif operator == "EMC":
                marks.pop()
            elif operator == "Tf":
                font = named[str(operands[0])]
            elif operator == "TJ":
                mcid = next((mcid for _, mcid in reversed(marks) if mcid is not None), None)
                is_artifact = any(tag == "/Artifact" for tag, _ in marks)
                for item, code_at, code in _codes(operands[0]):
                    text = self.fonts.get(font, {}).get(code, "")
                    yield Glyph(page, at, item, code_at, font, code, text, mcid, is_artifact)

    @cached_property
    def strings(self) -> dict[tuple[int, int, int], tuple[Glyph, ...]]:
        """Return the visible glyphs of each string of each page."""
        found: dict[tuple[int, int, int], list[Glyph]] = {}
        for glyph in self.glyphs:
            found.setdefault(glyph.string, []).append(glyph)
        return {where: tuple(each) for where, each in found.items()}

    # --- paragraphs ---

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs, headings and cells that stand on one page."""
        found: list[Paragraph] = []
        for element in self._elements(_PARAGRAPHS):
            marked = list(self._marked(element))
            if len({page for page, _ in marked}) == 1:
                found += self._paragraph(marked[0][0], {mcid for _, mcid in marked})
        return tuple(found)

    @cached_property
    def contents_pages(self) -> frozenset[int]:
        """Return the pages of the printed contents, by the classes our renderer writes."""
        elements = self._elements(re.compile("/.*"), nested=True)
        of_contents = (each for each in elements if "/page-contents" in [str(name) for name in _list(each.get("/C"))])
        return frozenset(page for element in of_contents for page, _ in self._marked(element))

    def _paragraph(self, page: int, mcids: set[int]) -> Iterator[Paragraph]:
        content = self.contents[page]
        stretches = tuple(_stretches(content, mcids))
        places = [at for start, end in stretches for at in range(start, end) if str(content[at].operator) == "Tm"]
        text = "".join(each.text for each in self.glyphs if each.page == page and each.mcid in mcids)
        if places and text.strip():
            yield Paragraph(page, stretches, tuple(_lines(content, places)), text)

    def _elements(self, kinds: re.Pattern[str], *, nested: bool = False) -> Iterator[Any]:
        waiting = _list(self.pdf.Root.StructTreeRoot.K)
        while waiting:
            element = waiting.pop(0)
            if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
                continue
            is_one = kinds.fullmatch(str(element.S)) is not None
            if is_one:
                yield element
            if nested or not is_one:
                waiting[:0] = _list(element.get("/K"))

    def _marked(self, element: Any) -> Iterator[tuple[int, int]]:
        """Yield page and MCID of everything below an element."""
        pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        for kid in _list(element.get("/K")):
            if isinstance(kid, int):
                yield pages[element.Pg.objgen], kid
            elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                yield pages[kid.get("/Pg", element.get("/Pg")).objgen], int(kid.MCID)
            elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from self._marked(kid)

    # --- writing ---

    def with_contents(self, changed: Mapping[int, Content], pdf: pikepdf.Pdf | None = None) -> bytes:
        """Return the file with other operators on some pages."""
        pdf = pdf or self.again()
        for page, content in changed.items():
            pdf.pages[page].Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
        return saved(pdf)

    def with_strings(self, new: Mapping[tuple[int, int, int], bytes], pdf: pikepdf.Pdf | None = None) -> bytes:
        """Return the file with other codes in some strings."""
        changed: dict[int, Content] = {}
        for (page, at, item), codes in new.items():
            content = changed.setdefault(page, list(self.contents[page]))
            array = pikepdf.Array(content[at].operands[0])
            array[item] = pikepdf.String(codes)
            content[at] = pikepdf.ContentStreamInstruction([array], content[at].operator)
        return self.with_contents(changed, pdf)

    def codes(self, where: tuple[int, int, int]) -> bytes:
        """Return the codes of a string, two bytes each."""
        page, at, item = where
        return bytes(self.contents[page][at].operands[0][item])


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return a file as bytes, as fast as can be."""
    out = BytesIO()
    none = pikepdf.StreamDecodeLevel.none
    pdf.save(out, compress_streams=False, stream_decode_level=none, deterministic_id=True)
    return out.getvalue()


def meanings(cmap: bytes) -> Iterator[tuple[int, str]]:
    """Yield the codes of a ToUnicode map with what they mean."""
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in _BFCHAR.findall(block):
            yield int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be")


def _mcid(operands: Any) -> int | None:
    properties = operands[1] if len(operands) > 1 else None
    return int(properties.MCID) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else None


def _codes(array: Any) -> Iterator[tuple[int, int, int]]:
    for item, each in enumerate(array):
        if isinstance(each, pikepdf.String):
            codes = bytes(each)
            for index in range(len(codes) // 2):
                yield item, index, int.from_bytes(codes[2 * index : 2 * index + 2], "big")


def _list(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]


def _stretches(content: Content, mcids: set[int]) -> Iterator[tuple[int, int]]:
    """Yield where marked content of some MCIDs begins and ends, both operators included."""
    open_marks: list[tuple[int, int | None]] = []
    for at, instruction in enumerate(content):
        operator = str(instruction.operator)
        if operator in {"BMC", "BDC"}:
            open_marks.append((at, _mcid(instruction.operands)))
        elif operator == "EMC":
            start, mcid = open_marks.pop()
            if mcid in mcids:
                yield start, at + 1


def _lines(content: Content, places: list[int]) -> Iterator[Line]:
    """Yield the lines that some operators Tm begin: those that follow each other at one height belong together."""
    lines: list[list[int]] = []
    last = None
    for at in places:
        height = float(content[at].operands[5])
        if last is None or abs(height - last) > _ONE_LINE:
            lines.append([])
        lines[-1].append(at)
        last = height
    for line in lines:
        first = content[line[0]].operands
        yield Line(tuple(line), float(first[4]), float(first[5]))
