"""The words of a report of finished files: names of sections, what came of them, what a file may be called.

Takes the values of `checks`, gives texts in Chinese or English; fixed ones stand in labels.<lang>.json. The forms of a
report (`summary` for terminals and JSON, `sheet` for HTML) share them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

from publisher.proof.checks import Check, Finding, Kind, Proof, Section, State

SIGNS = {State.PASSED: "✓", State.FAILED: "✗", State.SKIPPED: "–", State.NOT_APPLICABLE: "·"}
_HERE = Path(__file__).parent
_SYNTAX_ONLY = {"qpdf"}
_STANDARDS = {"pdfa": "ISO 19005-3", "pdfua": "ISO 14289-1"}
_REMARKS = {"no-faces"}  # notes of sections that were asked all the same
_DEMANDS = ("pdf/words", "readback/words")


def label(key: str, lang: str, **values: object) -> str:
    """Return the text of a key with its values filled in; raises KeyError for a key that has none."""
    return _words("labels", lang)[key].format_map({name: str(value) for name, value in values.items()})


def label_or(key: str, fallback: str, lang: str) -> str:
    """Return the text of a key, or `fallback` for a key that has none."""
    return _words("labels", lang).get(key, fallback)


@cache
def _words(name: str, lang: str) -> dict[str, str]:
    path = _HERE / f"{name}.{lang}.json"
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def joint(parts: Iterator[str] | tuple[str, ...] | list[str], lang: str) -> str:
    """Return things of a list in one line."""
    return label("joint", lang).join(parts)


# --- files ---


def built_to(proof: Proof) -> tuple[str, ...]:
    """Return the standards all of whose rules a file keeps; rules that stand in no standard do not count."""
    return tuple(each.standard for each in _standards(proof) if not any(check.clause for check in each.failed()))


def not_built_to(proof: Proof) -> tuple[str, ...]:
    """Return the standards a file claims or was asked about, and does not keep."""
    return tuple(each.standard for each in _standards(proof) if any(check.clause for check in each.failed()))


def validated_by(proof: Proof) -> tuple[str, ...]:
    """Return the validators that ran and found nothing; a check of syntax validates no standard."""
    sections = (each for each in proof.sections if each.kind is Kind.VALIDATOR and each.name not in _SYNTAX_ONLY)
    return tuple(each.standard for each in sections if each.state is State.PASSED)


def _standards(proof: Proof) -> list[Section]:
    return [each for each in proof.sections if each.name in {"pdfa", "pdfua", "pdfx"}]


def facts_of(proof: Proof, lang: str) -> str:
    """Return what a file is: its pages and the standards it claims."""
    parts = [label("pages", lang, count=proof.pages)] if proof.pages else []
    if proof.kind == "pdf":
        parts.append(label("claims", lang, names=joint(proof.claims, lang)) if proof.claims else label("nothing", lang))
    return " · ".join(parts)


def verdict(proof: Proof, lang: str) -> str:
    """Say what may be said: compared only if it was, validated only by a validator that ran and passed."""
    good, bad, by = built_to(proof), not_built_to(proof), validated_by(proof)
    said = list(_compared(proof, lang))
    said += [label("built", lang, names=joint(good, lang))] if good else []
    said += [label("not-built", lang, names=joint(bad, lang))] if bad else []
    if by:
        said.append(label("validated", lang, names=joint(by, lang)))
    elif good or bad:
        said.append(label("not-validated", lang))
    return label("clauses", lang).join(said)


def _compared(proof: Proof, lang: str) -> Iterator[str]:
    """Yield what came of comparing a file with its sources; nothing if nobody tried."""
    sections = [each for each in proof.sections if each.kind is Kind.COLLATION]
    if not sections:
        return
    if count := sum(check.count for each in sections for check in each.failed()):
        yield label("not-compared-equal", lang, count=f"{count:,}")
    elif all(each.state is State.PASSED for each in sections):
        yield label("compared-equal", lang)
    else:
        yield label("uncompared", lang)


# --- sections ---


def name_of(section: Section, lang: str) -> str:
    """Return the name of a section."""
    return label_or(f"name-{section.name}", section.standard, lang)


def question_of(section: Section, lang: str) -> str:
    """Return in one sentence what a section asks of a file, or nothing for one that needs no explanation."""
    return label_or(f"asks-{section.name}", "", lang)


def outcome(section: Section, lang: str) -> str:
    """Return what came of a section, in one line."""
    return skipped(section, lang) or f"{_came(section, lang)}{label('kept-verdict', lang) if section.is_kept else ''}"


def skipped(section: Section, lang: str) -> str:
    """Return why a section was skipped and what it would have told; nothing for one that was not."""
    if section.note == "absent":
        return label("absent", lang, would=label(f"would-{section.name}", lang), remedy=section.remedy)
    if section.note == "broke":
        return label("broke", lang, detail=section.checks[0].findings[0].detail)
    return label(section.note, lang) if section.note in {"no-rules", "not-compared"} else ""


def _came(section: Section, lang: str) -> str:
    failed = section.failed()
    count = sum(check.count for check in failed)
    if section.kind is Kind.VALIDATOR or section.note == "lint":
        return _found("found" if count else "clean", count, lang) + label_or(section.note, "", lang)
    if section.kind is Kind.COLLATION:
        same = label_or(f"same-{section.name}", label("same", lang), lang)
        said = _found("different", count, lang) if count else same
    else:
        good, bad = ("met", "unmet") if section.kind is Kind.MEASURES else ("kept", "broken")
        total = sum(check.state is not State.NOT_APPLICABLE for check in section.checks)
        said = label(bad if failed else good, lang, count=len(failed) or total, total=total)
    remarks = [label(section.note, lang)] if section.note in _REMARKS else []
    return label("clauses", lang).join([said, *figures_of(section, lang), *remarks])


def _found(key: str, count: int, lang: str) -> str:
    return label(key, lang, count=f"{count:,}")


def figures_of(section: Section, lang: str) -> tuple[str, ...]:
    """Return what a section counted: characters, links, glyphs."""
    counted = {key: value for key, value in section.data.items() if type(value) is int}
    patterns = {key: label_or(f"figure-{key}", "", lang) for key in counted}
    return tuple(pattern.format(count=f"{counted[key]:,}") for key, pattern in patterns.items() if pattern)


# --- checks ---


def said(finding: Finding, lang: str) -> str:
    """Return a finding as one line: page, what is meant there, what was seen."""
    return label("colon", lang).join(part for part in (where(finding, lang), finding.detail) if part)


def where(finding: Finding, lang: str) -> str:
    """Return the place of a finding: page, and what is meant there."""
    page = [label("page", lang, page=finding.page)] if finding.page else []
    return joint([*page, *([finding.thing] if finding.thing else [])], lang)


def authority(check: Check, section: Section, lang: str) -> str:
    """Return the clause a check follows, or whose rule it is; nothing where that says nothing."""
    clause = clause_of(check, section)
    is_rule = section.kind is Kind.RULES and section.note != "lint" and section.standard
    return clause or (label("own", lang) if is_rule else "")


def clause_of(check: Check, section: Section) -> str:
    """Return the clause with its standard, or nothing for a rule that stands in none."""
    prefix = _STANDARDS.get(section.name, "")
    if not check.clause or not prefix or check.clause.startswith("ISO"):
        return check.clause
    return f"{prefix.replace('-3', '-2') if section.standard.startswith('PDF/A-2') else prefix}, {check.clause}"


def demand(check: Check, lang: str) -> str:
    """Return what a check demands, in words."""
    for name in _DEMANDS:
        if found := _words(name, lang).get(check.code):
            return found
    return label_or(check.code, "", lang) or _measure_words(lang).get(check.code, "")


def _measure_words(lang: str) -> dict[str, str]:
    from publisher.proof.typography import listing

    return listing.names(lang)
