from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.issue.blocks import (
    Block,
    Exchange,
    Figure,
    Heading,
    Itemised,
    Note,
    Ornament,
    Paragraph,
    Passage,
    Quotation,
    Table,
    Verse,
    text_of,
    walk,
)
from publisher.issue.galley import Span
from publisher.issue.inlines import (
    BookTitle,
    Emphasis,
    Gap,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    ProperName,
    Ruby,
    Strong,
    Supplied,
    Text,
    plain,
)
from publisher.issue.plan import MarkdownRef
from publisher.problems import ManifestError
from publisher.sources.marked import parse_article

NOWHERE = Path("/nowhere/hewan/articles/01.md")


def parsed(text: str, path: Path = NOWHERE) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    return parse_article(MarkdownRef(path, "articles/01.md", text, 4, "hewan/articles/01.md"), "a")


def blocks(text: str) -> tuple[Block, ...]:
    return parsed(text)[0]


def inlines(text: str) -> tuple[Inline, ...]:
    (paragraph,) = blocks(text)
    assert isinstance(paragraph, Paragraph)
    return paragraph.inlines


def codes(text: str, path: Path = NOWHERE) -> list[str]:
    with pytest.raises(ManifestError) as caught:
        parsed(text, path)
    return [problem.code.removeprefix("manifest/") for problem in caught.value.problems]


def letters(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char).startswith("L"))


def is_subsequence(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


MARKS = (
    "* ** {漢|hàn} [ ] {.name} (http://a.b) □ 〔 〕 ` | [^1] ![ ](a.png) 问： 表： <http://a.b/%41> ~~ _ { } <b> &amp;"
)
LINES = (
    "&#x41;/\n/\n\n/> /- /1. /# /\\/```\n/:::verse\n/:::qa\n/:::lang en\n/:::\n/|--|\n/|\n/---\n/===\n"
    "/[x]: y/    /\t/\r/\r\n/\0"
)
MARKUP = st.sampled_from(MARKS.split(" ") + LINES.split("/"))
WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=6)


@given(st.lists(MARKUP | WORDS, max_size=14).map("".join))
def test_every_letter_of_a_block_stands_in_the_text_in_the_same_order(text):
    try:
        found, notes = parsed(text)
    except ManifestError:
        return
    for block in [*found, *(inner for note in notes for inner in note.blocks)]:
        assert is_subsequence(letters(text_of(block)), letters(text))


@given(st.text(st.characters(categories=["Lo"]), min_size=1).filter(lambda text: "表" not in text))
def test_text_without_markup_comes_back_unchanged(text):
    assert [text_of(block) for block in blocks(text)] == [text]


@given(
    st.lists(
        st.text("河边的人，。；：、“”（）0123 abc", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=4
    )
)
def test_paragraphs_of_words_and_marks_come_back_unchanged(texts):
    assert [text_of(block) for block in blocks("\n\n".join(texts))] == texts


@given(st.lists(MARKUP | WORDS, max_size=14).map("".join))
def test_blocks_are_numbered_in_the_order_of_walk(text):
    try:
        found, notes = parsed(text)
    except ManifestError:
        return
    ids = [block.id for block in walk([*found, *(inner for note in notes for inner in note.blocks)])]
    assert ids == [f"a-b{number:04}" for number in range(1, len(ids) + 1)]


@pytest.mark.parametrize(("marks", "level"), [("#", 1), ("##", 1), ("###", 2), ("####", 2)])
def test_headings_have_two_levels(marks, level):
    (heading,) = blocks(f"{marks} 小标题")
    assert isinstance(heading, Heading)
    assert (heading.level, heading.inlines) == (level, (Text("小标题"),))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("*着重。*然后", (Emphasis((Text("着重。"),)), Text("然后"))),
        ("他说**“好”**了", (Text("他说"), Strong((Text("“好”"),)), Text("了"))),
        ("**甲*乙*丙**", (Strong((Text("甲"), Emphasis((Text("乙"),)), Text("丙"))),)),
        ("5 * 3 * 2", (Text("5 * 3 * 2"),)),
        ("一*二", (Text("一*二"),)),
        ("{漢|hàn}字", (Ruby("漢", "hàn"), Text("字"))),
        ("{漢字}", (Text("{漢字}"),)),
        (
            "[太史公]{.name}著[史*記*]{.book}",
            (ProperName((Text("太史公"),)), Text("著"), BookTitle((Text("史"), Emphasis((Text("記"),))))),
        ),
        ("[甲]{.other}", (Text("[甲]{.other}"),)),
        ("残□□文〔补字〕", (Text("残"), Gap(2), Text("文"), Supplied("补字"))),
        ("[河](https://example.org/a)", (Link("https://example.org/a", (Text("河"),)),)),
        ("[信](mailto:a@example.org)", (Link("mailto:a@example.org", (Text("信"),)),)),
        ("[险](javascript:alert)", (Text("[险](javascript:alert)"),)),
        ("[险](data:text/html,x)", (Text("[险](data:text/html,x)"),)),
        ("[内](b.md)", (Text("[内](b.md)"),)),
        ("<b>粗</b>&amp;&copy;", (Text("<b>粗</b>&amp;&copy;"),)),
        ("`码`字", (Text("码字"),)),
        ("反\\*斜", (Text("反*斜"),)),
        ("[注]: 见下", (Text("[注]: 见下"),)),
        ("甲\\\n乙", (Text("甲"), LineBreak(), Text("乙"))),
        ("甲  \n乙", (Text("甲"), LineBreak(), Text("乙"))),
        ("甲，\n乙", (Text("甲，乙"),)),
        ("甲\nb", (Text("甲 b"),)),
        ("a\nb", (Text("a b"),)),
        ("*甲*\n乙", (Emphasis((Text("甲"),)), Text("乙"))),
        ("甲\n===", (Text("甲 ==="),)),
        ("    缩进", (Text("缩进"),)),
        ("snake_case_name", (Text("snake_case_name"),)),
    ],
)
def test_inline_marks(text, found):
    assert inlines(text) == found


