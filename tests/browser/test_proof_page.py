"""The page of a proof in a real browser: nothing is loaded, nothing is cut off, what is wrong can be seen at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.proof import report
from publisher.proof.checks import Check, Finding, Kind, Proof, Report, Section, State
from tests.browser.chromium import Tab, program, tab

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("chromium"),
    pytest.mark.skipif(program() is None, reason="Chromium is not installed; .ci/setup test installs it"),
]
LONG = "EPUB/" + "very-long-name-without-a-break-" * 6 + ".xhtml"
FINDINGS = (Finding(3, "a0002 b0003", "河湾的[渡]口 ≠ 河湾的[度]口"), Finding(0, LONG, "渡" * 200))
SECTIONS = (
    Section("text", Kind.COLLATION, "", (Check("blocks", State.PASSED),), data={"characters": 839}),
    Section("added", Kind.COLLATION, "", (Check("as-set", State.FAILED, "", FINDINGS, 2),)),
    Section("ace", Kind.VALIDATOR, "Ace by DAISY", note="absent", remedy="npm install --global @daisy/ace-cli"),
)
LIGHTNESS = """
(colour => { const [r, g, b] = colour.match(/[0-9.]+/g).map(Number); return 0.3 * r + 0.6 * g + 0.1 * b; })
(getComputedStyle(document.body).backgroundColor)
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with tab(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture(params=["zh", "en"])
def page(request: pytest.FixtureRequest, browser: Tab, tmp_path: Path) -> Tab:
    proofs = (
        Proof(f"output/{LONG}", "epub", "ab" * 32, sections=SECTIONS),
        Proof("b.pdf", "pdf", "cd" * 32, 12, ("PDF/A-3u",)),
    )
    path = tmp_path / "proof.html"
    path.write_text(report.proof_page(Report(proofs), request.param), encoding="utf-8")
    browser.requests.clear()
    browser.complaints.clear()
    browser.open(path)
    return browser


@pytest.mark.parametrize("width", [360, 768, 1200])
def test_nothing_runs_over_the_edge_at_any_width(page: Tab, width: int) -> None:
    page.resize(width, 800)
    assert page.run("document.documentElement.scrollWidth") <= width


def test_nothing_is_asked_of_a_network_and_nothing_is_complained_of(page: Tab) -> None:
    page.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert (page.requests, page.complaints) == ([], [])


def test_what_is_wrong_is_open_and_what_is_right_is_folded(page: Tab) -> None:
    open_ones = page.run("[...document.querySelectorAll('main > section > details')].map(each => each.open)")
    assert open_ones == [False, True, False]
    assert page.run("document.querySelector('details[open] .findings li').getBoundingClientRect().height") > 0


def test_the_page_turns_dark_with_the_readers_wish(page: Tab) -> None:
    page.darken(dark=True)
    assert page.run(LIGHTNESS) < 64
    page.darken(dark=False)
    assert page.run(LIGHTNESS) > 192
