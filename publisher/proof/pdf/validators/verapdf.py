"""veraPDF, the validator of PDF/A and PDF/UA: asked once for each standard a file claims, where it is on the path.

It is not packaged for Debian; where it is missing, the report says so and never calls a file validated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from publisher.house import House
from publisher.proof.checks import Check, Finding, Kind, Section, State
from publisher.proof.pdf.validators.running import absent, ask, broken

REMEDY = "https://verapdf.org/software/"
_FLAVOURS = re.compile(r"PDF/A-([1-4][abuef]?)|PDF/(UA-[12])")
_MOST = 100


@dataclass(slots=True)
class _Told:
    """What a report says: rules that were not met, and whether the file is compliant."""

    version: str = ""
    is_compliant: bool | None = None
    rules: list[Finding] = field(default_factory=list)
    exception: str = ""


def verapdf(path: Path, house: House, claims: tuple[str, ...]) -> Section | None:
    """Return what veraPDF says of every claim of a file, None for a file that claims nothing veraPDF knows."""
    flavours = [flavour for claim in claims if (flavour := flavour_of(claim))]
    if not flavours:
        return None
    tool = house.tool("verapdf")
    if tool is None:
        return absent("verapdf", "veraPDF", REMEDY)
    checks, version = [], ""
    for claim, flavour in zip([claim for claim in claims if flavour_of(claim)], flavours, strict=True):
        answer = ask([tool, "--format", "xml", "--flavour", flavour, "--maxfailuresdisplayed", "5", path])
        told = _understood(answer.out)
        version = version or told.version
        if answer.fault or told.is_compliant is None:
            return broken(
                "verapdf", f"veraPDF {version}".strip(), answer.fault or told.exception or answer.err or "XML"
            )
        state = State.PASSED if told.is_compliant else State.FAILED
        checks.append(Check(claim, state, "", tuple(told.rules[:_MOST]), len(told.rules)))
    return Section("verapdf", Kind.VALIDATOR, f"veraPDF {version}".strip(), tuple(checks))


def flavour_of(claim: str) -> str:
    """Return what veraPDF calls a standard, or nothing."""
    match = _FLAVOURS.fullmatch(claim)
    return (match[1] or match[2].lower().replace("-", "")) if match else ""


def _understood(report: str) -> _Told:
    """Return what a report of format `xml` says."""
    told, words = _Told(), list[str]()
    rule: dict[str, str] = {}

    def open_node(tag: str, attributes: dict[str, str]) -> None:
        words.clear()
        if tag == "releaseDetails" and attributes.get("id") in {"core", "apps", "gui", "verapdf"}:
            told.version = attributes.get("version", "")
        if tag == "validationReport":
            told.is_compliant = attributes.get("isCompliant") == "true"
        if tag == "rule" and attributes.get("status") == "failed":
            rule.update(attributes)

    def close_node(tag: str) -> None:
        text = "".join(words).strip()
        if tag == "description" and rule:
            where = f"{rule.get('specification', '')}, {rule.get('clause', '')}-{rule.get('testNumber', '')}"
            told.rules.append(Finding(thing=where, detail=f"{text[:160]} (× {rule.get('failedChecks', '1')})"))
            rule.clear()
        if tag == "exceptionMessage":
            told.exception = text

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = (
        open_node,
        close_node,
        words.append,
    )
    try:
        parser.Parse(report[report.find("<?xml") :] if "<?xml" in report else report, True)  # noqa: FBT003 - expat's
    except expat.ExpatError:
        told.is_compliant = None
    return told
