"""Whether the files of a folder are one set: each that is not of it is named, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.issue.edition_record import NAME, EditionFile, EditionRecord, together, written
from publisher.problems import Severity
from publisher.proof.standing import verdict_on_set

FILES = (
    EditionFile("a.epub", "epub", "", "1" * 64, 10),
    EditionFile("a.pdf", "pdf", "", "2" * 64, 20),
    EditionFile("ledger.json", "ledger", "", "3" * 64, 30),
)
RECORD = EditionRecord(1, "fengdu-2031-04", 1, "0.1.0", "", "../../2031-04.yaml", "4" * 64, "", (), FILES)
WHOLE = {each.name: each.sha256 for each in FILES}


def said(found: dict[str, str], record: bytes | None = None) -> list[tuple[str, str]]:
    problems = verdict_on_set(written(RECORD) if record is None else record, found, "out/fengdu/2031-04")
    return [(problem.code, problem.place.path.removeprefix("out/fengdu/2031-04/")) for problem in problems]  # type: ignore[union-attr]  # each has a place


def test_nothing_is_said_of_a_whole_set() -> None:
    assert said(WHOLE) == []
    assert said(WHOLE | {NAME: "9" * 64}) == []


def test_each_file_that_differs_is_named() -> None:
    found = {"a.epub": "5" * 64, "ledger.json": "3" * 64, "old.epub": "6" * 64}
    assert said(found) == [
        ("proof/mixed-set", "a.epub"),
        ("proof/missing-from-set", "a.pdf"),
        ("proof/left-over", "old.epub"),
    ]


def test_file_of_another_build_is_a_warning_and_a_changed_one_an_error() -> None:
    left, mixed = verdict_on_set(written(RECORD), WHOLE | {"a.pdf": "7" * 64, "Z.epub": "8" * 64}, "out")
    assert (left.code, left.severity) == ("proof/left-over", Severity.WARNING)
    assert (mixed.code, mixed.severity) == ("proof/mixed-set", Severity.ERROR)
    assert "222222222222 was recorded, 777777777777 is here" in mixed.message()


def test_folder_without_a_record_says_so() -> None:
    (problem,) = verdict_on_set(None, WHOLE, "out")
    assert problem.code == "proof/no-set-record"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'"x"', b"\xff", b'{"is": "EditionRecord", "form": 1}'])
def test_record_that_cannot_be_read_is_a_problem(data: bytes) -> None:
    assert said(WHOLE, data) == [("proof/bad-set-record", NAME)]


def test_record_of_another_form_is_not_guessed_at() -> None:
    assert said(WHOLE, written(replace(RECORD, form=2))) == [("proof/bad-set-record", NAME)]


@pytest.mark.parametrize("name", ["../a.epub", "/etc/passwd", "a\x1b[31m.epub", "sub/a.epub", "", "a\u202eb.pdf"])
def test_record_that_names_what_is_not_in_its_folder_is_refused(name: str) -> None:
    strange = replace(RECORD, files=(*FILES, EditionFile(name, "epub", "", "1" * 64, 1)))
    (problem,) = verdict_on_set(written(strange), WHOLE, "out")
    assert problem.code == "proof/bad-set-record"
    assert problem.message().isascii()
    assert "\x1b" not in problem.message()


# --- editions built one after the other ------------------------------------------------


def only(*names: str) -> EditionRecord:
    return replace(RECORD, files=tuple(each for each in FILES if each.name in names))


def names(record: EditionRecord) -> list[str]:
    return [each.name for each in record.files]


def test_earlier_edition_of_the_same_set_stays_on_record() -> None:
    both = together(only("a.pdf", "ledger.json"), only("a.epub", "ledger.json"), WHOLE)
    assert names(both) == ["a.pdf", "ledger.json", "a.epub"]


@pytest.mark.parametrize(
    "change", [{"revision": 2}, {"manifest_sha256": "0" * 64}, {"tool": "9"}, {"epoch": "1"}, {"sources": "../x"}]
)
def test_edition_made_of_something_else_does_not(change: dict[str, object]) -> None:
    before = replace(only("a.epub", "ledger.json"), **change)  # type: ignore[arg-type]  # test data
    assert names(together(only("a.pdf", "ledger.json"), before, WHOLE)) == ["a.pdf", "ledger.json"]


def test_edition_with_another_ledger_does_not() -> None:
    before = only("a.epub", "ledger.json")
    other = replace(before, files=(before.files[0], replace(before.files[1], sha256="9" * 64)))
    assert names(together(only("a.pdf", "ledger.json"), other, WHOLE)) == ["a.pdf", "ledger.json"]


def test_edition_that_no_longer_stands_there_does_not() -> None:
    both = together(only("a.pdf", "ledger.json"), only("a.epub", "ledger.json"), ["a.pdf", "ledger.json"])
    assert names(both) == ["a.pdf", "ledger.json"]
