"""PDFBox Preflight: a validator of PDF/A-1b, and a lint of what PDF/A-2 and 3 have in common with it.

It runs where Debian's PDFBox is. For a PDF/A-1b it validates; for parts 2 and 3 the codes of what those parts allow and
part 1 forbids are left out, and the rest is a lint that proves nothing when it is silent.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.parsers import expat

from publisher.house import House
from publisher.proof.checks import Check, Finding, Kind, Section, State
from publisher.proof.pdf.validators.running import JAVA, Answer, absent, ask, broken

REMEDY = (
    "apt-get install default-jre-headless libpdfbox2-java libfontbox2-java libcommons-logging-java "
    "libactivation-java libjaxb-api-java"
)
_CLASS = "org.apache.pdfbox.preflight.Validator_A1b"
_JARS = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api")
_FOLDER = "/usr/share/java"
_JAR = re.compile(r"preflight-(\d+(?:\.\d+)+)\.jar")
# What PDF/A-2 and 3 allow and Preflight, made for PDF/A-1b, refuses.
IGNORED = {
    "1.2.5": "the length of streams, which Preflight 2.0 miscounts in good files",
    "1.2.7": "the filter of the XMP, which our own rules judge",
    "1.2.9": "embedded files, which part 3 allows and our own rules judge",
    "1.4": "cross-reference streams and object streams",
    "1.4.7": "the list of embedded files, which part 3 allows and our own rules judge",
    "2.1.6": "ICC profiles of version 4",
    "2.2.1": "transparency: groups",
    "2.2.2": "transparency: soft masks",
    "3.1.3": "OpenType font programs",
    "3.1.11": "CIDSet, which parts 2 and 3 no longer ask for",
    "4.1": "transparency: states",
    "4.1.1": "transparency: soft masks in states",
    "4.1.2": "transparency: opacity in states",
    "4.1.3": "transparency: blend modes in states",
    "7.3": "XMP written with attributes, which is as good as with elements",
    "7.11": "part and level of the XMP, which are not those of part 1",
    "7.11.1": "part and level of the XMP, which are not those of part 1",
    "7.11.2": "part and level of the XMP, which are not those of part 1",
}


def preflight(path: Path, house: House, claims: tuple[str, ...]) -> Section | None:
    """Return what Preflight says of a file that claims PDF/A, None for any other file."""
    claim = next((claim for claim in claims if claim.startswith(("PDF/A-1", "PDF/A-2", "PDF/A-3"))), "")
    if not claim:
        return None
    is_validator = claim == "PDF/A-1b"
    java, jars = house.tool("java"), jars_of(house)
    if java is None or jars is None:
        return absent("preflight", "PDFBox Preflight", REMEDY)
    version = version_of(jars[0])
    standard = f"PDFBox Preflight {version}".strip()
    classes = ":".join(str(jar) for jar in jars)
    answer = ask([java, *JAVA, "-cp", classes, _CLASS, "xml", path])
    found = _errors(answer)
    if found is None:
        return broken("preflight", standard, answer.fault or _last(answer.err))
    kept = [each for each in found if is_validator or each[0] not in IGNORED]
    findings = tuple(Finding(page, detail=f"{code} {words}".strip()[:200]) for code, words, page in kept)
    name, state = "a-1b" if is_validator else "a-1b-lint", State.FAILED if kept else State.PASSED
    checks = (Check(name, state, "", findings, len(findings)),)
    if is_validator:
        return Section("preflight", Kind.VALIDATOR, standard, checks)
    ignored = sorted({code for code, _, _ in found} & IGNORED.keys())
    return Section("preflight", Kind.RULES, standard, checks, note="lint", data={"ignored": ignored})


def jars_of(house: House) -> tuple[Path, ...] | None:
    """Return the jars of Preflight, from the folder PDFBOX_JARS names or from Debian's; None if one is missing."""
    folder = house.root / house.environ.get("PDFBOX_JARS", _FOLDER)
    jars = tuple(folder / f"{name}.jar" for name in _JARS)
    return jars if all(jar.is_file() for jar in jars) else None


def version_of(jar: Path) -> str:
    """Return the version Preflight has by the name of a jar beside the plain one, or nothing."""
    matches = (_JAR.fullmatch(each.name) for each in sorted(jar.parent.glob("preflight-*.jar")))
    return next((match[1] for match in matches if match), "")


def _errors(answer: Answer) -> list[tuple[str, str, int]] | None:
    """Return code, words and page (from 1, 0 for none) of each error of the report, None if it is no report."""
    start = answer.out.find("<preflight")
    if answer.fault or start < 0:
        return None
    found: list[tuple[str, str, int]] = []
    text: list[str] = []
    current: dict[str, str] = {}

    def close(tag: str) -> None:
        current[tag] = " ".join("".join(text).split())
        text.clear()
        if tag == "error":
            page = current.get("page", "")
            found.append((current.get("code", ""), current.get("details", ""), int(page) + 1 if page.isdigit() else 0))
            current.clear()

    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda *_: text.clear()
    parser.EndElementHandler, parser.CharacterDataHandler = close, text.append
    try:
        parser.Parse(answer.out[start : answer.out.rfind(">") + 1], True)  # noqa: FBT003 - expat's signature
    except expat.ExpatError:
        return None
    return found


def _last(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "no report"
