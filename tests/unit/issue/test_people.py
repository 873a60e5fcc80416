"""Who had a hand in an issue: roles as codes, credits as people, and what is not claimed."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.issue.credits import Byline
from publisher.issue.people import credited, people, signed
from publisher.issue.plan import CoverPlan, ImprintItem
from publisher.issue.relators import LONGEST_FIRST, TABLE, Relator, relators
from tests.unit.editions.invented_issue import invented_issue, varied

PHOTOGRAPHER, EDITOR = Relator.PHOTOGRAPHER, Relator.EDITOR


def told(text: str, usual: Relator | None = None) -> list[tuple[str, str]]:
    return [(each.name, each.relator.value) for each in credited(text, usual)]


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        ("撰文", ("aut",)),
        ("責任編輯", ("edt",)),
        ("攝影", ("pht",)),
        ("文/摄", ("aut", "pht")),
        ("文/图", ("aut",)),
        ("采访整理", ("ivr", "com")),
        ("本报记者", ()),
        ("新华社特约记者", ()),
        ("记者、通讯员", ()),
        ("译者", ("trl",)),
        ("供图", ()),
        ("", ()),
    ],
)
def test_role_gives_its_codes(role: str, codes: tuple[str, ...]) -> None:
    found = relators(role)
    assert found is not None
    assert tuple(code.value for code in found) == codes


def test_unknown_role_gives_none_rather_than_a_guess() -> None:
    assert relators("摆渡") is None
    assert relators("撰文、摆渡") is None


def test_longer_words_are_looked_for_first() -> None:
    assert [len(word) for word in LONGEST_FIRST] == sorted(map(len, LONGEST_FIRST), reverse=True)
    assert set(LONGEST_FIRST) == set(TABLE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三 摄", [("张三", "pht")]),
        ("摄影：李四/王五", [("李四", "pht"), ("王五", "pht")]),
        ("□本报记者 何龙摄", [("何龙", "pht")]),
        ("本报记者张三 通讯员李四 摄", [("张三", "pht"), ("李四", "pht")]),
        ("□麦尔丹·亚森/摄", [("麦尔丹·亚森", "pht")]),
        ("攝影：陳大文", [("陳大文", "pht")]),
        ("王 伟 摄", [("王伟", "pht")]),
        ("（何川 摄）", [("何川", "pht")]),
        ("张三 文 李四 摄", [("张三", "aut"), ("李四", "pht")]),
        ("文/张三 图/李四", [("张三", "aut")]),
        ("摄影：张三 绘图：欧阳小川", [("张三", "pht"), ("欧阳小川", "ill")]),
    ],
)
def test_credit_gives_its_people(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "资料图",
        "供图：河湾县档案局",
        "河湾县委宣传部供图",
        "张三",
        "刘文",
        "《河湾》编辑部",
        "摄影：编辑部",
        "摄影：河边的人们",
        "<b> 摄",
        "",
    ],
)
def test_what_is_not_surely_a_person_is_not_claimed(text: str) -> None:
    assert told(text) == []


def test_names_without_a_role_did_what_their_place_says() -> None:
    assert told("程晓", EDITOR) == [("程晓", "edt")]
    assert told("王新萍 宋佳", Relator.DESIGNER) == [("王新萍", "bkd"), ("宋佳", "bkd")]
    assert told("编辑：张三　校对：李四", EDITOR) == [("张三", "edt"), ("李四", "pfr")]
    assert told("王伟（执行主编）") == [("王伟", "edt")]
    assert told("责编张三", EDITOR) == [("张三", "edt")]


@pytest.mark.parametrize(
    ("names", "role", "codes"),
    [
        (("何川",), "", ["aut"]),
        (("何川",), "主编", ["aut"]),  # the chief editor signs the foreword
        (("何川",), "本刊编辑", ["aut"]),
        (("何川",), "摄影", ["pht"]),
        (("何川",), "文/摄", ["aut", "pht"]),
        (("何川", "陆一舟"), "文/摄", ["aut", "aut"]),  # who photographed is not said
        (("何川", "陆一舟"), "口述/整理", ["ctb", "ctb"]),
        (("何川",), "供图", ["ctb"]),
    ],
)
def test_byline_says_what_its_names_did(names: tuple[str, ...], role: str, codes: list[str]) -> None:
    assert [each.relator.value for each in signed(Byline(names, role))] == codes


def test_each_person_is_named_once_with_everything_they_did(tmp_path: Path) -> None:
    issue = varied(
        invented_issue(tmp_path, picture=False),
        cover=CoverPlan(credit="摄影：苏禾"),
        imprint=(ImprintItem("主编", "陆一舟"), ImprintItem("地址", "江岸路三号"), ImprintItem("编辑", "江岸月刊社")),
    )
    found = {person.name: [code.value for code in person.relators] for person in people(issue)}
    assert found == {"何川": ["aut", "ill"], "陆一舟": ["aut", "edt"], "苏禾": ["aut", "pht"]}
    assert list(found) == ["何川", "陆一舟", "苏禾"]
