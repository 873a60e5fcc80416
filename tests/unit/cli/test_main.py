"""The outermost door: interruption, a closed pipe and our own mistakes end without a traceback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from publisher import production
from tests.calls import Call

Reissue = Callable[..., Call]


def raising(error: BaseException) -> Callable[..., None]:
    def fail(*_given: object) -> None:
        raise error

    return fail


def test_interruption_ends_with_130_and_no_words(reissue: Reissue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(production, "doctor", raising(KeyboardInterrupt()))
    assert reissue("doctor") == Call(130, "", "")


@pytest.mark.parametrize("error", [RuntimeError("a\nb"), RecursionError(), KeyError("x"), OSError("no file named")])
def test_our_own_mistake_is_said_with_its_report_and_exit_code_70(
    reissue: Reissue, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(production, "doctor", raising(error))
    call = reissue("doctor")
    assert call.code == 70
    assert type(error).__name__ in call.err
    assert "please report" in call.err
    assert "Traceback" not in call.err
    assert "note cli/report-written" in call.err
    assert len(call.err.splitlines()) == 4


def test_closed_pipe_is_quiet() -> None:
    command = f"{sys.executable} -m publisher.cli.main explain --lang zh | true"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_output_that_cannot_be_encoded_is_escaped_instead_of_failing() -> None:
    words = [sys.executable, "-m", "publisher.cli.main", "explain", "--lang", "zh"]
    environ = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environ)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u" in done.stdout
