"""Every PDF of every issue, read back: each character of each page has its place, every glyph is its character's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rendered.leafing import faults_of, sections_of
from tests.rendered.press import Finished, built_from
from tests.rendered.weian import Wanted, write_issue

pytestmark = pytest.mark.slow

THREE_COLUMNS = '{name: "base", columns: 3, width_mm: 280, height_mm: 330, original_pages: "margin", run_on: true}'
OF_A_MAGAZINE = {"pdf", "pdf-archive", "pdf-booklet", "pdf-print", "pdf-print-cover"}


def test_nothing_is_lost_and_nothing_let_in(finished: Finished) -> None:
    assert faults_of(finished.folder) == []


@pytest.mark.xdist_group("sample")
def test_characters_and_glyphs_of_the_sample_are_counted(sample: Finished) -> None:
    found = sections_of(sample.folder)
    assert set(found) == OF_A_MAGAZINE
    whole = [found[edition] for edition in sorted(OF_A_MAGAZINE - {"pdf-print-cover"})]
    read = {section.data["characters"] for sections in whole for section in sections if section.name == "text"}
    glyphs = [section.data for sections in whole for section in sections if section.name == "glyphs"]
    (count,) = read
    assert isinstance(count, int)
    assert count > 14_000
    assert all(each["uncompared"] == 0 and each == glyphs[0] for each in glyphs)


@pytest.mark.xdist_group("beside")
def test_three_columns_with_pages_of_the_original_beside_them_are_read(tmp_path: Path) -> None:
    manifest = write_issue(tmp_path, Wanted(9, nested=True, style=THREE_COLUMNS))
    assert faults_of(built_from(manifest, tmp_path, edition="pdf").folder) == []
