"""The composer under WeasyPrint, read back from finished PDFs: where the glyphs of real boxes stand."""

from __future__ import annotations

from itertools import pairwise

import pymupdf
import pytest

from tests.unit.composer import press
from tests.unit.composer.press import LEADING, SIZE, printed, set_lines, text_of

pytestmark = pytest.mark.slow

HAN = "河湾渡口石阶青苔风雨船家对岸灯火桥墩水位上游清晨码头老人孩子担子米酒鱼市旧账新路春汛秋声记事人家"
NEAR = 0.02 * SIZE


def near(value: float) -> object:
    return pytest.approx(value, abs=NEAR)


def test_lines_end_flush_but_the_last() -> None:
    *full, last = set_lines(f"<p>{HAN[:14]}，{HAN[14:40]}。</p>", 10.3)
    assert [line.end - (SIZE / 2 if line.text[-1] in "，。" else 0) for line in full] == [near(103)] * len(full)
    assert last.end < 103


def test_mark_at_a_line_end_is_half_outside() -> None:
    first, *_ = set_lines(f"<p>{HAN[:9]}，{HAN[9:30]}</p>")
    assert first.text[-1] == "，"
    assert 5 < first.end - 100 <= 5 + NEAR or first.end == near(105)


def test_opening_mark_at_a_line_start_stands_half_outside() -> None:
    lines = set_lines(f"<p>{HAN[:10]}《{HAN[10:13]}》{HAN[13:30]}</p>")
    assert lines[1].text.startswith("《")
    assert lines[1].start == near(-5)


def test_paragraph_that_begins_with_a_mark_keeps_its_indent_in_ink() -> None:
    first, *_ = set_lines(f"<p style='text-indent:2em'>“{HAN[:20]}”</p>")
    assert first.start == near(15)


@pytest.mark.parametrize(
    "text", ["河”，湾", "河<b>”</b>，湾", "河”<i><b>，</b></i>湾", "<a href='http://x.example'>河”</a>，湾"]
)
def test_two_marks_take_one_and_a_half_em_across_boxes_too(text: str) -> None:
    (line,) = set_lines(f"<p>{text}</p>")
    assert line.x("湾") - line.x("”") == near(15)


@pytest.mark.parametrize("text", ["河7湾", "河<b>7</b>湾", "<i>河</i>7<em>湾</em>", "河<b><i>7</i></b>湾"])
def test_gap_between_han_and_western_stands_across_boxes_too(text: str) -> None:
    (line,) = set_lines(f"<p>{text}</p>")
    digit = line.glyphs[1]
    assert digit.x - 10 == near(2.5)
    assert line.x("湾") - digit.x - digit.advance == near(2.5)


def test_edges_of_boxes_keep_their_padding() -> None:
    (line,) = set_lines("<p>河<b style='padding:0 6pt'>湾</b>渡</p>")
    assert (line.x("湾"), line.x("渡")) == (near(16), near(32))


def test_text_is_neither_changed_nor_lost() -> None:
    text = f"{HAN}，“GDP增长7.1%”——{HAN[:7]}……（{HAN[7:15]}）。"
    assert text_of(printed(f"<p>{text}</p>", 9.7)) == text


def test_spread_is_the_same_between_all_characters_of_a_line() -> None:
    first, *_ = set_lines(f"<p>{HAN[:40]}</p>", 10.5)
    steps = [after.x - before.x for before, after in pairwise(first.glyphs)]
    assert max(steps) - min(steps) < 0.002 * SIZE


def test_words_are_never_stretched() -> None:
    lines = set_lines(f"<p>{HAN[:5]}internet{HAN[5:25]}</p>", 9.3)
    word = next(line for line in lines if "internet" in line.text)
    glyphs = [glyph for glyph in word.glyphs if glyph.char.isascii()]
    assert glyphs[-1].x + glyphs[-1].advance - glyphs[0].x == pytest.approx(
        sum(glyph.advance for glyph in glyphs), abs=0.3
    )


