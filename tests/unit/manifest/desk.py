"""A small periodical on disk for the tests of the manifest room."""

from __future__ import annotations

import hashlib
from pathlib import Path

from publisher.house import House
from publisher.issue.plan import IssuePlan
from publisher.manifest.resolve import read_plan
from publisher.problems import ReissueError

PERIODICAL = 'periodical: "hewan"\ntitle: "河湾"\nlanguage: "zh-Hans"\n'
TEXT = "第一行\n第二行\n第三行\n"
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
HEAD = f'issue: "hewan-2026-01"\nsources:\n  - {{id: "main", file: "001.txt", sha256: "{DIGEST}"}}\n'
ARTICLE = 'contents:\n  - article: "hewan-2026-01-i0001"\n    text: "1-3"\n'


def lay(folder: Path, issue: str, periodical: str = PERIODICAL, text: str | None = TEXT) -> Path:
    """Write a periodical of one issue into a folder and return the issue's manifest."""
    manifest = folder / "2026-01.yaml"
    manifest.write_bytes(issue.encode())
    (folder / "periodical.yaml").write_bytes(periodical.encode())
    if text is not None:
        (folder / "001.txt").write_bytes(text.encode())
    return manifest


def plan_of(folder: Path, issue: str, periodical: str = PERIODICAL, sources: Path | None = None) -> IssuePlan:
    """Return the plan of an issue laid into a folder."""
    return read_plan(lay(folder, issue, periodical), House(folder, folder / "styles", sources))


def codes_of(error: ReissueError) -> list[str]:
    """Return the codes of an error's problems, without their room."""
    return [problem.code.removeprefix("manifest/") for problem in error.problems]
