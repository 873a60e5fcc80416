"""What a build did: steps in order, with the time each took and its figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.house import House, write_atomically
from publisher.problems import ExitCode, SourceError
from publisher.production.daybook import Daybook, Step
from publisher.production.witness import digests_of, expect_unchanged


def book_of(*moments: float) -> tuple[Daybook, list[str]]:
    """Return a daybook whose clock shows these moments, one a look, and what it reports."""
    reported: list[str] = []
    clock = iter(moments)
    return Daybook(reported.append, lambda: next(clock)), reported


def test_each_step_ends_where_the_next_begins() -> None:
    book, reported = book_of(1.0, 1.5, 4.0)
    book.begin("manifest")
    book.begin("sources")
    assert book.steps() == (Step("manifest", 0.5), Step("sources", 2.5))
    assert reported == ["manifest", "sources"]


def test_figures_belong_to_the_last_step_of_their_name() -> None:
    book, _ = book_of(0, 1, 2, 3)
    for step in ("printing", "records", "printing"):
        book.begin(step)
    book.note("printing", pages=4)
    book.note("records", files=())
    assert [step.figures for step in book.steps()] == [(), (("files", ()),), (("pages", 4),)]


def test_what_is_done_side_by_side_is_reported_by_its_names() -> None:
    book, reported = book_of(0, 7)
    book.begin("printing", "epub", "pdf")
    assert reported == ["epub", "pdf"]
    assert book.steps() == (Step("printing", 7),)


def test_time_runs_from_the_first_step() -> None:
    book, _ = book_of(2, 3, 9)
    assert book.seconds == 0
    book.begin("a")
    book.begin("b")
    assert book.seconds == 7


# --- that nothing changes meanwhile ----------------------------------------------------


def test_every_file_that_changed_or_went_is_named(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt", "never.txt")]
    for path in paths[:3]:
        write_atomically(path, b"1")
    before = digests_of(paths)
    expect_unchanged(before, House(tmp_path, tmp_path))
    write_atomically(paths[0], b"2")
    paths[1].unlink()
    with pytest.raises(SourceError) as caught:
        expect_unchanged(before, House(tmp_path, tmp_path))
    assert [(each.code, str(each.place)) for each in caught.value.problems] == [
        ("house/changed-meanwhile", "a.txt"),
        ("house/changed-meanwhile", "b.txt"),
    ]
    assert caught.value.exit_code is ExitCode.SOURCE
