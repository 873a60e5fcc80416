"""Drafts of pages of our own: complete, valid, and nothing invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.copydesk import desk, structure
from publisher.copydesk.draft import Draft, Identity, draft
from publisher.issue.accounts import account
from publisher.issue.corrections import Role
from publisher.issue.decisions import JoinDecision, QueryDecision
from publisher.issue.galley import Galley
from publisher.issue.issue import Issue
from publisher.issue.periodical import Periodical
from publisher.issue.plan import IssueKind
from publisher.problems import Place
from publisher.sources.plain import read_source

PAPER = Periodical("lamp", "（报名未载）", "zh-Hans", Path())


def galley_of(*lines: str) -> Galley:
    return Galley((read_source("\n\n".join(lines).encode(), "main", "page.txt"),))


def drafted(galley: Galley) -> Draft:
    return draft(galley, Identity("lamp-2026-01", PAPER, "lamp/2026-01.yaml", Place("lamp/2026-01.yaml")))


def articles(galley: Galley) -> list[tuple[str | None, list[str]]]:
    made = drafted(galley)
    edited = desk.edit(made.plan, galley)
    nodes = structure.compose(edited.copy, made.plan.contents, {})
    issue = Issue(
        "i", made.plan.kind, PAPER, "", "", 0, None, 1, "", (), nodes, made.plan.cover, (), (), "", "", "", 0, ()
    )
    return [(article.heading_text() or None, list(article.paragraphs())) for article in issue.articles()]


TWO = (
    "胡堰码头修缮完工",
    "本报渡口12月10日讯（记者 何川）10日上午，胡堰老码头的围挡全部拆除，停了九个月的上水船重新靠岸，岸上的人",
    "站在石阶上看。码头共用条石一千二百块，其中八十五块是新凿的。",
    "冬季场日摊位减少",
    "本报讯 通讯员罗敏报道：渡口镇文化站日前清点了冬季场日的手艺摊，共三十八个，比二十年前少了三十一个。",
)


def test_two_reports_of_a_newspaper_page() -> None:
    (first, texts), (second, others) = articles(galley_of(*TWO))
    assert (first, second) == (TWO[0], TWO[3])
    assert texts == [TWO[1] + TWO[2]]
    assert others == [TWO[4]]


def test_kind_and_credits_of_a_newspaper_page() -> None:
    plan = drafted(galley_of(*TWO)).plan
    first, second = plan.articles()
    assert plan.kind is IssueKind.NEWSPAPER
    assert first.byline is not None
    assert (first.byline.names, first.byline.inline) == (("何川",), True)
    assert second.byline is not None
    assert second.byline.names == ("罗敏",)


def test_title_behind_its_text_comes_back_to_it() -> None:
    lines = (TWO[1] + TWO[2], TWO[0], TWO[4], "渡口镇冬季场日手艺摊减少三十一个")
    assert [title for title, _ in articles(galley_of(*lines))] == [TWO[0], "渡口镇冬季场日手艺摊减少三十一个"]


def test_join_over_another_article_names_its_evidence() -> None:
    halves = ("七点一刻开船", "□本报记者 田穗", f"{TWO[1]}经人辨认，碑文是（下转第3版）")
    rest = ("借碗", "□本报记者 翟远", TWO[4], "（上接第2版）清道光九年立的旧规矩，里头写明大水过石上第七级，一概停渡。")
    plan = drafted(galley_of(*halves, *rest)).plan
    joins = [each for article in plan.articles() for each in article.decisions if isinstance(each, JoinDecision)]
    assert [join.decided.by for join in joins] == ["copydesk/seam"]
    assert "转接相符" in joins[0].decided.why


def test_every_decision_of_a_draft_says_whose_it_is() -> None:
    plan = drafted(galley_of(*TWO, "扫码观看视频")).plan
    decisions = [*plan.decisions, *(each for article in plan.articles() for each in article.decisions)]
    assert decisions
    assert all(each.decided.by for each in decisions)


@pytest.mark.parametrize(
    "text",
    [
        "。。，，！！\n\n——……\n",
        "\u202e渡口\u2066的船\n",
        "\ue000渡口\U00020000\U0002ceb0\n",
        "- a: b # c\n? {x: [1\n\"'\n",
        "{{ x }}{% for %}\n\n<script>&lt;</script>\n",
        "[渡口](http://a)\n\n# 标题\n",
        "1\n2\n3\n4\n5\n",
        "（" * 300 + "\n" + "“" * 300,
        "渡 " * 400,
    ],
)
def test_odd_text_is_drafted_and_nothing_is_lost(text: str) -> None:
    galley = Galley((read_source(text.encode(), "main", "page.txt"),))
    accounts = account(desk.edit(drafted(galley).plan, galley).copy)
    assert accounts.unplaced == 0
    assert accounts.total == sum(map(len, galley.sources[0].lines)) + galley.sources[0].line_ends


_LINE = st.text(st.sampled_from("渡口的船开了，。“”（）《》：—…12aB 　何川记者摄讯本报第期#"), max_size=60)


@given(st.lists(_LINE, min_size=1, max_size=14))
@settings(max_examples=60)
def test_every_line_of_any_page_is_claimed(lines: list[str]) -> None:
    galley = Galley((read_source("\n".join(lines).encode(), "main", "page.txt"),))
    made = drafted(galley)
    assert account(desk.edit(made.plan, galley).copy).unplaced == 0


def test_undamaged_text_comes_out_untouched() -> None:
    lines = (
        "父亲的水位本",
        "黎素",
        "父亲做了二十九年水位观测员，每天早八点、晚八点，走到河边，看水尺，记一个数。",
        "那一天他没有去。",
    )
    galley = galley_of(*lines)
    edited = desk.edit(drafted(galley).plan, galley)
    assert not edited.copy.replacements
    assert articles(galley) == [("父亲的水位本", list(lines[2:]))]


def test_articles_have_ids_in_printed_order() -> None:
    names = [article.id for article in drafted(galley_of(*TWO)).plan.articles()]
    assert names == ["lamp-2026-01-i0001", "lamp-2026-01-i0002"]


def queries_of(*lines: str) -> list[tuple[str, str]]:
    plan = drafted(galley_of(*lines)).plan
    decisions = [each for article in plan.articles() for each in article.decisions]
    return [(each.printed, each.decided.by) for each in decisions if isinstance(each, QueryDecision)]


def test_article_without_a_headline_is_queried() -> None:
    assert (TWO[4][:12], "copydesk/lost-text") in queries_of(TWO[0], TWO[1] + TWO[2], TWO[4])


def test_jump_to_a_page_that_is_not_there_is_queried() -> None:
    assert ("（下转2版）", "copydesk/lost-text") in queries_of(*TWO[:2], f"{TWO[2]}岸上的人又站了一会儿。（下转2版）")


def test_whole_page_is_not_queried() -> None:
    assert queries_of(*TWO) == []


def test_verse_among_indented_prose_stays_verse() -> None:
    prose = "　　父亲做了二十九年水位观测员，每天早八点、晚八点，走到河边，看水尺，记一个数，回来写进本子。"
    poem = ("板凳一头绑着石头", "另一头坐着他", "水从瓶盖的小孔里漏下来", "一滴管三下")
    galley = Galley(
        (read_source("\n".join(("磨刀", "何川", prose, prose, *poem, prose)).encode(), "main", "page.txt"),)
    )
    article = next(iter(drafted(galley).plan.articles()))
    assert [str(each) for part in article.roles if part.role is Role.VERSE for each in part.ranges] == ["5-8"]
