"""Package document, navigation, NCX and metadata of an EPUB, and what is read from its pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from publisher.editions.epub.accessibility import Holdings
from publisher.editions.epub.markup import Markup, document, element, lines
from publisher.editions.epub.metadata import book_title, identifier, metadata
from publisher.editions.epub.navigation import Entry, Landmark, Navigation, nav_document, ncx_document
from publisher.editions.epub.package import Item, Package, package_document
from publisher.editions.epub.reading import PageBreak, check_references, page_list, read_page
from publisher.issue.article import Article
from publisher.issue.dates import IssueDate
from publisher.issue.issue import Issue
from publisher.issue.periodical import Evaluation
from publisher.issue.plan import ArticleKind, CoverPlan, ImprintItem
from publisher.problems import ManifestError, ValidatorError
from publisher.typesetting.words import Words
from tests.unit.editions.invented_issue import AWKWARD, invented_issue, varied

MOMENT = datetime(2031, 2, 1, tzinfo=UTC)
WORDS = Words(
    "zh-Hans",
    {
        "between-numbers": "　",
        "between-things": "、",
        "date-month": "{year}年{month}月",
        "month-2": "2",
        "access-text": "甲。",
        "access-pages": "乙。",
        "access-pictures": "丙。",
        "access-undescribed": "丁。",
        "access-captions": "戊。",
        "figures": "插图",
        "tables": "表格",
        "contents": "目录",
        "page-list": "原刊页码",
        "landmarks": "地标",
    },
)
NONE_HELD = Holdings(pages_listed=0, pictures=0, undescribed=0, has_ruby=False)
PREFIXES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture
def issue(tmp_path: Path) -> Issue:
    return invented_issue(tmp_path, picture=False)


def said(issue: Issue, holdings: Holdings = NONE_HELD) -> ET.Element:
    """Return the metadata element of a package for the issue."""
    package = Package(issue.language, metadata(issue, WORDS, holdings, MOMENT), (), (), ())
    found = ET.fromstring(package_document(package)).find("opf:metadata", PREFIXES)
    assert found is not None
    return found


def properties(metadata_element: ET.Element, name: str) -> list[str]:
    found = metadata_element.findall(f"opf:meta[@property='{name}']", PREFIXES)
    return [each.text or "" for each in found]


# --- markup ------------------------------------------------------------------------


def test_text_and_attributes_are_escaped_and_read_back_the_same() -> None:
    written = document(element("a", {"title": AWKWARD + "\n\t\"'", "gone": None}, AWKWARD, element("b")))
    root = ET.fromstring(written)
    assert (root.text, root.attrib) == (AWKWARD, {"title": AWKWARD + "\n\t\"'"})


def test_markup_is_not_escaped_again() -> None:
    assert element("a", None, lines((Markup("<b>&amp;</b>"),))).text == "<a>\n<b>&amp;</b>\n</a>"


# --- metadata ----------------------------------------------------------------------


def test_identifier_is_of_issue_language_and_revision(issue: Issue) -> None:
    others = (varied(issue, id="jiangan-2031-03"), varied(issue, revision=2), varied(issue, language="zh-Hant"))
    assert len({identifier(each) for each in (issue, *others)}) == 4
    assert (
        identifier(issue)
        == identifier(varied(issue, number="第二期"))
        == "urn:uuid:f242d518-e660-5870-9aef-5e639a47fa2f"
    )


def test_title_names_number_and_date_once(issue: Issue) -> None:
    assert book_title(issue, WORDS) == "江岸　2031年第2期　2031年2月"
    assert book_title(varied(issue, number=""), WORDS) == "江岸　2031年2月"
    assert book_title(varied(issue, date=None, number="", title="江岸"), WORDS) == "江岸"


def test_modified_is_the_moment_in_utc(issue: Issue) -> None:
    assert properties(said(issue), "dcterms:modified") == ["2031-02-01T00:00:00Z"]


def test_series_position_is_the_running_number(issue: Issue) -> None:
    known, unknown = said(issue), said(varied(issue, running_number=0))
    assert properties(known, "group-position") == ["14"]
    assert properties(unknown, "group-position") == []
    assert properties(unknown, "belongs-to-collection") == ["江岸"]
    assert unknown.find("opf:meta[@name='calibre:series_index']", PREFIXES) is None


def test_title_the_original_does_not_state_makes_no_series(issue: Issue) -> None:
    found = said(varied(issue, supplied=("title",)))
    assert properties(found, "belongs-to-collection") == []
    assert found.find("opf:meta[@name='calibre:series']", PREFIXES) is None


def test_issn_is_said_only_if_given(issue: Issue) -> None:
    assert properties(said(issue), "dcterms:identifier") == []
    assert properties(said(varied(issue, issn="0317-8471")), "dcterms:identifier") == ["urn:issn:0317-8471"]


def test_unknown_date_and_publisher_leave_no_empty_elements(issue: Issue) -> None:
    found = said(varied(issue, date=None, publisher=""))
    assert found.find("dc:date", PREFIXES) is None
    assert found.find("dc:publisher", PREFIXES) is None
    assert [each.tag for each in found if not each.attrib and not (each.text or "").strip()] == []


def names(found: ET.Element, kind: str) -> list[str]:
    return [each.text or "" for each in found.findall(f"dc:{kind}", PREFIXES)]


def refinements(found: ET.Element, name: str) -> dict[str, list[str]]:
    """Return what is said about the element of that text: property → values."""
    element_id = next(each.attrib["id"] for each in found if each.text == name and "id" in each.attrib)
    said_of_it: dict[str, list[str]] = {}
    for meta in found.findall(f"opf:meta[@refines='#{element_id}']", PREFIXES):
        said_of_it.setdefault(meta.attrib["property"], []).append(meta.text or "")
    return said_of_it


def test_few_authors_are_creators(issue: Issue) -> None:
    assert names(said(issue), "creator") == ["何川", "陆一舟", "苏禾"]
    assert names(said(issue), "contributor") == []


def test_many_authors_are_contributors_and_the_shelf_shows_the_publisher_without_a_role(issue: Issue) -> None:
    many = said(varied(issue, authors=4))
    assert names(many, "creator") == ["江岸月刊社"]
    assert refinements(many, "苏禾") == {"role": ["aut"]}
    creator = many.find("dc:creator", PREFIXES)
    assert creator is not None
    assert many.findall(f"opf:meta[@refines='#{creator.attrib['id']}']", PREFIXES) == []
    assert names(many, "contributor") == ["何川", "陆一舟", "苏禾", "沈一", "沈二", "沈三"]


def test_without_publisher_the_shelf_shows_the_title_and_without_both_the_authors(issue: Issue) -> None:
    assert names(said(varied(issue, authors=4, publisher="")), "creator") == ["江岸"]
    nameless = said(varied(issue, authors=4, publisher="", supplied=("title",)))
    assert names(nameless, "creator") == ["何川", "陆一舟", "苏禾", "沈一", "沈二", "沈三"]


def test_everybody_has_the_roles_the_issue_gives_them(issue: Issue) -> None:
    found = said(varied(issue, imprint=(ImprintItem("主编", "陆一舟"), ImprintItem("校对", "程晓"))))
    assert refinements(found, "何川") == {"role": ["aut", "ill"]}
    assert refinements(found, "陆一舟") == {"role": ["aut", "edt"]}
    assert refinements(found, "程晓") == {"role": ["pfr"]}
    assert names(found, "contributor") == ["程晓"]


def test_readings_are_what_names_and_titles_are_filed_under(issue: Issue) -> None:
    own = varied(issue, readings=(("何川", "He, Chuan"), ("江岸", "Jiang'an")))
    periodical = replace(own.periodical, readings=(("何川", "Ho Ch'uan"), ("苏禾", "Su, He")))
    found = said(replace(own, periodical=periodical))
    assert refinements(found, "何川")["file-as"] == ["He, Chuan"]
    assert refinements(found, "苏禾")["file-as"] == ["Su, He"]
    assert refinements(found, "江岸　2031年第2期　2031年2月")["file-as"] == ["Jiang'an　2031年第2期　2031年2月"]
    assert "file-as" not in refinements(found, "陆一舟")


def test_sections_are_subjects_once_each_and_in_order(issue: Issue) -> None:
    assert names(said(issue), "subject") == ["报告", "文苑"]


def test_language_of_an_article_stands_behind_the_issues(issue: Issue) -> None:
    english = Article("jiangan-2031-02-i0009", ArticleKind.ARTICLE, lang="en")
    found = said(replace(issue, contents=(*issue.contents, english, replace(english, lang="zh-Hans"))))
    assert names(found, "language") == ["zh-Hans", "en"]


def test_conformance_is_claimed_only_where_somebody_looked(issue: Issue) -> None:
    assert properties(said(issue), "dcterms:conformsTo") == []
    found = said(varied(issue, evaluation=Evaluation("江岸无障碍小组", IssueDate(2031, 3))))
    assert properties(found, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert properties(found, "a11y:certifiedBy") == ["江岸无障碍小组"]
    assert properties(found, "dcterms:date") == ["2031-03"]


def test_conformance_is_not_claimed_while_a_picture_has_no_words(issue: Issue) -> None:
    looked = varied(issue, evaluation=Evaluation("江岸无障碍小组"))
    found = said(looked, Holdings(0, 2, 1, has_ruby=False))
    assert properties(found, "dcterms:conformsTo") == []
    assert properties(found, "a11y:certifiedBy") == []
    assert properties(said(varied(looked, cover=CoverPlan("cover.png"))), "a11y:certifiedBy") == []


@pytest.mark.parametrize(
    ("holdings", "features", "sufficient", "summary"),
    [
        (NONE_HELD, set(), ["textual"], "甲。"),
        (
            Holdings(3, 0, 0, has_ruby=True),
            {"pageBreakMarkers", "pageNavigation", "rubyAnnotations"},
            ["textual"],
            "甲。乙。",
        ),
        (Holdings(0, 2, 0, has_ruby=False), {"alternativeText"}, ["textual", "textual,visual"], "甲。丙。"),
        (Holdings(0, 2, 1, has_ruby=False), set(), ["textual,visual"], "甲。丁。"),
        (
            Holdings(0, 2, 0, has_ruby=False, captioned=1),
            {"alternativeText"},
            ["textual", "textual,visual"],
            "甲。戊。",
        ),
        (Holdings(0, 0, 0, has_ruby=False, has_roles=True), {"ARIA"}, ["textual"], "甲。"),
    ],
)
def test_accessibility_claims_only_what_the_pages_hold(
    issue: Issue, holdings: Holdings, features: set[str], sufficient: list[str], summary: str
) -> None:
    found = said(issue, holdings)
    always = {"tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"}
    assert set(properties(found, "schema:accessibilityFeature")) == always | features
    assert properties(found, "schema:accessModeSufficient") == sufficient
    assert properties(found, "schema:accessibilitySummary") == [summary]
    assert properties(found, "pageBreakSource") == (
        ["江岸　2031年第2期　2031年2月、江岸月刊社"] if holdings.pages_listed else []
    )
    assert properties(found, "dcterms:conformsTo") == []


# --- package and navigation --------------------------------------------------------


def test_package_lists_items_spine_and_guide_in_order() -> None:
    items = (
        Item("nav", "nav.xhtml", "application/xhtml+xml", b"", ("nav",)),
        Item("p", "pictures/p.png", "image/png", b"", ("cover-image",)),
    )
    marks = (Landmark("cover", "cover", "封面", "c.xhtml"), Landmark("imprint", "", "版权页", "i.xhtml"))
    root = ET.fromstring(package_document(Package("zh-Hant", (), items, ("b", "a"), marks, "rtl")))
    spine = root.find("opf:spine", PREFIXES)
    assert spine is not None
    assert spine.attrib == {"toc": "ncx", "page-progression-direction": "rtl"}
    assert [each.get("idref") for each in spine] == ["b", "a"]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hant"
    assert [each.get("type") for each in root.findall("opf:guide/opf:reference", PREFIXES)] == ["cover"]
    assert root.findall("opf:metadata/opf:meta[@name='cover'][@content='p']", PREFIXES)


NAVIGATION = Navigation(
    title="江岸",
    identifier="urn:uuid:0",
    contents=(
        Entry("报告 & <评论>", "a.xhtml", (Entry("桥", "a.xhtml#i1", (Entry("墩", "a.xhtml#i2"),)),)),
        Entry("慢", "b.xhtml"),
    ),
    pages=(PageBreak("a.xhtml", "p1", "ii"), PageBreak("a.xhtml", "p2", "07")),
    landmarks=(Landmark("bodymatter", "text", "正文", "a.xhtml"),),
)


def test_nav_holds_contents_page_list_and_landmarks() -> None:
    root = ET.fromstring(nav_document(NAVIGATION, WORDS, ["css/text.css"]))
    navs = {nav.get(EPUB_TYPE): nav for nav in root.iter("{http://www.w3.org/1999/xhtml}nav")}
    assert list(navs) == ["toc", "page-list", "landmarks"]
    assert [a.text for a in navs["toc"].iterfind(".//x:a", PREFIXES)] == ["报告 & <评论>", "桥", "墩", "慢"]
    assert [a.get("href") for a in navs["page-list"].iterfind(".//x:a", PREFIXES)] == ["a.xhtml#p1", "a.xhtml#p2"]
    assert [a.get(EPUB_TYPE) for a in navs["landmarks"].iterfind(".//x:a", PREFIXES)] == ["bodymatter"]
    assert [kind for kind, nav in navs.items() if nav.get("hidden") is None] == ["toc"]


def test_nav_lists_figures_and_tables_where_there_are_any() -> None:
    listed = replace(NAVIGATION, figures=(Entry("桥 & 墩", "a.xhtml#f"),), tables=(Entry("水位", "b.xhtml#t"),))
    root = ET.fromstring(nav_document(listed, WORDS, []))
    navs = {nav.get(EPUB_TYPE): nav for nav in root.iter("{http://www.w3.org/1999/xhtml}nav")}
    assert list(navs) == ["toc", "page-list", "loi", "lot", "landmarks"]
    assert [(a.text, a.get("href")) for a in navs["loi"].iterfind(".//x:a", PREFIXES)] == [("桥 & 墩", "a.xhtml#f")]
    assert [(a.text, a.get("href")) for a in navs["lot"].iterfind(".//x:a", PREFIXES)] == [("水位", "b.xhtml#t")]


def test_nav_says_its_roles_as_the_table_does() -> None:
    root = ET.fromstring(nav_document(NAVIGATION, WORDS, []))
    roles = {nav.get(EPUB_TYPE): nav.get("role") for nav in root.iter("{http://www.w3.org/1999/xhtml}nav")}
    assert roles == {"toc": "doc-toc", "page-list": "doc-pagelist", "landmarks": None}


def test_nav_without_printed_pages_has_no_page_list() -> None:
    bare = Navigation("江岸", "urn:uuid:0", NAVIGATION.contents, (), NAVIGATION.landmarks)
    assert b"page-list" not in nav_document(bare, WORDS, [])
    assert b"pageList" not in ncx_document(bare, "zh-Hans")


def test_ncx_counts_depth_and_pages() -> None:
    root = ET.fromstring(ncx_document(NAVIGATION, "zh-Hans"))
    facts = {each.get("name"): each.get("content") for each in root.iterfind("ncx:head/ncx:meta", PREFIXES)}
    assert facts == {"dtb:uid": "urn:uuid:0", "dtb:depth": "3", "dtb:totalPageCount": "2", "dtb:maxPageNumber": "7"}
    targets = [(each.get("type"), each.get("value")) for each in root.iter(f"{{{PREFIXES['ncx']}}}pageTarget")]
    assert targets == [("special", None), ("normal", "7")]
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))


# --- reading pages -----------------------------------------------------------------


def page(body: str) -> str:
    head = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head/>'
    return f"{head}<body>{body}</body></html>"


def test_page_tells_its_breaks_pictures_and_ruby() -> None:
    reading = read_page(
        "a.xhtml",
        page(
            '<span id="p4" epub:type="pagebreak" aria-label="4"/><section id="s" epub:type="chapter"/>'
            '<img src="x.png" alt="桥"/><img src="x.png" alt=" "/><img src="x.png" alt="" role="presentation"/>'
            "<ruby>墩<rt>dūn</rt></ruby>"
        ),
    )
    assert reading.breaks == (PageBreak("a.xhtml", "p4", "4"),)
    assert (reading.pictures, reading.has_ruby) == (("桥", ""), True)
    assert reading.properties == ()


def test_page_with_svg_and_formulas_says_so() -> None:
    body = '<svg xmlns="http://www.w3.org/2000/svg"/><math xmlns="http://www.w3.org/1998/Math/MathML"/>'
    assert read_page("a.xhtml", page(body)).properties == ("mathml", "svg")


def test_page_that_two_articles_share_is_listed_once() -> None:
    breaks = '<i id="{0}a" epub:type="pagebreak" title="4"/><i id="{0}b" epub:type="pagebreak" title="{1}"/>'
    readings = [
        read_page(f"{name}.xhtml", page(breaks.format(name, label))) for name, label in (("a", "5"), ("b", "6"))
    ]
    assert [each.href for each in page_list(readings)] == ["a.xhtml#aa", "a.xhtml#ab", "b.xhtml#bb"]


def test_malformed_page_is_a_problem_with_its_place() -> None:
    with pytest.raises(ManifestError) as caught:
        read_page("a.xhtml", "<html>\n<p>江 & 岸</p></html>")
    problem = caught.value.problems[0]
    assert (problem.code, str(problem.place)) == ("epub/bad-page", "a.xhtml:2:7")


@pytest.mark.parametrize(
    "body",
    [
        '<a href="#here"/><i id="here"/>',
        '<a href="b.xhtml"/><a href="./b.xhtml#there"/>',
        '<a href="https://example.org/x"/><a href="mailto:a@example.org"/>',
        '<img src="pictures/%E6%A1%A5.png" alt="x"/>',
    ],
)
def test_reference_into_the_book_or_link_to_the_web_is_fine(body: str) -> None:
    readings = (read_page("a.xhtml", page(body)), read_page("b.xhtml", page('<i id="there"/>')))
    check_references(readings, ["a.xhtml", "b.xhtml", "pictures/桥.png"])
    assert readings[0].references


@pytest.mark.parametrize(
    "body",
    [
        '<a href="#gone"/>',
        '<a href="c.xhtml"/>',
        '<a href="b.xhtml#gone"/>',
        '<a href="../a.xhtml"/>',
        '<img src="https://example.org/x.png"/>',
        '<link rel="stylesheet" href="//example.org/x.css"/>',
        '<img src="data:image/png;base64,AAAA"/>',
        '<a href="file:///etc/passwd"/>',
        '<a href="javascript:alert(1)"/>',
    ],
)
def test_reference_that_leads_nowhere_or_outside_is_refused(body: str) -> None:
    readings = (read_page("a.xhtml", page(body)), read_page("b.xhtml", page('<i id="there"/>')))
    with pytest.raises(ValidatorError) as caught:
        check_references(readings, ["a.xhtml", "b.xhtml"])
    assert [problem.code for problem in caught.value.problems] == ["epub/dead-reference"]
