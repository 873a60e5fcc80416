"""The desk: lines nobody claims, queries and answers, and what a rule may not do."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import pytest

from publisher.copydesk import desk
from publisher.copydesk.rule import Page, Proposal, Rule, dropped, reread
from publisher.copydesk.rules import RULES
from publisher.issue.copy import LedgerError
from publisher.issue.corrections import DropReason
from publisher.issue.decisions import AnswerDecision, Decided, QueryDecision
from publisher.issue.galley import Span
from publisher.issue.queries import Answer, Query, query_id
from publisher.problems import ManifestError, Place, Severity
from tests.unit.copydesk.manuscripts import ARTICLE, Outcome, article, at, galley, issue, set_as_body, worked

OPEN_END = "石阶底脚原有一排松木桩，清淤时露出来，敲上去声音发闷，大家以为"


# --- lines nobody claims ---------------------------------------------------------------


def test_lines_nobody_claims_are_an_error_with_a_place_in_the_source() -> None:
    with pytest.raises(ManifestError) as caught:
        worked(issue(article(at("1"))), galley("渡口复航了。\n\n  灯亮了。\n船到了。\n\n\n\n人来了。"))
    first, last = caught.value.problems
    assert first.place == Place("a.txt", 3, 1, "  灯亮了。", 6)
    assert first.values == {"address": "3-4", "text": "灯亮了。"}
    assert last.values["address"] == "8"
    assert "3-4" in first.hint("zh")


def test_part_of_a_line_nobody_claims_is_named_by_its_columns() -> None:
    with pytest.raises(ManifestError) as caught:
        worked(issue(article(at("1@0-6"))), galley("渡口复航了。灯亮了。"))
    (problem,) = caught.value.problems
    assert problem.values["address"] == "1@6-10"
    assert problem.place == Place("a.txt", 1, 7, "渡口复航了。灯亮了。", 4)


def test_blank_lines_need_nobody() -> None:
    assert set_as_body("渡口。\n　　\n\n灯。").paragraphs == ["渡口。", "灯。"]


def test_addresses_beyond_the_text_are_all_told_at_once() -> None:
    with pytest.raises(ManifestError) as caught:
        worked(issue(article(at("1-9"), at("1@0-40"))), galley("渡口。"))
    assert sorted(problem.code for problem in caught.value.problems) == ["copydesk/beyond-end", "copydesk/beyond-line"]


def test_issue_without_sources_needs_no_desk() -> None:
    edited = desk.edit(issue(article()), galley())
    assert (len(edited.ledger), edited.queries, edited.problems) == (0, (), ())


# --- queries ---------------------------------------------------------------------------


def open_queries(text: str, *decisions: object) -> tuple[Query, ...]:
    return set_as_body(text, decisions=decisions).edited.queries


def test_text_that_breaks_off_at_the_end_is_a_query() -> None:
    (query,) = open_queries(OPEN_END)
    assert (query.code, query.owner, query.printed) == ("copydesk/open-end", ARTICLE, OPEN_END[-12:])


def test_query_keeps_its_id_when_a_line_is_inserted_above() -> None:
    (before,), (after,) = open_queries(OPEN_END), open_queries(f"灯亮了。\n\n{OPEN_END}")
    assert before.span.line != after.span.line
    assert before.id == after.id


def test_query_of_another_source_has_another_id() -> None:
    (query,) = open_queries(OPEN_END)
    assert query_id(query.code, Span("b", 1, 0, 9), query.printed, "") != query.id
    assert query.id.startswith("q-")
    assert len(query.id) == 10


@pytest.mark.parametrize("answer", Answer)
def test_answered_query_is_not_asked_again(answer: Answer) -> None:
    (query,) = open_queries(OPEN_END)
    outcome = set_as_body(OPEN_END, decisions=(AnswerDecision(query.id, answer),))
    assert (outcome.edited.queries, outcome.edited.problems) == ((), ())


def test_answer_to_a_query_nobody_asks_is_a_warning() -> None:
    where = Place("issue.yaml", 30, 9)
    outcome = set_as_body("灯亮了。", decisions=(AnswerDecision("q-00000000", Answer.REJECT, Decided(where)),))
    (problem,) = outcome.edited.problems
    assert (problem.code, problem.severity, problem.place) == (
        "copydesk/answer-without-query",
        Severity.WARNING,
        where,
    )


def test_editors_doubt_is_a_query_at_the_words() -> None:
    doubt = QueryDecision(at("1"), "复肮", "复航", Decided(why="肮不成词"))
    (query,) = open_queries("渡口复肮了。", doubt)
    assert (query.code, query.printed, query.proposed, query.evidence) == ("editor/query", "复肮", "复航", "肮不成词")
    assert (query.span.start, query.span.end) == (2, 4)


def test_doubt_about_words_that_are_not_there_stands_at_its_line() -> None:
    (query,) = open_queries("渡口复航了。", QueryDecision(at("1"), "灯"))
    assert (query.span.start, query.span.end) == (0, 6)


# --- rules -----------------------------------------------------------------------------


def take_words(page: Page) -> Iterator[Proposal]:
    for slip in page.placed():
        yield Proposal((reread(page, page.reading(slip), 0, 2, ""),))


def test_rule_that_takes_words_away_breaks_the_law() -> None:
    with pytest.raises(LedgerError, match="spaces only"):
        set_as_body("渡口复航。", rules=(Rule("copydesk/greedy", take_words),))


def drop_everything(page: Page) -> Iterator[Proposal]:
    for slip in page.placed():
        yield Proposal(dropped(slip, slip.span, DropReason.FOLIO), "evidence", 0.5)


def test_ledger_says_which_rule_on_what_evidence_and_how_sure() -> None:
    outcome: Outcome = set_as_body("12", rules=(Rule("copydesk/test", drop_everything),))
    (correction,) = outcome.by_rules
    assert (correction.rule, correction.evidence, correction.confidence) == ("copydesk/test", "evidence", 0.5)


def test_rules_are_named_for_their_modules_and_documented() -> None:
    for rule in RULES:
        module = rule.propose.__module__.rpartition(".")[2]
        assert rule.code == f"copydesk/{module.replace('_', '-')}"
        page = importlib.import_module(rule.propose.__module__).__doc__ or ""
        assert all(word in page for word in ("\nDoes: ", "\nWhy: ", "\nExample: ", "\nLeaves alone: "))


def test_two_tags_behind_an_article_are_both_read() -> None:
    outcome = set_as_body("灯亮了。\n\n[编辑：程晓]\n\n【校对：何川】")
    assert outcome.article.editor is not None
    assert outcome.article.editor.text == "程晓 何川"


def test_line_of_nothing_but_a_jump_makes_no_paragraph() -> None:
    assert set_as_body("灯亮了。\n\n（下转第3页）").paragraphs == ["灯亮了。"]


@pytest.mark.parametrize(("answer", "text"), [(Answer.ACCEPT, "社会效益"), (Answer.REJECT, "社金效益")])
def test_accepted_reading_is_printed_and_a_rejected_one_is_not(answer: Answer, text: str) -> None:
    asked = QueryDecision(at("1"), "社金", "社会")
    name = query_id("editor/query", Span("a", 1, 0, 2), "社金", "社会")
    plan = issue(article(at("1"), decisions=(asked, AnswerDecision(name, answer))))
    outcome = worked(plan, galley("社金效益谁也说不清楚。"))
    assert outcome.paragraphs[0].startswith(text)
    assert outcome.edited.queries == ()
