"""Words that typesetting adds: dates as exact as they are, labels in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.issue.credits import Field
from publisher.issue.dates import IssueDate
from publisher.problems import ManifestError
from publisher.typesetting.words import Words, words_for
from tests.unit.typesetting import whole_issue as wi


@pytest.mark.parametrize(
    ("language", "date", "text"),
    [
        ("zh-Hans", IssueDate(2032, 5, 3), "2032年5月3日"),
        ("zh-Hans", IssueDate(2032, 5), "2032年5月"),
        ("zh-Hant", IssueDate(2032), "2032年"),
        ("en", IssueDate(2032, 5, 3), "3 May 2032"),
    ],
)
def test_date_is_said_as_exactly_as_it_is_known(language: str, date: IssueDate, text: str) -> None:
    assert words_for(wi.style(), language).date(date) == text


def test_languages_of_base_have_the_same_labels() -> None:
    labels = wi.style().labels
    assert set(labels["zh-Hans"]) == set(labels["zh-Hant"]) == set(labels["en"])


def test_unknown_language_falls_back_on_its_kin_then_on_chinese() -> None:
    style = wi.style()
    assert words_for(style, "zh-TW")("contents") in {"目录", "目錄"}
    assert words_for(style, "ja")("contents") == "目录"


@pytest.mark.parametrize("language", ["zh-Hant-TW", "zh-Hant-HK", "zh-Hant"])
def test_region_of_a_script_has_the_labels_of_the_script(language: str) -> None:
    assert words_for(wi.style(), language)("contents") == "目錄"


def test_missing_label_is_told_as_a_fault_of_the_style() -> None:
    with pytest.raises(ManifestError):
        Words("en", {})("contents")


@pytest.mark.parametrize(("text", "label"), [("程汀", "责任编辑："), ("责编：程汀", ""), ("（程汀）", "")])
def test_field_that_brings_its_label_gets_none(text: str, label: str) -> None:
    assert words_for(wi.style(), "zh-Hans").labelled("editor", Field(text)) == label


def test_field_printed_without_a_label_gets_none() -> None:
    field = Field("沅南县文化馆馆长", labelled=False)
    assert words_for(wi.style(), "zh-Hans").labelled("affiliation", field) == ""


def test_issue_goes_by_its_number_or_its_date(tmp_path: Path) -> None:
    words = words_for(wi.style(), "zh-Hans")
    assert words.issue_name(wi.whole_issue(tmp_path)) == "苇汀　2032年第5期"
    assert words.issue_name(wi.newspaper(tmp_path)) == "苇汀　2032年5月12日"
