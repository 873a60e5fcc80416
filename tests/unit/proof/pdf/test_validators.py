"""Validators from outside: how each is called, how its answer is read, and what is said where it is missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publisher.house import House
from publisher.proof.checks import Kind, State
from publisher.proof.pdf.validators.preflight import preflight
from publisher.proof.pdf.validators.qpdf import qpdf
from publisher.proof.pdf.validators.verapdf import flavour_of, verapdf
from tests.unit.proof.pdf import samples

VERAPDF = """<?xml version="1.0" encoding="utf-8"?>
<report><buildInformation><releaseDetails id="core" version="1.30.3"></releaseDetails></buildInformation><jobs><job>
<validationReport profileName="x" statement="x" isCompliant="{compliant}"><details passedRules="1" failedRules="1">
{rule}</details></validationReport></job></jobs></report>"""
RULE = """<rule specification="ISO 19005-3:2012" clause="6.2.8" testNumber="3" status="failed" failedChecks="2">
<description>If an Image dictionary contains the Interpolate key, its value shall be false.</description></rule>"""
PREFLIGHT = """<?xml version="1.0"?><preflight name="a.pdf"><isValid type="PDF/A1-b">false</isValid><errors count="2">
<error count="1"><code>1.4</code><details>Trailer Syntax error, /XRef streams</details></error>
{more}</errors></preflight>"""
REAL = (
    """<error count="1"><code>2.3.2</code><details>Unexpected value for 'Interpolate'</details><page>4</page></error>"""
)


def house_with(folder: Path, **tools: str) -> House:
    """Return a house in which some tools are shell scripts, and no others are there."""
    for name, script in tools.items():
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    return House(folder, folder, environ={"PATH": str(folder), "PDFBOX_JARS": str(folder)})


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(samples.saved(samples.archive()))
    return path


def told(folder: Path, text: str, status: int = 0) -> str:
    """Return a script that notes its words and prints a text."""
    (folder / "told.txt").write_text(text, encoding="utf-8")
    return f"echo \"$@\" >> '{folder}/asked'; /bin/cat '{folder}/told.txt'; exit {status}"


# --- veraPDF ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "flavour"), [("PDF/A-3a", "3a"), ("PDF/A-4", "4"), ("PDF/UA-1", "ua1"), ("PDF/X-4", ""), ("PDF/A-9z", "")]
)
def test_verapdf_is_asked_for_the_flavour_of_a_claim(claim: str, flavour: str) -> None:
    assert flavour_of(claim) == flavour


def test_verapdf_validates_every_claim_it_knows(pdf: Path, tmp_path: Path) -> None:
    house = house_with(tmp_path, verapdf=told(tmp_path, VERAPDF.format(compliant="true", rule="")))
    section = verapdf(pdf, house, ("PDF/A-3a", "PDF/UA-1", "PDF/X-4"))
    assert section is not None
    assert (section.kind, section.standard, section.state) == (Kind.VALIDATOR, "veraPDF 1.30.3", State.PASSED)
    assert [check.code for check in section.checks] == ["PDF/A-3a", "PDF/UA-1"]
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert [f"--flavour {flavour} " in line for line, flavour in zip(asked, ("3a", "ua1"), strict=True)] == [True, True]
    assert all(line.endswith(str(pdf)) and "--format xml" in line for line in asked)


def test_rules_verapdf_sees_broken_are_findings_with_their_clause(pdf: Path, tmp_path: Path) -> None:
    house = house_with(tmp_path, verapdf=told(tmp_path, VERAPDF.format(compliant="false", rule=RULE), 1))
    section = verapdf(pdf, house, ("PDF/A-3u",))
    assert section is not None
    ((check,), (finding,)) = section.checks, section.checks[0].findings
    assert (section.state, check.count, finding.thing) == (State.FAILED, 1, "ISO 19005-3:2012, 6.2.8-3")
    assert finding.detail.startswith("If an Image dictionary")
    assert finding.detail.endswith("(× 2)")


@pytest.mark.parametrize("answer", ["", "<report><jobs/></report>", "not XML at all", "<report>"])
def test_verapdf_that_breaks_down_validates_nothing(pdf: Path, tmp_path: Path, answer: str) -> None:
    section = verapdf(pdf, house_with(tmp_path, verapdf=told(tmp_path, answer, 8)), ("PDF/A-3u",))
    assert section is not None
    assert (section.state, section.note) == (State.SKIPPED, "broke")


def test_missing_verapdf_is_skipped_and_named(pdf: Path, tmp_path: Path) -> None:
    section = verapdf(pdf, house_with(tmp_path), ("PDF/UA-1",))
    assert section is not None
    assert (section.state, section.note, section.standard) == (State.SKIPPED, "absent", "veraPDF")
    assert section.remedy.startswith("https://")


def test_verapdf_has_nothing_to_say_of_a_file_without_claims(pdf: Path, tmp_path: Path) -> None:
    assert verapdf(pdf, house_with(tmp_path), ("PDF/X-4",)) is None


# --- Preflight -------------------------------------------------------------------------


def with_jars(folder: Path) -> Path:
    for name in ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api"):
        (folder / f"{name}.jar").write_bytes(b"")
    (folder / "preflight-2.0.27.jar").write_bytes(b"")
    return folder


def test_preflight_is_a_lint_for_part_3_and_leaves_out_what_part_3_allows(pdf: Path, tmp_path: Path) -> None:
    house = house_with(with_jars(tmp_path), java=told(tmp_path, PREFLIGHT.format(more=REAL), 255))
    section = preflight(pdf, house, ("PDF/A-3a",))
    assert section is not None
    (finding,) = section.checks[0].findings
    assert (section.kind, section.note, section.state) == (Kind.RULES, "lint", State.FAILED)
    assert (finding.page, finding.detail) == (5, "2.3.2 Unexpected value for 'Interpolate'")
    assert (section.standard, section.data) == ("PDFBox Preflight 2.0.27", {"ignored": ["1.4"]})


def test_preflight_validates_a_file_that_claims_part_1b_and_ignores_nothing(pdf: Path, tmp_path: Path) -> None:
    house = house_with(with_jars(tmp_path), java=told(tmp_path, PREFLIGHT.format(more=""), 255))
    section = preflight(pdf, house, ("PDF/A-1b",))
    assert section is not None
    assert (section.kind, section.state, section.note) == (Kind.VALIDATOR, State.FAILED, "")
    assert [finding.detail for finding in section.checks[0].findings] == ["1.4 Trailer Syntax error, /XRef streams"]


def test_preflight_without_its_jars_is_skipped(pdf: Path, tmp_path: Path) -> None:
    section = preflight(pdf, house_with(tmp_path, java="exit 0"), ("PDF/A-3u",))
    assert section is not None
    assert (section.state, section.note) == (State.SKIPPED, "absent")
    assert "libpdfbox2-java" in section.remedy


def test_preflight_that_throws_an_exception_is_no_refusal(pdf: Path, tmp_path: Path) -> None:
    house = house_with(with_jars(tmp_path), java="echo 'Exception in thread main' >&2; exit 1")
    section = preflight(pdf, house, ("PDF/A-3u",))
    assert section is not None
    assert (section.state, section.checks[0].findings[0].detail) == (State.SKIPPED, "Exception in thread main")


@pytest.mark.slow
def test_real_preflight_finds_nothing_in_the_whole_sample_and_sees_interpolation(pdf: Path) -> None:
    house = House(pdf.parent, pdf.parent, environ={"PATH": os.environ["PATH"]})
    whole = preflight(pdf, house, ("PDF/A-3a",))
    if whole is None or whole.note == "absent":
        pytest.skip("PDFBox of Debian (libpdfbox2-java and what it needs) is not here")
    assert [finding.detail for check in whole.checks for finding in check.findings] == []
    spoilt = samples.archive()
    spoilt.pages[0].obj.Resources.XObject.I.Interpolate = True
    pdf.write_bytes(samples.saved(spoilt))
    seen = preflight(pdf, house, ("PDF/A-3a",))
    assert seen is not None
    assert seen.state is State.FAILED


# --- qpdf ------------------------------------------------------------------------------


def test_real_qpdf_passes_the_whole_sample_and_refuses_a_damaged_one(pdf: Path) -> None:
    house = House(pdf.parent, pdf.parent, environ={"PATH": os.environ["PATH"]})
    whole = qpdf(pdf, house)
    if whole.note == "absent":
        pytest.skip("qpdf is not here")
    assert (whole.state, whole.standard.split()[0]) == (State.PASSED, "qpdf")
    pdf.write_bytes(pdf.read_bytes().replace(b"startxref\n", b"startxref\n9"))
    damaged = qpdf(pdf, house)
    assert damaged.state is State.FAILED
    assert str(pdf) not in "".join(finding.detail for check in damaged.checks for finding in check.findings)


def test_warnings_of_qpdf_count(pdf: Path, tmp_path: Path) -> None:
    script = "case $1 in --version) echo 'qpdf version 11.3.0';; *) echo 'WARNING: a.pdf: odd' >&2; exit 3;; esac"
    section = qpdf(pdf, house_with(tmp_path, qpdf=script))
    assert (section.standard, section.state) == ("qpdf 11.3.0", State.FAILED)


def test_missing_qpdf_is_skipped(pdf: Path, tmp_path: Path) -> None:
    assert qpdf(pdf, house_with(tmp_path)).note == "absent"
