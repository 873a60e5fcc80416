"""The same issue in other styles and with other things in its manifest: a whole edition is never found at fault."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.house import House
from publisher.production import build
from publisher.production.reading_back import read_back
from tests.unit.proof.readback.lamps import MANIFEST, PERIODICAL, write

pytestmark = pytest.mark.slow

SECTION = '  - section: "街市"\n    contents:'
SHEET = '  - sheet: "1"\n    name: "要闻"\n    editors: ["何川", "罗敏"]\n    proofreaders: ["瞿平"]\n    contents:'
CODE = 'qr_codes: [{{label: "往期", url: "https://example.org/a"}}]'
STYLES = {
    "vertical": '{name: "vertical"}',
    "newspaper": '{name: "newspaper"}',
    "corrections told, headings in the menu": "{name: base, corrections_page: list, contents_headings: true}",
    "nothing around the articles": "{name: base, furniture: none}",
}
MANIFESTS = {
    "codes": MANIFEST.replace("imprint:", f"{CODE}\nimprint:").replace('page: "8"', f'page: "8"\n    {CODE}'),
    "sheets": MANIFEST.replace(SECTION, SHEET).replace("cover: ", "kind: newspaper\ncover: "),
    "no title": MANIFEST.replace('title: {{from: "1"}}', "").replace('text: "3-4"', 'text: "1-4"'),
}


def faults(
    folder: Path,
    periodical: str = PERIODICAL,
    manifest: str = MANIFEST,
    languages: tuple[str, ...] = ("original",),
    editions: tuple[str, ...] = ("epub", "html", "txt"),
) -> list[str]:
    """Build the issue, read it back, and return what is found."""
    (folder / "dengshi").mkdir()
    house = replace(House.here(), root=folder)
    path = write(folder / "dengshi", periodical, manifest)
    built = build(path, house, editions, folder / "output", lambda _: None, languages)
    found = read_back(built.folder, house)
    assert len(found.sections) == (len(editions) + 1) * len(languages)
    told = [
        f"{path.name} {section.name}/{check.code}: {finding.thing} {finding.detail}"
        for path, sections in found.sections.items()
        for section in sections
        for check in section.failed()
        for finding in check.findings
    ]
    return [*told, *(problem.code for problem in found.problems)]


@pytest.mark.parametrize("style", STYLES)
def test_issue_in_any_style_is_itself(style: str, tmp_path: Path) -> None:
    assert faults(tmp_path, f"{PERIODICAL}style: {STYLES[style]}\n") == []


@pytest.mark.parametrize("name", MANIFESTS)
def test_issue_with_more_in_it_is_itself(name: str, tmp_path: Path) -> None:
    assert faults(tmp_path, manifest=MANIFESTS[name]) == []


def test_issue_in_another_script_is_itself(tmp_path: Path) -> None:
    assert faults(tmp_path, languages=("original", "zh-Hant-TW")) == []


def test_faces_in_a_book_are_those_that_are_cut_again(tmp_path: Path) -> None:
    periodical = f"{PERIODICAL}style: {{name: base, fonts: embed, furniture: none}}\n"
    assert faults(tmp_path, periodical, editions=("epub",)) == []
