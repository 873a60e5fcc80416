"""Prose builds of the real issues, measured from the finished PDF by the ruler beside the seeds.

The ruler knows lines and columns only. What it takes for faults that are none is left out and named (`ATTRIBUTION`);
everything else must be zero. Our own `proof --typography` measures the full builds: tests/rendered.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import re
import subprocess
import sys
import warnings
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from publisher.editions.layout import lay_out
from publisher.editions.pdf.job import job_of
from publisher.house import House
from publisher.issue.style import Furniture
from publisher.production import editing, showing
from publisher.typesetting.pages import typeset
from publisher.typesetting.typecase import open_case

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
RULER, ORDER = SHARED / "tools" / "measure_cjk.py", SHARED / "tools" / "order_check.py"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("prose"),
    pytest.mark.skipif(not RULER.is_file(), reason="the ruler (../shared/tools) is not beside the checkout"),
]
MAGAZINE = "dangyuan-zhiyou/2026-02.yaml"


@dataclass(frozen=True)
class Build:
    """A build of nothing but text: its manifest, and what is set differently from its style."""

    name: str
    manifest: str
    options: tuple[tuple[str, float], ...] = ()


BUILDS = (
    Build("magazine, 1 column of 42", MAGAZINE, (("columns", 1), ("measure", 42))),
    Build("magazine, 2 columns of 21", MAGAZINE),
    Build("magazine, 3 columns of 15", MAGAZINE, (("columns", 3), ("measure", 15), ("width_mm", 200))),
    Build("newspaper 000", "bayinguoleng-paper-a/2026-02.yaml"),
    Build("newspaper 003", "changji-paper/2025-03.yaml"),
    Build("newspaper 004", "bayinguoleng-paper-b/2023-08.yaml"),
)
NAMES = {build.name: build for build in BUILDS}

# The one thing the ruler takes for faults that are none: attributions under excerpts, "（2019年9月30日在……）", set to
# the right in lines of like width. It takes a left edge of theirs for the edge of a column; their bracket is then
# "untrimmed", and a line of prose in the same rows ends "full" or "not flush". They are left out here, and measured by
# `proof --typography`, which knows them.
ATTRIBUTION = re.compile(r'<p [^>]*class="attribution"[^>]*>.*?</p>', re.DOTALL)
# A newspaper's head is set for every width a story may have, and the layout keeps one; and its labels of sections, and
# words of ours where a title is lost, are as large as the text but stand in heads, off its lines.
SPARE_HEADS = re.compile(r'<header class="head spans-[123]".*?</header>', re.DOTALL)
LABELS = re.compile(r'<p class="section".*?</p>|<h1 class="title no-title".*?</h1>', re.DOTALL)
STRETCH = {42: 0.035, 21: 0.04, 16: 0.085, 15: 0.085}  # p95, em a gap, by the measure


@cache
def ruler() -> Any:
    spec = importlib.util.spec_from_file_location("ruler_of_lines", RULER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("prose")


@dataclass(frozen=True)
class Measured:
    """A build and what the ruler says of it."""

    build: Build
    pdf: Path
    measure: int
    found: dict[str, Any]


def printed(build: Build, folder: Path) -> Measured:
    """Build an issue without covers, contents, heads and folios, and measure it."""
    house = House(ROOT, ROOT / "styles", SHARED / "seeds", {"PATH": "/usr/bin:/bin"})
    edited = editing.edit(ROOT / "manifests" / build.manifest, house, lambda _: None)
    style = editing.style_of(edited.plan, house)
    changed = dataclasses.replace(style.options, furniture=Furniture.NONE, **dict(build.options))  # type: ignore[arg-type]  # test data
    style = dataclasses.replace(style, options=changed)
    pages = typeset(edited.issue, style, "pdf", house)
    cuts = open_case(style, edited.issue.language, house).cuts(pages, edited.issue)
    pdf = folder / f"{build.name}.pdf"
    job = job_of(edited.issue, style, pages, cuts)
    job = dataclasses.replace(job, back=ATTRIBUTION.sub("", job.back))
    if SPARE_HEADS.search(job.back):
        job = dataclasses.replace(job, back=LABELS.sub("", job.back))
    pdf.write_bytes(lay_out(job, house, edited.issue.id).pdf)
    words = folder / f"{build.name}.txt"
    body = SPARE_HEADS.sub("", job.back).partition("<body")[2].partition(">")[2]
    words.write_text(unescape(re.sub("<[^>]+>", "", body)), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the ruler leaves the file of words open
        return Measured(build, pdf, int(changed.measure), ruler().measure(str(pdf), str(words)))


_made: dict[str, Measured] = {}


@pytest.fixture(params=list(NAMES))
def measured(request: pytest.FixtureRequest, folder: Path) -> Measured:
    if request.param not in _made:
        _made[request.param] = printed(NAMES[request.param], folder)
    return _made[request.param]


def test_no_line_begins_or_ends_with_a_wrong_mark_and_nothing_is_split(measured: Measured) -> None:
    assert measured.found["kinsoku_violations"] == {"total": 0}, measured.found["kinsoku_samples"]


def test_no_two_marks_stand_further_apart_than_one_and_a_half_em(measured: Measured) -> None:
    assert measured.found["punct_pairs"] > 0
    assert measured.found["punct_pair_over_1_55em"] == 0


def test_every_mark_at_a_line_end_is_half_width(measured: Measured) -> None:
    assert measured.found["line_end_punct"]["half"] > 5
    assert measured.found["line_end_punct"]["full"] == 0


def test_every_opening_mark_at_a_line_start_is_trimmed(measured: Measured) -> None:
    assert measured.found["line_start_open"]["full"] == 0


def test_no_gap_between_han_and_western_is_missing(measured: Measured) -> None:
    assert measured.found["autospace_em"]["n"] > 20
    assert measured.found["autospace_em"]["under_0_1"] == 0


def test_lines_are_flush(measured: Measured) -> None:
    flush = measured.found["flush"]
    assert flush["not_flush_over_0_2pt"] <= flush["checked"] / 1000
    assert flush["p95_pt"] <= 0.1


def test_spread_is_even_and_small(measured: Measured) -> None:
    advance = measured.found["han_advance"]
    assert advance["spread_in_line_p95_em"] <= 0.002
    assert advance["stretch_p95_em"] <= STRETCH[measured.measure]


def test_no_character_and_no_line_stands_alone(measured: Measured) -> None:
    assert (measured.found["orphan_char_lines"], measured.found["widow_lines"]) == (0, 0)


def test_every_line_stands_on_the_grid(measured: Measured) -> None:
    assert measured.found["baseline_grid_pt"]["off_over_0_2pt"] == 0


def test_paragraphs_begin_two_em_in(measured: Measured) -> None:
    usual = {1.5, 1.49, 2.0, 1.99}  # an opening mark begins half an em further left, its ink at two
    indents = measured.found["indent_em"]
    assert max(indents, key=indents.__getitem__) in {2.0, 1.99}
    assert sum(count for em, count in indents.items() if em not in usual) <= sum(indents.values()) / 15


def test_no_character_is_missing_and_none_too_many(measured: Measured) -> None:
    assert measured.found["text"]["n"] > 1000
    assert (measured.found["text"]["missing"], measured.found["text"]["extra"]) == (0, 0)


def test_text_is_found_again_in_its_order(measured: Measured, tmp_path: Path) -> None:
    """Every stretch of fourteen characters of every paragraph, by three readers."""
    source = tmp_path / "paragraphs.txt"
    source.write_text("\n".join(paragraphs(measured.build)), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, str(ORDER), str(measured.pdf), str(source)], capture_output=True, text=True, check=True
    ).stdout
    verdicts = dict(line.split(" (", 1) for line in told.splitlines() if not line.startswith("pdftotext [] "))
    for reader in ("pymupdf text", "pymupdf raw ", "pdftotext ['-raw']", "pypdf"):
        asked, lost = verdicts[reader].split(", ")[:2]
        assert (int(asked) > 100, lost) == (True, "0"), (reader, verdicts[reader])


def paragraphs(build: Build) -> list[str]:
    house = House(ROOT, ROOT / "styles", SHARED / "seeds", {"PATH": "/usr/bin:/bin"})
    shown: dict[str, Any] = showing.show(ROOT / "manifests" / build.manifest, house, "copydesk")
    blocks = [block for article in shown["articles"] for block in article["blocks"]]
    return [block["text"] for block in blocks if block["kind"] == "paragraph"]
