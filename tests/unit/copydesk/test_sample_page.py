"""The sample's extracted page: what the copydesk makes of it, beside what an editor wrote by hand.

The plan says what no rule can know: which lines are title, names, picture and text.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from publisher.issue.accounts import account
from publisher.issue.addresses import LineRange
from publisher.issue.corrections import DropReason
from publisher.issue.galley import Galley
from publisher.issue.inlines import plain
from publisher.issue.plan import BylinePlan, CaptionPlan, SectionPlan
from publisher.sources.plain import read_source
from tests.unit.copydesk.manuscripts import ISSUE, PLACE, Outcome, article, issue, lines_of, worked

SOURCE = Path(__file__).resolve().parents[3] / "manifests" / "hewan" / "sources" / "huyan.txt"
EXPECTED = Path(__file__).with_name("huyan.expected.md")


@cache
def page() -> Galley:
    return Galley((read_source(SOURCE.read_bytes(), "a", "huyan.txt"),))


def line_with(words: str) -> int:
    return next(number for number, line in enumerate(page().source("a").lines, 1) if words in line)


@cache
def outcome() -> Outcome:
    caption, credit, name = line_with("修缮后的"), line_with("/摄"), line_with("何 川")
    plan = article(
        LineRange("a", 5, len(page().source("a").lines)),
        title=lines_of("1"),
        byline=BylinePlan(("何川",), ranges=(LineRange("a", name, name),)),
        captions=(CaptionPlan((LineRange("a", caption, caption),), (LineRange("a", credit, credit),), "何川/摄"),),
    )
    return worked(issue(plan, SectionPlan(f"{ISSUE}-s01", "渡口纪事", PLACE)), page())


@cache
def expected() -> tuple[str, dict[str, str], list[str]]:
    head, *paragraphs = EXPECTED.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    title, *fields = head.split("\n")
    return title.removeprefix("# "), dict(field.split(": ", 1) for field in fields), paragraphs


@pytest.mark.parametrize("index", range(len(expected()[2])))
def test_paragraph_reads_as_the_editor_wrote_it(index: int) -> None:
    assert outcome().paragraphs[index] == expected()[2][index]


def test_there_are_as_many_paragraphs_as_the_editor_wrote() -> None:
    assert len(outcome().paragraphs) == len(expected()[2])


def test_title_names_and_tags_read_as_the_editor_wrote_them() -> None:
    title, fields, _ = expected()
    found = outcome().article
    assert found.title is not None
    assert found.title.text == title
    assert found.byline is not None
    assert found.byline.names == (fields["byline"],)
    assert found.editor is not None
    assert found.editor.text == fields["editor"]
    assert found.affiliation is not None
    assert found.affiliation.text == fields["affiliation"]


def test_caption_and_credit_stand_with_the_picture() -> None:
    caption, credit = expected()[1]["caption"].split(" | ")
    (figure,) = outcome().article.figures()
    assert [plain(part) for part in figure.caption] == [caption]
    assert figure.credit == credit


def test_furniture_is_dropped_by_name() -> None:
    drops = outcome().drops()
    assert drops == {
        DropReason.CONVERTER_MARK: ["##"],
        DropReason.DOUBLED_HEADLINE: ["胡堰老码头修好了"],
        DropReason.RUNNING_HEAD: ["「渡口纪事」"],
        DropReason.JUMP_LINE: ["（下转第3页）", "（上接第2页）"],
        DropReason.BARCODE: ["9771234567003"],
        DropReason.QR_PROMPT: ["扫码观看视频", "感受渡口新貌"],
    }


def test_every_character_of_the_page_is_accounted_for() -> None:
    accounts = account(outcome().edited.copy)
    text = SOURCE.read_bytes().decode()
    assert (accounts.total, accounts.unplaced) == (len(text), 0)


def test_nothing_is_left_to_ask() -> None:
    assert (outcome().edited.queries, outcome().edited.problems) == ((), ())
