"""The one tree of contents: nested as sections are, complete, and honest about pieces without a title."""

from __future__ import annotations

from pathlib import Path

from publisher.typesetting.contents import ContentsEntry, contents_of
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


def test_article_kept_out_of_the_contents_is_not_listed(tmp_path: Path) -> None:
    hidden = wi.essay(f"{wi.ID}-i0001", "补白", 1, in_contents=False)
    assert entries(tmp_path, contents=(hidden,)) == ()


def test_entry_tells_authors_and_the_printed_page(tmp_path: Path) -> None:
    entry = entries(tmp_path)[1].children[0]
    assert (entry.authors, entry.page) == (("林苇", "何舟"), "4")