def test_parted_word_reads_as_one_word_when_copied() -> None:
    pdf = printed(f"<p style='hyphens:auto'>{HAN[:6]}internationalisation{HAN[6:20]}</p>", 10, extra="‐")
    assert len([glyph for glyph in press.glyphs_of(pdf) if glyph.char.isascii() and glyph.char.isalpha()]) == 20
    assert "internationalisation" in text_of(pdf).replace("\u00ad", "")


def test_note_call_keeps_to_its_word() -> None:
    for count in range(8, 13):
        lines = set_lines(f"<p>{HAN[:count]}<sup>1</sup>{HAN[count:30]}</p>")
        assert not any(line.text.startswith("1") for line in lines)


def test_note_call_stands_in_the_blank_half_of_a_stop() -> None:
    (line,) = set_lines("<p>河湾。<sup style='font-size:.7em'>1</sup></p>")
    assert line.x("1") == near(25)


def test_float_narrows_the_lines_beside_it_and_no_others() -> None:
    css = ".f { float: right; width: 40pt; height: 30pt }"
    lines = set_lines(f"<div class=f></div><p>{HAN}</p>", 10, css)
    assert [line.end for line in lines[:4]] == [near(60), near(60), near(100), near(100)]


def test_columns_are_filled_with_the_same_paragraph() -> None:
    css = "div { columns: 2; column-gap: 20pt }"
    lines = set_lines(f"<div><p>{HAN[:40]}</p></div>", 12, css)
    assert [line.text for line in lines] == [
        HAN[:5] + HAN[20:25],
        HAN[5:10] + HAN[25:30],
        HAN[10:15] + HAN[30:35],
        HAN[15:20] + HAN[35:40],
    ]


def test_cell_is_as_wide_as_its_text_with_gaps() -> None:
    lines = set_lines("<table><tr><td>河7湾8渡</td><td>口</td></tr></table>", 20)
    assert [line.text for line in lines] == ["河7湾8渡口"]


def test_list_marks_stand_beside_their_items() -> None:
    lines = set_lines(f"<ul style='padding-left:20pt'><li>{HAN[:12]}</li><li>{HAN[12:20]}</li></ul>", 10, extra="•◦▪")
    assert [line.text[-1] for line in lines] == [HAN[7], HAN[11], HAN[19]]
    assert len({line.start for line in (lines[0], lines[2])}) == 1


def test_centred_title_stands_in_the_middle() -> None:
    (line,) = set_lines("<h1 style='text-align:center'>河湾渡口</h1>")
    assert (line.start, line.end) == (near(30), near(70))


def test_spaced_title_has_no_space_behind_its_last_letter() -> None:
    (line,) = set_lines("<h1 style='text-align:center; letter-spacing:.5em'>河湾渡口</h1>")
    assert line.x("湾") - line.x("河") == near(15)
    assert (line.start, line.end) == (near(22.5), near(77.5))


def test_short_centred_title_is_balanced() -> None:
    lines = set_lines(f"<h1 style='text-align:center'>{HAN[:12]}</h1>")
    assert [len(line.text) for line in lines] == [6, 6]


def test_piece_that_is_not_to_be_broken_is_not() -> None:
    lines = set_lines(f"<p>{HAN[:8]}<span style='white-space:nowrap'>{HAN[8:12]}</span>{HAN[12:30]}</p>")
    assert lines[1].text.startswith(HAN[8:12]) or HAN[8:12] in lines[0].text


def test_break_the_author_set_ends_a_line_that_is_not_spread() -> None:
    first, second, *_ = set_lines(f"<p>{HAN[:6]}<br/>{HAN[6:30]}</p>")
    assert (first.text, first.end) == (HAN[:6], near(60))
    assert second.text == HAN[6:16]


