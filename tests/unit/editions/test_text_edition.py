"""The text file: how each kind of block is written, and which characters of a line are the issue's."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.editions.text import TextEdition
from publisher.editions.text.lines import Line, lines_of
from publisher.house import House
from publisher.manifest.style_reader import read_style
from publisher.typesetting.words import Words, words_for
from tests.unit.editions.invented_issue import invented_issue


@pytest.fixture(scope="module")
def words() -> Words:
    return words_for(read_style("base", [], House.here(), None), "zh-Hans")


def lines(markup: str, words: Words) -> list[Line]:
    return list(lines_of(f'<div class="body">{markup}</div>', words))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>水涨了。</p>", "　　水涨了。"),
        ("<p>水<em>涨</em>了<br/>船也来了。</p>", "　　水涨了\n　　船也来了。"),
        (
            '<p><ruby>墩<rp data-generated="r">（</rp><rt>dūn</rt><rp data-generated="r">）</rp></ruby>石</p>',
            "　　墩（dūn）石",
        ),
        ('<p>水<a class="call" href="#n" data-generated="note-call">①</a>涨</p>', "　　水①涨"),
        ('<p><a href="https://example.org/">账目</a>可查</p>', "　　账目（https://example.org/）可查"),
        ("<blockquote><p>桥是大家的。</p></blockquote>", "　　　　桥是大家的。"),
        ("<ol start='3'><li><p>竹</p><p>篾</p></li><li>纸</li></ol>", "　　3. 竹\n　　篾\n　　4. 纸"),
        ("<ul><li><p>竹</p></li></ul>", "　　• 竹"),
        ("<hr class='ornament'/>", "　　＊　＊　＊"),
        ("<h3 class='heading'>石料</h3>", "\n　　石料"),
        (
            (
                '<div class="verse"><div class="stanza"><p class="line">一</p><p class="line">二</p></div>'
                '<div class="stanza"><p class="line">三</p></div></div>'
            ),
            "　　一\n　　二\n\n　　三",
        ),
        (
            "<table><caption>表</caption><tbody><tr><td>甲</td><td>1</td></tr></tbody></table>",
            "表\n甲\t1",
        ),
        (
            '<figure><img src="x" alt="桥"/><p class="caption">桥</p><p class="credit">何川摄</p></figure>',
            "　　〔图：桥　何川摄〕",
        ),
        ('<figure><img src="x" alt="石桥"/></figure>', "　　〔图：石桥〕"),
        ('<figure><p class="frame" data-generated="x">原图未存</p></figure>', "　　〔原图未存〕"),
        (
            '<aside><p><span data-generated="note-mark"><a class="back" href="#c">①</a> </span>旧物。</p></aside>',
            "　　① 旧物。",
        ),
    ],
)
def test_each_kind_of_block(markup: str, text: str, words: Words) -> None:
    assert "\n".join(line.text for line in lines(markup, words)) == text


def test_what_was_added_stands_for_nothing(words: Words) -> None:
    (line,) = lines('<p id="b1">水<span data-generated="label">添</span><ruby>墩<rt>dūn</rt></ruby></p>', words)
    assert (line.text, line.original, line.block) == ("　　水添墩dūn", "水墩", "b1")


def test_parts_of_a_block_stand_for_lines_of_their_own(words: Words) -> None:
    markup = '<figure id="b1"><img src="x" alt=""/><p class="caption">桥</p><p class="credit">何川</p></figure>'
    (line,) = lines(markup, words)
    assert line.original == "桥\n何川"


def test_heads_sections_and_facts(words: Words) -> None:
    markup = (
        '<article><header class="head"><p class="section"><span>报告</span></p><h1 class="title">桥</h1></header>'
        "<dl><div><dt>主编</dt><dd>陆一舟</dd></div></dl></article>"
    )
    assert [line.text for line in lines_of(markup, words)] == ["【报告】", "桥", "主编：陆一舟"]


def test_the_file_is_utf8_with_lf_and_no_mark(tmp_path: Path) -> None:
    house = House.here()
    made = TextEdition().print(invented_issue(tmp_path), read_style("base", [], house, None), house, tmp_path)
    data = (tmp_path / made.file).read_bytes()
    assert (made.edition, made.file, made.size) == ("txt", "jiangan-2031-02.txt", len(data))
    assert data.startswith("江岸　2031年第2期\n\n目录\n".encode())
    assert data.endswith(b"\n")
    assert not {b"\r", b"\xef\xbb\xbf"} & {data[:3], *(data[at : at + 1] for at in range(len(data)))}


def test_one_blank_line_stands_between_pages(tmp_path: Path) -> None:
    house = House.here()
    made = TextEdition().print(invented_issue(tmp_path), read_style("base", [], house, None), house, tmp_path)
    text = (tmp_path / made.file).read_text(encoding="utf-8")
    assert "\n\n【报告】\n本刊特稿\n桥修好以后\n记者 何川　陆一舟\n" in text
    assert "\n\n\n" not in text
