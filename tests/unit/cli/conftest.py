"""What the tests of the command line share: one call of the command, and an issue as production would return it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publisher import production
from publisher.issue.print import Print
from publisher.problems import Problem
from tests.calls import Call, carry_out


@pytest.fixture
def reissue(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Call]:
    """Return a function that carries out a command line in an empty folder."""
    monkeypatch.chdir(tmp_path)

    return lambda *words: carry_out(words, capsys)


@pytest.fixture
def built(tmp_path: Path) -> Callable[..., production.Built]:
    """Return a function that makes what production returns for an issue."""

    def make(*problems: Problem, issue_id: str = "jiangan-2031-02") -> production.Built:
        prints = (Print("epub", "a.epub", "0" * 64, 10, 0), Print("pdf", "a.pdf", "1" * 64, 20, 48))
        folder = tmp_path / "output" / "jiangan" / "2031-02"
        return production.Built(issue_id, "江岸", 4, 12345, prints, tuple(problems), 1.25, folder)

    return make
