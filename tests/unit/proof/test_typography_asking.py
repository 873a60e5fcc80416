"""Measures taken in a process with limits: the same as taken here, and a problem for what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.house import House
from publisher.problems import SourceError
from publisher.proof.pdf import confined
from publisher.proof.typography.asking import measured
from publisher.proof.typography.measuring import typography
from tests.unit.proof.composed import full
from tests.unit.proof.small_pdf import SmallPdf, show

HOUSE = House(Path("/"), Path("/"))
PAGE = "\n".join(show(full("，" if row == 2 else ""), 100.0, 700.0 - 16 * row, mark=row) for row in range(6))
FILE = bytes(SmallPdf([PAGE], [("P", "", [(0, row) for row in range(6)])]))


def test_process_measures_what_is_measured_here() -> None:
    apart = measured(FILE, "a.pdf", HOUSE)
    assert apart == typography(FILE, "a.pdf").measured()
    assert (apart.pages, apart.paragraphs, apart.lines) == (1, 1, 6)
    assert [each.name for each in apart.measures if each.faults][:1] == ["line-start"]


def test_what_is_no_pdf_is_a_problem_with_its_name() -> None:
    with pytest.raises(SourceError) as caught:
        measured(b"no PDF", "a.pdf", HOUSE)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("proof/bad-pdf", "a.pdf")


def test_process_that_reaches_its_limits_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "MEMORY_LIMIT", 16 * 1024**2)  # too little even to begin
    with pytest.raises(SourceError) as caught:
        measured(FILE, "a.pdf", HOUSE)
    assert caught.value.problems[0].code == "proof/pdf-limit"
