"""What stands between two characters, and where a line may end: the rules of CLREQ §3, one by one."""

from __future__ import annotations

import pytest

from publisher.composer import spacing
from publisher.composer.spacing import break_cost, class_by_width, cost_before_unit, space_between

WIDE, NARROW = 1.0, 0.5


def kind(char: str, advance: float | None = None, language: str = "zh-Hans") -> int:
    wide = WIDE if ord(char) >= 0x2E80 or char in "“”‘’—…" else NARROW
    return class_by_width(char, language, wide if advance is None else advance)


def between(pair: str, language: str = "zh-Hans") -> float:
    return space_between(kind(pair[0], language=language), kind(pair[1], language=language)).natural


@pytest.mark.parametrize(
    ("pair", "em"),
    [
        ("河湾", 0.0),
        ("河，", 0.0),
        ("，河", 0.0),
        ("。”", -0.5),
        ("”。", -0.5),
        ("》《", -0.5),
        ("：“", -0.5),
        ("（《", -0.5),
        ("”）", -0.5),
        ("、《", -0.5),
        ("？！", -0.5),
        ("河A", 0.25),
        ("7月", 0.25),
        ("，A", 0.0),
        ("A，", 0.0),
        ("“A", 0.0),
        ("AB", 0.0),
        ("——", 0.0),
        ("河—", 0.0),
    ],
)
def test_space_between_two_neighbours(pair: str, em: float) -> None:
    assert between(pair) == em


@pytest.mark.parametrize(
    ("pair", "em"),
    [("，「", -0.5), ("」，", -0.5), ("。」", -0.25), ("？！", -0.5), ("河，", 0.0), ("，河", 0.0), ("。）", -0.25)],
)
@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hant-TW", "zh-Hant-HK"])
def test_mark_in_the_middle_of_its_cell_has_a_quarter_on_either_side(pair: str, em: float, language: str) -> None:
    assert between(pair, language) == em


def test_centred_mark_gives_way_on_both_sides_alike_and_loses_nothing_at_a_line_end() -> None:
    mark = kind("，", language="zh-Hant-TW")
    before, behind = space_between(spacing.HAN, mark), space_between(mark, spacing.HAN)
    assert before.shrink == behind.shrink > 0
    assert spacing.trim_at_end(mark) == 0.0
    assert spacing.trim_at_end(kind("，")) == 0.5


@pytest.mark.parametrize("pair", ["河湾", "河，", "，河", "）湾", "河—", "—河"])
def test_slack_is_spread_between_chinese_characters(pair: str) -> None:
    assert space_between(kind(pair[0]), kind(pair[1])).spreads


@pytest.mark.parametrize("pair", ["AB", "A.", "12", "——", "……"])
def test_no_slack_goes_into_words_numbers_and_long_dashes(pair: str) -> None:
    assert not space_between(kind(pair[0]), kind(pair[1])).spreads


def test_space_between_words_gives_way_first() -> None:
    space = space_between(spacing.SPACE, spacing.LETTER)
    assert space.soft > space_between(spacing.HAN, spacing.LETTER).soft > 0


def test_han_latin_gap_never_shrinks_below_an_eighth() -> None:
    gap = space_between(spacing.HAN, spacing.LETTER)
    assert gap.natural - gap.shrink == 0.125


def breaks(pair: str, advance: float | None = None) -> bool:
    return break_cost(kind(pair[0], advance), kind(pair[1], advance)) is not None


@pytest.mark.parametrize(
    "pair",
    [
        "河，",
        "河。",
        "河、",
        "河：",
        "河；",
        "河！",
        "河？",
        "河）",
        "河》",
        "河”",
        "河」",
        "河·",
        "河…",
        "河%",
        "河％",
        "河～",
        "河℃",
    ],
)
def test_line_never_begins_with(pair: str) -> None:
    assert not breaks(pair)


@pytest.mark.parametrize("pair", ["（河", "《河", "“河", "「河", "‘河", "(河", "$河", "￥河"])
def test_line_never_ends_with(pair: str) -> None:
    assert not breaks(pair)


@pytest.mark.parametrize("pair", ["——", "１２"])
def test_is_never_parted(pair: str) -> None:
    assert not breaks(pair)


@pytest.mark.parametrize("pair", ["河湾", "河A", "A河", "河“", "”河", "，河", "）（", "河—", "—河", "河（"])
def test_line_may_end_between(pair: str) -> None:
    assert breaks(pair)


def test_dash_rather_ends_a_line_than_begins_one() -> None:
    assert (break_cost(kind("河"), kind("—")) or 0) > (break_cost(kind("—"), kind("河")) or 0)


def test_number_rather_keeps_its_unit() -> None:
    assert cost_before_unit("7", "月") > cost_before_unit("7", "河") == cost_before_unit("河", "月") == 0


def test_quote_of_a_western_face_is_a_western_mark() -> None:
    assert kind("“", NARROW) == spacing.WESTERN_OPEN
    assert kind("”", NARROW) == spacing.WESTERN_CLOSE


def test_circled_number_of_a_chinese_face_is_no_letter() -> None:
    assert kind("①", WIDE) == spacing.HAN
    assert kind("α", NARROW) == spacing.LETTER


@pytest.mark.parametrize(
    ("language", "mark", "trim"),
    [
        ("zh-Hans", "，", 0.5),
        ("zh-Hant", "，", 0.0),
        ("zh-HK", "。", 0.0),
        ("zh-Hant", "」", 0.5),
        ("ja", "、", 0.5),
        ("ja", "！", 0.0),
    ],
)
def test_mark_at_the_end_of_a_line_loses_its_blank_half_if_it_has_one(language: str, mark: str, trim: float) -> None:
    assert spacing.trim_at_end(kind(mark, language=language)) == trim


@pytest.mark.parametrize(("mark", "trim"), [("（", 0.5), ("“", 0.5), ("》", 0.0), ("河", 0.0)])
def test_only_an_opening_mark_is_trimmed_where_a_line_begins(mark: str, trim: float) -> None:
    assert spacing.trim_at_start(kind(mark)) == trim


@pytest.mark.parametrize("advance", [0.33, 0.5, 1.0])
def test_interpunct_fills_half_an_em(advance: float) -> None:
    assert advance + 2 * spacing.interpunct_padding(advance) == pytest.approx(0.5)
