"""The editor's decisions: what each verb does, and what it answers when it cannot."""

from __future__ import annotations

from typing import Any

import pytest

from publisher.copydesk.decisions import _longest_run
from publisher.issue.blocks import Paragraph
from publisher.issue.corrections import DropReason, Replace, Role
from publisher.issue.decisions import (
    Decided,
    Decision,
    DropDecision,
    EmendDecision,
    JoinDecision,
    OrderDecision,
    SplitDecision,
    StetDecision,
)
from publisher.issue.inlines import Inline, Supplied, Text
from publisher.issue.plan import BylinePlan, CaptionPlan, FieldPlan, RolePlan
from publisher.problems import ManifestError, Place, Problem
from tests.unit.copydesk.manuscripts import PLACE, Outcome, article, at, galley, issue, lines_of, set_as_body, worked

MINE = Decided(Place("issue.yaml", 30, 9))
TEXT = "渡口复航了。\n\n灯亮了,船也到了。\n\n人都来了。\n"


def emend(address: str, wrong: str, right: str, *, supplied: bool = False) -> EmendDecision:
    return EmendDecision(at(address), wrong, right, supplied, MINE)


def with_decisions(*decisions: Decision, text: str = TEXT) -> Outcome:
    return set_as_body(text, decisions=decisions)


def refused(*decisions: Decision, text: str = TEXT) -> Problem:
    with pytest.raises(ManifestError) as caught:
        with_decisions(*decisions, text=text)
    (problem,) = caught.value.problems
    assert problem.message("zh")
    assert problem.hint("en")
    return problem


def first_inlines(outcome: Outcome) -> tuple[Inline, ...]:
    first = outcome.article.blocks[0]
    assert isinstance(first, Paragraph)
    return first.inlines


# --- emend -----------------------------------------------------------------------------


def test_emend_reads_right_for_wrong() -> None:
    assert with_decisions(emend("1", "复航", "通航")).paragraphs[0] == "渡口通航了。"


def test_emend_changes_no_more_than_differs() -> None:
    ledger = with_decisions(emend("1", "渡口复航", "渡口通航")).edited.ledger
    edits = [each.edit for each in ledger if each.rule == "editor/emend" and isinstance(each.edit, Replace)]
    assert [(edit.before, edit.after) for edit in edits] == [("复", "通")]


def test_emend_finds_marks_of_either_width() -> None:
    assert with_decisions(emend("3", "灯亮了，船", "灯灭了，船")).paragraphs[1] == "灯灭了，船也到了。"


def test_emend_written_with_western_marks_leaves_fullwidth_ones() -> None:
    assert with_decisions(emend("1", "灯亮,船", "灯灭,船"), text="灯亮，船到。").paragraphs == ["灯灭，船到。"]


def test_emended_words_are_left_alone_by_rules() -> None:
    assert with_decisions(emend("3", "了,船", "了, 船")).paragraphs[1] == "灯亮了, 船也到了。"


def test_emend_over_a_line_end() -> None:
    text = "渡口复\n航了。\n"
    assert with_decisions(emend("1-2", "复航", "通车"), text=text).paragraphs == ["渡口通车了。"]


def test_emend_at_the_end_of_a_line() -> None:
    assert with_decisions(emend("1", "了。", "了。”")).paragraphs[0] == "渡口复航了。”"


def test_emend_may_take_words_away() -> None:
    assert with_decisions(emend("1", "航了", "航")).paragraphs[0] == "渡口复航。"


def test_supplied_words_stand_in_brackets_and_are_marked() -> None:
    outcome = with_decisions(emend("1", "复", "复", supplied=True))
    assert outcome.paragraphs[0] == "渡口〔复〕航了。"
    assert first_inlines(outcome) == (Text("渡口"), Supplied("复"), Text("航了。"))


def test_brackets_of_a_documents_number_are_not_the_editors() -> None:
    text = "见国发〔2026〕5号。\n"
    assert first_inlines(with_decisions(text=text)) == (Text("见国发〔2026〕5号。"),)
    emended = with_decisions(emend("1", "〔2026〕", "〔2025〕"), text=text)
    assert first_inlines(emended) == (Text("见国发〔2025〕5号。"),)


def test_emend_over_the_border_of_title_and_text() -> None:
    plan = article(at("1"), title=lines_of("1@0-2"), decisions=(emend("1", "口复", "头通"),))
    outcome = worked(issue(plan), galley(TEXT.split("\n", maxsplit=1)[0]))
    assert (outcome.article.heading_text(), outcome.paragraphs) == ("渡头通", ["航了。"])


def test_words_that_are_not_there_are_a_problem() -> None:
    problem = refused(emend("1", "复刊", "复航"))
    assert (problem.code, problem.place) == ("copydesk/words-not-there", PLACE)


