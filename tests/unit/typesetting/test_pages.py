"""Pages: well-formed, complete, escaped, and nothing of ours passes for text of the original."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from publisher.issue.article import Article
from publisher.issue.blocks import Figure, Heading, Note, Paragraph, text_of, walk
from publisher.issue.credits import Byline, Field
from publisher.issue.inlines import BookTitle, Gap, Inline, NoteCall, ProperName, Supplied, Text
from publisher.issue.issue import Issue, Section
from publisher.issue.plan import ArticleKind, CoverPlan, ImprintItem
from publisher.issue.style import Style, WritingMode
from publisher.problems import ManifestError, ReissueError
from publisher.typesetting import semantics
from publisher.typesetting.pages import Page, Pages, typeset
from publisher.typesetting.stylesheets import Medium
from tests.unit.typesetting import whole_issue as wi

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"


def upright(folder: Path, issue: Issue | None = None) -> Pages:
    """Return the issue set in the style for vertical lines."""
    return typeset(issue or wi.whole_issue(folder), wi.style("vertical"), "epub", wi.house())


def setting(folder: Path, medium: Medium = "epub", issue: Issue | None = None, **options: object) -> Pages:
    return typeset(issue or wi.whole_issue(folder), wi.style("base", **options), medium, wi.house())


def tree(page: Page) -> ET.Element:
    return ET.fromstring(page.xhtml)


def own_text(element: ET.Element) -> str:
    """Return the text of an element without what typesetting added."""
    if element.get("data-generated") is not None:
        return ""
    inner = "".join(own_text(child) + (child.tail or "") for child in element)
    return "" if element.tag == f"{XHTML}rt" else (element.text or "") + inner


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())


def test_every_page_is_wellformed_and_names_its_language_twice(tmp_path: Path) -> None:
    for page in setting(tmp_path).pages:
        root = tree(page)
        assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"


def test_pages_come_as_cover_contents_imprint_articles_colophon(tmp_path: Path) -> None:
    kinds = [page.kind for page in setting(tmp_path).pages]
    assert kinds == ["cover", "contents", "imprint", *["article"] * 5, "advertisement", "photos", "colophon"]
    assert all(page.file.isascii() for page in setting(tmp_path).pages)


def test_every_block_stands_on_its_page_under_its_id(tmp_path: Path) -> None:
    issue, pages = wi.whole_issue(tmp_path), setting(tmp_path)
    for article in issue.articles():
        page = next(page for page in pages.pages if page.id == article.id)
        ids = {element.get("id") for element in tree(page).iter()}
        assert {block.id for block in walk(article.blocks)} <= ids


def test_no_id_stands_twice_in_a_pdf(tmp_path: Path) -> None:
    back = setting(tmp_path, "pdf").back
    ids = [part.split('"')[0] for part in back.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def text_of_article(article: Article) -> str:
    fields = (article.title, article.kicker, article.subtitle, article.deck, article.dateline, article.affiliation)
    texts = [field.text for field in (*fields, article.editor, article.source_note) if field]
    texts += [*article.byline.names, article.byline.role] if article.byline else []
    texts += [text_of(block) for block in article.blocks]
    texts += [text_of(block) for note in article.notes for block in note.blocks]
    return "".join(texts)


def test_text_that_is_not_generated_is_the_text_of_the_issue(tmp_path: Path) -> None:
    issue, pages = wi.whole_issue(tmp_path), setting(tmp_path)
    for article in issue.articles():
        page = next(page for page in pages.pages if page.id == article.id)
        body = tree(page).find(f"{XHTML}body")
        assert body is not None
        labels = "".join(
            part.label
            for path, found in issue.articles_with_path()
            if found.id == article.id
            for part in path
            if isinstance(part, Section)
        )
        extra = letters(own_text(body)) - letters(text_of_article(article))
        assert not letters(text_of_article(article)) - letters(own_text(body))
        assert not extra - letters(labels)


def test_markup_in_a_title_is_text(tmp_path: Path) -> None:
    awkward = '<script>alert(1)</script>"><img src=x onerror=y> ]]> {{ title }} & more'
    issue = wi.whole_issue(tmp_path, contents=(wi.essay("weiting-2032-05-i0001", awkward, 1, page=awkward),))
    for page in setting(tmp_path, issue=issue).pages:
        assert not list(tree(page).iter(f"{XHTML}script"))
    article = next(page for page in setting(tmp_path, issue=issue).pages if page.kind == "article")
    assert tree(article).findtext(f".//{XHTML}h1") == awkward


def test_control_character_is_a_problem_that_names_the_article(tmp_path: Path) -> None:
    issue = wi.whole_issue(tmp_path, contents=(wi.essay("weiting-2032-05-i0001", "渡\u000b口", 1),))
    with pytest.raises(ReissueError) as caught:
        setting(tmp_path, issue=issue)
    assert [problem.code for problem in caught.value.problems] == ["typesetting/illegal-character"]
    assert caught.value.problems[0].values == {"code_point": "U+000B", "article": "weiting-2032-05-i0001"}


@pytest.mark.parametrize("char", ["\x00", "\x1f", "\ud800", "\ufffe", "\ufdd0"])
def test_character_that_xml_forbids_is_found_wherever_the_issue_has_text(tmp_path: Path, char: str) -> None:
    essay = wi.essay("weiting-2032-05-i0001", "渡口", 1)
    figure = Figure("weiting-2032-05-i0001-b0099", None, f"桥{char}", (), "")
    described = dataclasses.replace(essay, blocks=(*essay.blocks, figure))
    signed = dataclasses.replace(essay, byline=Byline((f"何川{char}",)))
    section = Section("weiting-2032-05-s01", f"报告{char}", (essay,))
    whole = wi.whole_issue(tmp_path, contents=(essay,))
    for issue, named in (
        (dataclasses.replace(whole, contents=(described,)), essay.id),
        (dataclasses.replace(whole, contents=(signed,)), essay.id),
        (dataclasses.replace(whole, contents=(section,)), whole.id),
        (dataclasses.replace(whole, imprint=(ImprintItem("主编", f"程晓{char}"),)), whole.id),
        (dataclasses.replace(whole, cover=CoverPlan(alt=char)), whole.id),
        (dataclasses.replace(whole, readings=((f"何{char}", "He"),)), whole.id),
        (dataclasses.replace(whole, rights=char), whole.id),
    ):
        with pytest.raises(ReissueError) as caught:
            setting(tmp_path, issue=issue)
        values = {"code_point": f"U+{ord(char):04X}", "article": named}
        assert [(problem.code, problem.values) for problem in caught.value.problems] == [
            ("typesetting/illegal-character", values)
        ]


def named(pages: Pages, end: str) -> ET.Element:
    return tree(next(page for page in pages.pages if page.id.endswith(end)))


def test_every_part_says_its_role_as_the_table_pairs_them(tmp_path: Path) -> None:
    pairs = {meant.epub_type: meant.role for meant in semantics.TABLE.values()}
    for pages in (setting(tmp_path), upright(tmp_path), newspaper_pages(tmp_path)):
        found = [element for page in pages.pages for element in tree(page).iter()]
        assert {(e.get(f"{OPS}type"), e.get("role")) for e in found if e.get(f"{OPS}type")} <= set(pairs.items())
        alone = [e.get("role", "") for e in found if e.get("role") and not e.get(f"{OPS}type")]
        assert set(alone) <= {"img", "presentation"}


def newspaper_pages(folder: Path) -> Pages:
    return typeset(wi.newspaper(folder), wi.style("newspaper"), "epub", wi.house())


def test_paper_carries_no_roles(tmp_path: Path) -> None:
    pages = setting(tmp_path, "pdf")
    assert "epub:type" not in pages.front + pages.back
    assert 'role="doc-' not in pages.front + pages.back


def test_every_page_has_one_heading_of_the_first_rank_and_skips_none(tmp_path: Path) -> None:
    essay = wi.essay("weiting-2032-05-i0001", "渡口", 1)
    levels = (1, 3, 2, 3, 3, 1)
    headings = tuple(
        Heading(f"weiting-2032-05-i0001-h{number}", level, (Text(f"第{number}节"),))
        for number, level in enumerate(levels)
    )
    plates = Article("weiting-2032-05-i0002", ArticleKind.PHOTOS)
    untitled = wi.essay("weiting-2032-05-i0003", None, 1)
    contents = (dataclasses.replace(essay, blocks=headings), plates, untitled)
    pages = setting(tmp_path, issue=wi.whole_issue(tmp_path, contents=contents))
    for page in pages.pages:
        ranks = [int(e.tag[-1]) for e in tree(page).iter() if re.fullmatch(r"h[1-6]", e.tag.removeprefix(XHTML))]
        if page.kind != "cover":
            assert ranks[0] == 1
            assert ranks.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(ranks))
    found = [e.tag[-1] for e in named(pages, "i0001").iter() if "heading" in e.get("class", "").split()]
    assert "".join(found) == "233442"


def test_article_and_matter_are_named_by_their_headings(tmp_path: Path) -> None:
    for pages in (setting(tmp_path), newspaper_pages(tmp_path)):
        for page in pages.pages:
            ids = {e.get("id"): e for e in tree(page).iter() if e.get("id")}
            labelled = [e.get("aria-labelledby") for e in tree(page).iter() if e.get("aria-labelledby")]
            assert len(labelled) == (page.kind != "cover")
            assert all("".join(ids[name].itertext()).strip() for name in labelled)


def test_plates_without_a_title_have_a_name_of_ours(tmp_path: Path) -> None:
    plates = Article("weiting-2032-05-i0002", ArticleKind.PHOTOS)
    page = named(setting(tmp_path, issue=wi.whole_issue(tmp_path, contents=(plates,))), "i0002")
    heading = page.find(f".//{XHTML}h1")
    assert heading is not None
    assert (heading.text, heading.get("data-generated")) == ("〔图片〕", "title")


def test_gap_is_announced_and_its_boxes_stay(tmp_path: Path) -> None:
    essay = wi.essay("weiting-2032-05-i0001", "渡口", 1)
    words = Paragraph("weiting-2032-05-i0001-b0099", (Text("河"), Gap(2), Supplied("湾")))
    issue = wi.whole_issue(tmp_path, contents=(dataclasses.replace(essay, blocks=(words,)),))
    page = named(setting(tmp_path, issue=issue), "i0001")
    gap = next(e for e in page.iter() if e.get("class") == "gap")
    supplied = next(e for e in page.iter() if e.get("class") == "supplied")
    assert (gap.text, gap.get("role"), gap.get("aria-label")) == ("□□", "img", "原文缺 2 字")
    assert (supplied.tag, supplied.text) == (f"{XHTML}ins", "〔湾〕")
    assert supplied.get("title")


def pictured(tmp_path: Path, alt: str, caption: str, *, decorative: bool = False) -> ET.Element:
    """Return the picture of an article that holds one."""
    essay = wi.essay("weiting-2032-05-i0001", "渡口", 1)
    said = ((Text(caption),),) if caption else ()
    figure = Figure("weiting-2032-05-i0001-b0099", "pictures/boat.png", alt, said, "", (), decorative)
    issue = wi.whole_issue(tmp_path, contents=(dataclasses.replace(essay, blocks=(figure,)),))
    page = named(setting(tmp_path, issue=issue), "i0001")
    return next(page.iter(f"{XHTML}img"))


def test_picture_is_described_by_its_own_words_else_by_its_caption(tmp_path: Path) -> None:
    assert pictured(tmp_path, "一条船", "闸口的船。").get("alt") == "一条船"
    assert pictured(tmp_path, "", "闸口的船。").get("alt") == "闸口的船。"
    assert pictured(tmp_path, "", "").get("alt") == "图"


def test_decorative_picture_is_passed_over(tmp_path: Path) -> None:
    picture = pictured(tmp_path, "", "", decorative=True)
    assert (picture.get("alt"), picture.get("role")) == ("", "presentation")


def test_note_called_twice_leads_back_to_both_calls(tmp_path: Path) -> None:
    name = "weiting-2032-05-i0001"
    call = NoteCall(f"{name}-n01", 1)
    body = (Paragraph(f"{name}-b0001", (Text("甲"), call)), Paragraph(f"{name}-b0002", (Text("乙"), call)))
    note = Note(f"{name}-n01", 1, (Paragraph(f"{name}-n01-b0001", (Text("旧物。"),)),))
    article = dataclasses.replace(wi.essay(name, "渡口", 1), blocks=body, notes=(note,))
    page = named(setting(tmp_path, issue=wi.whole_issue(tmp_path, contents=(article,))), "i0001")
    calls = [f"#{e.get('id')}" for e in page.iter() if e.get("role") == "doc-noteref"]
    backs = [(e.get("href"), e.text) for e in page.iter() if e.get("role") == "doc-backlink"]
    assert len(set(calls)) == 2
    assert backs == list(zip(calls, ["a", "b"], strict=True))


def test_note_that_is_called_nowhere_has_no_way_back(tmp_path: Path) -> None:
    name = "weiting-2032-05-i0001"
    note = Note(f"{name}-n01", 1, (Paragraph(f"{name}-n01-b0001", (Text("旧物。"),)),))
    article = dataclasses.replace(wi.essay(name, "渡口", 1), notes=(note,))
    page = named(setting(tmp_path, issue=wi.whole_issue(tmp_path, contents=(article,))), "i0001")
    assert not [e for e in page.iter() if e.get("role") == "doc-backlink"]
    assert [e.text for e in page.iter() if e.get("data-generated") == "note-mark"] == ["① "]


def test_note_and_its_call_lead_to_each_other(tmp_path: Path) -> None:
    page = next(page for page in setting(tmp_path).pages if page.id.endswith("i0001"))
    call = next(element for element in tree(page).iter() if element.get(f"{OPS}type") == "noteref")
    note = next(element for element in tree(page).iter() if element.get(f"{OPS}type") == "footnote")
    back = next(element for element in note.iter() if element.get("role") == "doc-backlink")
    assert call.get("href") == f"#{note.get('id')}"
    assert back.get("href") == f"#{call.get('id')}"


def test_note_of_a_pdf_stands_where_it_is_called(tmp_path: Path) -> None:
    back = setting(tmp_path, "pdf").back
    assert '<a href="https://example.org/weiting?a=1&amp;b=2">此处</a><span class="footnote"' in back


def test_printed_page_is_marked_once_at_the_article_that_begins_it(tmp_path: Path) -> None:
    first = wi.essay("weiting-2032-05-i0001", "甲", 1, page="3")
    second = wi.essay("weiting-2032-05-i0002", "乙", 1, page="3")
    pages = setting(tmp_path, issue=wi.whole_issue(tmp_path, contents=(first, second)))
    assert [(item.label, item.file) for item in pages.page_breaks] == [("3", "a0001.xhtml")]
    marks = [element for page in pages.pages for element in tree(page).iter() if element.get("role") == "doc-pagebreak"]
    assert [mark.get("id") for mark in marks] == [pages.page_breaks[0].anchor]


def test_lost_picture_leaves_a_frame_that_says_so(tmp_path: Path) -> None:
    page = next(page for page in setting(tmp_path).pages if page.id.endswith("i0001"))
    frames = [element for element in tree(page).iter() if element.get("data-generated") == "missing-picture"]
    assert [frame.text for frame in frames] == ["原图未存"]


def test_colophon_tells_what_is_unknown_withheld_and_in_doubt(tmp_path: Path) -> None:
    colophon = setting(tmp_path).page("colophon")
    assert colophon is not None
    for words in ("印数、定价", "米行告白", "21 处", "1 处，待核", "abababababab", "虚构"):
        assert words in colophon.body


def test_bare_furniture_leaves_the_articles_only(tmp_path: Path) -> None:
    pages = setting(tmp_path, "pdf", furniture="none")
    assert {page.kind for page in pages.pages} == {"article", "advertisement", "photos"}
    assert pages.front == ""
    assert "counter(page)" not in "".join(sheet.text for sheet in pages.stylesheets)


def test_inline_title_is_not_printed_twice(tmp_path: Path) -> None:
    article = dataclasses.replace(wi.essay("weiting-2032-05-i0001", None, 1), title=Field("天刚亮", inline=True))
    page = next(
        page
        for page in setting(tmp_path, issue=wi.whole_issue(tmp_path, contents=(article,))).pages
        if page.kind == "article"
    )
    heading = tree(page).find(f".//{XHTML}h1")
    assert heading is not None
    assert heading.get("data-generated") == "title"


def test_newspaper_in_a_pdf_has_one_document_and_no_contents_page(tmp_path: Path) -> None:
    pages = typeset(wi.newspaper(tmp_path), wi.style("newspaper"), "pdf", wi.house())
    assert pages.front == ""
    assert [page.kind for page in pages.pages] == ["cover", "article", "article", "article", "imprint", "colophon"]
    assert '<p class="sheet-name"><span data-generated="label">第</span><b>01</b>' in pages.back


def test_traditional_issue_gets_traditional_words(tmp_path: Path) -> None:
    issue = wi.whole_issue(tmp_path, periodical=wi.periodical(tmp_path, language="zh-Hant"))
    contents = setting(tmp_path, issue=issue).page("contents")
    assert contents is not None
    assert "目錄" in contents.body


def rooted(page: Page) -> bool:
    """Say whether the root of a page carries the class that makes its lines vertical."""
    return tree(page).get("class") == "vertical"


def test_vertical_epub_sets_the_writing_mode_on_the_root(tmp_path: Path) -> None:
    vertical = upright(tmp_path)
    level = "".join(sheet.text for sheet in setting(tmp_path).stylesheets)
    assert "html.vertical { writing-mode: vertical-rl" in "".join(sheet.text for sheet in vertical.stylesheets)
    assert "vertical-rl" not in level
    assert {page.kind for page in vertical.pages if rooted(page)} == {"contents", "article", "advertisement"}


def test_plates_cover_and_facts_stay_level_in_a_vertical_issue(tmp_path: Path) -> None:
    level = [page.kind for page in upright(tmp_path).pages if not page.is_vertical]
    assert level == ["cover", "photos", "imprint", "colophon"]


def test_one_article_may_be_vertical_in_a_level_issue(tmp_path: Path) -> None:
    essay = wi.essay(f"{wi.ID}-i0001", "竖排", writing_mode=WritingMode.VERTICAL)
    pages = setting(tmp_path, issue=wi.whole_issue(tmp_path, contents=(essay, wi.essay(f"{wi.ID}-i0002", "横排"))))
    assert [page.title for page in pages.pages if rooted(page)] == ["竖排"]


def test_one_article_may_be_level_in_a_vertical_issue(tmp_path: Path) -> None:
    essay = wi.essay(f"{wi.ID}-i0001", "横排", writing_mode=WritingMode.HORIZONTAL)
    issue = wi.whole_issue(tmp_path, contents=(essay, wi.essay(f"{wi.ID}-i0002", "竖排")))
    pages = upright(tmp_path, issue)
    assert [page.title for page in pages.pages if page.kind == "article" and rooted(page)] == ["竖排"]


def test_short_figures_stand_upright_in_a_vertical_epub_only(tmp_path: Path) -> None:
    words = wi.words("走了26天，1937年7月，3.5米，A4纸，50%")
    for mode, figures in ((WritingMode.VERTICAL, ["26", "7"]), (None, [])):
        essay = wi.essay(f"{wi.ID}-i0001", "走路", 0, writing_mode=mode)
        essay = dataclasses.replace(essay, blocks=(wi.paragraph(f"{wi.ID}-i0001-b0001", *words),))
        page = setting(tmp_path, issue=wi.whole_issue(tmp_path, contents=(essay,))).pages[-2]
        found = [part.text for part in tree(page).iter(f"{XHTML}span") if part.get("class") == "upright"]
        assert found == figures


def child_style(folder: Path, head: str) -> Style:
    """Return base with the head of an article replaced."""
    (folder / "templates").mkdir(parents=True)
    (folder / "templates/head.xhtml.j2").write_text(head, encoding="utf-8")
    base = wi.style()
    return dataclasses.replace(base, name="child", folders=(folder, *base.folders))


def test_template_of_a_child_hides_its_parents(tmp_path: Path) -> None:
    pages = typeset(
        wi.whole_issue(tmp_path), child_style(tmp_path / "child", "<header>child</header>"), "epub", wi.house()
    )
    assert all("<header>child</header>" in page.body for page in pages.pages if page.kind == "article")


@pytest.mark.parametrize(("head", "line"), [("{% if %}", 1), ("{{ titel }}", 1)])
def test_wrong_template_is_a_problem_of_the_style(tmp_path: Path, head: str, line: int) -> None:
    with pytest.raises(ManifestError) as caught:
        typeset(wi.whole_issue(tmp_path), child_style(tmp_path / "child", head), "epub", wi.house())
    problem = caught.value.problems[0]
    assert problem.code == "typesetting/bad-template"
    assert problem.place is not None
    assert problem.place.line == line


def test_text_of_an_article_is_never_a_template(tmp_path: Path) -> None:
    title = "{{ ''.__class__ }}{% raw %}"
    issue = wi.whole_issue(tmp_path, contents=(wi.essay("weiting-2032-05-i0001", title, 1),))
    article = next(page for page in setting(tmp_path, issue=issue).pages if page.kind == "article")
    assert tree(article).findtext(f".//{XHTML}h1") == title


def body_of(folder: Path, *parts: Inline | str, **fields: object) -> str:
    essay = dataclasses.replace(wi.essay(f"{wi.ID}-i0001", "题", 1), blocks=(wi.paragraph("b1", *parts),), **fields)  # type: ignore[arg-type]  # test data
    pages = setting(folder, "pdf", wi.whole_issue(folder, contents=(essay,)))
    return next(page.body for page in pages.pages if page.kind == "article")


def test_marks_of_names_that_touch_are_kept_apart_and_no_others(tmp_path: Path) -> None:
    one, two, title = ProperName(wi.words("汀南")), ProperName(wi.words("苇河")), BookTitle(wi.words("河志"))
    assert body_of(tmp_path, one, "与", two, "见", title).count("beside") == 0
    assert body_of(tmp_path, one, two, title).count("beside") == 2


def test_title_stands_in_the_editors_lines(tmp_path: Path) -> None:
    title = Field("水涨到第七级台阶那天")
    body = body_of(tmp_path, "水。", title=title, line_breaks=(("水涨到", "第七级台阶那天"),))
    assert '<span class="title-line">水涨到</span><span class="title-line">第七级台阶那天</span>' in body


@pytest.mark.parametrize(("style", "longest"), [("base", 15)])
def test_title_that_fills_its_line_stands_in_its_full_size_and_a_longer_one_does_not(
    tmp_path: Path, style: str, longest: int
) -> None:
    for count, smaller in ((longest, False), (longest + 1, True)):
        issue = wi.whole_issue(tmp_path, contents=(wi.essay(f"{wi.ID}-i0001", "水" * count, 1),))
        pages = typeset(issue, wi.style(style), "pdf", wi.house())
        assert ("one-line" in next(page.body for page in pages.pages if page.kind == "article")) == smaller
