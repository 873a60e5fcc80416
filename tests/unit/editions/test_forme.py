"""A bound newspaper cut into stories and put together in modules: every word once, in the order of the manifest."""

from __future__ import annotations

import re

from publisher.editions import forme
from publisher.editions.columns import Kind
from publisher.editions.makeup import Band, MadeUp, Stack

HEAD = '<header class="head spans-{0}" data-whole-lines=""><h1 class="title">题{1}宽{0}</h1></header>\n'


def article(name: str, opening: str = "", classes: str = "kind-article depth-1") -> str:
    heads = "".join(HEAD.format(columns, name) for columns in (2, 1))
    body = f'<div class="body"><p id="{name}-b1">文{name}</p><figure id="{name}-b2">图</figure></div>'
    return (
        f'<div class="page page-article">\n<article id="{name}" class="article {classes}" data-name="x">\n'
        f'{opening}{heads}{body}\n</article>\n<div class="end" id="end-{name}"></div>\n</div>\n'
    )


SHEET = '<div id="v2" class="sheet depth-1"><p class="sheet-name">第2版</p><p class="sheet-credits">责编</p></div>\n'
COLOPHON = (
    '<div class="page page-colophon" id="page-colophon">\n<p>说明</p>'
    '<div class="end" id="end-page-colophon"></div></div>\n'
)
BOUND = (
    '<html><head></head><body>\n<div class="page page-cover"><p>报头</p></div>\n'
    f"{article('a')}{article('b')}{article('c', SHEET)}{COLOPHON}</body>\n</html>\n"
)
NOBODY: frozenset[str] = frozenset()


def words(markup: str) -> str:
    return re.sub(r"<[^>]*>|\s", "", markup)


def made_up(opened: dict[str, int] | None = None) -> str:
    beside = Band((Stack(0, 1, ("a",)), Stack(1, 1, ("b",), 3)), 20)
    wide = Band((Stack(0, 2, ("c",)),), 9, above=2)
    last = Band((Stack(0, 2, ("page-colophon",)),), 5)
    segments = [[MadeUp((beside,), 10)], [MadeUp((wide, last), 3)]]
    return forme.made_up(forme.parted(BOUND, NOBODY), segments, opened or {}, 15.5)


def test_stories_keep_their_order_and_one_head_each() -> None:
    assert words(made_up()) == "报头题a宽1文a图题b宽1文b图第2版责编题c宽2文c图说明"


def test_banner_of_a_sheet_stands_before_its_first_story_over_all_columns() -> None:
    made = made_up()
    assert made.index('class="band begins first"') < made.index('id="v2"') < made.index('<article id="c"')


def test_stacks_stand_side_by_side_at_the_height_of_their_band() -> None:
    assert re.findall(r'class="stack ([^"]+)" style="([^"]*)"', made_up()) == [
        ("from-0 over-1", "height:310pt"),
        ("from-1 over-1", "margin-top:-310pt;height:310pt"),
    ]


def test_head_that_begins_a_stack_is_opened_below() -> None:
    assert made_up({"b": 2}).count('style="padding:0pt 0 40.3pt"') == 1


def test_stories_in_a_row_has_every_story_over_all_columns() -> None:
    document = forme.parted(BOUND, NOBODY)
    assert (
        words(forme.made_up(document, [document.copies], {}, 15.5))
        == "报头题a宽2文a图题b宽2文b图第2版责编题c宽2文c图说明"
    )


def test_measuring_document_has_every_head_and_no_id_twice() -> None:
    made = forme.measured_markup(forme.parted(BOUND, NOBODY), 500)
    assert [made.count(f'id="m-{what}-c"') for what in ("o", "1", "2", "t", "z")] == [1, 1, 1, 1, 1]
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids))


def test_pieces_of_a_text_are_its_blocks() -> None:
    first = forme.parted(BOUND, NOBODY).copies[0]
    assert forme.pieces_of(first) == [("k-a-b1", Kind.PARTS), ("k-a-b2", Kind.WHOLE)]


def test_photos_are_measured_whole_and_not_over_all_columns() -> None:
    page = article("p", classes="kind-photos depth-1").replace("<figure ", '<figure class="picture" ')
    (copy,) = forme.parted(f"<html><head></head><body>\n{page}</body></html>", NOBODY).copies
    assert copy.is_set_whole
    assert copy.wanted == (1,)


def test_story_has_the_columns_its_manifest_asks_for() -> None:
    (copy,) = forme.parted(article("p", classes="kind-article columns-2"), NOBODY).copies
    assert copy.wanted == (2,)


def test_story_with_an_opening_page_stands_alone() -> None:
    (copy,) = forme.parted(article("p", classes="kind-article opening-page"), NOBODY).copies
    assert copy.stands_alone
