"""The editor's readings as the smallest edits, and labels round a name."""

from __future__ import annotations

import pytest

from publisher.copydesk.credits.notes import editor_tag
from publisher.copydesk.labels import content, is_label
from publisher.copydesk.wording import Printed
from publisher.issue.copy import fresh, replay
from publisher.issue.corrections import Author, Correction, Ledger, Replace, Role
from tests.unit.copydesk.manuscripts import galley


def printed(text: str) -> Printed:
    lines = galley(text)
    return Printed(lines, list(lines.printed_lines()))


def read_after(text: str, edits: list[Replace]) -> list[str]:
    lines = galley(text)
    ledger = Ledger(tuple(Correction("editor/emend", Author.EDITOR, edit) for edit in edits))
    copy = replay(lines, ledger)
    return [copy.reading(slip).text for slip in fresh(lines).slips]


@pytest.mark.parametrize(
    ("text", "words", "lines"),
    [
        ("渡口复肮", "渡口复航", ["渡口复航"]),
        ("渡口复航", "渡口复航", ["渡口复航"]),
        ("渡口复航", "老渡口复航", ["老渡口复航"]),
        ("渡口复航", "渡口复航了", ["渡口复航了"]),
        ("渡口复航", "口航", ["口航"]),
        ("渡口\n复航", "渡口 复航", ["渡口 ", "复航"]),
        ("渡口\n复航", "渡头通航", ["渡头通", "航"]),
        ("渡口\n复航", "渡口复航了", ["渡口", "复航了"]),
        ("渡口,复航", "渡口，复航", ["渡口，复航"]),
    ],
)
def test_respelt_line_reads_as_asked(text: str, words: str, lines: list[str]) -> None:
    assert read_after(text, list(printed(text).respelt(words))) == lines


def test_respelling_keeps_the_characters_that_agree() -> None:
    (edit,) = printed("渡口复肮了").respelt("渡口复航了")
    assert (edit.before, edit.after, edit.span.start) == ("肮", "航", 3)


def test_respelling_a_part_leaves_the_rest() -> None:
    text = "【编辑：呈晓】"
    assert read_after(text, list(printed(text).respelt("程晓", 4, 6))) == ["【编辑：程晓】"]


@pytest.mark.parametrize(
    ("text", "at", "wrong", "right", "lines"),
    [
        ("渡口复肮了", 2, "复肮", "复航", ["渡口复航了"]),
        ("渡口\n复肮了", 1, "口复肮", "口通航", ["渡口", "通航了"]),
        ("渡口\n复航了", 0, "渡口", "渡口又", ["渡口又", "复航了"]),
        ("渡口复航", 2, "复航", "复航了", ["渡口复航了"]),
        ("渡口\n复航", 0, "渡口复航", "渡头", ["渡头", ""]),
        ("aa", 0, "aa", "a", ["a"]),
        ("aa", 0, "aa", "aaa", ["aaa"]),
    ],
)
def test_emended_line_reads_as_asked(text: str, at: int, wrong: str, right: str, lines: list[str]) -> None:
    assert read_after(text, list(printed(text).emended(at, wrong, right))) == lines


def test_insertion_at_a_line_end_rides_on_the_last_character() -> None:
    (edit,) = printed("渡口\n复航").emended(0, "渡口", "渡口又")
    assert (edit.before, edit.after) == ("口", "口又")


def test_words_are_found_over_line_ends_and_more_than_once() -> None:
    assert printed("渡口\n渡口").occurrences("渡口") == [0, 2]
    assert printed("渡口\n渡口").occurrences("口渡") == [1]
    assert printed("啊啊啊").occurrences("啊啊") == [0, 1]


def test_marks_of_the_other_width_count_only_if_nothing_matches_exactly() -> None:
    assert printed("灯,船，灯，").occurrences("灯，") == [4]
    assert printed("灯,船").occurrences("灯，船") == [0]
    assert printed("灯,船").occurrences("灯。船") == []


def test_no_words_stand_nowhere() -> None:
    assert printed("渡口").occurrences("") == []


@pytest.mark.parametrize(
    ("role", "text", "inner"),
    [
        (Role.EDITOR, "[编辑:程 晓]", "程 晓"),
        (Role.EDITOR, "【责任编辑：程晓 何川】", "程晓 何川"),
        (Role.EDITOR, "（责编／程晓）", "程晓"),
        (Role.EDITOR, "程晓", "程晓"),
        (Role.AFFILIATION, "(作者单位:沅南县文化馆)", "沅南县文化馆"),
        (Role.AFFILIATION, "（作者系沅南县文化馆馆员）", "沅南县文化馆馆员"),
        (Role.TITLE, "【编辑：程晓】", "【编辑：程晓】"),
    ],
)
def test_content_of_a_label(role: Role, text: str, inner: str) -> None:
    start, end = content(role, text)
    assert text[start:end] == inner


@pytest.mark.parametrize(
    ("role", "text"),
    [
        (Role.EDITOR, "编辑：程晓"),
        (Role.EDITOR, "[编辑:程晓]后来"),
        (Role.EDITOR, "（编辑部在河街口）的灯"),
        (Role.AFFILIATION, "（作者何川）"),
        (Role.BODY, "[编辑:程晓]"),
    ],
)
def test_no_label(role: Role, text: str) -> None:
    assert not is_label(role, text)


def test_tag_at_the_end_is_found_behind_the_text() -> None:
    text = "灯亮了。[编辑:程 晓] "
    found = editor_tag(text)
    assert found is not None
    assert text[found.start : found.end] == "[编辑:程 晓]"
