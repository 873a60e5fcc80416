"""Finished issues against their sources: every file is its issue to the last character, and says how many those are."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.production.reading_back import ReadBack, read_back
from tests.rendered.press import ROOT, Finished, built_from

pytestmark = pytest.mark.slow


def failed(found: ReadBack) -> list[tuple[str, str, str]]:
    return [
        (path.name, check.code, finding.detail)
        for path, sections in found.sections.items()
        for section in sections
        for check in section.failed()
        for finding in check.findings[:3]
    ]


def compared(found: ReadBack, name: str) -> int:
    """Return how many characters of an edition were compared with the issue."""
    sections = next(sections for path, sections in found.sections.items() if path.suffix == f".{name}")
    count = next(section for section in sections if section.name == "text").data["characters"]
    assert isinstance(count, int)
    return count


def characters(finished: Finished) -> int:
    """Return how many visible characters the blocks of an issue have, as `show` gives them."""
    texts = (block["text"] for article in finished.articles() for block in article["blocks"])
    return sum(not char.isspace() for text in texts for char in text)


def test_every_file_is_its_issue(finished: Finished) -> None:
    found = read_back(finished.folder, finished.house)
    assert failed(found) == []
    assert found.problems == ()
    assert compared(found, "epub") == compared(found, "html") >= characters(finished) > 0


@pytest.mark.xdist_group("newspaper")
def test_paper_of_our_own_is_its_issue(tmp_path: Path) -> None:
    paper = built_from(ROOT / "manifests" / "liudu" / "2026-03-18.yaml", tmp_path, edition="epub,html,txt")
    found = read_back(paper.folder, paper.house)
    assert failed(found) == []
    assert compared(found, "epub") >= characters(paper) > 0
