"""A second opinion on PDF/A-2b and 3b: pikepdf's list of what such a file may hold.

Takes the bytes of a file, gives a Section. The list was made by others, after veraPDF's rules; it refuses what it does
not know, so its violations are findings and what it has no words for is only named. It is a lint here, for it knows
neither levels A and U nor schemas described in the XMP.
"""

from __future__ import annotations

from importlib import metadata
from io import BytesIO

from publisher.proof.checks import Check, Finding, Kind, Section, State
from publisher.proof.pdf.profiles import Claims

NAME, REMEDY = "allowlist", "pip install 'pikepdf[pdfa]'"
_KEPT = 50
_PARTS = {"2", "3"}
# What the list refuses and the standard allows.
IGNORED = {
    "6.6.2.3.1-1": "properties and schemas the XMP describes, which our own rules judge",
    "6.6.4-3": "levels A and U, where the list knows B",
}


def second_opinion(data: bytes, claims: Claims) -> Section | None:
    """Return what pikepdf's list says of a file that claims PDF/A-2 or 3; skipped where it cannot run."""
    if claims.part not in _PARTS:
        return None
    try:
        from pikepdf.pdfa import validate_written
    except ImportError:
        return Section(NAME, Kind.RULES, "pikepdf", note="absent", remedy=REMEDY)
    report = validate_written(BytesIO(data), f"{claims.part}b")
    found: list[Finding] = []
    unknown: set[str] = set()
    ignored: set[str] = set()
    for each in report.findings:
        rule = each.rule.rpartition(":")[2]
        if each.kind != "violation":
            unknown.add(each.message)
        elif rule in IGNORED:
            ignored.add(rule)
        else:
            found.append(Finding(0, each.where[:80], f"{rule} {each.message}"[:200]))
    state = State.FAILED if found else State.PASSED
    check = Check("pdfa-list", state, "", tuple(found[:_KEPT]), len(found))
    told = {"ignored": sorted(ignored), "unknown": sorted(unknown)}
    return Section(NAME, Kind.RULES, f"pikepdf {metadata.version('pikepdf')}", (check,), note="lint", data=told)
