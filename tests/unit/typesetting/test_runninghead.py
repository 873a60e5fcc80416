"""Running heads: section and title, a long title ended behind a phrase, never inside a word."""

from __future__ import annotations

from publisher.issue.marks import width_em
from publisher.typesetting.runninghead import running_head, shortened

LONG = "水涨到第七级台阶那天，摆渡的人还在等一个没有说定的消息"


def test_section_and_title_stand_side_by_side_where_they_fit() -> None:
    assert running_head("报告", "七点一刻开船", 30, "　·　") == "报告　·　七点一刻开船"


def test_title_that_is_the_section_is_said_once() -> None:
    assert running_head("读者来信", "读者来信", 30, "　·　") == "读者来信"


def test_piece_without_title_goes_by_its_section_and_one_without_either_by_nothing() -> None:
    assert running_head("图页", "", 30, "　·　") == "图页"
    assert running_head("", "", 30, "　·　") == ""


def test_long_title_ends_behind_a_clause() -> None:
    assert shortened(LONG, 24) == "水涨到第七级台阶那天……"


def test_shortened_head_is_no_wider_than_its_room() -> None:
    for widest in range(12, 40):
        assert width_em(running_head("报告", LONG, widest, "　·　")) <= widest


def test_where_no_phrase_ends_in_time_the_section_stands_alone() -> None:
    assert running_head("访谈", "《河湾镇摆渡合作社三十年账目全编》", 14, "　·　") == "访谈"


def test_lines_of_a_title_become_one() -> None:
    assert running_head("", "上一行\n下一行", 30, "　·　") == "上一行 下一行"
