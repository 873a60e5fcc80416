"""Verdicts kept: found again for the same bytes and the same question only, never for a tool that was not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publisher.house import House
from publisher.problems import Place, Problem
from publisher.production.verdicts import Answer, Verdicts, digest_of, mark_of
from publisher.proof.checks import Check, Finding, Kind, Section, State

FOUND = Check("block-words", State.FAILED, "", (Finding(2, "b0003", "渡 ≠ 度"),), 1)
SECTION = Section("text", Kind.COLLATION, "", (FOUND,), data={"characters": 12, "read": ["a.xhtml"]})
ANSWER = Answer((SECTION,), (Problem("proof/bad-pdf", Place("a.pdf", 3), {"reason": "x"}),), 5, ("PDF/A-3a",), True)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path, tmp_path, environ={"REISSUE_CACHE": "cache"})


def counted(answer: Answer = ANSWER) -> tuple[Callable[[], Answer], list[Answer]]:
    """Return a function that gives an answer, and the list of how often it was asked."""
    asked: list[Answer] = []

    def give() -> Answer:
        asked.append(answer)
        return answer

    return give, asked


def test_the_same_question_about_the_same_bytes_is_asked_once(house: House) -> None:
    give, asked = counted()
    first = Verdicts.of(house, b"file", is_fresh=False).ask("text", ["x"], give)
    second = Verdicts.of(house, b"file", is_fresh=False).ask("text", ["x"], give)
    assert len(asked) == 1
    assert first == ANSWER
    (section,) = second.sections
    assert section.is_kept
    assert (section.checks, section.data, section.kind) == (SECTION.checks, dict(SECTION.data), SECTION.kind)
    assert (second.problems, second.pages, second.claims, second.has_classes) == (
        ANSWER.problems,
        5,
        ("PDF/A-3a",),
        True,
    )


@pytest.mark.parametrize(
    ("data", "question", "depends"), [(b"other", "text", ["x"]), (b"file", "links", ["x"]), (b"file", "text", ["y"])]
)
def test_another_file_question_or_circumstance_is_asked_anew(
    house: House, data: bytes, question: str, depends: list[str]
) -> None:
    give, asked = counted()
    Verdicts.of(house, b"file", is_fresh=False).ask("text", ["x"], give)
    Verdicts.of(house, data, is_fresh=False).ask(question, depends, give)
    assert len(asked) == 2


def test_fresh_asks_and_keeps(house: House) -> None:
    give, asked = counted()
    for is_fresh in (False, True, False):
        Verdicts.of(house, b"file", is_fresh=is_fresh).ask("text", [], give)
    assert len(asked) == 2


@pytest.mark.parametrize("note", ["absent", "broke"])
def test_what_was_skipped_is_never_kept(house: House, note: str) -> None:
    give, asked = counted(Answer((Section("ace", Kind.VALIDATOR, "Ace", note=note),)))
    for _ in range(2):
        Verdicts.of(house, b"file", is_fresh=False).ask("ace", [], give)
    assert len(asked) == 2


@pytest.mark.parametrize("damaged", [slice(0), slice(-1), slice(40), slice(1, None)])
def test_a_damaged_entry_is_asked_again(house: House, tmp_path: Path, damaged: slice) -> None:
    give, asked = counted()
    Verdicts.of(house, b"file", is_fresh=False).ask("text", [], give)
    (path,) = (tmp_path / "cache" / "verdicts").iterdir()
    path.write_bytes(path.read_bytes()[damaged])
    assert Verdicts.of(house, b"file", is_fresh=False).ask("text", [], give) == ANSWER
    assert len(asked) == 2


def test_without_a_cache_everything_is_asked(tmp_path: Path) -> None:
    give, asked = counted()
    nowhere = House(tmp_path, tmp_path, environ={"REISSUE_CACHE": ""})
    for _ in range(2):
        Verdicts.of(nowhere, b"file", is_fresh=False).ask("text", [], give)
    assert len(asked) == 2


def test_digest_tells_values_apart_and_nothing_else() -> None:
    one = {"b": SECTION, "a": (b"x", datetime(2026, 1, 1, tzinfo=UTC))}
    same = {"a": (b"x", datetime(2026, 1, 1, tzinfo=UTC)), "b": SECTION}
    assert digest_of(one) == digest_of(same)
    assert len({digest_of(each) for each in (one, b"x", b"y", "x", SECTION, FOUND, None)}) == 7


def test_a_tool_that_is_exchanged_has_another_mark(tmp_path: Path) -> None:
    tool = tmp_path / "tool"
    assert mark_of(None) is mark_of(tool) is None
    tool.write_bytes(b"1")
    first = mark_of(tool)
    tool.write_bytes(b"22")
    assert mark_of(tool) != first
