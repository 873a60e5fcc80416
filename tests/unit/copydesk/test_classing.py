"""Pages of our own, line by line: what each line is taken for. A new page is a few lines in tests/cases/classing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from publisher.copydesk.classing.classify import classify, explain
from publisher.copydesk.classing.features import FEATURES, Sight
from publisher.copydesk.classing.kinds import Kind
from publisher.copydesk.classing.weights import BIAS, FOLLOWS, WEIGHTS
from publisher.copydesk.drafting.second_look import second_look
from publisher.copydesk.units import units_of
from publisher.issue.galley import Galley
from publisher.sources.plain import read_source

PAGES = Path(__file__).resolve().parents[2] / "cases" / "classing"
Case = dict[str, Any]


def cases() -> list[Case]:
    return [case for path in sorted(PAGES.glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


def sight_of(text: str) -> Sight:
    return Sight(units_of(Galley((read_source(text.encode(), "a", "page.txt"),))))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_every_line_is_taken_for_what_it_is(case: Case) -> None:
    sight = sight_of("\n\n".join(line for _, line in case["lines"]) + "\n")
    found = [classed.kind.value for classed in second_look(sight.units, classify(sight))]
    assert found == [kind for kind, _ in case["lines"]]


def test_confidence_is_a_share() -> None:
    case = cases()[0]
    sight = sight_of("\n\n".join(line for _, line in case["lines"]))
    assert all(0 < classed.confidence <= 1.000001 for classed in classify(sight))


def test_reasons_can_be_read() -> None:
    sight = sight_of("渡口复航\n\n□本报记者 何川\n\n昨日上午九时，停航三月的渡船复航，两岸居民聚在石阶上看。\n")
    assert ("signed", WEIGHTS[Kind.BYLINE]["signed"]) in explain(sight, 1, Kind.BYLINE)


def test_nothing_is_classed_where_nothing_stands() -> None:
    assert classify(sight_of("\n \n")) == ()


def test_every_weight_belongs_to_a_feature_and_every_kind_has_a_row() -> None:
    named = {name for row in WEIGHTS.values() for name in row} - {BIAS}
    assert named <= FEATURES.keys()
    assert WEIGHTS.keys() == set(Kind)
    assert {kind for row in FOLLOWS.values() for kind in row} <= set(Kind)
