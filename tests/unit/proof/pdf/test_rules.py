"""Every rule of PDF: the whole samples keep it, and a sample spoilt in one thing breaks it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

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
