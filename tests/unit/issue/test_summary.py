"""What `reissue show` prints: every key the conventions promise, in reading order; and the sums of an issue."""

from __future__ import annotations

import json

from publisher.issue.accounts import account
from publisher.issue.article import Article
from publisher.issue.blocks import Figure, Heading, Note, Paragraph, Quotation
from publisher.issue.copy import fresh
from publisher.issue.corrections import DropReason
from publisher.issue.credits import Byline, Field
from publisher.issue.dates import IssueDate
from publisher.issue.decisions import DropDecision
from publisher.issue.inlines import Text
from publisher.issue.issue import Advertisement, Issue, Section, Sheet
from publisher.issue.plan import ArticleKind, CoverPlan, IssueKind
from publisher.issue.summary import outline, summary
from tests.unit.copydesk.manuscripts import (
    ISSUE,
    MAGAZINE,
    at,
    galley,
    lines_of,
    worked,
)
from tests.unit.copydesk.manuscripts import (
    article as planned,
)
from tests.unit.copydesk.manuscripts import (
    issue as plan_of,
)

PROMISED = {
    "id",
    "title",
    "kicker",
    "subtitle",
    "deck",
    "section",
    "section_path",
    "byline",
    "dateline",
    "affiliation",
    "editor",
    "source_note",
    "page",
    "headings",
    "paragraphs",
    "captions",
    "blocks",
}


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def piece(number: int, title: str = "") -> Article:
    name = f"{ISSUE}-i{number:04}"
    return Article(
        name,
        ArticleKind.ARTICLE,
        Field(title) if title else None,
        byline=Byline(("何川", "罗水生"), "整理"),
        page="12" if title else "",
        blocks=(
            Paragraph(f"{name}-b0001", words("灯亮了。")),
            Heading(f"{name}-b0002", 1, words("渡口")),
            Quotation(f"{name}-b0003", (Paragraph(f"{name}-b0004", words("船到了。")),)),
            Figure(f"{name}-b0005", None, "", (words("渡船。"),), "何川/摄"),
        ),
        notes=(Note(f"{name}-n1", 1, (Paragraph(f"{name}-n1-b0001", words("旧志。")),)),),
    )


def whole_issue() -> Issue:
    inner = Section(f"{ISSUE}-s02", "水边", (piece(1, "渡口复航"),))
    sheet = Sheet(f"{ISSUE}-p01", "01", "要闻", (), (), (Section(f"{ISSUE}-s01", "纪事", (inner,)), piece(2)))
    withheld = Advertisement(f"{ISSUE}-a01", "船票", None)
    return Issue(
        id=ISSUE,
        kind=IssueKind.NEWSPAPER,
        periodical=MAGAZINE,
        title="",
        number="2026年第1期",
        running_number=37,
        date=IssueDate(2026, 1),
        revision=1,
        rights="",
        unknown=("印数",),
        contents=(sheet, withheld),
        cover=CoverPlan(),
        imprint=(),
        sources=(),
        manifest="issue.yaml",
        manifest_sha256="0" * 64,
        ledger_sha256="0" * 64,
        corrections=5,
        queries=(),
    )


def test_summary_has_every_key_the_conventions_promise() -> None:
    shown = json.loads(json.dumps(summary(whole_issue())))
    assert set(shown) == {"issue", "articles"}
    assert all(set(article) >= PROMISED for article in shown["articles"])


def test_head_of_the_issue() -> None:
    head = summary(whole_issue())["issue"]
    assert isinstance(head, dict)
    assert (head["id"], head["date"], head["number"], head["running_number"]) == (ISSUE, "2026-01", "2026年第1期", 37)
    assert (head["corrections"], head["withheld"], head["title"], head["unknown"]) == (
        5,
        [f"{ISSUE}-a01"],
        None,
        ["印数"],
    )


def articles() -> list[dict[str, object]]:
    found = summary(whole_issue())["articles"]
    assert isinstance(found, list)
    return found


def test_section_is_the_outermost_label_and_the_path_has_all() -> None:
    first, second = articles()
    assert (first["section"], first["section_path"]) == ("纪事", ["01 要闻", "纪事", "水边"])
    assert (second["section"], second["section_path"]) == (None, ["01 要闻"])


def test_article_as_plain_data() -> None:
    first, second = articles()
    assert (first["title"], first["byline"], first["byline_role"], first["page"]) == (
        "渡口复航",
        ["何川", "罗水生"],
        "整理",
        "12",
    )
    assert first["paragraphs"] == ["灯亮了。", "船到了。"]
    assert first["headings"] == ["渡口"]
    assert first["captions"] == [{"text": "渡船。", "credit": "何川/摄"}]
    assert (second["title"], second["page"]) == (None, None)


def test_blocks_are_everything_in_reading_order_and_nothing_twice() -> None:
    blocks = articles()[0]["blocks"]
    assert isinstance(blocks, list)
    assert [(block["kind"], block["text"]) for block in blocks] == [
        ("paragraph", "灯亮了。"),
        ("heading", "渡口"),
        ("paragraph", "船到了。"),
        ("figure", "渡船。\n何川/摄"),
    ]


def test_outline_names_pieces_under_their_sections() -> None:
    assert list(outline(whole_issue())) == [
        f"{ISSUE}  河湾 2026年第1期",
        "  01 要闻",
        "    纪事",
        "      水边",
        "          12  渡口复航  何川 罗水生  (8)",
        "      --  〔灯亮了。〕  何川 罗水生  (8)",
    ]


def test_accounts_put_every_character_in_one_heap() -> None:
    lines = galley("渡口复航\r\n灯 亮了,\n\n12\n")
    plan = planned(at("1-4"), title=lines_of("1"), decisions=(DropDecision((at("4"),), DropReason.FOLIO),))
    accounts = account(worked(plan_of(plan), lines).edited.copy)
    assert (accounts.metadata, accounts.articles, accounts.corrected) == (4, 3, 1)
    assert (accounts.drops, accounts.dropped) == ((("folio", 2),), 2)
    assert (accounts.unplaced, accounts.spaces, accounts.line_ends) == (0, 1, 5)
    assert accounts.total == 16


def test_text_nobody_claimed_is_counted_too() -> None:
    accounts = account(fresh(galley("渡口\n\n复航\n")))
    assert (accounts.unplaced, accounts.line_ends, accounts.total) == (4, 3, 7)
