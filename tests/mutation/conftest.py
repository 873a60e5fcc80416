"""The issues that are spoiled, built once a worker; the tests that ask for them go to one worker."""

from __future__ import annotations

import pytest

from tests.mutation.issues import LOOKS, Printed, printed


@pytest.fixture(scope="session")
def issues(tmp_path_factory: pytest.TempPathFactory) -> tuple[Printed, ...]:
    """Return the issue in each of its looks."""
    folder = tmp_path_factory.mktemp("spoiled")
    return tuple(printed(look, folder) for look in LOOKS)
