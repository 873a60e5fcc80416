"""Pages read as a stranger reads them: every character in one unit or one added string, white space run together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.proof.difference.markup import parse_xml
from publisher.proof.readback.findings import changes, parted
from publisher.proof.readback.reading import Names, Reading, is_hidden, read_page, visible

NAMES = Names(frozenset({"i1"}), frozenset({"b1", "b2", "n1"}))


def read(body: str) -> Reading:
    return read_page(parse_xml(f"<html><head><title>页</title></head><body>{body}</body></html>".encode(), "a"), NAMES)


def texts(body: str) -> list[tuple[str, str]]:
    return [(unit.name, unit.text) for unit in read(body).units if unit.text]


def test_block_is_known_by_its_id_and_a_line_by_its_class() -> None:
    assert texts('<p class="kicker">一</p><p id="b1" class="x">二</p>') == [("kicker", "一"), ("b1", "二")]


def test_words_between_blocks_are_in_a_unit_of_their_own() -> None:
    assert texts('<div class="body">散<p id="b1">一</p>落</div>') == [("body", "散\n落"), ("b1", "一")]


def test_line_of_a_block_ends_with_a_line_end_and_a_cell_with_a_tab() -> None:
    table = '<table id="b1"><caption>题</caption><tr><td>甲</td><td></td></tr><tr><td>乙</td><td>丙</td></tr></table>'
    assert texts(table) == [("b1", "题\n甲\t\t乙\t丙\t")]


def test_reading_of_ruby_is_set_apart_and_its_brackets_are_added() -> None:
    ruby = '<p id="b1"><ruby>篾<rp data-generated="reading">（</rp><rt>miè</rt></ruby>片</p>'
    assert texts(ruby) == [("b1", "篾\x0emiè\x0f片")]
    assert [(mark.kind, mark.text) for mark in read(ruby).marks] == [("@title", "页"), ("reading", "（")]


def test_added_string_knows_how_many_characters_stand_before_it() -> None:
    (_, mark) = read('<p id="b1">一 二<a data-generated="note-call">①</a>三</p>').marks
    assert (mark.text, mark.at) == ("①", 2)


def test_white_space_is_run_together_and_the_ideographic_space_stays() -> None:
    assert texts('<p id="b1">\n 一\n  二　三\t</p>') == [("b1", "一 二　三")]


def test_unit_knows_the_article_it_stands_in() -> None:
    units = read('<article id="i1"><p id="b1">一</p></article><p id="b2">二</p>').units
    assert {unit.name: unit.article for unit in units if unit.text} == {"b1": "i1", "b2": ""}


@pytest.mark.parametrize(
    "attributes",
    [
        'hidden="hidden"',
        'style="display: none"',
        'style="VISIBILITY:hidden"',
        'style="font-size:0"',
        'style="color:#fff"',
    ],
)
def test_what_hides_words_is_seen(attributes: str) -> None:
    assert is_hidden(parse_xml(f"<p {attributes}>一</p>".encode(), "a"))


def test_what_only_places_words_hides_none() -> None:
    assert not is_hidden(parse_xml(b'<p style="margin:0">x</p>', "a"))


@given(st.lists(st.text("一二三 　abc", max_size=5), max_size=6))
def test_no_visible_character_is_lost_or_read_twice(parts: list[str]) -> None:
    tags = ("<p id='b1'>{}</p>", "{}", "<b>{}</b>", "<div>{}</div>", "<span data-generated='x'>{}</span>", "<i>{}</i>")
    found = read("".join(tag.format(part) for tag, part in zip(tags, parts, strict=False)))
    marks = (mark for mark in found.marks if mark.kind == "x")
    seen = sum(visible(unit.text) for unit in found.units) + sum(visible(mark.text) for mark in marks)
    assert seen == sum(map(visible, parts))


@given(st.text("一二三", max_size=8), st.text("一二三", max_size=8))
def test_parted_texts_show_both_readings(wanted: str, seen: str) -> None:
    left, right = parted(wanted, seen).split(" ≠ ")
    assert (left == right) == (wanted == seen)


ROWS = st.lists(st.integers(0, 3), max_size=8)


@given(ROWS, ROWS)
def test_places_where_rows_part_hold_all_that_differs(wanted: list[int], seen: list[int]) -> None:
    places = list(changes(wanted, seen))
    gone, come = (sum(len(place[side]) for place in places) for side in (0, 1))
    assert len(wanted) - gone == len(seen) - come
    assert (places == []) == (wanted == seen)


def test_rows_that_differ_in_too_much_are_one_place() -> None:
    wanted, seen = [0, *range(10, 3000), 1], [0, *range(3000, 6000), 1]
    ((old, new),) = changes(wanted, seen)
    assert (len(old), len(new)) == (2990, 3000)
