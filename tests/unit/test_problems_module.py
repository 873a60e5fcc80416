"""Problems as data and as a person reads them: place, caret, both languages, the gravest exit code."""

from __future__ import annotations

import pytest

from publisher.problems import (
    ExitCode,
    FidelityError,
    InternalError,
    ManifestError,
    Place,
    Problem,
    ReissueError,
    Severity,
    SourceError,
    ToolError,
    UsageError,
    ValidatorError,
    catalogue,
    gravest,
    render,
)

NOT_THERE = {"words": "渡口", "address": "12"}


def problem(place: Place | None = None, severity: Severity = Severity.ERROR) -> Problem:
    return Problem("copydesk/words-not-there", place, NOT_THERE, severity)


def caret(column: int, length: int, excerpt: str) -> tuple[str, str]:
    """Return the excerpt and the line of carets below it, without the gutter."""
    _, shown, carets, _ = render(problem(Place("a.txt", 3, column, excerpt, length))).split("\n")
    return shown.partition("| ")[2], carets.partition("| ")[2]


def test_problem_is_rendered_with_place_code_message_and_remedy() -> None:
    assert render(problem(Place("a.txt", 3, 2))).split("\n") == [
        "a.txt:3:2: error copydesk/words-not-there: “渡口” does not stand at 12",
        "   help: write the words exactly as the source prints them; marks may be of either width",
    ]


def test_problem_is_rendered_in_chinese() -> None:
    first, hint = render(problem(Place("a.txt", 3, 2), Severity.WARNING), "zh").split("\n")
    assert first == "a.txt:3:2: 警告 copydesk/words-not-there：12 处没有“渡口”"
    assert hint.startswith("   建议：")


def test_problem_without_a_place_begins_with_its_severity() -> None:
    assert render(problem()).startswith("error copydesk/words-not-there: ")


def test_caret_stands_under_western_words() -> None:
    assert caret(5, 3, "the old ferry") == ("the old ferry", "    ^^^")


def test_caret_is_two_columns_wide_under_a_wide_character() -> None:
    assert caret(3, 2, "渡口复航了") == ("渡口复航了", "    ^^^^")


@pytest.mark.parametrize("wide", ["，", "（", "　", "〇", "𠀀", "Ａ"])
def test_wide_characters_before_the_caret_push_it_by_two(wide: str) -> None:
    assert caret(2, 1, f"{wide}a")[1] == "  ^"


def test_tab_counts_as_one_column() -> None:
    assert caret(2, 1, "\ta") == (" a", " ^")


def test_long_line_is_cut_round_the_caret() -> None:
    shown, carets = caret(301, 1, "a" * 300 + "b" + "a" * 300)
    assert len(shown) == 100
    assert shown[carets.index("^")] == "b"


def test_caret_never_vanishes() -> None:
    assert caret(1, 0, "a")[1] == "^"
    assert caret(9, 4, "a")[1] == " ^"


def test_hint_for_a_near_name_serves_where_there_is_one() -> None:
    entry = next((code for code, entry in catalogue("en").items() if "hint-near" in entry), None)
    assert entry is not None
    values = dict.fromkeys(("key", "known", "found", "where", "value", "name", "expected", "field"), "x")
    near = Problem(entry, None, {**values, "near": "渡口"})
    assert "渡口" in near.hint()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_catalogue_names_every_code_with_its_room(lang: str) -> None:
    entries = catalogue(lang)
    assert "copydesk/uncovered-lines" in entries
    assert all(code.count("/") == 1 for code in entries)


def test_braces_of_a_manifest_in_a_hint_are_printed_once() -> None:
    uncovered = Problem("copydesk/uncovered-lines", None, {"address": "3-4", "text": "渡口"})
    assert '{drop: ["3-4"]' in uncovered.hint("en")
    assert '{drop: ["3-4"]' in uncovered.hint("zh")


def test_problems_of_an_error_are_sorted_by_place() -> None:
    places = [Place("b.txt", 1), Place("a.txt", 12), Place("a.txt", 3, 9), Place("a.txt", 3, 2), None]
    error = ManifestError(*(problem(place) for place in places))
    assert [str(each.place or "") for each in error.problems] == ["", "a.txt:3:2", "a.txt:3:9", "a.txt:12", "b.txt:1"]
    assert "copydesk/words-not-there" in str(error)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError, 2),
        (ManifestError, 3),
        (SourceError, 4),
        (ToolError, 5),
        (ValidatorError, 6),
        (FidelityError, 7),
        (InternalError, 70),
    ],
)
def test_every_error_owns_its_exit_code(error: type[ReissueError], code: int) -> None:
    assert error().exit_code == code


@pytest.mark.parametrize(
    ("codes", "worst"),
    [
        ((), 0),
        ((0, 0), 0),
        ((0, 1), 1),
        ((1, 6), 6),
        ((6, 5), 5),
        ((5, 3), 3),
        ((3, 4), 4),
        ((4, 7), 7),
        ((7, 70), 70),
        ((2, 1), 2),
        ((70, 130), 130),
    ],
)
def test_gravest_code_wins(codes: tuple[int, ...], worst: int) -> None:
    assert gravest([ExitCode(code) for code in codes]) == worst


def test_every_exit_code_has_a_gravity() -> None:
    assert all(gravest([code]) is code for code in ExitCode)


def test_place_leaves_out_what_is_not_known() -> None:
    assert [str(Place("a.txt", *rest)) for rest in ((), (3,), (3, 2))] == ["a.txt", "a.txt:3", "a.txt:3:2"]