def test_words_that_stand_twice_are_a_problem() -> None:
    problem = refused(emend("3", "了", "啦"))
    assert (problem.code, problem.values["count"]) == ("copydesk/words-twice", 2)


def test_second_emendation_of_the_same_words_is_a_problem() -> None:
    problem = refused(emend("1", "复航", "通航"), emend("1", "口复", "头复航"))
    assert (problem.code, problem.place) == ("copydesk/decisions-clash", MINE.place)


# --- stet ------------------------------------------------------------------------------


def test_stet_keeps_a_line_from_every_rule() -> None:
    assert with_decisions(StetDecision(at("3"))).paragraphs[1] == "灯亮了,船也到了。"


def test_stet_of_words_keeps_these_words_only() -> None:
    text = "灯亮了,船到了,人来了。\n"
    outcome = with_decisions(StetDecision(at("1"), "船到了,"), text=text)
    assert outcome.paragraphs == ["灯亮了，船到了,人来了。"]


def test_stet_keeps_a_jump_line() -> None:
    text = "(上接第1版)灯亮了。(下转第4版)\n"
    outcome = with_decisions(StetDecision(at("1"), "(下转第4版)"), text=text)
    assert outcome.paragraphs == ["灯亮了。(下转第4版)"]


def test_stet_keeps_an_editors_tag() -> None:
    text = "灯亮了。[编辑:程晓]\n"
    outcome = with_decisions(StetDecision(at("1"), "[编辑:程晓]"), text=text)
    assert outcome.paragraphs == ["灯亮了。[编辑:程晓]"]


def test_stet_of_words_that_are_not_there_is_a_problem() -> None:
    assert refused(StetDecision(at("1"), "灯")).code == "copydesk/words-not-there"


# --- split and join --------------------------------------------------------------------


def test_split_begins_a_paragraph_at_a_line() -> None:
    text = "船工们把缆绳绕在石桩\n上，岸上的人等着他再\n"
    assert len(with_decisions(text=text).paragraphs) == 1
    assert len(with_decisions(SplitDecision(at("2")), text=text).paragraphs) == 2


def test_split_cuts_a_line() -> None:
    assert with_decisions(SplitDecision(at("3@4-"))).paragraphs[1:3] == ["灯亮了，", "船也到了。"]


def test_the_same_split_twice_is_a_problem() -> None:
    assert refused(SplitDecision(at("3"), MINE), SplitDecision(at("3"), MINE)).code == "copydesk/decisions-clash"


def test_split_inside_emended_words_is_a_problem() -> None:
    assert refused(emend("1", "渡口", "码头"), SplitDecision(at("1@1-"), MINE)).code == "copydesk/decisions-clash"


def test_split_of_a_blank_line_is_a_problem() -> None:
    assert refused(SplitDecision(at("2"), MINE)).code == "copydesk/words-not-there"


def test_join_makes_one_paragraph_of_two() -> None:
    assert with_decisions(JoinDecision(at("1"), at("3"))).paragraphs == ["渡口复航了。灯亮了，船也到了。", "人都来了。"]


def test_join_of_a_blank_line_is_a_problem() -> None:
    assert refused(JoinDecision(at("1"), at("2"), MINE)).code == "copydesk/words-not-there"


def test_paragraph_that_continues_two_others_is_a_problem() -> None:
    problem = refused(JoinDecision(at("1"), at("5"), MINE), JoinDecision(at("3"), at("5"), MINE))
    assert (problem.code, problem.values["address"]) == ("copydesk/decisions-clash", "5")


def test_paragraph_that_continues_a_later_one_is_a_problem() -> None:
    assert refused(JoinDecision(at("5"), at("1"), MINE)).code == "copydesk/join-backwards"


def test_paragraph_may_continue_a_later_one_that_was_put_first() -> None:
    outcome = with_decisions(JoinDecision(at("5"), at("1")), OrderDecision((at("5"), at("1"), at("3"))))
    assert outcome.paragraphs == ["人都来了。渡口复航了。", "灯亮了，船也到了。"]


# --- order -----------------------------------------------------------------------------


def test_ranges_are_read_in_the_order_in_which_they_are_listed() -> None:
    outcome = worked(issue(article(at("5"), at("1"), at("3"))), galley(TEXT))
    assert [paragraph[0] for paragraph in outcome.paragraphs] == ["人", "渡", "灯"]


def test_order_changes_the_order_of_lines() -> None:
    outcome = with_decisions(OrderDecision((at("3"), at("1"))))
    assert [paragraph[0] for paragraph in outcome.paragraphs] == ["灯", "渡", "人"]


