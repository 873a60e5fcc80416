"""Whether pictures have words, and what is said if somebody certifies an issue in which some have none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publisher.issue.article import Article
from publisher.issue.blocks import Figure
from publisher.issue.descriptions import conformance_withheld, undescribed_pictures
from publisher.issue.issue import Issue
from publisher.issue.periodical import Evaluation
from publisher.issue.plan import ArticleKind, CoverPlan
from publisher.problems import Place, Severity
from tests.unit.editions.invented_issue import invented_issue

HERE = Place("manifests/jiangan/2031-02.yaml")


def with_picture(folder: Path, figure: Figure) -> Issue:
    issue = invented_issue(folder)
    return replace(
        issue, contents=(*issue.contents, Article("jiangan-2031-02-i0009", ArticleKind.PHOTOS, blocks=(figure,)))
    )


def test_picture_with_a_description_or_a_caption_or_for_ornament_is_not_missed(tmp_path: Path) -> None:
    assert undescribed_pictures(invented_issue(tmp_path)) == ()
    ornament = Figure("f", "rule.png", "", (), "", (), decorative=True)
    assert undescribed_pictures(with_picture(tmp_path, ornament)) == ()
    assert undescribed_pictures(with_picture(tmp_path, Figure("f", None, "", (), ""))) == ()


def test_picture_and_cover_without_any_words_are_named(tmp_path: Path) -> None:
    issue = with_picture(tmp_path, Figure("f", "rule.png", "", (), "何川/摄"))
    assert undescribed_pictures(replace(issue, cover=CoverPlan("cover.png"))) == ("cover.png", "rule.png")


def test_certified_issue_with_a_picture_without_words_is_warned_of(tmp_path: Path) -> None:
    issue = with_picture(tmp_path, Figure("f", "rule.png", "", (), ""))
    assert conformance_withheld(issue, HERE) == ()
    (problem,) = conformance_withheld(replace(issue, evaluation=Evaluation("小组")), HERE)
    assert (problem.code, problem.severity) == ("epub/conformance-withheld", Severity.WARNING)
    assert problem.values == {"count": "1", "pictures": "rule.png", "name": "小组"}
    assert conformance_withheld(replace(invented_issue(tmp_path), evaluation=Evaluation("小组")), HERE) == ()
