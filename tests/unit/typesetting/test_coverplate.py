"""The sizes of a designed cover: masthead, picture and highlights fit it whatever their number and length."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.issue.issue import Issue
from publisher.issue.marks import width_em
from publisher.issue.plan import CoverPlan as Cover
from publisher.issue.plan import IssueKind
from publisher.typesetting.coverplate import HEIGHT_PX, WIDTH_PX, CoverPlan, plan_of, typeset_cover
from publisher.typesetting.matter import Highlight
from publisher.typesetting.pages import typeset
from publisher.typesetting.pictures import Picture
from tests.unit.typesetting import whole_issue as wi

SHORT = Highlight("报告", "闸口的账本", ("何舟",))
LONG = Highlight("要闻", "关于进一步做好渡口安全管理与两岸群众出行服务保障工作的若干意见" * 3, ("林苇", "何舟", "苏禾"))

ENDLESS = Highlight("", "很长" * 300, ())


def titled(folder: Path, title: str, **fields: object) -> Issue:
    issue = wi.whole_issue(folder, cover=Cover(), **fields)
    return replace(issue, periodical=replace(issue.periodical, title=title))


def artwork(width: int, height: int) -> tuple[Picture, ...]:
    return (Picture("c.png", "pictures/p0001.png", b"", "image/png", width, height, ""),)


def assert_fits(plan: CoverPlan, issue: Issue) -> None:
    foot = 112 if issue.periodical.publisher else 0
    assert "".join(plan.masthead_lines) == issue.periodical.title
    assert max(map(width_em, plan.masthead_lines)) * plan.masthead <= WIDTH_PX - 240
    assert len(plan.masthead_lines) * plan.masthead * 1.12 < plan.band
    below = sum(len(each.lines) * plan.title * 1.3 + plan.gap for each in plan.highlights)
    assert plan.band + (plan.picture or below) + foot <= HEIGHT_PX
    assert all(width_em(line) * plan.title <= WIDTH_PX - 240 for each in plan.highlights for line in each.lines)


@pytest.mark.parametrize(
    "title",
    [
        "苇",
        "苇汀",
        "苇汀月刊",
        "苇汀水路与乡村建设",
        "苇汀县水利志编纂委员会工作通讯",
        "Riverbend Quarterly",
        "长" * 200,
    ],
)
@pytest.mark.parametrize("kind", [IssueKind.MAGAZINE, IssueKind.NEWSPAPER])
def test_every_masthead_fits(tmp_path: Path, title: str, kind: IssueKind) -> None:
    issue = titled(tmp_path, title, kind=kind)
    assert_fits(plan_of(issue, (), (SHORT,) * 6), issue)


@pytest.mark.parametrize("highlights", [(), (SHORT,), (LONG,) * 6, (ENDLESS, SHORT)])
def test_highlights_fit_and_endless_ones_are_left_out(tmp_path: Path, highlights: tuple[Highlight, ...]) -> None:
    issue = titled(tmp_path, "苇汀")
    plan = plan_of(issue, (), highlights)
    assert_fits(plan, issue)
    assert bool(plan.highlights) == bool(highlights)
    assert all(len("".join(each.lines)) < 200 for each in plan.highlights)


@pytest.mark.parametrize("size", [(1600, 2133), (400, 300), (2000, 500), (300, 3000), (1, 1)])
@pytest.mark.parametrize("title", ["苇汀", "苇汀县水利志编纂委员会工作通讯"])
def test_masthead_and_picture_fit(tmp_path: Path, title: str, size: tuple[int, int]) -> None:
    issue = titled(tmp_path, title)
    plan = plan_of(issue, artwork(*size), (SHORT,) * 6)
    assert_fits(plan, issue)
    assert plan.picture >= 480


def test_short_masthead_is_larger_than_a_long_one_and_few_highlights_than_many(tmp_path: Path) -> None:
    plans = [plan_of(titled(tmp_path, title), (), (SHORT,)) for title in ("苇汀", "苇汀月刊", "苇汀水路与乡村建设")]
    assert sorted((plan.masthead for plan in plans), reverse=True) == [plan.masthead for plan in plans]
    assert plans[0].masthead > 2 * plans[2].masthead
    issue = titled(tmp_path, "苇汀")
    assert plan_of(issue, (), (SHORT,)).title > plan_of(issue, (), (LONG,) * 5).title


def test_name_supplied_by_the_editor_is_no_masthead(tmp_path: Path) -> None:
    issue = titled(tmp_path, "（报名未载）")
    supplied = replace(issue, periodical=replace(issue.periodical, supplied=("title",)))
    assert plan_of(supplied, (), ()).masthead < plan_of(issue, (), ()).masthead / 2


def test_document_holds_masthead_number_date_titles_and_foot(tmp_path: Path) -> None:
    issue = wi.whole_issue(tmp_path, cover=Cover())
    contents = typeset(issue, wi.style(), "epub", wi.house()).contents
    pages = typeset_cover(issue, wi.style(), contents, wi.house())
    for words in ("苇汀", "2032年第5期", "总第53期", "2032年5月", "闸口的账本", "苏禾", "苇汀月刊社"):
        assert words in pages.back
    assert [sheet.href for sheet in pages.stylesheets] == ["css/cover.css"]
    assert pages.pictures == ()


def test_what_is_not_known_leaves_no_trace(tmp_path: Path) -> None:
    issue = titled(tmp_path, "苇汀", number="", running_number=0, date=None, contents=())
    bare = replace(issue, periodical=replace(issue.periodical, publisher=""))
    document = typeset_cover(bare, wi.style(), (), wi.house()).back
    assert not [name for name in ('class="issue"', 'class="foot"', "highlight first", "None") if name in document]


def test_markup_in_names_is_text(tmp_path: Path) -> None:
    issue = titled(tmp_path, '<script>&"]]>')
    document = typeset_cover(issue, wi.style(), (), wi.house()).back
    assert "<script>" not in document
    assert "&lt;script&gt;&amp;" in document


def test_given_cover_fills_the_page_of_a_pdf_and_a_lettered_one_bears_the_masthead(tmp_path: Path) -> None:
    for lettering, expected in ((False, 0), (True, 1)):
        issue = wi.whole_issue(tmp_path, cover=Cover("pictures/cover.png", "水边", lettering=lettering))
        page = typeset(issue, wi.style(), "pdf", wi.house()).page("cover")
        assert page is not None
        assert page.body.count('class="masthead"') == expected
        assert page.body.count("<img ") == 1
