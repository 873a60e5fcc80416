"""Credits read by their form: every case of tests/cases/credits, and what holds for lines of any kind."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from publisher.copydesk.credits import forms
from publisher.issue.galley import Span

CASES = Path(__file__).parents[2] / "cases" / "credits"
ON_A_LINE = (
    forms.byline,
    forms.dateline,
    forms.signature,
    forms.caption_credit,
    forms.editor_tag,
    forms.affiliation,
    forms.source_note,
    forms.supply_note,
    forms.imprint_item,
    forms.folio,
    forms.jump,
)
BY_NAME = {function.__name__: function for function in ON_A_LINE}
EXPECTED = {"names", "role", "form", "text", "place", "date", "label", "direction", "target"}


def written() -> list[Any]:
    cases = [case for path in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]
    return [pytest.param(case, id=f"{next(iter(case))}: {next(iter(case.values()))}") for case in cases]


@pytest.mark.parametrize("case", written())
def test_case(case: dict[str, Any]) -> None:
    (called, line), *rest = case.items()
    expected = dict(rest)
    assert expected, "a case says what is expected"
    if called == "run":
        assert forms.names(line) == tuple(expected["names"])
        return
    if called == "is_name":
        assert expected.get("at_least", 0.0) <= forms.is_name(line) <= expected.get("at_most", 1.0)
        return
    found: Any = BY_NAME[called](line)
    if expected.pop("none", False):
        assert found is None
        return
    assert found is not None
    assert read(found, line, expected) == expected


def read(found: Any, line: str, expected: dict[str, Any]) -> dict[str, Any]:
    """Return what was found, under the keys of the case."""
    if isinstance(found, str):
        return {"value": found}
    if isinstance(found, tuple):
        return {"item": list(found)}
    keys = EXPECTED & set(expected)
    values = {key: list(value) if isinstance(value := getattr(found, key), tuple) else value for key in keys}
    return values | ({"span": line[found.start : found.end]} if "span" in expected else {})


def test_half_of_the_trouble_is_what_must_not_be_found() -> None:
    negative = [case for case in written() if case.values[0].get("none") or "at_most" in case.values[0]]
    assert len(written()) >= 120
    assert len(negative) >= 45


def test_bylines_keep_the_roles_apart() -> None:
    found = forms.bylines("[美]约翰·哈德利 著 何川 译")
    assert [(each.names, each.role) for each in found] == [(("约翰·哈德利",), "著"), (("何川",), "译")]


def test_imprint_line_of_several_items_is_divided() -> None:
    found = forms.imprint_items("主管：沅南县文化馆　主办：河街书局　出版：《江河》杂志社")
    assert found == (("主管", "沅南县文化馆"), ("主办", "河街书局"), ("出版", "《江河》杂志社"))


def test_credit_stands_where_it_says() -> None:
    line = "渡船靠岸。　□本报记者 何 川/摄  "
    found = forms.caption_credit(line)
    assert found is not None
    assert line[found.start : found.end] == "□本报记者 何 川/摄"


def test_jumps_of_a_paragraph_come_from_left_to_right() -> None:
    found = [(each.direction, each.target) for each in forms.jumps("(上接第1版)灯亮了。（下转第四版）")]
    assert found == [("from", "第1版"), ("to", "第四版")]


@pytest.mark.parametrize("function", ON_A_LINE, ids=lambda function: function.__name__)
@pytest.mark.parametrize(
    "line",
    [
        "",
        " \u3000\t",
        "\x00\x01",
        "\ud800",
        "\u202e记者何川",
        "𠮷𠮷 𡃁仔",
        "：：：／／／、、、",
        "（（（（））））",
        "□□□□□□",
        "& <b> {{ x }} - [a](b)",
        "e",
    ],
    ids=ascii,
)
def test_odd_line_is_answered(function: Any, line: str) -> None:
    found = function(line)
    assert found is None or not isinstance(found, bool)


@pytest.mark.parametrize(
    "unit", ["何川 ", "（", "（下转", "（ ", " ", "记者", "、", "□", "主管：", "本报", "·", "A. ", "1"]
)
def test_line_of_megabytes_takes_no_time(unit: str) -> None:
    line = unit * (1_000_000 // len(unit))
    started = time.process_time()
    for function in ON_A_LINE:
        function(line)
    forms.names(line)
    list(forms.jumps(line))
    assert time.process_time() - started < 2


@pytest.mark.parametrize("size", [150, 110, 60])
def test_line_of_the_longest_credit_takes_no_time(size: int) -> None:
    started = time.process_time()
    for unit in ("何川 ", "（", "文/", "社", "何·", "日报记者", "A. ", "本报北京", "十日", "责编 ", "《", "记者 "):
        for function in ON_A_LINE:
            function((unit * size)[:size])
            function("本报" + (unit * size)[:size])
    assert time.process_time() - started < 3


# --- one person, several spellings ---------------------------------------------------


def met(*names: str) -> list[tuple[str, Span]]:
    return [(name, Span("a", line, 0, len(name))) for line, name in enumerate(names, 1)]


def groups(*names: str) -> list[list[tuple[str, int]]]:
    return [[(each.name, len(each.spans)) for each in group.spellings] for group in forms.spellings(met(*names))]


def test_names_one_character_apart_are_one_group_the_frequent_first() -> None:
    assert groups("夏琬秋", "夏珑秋", "何川川", "夏珑秋") == [[("夏珑秋", 2), ("夏琬秋", 1)]]


def test_characters_alike_make_a_group_more_likely() -> None:
    (alike,) = forms.spellings(met("夏琬秋", "夏珑秋"))
    (unlike,) = forms.spellings(met("罗水生", "罗水根"))
    assert alike.likeness > 0.7 > unlike.likeness


def test_both_scripts_of_a_name_are_one_person() -> None:
    (group,) = forms.spellings(met("葉知秋月", "葉知秋月", "葉智秋月"))
    assert group.likeness > 0.4
    assert forms.spellings(met("沈青華", "沈青华"))[0].likeness > 0.9


@pytest.mark.parametrize(
    "names",
    [("何川", "何山"), ("罗水生", "何水生"), ("罗水生", "罗水生"), ("罗水生", "罗明远"), ("罗水生", "罗水生生")],
)
def test_other_names_are_no_group(names: tuple[str, ...]) -> None:
    assert groups(*names) == []


def test_names_in_one_line_are_two_people() -> None:
    assert forms.spellings([("罗水生", Span("a", 3, 0, 3)), ("罗水根", Span("a", 3, 4, 7))]) == []


def test_spellings_of_many_names_take_no_time() -> None:
    many = [
        (f"夏{chr(0x4E00 + index // 100)}{chr(0x5000 + index % 100)}", Span("a", index, 0, 3))
        for index in range(20_000)
    ]
    started = time.process_time()
    assert forms.spellings(many)
    assert time.process_time() - started < 3
