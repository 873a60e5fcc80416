"""The proof gives no false alarm: whole issues full of equal words are found whole, in every edition."""

from __future__ import annotations

import pytest

from tests.alarms.proving import proven

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("alarms")]


@pytest.mark.parametrize("seed", [2, 4, 6, 23], ids=["three columns", "newspaper", "base", "vertical"])
def test_nothing_is_found_in_files_nobody_touched(seed: int) -> None:
    (found,) = proven([seed])
    assert found.alarms == ()
    assert found.characters > 100
    assert found.files >= 6
