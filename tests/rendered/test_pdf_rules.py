"""Our own PDFs under our own rules: every edition keeps those of what it claims, and the report says no more."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from publisher.proof.checks import State
from publisher.proof.pdf.inspection import inspect
from tests.calls import Call
from tests.rendered.press import Finished

pytestmark = [pytest.mark.slow]


def test_screen_pdf_keeps_every_rule_for_every_pdf(finished: Finished) -> None:
    found = inspect(finished.pdf.read_bytes())
    broken = [(check.code, check.findings[:3]) for _, checks in found.profiles for check in checks if check.findings]
    assert (broken, found.claims.names(), found.has_classes) == ([], (), True)


@pytest.mark.xdist_group("sample")
def test_proof_of_a_book_and_a_pdf_reports_both_and_finds_no_fault(sample: Finished, call: Callable[..., Call]) -> None:
    proofed = call("proof", str(sample.epub), str(sample.pdf), "--format", "json")
    report = json.loads(proofed.out)
    states = {section["section"]: section["state"] for file in report["files"] for section in file["sections"]}
    assert {file["kind"] for file in report["files"]} == {"pdf", "epub"}
    assert states["pdf"] == states["typography"] == State.PASSED
    assert proofed.code == 0
