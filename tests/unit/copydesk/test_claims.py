"""Who gets which characters: specific claims beat general ones, parts are cut out, blank lines are nobody's."""

from __future__ import annotations

import pytest

from publisher.copydesk.addresses import beyond_the_end, contains, spans_of
from publisher.issue.corrections import DropReason, Role
from publisher.issue.decisions import Decided, DropDecision
from publisher.issue.galley import Span
from publisher.issue.plan import AdvertisementPlan, CaptionPlan, CoverPlan, ImprintItem, RolePlan, SectionPlan
from tests.unit.copydesk.manuscripts import ARTICLE, ISSUE, PLACE, Outcome, article, at, galley, issue, lines_of, worked

TEXT = "渡口复航\n何川\n灯亮了。\n\n船到了。\n"


def placed(outcome: Outcome) -> list[tuple[str, str, str]]:
    copy = outcome.edited.copy
    return [(slip.owner, slip.role.value, copy.galley.text(slip.span)) for slip in copy.slips]


def test_field_beats_the_text_it_lies_in() -> None:
    outcome = worked(issue(article(at("1-5"), title=lines_of("1"))), galley(TEXT), ())
    assert placed(outcome)[:2] == [(ARTICLE, "title", "渡口复航"), (ARTICLE, "body", "何川")]


def test_drop_beats_the_text_it_lies_in() -> None:
    drop = DropDecision((at("2"),), DropReason.FOLIO, Decided(why="folio"))
    outcome = worked(issue(article(at("1-5"), decisions=(drop,))), galley(TEXT), ())
    assert outcome.drops() == {"folio": ["何川"]}
    assert [each.evidence for each in outcome.edited.ledger if each.rule == "editor/drop"] == ["folio"]


def test_part_of_a_line_is_cut_out_of_it() -> None:
    outcome = worked(issue(article(at("1-5"), title=lines_of("1@0-2"))), galley(TEXT), ())
    assert placed(outcome)[:2] == [(ARTICLE, "title", "渡口"), (ARTICLE, "body", "复航")]


def test_middle_of_a_line_leaves_both_ends_to_the_text() -> None:
    plan = article(at("1-5"), captions=(CaptionPlan((at("1@1-3"),)),))
    texts = [text for _, role, text in placed(worked(issue(plan), galley(TEXT), ())) if role == "body"]
    assert texts[:2] == ["渡", "航"]


def test_smaller_of_two_specific_claims_wins() -> None:
    plan = article(at("1-5"), captions=(CaptionPlan((at("1"),), (at("1@2-"),)),))
    assert placed(worked(issue(plan), galley(TEXT), ()))[:2] == [
        (ARTICLE, "caption", "渡口"),
        (ARTICLE, "credit", "复航"),
    ]


def test_section_banner_cover_and_imprint_are_placed() -> None:
    plan = issue(
        SectionPlan(f"{ISSUE}-s01", "渡口", PLACE, (at("1"),), (article(at("5")),)),
        cover=CoverPlan(ranges=(at("2"),)),
        imprint=(ImprintItem("印张", "3", (at("3"),)),),
    )
    assert placed(worked(plan, galley(TEXT), ()))[:3] == [
        (f"{ISSUE}-s01", "section", "渡口复航"),
        ("cover", "cover", "何川"),
        ("imprint", "imprint", "灯亮了。"),
    ]


@pytest.mark.parametrize(("kept", "drops"), [(False, {"withheld": ["渡口复航"]}), (True, {})])
def test_advertisement_is_set_or_withheld(kept: bool, drops: dict[str, list[str]]) -> None:
    plan = issue(article(at("2-5")), AdvertisementPlan(f"{ISSUE}-a01", PLACE, kept=kept, ranges=(at("1"),)))
    assert worked(plan, galley(TEXT), ()).drops() == drops


def test_heading_over_two_lines_is_one_heading() -> None:
    plan = article(at("1-5"), roles=(RolePlan(Role.HEADING, (at("1-2"),)),))
    assert list(worked(issue(plan), galley(TEXT), ()).article.headings()) == ["渡口复航何川"]


def test_two_addresses_of_headings_are_two_headings() -> None:
    plan = article(at("1-5"), roles=(RolePlan(Role.HEADING, (at("1"), at("2"))),))
    assert list(worked(issue(plan), galley(TEXT), ()).article.headings()) == ["渡口复航", "何川"]


def test_decision_taken_by_a_rule_says_so() -> None:
    drop = DropDecision((at("2"),), DropReason.FOLIO, Decided(by="copydesk/running-head"))
    ledger = worked(issue(article(at("1-5"), decisions=(drop,))), galley(TEXT), ()).edited.ledger
    assert [each.author.value for each in ledger if each.rule == "copydesk/running-head"] == ["rule"]


def test_addresses_pass_over_blank_lines_and_keep_their_order() -> None:
    spans = spans_of((at("5"), at("3-4")), galley(TEXT))
    assert [str(span) for span in spans] == ["a:5@0-4", "a:3@0-4"]


def test_part_of_a_line_that_is_blank_is_nobodys() -> None:
    assert list(spans_of((at("1@0-2"),), galley("　　渡口"))) == []


@pytest.mark.parametrize(
    ("address", "code"),
    [("6", "copydesk/beyond-end"), ("5-9", "copydesk/beyond-end"), ("2@0-3", "copydesk/beyond-line")],
)
def test_address_beyond_the_text_is_a_problem(address: str, code: str) -> None:
    (problem,) = beyond_the_end((at(address),), galley(TEXT))
    assert (problem.code, problem.place) == (code, PLACE)
    assert address in problem.message("zh")


@pytest.mark.parametrize("address", ["1", "1-5", "2@0-2", "2@1-", "4"])
def test_address_within_the_text_is_none(address: str) -> None:
    assert list(beyond_the_end((at(address),), galley(TEXT))) == []


def test_column_behind_the_last_character_is_beyond_the_line() -> None:
    assert [each.code for each in beyond_the_end((at("2@2-"),), galley(TEXT))] == ["copydesk/beyond-line"]


@pytest.mark.parametrize(
    ("address", "inside"), [("1-3", True), ("2@1-4", True), ("2@2-", False), ("2@0-3", False), ("3", False)]
)
def test_ranges_contain_spans_that_lie_wholly_inside(address: str, inside: bool) -> None:
    assert contains((at(address),), Span("a", 2, 1, 4)) is inside
    assert not contains((at(address, "b"),), Span("a", 2, 1, 4))
