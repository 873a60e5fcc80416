"""The one tree of contents: nested as sections are, complete, and honest about pieces without a title."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publisher.issue.blocks import Block, Figure, Heading, Table
from publisher.typesetting.contents import ContentsEntry, contents_of, listed
from publisher.typesetting.words import words_for
from tests.unit.typesetting import whole_issue as wi


def entries(folder: Path, **fields: object) -> tuple[ContentsEntry, ...]:
    issue = wi.whole_issue(folder, **fields)
    files = {article.id: f"{article.id}.xhtml" for article in issue.articles()}
    return contents_of(issue, files, words_for(wi.style(), "zh-Hans"))


def outline(found: tuple[ContentsEntry, ...]) -> list[tuple[int, str, str]]:
    return [(entry.level, entry.kind, entry.id[-3:]) for top in found for entry in top.walk()]


def test_tree_nests_as_sections_do_and_leaves_out_what_was_withheld(tmp_path: Path) -> None:
    assert outline(entries(tmp_path)) == [
        (1, "article", "009"),
        (1, "section", "s01"),
        (2, "article", "001"),
        (2, "article", "002"),
        (1, "section", "s02"),
        (2, "article", "003"),
        (1, "section", "s03"),
        (2, "section", "s04"),
        (3, "article", "004"),
        (2, "advertisement", "005"),
        (1, "photos", "006"),
    ]


def test_section_leads_to_its_first_article_and_its_own_anchor(tmp_path: Path) -> None:
    section = entries(tmp_path)[1]
    assert section.target.href == f"{wi.ID}-i0001.xhtml#{wi.ID}-s01"


def test_untitled_piece_goes_by_its_opening_words(tmp_path: Path) -> None:
    entry = next(entry for top in entries(tmp_path) for entry in top.walk() if entry.untitled)
    assert entry.label == "〔原题缺〕天刚亮，苇汀的雾还没有散，老周就……"


def test_short_opening_is_not_cut(tmp_path: Path) -> None:
    from publisher.issue.article import Article
    from publisher.issue.plan import ArticleKind

    article = Article(f"{wi.ID}-i0001", ArticleKind.NOTICE, blocks=(wi.paragraph(f"{wi.ID}-i0001-b0001", "更正一则"),))
    assert [entry.label for entry in entries(tmp_path, contents=(article,))] == ["〔原题缺〕更正一则"]


def test_headings_nest_by_rank_below_their_article_and_not_among_its_entries(tmp_path: Path) -> None:
    name = f"{wi.ID}-i0001"
    levels = (1, 3, 1)
    blocks = tuple(Heading(f"{name}-b{n:04}", level, wi.words(f"第{n}节")) for n, level in enumerate(levels, 1))
    silent = Heading(f"{name}-b0009", 1, ())
    article = replace(wi.essay(name, "渡口", 1), blocks=(*blocks, silent))
    (entry,) = entries(tmp_path, contents=(article,))
    assert entry.children == ()
    assert [heading.label for heading in entry.headings] == ["第1节", "第3节"]
    assert [heading.label for heading in entry.headings[0].headings] == ["第2节"]
    assert entry.headings[1].target.href == f"{name}.xhtml#{name}-b0003"


def shown(folder: Path, kind: type[Figure | Table], *blocks: Block) -> list[tuple[str, str]]:
    article = replace(wi.essay(f"{wi.ID}-i0001", "渡口", 1), blocks=blocks)
    issue = wi.whole_issue(folder, contents=(article,))
    found = listed(issue, {article.id: "a.xhtml"}, words_for(wi.style(), "zh-Hans"), kind)
    return [(each.label, each.target.href) for each in found]


def test_pictures_are_listed_by_caption_else_description_else_article(tmp_path: Path) -> None:
    said = (wi.words("闸口的船，" * 12),)
    assert shown(
        tmp_path,
        Figure,
        Figure("f1", "boat.png", "船", (wi.words("闸口的船。"),), ""),
        Figure("f2", "boat.png", "一条船", (), ""),
        Figure("f3", "boat.png", "", (), ""),
        Figure("f4", "boat.png", "", said, ""),
        Figure("f5", None, "", said, ""),
        Figure("f6", "boat.png", "", (), "", (), decorative=True),
    ) == [
        ("闸口的船。", "a.xhtml#f1"),
        ("一条船", "a.xhtml#f2"),
        ("图　渡口", "a.xhtml#f3"),
        ("闸口的船，" * 7 + "闸口的船……", "a.xhtml#f4"),
    ]


def test_tables_are_listed_by_caption_else_article(tmp_path: Path) -> None:
    row = ((wi.words("一"),),)
    tables = (Table("t1", wi.words("水位"), (), row, ()), Table("t2", (), (), row, ()))
    assert shown(tmp_path, Table, *tables) == [("水位", "a.xhtml#t1"), ("表　渡口", "a.xhtml#t2")]


def test_article_kept_out_of_the_contents_is_not_listed(tmp_path: Path) -> None:
    hidden = wi.essay(f"{wi.ID}-i0001", "补白", 1, in_contents=False)
    assert entries(tmp_path, contents=(hidden,)) == ()


def test_entry_tells_authors_and_the_printed_page(tmp_path: Path) -> None:
    entry = entries(tmp_path)[1].children[0]
    assert (entry.authors, entry.page) == (("林苇", "何舟"), "4")
