"""Opens a PDF and gives it as a Composition.

Takes a path or bytes. Where the file has a structure tree, paragraphs and what stands outside the text are taken from
it; else they are guessed from the page. Permissively licensed pypdf does the opening; content streams are read by
`content`.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from publisher.problems import Place, Problem, SourceError
from publisher.proof.typography import guessing
from publisher.proof.typography.columns import set_columns
from publisher.proof.typography.composition import FLUSH, TURNED, Composition, Glyph, Kind, Knowledge, Paragraph
from publisher.proof.typography.content import Faces, Marked, glyphs_of
from publisher.proof.typography.lines import lines_of, usual_size
from publisher.proof.typography.tree import Block, blocks_of

Pages = list[list[Marked]]
_UNCLASSED = frozenset({Kind.PROSE, Kind.QUOTATION, Kind.ITEM})


def read(file: Path | bytes, name: str = "") -> Composition:
    """Return what stands on the pages of a PDF; `name` is shown in messages.

    Raises:
        SourceError: the file is no PDF, is encrypted, or is damaged beyond reading.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    name = name or (file.name if isinstance(file, Path) else "")
    try:
        data = file if isinstance(file, bytes) else file.read_bytes()
        with _silence("pypdf"):
            reader = PdfReader(BytesIO(data))
            faces: Faces = {}
            pages = [glyphs_of(page, faces) for page in reader.pages]
            knowledge, blocks = blocks_of(reader)
            lang = str(reader.root_object.get("/Lang", ""))
    except OSError as error:
        raise SourceError(Problem("proof/bad-pdf", Place(name), {"reason": error.strerror or str(error)})) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        reason = str(error) or type(error).__name__
        raise SourceError(Problem("proof/bad-pdf", Place(name), {"reason": reason})) from error
    return composed(pages, knowledge, blocks, lang)


@contextmanager
def _silence(name: str) -> Iterator[None]:
    """Keep a library from logging what it repairs in a damaged file: what cannot be read is raised all the same."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def composed(pages: Pages, knowledge: Knowledge, blocks: list[Block], lang: str) -> Composition:
    """Return the composition of some pages of glyphs, by their blocks if there are any."""
    plain = [[marked.glyph for marked in page] for page in pages]
    paragraphs = _tagged(pages, blocks) if blocks else _guessed(plain)
    paragraphs = _joined([each for each in map(_upright, paragraphs) if each.lines], knowledge)
    prose = [line for paragraph in paragraphs if paragraph.kind is Kind.PROSE for line in paragraph.lines]
    size = usual_size(glyph for line in prose for glyph in line.glyphs) or guessing.body_size(plain)
    _place_in_paragraphs(paragraphs)
    set_columns(paragraphs, size)
    return Composition(
        pages=len(pages),
        lang=lang,
        knowledge=knowledge,
        paragraphs=tuple(paragraphs),
        size=size,
        leading=_leading(paragraphs),
        folios=_folios(pages, blocks),
        missing=tuple((page, glyph) for page, glyphs in enumerate(plain) for glyph in glyphs if glyph.is_missing),
        glyphs=sum(len(page) for page in plain),
    )


def _upright(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph without lines that are turned from end to end: nothing can be said of them."""
    paragraph.lines = [line for line in paragraph.lines if any(glyph.text != TURNED for glyph in line.glyphs)]
    return paragraph


def _tagged(pages: Pages, blocks: list[Block]) -> list[Paragraph]:
    contents: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for index, page in enumerate(pages):
        for marked in page:
            if marked.mark is not None:
                contents[index, marked.mark].append(marked.glyph)
    paragraphs: list[Paragraph] = []
    for block in blocks:
        by_page: dict[int, list[Glyph]] = defaultdict(list)
        for number, mark in block.contents:
            by_page[number] += contents.get((number, mark), ())
        lines = [line for number, glyphs in by_page.items() for line in lines_of(glyphs, number, block.kind)]
        if lines:
            for line in lines:
                line.region = block.region
            how = (block.inset, block.is_continued, block.lang, block.is_vertical, block.is_boxed)
            paragraphs.append(Paragraph(block.kind, lines, *how))
    return paragraphs


def _guessed(pages: list[list[Glyph]]) -> list[Paragraph]:
    size = guessing.body_size(pages)
    return [found for page, glyphs in enumerate(pages) for found in guessing.paragraphs_of(glyphs, page, size)]


def _joined(paragraphs: list[Paragraph], knowledge: Knowledge) -> list[Paragraph]:
    """Return the paragraphs with their parts put together that the ends of columns cut off."""
    joined: list[Paragraph] = []
    latest: dict[tuple[Kind, str], Paragraph] = {}
    for paragraph, following in zip(paragraphs, [*paragraphs, None][1:], strict=True):
        key = paragraph.kind, paragraph.inset
        before = latest.get(key)
        goes_on = paragraph.is_continued
        if knowledge is Knowledge.TAGS:
            goes_on = before is not None and joined[-1] is before and _goes_on(before, paragraph, following)
        if goes_on and before is not None:
            paragraph.lines[0].is_wrapped = _is_below_or_elsewhere(before, paragraph)
            before.lines += paragraph.lines
        else:
            joined.append(paragraph)
            latest[key] = paragraph
    return joined


def _goes_on(before: Paragraph, paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Say whether a paragraph of a file without classes is the rest of the one before: unindented in a new column.

    Whether a single line is indented shows against the paragraph that follows it.
    """
    last, first = before.lines[-1], paragraph.lines[0]
    is_new_column = last.page != first.page or first.y > last.y
    ends_full = last.last.end - last.first.x > 0.9 * max(line.last.end - line.first.x for line in before.lines)
    beside = paragraph.lines[1] if len(paragraph.lines) > 1 else following.lines[0] if following else first
    indent = (first.first.x - beside.first.x) / first.size
    is_unindented = indent < 0.9 if len(paragraph.lines) > 1 else indent < -0.9
    return paragraph.kind in _UNCLASSED and is_new_column and ends_full and is_unindented


def _is_below_or_elsewhere(before: Paragraph, paragraph: Paragraph) -> bool:
    last, first = before.lines[-1], paragraph.lines[0]
    return last.page != first.page or abs(last.y - first.y) > 0.3 * first.size or first.first.x < last.first.x


def _place_in_paragraphs(paragraphs: list[Paragraph]) -> None:
    for paragraph in paragraphs:
        paragraph.lines[0].is_first = not paragraph.is_continued
        paragraph.lines[-1].is_last = True


def _leading(paragraphs: list[Paragraph]) -> float:
    """Return the distance between two lines of prose that is met most often."""
    steps: list[float] = []
    for paragraph in paragraphs:
        if paragraph.kind in FLUSH:
            pairs = zip(paragraph.lines, paragraph.lines[1:], strict=False)
            steps += [before.y - line.y for before, line in pairs if before.page == line.page and before.y > line.y]
    if not steps:
        return 0.0
    top = Counter(round(step, 1) for step in steps).most_common(1)[0][0]
    near = [step for step in steps if abs(step - top) < 0.11]
    return sum(near) / len(near)


def _folios(pages: Pages, blocks: list[Block]) -> dict[int, str]:
    """Return the numbers that stand alone outside the text, by page."""
    inside = {content for block in blocks for content in block.contents}
    folios: dict[int, str] = {}
    for index, page in enumerate(pages):
        outside = [marked.glyph for marked in page if marked.mark is None or (index, marked.mark) not in inside]
        for line in lines_of(outside, index, Kind.MATTER) if blocks else ():
            if line.text.isdecimal() and len(line.text) <= 4:
                folios[index] = line.text
    return folios
