"""A folder tests/problems/<room>/<case>/ is a tiny periodical (`in/`) and what checking it must say (`expected.txt`).

The first line of expected.txt is the exit code; the rest are the problems as a person reads them, in English. To add a
case, make the folder, run once with REISSUE_REWRITE=1, and read what was written. A `language.txt` names the edition in
another script that is checked. Cases of the manifest room are read and no more; others are checked as `reissue check`
does it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from publisher import problems, production
from publisher.house import House, styles_folder
from publisher.manifest.resolve import read_plan
from publisher.manifest.style_reader import read_style
from publisher.problems import ExitCode, Problem, ReissueError, Severity, render
from publisher.production import ORIGINAL
from publisher.sources.marked import parse_article

TESTS = Path(__file__).parent
ROOT = TESTS / "problems"
CASES = sorted(path for path in ROOT.glob("*/*") if (path / "in").is_dir())
# Rooms whose problems do not come from what stands in a manifest.
NOT_FROM_A_MANIFEST = {
    "archive": "an archive copy, or the record beside a manifest that was taken out of one",
    "cli": "the command line",
    "house": "the machine",
    "proof": "finished files and the programs that read them",
}
# Codes of the other rooms that a folder of files cannot bring about, and why.
NOT_AS_FILES = {
    "copydesk/no-converter": "dictionaries that are missing",
    "copydesk/no-replay": "a mistake of the program",
    "copydesk/unaccounted": "a mistake of the program",
    "epub/bad-page": "a template, found when the EPUB is written",
    "epub/conformance-withheld": "found when the EPUB is written",
    "epub/dead-reference": "a template, found when the EPUB is written",
    "manifest/file-exists": "the command init",
    "manifest/large-source": "50 MB",
    "manifest/no-draft": "the command import",
    "manifest/style-circle": "a folder of styles",
    "manifest/style-crowded": "hundreds of files",
    "manifest/too-large": "5 MB",
    "manifest/unreadable": "a manifest that is not there",
    "manifest/unreadable-source": "a file without permission",
    **{f"manifest/update-{what}": "the command import" for what in ("differs", "elsewhere", "gone", "lost", "overlap")},
    "source/empty": "the command import",
    "source/missing": "the command import",
    "typesetting/darkroom-crashed": "a process that died",
    "typesetting/drawing-as-house-page": "found when a PDF for the printing house is made",
    "typesetting/illegal-character": "refused before by the readers of manifests, articles and sources",
    "typesetting/missing-face": "fonts that are missing, found when faces are cut",
    "typesetting/missing-glyph": "found when faces are cut",
    "typesetting/missing-picture": "refused before by the reader of manifests, unless the file goes in between",
    "typesetting/picture-limit": "time and memory",
    "typesetting/picture-outside": "refused before by the reader of manifests",
}
FOUND_IN_LAYOUT = "editions/"  # codes of this room need a layout


def read(case: Path) -> tuple[ExitCode, tuple[Problem, ...]]:
    """Read a manifest, its style and its articles, and no more."""
    house = House(case / "in", ROOT / "styles")
    manifest = next(iter(sorted(case.glob("in/2*.yaml"))), case / "in" / "2026-01.yaml")
    try:
        plan = read_plan(manifest, house)
        read_style(plan.style.name, plan.style.options, house, plan.style.place, plan.periodical.folder)
        for article in plan.articles():
            if article.markdown:
                parse_article(article.markdown, article.id)
    except ReissueError as error:
        return error.exit_code, error.problems
    return ExitCode.DONE, plan.warnings


def checked(case: Path) -> tuple[ExitCode, tuple[Problem, ...]]:
    """Check an issue as the command does."""
    language = case / "language.txt"
    wanted = language.read_text(encoding="utf-8").strip() if language.is_file() else ORIGINAL
    try:
        found = production.check(case / "in" / "2026-01.yaml", House(case / "in", styles_folder()), wanted).problems
    except ReissueError as error:
        return error.exit_code, error.problems
    is_wrong = any(problem.severity is Severity.ERROR for problem in found)
    return ExitCode.PROBLEMS if is_wrong else ExitCode.DONE, found


def said(case: Path) -> str:
    """Return the exit code and the problems of a case, as expected.txt has them."""
    code, found = read(case) if case.parent.name == "manifest" else checked(case)
    assert all(render(problem, "zh") for problem in found)
    return "\n".join([f"exit {int(code)}", *(render(problem) for problem in found)]) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_case_says_what_is_expected(case: Path):
    now = said(case)
    expected = case / "expected.txt"
    if os.environ.get("REISSUE_REWRITE"):
        expected.write_text(now, encoding="utf-8")
    assert now == expected.read_text(encoding="utf-8")


def codes_without_a_case() -> set[str]:
    words = "".join((case / "expected.txt").read_text(encoding="utf-8") for case in CASES)
    return {code for code in problems.catalogue("en") if f" {code}: " not in words}


def test_every_code_has_a_case_or_a_reason_why_it_has_none():
    lacking = {code for code in codes_without_a_case() if code.partition("/")[0] not in NOT_FROM_A_MANIFEST}
    assert {code for code in lacking if not code.startswith(FOUND_IN_LAYOUT)} == NOT_AS_FILES.keys()


@pytest.mark.slow
def test_every_code_without_a_case_is_met_by_another_test():
    text = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py") if path != Path(__file__))
    keys = {code: code.partition("/")[2] for code in codes_without_a_case()}
    assert not {code for code, key in keys.items() if not re.search(rf"\b{code}\b|[\"'/]{key}\"", text)}


def test_case_bears_the_name_of_a_code_or_says_in_its_own_words_what_it_shows():
    keys = {f"{case.parent.name}/{case.name}" for case in CASES}
    others = {case for case in keys if case not in problems.catalogue("en")}
    assert all(case.startswith("manifest/") for case in others)
    for case in keys - others:
        assert f" {case}: " in (ROOT / case / "expected.txt").read_text(encoding="utf-8")
