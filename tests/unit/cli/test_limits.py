"""`--render-seconds` and `--render-memory`: what is given reaches the house, what is not stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publisher import production
from publisher.house import House, Limits
from publisher.problems import ManifestError
from tests.calls import Call


@pytest.mark.parametrize(
    ("given", "limits"),
    [
        ((), Limits(0, 4096)),
        (("--render-seconds", "20"), Limits(20, 4096)),
        (("--render-memory", "512", "--render-seconds", "7"), Limits(7, 512)),
    ],
)
@pytest.mark.parametrize("verb", ["build", "check"])
def test_limits_reach_the_house(
    verb: str, given: tuple[str, ...], limits: Limits, reissue: Callable[..., Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    houses: list[House] = []

    def stop(_: Path, house: House, *__: object, **___: object) -> None:
        houses.append(house)
        raise ManifestError

    monkeypatch.setattr(production, verb, stop)
    reissue(verb, "a.yaml", *given)
    assert [house.limits for house in houses] == [limits]
