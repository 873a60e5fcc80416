"""Every rule of PDF: the whole samples keep it, and a sample spoilt in one thing breaks it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, String

from publisher import house
from publisher.proof.checks import State
from publisher.proof.pdf import inspection
from publisher.proof.pdf.document import opened
from publisher.proof.pdf.inspection import inspect, result
from publisher.proof.pdf.rules import RULES
from tests.unit.proof.pdf import samples, spoils

BY_CODE = {rule.code: rule for rule in RULES}
WORDS = Path(inspection.__file__).parent


@pytest.mark.parametrize("make", [samples.archive, samples.printed])
def test_whole_sample_keeps_every_rule_of_what_it_claims(make) -> None:
    found = inspect(samples.saved(make()))
    failed = [
        (profile.standard, check.code, check.findings)
        for profile, checks in found.profiles
        for check in checks
        if check.state is not State.PASSED
    ]
    assert failed == []


def test_samples_claim_all_three_standards() -> None:
    claims = [inspect(samples.saved(make())).claims.names() for make in (samples.archive, samples.printed)]
    assert claims == [("PDF/A-3a", "PDF/UA-1"), ("PDF/X-4",)]


def test_every_rule_has_exactly_one_broken_sample() -> None:
    named = [*spoils.ARCHIVE, *spoils.PRINT, *spoils.BYTES, spoils.ENCRYPTION]
    assert sorted(named) == sorted(BY_CODE)


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_spoilt_sample_breaks_its_rule(code: str) -> None:
    findings, count = result(BY_CODE[code], opened(spoils.spoilt(code)))
    assert count
    assert all(finding.detail for finding in findings)
    assert not [finding.detail for finding in findings if re.match(r"\w+Error: ", finding.detail)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_says_what_it_demands(lang: str) -> None:
    words = json.loads((WORDS / f"words.{lang}.json").read_text(encoding="utf-8"))
    assert list(words) == [rule.code for rule in RULES]
    assert all(words.values())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_explain_page_lists_every_rule_with_its_words(lang: str) -> None:
    words = json.loads((WORDS / f"words.{lang}.json").read_text(encoding="utf-8"))
    page = house.explain_page("proof/pdf-rules", lang) or ""
    assert [code for code, text in words.items() if f"| `{code}` | {text} |" not in page] == []


def test_rules_have_codes_of_their_own_and_clauses() -> None:
    assert len(BY_CODE) == len(RULES)
    assert all(rule.clauses for rule in RULES)


@pytest.mark.parametrize(
    ("subtype", "encoding", "is_bare"),
    [
        (Name.Type1, None, False),
        (Name.Type1, Dictionary(Differences=Array([65, Name.lessequal])), False),
        (Name.Type1, Dictionary(Differences=Array([65, Name.a37])), True),
        (Name.TrueType, Name.WinAnsiEncoding, False),
        (Name.TrueType, None, True),
    ],
)
def test_simple_font_whose_glyphs_have_names_needs_no_map(subtype: Name, encoding: Any, is_bare: bool) -> None:
    pdf = samples.archive()
    font = Dictionary(Type=Name.Font, Subtype=subtype, BaseFont=Name.T)
    if encoding is not None:
        font.Encoding = encoding
    pdf.pages[0].obj.Resources.Font.T = pdf.make_indirect(font)
    spoils.draw("/Artifact BMC BT /T 9 Tf (A) Tj ET EMC")(pdf)
    _, count = result(BY_CODE["to-unicode"], opened(samples.saved(pdf)))
    assert bool(count) is is_bare


# --- what must not be flagged -----------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        spoils.draw("/Artifact BMC 0 g 0 0 1 1 re f EMC"),  # grey suits every output intent
        spoils.draw("/Artifact BMC 0 0 0 1 K EMC"),  # a colour that paints nothing
        spoils.setting(spoils.image, Interpolate=False),
        spoils.setting(spoils.link, Dest=None, A=Dictionary(S=Name.URI, URI=String("https://example.org/a"))),
        spoils.setting(spoils.link, Dest=None, A=Dictionary(S=Name.GoTo, D=String("first"))),
        spoils.setting(spoils.info, Title=None),
        spoils.xmp("<pdf:Producer>hand</pdf:Producer>", ""),
        spoils.retag("P", "Sect"),
        lambda pdf: setattr(spoils.below(pdf), "CIDToGIDMap", pdf.make_stream(bytes([0, 0, 0, 1, 0, 2, 0, 3, 0, 4]))),
        lambda pdf: setattr(pdf.Root.PageLabels, "Nums", Array([0, Dictionary(S=Name.D)])),
    ],
)
def test_what_a_standard_allows_is_let_through(change: spoils.Spoil) -> None:
    pdf = samples.archive()
    change(pdf)
    found = inspect(samples.saved(pdf))
    assert {check.code for _, checks in found.profiles for check in checks if check.findings} == set()
