"""What an article asks of its pages, as its template needs it: classes, the picture it opens with, quotes in their gaps.

Takes an article and the geometry of its page. Only print obeys it; lengths stand in the style sheets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from publisher.issue.article import Article
from publisher.issue.blocks import Block, Exchange, Figure, Paragraph, walk
from publisher.issue.design import standing
from publisher.issue.plan import ArticleKind
from publisher.issue.style import Opener
from publisher.typesetting.geometry import Division, Geometry
from publisher.typesetting.headlines import broken_lines
from publisher.typesetting.pictures import Picture

QUOTE_SCALE = 1.5  # of the text size, as in css/pdf-features.css.j2
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
    """

    division: Division
    classes: str = ""
    has_page: bool = False
    picture: Figure | None = None
    takes_caption: bool = False
    quotes: Mapping[str, tuple[list[str], ...]] = field(default_factory=dict)


def dress_of(article: Article, geometry: Geometry, pictures: Mapping[str, Picture], *, is_print: bool) -> Dress:
    """Return how an article is set; screens get no more than the division of the style."""
    if not is_print:
        return Dress(geometry.divided())
    asked = article.design
    division = geometry.divided(asked.columns, boxed=asked.boxed)
    has_page = _opener(article, geometry) is Opener.PAGE and not geometry.is_vertical
    shown = (figure for figure in article.figures() if figure.picture in pictures and not figure.decorative)
    picture = next(shown, None) if has_page else None
    names = {"boxed": asked.boxed, f"columns-{asked.columns}": asked.columns > 0, "opening-page": has_page}
    return Dress(
        division,
        "".join(f" {name}" for name, holds in names.items() if holds),
        has_page,
        picture,
        picture is not None and article.blocks[0] is picture,
        _quotes(article, division),
    )


def _opener(article: Article, geometry: Geometry) -> Opener:
    if article.design.opener is not None or article.design.boxed or article.kind not in _OPENS_LARGE:
        return article.design.opener or Opener.HEAD
    return geometry.options.opening


def _quotes(article: Article, division: Division) -> dict[str, tuple[list[str], ...]]:
    """Return each pull quote, in lines, under the block it follows: at the nearest gap between paragraphs still free."""
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


def _is_gap(above: Block, below: Block) -> bool:
    """Say whether a quote may stand between two blocks: between paragraphs, and not before a question."""
    if isinstance(below, Exchange) and below.is_question:
        return False
    return isinstance(above, Paragraph | Exchange) and isinstance(below, Paragraph | Exchange) and not _asks(above)


def _asks(block: Block) -> bool:
    return isinstance(block, Exchange) and block.is_question
