"""Damage planted into the sample's articles and repaired by the draft alone; the figures are printed and bounded."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import publisher
from publisher.copydesk import desk, structure
from publisher.copydesk.draft import Identity, draft
from publisher.issue.blocks import Paragraph, Passage
from publisher.issue.galley import Galley
from publisher.issue.inlines import plain
from publisher.issue.issue import Issue
from publisher.issue.periodical import Periodical
from publisher.problems import Place
from publisher.sources.plain import read_source
from tests.damage.planting import Whole, damaged

ROOT = Path(__file__).resolve().parents[2]
SEEDS = (1, 2, 3, 4, 5)
pytestmark = pytest.mark.slow


@cache
def wholes() -> tuple[Whole, ...]:
    """Return the articles of the sample that are plain prose."""
    issue = publisher.load(ROOT / "manifests" / "hewan" / "2026-01.yaml")
    articles = []
    for article in issue.articles():
        texts = tuple(plain(block.inlines) for block in article.blocks if isinstance(block, Paragraph))
        is_chinese = not any(isinstance(block, Passage) for block in article.blocks)
        if article.byline and len(texts) >= 4 and is_chinese:
            articles.append(Whole(article.heading_text(), article.byline.names, texts))
    return tuple(articles)


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@cache
def figures(seed: int) -> dict[str, float]:
    page = damaged(wholes(), seed)
    galley = Galley((read_source(page.text.encode(), "main", "damaged.txt"),))
    paper = Periodical("sample", "样刊", "zh-Hans", Path())
    plan = draft(galley, Identity("sample-2026-01", paper, "sample/2026-01.yaml", Place("sample/2026-01.yaml"))).plan
    edited = desk.edit(plan, galley)
    nodes = structure.compose(edited.copy, plan.contents, {})
    facts = ("", "", 0, None, 1, "", (), nodes, plan.cover, (), (), "", "", "", 0, edited.queries)
    articles = list(Issue(plan.id, plan.kind, paper, *facts).articles())
    found = {letters(text) for article in articles for text in article.paragraphs()}
    wanted = [letters(text) for whole in wholes() for text in whole.paragraphs]
    titles = {article.heading_text() for article in articles}
    names = {article.heading_text(): article.byline.names for article in articles if article.byline}
    return {
        "cut": page.cut,
        "paragraphs": sum(text in found for text in wanted) / len(wanted),
        "titles": sum(whole.title in titles for whole in wholes()) / len(wholes()),
        "bylines": sum(names.get(whole.title) == whole.names for whole in wholes()) / len(wholes()),
        "invented": len(articles) - len(wholes()),
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_planted_damage_is_repaired(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    found = figures(seed)
    with capsys.disabled():
        print(f"\ndamage {seed}: " + ", ".join(f"{name} {value:.3g}" for name, value in found.items()))
    assert found["cut"] >= 10
    assert found["paragraphs"] >= 0.9
    assert found["titles"] >= 0.9
    assert found["bylines"] >= 0.9
    assert found["invented"] <= 1
