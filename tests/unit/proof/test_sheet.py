"""The page of a report: a verdict for each file, what is wrong open, what is right folded, nothing to load."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from publisher.problems import Place, Problem
from publisher.proof import sheet, summary
from publisher.proof.checks import Check, Finding, Kind, Proof, Report, Section, State

SAME = Section("text", Kind.COLLATION, "", (Check("blocks", State.PASSED),), data={"characters": 839, "blocks": 30})
FINDING = Finding(3, "a0002 b0003", "河湾的[渡]口 ≠ 河湾的[度]口 <b>")
WRONG = Section("text", Kind.COLLATION, "", (Check("block-words", State.FAILED, "", (FINDING,), 1),))
ABSENT = Section("ace", Kind.VALIDATOR, "Ace by DAISY", note="absent", remedy="npm install ace")
RULES = Section("pdfa", Kind.RULES, "PDF/A-3u", (Check("fonts-embedded", State.PASSED, "6.2.11.4.1"),))
GOOD = Proof("out/a.epub", "epub", "ab" * 32, sections=(SAME,))


def page(*proofs: Proof, lang: str = "en", unread: tuple[Problem, ...] = ()) -> ET.Element:
    """Return the body of the page, which is well-formed but for attributes without a value."""
    text = sheet.sheet(Report(proofs, unread), lang)
    return ET.fromstring(text[text.index("<body") : text.index("</html>")].replace(" open>", ' open="">'))


def words(element: ET.Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def part(shown: ET.Element, name: str) -> str:
    """Return the words of the first element of a class."""
    return next(words(each) for each in shown.iter() if name in each.get("class", "").split())


def open_ones(shown: ET.Element) -> list[str]:
    return [words(each) for each in shown.iter("details") if "open" in each.attrib]


def test_a_good_file_says_so_with_its_figures_and_everything_folded() -> None:
    shown = page(GOOD)
    assert "no fault found" in part(shown, "total")
    assert part(shown, "proven") == "What was proven text 839 characters, 30 blocks"
    assert "its text is that of its sources, character for character" in words(shown)
    assert open_ones(shown) == []


def test_a_fault_stands_open_with_its_place_and_both_readings() -> None:
    shown = page(replace(GOOD, sections=(WRONG, RULES)))
    (open_one,) = open_ones(shown)
    assert "page 3, a0002 b0003" in open_one
    assert "河湾的[渡]口 ≠ 河湾的[度]口 <b>" in open_one
    assert "every block reads character for character as it should" in open_one
    assert "has faults: text" in words(shown)
    assert "files with faults: 1 of 1" in words(shown)


def test_what_was_skipped_says_what_it_would_have_told_and_how_to_get_it() -> None:
    shown = page(replace(GOOD, sections=(SAME, ABSENT)))
    assert "checks that did not run: 1" in words(shown)
    assert "it would check every page for EPUB Accessibility. Get it: npm install ace" in words(shown)
    assert "nothing wrong, but some checks did not run" in words(shown)


def test_a_file_nobody_compared_is_not_called_equal() -> None:
    uncompared = Section("text", Kind.COLLATION, "", note="not-compared")
    shown = words(page(replace(GOOD, sections=(uncompared, RULES))))
    assert "not compared with its sources" in shown
    assert "its text is" not in shown


def test_files_that_could_not_be_read_stand_first_with_a_remedy() -> None:
    problem = Problem("proof/bad-pdf", Place("b.pdf"), {"reason": "cut off"})
    shown = page(GOOD, unread=(problem,))
    first = next(each for each in shown.iter("section"))
    assert words(first).startswith("✗ Files that could not be read b.pdf : this PDF cannot be read: cut off")
    assert problem.hint() in words(shown)


def test_a_verdict_from_the_cache_is_marked() -> None:
    assert "(verdict kept from before)" in words(page(replace(GOOD, sections=(replace(SAME, is_kept=True),))))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_loads_nothing_and_runs_nothing(lang: str) -> None:
    text = sheet.sheet(Report((replace(GOOD, sections=(WRONG, ABSENT, RULES)),)), lang)
    assert "default-src 'none'" in text
    assert not re.search(r"<script|<img|https?://|@import|url\(", text)
    assert "<b>" not in text.replace("<b>block-words</b>", "").replace("<b>fonts-embedded</b>", "")


def test_the_page_speaks_chinese() -> None:
    assert '<html lang="zh-Hans">' in sheet.sheet(Report((GOOD,)), "zh")
    shown = page(replace(GOOD, sections=(SAME, ABSENT)), lang="zh")
    assert "文字与来源逐字相同" in words(shown)
    assert "839 字" in words(shown)


def test_the_same_report_gives_the_same_page() -> None:
    report = Report((GOOD, replace(GOOD, sections=(WRONG,))))
    assert sheet.sheet(report, "zh") == sheet.sheet(report, "zh")


def test_the_text_says_the_same_as_the_page() -> None:
    lines = [str(line) for line in summary.lines(Report((replace(GOOD, sections=(WRONG, ABSENT)),)), "en", every=False)]
    assert "  ✗ text          places that differ: 1" in lines
    assert "  → its text differs from its sources, places: 1" in lines
    assert "      page 3, a0002 b0003: 河湾的[渡]口 ≠ 河湾的[度]口 <b>" in lines
    assert "✓ without fault  ✗ with faults  – skipped  · does not apply" in lines