def test_address_too_long_for_a_line_is_cut_where_the_style_allows_it() -> None:
    address = "http://example.org/" + "abcdefgh" * 6
    lines = set_lines(f"<p style='overflow-wrap:anywhere'>{HAN[:5]}{address}{HAN[5:9]}</p>", 12)
    assert max(line.end for line in lines) <= 120 + NEAR
    assert "".join(line.text for line in lines) == HAN[:5] + address + HAN[5:9]


def test_centred_marks_of_traditional_chinese_keep_their_cell_at_a_line_end() -> None:
    first, *_ = set_lines(f"<p>{HAN[:9]}，{HAN[9:30]}</p>", lang="zh-Hant")
    assert first.text[-1] == "，"
    assert first.end == near(100)


@pytest.mark.parametrize(
    "body", ["<pre>河 湾\n渡</pre>", "<p dir=rtl>河湾渡口</p>", "<p style='white-space:pre-wrap'>河  湾</p>"]
)
def test_preformatted_and_right_to_left_text_is_left_to_weasyprint(body: str) -> None:
    assert sorted("".join(line.text for line in set_lines(body)))[:2] == sorted("河湾渡口")[:2] or "河" in text_of(
        printed(body)
    )


def test_marked_word_does_not_move_its_line_off_the_grid() -> None:
    lines = set_lines(f"<p>{HAN[:8]}<b style='font-size:14pt'>湾</b>{HAN[8:40]}<b>{HAN[40:44]}</b></p>")
    assert {round(after.glyphs[0].y - before.glyphs[0].y, 2) for before, after in pairwise(lines)} == {LEADING}


def test_line_of_marked_words_alone_keeps_the_leading() -> None:
    lines = set_lines(f"<p>{HAN[:10]}<b>{HAN[10:14]}</b></p><p>{HAN[14:20]}</p>")
    assert [round(line.glyphs[0].y - lines[0].glyphs[0].y, 2) for line in lines] == [0, LEADING, 2 * LEADING]


def test_text_behind_balanced_columns_stands_on_the_grid() -> None:
    css = "div { columns: 2; column-gap: 20pt }"
    lines = set_lines(f"<div><p>{HAN[:33]}</p></div><p>{HAN[33:37]}</p>", 12, css)
    offsets = [(line.glyphs[0].y - lines[0].glyphs[0].y) % LEADING for line in lines]
    assert all(min(offset, LEADING - offset) < NEAR for offset in offsets)


def test_block_that_asks_for_it_stands_on_whole_lines() -> None:
    block = "<div data-whole-lines style='height:auto; padding:5pt 0; font-size:9pt'>河</div>"
    lines = set_lines(f"<p>{HAN[:4]}</p>{block}<p>{HAN[4:8]}</p>")
    assert (lines[-1].glyphs[0].y - lines[0].glyphs[0].y) % LEADING == pytest.approx(0, abs=NEAR)


def test_paragraph_over_two_pages_loses_nothing() -> None:
    text = HAN * 12
    assert text_of(printed(f"<p>{text}</p>")) == text


def test_dots_of_a_leader_are_one_run_of_text() -> None:
    body = "<p style='text-align:start'>河湾<span class=l></span>7</p>"
    (line,) = set_lines(body, 20, ".l::before { content: leader('.') }")
    dots = [glyph for glyph in line.glyphs if glyph.char == "."]
    assert len(dots) > 10
    assert line.end == near(200)


def test_words_in_another_language_are_drawn_in_its_forms() -> None:
    languages = ("zh-Hans", "zh-Hant", "zh-HK", "ja")
    body = "".join(f'<p lang="{language}">骨直令返化</p>' for language in languages)
    with pymupdf.open(stream=printed(body)) as document:
        (page,) = document
        rows = [page.rect.y0 + 20 + LEADING * number for number in range(len(languages))]
        strips = [page.get_pixmap(dpi=144, clip=(0, top, page.rect.width, top + LEADING)).samples for top in rows]
    assert len(set(strips)) == len(languages)
