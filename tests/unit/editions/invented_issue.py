"""A small invented issue built by hand: sections, notes, ruby, pictures, printed pages, awkward characters in names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PIL import Image

from publisher.issue.article import Article
from publisher.issue.blocks import Figure, Heading, Note, Paragraph, Quotation, Verse
from publisher.issue.credits import Byline, Field
from publisher.issue.dates import IssueDate
from publisher.issue.inlines import Emphasis, Gap, Link, NoteCall, Ruby, Supplied, Text
from publisher.issue.issue import Advertisement, Issue, Section, SourceDigest
from publisher.issue.periodical import Periodical
from publisher.issue.plan import ArticleKind, CoverPlan, ImprintItem, IssueKind

AWKWARD = '<script>alert(1)</script> & "]]>'


def invented_issue(folder: Path, *, picture: bool = True, awkward: str = "") -> Issue:
    """Return the issue; its pictures are drawn into `folder`."""
    if picture:
        for name, size in (("cover.png", (160, 213)), ("bridge.png", (120, 80))):
            Image.new("RGB", size, (90, 120, 140)).save(folder / name)
    return Issue(
        id="jiangan-2031-02",
        kind=IssueKind.MAGAZINE,
        periodical=Periodical(
            code="jiangan",
            title=f"江岸{awkward}",
            language="zh-Hans",
            folder=folder,
            publisher="江岸月刊社",
            rights="文字归作者所有。",
            invented=True,
        ),
        title="",
        number="2031年第2期",
        running_number=14,
        date=IssueDate(2031, 2),
        revision=1,
        rights="",
        unknown=("印数",),
        contents=(
            Section("jiangan-2031-02-s01", f"报告{awkward}", (_report(picture, awkward), _photos(picture))),
            Section("jiangan-2031-02-s02", "文苑", (_verse(), Advertisement("jiangan-2031-02-a01", "米行告白", None))),
            _untitled(),
        ),
        cover=CoverPlan(picture="cover.png", alt="江上的桥") if picture else CoverPlan(),
        imprint=(ImprintItem("主编", "陆一舟"),),
        sources=(SourceDigest("江岸.txt", "ab" * 32, 1200),),
        manifest="manifests/jiangan/2031-02.yaml",
        manifest_sha256="cd" * 32,
        ledger_sha256="ef" * 32,
        corrections=3,
        queries=(),
    )


def varied(
    issue: Issue,
    *,
    language: str = "",
    issn: str = "",
    publisher: str | None = None,
    supplied: tuple[str, ...] = (),
    authors: int = 0,
    **changes: object,
) -> Issue:
    """Return the issue with other facts; `authors` adds bylines by so many invented people."""
    periodical = issue.periodical
    periodical = replace(
        periodical,
        language=language or periodical.language,
        issn=issn,
        supplied=supplied,
        publisher=periodical.publisher if publisher is None else publisher,
    )
    added = tuple(
        Article(f"{issue.id}-i1{number:03}", ArticleKind.NOTICE, byline=Byline((name,)))
        for number, name in enumerate(("沈一", "沈二", "苏禾", "沈三")[:authors])
    )
    return replace(issue, periodical=periodical, contents=(*issue.contents, *added), **changes)  # type: ignore[arg-type]  # by name


def _paragraph(name: str, *inlines: object) -> Paragraph:
    return Paragraph(name, tuple(Text(each) if isinstance(each, str) else each for each in inlines))  # type: ignore[misc]  # test data


def _report(picture: bool, awkward: str) -> Article:
    id_ = "jiangan-2031-02-i0001"
    return Article(
        id=id_,
        kind=ArticleKind.ARTICLE,
        title=Field(f"桥修好以后{awkward}"),
        kicker=Field("本刊特稿"),
        deck=Field("一座石桥，三个月，四十名工匠。"),
        byline=Byline(("何川", "陆一舟"), "记者"),
        page="4",
        blocks=(
            _paragraph(
                f"{id_}-b0001", "桥头的", Ruby("墩", "dūn"), "石是旧的", NoteCall(f"{id_}-n01", 1), "，桥面是新的。"
            ),
            Heading(f"{id_}-b0002", 1, (Text("石料从哪里来"),)),
            _paragraph(
                f"{id_}-b0003",
                Emphasis((Text("一块也没有买"),)),
                "，",
                Link("https://example.org/a?b=1&c=2", (Text("账目"),)),
                "可查。",
            ),
            Figure(f"{id_}-b0004", "bridge.png" if picture else None, "石桥", ((Text("修好的桥"),),), "绘图：何川"),
            Quotation(f"{id_}-b0005", (_paragraph(f"{id_}-b0006", "“桥是大家的。”", Gap(2), Supplied("某")),)),
        ),
        notes=(Note(f"{id_}-n01", 1, (_paragraph(f"{id_}-n01-b0001", "清末旧物。"),)),),
    )


def _photos(picture: bool) -> Article:
    id_ = "jiangan-2031-02-i0002"
    figure = Figure(f"{id_}-b0001", "bridge.png" if picture else None, "", ((Text("雨中的桥"),),), "")
    return Article(id_, ArticleKind.PHOTOS, title=Field("雨中"), page="4", blocks=(figure,))


def _verse() -> Article:
    id_ = "jiangan-2031-02-i0003"
    lines = ((Text("江水慢慢地走"),), (Text("我慢慢地看"),))
    return Article(
        id_,
        ArticleKind.ARTICLE,
        title=Field("慢"),
        byline=Byline(("苏禾",)),
        page="12",
        blocks=(Verse(f"{id_}-b0001", (lines,)),),
    )


def _untitled() -> Article:
    id_ = "jiangan-2031-02-i0004"
    text = "读者来信：上期第三页的渡口名应为柳树渡，特此更正。"
    return Article(id_, ArticleKind.NOTICE, page="20", blocks=(_paragraph(f"{id_}-b0001", text),))
