"""What a difference calls things: divided, joined, added, moved; which facts are compared; how it is printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.proof import report
from publisher.proof.difference.changes import BlockChange, Difference, compare
from publisher.proof.difference.texts import ArticleText, BlockText, FieldText, IssueText

FIRST = "渡口镇逢三逢八赶场，摊子从老街东头的粮站一直摆到上码头。"
SECOND = "去年冬天我们挑了三个场日，每回从早上六点守到下午两点。"
THIRD = "打铁的还有石碾村的瞿长根，他不在场上生炉子。"


def article(*paragraphs: str, name: str = "i0001", title: str = "赶场", kind: str = "paragraph") -> ArticleText:
    blocks = tuple(BlockText(f"{name}-b{number:04}", kind, text) for number, text in enumerate(paragraphs, 1))
    return ArticleText(name, title, (FieldText("title", title), FieldText("page", "9", is_printed=False)), blocks)


def issue(*articles: ArticleText, is_edition: bool = False, language: str = "zh-Hans", **facts: str) -> IssueText:
    told = tuple(FieldText(name, text) for name, text in facts.items())
    return IssueText("a", is_edition, language, told, articles)


def difference(before: tuple[str, ...], after: tuple[str, ...]) -> Difference:
    return compare(issue(article(*before)), issue(article(*after)))


def blocks(before: tuple[str, ...], after: tuple[str, ...]) -> list[BlockChange]:
    return [block for change in difference(before, after).articles for block in change.blocks]


def printed(found: Difference, lang: str = "zh") -> list[str]:
    return [line.plain for line in report.difference_lines(found, lang)]


def test_a_paragraph_put_in_changes_none_of_those_behind_it() -> None:
    (change,) = blocks((FIRST, SECOND), ("这是新写的一段话。", FIRST, SECOND))
    assert (change.kind, change.after[0].id) == ("added", "i0001-b0001")


def test_a_divided_paragraph_is_divided_and_nothing_else() -> None:
    (change,) = blocks((FIRST + SECOND, THIRD), (FIRST, SECOND, THIRD))
    assert change.kind == "divided"
    assert [(op.before, op.after) for op in change.ops] == [("", "\u2029")]


def test_joined_paragraphs_are_joined_and_a_change_within_is_seen() -> None:
    (change,) = blocks((FIRST, SECOND, THIRD), (FIRST + SECOND.replace("三个", "四个"), THIRD))
    assert change.kind == "joined"
    assert [(op.before, op.after) for op in change.ops] == [("\u2029", ""), ("三", "四")]


def test_a_moved_paragraph_is_told_where_it_left_and_where_it_came() -> None:
    kinds = {change.kind for change in blocks((FIRST, SECOND, THIRD), (SECOND, THIRD, FIRST))}
    assert kinds == {"moved-from", "moved-to"}


def test_one_changed_character_is_one_operation() -> None:
    (change,) = blocks((FIRST, SECOND), (FIRST.replace("逢八", "逢九"), SECOND))
    assert [(op.at_before, op.before, op.after) for op in change.ops] == [(6, "八", "九")]


def test_unlike_paragraphs_are_one_gone_and_one_come() -> None:
    kinds = [change.kind for change in blocks((FIRST, SECOND), (FIRST, "完全另外写的几个字，与前文无关。"))]
    assert sorted(kinds) == ["added", "removed"]


def test_a_paragraph_that_became_a_heading_is_a_change_of_kind() -> None:
    found = compare(issue(article("小标题")), issue(article("小标题", kind="heading 1")))
    assert [block.kind for change in found.articles for block in change.blocks] == ["kind"]


def test_the_fewest_articles_are_called_moved() -> None:
    names = ["i1", "i2", "i3", "i4"]
    pieces = {name: article(name * 20, name=name) for name in names}
    found = compare(issue(*pieces.values()), issue(*(pieces[name] for name in ("i1", "i3", "i4", "i2"))))
    assert [(change.after.id, change.moved) for change in found.articles if change.after] == [("i2", (2, 4))]


def test_an_article_under_another_id_is_found_by_its_words() -> None:
    (change,) = compare(issue(article(FIRST, SECOND)), issue(article(FIRST, SECOND, name="i0009"))).articles
    assert [(field.name, field.before, field.after) for field in change.fields] == [("id", "i0001", "i0009")]


def test_facts_stand_first_and_revision_is_one() -> None:
    found = compare(issue(article(FIRST), revision="1", number="一"), issue(article(SECOND), revision="2", number="一"))
    assert printed(found)[2] == "版次：〔-1-〕〔+2+〕"


def test_an_edition_is_not_asked_for_what_it_does_not_print() -> None:
    old, new = article(FIRST), article(FIRST)
    new = replace(new, fields=(FieldText("title", "赶场"),))
    assert not compare(issue(old), issue(new)).is_none
    assert compare(issue(old, number="一"), issue(new, is_edition=True)).is_none


def test_two_scripts_are_compared_as_they_stand_and_it_is_said() -> None:
    found = compare(issue(article("发现")), issue(article("發現"), language="zh-Hant"))
    assert "语言不同：zh-Hans → zh-Hant；逐字照样比较" in printed(found)
    assert [(op.before, op.after) for op in found.articles[0].ops] == [("发现", "發現")]


def test_every_changed_character_is_printed_with_its_neighbours() -> None:
    found = difference((FIRST,), (FIRST.replace("东头", "西头"),))
    assert printed(found)[3:5] == [
        "i0001  赶场",
        "  b0001  改  …逢八赶场，摊子从老街〔-东-〕〔+西+〕头的粮站一直摆到上码…",
    ]


def test_nothing_is_said_to_be_the_same() -> None:
    assert printed(difference((FIRST,), (FIRST,)))[-1] == "没有不同"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            (FIRST,),
            (FIRST.replace("东头", "西头"),),
            "第9页《赶场》第1段：“子从老街东头的粮站”应作“子从老街西头的粮站”。",
        ),
        ((FIRST, SECOND), (FIRST,), f"第9页《赶场》第2段应删：“{SECOND}”"),
        ((FIRST,), (FIRST, SECOND), f"第9页《赶场》第2段漏排，应补：“{SECOND}”"),
        (("他说：“灯。”，走了。",), ("他说：“灯。”走了。",), "第9页《赶场》第1段：“，走了”应作“走了”。"),
        (("他说：“灯？”！",), ("他说：“灯？”。",), "第9页《赶场》第1段：「“灯？”！」应作「“灯？”。」。"),
        ((FIRST + SECOND,), (FIRST, SECOND), "第9页《赶场》第1段：“摆到上码头。”之后应另起一段。"),
    ],
)
def test_errata_say_what_should_stand_there(before: tuple[str, ...], after: tuple[str, ...], told: str) -> None:
    (line,) = report.errata(difference(before, after))
    assert line == told


def test_data_holds_every_operation_with_its_place() -> None:
    data = report.difference_data(difference((FIRST,), (FIRST.replace("东头", "西头"),)))
    articles = data["articles"]
    assert isinstance(articles, list)
    assert articles[0]["blocks"][0]["ops"] == [{"at_before": 15, "before": "东", "at_after": 15, "after": "西"}]