def test_a_note_is_numbered_by_its_first_call():
    found, notes = parsed("甲[^b]乙[^a]丙[^b]\n\n[^a]: 注甲\n[^b]: 注乙\n\n    再说\n")
    calls = [
        inline
        for block in found
        if isinstance(block, Paragraph)
        for inline in block.inlines
        if isinstance(inline, NoteCall)
    ]
    assert [(call.note, call.number) for call in calls] == [("a-n01", 1), ("a-n02", 2), ("a-n01", 1)]
    assert [(note.id, note.number, [text_of(block) for block in note.blocks]) for note in notes] == [
        ("a-n01", 1, ["注乙", "再说"]),
        ("a-n02", 2, ["注甲"]),
    ]
    assert [span.line for span in notes[0].origin] == [7, 9]


def test_a_paragraph_above_a_table_is_its_caption():
    (table,) = blocks("表：人口\n\n| 地 | 数 |\n|:--|--:|\n| 甲 | *1* |\n")
    assert isinstance(table, Table)
    assert table == Table(
        "a-b0001",
        (Text("人口"),),
        ((Text("地"),), (Text("数"),)),
        (((Text("甲"),), (Emphasis((Text("1"),)),)),),
        ("left", "right"),
        tuple(Span("articles/01.md", line, 0, length) for line, length in ((4, 4), (6, 9), (7, 9), (8, 11))),
    )


def test_a_numbered_caption_keeps_its_number():
    (table,) = blocks("表1　人口\n\n| 地 |\n|--|\n| 甲 |\n")
    assert isinstance(table, Table)
    assert plain(table.caption) == "表1　人口"


def test_other_paragraphs_above_a_table_stay():
    assert [type(block) for block in blocks("表面上\n\n| 地 |\n|--|\n| 甲 |\n\n表：后面\n")] == [
        Paragraph,
        Table,
        Paragraph,
    ]


def test_lists_and_quotations_hold_blocks():
    bullets, ordered, quotation = blocks("- 甲\n\n  乙\n- 丙\n\n3. 丁\n\n> 戊\n")
    assert isinstance(bullets, Itemised)
    assert [[text_of(block) for block in item] for item in bullets.items] == [["甲", "乙"], ["丙"]]
    assert isinstance(ordered, Itemised)
    assert (ordered.ordered, ordered.start) == (True, 3)
    assert isinstance(quotation, Quotation)


def test_verse_keeps_its_lines_and_stanzas():
    (verse,) = blocks(":::verse\n1. 床前\n　　- 疑是\n\n\n举*头*\n:::\n")
    assert isinstance(verse, Verse)
    assert [[plain(line) for line in stanza] for stanza in verse.stanzas] == [["1. 床前", "　　- 疑是"], ["举头"]]


