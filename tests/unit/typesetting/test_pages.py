"""Pages: well-formed, complete, escaped, and nothing of ours passes for text of the original."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from publisher.issue.article import Article
from publisher.issue.blocks import text_of, walk
from publisher.issue.credits import Field
from publisher.issue.inlines import BookTitle, Inline, ProperName
from publisher.issue.issue import Issue, Section
from publisher.issue.style import Style, WritingMode
from publisher.problems import ManifestError, ReissueError
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


@pytest.mark.parametrize(("head", "line"), [("{% if %}", 1), ("{{ titel }}", 0)])
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


@pytest.mark.parametrize(("style", "longest"), [("base", 18), ("newspaper", 26)])
def test_title_that_fills_its_line_stands_in_its_full_size_and_a_longer_one_does_not(
    tmp_path: Path, style: str, longest: int
) -> None:
    for count, smaller in ((longest, False), (longest + 1, True)):
        issue = wi.whole_issue(tmp_path, contents=(wi.essay(f"{wi.ID}-i0001", "水" * count, 1),))
        pages = typeset(issue, wi.style(style), "pdf", wi.house())
        assert ("one-line" in next(page.body for page in pages.pages if page.kind == "article")) == smaller
