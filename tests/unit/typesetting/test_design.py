"""What an article asks of its pages: classes, opening, the place of its quotes; screens obey none of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from publisher.issue.article import Article
from publisher.issue.blocks import Exchange, Figure, Heading, Paragraph
from publisher.issue.design import Design
from publisher.issue.inlines import Text
from publisher.issue.plan import ArticleKind
from publisher.issue.style import Opener
from publisher.typesetting.design import Dress, dress_of
from publisher.typesetting.geometry import geometry_of
from publisher.typesetting.pages import typeset
from publisher.typesetting.pictures import Picture
from tests.unit.typesetting import whole_issue as wi

BOAT = Picture("pictures/boat.png", "pictures/p0001.png", b"", "image/png", 400, 300, "")
PICTURES = {BOAT.name: BOAT}
FIGURE = Figure("x-b0009", BOAT.name, "一条船", ((Text("闸口的船。"),),), "绘图：林苇")


def essay(paragraphs: int = 5, **design: object) -> Article:
    return wi.essay("x", "闸口的账本", paragraphs, design=Design(**design))  # type: ignore[arg-type]  # test data


def dressed(article: Article, opening: str = "head") -> Dress:
    return dress_of(article, geometry_of(wi.style(opening=opening).options), PICTURES, is_print=True)


def with_figure(article: Article, at: int, figure: Figure = FIGURE) -> Article:
    return replace(article, blocks=(*article.blocks[:at], figure, *article.blocks[at:]))


def test_classes_say_what_is_asked() -> None:
    assert dressed(essay()).classes == ""
    assert dressed(essay(boxed=True, columns=3, opener=Opener.PAGE)).classes == " boxed columns-3 opening-page"


def test_first_picture_fills_the_opening_page_and_its_caption_stays_in_its_place() -> None:
    inside = dressed(with_figure(essay(opener=Opener.PAGE), 2))
    assert (inside.has_page, inside.picture, inside.takes_caption) == (True, FIGURE, False)
    first = dressed(with_figure(essay(opener=Opener.PAGE), 0))
    assert (first.picture, first.takes_caption) == (FIGURE, True)


@pytest.mark.parametrize("figure", [replace(FIGURE, picture=None), replace(FIGURE, decorative=True)])
def test_without_a_picture_the_opening_is_of_type(figure: Figure) -> None:
    made = dressed(with_figure(essay(opener=Opener.PAGE), 1, figure))
    assert (made.has_page, made.picture) == (True, None)


def test_a_style_may_open_every_article_with_a_page_and_an_article_may_decline() -> None:
    assert dressed(essay(), opening="page").has_page
    assert not dressed(essay(opener=Opener.HEAD), opening="page").has_page
    assert not dressed(essay(boxed=True), opening="page").has_page
    assert not dressed(replace(essay(), kind=ArticleKind.NOTICE), opening="page").has_page


def test_a_quote_stands_between_paragraphs_near_its_place() -> None:
    words = "水退了，路就出来了。"
    article = essay(6, pull_quotes=(words,))
    marked = Paragraph(article.blocks[3].id, (Text(f"老话说，{words}"),))
    article = replace(article, blocks=(*article.blocks[:3], marked, *article.blocks[4:]))
    ((name, lines),) = dressed(article).quotes.items()
    assert name == marked.id
    assert "".join("".join(each) for each in lines) == words


def test_a_quote_stands_neither_beside_a_heading_nor_before_a_question_nor_at_either_end() -> None:
    first, second, third, fourth, *_ = essay(5).blocks
    question = Exchange("x-q", True, "问", (Text("为什么？"),))
    answer = Exchange("x-a", False, "答", (Text("水退了。"),))
    blocks = (first, Heading("x-h", 1, (Text("上游"),)), second, question, answer, third, fourth)
    article = replace(essay(pull_quotes=("水退了。",)), blocks=blocks)
    assert set(dressed(article).quotes) == {answer.id}
    assert dressed(replace(article, blocks=blocks[:4])).quotes == {}


def test_two_quotes_do_not_stand_in_neighbouring_gaps() -> None:
    article = essay(8)
    words = article.blocks[3].inlines[0].text[:6]  # type: ignore[union-attr]  # a paragraph of plain text
    quotes = dressed(replace(article, design=Design(pull_quotes=(words, words)))).quotes
    places = sorted([block.id for block in article.blocks].index(name) for name in quotes)
    assert len(places) == 2
    assert places[1] - places[0] > 1


def test_plates_of_a_photo_page_stand_in_rows(tmp_path: Path) -> None:
    issue = wi.whole_issue(tmp_path, contents=(wi.plates("x"),))
    body = next(page.body for page in typeset(issue, wi.style(), "pdf", wi.house()).pages if page.kind == "photos")
    assert body.count('<div class="plates"') == 2
    assert [body.count(f'id="x-b000{number}"') for number in range(2, 6)] == [1, 1, 1, 1]


@pytest.mark.parametrize("medium", ["epub", "html"])
def test_screens_set_the_article_as_ever(tmp_path: Path, medium: Literal["epub", "html"]) -> None:
    plain = with_figure(essay(), 1)
    asked = replace(plain, design=Design(Opener.PAGE, 3, boxed=True, pull_quotes=(wi.PROSE[:6],)))
    bodies = []
    for article in (plain, asked):
        pages = typeset(wi.whole_issue(tmp_path, contents=(article,)), wi.style(), medium, wi.house()).pages
        bodies.append(next(page.body for page in pages if page.kind == "article"))
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize(("title", "count"), [("苇汀", 3), ("苇汀水路与渡船月刊", 0)])
def test_cover_lines_stand_beside_a_masthead_that_leaves_room(tmp_path: Path, title: str, count: int) -> None:
    issue = wi.whole_issue(tmp_path)
    issue = replace(
        issue, periodical=replace(issue.periodical, title=title), cover=replace(issue.cover, lettering=True)
    )
    cover = typeset(issue, wi.style(), "pdf", wi.house()).page("cover")
    assert cover
    assert cover.body.count('class="what"') == count


@pytest.mark.parametrize(("size", "fills"), [((710, 1000), True), ((1000, 710), False)])
def test_given_cover_is_bled_only_if_it_has_the_shape_of_the_page(
    tmp_path: Path, size: tuple[int, int], fills: bool
) -> None:
    issue = wi.whole_issue(tmp_path)
    wi.draw(tmp_path / "pictures/cover.png", size)
    cover = typeset(issue, wi.style(), "pdf", wi.house()).page("cover")
    assert cover
    assert ("fills-page" in cover.body) is fills
