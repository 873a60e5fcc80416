"""pikepdf's list of what a PDF/A may hold, beside our own rules: the whole sample passes, faults are seen by both."""

from __future__ import annotations

import sys

import pytest

from publisher.proof.checks import Section, State
from publisher.proof.pdf.allowlist import IGNORED, second_opinion
from publisher.proof.pdf.document import opened
from publisher.proof.pdf.profiles import claims_of
from tests.unit.proof.pdf import samples, spoils

SEEN_BY_BOTH = (
    "device-colours", "filters", "annotation-flags", "attachment-relations", "blend-modes", "triggers",
    "rendering-intents", "output-intent", "widths",
)  # fmt: skip


def opinion(data: bytes) -> Section | None:
    return second_opinion(data, claims_of(opened(data)))


def test_whole_sample_holds_nothing_but_what_stands_on_the_list() -> None:
    section = opinion(samples.saved(samples.archive()))
    assert section is not None
    assert (section.state, section.note, section.checks[0].findings) == (State.PASSED, "lint", ())
    assert (section.data["ignored"], section.data["unknown"]) == (sorted(IGNORED), [])


@pytest.mark.parametrize("code", SEEN_BY_BOTH)
def test_faults_our_rules_find_are_found_by_the_list_as_well(code: str) -> None:
    section = opinion(spoils.spoilt(code))
    assert section is not None
    assert section.state is State.FAILED


def test_file_without_a_claim_is_not_asked_about() -> None:
    assert opinion(samples.saved(samples.printed())) is None


def test_missing_list_is_skipped_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pikepdf.pdfa", None)
    section = opinion(samples.saved(samples.archive()))
    assert section is not None
    assert (section.state, section.note, "pikepdf[pdfa]" in section.remedy) == (State.SKIPPED, "absent", True)
