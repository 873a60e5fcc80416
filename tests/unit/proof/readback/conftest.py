"""What the tests of reading back share: the small finished issue, built once a worker."""

from __future__ import annotations

import pytest

from tests.unit.proof.readback.lamps import Lamps, lamps


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Lamps:
    """Return the small issue, built."""
    return lamps(tmp_path_factory.mktemp("lamps"))
