"""Sets a few lines of HTML with the composer, in the layout process, and reads back where every glyph stands."""

from __future__ import annotations

from dataclasses import dataclass

import pymupdf

from publisher.editions.layout import Job, lay_out
from publisher.typesetting.cutting import cut
from publisher.typesetting.faces import find_face
from tests.unit.typesetting import whole_issue as wi

SIZE, LEADING = 10.0, 16.0
_HEAD = """<!DOCTYPE html><html lang="{lang}"><head><title>x</title><style>
@font-face {{ font-family: "Reissue text"; font-weight: 400; src: url("fonts/text.otf") }}
@page {{ size: {page}pt 400pt; margin: 20pt }}
html {{ font: 10pt/16pt "Reissue text" }}
body {{ margin: 0; text-align: justify; orphans: 2; widows: 2 }}
p, ul, td, h1, pre {{ margin: 0; padding: 0 }}
b, i, em, a, sup, span {{ line-height: 0; font-weight: 400; font-style: normal }}
a {{ color: inherit; text-decoration: none }}
h1 {{ font-size: 1em; font-weight: 400 }}
{css}
</style></head><body>{body}</body></html>"""


@dataclass(frozen=True)
class Glyph:
    """A character, its origin, its font's advance and its size; in points from the left margin and the page's top."""

    char: str
    x: float
    y: float
    advance: float
    size: float
    page: int


@dataclass(frozen=True)
class Line:
    """Glyphs on one baseline, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def start(self) -> float:
        return self.glyphs[0].x

    @property
    def end(self) -> float:
        """Where the last character's cell ends, its blank half among it."""
        return self.glyphs[-1].x + self.glyphs[-1].advance

    def x(self, char: str) -> float:
        return next(glyph.x for glyph in self.glyphs if glyph.char == char)


def printed(body: str, em: float = 10, css: str = "", lang: str = "zh-Hans", extra: str = "") -> bytes:
    """Return a PDF whose text block is `em` characters of 10 pt wide."""
    face = find_face(wi.style().faces[0], lang, wi.house())
    assert face is not None
    font = cut(face, frozenset(body + extra + "-.0123456789 "), "Reissue text", "Regular")
    page = em * SIZE + 40
    job = Job(
        "",
        _HEAD.format(lang=lang, page=page, css=css, body=body),
        {"fonts/text.otf": font},
        ("Reissue text",),
        "ab" * 16,
    )
    return lay_out(job, wi.house(), "weiting-2032-05").pdf


def glyphs_of(pdf: bytes) -> list[Glyph]:
    """Return every glyph but spaces, in the order it is drawn."""
    found = []
    with pymupdf.open(stream=pdf) as document:
        for number, page in enumerate(document):
            for block in page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_LIGATURES)["blocks"]:
                for line in block.get("lines", ()):
                    for span in line["spans"]:
                        for char in span["chars"]:
                            (x, y), box = char["origin"], char["bbox"]
                            if char["c"].strip():
                                found.append(Glyph(char["c"], x - 20, y, box[2] - box[0], span["size"], number))
    return found


def lines_of(pdf: bytes) -> list[Line]:
    """Return the lines of text, from top to bottom; marks in another size belong to the line they stand on."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs_of(pdf), key=lambda glyph: (glyph.page, glyph.y)):
        if not rows or glyph.page != rows[-1][-1].page or glyph.y - rows[-1][0].y > LEADING / 2:
            rows.append([])
        rows[-1].append(glyph)
    return [Line(tuple(sorted(row, key=lambda glyph: glyph.x))) for row in rows]


def set_lines(body: str, em: float = 10, css: str = "", lang: str = "zh-Hans", extra: str = "") -> list[Line]:
    """Return the lines of a body set `em` characters wide."""
    return lines_of(printed(body, em, css, lang, extra))


def text_of(pdf: bytes) -> str:
    """Return the text as it is copied, without white space."""
    with pymupdf.open(stream=pdf) as document:
        return "".join("".join(page.get_text().split()) for page in document)
