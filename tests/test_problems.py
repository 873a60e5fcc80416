"""A folder tests/problems/<room>/<case>/ is a tiny periodical (`in/`) and what reading it must say (`expected.txt`).

The first line of expected.txt is the exit code; the rest are the problems as a person reads them, in English. To add a
case, make the folder, run once with REISSUE_REWRITE=1, and read what was written.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from publisher.house import House
from publisher.manifest.resolve import read_plan
from publisher.manifest.style_reader import read_style
from publisher.problems import ExitCode, ReissueError, render
from publisher.sources.marked import parse_article

ROOT = Path(__file__).parent / "problems"
MESSAGES = Path(__file__).parents[1] / "publisher" / "messages"
CASES = sorted(path for path in ROOT.glob("*/*") if (path / "in").is_dir())
NOT_AS_FILES = {
    "manifest/file-exists",  # the command init; tests/unit/manifest/test_scaffold.py
    "manifest/style-circle",  # these three need a folder of styles; tests/unit/manifest/test_style_reader.py
    "manifest/large-source",  # 50 MB; tests/unit/manifest/test_resolve.py
    "manifest/unreadable-source",  # needs a file without permission; tests/unit/manifest/test_resolve.py
    "manifest/style-crowded",  # hundreds of files; tests/unit/manifest/test_style_folders.py
    "manifest/too-large",  # 5 MB; tests/unit/manifest/test_reader.py
    "manifest/unreadable",  # a manifest that is not there; tests/unit/manifest/test_reader.py
    *(f"manifest/update-{what}" for what in ("differs", "elsewhere", "gone", "lost", "overlap")),
    "manifest/no-draft",  # this and the five above: the command import; tests/unit/manifest/test_update.py
}


def read(case: Path) -> str:
    """Return the exit code and the problems of a case, as expected.txt has them."""
    house = House(case / "in", Path(__file__).parent / "problems" / "styles")
    manifest = next(iter(sorted(case.glob("in/2*.yaml"))), case / "in" / "2026-01.yaml")
    try:
        plan = read_plan(manifest, house)
        read_style(plan.style.name, plan.style.options, house, plan.style.place, plan.periodical.folder)
        for article in plan.articles():
            if article.markdown:
                parse_article(article.markdown, article.id)
    except ReissueError as error:
        code, problems = error.exit_code, error.problems
    else:
        code, problems = ExitCode.DONE, plan.warnings
    assert all(render(problem, "zh") for problem in problems)
    return "\n".join([f"exit {int(code)}", *(render(problem) for problem in problems)]) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_case_says_what_is_expected(case: Path):
    said = read(case)
    expected = case / "expected.txt"
    if os.environ.get("REISSUE_REWRITE"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


def test_every_code_of_the_manifest_room_has_a_case():
    codes = {f"manifest/{key}" for key in json.loads((MESSAGES / "manifest.en.json").read_text(encoding="utf-8"))}
    said = "".join((case / "expected.txt").read_text(encoding="utf-8") for case in CASES)
    assert {code for code in codes if f" {code}: " not in said} == NOT_AS_FILES
