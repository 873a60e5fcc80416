"""What the benchmark sets: takes a manifest, gives the layout job of its issue and lays it down in a folder.

The issue is the magazine of the extracted files beside the checkout, or the sample where they are missing. A job can be
repeated, each time under new ids, so that growth can be measured on text that is read like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.editions import layout
from publisher.editions.layout import Job
from publisher.editions.pdf.job import job_of
from publisher.house import House, Limits
from publisher.issue.issue import Issue
from publisher.issue.style import Style
from publisher.manifest import resolve, style_reader
from publisher.production import check
from publisher.typesetting.pages import typeset
from publisher.typesetting.typecase import Cut, open_case

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
SAMPLE = ROOT / "manifests" / "hewan" / "2026-01.yaml"
MAGAZINE = ROOT / "manifests" / "dangyuan-zhiyou" / "2026-02.yaml"
_PAGE = re.compile(r'(?=<div class="page page-)')


@dataclass(frozen=True, slots=True)
class Edited:
    """An issue from the copydesk with the style its manifest asks for."""

    issue: Issue
    style: Style
    house: House

    def job(self) -> tuple[Job, tuple[Cut, ...]]:
        """Return the job the PDF edition would give the renderer, and the faces cut for it."""
        pages = typeset(self.issue, self.style, "pdf", self.house)
        cuts = open_case(self.style, self.issue.language, self.house).cuts(pages, self.issue)
        return job_of(self.issue, self.style, pages, cuts), cuts


def magazine() -> Edited:
    """Return the issue to measure: the real magazine where it is present, else the sample."""
    return edited(MAGAZINE, SEEDS) if SEEDS.is_dir() else edited(SAMPLE)


def edited(manifest: Path, sources: Path | None = None) -> Edited:
    """Return the issue of a manifest and its style."""
    house = House.here(sources, ROOT)
    plan = resolve.read_plan(manifest, house)
    style = style_reader.read_style(plan.style.name, plan.style.options, house, plan.style.place)
    return Edited(check(manifest, house).issue, style, house)


def lay_down(job: Job, folder: Path) -> Path:
    """Write a job into a folder as the PDF edition does, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    layout._lay_fonts(folder)
    layout._lay_down(job, folder, Limits())
    return folder


def environment(house: House, folder: Path) -> dict[str, str]:
    """Return the environment of the renderer: no fonts but those of the job, and this checkout's program."""
    return layout._environment(house, folder)


def repeated(job: Job, issue: Issue, times: int) -> Job:
    """Return the job with its articles set `times` times over, each time under ids of their own."""
    opening, *pages = _PAGE.split(job.back)
    articles = [page for page in pages if "<article " in page]
    rest = [page for page in pages if "<article " not in page] or ["</body></html>"]
    copies = (
        _renamed(page.replace("</body>", "").replace("</html>", ""), issue.id, turn)
        for turn in range(times)
        for page in articles
    )
    return replace(job, back="".join([opening, *copies, *rest]), flow=None)


def _renamed(page: str, issue_id: str, turn: int) -> str:
    """Return a page under ids of its own; the first turn keeps those that the contents page knows."""
    return page.replace(f"{issue_id}-", f"{issue_id}-x{turn}-") if turn else page
