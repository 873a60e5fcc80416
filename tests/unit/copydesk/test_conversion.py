"""An issue in the other script: readings of the editor, words cut by markup, names, and what is asked once."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.copydesk.conversion import choices, settled
from publisher.copydesk.conversion.seams import divided
from publisher.issue.blocks import Passage, Verse
from publisher.issue.copy import trace
from publisher.issue.corrections import Author, Replace
from publisher.issue.derivation import SetReading
from publisher.issue.galley import Span
from publisher.issue.inlines import Emphasis, Foreign, Ruby, Supplied, Text, plain
from publisher.issue.rewording import Line, reworded
from publisher.scripts import conversion
from tests.unit.copydesk.scripts import (
    ARTICLE,
    Made,
    article_of,
    converted,
    issue_of,
    one_line,
    paragraph,
    with_language,
)
from tests.unit.typesetting import whole_issue as wi


def test_reading_of_the_editor_stands_before_the_dictionary() -> None:
    made = converted(one_line("沿皇后村走"), "zh-Hant-TW", SetReading("皇后村", "皇后邨"))
    assert made.paragraphs() == ["沿皇后邨走"]
    (correction,) = [each for each in made.converted.ledger if each.edit.span.source == ARTICLE]  # type: ignore[union-attr]  # all of them replace
    assert (correction.rule, correction.author) == ("editor/script-reading", Author.EDITOR)


def test_word_that_is_kept_is_kept() -> None:
    assert converted(one_line("软件村"), "zh-Hant-TW", SetReading("软件村", "软件村")).paragraphs() == ["软件村"]


def test_longest_reading_has_precedence_wherever_it_stands_in_the_list() -> None:
    readings = SetReading("里湾", "里灣"), SetReading("小里湾", "小裡灣")
    assert converted(one_line("小里湾和里湾"), "zh-Hant-TW", *readings).paragraphs() == ["小裡灣和里灣"]


def test_reading_of_one_article_holds_there_alone_and_before_that_of_all() -> None:
    issue = issue_of(article_of(paragraph("里湾")), article_of(paragraph("里湾"), id_="hewan-2026-01-i0002"))
    made = converted(issue, "zh-Hant-TW", SetReading("里湾", "里灣"), SetReading("里湾", "裡灣", ARTICLE))
    assert (made.paragraphs(0), made.paragraphs(1)) == (["裡灣"], ["里灣"])


def test_reading_of_one_character_answers_the_question_and_leaves_words_alone() -> None:
    made = converted(one_line("干部一辈子只干拳击"), "zh-Hant-TW", SetReading("干", "干"))
    assert made.paragraphs() == ["幹部一輩子只干拳擊"]
    assert made.queries == ()


def test_reading_that_is_never_used_is_reported_unless_it_is_for_every_issue() -> None:
    made = converted(one_line("船"), "zh-Hant-TW", SetReading("里湾", "里灣"), SetReading("后", "后", is_lasting=True))
    assert [problem.code for problem in made.converted.problems] == ["copydesk/idle-reading"]


def test_word_is_read_across_the_border_of_emphasis() -> None:
    made = converted(
        issue_of(article_of(paragraph("头", Emphasis((Text("发"),)), "长，", "出", Emphasis((Text("发"),)))))
    )
    (block,) = made.article().blocks
    assert plain(block.inlines) == "頭髮長，出發"  # type: ignore[union-attr]  # it is the paragraph above
    assert block.inlines[1] == Emphasis((Text("髮"),))  # type: ignore[union-attr]  # as above


def test_word_of_another_length_at_a_border_goes_by_characters_and_is_asked() -> None:
    made = converted(issue_of(article_of(paragraph("互联", Emphasis((Text("网"),))))))
    assert made.paragraphs() == ["互聯網"]
    assert [(query.code, query.printed, query.proposed) for query in made.queries] == [
        ("copydesk/word-across-markup", "互联网", "網際網路")
    ]


def test_supplied_text_and_base_of_ruby_are_words_of_their_line() -> None:
    made = converted(issue_of(article_of(paragraph("□□", Supplied("无"), "滞，", Ruby("纡", "yū"), "回"))))
    assert made.paragraphs() == ["□□〔無〕滯，紆迴"]
    assert Ruby("紆", "yū") in made.article().blocks[0].inlines  # type: ignore[union-attr]  # the paragraph above


def test_other_languages_stay() -> None:
    foreign = Passage("p2", "ja", (paragraph("国の“学校”", id_="p3"),))
    made = converted(issue_of(article_of(paragraph("他说", Foreign("en", (Text("the “box”"),)), "。"), foreign)))
    assert made.paragraphs() == ["他說the “box”。", "国の“学校”"]


def test_quote_that_opens_paragraph_after_paragraph_is_no_fault() -> None:
    made = converted(issue_of(article_of(paragraph("“头一段"), paragraph("“第二段”", id_="p2"))))
    assert made.paragraphs() == ["「頭一段", "「第二段」"]
    assert made.queries == ()


def test_quote_may_run_across_the_border_of_emphasis() -> None:
    made = converted(issue_of(article_of(paragraph("他说“", Emphasis((Text("船”"),)), "。"))))
    assert made.paragraphs() == ["他說「船」。"]
    assert made.queries == ()


def test_name_of_the_issue_reads_the_same_in_byline_and_text() -> None:
    made = converted(issue_of(article_of(paragraph("于志平说，范大成不在"), names=("于志平", "范大成"))))
    assert made.article().byline is not None
    assert made.article().byline.names == ("于志平", "范大成")  # type: ignore[union-attr]  # it is asserted above
    assert made.paragraphs() == ["于志平說，范大成不在"]


def test_name_with_a_character_of_two_forms_is_asked() -> None:
    made = converted(issue_of(article_of(paragraph("船"), names=("钟秀",))))
    assert [query.printed for query in made.queries] == ["钟"]


def test_same_question_is_asked_once_with_every_place() -> None:
    lines = "一辈子只干拳击", "他只干拳击"
    made = converted(issue_of(article_of(*(paragraph(text, id_=f"p{at}") for at, text in enumerate(lines)))))
    (query,) = made.queries
    assert query.owner == ARTICLE
    assert "2 处" in query.evidence
    assert "他只[干]" in query.evidence


def test_place_of_a_question_is_the_line_of_the_original_where_it_is_known() -> None:
    from dataclasses import replace

    block = replace(paragraph("一辈子只干拳击"), origin=(Span("articles/a.md", 12, 0, 7),))
    (query,) = converted(issue_of(article_of(block))).queries
    assert (query.span.source, query.span.line) == ("articles/a.md", 12)


def test_every_character_of_the_converted_copy_is_traced() -> None:
    made = converted(one_line("他剪了头发，用软件"), "zh-Hant-TW")
    copy, ledger = made.converted.copy, made.converted.ledger
    (slip,) = [slip for slip in copy.slips if slip.span.source == ARTICLE]
    reading = copy.reading(slip)
    assert reading.text == "他剪了頭髮，用軟體"
    for index, char in enumerate(reading.text):
        found = trace(copy, ledger, slip, index)
        if isinstance(found, Span):
            assert made.converted.galley.text(found) == char
        else:
            assert isinstance(found.edit, Replace)
            assert char in found.edit.after


def test_derivation_says_from_what_and_by_which_converter() -> None:
    derivation = converted(one_line("头发")).issue.derivation
    assert derivation is not None
    assert derivation.original == "zh-Hans"
    assert derivation.converter.startswith("OpenCC ")
    assert derivation.converter.endswith(" s2twp")


def test_files_of_a_derived_issue_bear_its_language() -> None:
    issue = one_line("船")
    assert issue.stem == "hewan-2026-01"
    assert converted(issue).issue.stem == "hewan-2026-01.zh-hant-tw"


def shown(line: Line) -> tuple[str, ...]:
    return tuple(leaf.text for leaf in line.leaves)


@pytest.mark.parametrize("make", [wi.whole_issue, wi.newspaper])
def test_issue_reworded_with_its_own_words_is_the_same_issue(make: object, tmp_path: Path) -> None:
    issue = make(tmp_path)  # type: ignore[operator]  # both make an issue in a folder
    assert reworded(issue, shown) == issue


def test_no_word_of_an_issue_is_passed_over(tmp_path: Path) -> None:
    issue = wi.whole_issue(tmp_path)
    marked = reworded(issue, lambda line: tuple("〇" * len(leaf.text) for leaf in line.leaves))
    left = {text for article in marked.articles() for text in article.paragraphs()} | {marked.periodical.title}
    assert {char for text in left for char in text} <= set("〇□〔〕：\t\n")


def test_whole_issue_is_converted_and_verse_keeps_its_lines(tmp_path: Path) -> None:
    issue = with_language(wi.whole_issue(tmp_path), "zh-Hans")
    made = converted(issue)
    before = [block for article in issue.articles() for block in article.blocks if isinstance(block, Verse)]
    after = [block for article in made.issue.articles() for block in article.blocks if isinstance(block, Verse)]
    assert [len(stanza) for block in after for stanza in block.stanzas] == [
        len(stanza) for block in before for stanza in block.stanzas
    ]
    assert len(made.converted.ledger) > 100


def test_every_character_of_several_forms_is_settled_told_or_asked() -> None:
    forms = {char: conversion("s2t").pieces(char)[0].options for char in settled.TO_TRADITIONAL}
    assert [char for char, options in forms.items() if len(options) < 2] == []
    assert settled.TO_TRADITIONAL.isdisjoint(choices.CHOICES)


def test_forms_of_choices_are_those_of_the_dictionary() -> None:
    for word, forms in choices.CHOICES.items():
        offered = {*conversion("s2t").pieces(word)[0].options, *conversion("t2s").pieces(word)[0].options}
        assert {form for form, _ in forms} <= offered, word


def made_of(text: str) -> Made:
    return converted(one_line(text))


@pytest.mark.parametrize("text", ["", " ", "　", "ABC 123", "，。", "🚢", "𠮷野", "\u200b船", "a\u0301"])
def test_odd_text_goes_through(text: str) -> None:
    made = made_of(text)
    assert len(made.paragraphs()[0]) == len(text)


@pytest.mark.parametrize("text", ["树牢全局观念，擦亮政绩成色", "善于驾驭全局的党", "主动了解全局后里面干部面"])
@pytest.mark.parametrize("name", ["s2t", "s2twp", "s2hkp"])
def test_pieces_of_a_text_are_the_text(text: str, name: str) -> None:
    assert "".join(piece.source for piece in divided(conversion(name), text, frozenset())) == text
