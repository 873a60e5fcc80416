"""What an article asks of its pages, as its template needs it: classes, the picture it opens with, quotes and plates.

Takes an article and the geometry of its page. Only print obeys it; lengths stand in the style sheets.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from publisher.issue.article import Article
from publisher.issue.blocks import Block, Exchange, Figure, Paragraph, text_of, walk
from publisher.issue.design import standing
from publisher.issue.plan import ArticleKind
from publisher.issue.style import Opener
from publisher.typesetting.geometry import Division, Geometry
from publisher.typesetting.headlines import broken_lines
from publisher.typesetting.pictures import Picture
from publisher.typesetting.plates import Room, rows_of

QUOTE_SCALE = 1.5  # of the text size, as in css/pdf-features.css.j2
_MOST_COLUMNS = 2  # of a page whose plates stand in rows
_WORDS_EM = 32  # characters in a line of the words above plates, as css/pdf.css.j2 has it
_HEAD_LINES = 8
_CAPTION_APART_LINES = 5  # of the picture on the opening page
_CAPTION_LINES = 2.5  # with the white below them
_PLATE_GAP = 0.6  # of the gap between columns
_OPENS_LARGE = {ArticleKind.ARTICLE, ArticleKind.INTERVIEW}


@dataclass(frozen=True, slots=True)
class Dress:
    """How one article is set.

    Attributes:
        division: its columns.
        classes: of its element, each with a space before it.
        has_page: whether it opens with a page of its own.
        picture: the figure whose picture fills that page; None sets the words on a field of colour.
        takes_caption: whether that figure's caption goes with the picture; otherwise it stays where it is.
        quotes: lines of the pull quotes that follow a block, by the block's id.
        plates: figures of a photo page that stand in one row, each with its width in points, by the id of the first.
    """

    division: Division
    classes: str = ""
    has_page: bool = False
    picture: Figure | None = None
    takes_caption: bool = False
    quotes: Mapping[str, tuple[list[str], ...]] = field(default_factory=dict)
    plates: Mapping[str, list[tuple[Figure, float]]] = field(default_factory=dict)

    @property
    def rowed(self) -> set[str]:
        """The ids of all figures that stand in a row."""
        return {figure.id for row in self.plates.values() for figure, _ in row}


def dress_of(article: Article, geometry: Geometry, pictures: Mapping[str, Picture], *, is_print: bool) -> Dress:
    """Return how an article is set; screens get no more than the division of the style."""
    if not is_print:
        return Dress(geometry.divided())
    asked = article.design
    division = geometry.divided(asked.columns, boxed=asked.boxed)
    has_page = _opener(article, geometry) is Opener.PAGE and not geometry.is_vertical
    shown = (each for each in article.figures() if each.picture in pictures and not each.decorative)
    picture = next(shown, None) if has_page else None
    names = {"boxed": asked.boxed, f"columns-{asked.columns}": asked.columns > 0, "opening-page": has_page}
    return Dress(
        division,
        "".join(f" {name}" for name, holds in names.items() if holds),
        has_page,
        picture,
        picture is not None and article.blocks[0] is picture,
        _quotes(article, division),
        _plates(article, geometry, pictures, apart=picture, below_head=not has_page),
    )


def _opener(article: Article, geometry: Geometry) -> Opener:
    if article.design.opener is not None or article.design.boxed or article.kind not in _OPENS_LARGE:
        return article.design.opener or Opener.HEAD
    return geometry.options.opening


def _quotes(article: Article, division: Division) -> dict[str, tuple[list[str], ...]]:
    """Return each pull quote, in lines, under the block it follows: in the nearest free gap between paragraphs."""
    gaps = [number for number, pair in enumerate(pairwise(article.blocks)) if _is_gap(*pair)]
    found: dict[str, tuple[list[str], ...]] = {}
    for words in article.design.pull_quotes:
        where = standing(words, article.blocks)
        if where is None or not gaps:
            continue
        home = next(n for n, block in enumerate(article.blocks) if where.block in {each.id for each in walk([block])})
        gap = min(gaps, key=lambda number: (abs(number - home), number))
        gaps = [number for number in gaps if abs(number - gap) > 1]
        name = article.blocks[gap].id
        found[name] = (*found.get(name, ()), broken_lines(words, division.measure / QUOTE_SCALE))
    return found


def _plates(
    article: Article, geometry: Geometry, pictures: Mapping[str, Picture], *, apart: Figure | None, below_head: bool
) -> dict[str, list[tuple[Figure, float]]]:
    """Return the rows of a photo page; on pages of many columns plates stand beside their words, and in no row."""
    if article.kind is not ArticleKind.PHOTOS or geometry.options.columns > _MOST_COLUMNS or geometry.is_vertical:
        return {}
    figures = [block for block in article.blocks if isinstance(block, Figure) and block is not apart]
    shown = [(each, pictures[each.picture]) for each in figures if each.picture and each.picture in pictures]
    if len(shown) != len(figures):
        return {}
    words = sum(len(text_of(block)) for block in article.blocks if not isinstance(block, Figure))
    lines = math.ceil(words / _WORDS_EM) + (_HEAD_LINES if below_head else _CAPTION_APART_LINES)
    height = geometry.text_height - lines * geometry.leading
    room = Room(geometry.text_width, height, geometry.gap * _PLATE_GAP, _CAPTION_LINES * geometry.leading)
    rows: dict[str, list[tuple[Figure, float]]] = {}
    for widths in rows_of([picture.width / picture.height for _, picture in shown], room):
        row, shown = shown[: len(widths)], shown[len(widths) :]
        rows[row[0][0].id] = [(figure, width) for (figure, _), width in zip(row, widths, strict=True)]
    return rows


def _is_gap(above: Block, below: Block) -> bool:
    """Say whether a quote may stand between two blocks: between paragraphs, and not before a question."""
    if isinstance(below, Exchange) and below.is_question:
        return False
    return isinstance(above, Paragraph | Exchange) and isinstance(below, Paragraph | Exchange) and not _asks(above)


def _asks(block: Block) -> bool:
    return isinstance(block, Exchange) and block.is_question