def test_order_takes_the_fewest_moves() -> None:
    outcome = worked(issue(article(at("9"), at("1-8"))), galley("\n".join("一二三四五六七八九")))
    assert outcome.edited.ledger.by_rule()["editor/order"] == 1


def test_order_as_printed_moves_nothing() -> None:
    outcome = with_decisions(OrderDecision((at("1"), at("3"), at("5"))))
    assert "editor/order" not in outcome.edited.ledger.by_rule()


def test_lines_of_another_source_may_stand_between() -> None:
    plan = issue(article(at("1"), at("1", "b"), at("2")))
    outcome = worked(plan, galley("一。\n二。", "三。"))
    assert outcome.paragraphs == ["一。", "三。", "二。"]


@pytest.mark.parametrize(
    ("ranks", "longest"),
    [([], 0), ([0, 1, 2], 3), ([2, 1, 0], 1), ([3, 0, 1, 4, 2], 3), ([4, 0, 3, 1, 2, 5], 4)],
)
def test_longest_run_is_increasing_and_longest(ranks: list[int], longest: int) -> None:
    run = _longest_run(ranks)
    kept = [rank for rank in ranks if rank in run]
    assert kept == sorted(kept)
    assert len(kept) == longest


def test_caption_outside_the_text_stands_where_it_was_printed() -> None:
    plan = article(at("1"), at("5"), captions=(CaptionPlan((at("3"),)),))
    kinds = [type(block).__name__ for block in worked(issue(plan), galley(TEXT)).article.blocks]
    assert kinds == ["Paragraph", "Figure", "Paragraph"]


# --- drop ------------------------------------------------------------------------------


def test_drop_takes_lines_out_by_name() -> None:
    outcome = with_decisions(DropDecision((at("3"),), DropReason.ADVERTISEMENT))
    assert outcome.drops() == {"advertisement": ["灯亮了,船也到了。"]}
    assert len(outcome.paragraphs) == 2


def test_drop_of_a_part_of_a_line_leaves_the_rest() -> None:
    outcome = with_decisions(DropDecision((at("3@3-"),), DropReason.FOLIO))
    assert outcome.drops() == {"folio": [",船也到了。"]}


# --- readings of fields ----------------------------------------------------------------


def title_read(reading: str, text: str = "渡口复肮\n灯亮了。\n", **fields: Any) -> Outcome:
    return worked(issue(article(at("1-2"), title=lines_of("1", text=reading), **fields)), galley(text))


def test_reading_of_a_field_is_what_the_editor_says() -> None:
    outcome = title_read("渡口复航")
    assert outcome.article.heading_text() == "渡口复航"
    assert outcome.edited.ledger.by_rule()["editor/reading"] == 2


def test_reading_may_set_a_space_that_rules_leave() -> None:
    assert title_read("渡口：复航", "渡口:复肮\n灯亮了。\n").article.heading_text() == "渡口：复航"


def test_reading_over_two_lines() -> None:
    plan = article(at("1-3"), title=lines_of("1-2", text="渡口——今日复航"))
    outcome = worked(issue(plan), galley("渡口\n今日复航\n灯亮了。\n"))
    assert outcome.article.heading_text() == "渡口——今日复航"


def test_reading_with_little_in_common_is_a_problem() -> None:
    with pytest.raises(ManifestError) as caught:
        title_read("石阶磨得发亮")
    assert [problem.code for problem in caught.value.problems] == ["copydesk/reading-differs"]


def test_reading_and_emendation_of_the_same_words_are_a_problem() -> None:
    with pytest.raises(ManifestError) as caught:
        title_read("渡口复航", decisions=(emend("1", "复肮", "复行"),))
    assert {problem.code for problem in caught.value.problems} == {"copydesk/decisions-clash"}


def test_field_without_lines_is_the_editors() -> None:
    outcome = worked(issue(article(at("1"), dateline=FieldPlan("本报渡口电"))), galley("灯亮了。"))
    assert outcome.article.dateline is not None
    assert (outcome.article.dateline.text, outcome.article.dateline.spans) == ("本报渡口电", ())


def test_inline_field_leaves_its_words_in_the_text() -> None:
    byline = BylinePlan(("何川",), ranges=(at("1@0-6"),), inline=True)
    outcome = worked(issue(article(at("1"), byline=byline)), galley("（何川摄）灯亮了。"))
    assert outcome.paragraphs == ["（何川摄）灯亮了。"]
    assert outcome.article.byline is not None
    assert outcome.article.byline.inline


def test_question_that_begins_with_a_colon_loses_nothing() -> None:
    plan = article(at("1-2"), roles=(RolePlan(Role.QUESTION, (at("1"), at("2"))),))
    assert worked(issue(plan), galley("：灯亮了吗？\n问：船呢？")).paragraphs == ["：灯亮了吗？", "问：船呢？"]
