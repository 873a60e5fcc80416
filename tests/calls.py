"""One call of the command in this process, for every test that makes one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from publisher.cli.main import main


@dataclass(frozen=True)
class Call:
    """What a call of the command came to."""

    code: int
    out: str
    err: str


def carry_out(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> Call:
    """Carry out a command line and return its exit code and what it printed."""
    code = main(words)
    printed = capsys.readouterr()
    return Call(code, printed.out, printed.err)
