"""What the attacks share: a call of the command in this process."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.calls import Call, carry_out


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., Call]:
    """Return what carries out a command line."""
    return lambda *words: carry_out(words, capsys)
