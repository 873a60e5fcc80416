"""The plain text of inlines, blocks and articles."""

from __future__ import annotations

import pytest

from publisher.issue.article import Article
from publisher.issue.blocks import (
    Attribution,
    Block,
    Exchange,
    Figure,
    Heading,
    Itemised,
    Ornament,
    Paragraph,
    Passage,
    Quotation,
    Table,
    Verse,
    text_of,
    walk,
)
from publisher.issue.credits import Field
from publisher.issue.inlines import (
    BookTitle,
    Emphasis,
    Foreign,
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
from publisher.issue.plan import ArticleKind

FERRY = (Text("渡口"),)


def paragraph(text: str, name: str = "p") -> Paragraph:
    return Paragraph(name, (Text(text),))


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        (Text("渡口"), "渡口"),
        (Emphasis(FERRY), "渡口"),
        (Strong((Emphasis(FERRY), Text("。"))), "渡口。"),
        (ProperName(FERRY), "渡口"),
        (BookTitle(FERRY), "渡口"),
        (Link("https://example.org", FERRY), "渡口"),
        (Foreign("en", (Text("ferry"),)), "ferry"),
        (Ruby("渡", "dù"), "渡"),
        (NoteCall("n1", 1), ""),
        (Gap(2), "□□"),
        (Supplied("渡"), "〔渡〕"),
        (LineBreak(), ""),
    ],
)
def test_plain_text_of_an_inline(inline: Inline, text: str) -> None:
    assert plain((inline,)) == text


def test_notes_and_readings_are_shown_if_asked_for() -> None:
    inlines = (Strong((Ruby("渡", "dù"), NoteCall("n1", 3))),)
    assert plain(inlines, notes=True, readings=True) == "渡dù[3]"


BLOCKS: dict[str, tuple[Block, str]] = {
    "paragraph": (paragraph("灯亮了。"), "灯亮了。"),
    "heading": (Heading("h", 1, FERRY), "渡口"),
    "attribution": (Attribution("a", FERRY), "渡口"),
    "verse": (Verse("v", (((Text("江上"),), (Text("灯下"),)), ((Text("船"),),))), "江上\n灯下\n\n船"),
    "quotation": (Quotation("q", (paragraph("一。"), paragraph("二。"))), "一。\n二。"),
    "passage": (Passage("x", "en", (paragraph("One."),)), "One."),
    "list": (
        Itemised("l", True, 3, ((paragraph("一。"), paragraph("二。")), (paragraph("三。"),))),
        "一。\n二。\n三。",
    ),
    "table": (
        Table("t", FERRY, ((Text("年"),), (Text("船"),)), (((Text("1"),), (Text("2"),)),), ()),
        "渡口\n年\t船\n1\t2",
    ),
    "table without header": (Table("t", (), (), (((Text("1"),),),), ()), "1"),
    "figure": (Figure("f", None, "", (FERRY, (Text("灯。"),)), "何川/摄"), "渡口\n灯。\n何川/摄"),
    "figure without words": (Figure("f", "ferry.png", "渡船", (), ""), ""),
    "speech": (Exchange("e", True, "问", (Text("灯呢？"),)), "问：灯呢？"),
    "speech without a speaker": (Exchange("e", False, "", (Text("灯呢？"),)), "灯呢？"),
    "ornament": (Ornament("o"), ""),
}


@pytest.mark.parametrize(("block", "text"), BLOCKS.values(), ids=BLOCKS)
def test_plain_text_of_a_block(block: Block, text: str) -> None:
    assert text_of(block) == text


def test_walking_meets_a_container_before_what_it_holds() -> None:
    inner = Quotation("q", (paragraph("一。", "q1"), Passage("x", "en", (paragraph("Two.", "x1"),))))
    outer = Itemised("l", False, 1, ((inner,), (paragraph("三。", "l2"),)))
    assert [block.id for block in walk((outer, Ornament("o")))] == ["l", "q", "q1", "x", "x1", "l2", "o"]


def article(*blocks: Block, title: str = "") -> Article:
    return Article("hewan-2026-01-i0001", ArticleKind.ARTICLE, Field(title) if title else None, blocks=blocks)


def test_paragraphs_headings_and_figures_of_an_article() -> None:
    figure = Figure("f", None, "", (FERRY,), "")
    piece = article(paragraph("一。"), Heading("h", 1, FERRY), figure, Quotation("q", (paragraph("二。"),)))
    assert list(piece.paragraphs()) == ["一。", "二。"]
    assert list(piece.headings()) == ["渡口"]
    assert list(piece.figures()) == [figure]


def test_piece_without_a_title_is_named_by_its_opening() -> None:
    piece = article(Heading("h", 1, FERRY), paragraph("灯" * 20))
    assert (piece.heading_text(), piece.opening()) == ("", "灯" * 16)
    assert article(title="渡口").heading_text() == "渡口"
    assert article().opening() == ""
