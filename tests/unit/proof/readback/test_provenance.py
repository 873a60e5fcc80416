"""Blocks traced back to their slips: captions to the last character, credits as the editor reads them, order kept."""

from __future__ import annotations

from publisher.issue.article import Article
from publisher.issue.blocks import Block, Figure, Paragraph
from publisher.issue.copy import Copy, Slip
from publisher.issue.corrections import Role
from publisher.issue.galley import Galley, Source, Span
from publisher.issue.inlines import Text
from publisher.issue.plan import ArticleKind
from publisher.proof.readback.provenance import unfounded

LINES = ("灯市重开。", "桥头的灯", "罗敏 摄", "半夜才散。")
ROLES = (Role.BODY, Role.CAPTION, Role.CREDIT, Role.BODY)
SPANS = tuple(Span("page", number, 0, len(line)) for number, line in enumerate(LINES, 1))
SLIPS = tuple(Slip(span, "i1", role) for span, role in zip(SPANS, ROLES, strict=True))
COPY = Copy(Galley((Source("page", "page.txt", "", "utf-8", LINES, len(LINES)),)), SLIPS)
FIRST = Paragraph("i1-b0001", (Text(LINES[0]),), SPANS[:1])
LAST = Paragraph("i1-b0003", (Text(LINES[3]),), SPANS[3:])


def figure(caption: str, credit: str) -> Figure:
    return Figure("i1-b0002", None, "", ((Text(caption),),), credit, SPANS[1:3])


def things(*blocks: Block) -> list[str]:
    return [finding.thing for finding in unfounded([Article("i1", ArticleKind.ARTICLE, blocks=blocks)], COPY)]


def test_article_made_of_its_slips_has_its_ground() -> None:
    assert things(FIRST, figure("桥头的灯", "罗敏 摄"), LAST) == []


def test_caption_that_lost_a_character_is_found() -> None:
    assert things(FIRST, figure("桥头灯", "罗敏 摄"), LAST) == ["i1 i1-b0002"]


def test_credit_may_be_the_editors_reading() -> None:
    assert things(FIRST, figure("桥头的灯", "摄影：罗敏"), LAST) == []


def test_blocks_in_another_order_are_found() -> None:
    assert things(LAST, figure("桥头的灯", "罗敏 摄"), FIRST) == ["i1 i1-b0002", "i1 i1-b0001"]


def test_block_read_twice_is_found() -> None:
    assert things(FIRST, FIRST, figure("桥头的灯", "罗敏 摄"), LAST) == ["i1 page:1@0-5"]
