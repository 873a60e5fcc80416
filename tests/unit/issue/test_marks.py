"""Classes of characters: what is Chinese, what ends a sentence, how wide a line is."""

from __future__ import annotations

import pytest

from publisher.issue import marks


@pytest.mark.parametrize("char", "渡々〇𠀀\uf900\u3400")
def test_ideographs(char: str) -> None:
    assert marks.is_han(char)
    assert marks.is_chinese(char)


@pytest.mark.parametrize("char", ["a", "1", "，", "ひ", "カ", "", " ", "\u3000"])
def test_everything_else_is_no_ideograph(char: str) -> None:
    assert not marks.is_han(char)


@pytest.mark.parametrize("char", "，。、；：？！（）《》“”‘’—…·～「」【】〔〕")
def test_marks_that_only_chinese_text_uses(char: str) -> None:
    assert marks.is_chinese(char)


@pytest.mark.parametrize("char", ",.;:?!()[]-a1")
def test_western_characters_are_not_chinese(char: str) -> None:
    assert not marks.is_chinese(char)


@pytest.mark.parametrize("char", "aZé1５Ａ")
def test_letters_and_digits_of_either_width(char: str) -> None:
    assert marks.is_latin_or_digit(char)


@pytest.mark.parametrize("char", "渡，カ ")
def test_no_western_letter(char: str) -> None:
    assert not marks.is_latin_or_digit(char)


@pytest.mark.parametrize(
    "text", ["渡口的石阶被水", "渡口，", "渡口、", "“渡口”", "7.1", "《渡口》", "渡口—", "“", "（"]
)
def test_line_breaks_off_inside_a_sentence(text: str) -> None:
    assert marks.is_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "灯亮了。",
        "灯亮了。”",
        "（灯亮了。）",
        "（渡口镇下街）",
        "The ferry left.",
        "灯亮了！",
        "他说：",
        "灯亮了……",
        "石头；",
        "灯亮了。  ",
        "",
        "  ",
        "Yes!",
    ],
)
def test_line_is_closed_or_blank(text: str) -> None:
    assert not marks.is_open(text)


def test_width_counts_western_characters_and_spaces_as_half() -> None:
    assert marks.width_em("渡口, 7·") == 2 + 0.5 + 0.5 + 0.5 + 1


def test_every_narrow_mark_has_its_fullwidth_form() -> None:
    assert all(ord(full) - ord(half) == 0xFEE0 for half, full in marks.HALF_TO_FULL.items())
    assert set(marks.HALF_TO_FULL.values()) <= marks.CHINESE_MARKS