def test_questions_and_answers_have_speakers():
    found = blocks(":::qa\n问：什么？\n\n**王某：**是。\n\n又说。\n\nQ: what\n:::\n")
    assert [
        (block.speaker, block.is_question, plain(block.inlines)) for block in found if isinstance(block, Exchange)
    ] == [
        ("问", True, "什么？"),
        ("王某", False, "是。"),
        ("Q", True, "what"),
    ]
    assert text_of(found[2]) == "又说。"


def test_a_passage_knows_its_language():
    (passage,) = blocks("::: lang en\nHello\n\n:::verse\nline\n:::\n:::\n")
    assert isinstance(passage, Passage)
    assert passage.lang == "en"
    assert [type(block) for block in passage.blocks] == [Paragraph, Verse]


def test_a_rule_is_an_ornament_even_below_text():
    assert [type(block) for block in blocks("甲\n---\n乙")] == [Paragraph, Ornament, Paragraph]


def test_a_fence_is_plain_text():
    (paragraph,) = blocks("```\n<a> *b*\n```\n")
    assert text_of(paragraph) == "<a> *b*"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "hewan" / "articles").mkdir(parents=True)
    (tmp_path / "hewan" / "pictures").mkdir()
    (tmp_path / "hewan" / "pictures" / "河 一.png").write_bytes(b"")
    (tmp_path / "secret.png").write_bytes(b"")
    (tmp_path / "hewan" / "pictures" / "out.png").symlink_to(tmp_path / "secret.png")
    return tmp_path / "hewan" / "articles" / "01.md"


def test_a_picture_alone_is_a_figure(article):
    text = '![远处的河](<../pictures/河 一.png> "河水｜绘图：某某")\n![近](<../pictures/河 一.png>)\n'
    one, two = parsed(text, article)[0]
    assert one == Figure(
        "a-b0001",
        "pictures/河 一.png",
        "远处的河",
        ((Text("河水"),),),
        "绘图：某某",
        tuple(
            Span("articles/01.md", line, 0, len(words)) for line, words in zip((4, 5), text.splitlines(), strict=True)
        ),
    )
    assert isinstance(two, Figure)
    assert (two.id, two.caption, two.credit) == ("a-b0002", (), "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("甲![图](../pictures/河.png)", "picture-in-text"),
        ("*![图](a.png)*", "picture-in-text"),
        ("# ![图](a.png)", "picture-in-text"),
        ("| ![图](a.png) |\n|--|", "picture-in-text"),
        (":::verse\n![图](a.png)\n:::", "picture-in-text"),
        ("![图](../../secret.png)", "path-outside-root"),
        ("![图](/etc/passwd)", "path-outside-root"),
        ("![图](http://example.org/a.png)", "path-outside-root"),
        ("![图](..%2f..%2fsecret.png)", "path-outside-root"),
        ("![图](../pictures/out.png)", "path-outside-root"),
        ("![图]()", "path-outside-root"),
        ("![图](../pictures/无.png)", "missing-file"),
        ("![图](" + "a" * 300 + ".png)", "missing-file"),
        (":::vers\n诗\n:::", "unknown-container"),
        (":::\n诗", "unknown-container"),
        (":::verse\n诗", "open-container"),
        (":::lang 英文\n诗\n:::", "bad-language"),
        ("甲[^1]", "note-missing"),
        ("甲\n\n[^1]: 乙", "note-not-called"),
        (">" * 50 + "甲", "too-deep"),
        ("*" * 3000 + "甲" + "*" * 3000, "too-deep"),
        ("- " * 100 + "甲", "too-deep"),
    ],
)
def test_what_cannot_be_set_is_a_problem(article, text, code):
    assert code in codes(text, article)


def test_a_problem_names_the_line_of_the_file():
    with pytest.raises(ManifestError) as caught:
        parsed("甲\n\n乙![图](a.png)\n")
    assert str(caught.value.problems[0].place) == "hewan/articles/01.md:6:1"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_origins_are_lines_of_the_file(end):
    first, second = blocks(end.join(["甲\u2028乙", "", "丙", "丁"]))
    assert first.origin == (Span("articles/01.md", 4, 0, 3),)
    assert second.origin == (Span("articles/01.md", 6, 0, 1), Span("articles/01.md", 7, 0, 1))


def test_an_empty_article_has_no_blocks():
    assert parsed("") == ((), ())


def test_data_pictures_are_plain_text():
    assert text_of(blocks("![图](data:image/png;base64,AA)")[0]).startswith("![图](data:")
