"""Finished issues against their sources: every book, HTML file and text is its issue to the last character."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.production.records import set_problems
from tests.findings import compared, faults
from tests.rendered.comparing import read_back
from tests.rendered.leafing import faults_of
from tests.rendered.press import ROOT, Finished, built_from

pytestmark = pytest.mark.slow


def characters(finished: Finished) -> int:
    """Return how many visible characters the blocks of an issue have, as `show` gives them."""
    texts = (block["text"] for article in finished.articles() for block in article["blocks"])
    return sum(not char.isspace() for text in texts for char in text)


def test_every_file_is_its_issue(finished: Finished) -> None:
    found = read_back(finished.folder)
    assert faults(found) == []
    assert compared(found["epub"]) == compared(found["html"]) >= characters(finished) > 0


def test_files_of_a_folder_belong_together(finished: Finished) -> None:
    assert set_problems(finished.folder, finished.house) == ()


@pytest.mark.xdist_group("newspaper")
def test_paper_of_our_own_is_its_issue(tmp_path: Path) -> None:
    paper = built_from(ROOT / "manifests" / "liudu" / "2026-03-18.yaml", tmp_path, edition="epub,html,txt,pdf")
    found = read_back(paper.folder)
    assert faults(found) == faults_of(paper.folder) == []
    assert compared(found["epub"]) >= characters(paper) > 0
