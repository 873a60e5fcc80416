"""Lines, paragraphs and columns as a careful or a careless compositor would set them, without a PDF.

Text is set at 10 pt on 16 pt in a column from 0 to 200 pt (20 em). `moves` drives glyphs apart or together: from the
glyph of that number on, everything stands so many em further right.
"""

from __future__ import annotations

from publisher.proof.typography.columns import set_columns
from publisher.proof.typography.composition import Column, Composition, Glyph, Kind, Knowledge, Line, Paragraph
from publisher.proof.typography.measure import Measure
from publisher.proof.typography.measuring import measures_of

SIZE, LEADING, TOP = 10.0, 16.0, 700.0
COLUMN = Column(0.0, 200.0, 1)
FILL = "渡口的水位每天早晚各量一次记在本子上不许涂改年年如此"


def full(start: str = "", end: str = "", ems: int = 20) -> str:
    """Return a line of ideographs that fills the column, with some characters of a full em at either end."""
    return start + FILL[: ems - len(start) - len(end)] + end


def line(
    text: str,
    *,
    row: int = 0,
    x: float = 0.0,
    moves: dict[int, float] | None = None,
    stretch: float = 0.0,
    size: float = SIZE,
    page: int = 0,
    column: Column | None = COLUMN,
    y: float | None = None,
) -> Line:
    """Return one line; Western letters and digits are half an em wide, everything else a whole one."""
    glyphs: list[Glyph] = []
    pen, spaced = x, False
    for index, char in enumerate(text):
        pen += (moves or {}).get(index, 0.0) * size
        if char == " ":
            pen, spaced = pen + 0.25 * size, True
            continue
        advance = size / 2 if char < "\u0250" else size
        glyphs.append(Glyph(char, pen, TOP - row * LEADING if y is None else y, advance, size, False, spaced))
        pen, spaced = pen + advance + stretch * size, False
    return Line(tuple(glyphs), page, glyphs[0].y, size, number=row + 1, column=column)


def paragraph(*lines: Line, kind: Kind = Kind.PROSE, inset: str = "", lang: str = "") -> Paragraph:
    """Return a paragraph of lines that go on one from the other."""
    for index, each in enumerate(lines):
        each.kind, each.is_wrapped = kind, index > 0
        each.is_first, each.is_last = index == 0, index == len(lines) - 1
    return Paragraph(kind, list(lines), inset, lang=lang)


def composition(
    *paragraphs: Paragraph, lang: str = "zh-Hans", knowledge: Knowledge = Knowledge.CLASSES, has_edges: bool = True
) -> Composition:
    """Return a composition of paragraphs; without edges the columns are found from the lines."""
    if not has_edges:
        set_columns(paragraphs, SIZE)
    missing = tuple(
        (each.page, glyph) for one in paragraphs for each in one.lines for glyph in each.glyphs if glyph.is_missing
    )
    count = sum(len(each.glyphs) for one in paragraphs for each in one.lines)
    return Composition(1, lang, knowledge, paragraphs, SIZE, LEADING, {0: "12"}, missing, count)


def measure(
    name: str, *paragraphs: Paragraph, lang: str = "zh-Hans", knowledge: Knowledge = Knowledge.CLASSES
) -> Measure:
    """Return one measure of some paragraphs."""
    found = measures_of(composition(*paragraphs, lang=lang, knowledge=knowledge))
    return next(each for each in found if each.name == name)
