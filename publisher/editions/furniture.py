"""The furniture of finished pages: takes a laid-out document, puts its margins in order before it is written.

Page numbers of the original are moved from the text into the outer margin, beside the line they stand at; running heads
go from pages on which an article opens that asks for none. Text is neither moved nor changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publisher.editions.rotation import is_vertical, page_box

_ORIGINAL_PAGE = "original-page"  # the class of the numbers
_BARE_HEAD = "data-bare-head"  # on articles above whose opening no running head stands
_GAP = 0.16  # of the margin: between a number and the text
_ABOVE_HEAD = 6.0  # em of the number: level running heads above vertical text are nearer to it
_AT_THE_HEAD = 1.0  # pixels


def furnish(document: Any, *, bound_right: bool) -> None:
    """Put the margins of every page in order."""
    from publisher.composer.weasy.margins import margin_boxes, move_into_margin, without

    begun: set[Any] = set()
    for page in document.pages:
        box = page_box(page)
        articles = [article for article in _articles(box) if article.element not in begun]
        begun.update(article.element for article in articles)
        if any(_wants_no_head(article) and _stands_first(article, box) for article in articles):
            without(box, margin_boxes(box, "string()"))
        for number in move_into_margin(box, _is_original_page):
            if is_vertical(page):
                _move_above(number, box, bound_right=bound_right)
            else:
                _move_beside(number, box, bound_right=bound_right)


def _articles(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if child.element_tag == "article":
            yield child
        else:
            yield from _articles(child)


def _wants_no_head(article: Any) -> bool:
    return article.element.get(_BARE_HEAD) is not None


def _stands_first(article: Any, page: Any) -> bool:
    return bool(article.position_y <= page.content_box_y() + _AT_THE_HEAD)


def _is_original_page(box: Any) -> bool:
    return box.element is not None and box.element_tag == "div" and box.element.get("class") == _ORIGINAL_PAGE


def _move_beside(number: Any, page: Any, *, bound_right: bool) -> None:
    """Move a number into the outer margin, at the height it stands at; odd pages lie right unless bound there."""
    if (page.page_type.side == "right") is bound_right:
        x = page.margin_left * (1 - _GAP) - number.margin_width()
    else:
        x = page.margin_width() - page.margin_right * (1 - _GAP)
    number.translate(x - number.position_x, 0)


def _move_above(number: Any, page: Any, *, bound_right: bool) -> None:
    """Move a number above the line it stands at, on a page of vertical lines that is still lying on its side."""
    above = page.margin_left * _GAP if bound_right else _ABOVE_HEAD * number.style["font_size"]
    number.translate(page.margin_left - above - number.margin_width() - number.position_x, 0)
