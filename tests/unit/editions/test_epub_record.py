"""The record of an issue in schema.org's words: who wrote what, on which page, in which section."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publisher.editions.epub.record import record
from publisher.issue.issue import Issue, Sheet
from publisher.issue.plan import IssueKind
from tests.unit.editions.invented_issue import invented_issue, varied


@pytest.fixture
def issue(tmp_path: Path) -> Issue:
    return invented_issue(tmp_path, picture=False)


def recorded(issue: Issue) -> dict[str, Any]:
    hrefs = {article.id: f"a.xhtml#{article.id}" for article in issue.articles()}
    data: dict[str, Any] = json.loads(record(issue, "江岸", "urn:uuid:0", hrefs))
    return data


def test_record_says_who_wrote_which_article(issue: Issue) -> None:
    data = recorded(varied(issue, issn="0317-8471", readings=(("何川", "He, Chuan"),)))
    report, _, verse, letter = data["hasPart"]
    assert (data["@type"], data["issueNumber"], data["position"]) == ("PublicationIssue", "2031年第2期", 14)
    assert (data["isPartOf"]["@type"], data["isPartOf"]["issn"]) == ("Periodical", "0317-8471")
    assert [each["name"] for each in report["author"]] == ["何川", "陆一舟"]
    assert report["author"][0]["alternateName"] == "He, Chuan"
    assert report["contributor"] == [
        {
            "@type": "Role",
            "roleName": "http://id.loc.gov/vocabulary/relators/ill",
            "contributor": {"@type": "Person", "name": "何川", "alternateName": "He, Chuan"},
        }
    ]
    assert (report["articleSection"], report["pageStart"]) == (["报告"], "4")
    assert verse["url"] == "a.xhtml#jiangan-2031-02-i0003"
    assert not {"headline", "author"} & letter.keys()


def test_record_claims_no_title_that_the_editor_supplied(issue: Issue) -> None:
    assert "isPartOf" not in recorded(varied(issue, supplied=("title",)))
    assert recorded(varied(issue, supplied=("title",), issn="0317-8471"))["isPartOf"] == {
        "@type": "Periodical",
        "issn": "0317-8471",
        "inLanguage": "zh-Hans",
        "publisher": {"@type": "Organization", "name": "江岸月刊社"},
    }


def test_rights_of_an_article_stand_in_the_record_where_they_are_its_own(issue: Issue) -> None:
    own = replace(next(issue.articles()), rights="译文归译者。")
    data = recorded(replace(issue, contents=(own, replace(own, id="x", rights="文字归作者所有。"))))
    assert data["copyrightNotice"] == "文字归作者所有。"
    assert [part.get("copyrightNotice") for part in data["hasPart"]] == ["译文归译者。", None]


def test_record_of_a_newspaper_knows_its_pages(issue: Issue) -> None:
    sheet = Sheet("p1", "A2", "要闻", ("程晓",), (), issue.contents)
    data = recorded(replace(issue, kind=IssueKind.NEWSPAPER, contents=(sheet,)))
    assert data["isPartOf"]["@type"] == "Newspaper"
    assert {(part["@type"], part["printPage"]) for part in data["hasPart"]} == {("NewsArticle", "A2")}


def test_record_cannot_end_a_script_and_is_the_same_twice(tmp_path: Path) -> None:
    awkward = "</script><!--\u2028&amp;"
    issue = invented_issue(tmp_path, picture=False, awkward=awkward)
    hrefs = {article.id: article.id for article in issue.articles()}
    written = record(issue, "江岸", "urn:uuid:0", hrefs)
    assert written == record(issue, "江岸", "urn:uuid:0", dict(reversed(hrefs.items())))
    assert not set(written.decode()) & set("<>&\u2028")
    assert json.loads(written)["hasPart"][0]["headline"].endswith(awkward)
