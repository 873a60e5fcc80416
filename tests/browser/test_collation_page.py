"""The page of a collation in a real browser: filters, keys, explanations, and silence on network and console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.proof import report
from tests.browser.chromium import Tab, program, tab
from tests.unit.proof.collated import collated

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("chromium"),
    pytest.mark.skipif(program() is None, reason="Chromium is not installed; .ci/setup test installs it"),
]
SHOWN = "document.getElementById('shown').textContent"
FOCUSED = "document.activeElement.dataset.query ?? document.activeElement.dataset.c ?? ''"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dengshi")
    path = folder / "page.html"
    path.write_text(report.collation_page(collated(folder), "en"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with tab(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def page(browser: Tab, file: Path) -> Tab:
    browser.requests.clear()
    browser.complaints.clear()
    browser.open(file)
    return browser


def rule_box(page: Tab, rule: str) -> str:
    page.run(
        f"window.box = [...document.querySelectorAll('.filter li')].find(each => each.textContent.includes('{rule}'))"
    )
    return "window.box.querySelector('input')"


def test_nothing_is_asked_of_a_network_and_nothing_is_complained_of(page: Tab) -> None:
    for key in ("n", "p", "j", "k", "f", "f", "s", "s", "?", "Escape"):
        page.press(key)
    page.run("new Promise(done => setTimeout(done, 100))")
    assert page.requests == []
    assert page.complaints == []


def test_n_and_p_walk_through_the_queries_and_move_the_focus(page: Tab) -> None:
    walked = []
    for key in ("n", "n", "n", "p"):
        page.press(key)
        walked.append(page.run(FOCUSED))
    assert walked == ["q-f26ac84e", "q-8789b663", "q-f26ac84e", "q-8789b663"]
    assert page.run("document.getElementById('at-query').textContent") == "2 / 2"
    spot = page.run(
        "(() => { const r = document.activeElement.getBoundingClientRect(); return [r.top, r.bottom, innerHeight]; })()"
    )
    assert 0 <= spot[0] < spot[1] <= spot[2]


def test_j_and_k_walk_through_the_corrections_and_explain_them(page: Tab) -> None:
    page.press("j")
    first = page.run(FOCUSED)
    said = page.run("document.getElementById('pop').innerText")
    page.press("j")
    assert page.run(FOCUSED) not in {first, ""}
    page.press("k")
    assert page.run(FOCUSED) == first
    assert "copydesk/converter-mark" in said
    assert "page.txt:1" in said
    page.press("Escape")
    assert page.run("document.getElementById('pop').hidden") is True


def test_a_rule_filtered_out_loses_its_marks_and_keeps_its_words(page: Tab) -> None:
    before = page.run("[...document.querySelectorAll('.ed .tx')].map(each => each.textContent)")
    marks = "document.querySelectorAll('ins.m:not(.off)').length"
    marked, shown = page.run(marks), page.run(SHOWN)
    page.run(f"{rule_box(page, 'fullwidth-marks')}.click()")
    assert page.run(marks) == marked - 8
    assert page.run(SHOWN) != shown
    assert page.run("[...document.querySelectorAll('.ed .tx')].map(each => each.textContent)") == before


def test_only_one_rule_can_be_shown(page: Tab) -> None:
    rule_box(page, "editor/emend")
    page.run("window.box.querySelector('button').click()")
    assert page.run(SHOWN).startswith("1 of ")
    page.press("j")
    assert "形近误识" in page.run("document.getElementById('pop').innerText")


def test_confidence_and_author_filter(page: Tab) -> None:
    change = "each.dispatchEvent(new Event('input', {bubbles: true}))"
    page.run(f"(each => {{ each.value = 0.5; {change}; }})(document.querySelectorAll('[type=range]')[1])")
    assert page.run(SHOWN).startswith("0 of ")
    page.run(f"(each => {{ each.value = 1; {change}; }})(document.querySelectorAll('[type=range]')[1])")
    page.run("document.querySelector('[name=author][value=rule]').click()")
    kinds = "[...document.querySelectorAll('.m:not(.off)')].every(each => each.classList.contains('hand'))"
    assert page.run(kinds) is True


def test_an_answer_given_by_key_becomes_a_line_for_the_manifest(page: Tab) -> None:
    page.press("n")
    page.press("n")
    page.press("a")
    assert page.run("document.querySelector('#answers textarea').value") == '- {answer: "q-8789b663", as: "accept"}'
    assert page.run("document.querySelector('#q-8789b663 strong').textContent") == "accepted"
    page.press("a")
    assert page.run("document.getElementById('answers').hidden") is True


def test_every_character_of_both_sides_can_be_seen(page: Tab) -> None:
    unseen = """[...document.querySelectorAll('.tx')].flatMap(each => [...each.querySelectorAll('*')])
        .filter(each => each.textContent.trim() && !each.checkVisibility()).map(each => each.outerHTML)"""
    assert page.run(unseen) == []


def test_the_scan_of_the_article_in_view_is_shown(page: Tab) -> None:
    page.run("document.getElementById('dengshi-2026-02-i0001').scrollIntoView()")
    page.run("new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
    assert page.run("document.querySelector('.scan figure:not([hidden]) img').naturalWidth") == 90


def test_f_gives_the_room_of_the_filters_to_the_text(page: Tab) -> None:
    width = "document.querySelector('main').clientWidth"
    before = page.run(width)
    page.press("f")
    assert page.run(width) > before


def test_question_mark_opens_the_help_and_escape_closes_it(page: Tab) -> None:
    page.press("?")
    assert page.run("document.getElementById('help').open") is True
    page.press("Escape")
    assert page.run("document.getElementById('help').open") is False
