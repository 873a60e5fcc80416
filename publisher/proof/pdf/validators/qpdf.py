"""qpdf's check of syntax: cross-reference table, streams, page tree. It knows nothing of PDF/A, PDF/UA or PDF/X."""

from __future__ import annotations

import re
from pathlib import Path

from publisher.house import House
from publisher.proof.checks import Check, Finding, Kind, Section, State
from publisher.proof.pdf.validators.running import absent, ask, broken

REMEDY = "apt-get install qpdf"
_CLEAN, _WARNINGS = 0, 3


def qpdf(path: Path, house: House) -> Section:
    """Return what `qpdf --check` says; warnings count as errors."""
    tool = house.tool("qpdf")
    if tool is None:
        return absent("qpdf", "qpdf", REMEDY)
    version = re.search(r"\d+(?:\.\d+)+", ask([tool, "--version"]).out)
    standard = f"qpdf {version[0]}" if version else "qpdf"
    answer = ask([tool, "--check", path])
    if answer.fault or answer.status not in {_CLEAN, 2, _WARNINGS}:
        return broken("qpdf", standard, answer.fault or answer.err or str(answer.status))
    said = [_plain(line, path) for line in answer.err.splitlines() if line.strip()]
    findings = tuple(Finding(detail=line) for line in said) if answer.status != _CLEAN else ()
    state = State.FAILED if answer.status != _CLEAN else State.PASSED
    return Section("qpdf", Kind.VALIDATOR, standard, (Check("syntax", state, "", findings, len(findings)),))


def _plain(line: str, path: Path) -> str:
    return line.replace(f"{path}: ", "").replace(f"{path} ", "").removeprefix("WARNING: ")[:200]
