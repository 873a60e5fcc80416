"""Small issues in one script, and what becomes of them in the other: takes words, gives issues and their conversion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.copydesk.conversion.convert import Converted, convert
from publisher.issue.article import Article
from publisher.issue.blocks import Block, Paragraph
from publisher.issue.credits import Byline
from publisher.issue.derivation import DerivedPlan, SetReading
from publisher.issue.galley import Galley
from publisher.issue.inlines import Inline, Text
from publisher.issue.issue import Issue
from publisher.issue.periodical import Periodical
from publisher.issue.plan import ArticleKind, CoverPlan, IssueKind
from publisher.issue.queries import Query

ARTICLE = "hewan-2026-01-i0001"


@dataclass(frozen=True)
class Made:
    """An issue in the other script, with short ways to what tests ask for."""

    converted: Converted

    @property
    def issue(self) -> Issue:
        return self.converted.issue

    @property
    def queries(self) -> tuple[Query, ...]:
        assert self.issue.derivation
        return self.issue.derivation.queries

    def article(self, number: int = 0) -> Article:
        return tuple(self.issue.articles())[number]

    def paragraphs(self, number: int = 0) -> list[str]:
        return list(self.article(number).paragraphs())


def issue_of(*articles: Article, language: str = "zh-Hans") -> Issue:
    periodical = Periodical("hewan", "河湾", language, Path())
    return Issue(
        id="hewan-2026-01",
        kind=IssueKind.MAGAZINE,
        periodical=periodical,
        title="",
        number="",
        running_number=0,
        date=None,
        revision=1,
        rights="",
        unknown=(),
        contents=articles,
        cover=CoverPlan(),
        imprint=(),
        sources=(),
        manifest="hewan/2026-01.yaml",
        manifest_sha256="0" * 64,
        ledger_sha256="0" * 64,
        corrections=0,
        queries=(),
    )


def article_of(*blocks: Block, id_: str = ARTICLE, names: Iterable[str] = ()) -> Article:
    byline = Byline(tuple(names)) if names else None
    return Article(id=id_, kind=ArticleKind.ARTICLE, byline=byline, blocks=blocks)


def paragraph(*parts: Inline | str, id_: str = "p1") -> Paragraph:
    return Paragraph(id_, tuple(Text(part) if isinstance(part, str) else part for part in parts))


def one_line(text: str, to: str = "zh-Hant-TW", names: Iterable[str] = ()) -> Issue:
    """Return an issue of one paragraph, in the script that is not the one asked for."""
    language = "zh-Hant" if to == "zh-Hans" else "zh-Hans"
    return issue_of(article_of(paragraph(text), names=tuple(names)), language=language)


def converted(issue: Issue, to: str = "zh-Hant-TW", *readings: SetReading) -> Made:
    return Made(convert(issue, DerivedPlan(to, readings), Galley(())))


def with_language(issue: Issue, language: str) -> Issue:
    return replace(issue, periodical=replace(issue.periodical, language=language))
