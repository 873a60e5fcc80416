"""The four real issues against their gold: what `reissue show` understands, measured by the benchmark beside the gold.

It takes our manifests and, from outside the checkout, the extracted files and the gold; it gives one verdict a measure.
Where those are missing it skips and says so; it builds no edition.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from publisher import production
from publisher.house import House

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SEEDS, RESTORATION = SHARED / "seeds", SHARED / "restoration"

Measures = dict[str, Any]

pytestmark = [
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the extracted issues (../shared/seeds) are not beside the checkout"),
    pytest.mark.skipif(not RESTORATION.is_dir(), reason="the gold (../shared/restoration) is not beside the checkout"),
]


@dataclass(frozen=True)
class RealIssue:
    """A real issue: the number of its gold and its manifest."""

    number: str
    manifest: str


ISSUES = (
    RealIssue("000", "bayinguoleng-paper-a/2026-02.yaml"),
    RealIssue("001", "dangyuan-zhiyou/2026-02.yaml"),
    RealIssue("003", "changji-paper/2025-03.yaml"),
    RealIssue("004", "bayinguoleng-paper-b/2023-08.yaml"),
)
MAGAZINE = ISSUES[1]
NEWSPAPERS = tuple(issue for issue in ISSUES if issue is not MAGAZINE)


@cache
def benchmark() -> Callable[[Measures, Measures], Measures]:
    spec = importlib.util.spec_from_file_location("benchmark_of_the_gold", RESTORATION / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    score: Callable[[Measures, Measures], Measures] = module.score
    return score


@cache
def shown(issue: RealIssue) -> Measures:
    house = House(root=ROOT, styles=ROOT / "styles", sources=SEEDS)
    return production.show(ROOT / "manifests" / issue.manifest, house, "copydesk")


@cache
def measures(issue: RealIssue) -> Measures:
    gold = json.loads((RESTORATION / f"gold_{issue.number}.json").read_text(encoding="utf-8"))
    return benchmark()(gold, shown(issue))


def every_issue(test: Callable[..., None]) -> Callable[..., None]:
    return pytest.mark.parametrize("issue", ISSUES, ids=lambda issue: issue.number)(test)


@every_issue
def test_every_article_is_found_and_none_invented(issue: RealIssue) -> None:
    assert measures(issue)["missing_titles"] == []
    assert measures(issue)["article_f1"] == 1.0


@every_issue
def test_every_byline_is_right(issue: RealIssue) -> None:
    assert measures(issue)["byline_accuracy"] == 1.0


@every_issue
def test_every_section_is_right(issue: RealIssue) -> None:
    assert measures(issue)["section_accuracy"] in {None, 1.0}


def test_headings_of_the_magazine_are_right() -> None:
    assert measures(MAGAZINE)["heading_f1"] >= 0.98


@pytest.mark.parametrize("issue", NEWSPAPERS, ids=lambda issue: issue.number)
def test_no_heading_is_invented(issue: RealIssue) -> None:
    assert [article["title"] for article in shown(issue)["articles"] if article["headings"]] == []


@every_issue
def test_no_paragraphs_are_wrongly_joined(issue: RealIssue) -> None:
    assert measures(issue)["boundaries_missed"] == 0


def test_at_most_three_paragraphs_are_wrongly_split() -> None:
    assert sum(measures(issue)["boundaries_extra"] for issue in ISSUES) <= 3


@every_issue
def test_the_order_is_right(issue: RealIssue) -> None:
    assert measures(issue)["order_score"] >= 0.995


@every_issue
def test_the_characters_stand_in_the_right_article(issue: RealIssue) -> None:
    assert measures(issue)["char_fidelity"] >= 0.995


@every_issue
def test_no_furniture_leaks_into_the_text(issue: RealIssue) -> None:
    assert measures(issue)["leaks"] == []


@every_issue
def test_every_sure_misreading_is_emended(issue: RealIssue) -> None:
    result = measures(issue)
    assert (result["misreadings_fixed"], result["misreadings_left"]) == (result["misreadings_total"], 0)


@every_issue
def test_every_other_field_is_right_and_none_invented(issue: RealIssue) -> None:
    fields = measures(issue)["fields"].items()
    assert [name for name, field in fields if field["right"] != field["of"] or field.get("spurious")] == []
