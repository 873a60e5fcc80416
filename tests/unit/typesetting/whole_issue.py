"""An invented issue, built by hand, that holds every block and every inline once."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image

from publisher.house import House
from publisher.issue.article import Article
from publisher.issue.blocks import (
    Attribution,
    Block,
    Exchange,
    Figure,
    Heading,
    Itemised,
    Note,
    Ornament,
    Paragraph,
    Passage,
    Quotation,
    Table,
    Verse,
)
from publisher.issue.credits import Byline, Field
from publisher.issue.dates import IssueDate
from publisher.issue.galley import Span
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
)
from publisher.issue.issue import Advertisement, Issue, Section, Sheet, SourceDigest
from publisher.issue.periodical import Periodical
from publisher.issue.plan import ArticleKind, CoverPlan, ImprintItem, IssueKind
from publisher.issue.queries import Query
from publisher.issue.style import Style
from publisher.manifest.style_reader import read_style

ID = "weiting-2032-05"
PROSE = (
    "天刚亮，苇汀的雾还没有散，老周就把船撑到了闸口。他说这条水路走了三十一年，哪一段底下有石头，哪一段要贴着左岸走，"
    "闭着眼也错不了。可是今年水涨得早，四月里就漫过了码头的第七级台阶，连他也得拿竹篙一寸一寸地探。"
)


def words(*parts: Inline | str) -> tuple[Inline, ...]:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def paragraph(id_: str, *parts: Inline | str) -> Paragraph:
    return Paragraph(id_, words(*parts))


def draw(path: Path, size: tuple[int, int], colour: tuple[int, int, int] = (120, 142, 150)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)


def every_inline(id_: str) -> Paragraph:
    return paragraph(
        id_,
        "写到",
        Emphasis(words("要紧处")),
        "，写到",
        Strong(words("醒目处")),
        "，",
        Ruby("汀", "tīng"),
        "是水边平地，",
        ProperName(words("周渡")),
        "著",
        BookTitle(words("苇汀志")),
        "，见",
        Link("https://example.org/weiting?a=1&b=2", words("此处")),
        NoteCall(f"{id_.rpartition('-')[0]}-n01", 1),
        "；缺",
        Gap(2),
        "字，补",
        Supplied("一"),
        "字，",
        Foreign("en", words("reed marsh")),
        "。",
        LineBreak(),
        "换行之后。",
    )


def every_block(id_: str) -> tuple[Block, ...]:
    return (
        every_inline(f"{id_}-b0001"),
        paragraph(f"{id_}-b0002", PROSE * 3),
        Heading(f"{id_}-b0003", 1, words("水从哪里来")),
        paragraph(f"{id_}-b0004", PROSE * 4),
        Figure(f"{id_}-b0005", "pictures/boat.png", "一条船", (words("闸口的船，清早。"),), "绘图：林苇"),
        Heading(f"{id_}-b0006", 2, words("上游")),
        Figure(f"{id_}-b0007", None, "", (words("已经不在的图的图注。"),), "摄影：何舟"),
        Quotation(
            f"{id_}-b0008", (paragraph(f"{id_}-b0009", "“水退了，", Ruby("路", "lù"), "就出来了。”这是老话。" * 2),)
        ),
        Itemised(
            f"{id_}-b0010", True, 3, ((paragraph(f"{id_}-b0011", "第三件"),), (paragraph(f"{id_}-b0012", "第四件"),))
        ),
        Itemised(
            f"{id_}-b0013", False, 1, ((paragraph(f"{id_}-b0014", "竹篙"),), (paragraph(f"{id_}-b0015", "缆绳"),))
        ),
        Table(
            f"{id_}-b0016",
            words("闸口水位"),
            (words("月份"), words("水位（米）")),
            ((words("三月"), words("4.2")), (words("四月"), words("7.1"))),
            ("", "right"),
        ),
        Ornament(f"{id_}-b0017"),
        Exchange(f"{id_}-b0018", True, "问", words("今年水怎么样？")),
        Exchange(f"{id_}-b0019", False, "答", words("早，也急。" + PROSE)),
        Verse(f"{id_}-b0020", ((words("苇子一夜白了头"), words("水还是那么青")), (words("摆渡的人不说话"),))),
        Passage(
            f"{id_}-b0021",
            "en",
            (paragraph(f"{id_}-b0022", "The marsh keeps its own calendar, and nobody hurries it."),),
        ),
        Attribution(f"{id_}-b0023", words("（苇汀文化站供稿）")),
    )


def report(id_: str = f"{ID}-i0001") -> Article:
    return Article(
        id=id_,
        kind=ArticleKind.ARTICLE,
        title=Field("水涨到第七级台阶那天，摆渡的人还在等一个没有说定的消息"),
        kicker=Field("苇汀纪事之一"),
        subtitle=Field("——闸口手记"),
        deck=Field("一条水路，三十一年，一个人。今年的水来得比往年早，码头的台阶一级一级不见了。"),
        byline=Byline(("林苇", "何舟"), "本刊记者"),
        dateline=Field("5月3日 闸口"),
        affiliation=Field("苇汀文化站"),
        editor=Field("程汀"),
        source_note=Field("（原载《水路》）"),
        page="4",
        blocks=every_block(id_),
        notes=(Note(f"{id_}-n01", 1, (paragraph(f"{id_}-n01-b0001", "《苇汀志》卷三，抄本，存苇汀文化站。"),)),),
    )


def essay(id_: str, title: str | None, paragraphs: int = 4, **fields: object) -> Article:
    body = tuple(paragraph(f"{id_}-b{number:04}", PROSE * 2) for number in range(1, paragraphs + 1))
    return Article(
        id=id_,
        kind=ArticleKind.ARTICLE,
        title=Field(title) if title else None,
        blocks=body,
        **fields,  # type: ignore[arg-type]  # test data
    )


def plates(id_: str) -> Article:
    figures = tuple(
        Figure(f"{id_}-b{number:04}", "pictures/boat.png", "船", (words(f"第{number}幅：水边。"),), "绘图：林苇")
        for number in range(2, 6)
    )
    return Article(
        id=id_,
        kind=ArticleKind.PHOTOS,
        title=Field("水边"),
        page="20",
        blocks=(paragraph(f"{id_}-b0001", PROSE), *figures),
    )


def poem(id_: str) -> Article:
    stanza = (words("芦花"), words("落在船头"), words("船不走"))
    return Article(
        id=id_, kind=ArticleKind.ARTICLE, title=Field("芦花"), byline=Byline(("苏禾",)), page="6",
        blocks=(Verse(f"{id_}-b0001", (stanza, stanza)),),
    )  # fmt: skip


def periodical(folder: Path, **fields: object) -> Periodical:
    known = {
        "code": "weiting",
        "title": "苇汀",
        "language": "zh-Hans",
        "publisher": "苇汀月刊社",
        "rights": "文字归作者。",
    }
    return Periodical(folder=folder, **{**known, "invented": True, **fields})  # type: ignore[arg-type]  # test data


def whole_issue(folder: Path, **fields: object) -> Issue:
    """Return the issue; its pictures are drawn into `folder`."""
    draw(folder / "pictures/boat.png", (400, 300))
    draw(folder / "pictures/cover.png", (300, 400), (90, 110, 100))
    contents = (
        essay(f"{ID}-i0009", "卷首：等水退", 2, page="1"),
        Section(
            f"{ID}-s01", "报告", (report(), essay(f"{ID}-i0002", "闸口的账本", 6, byline=Byline(("何舟",)), page="9"))
        ),
        Section(f"{ID}-s02", "诗", (poem(f"{ID}-i0003"),)),
        Section(
            f"{ID}-s03",
            "文苑",
            (
                Section(f"{ID}-s04", "旧闻", (essay(f"{ID}-i0004", None, 2, page="12"),)),
                Advertisement(f"{ID}-a01", "米行告白", None),
                Advertisement(f"{ID}-a02", "船厂", essay(f"{ID}-i0005", "苇汀船厂", 1)),
            ),
        ),
        plates(f"{ID}-i0006"),
    )
    known = {
        "id": ID,
        "kind": IssueKind.MAGAZINE,
        "periodical": periodical(folder),
        "title": "",
        "number": "2032年第5期",
        "running_number": 53,
        "date": IssueDate(2032, 5),
        "revision": 1,
        "rights": "文字归作者，编排归本刊。",
        "unknown": ("印数", "定价"),
        "contents": contents,
        "cover": CoverPlan(picture="pictures/cover.png", alt="水边", credit="绘图：林苇"),
        "imprint": (ImprintItem("主编", "程汀"), ImprintItem("地址", "苇汀镇闸口街7号")),
        "sources": (SourceDigest("苇汀.txt", "ab" * 32, 12345),),
        "manifest": "manifests/weiting/2032-05.yaml",
        "manifest_sha256": "cd" * 32,
        "ledger_sha256": "ef" * 32,
        "corrections": 21,
        "queries": (Query("q-1a2b3c4d", "editor/query", f"{ID}-i0001", Span("m", 3, 0, 2), "七级", "八级"),),
    }
    return Issue(**{**known, **fields})  # type: ignore[arg-type]  # test data


def newspaper(folder: Path) -> Issue:
    """Return an issue of two newspaper pages."""
    first = Sheet(
        f"{ID}-v01",
        "01",
        "要闻",
        ("程汀",),
        ("苏禾",),
        (
            essay(
                f"{ID}-i0001",
                "苇汀闸口新码头昨日通水",
                5,
                byline=Byline(("林苇",), "本报记者"),
                kicker=Field("三年修成"),
            ),
            essay(f"{ID}-i0002", "渡船改班次", 2),
        ),
    )
    second = Sheet(
        f"{ID}-v02", "02", "文化", (), (), (essay(f"{ID}-i0003", "旧船上的账本", 4, byline=Byline(("何舟",))),)
    )
    return whole_issue(
        folder, kind=IssueKind.NEWSPAPER, number="", running_number=0, date=IssueDate(2032, 5, 12), cover=CoverPlan(),
        contents=(first, second),
    )  # fmt: skip


def style(name: str = "base", **options: object) -> Style:
    """Return a style of the checkout with options on top."""
    return read_style(name, tuple((key, str(value)) for key, value in options.items()), house(), None)


def house(**environ: str) -> House:
    """Return the house of the checkout, with nothing in its environment but what is given and where fonts may lie."""
    root = Path(__file__).parents[3]
    known = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", ""),
        "REISSUE_CACHE": os.environ.get("REISSUE_CACHE", ""),
    }
    return House(root, root / "styles", None, known | environ)
