"""Prose builds of the real issues, measured from the finished PDF by the ruler beside the seeds.

The ruler knows lines and columns only. What it takes for a fault and is none stands in `ATTRIBUTIONS`, one by one, with
the reason; everything else must be zero. Our own `proof --typography` measures the full builds: tests/rendered.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from publisher import production
from publisher.editions.layout import lay_out
from publisher.editions.pdf import job_of
from publisher.house import House
from publisher.issue.style import Furniture
from publisher.typesetting.pages import typeset
from publisher.typesetting.typecase import open_case

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
RULER, ORDER = SHARED / "tools" / "measure_cjk.py", SHARED / "tools" / "order_check.py"

pytestmark = [
    pytest.mark.slow,
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
    Build("magazine, 2 columns of 24", MAGAZINE, (("measure", 24), ("width_mm", 205))),
    Build("magazine, 2 columns of 21", MAGAZINE),
    Build("magazine, 3 columns of 15", MAGAZINE, (("columns", 3), ("measure", 15), ("width_mm", 200))),
    Build("newspaper 000", "bayinguoleng-paper-a/2026-02.yaml"),
    Build("newspaper 003", "changji-paper/2025-03.yaml"),
    Build("newspaper 004", "bayinguoleng-paper-b/2023-08.yaml"),
)
NAMES = {build.name: build for build in BUILDS}

# Attributions under excerpts, "（2019年9月30日在……）", are set to the right in lines of like width. The ruler takes a
# left edge of theirs for the edge of a column: their opening bracket is then "untrimmed", and a line of prose in the
# same rows ends "full" or "not flush". Seen on pages 4 to 9, nowhere else.
ATTRIBUTIONS = {
    "magazine, 1 column of 42": {"line_start_open": 5, "line_end_punct": 1},
    "magazine, 2 columns of 24": {"line_start_open": 10, "line_end_punct": 2, "flush": 2},
    "magazine, 2 columns of 21": {"line_start_open": 6, "line_end_punct": 1, "flush": 1},
    "magazine, 3 columns of 15": {"line_start_open": 12},
}
STRETCH = {42: 0.035, 24: 0.035, 21: 0.04, 16: 0.085, 15: 0.085}  # p95, em a gap, by the measure


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
    edited = production._edit(ROOT / "manifests" / build.manifest, house, lambda _: None)
    style = production._style(edited.plan, house)
    changed = dataclasses.replace(style.options, furniture=Furniture.NONE, **dict(build.options))  # type: ignore[arg-type]  # test data
    style = dataclasses.replace(style, options=changed)
    pages = typeset(edited.issue, style, "pdf", house)
    cuts = open_case(style, edited.issue.language, house).cuts(pages, edited.issue.manifest)
    pdf = folder / f"{build.name}.pdf"
    pdf.write_bytes(lay_out(job_of(edited.issue, style, pages, cuts), house, edited.issue.id).pdf)
    return Measured(build, pdf, int(changed.measure), ruler().measure(str(pdf)))


_made: dict[str, Measured] = {}


@pytest.fixture(params=[pytest.param(build.name, marks=pytest.mark.xdist_group(build.name)) for build in BUILDS])
def measured(request: pytest.FixtureRequest, folder: Path) -> Measured:
    if request.param not in _made:
        _made[request.param] = printed(NAMES[request.param], folder)
    return _made[request.param]


def faults(measured: Measured, key: str, count: int) -> int:
    return count - ATTRIBUTIONS.get(measured.build.name, {}).get(key, 0)


def test_no_line_begins_or_ends_with_a_wrong_mark_and_nothing_is_split(measured: Measured) -> None:
    assert measured.found["kinsoku_violations"] == {"total": 0}, measured.found["kinsoku_samples"]


def test_no_two_marks_stand_further_apart_than_one_and_a_half_em(measured: Measured) -> None:
    assert measured.found["punct_pairs"] > 0
    assert measured.found["punct_pair_over_1_55em"] == 0


def test_every_mark_at_a_line_end_is_half_width(measured: Measured) -> None:
    assert measured.found["line_end_punct"]["half"] > 5
    assert faults(measured, "line_end_punct", measured.found["line_end_punct"]["full"]) == 0


def test_every_opening_mark_at_a_line_start_is_trimmed(measured: Measured) -> None:
    assert faults(measured, "line_start_open", measured.found["line_start_open"]["full"]) == 0


def test_no_gap_between_han_and_western_is_missing(measured: Measured) -> None:
    assert measured.found["autospace_em"]["n"] > 20
    assert measured.found["autospace_em"]["under_0_1"] == 0


def test_lines_are_flush(measured: Measured) -> None:
    flush = measured.found["flush"]
    assert faults(measured, "flush", flush["not_flush_over_0_2pt"]) <= flush["checked"] / 1000
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
    shown: dict[str, Any] = production.show(ROOT / "manifests" / build.manifest, house, "copydesk")
    return [text for article in shown["articles"] for text in article["paragraphs"]]
