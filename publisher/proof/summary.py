"""A report laid out for terminals and for JSON: a verdict for each file, a line for each section, what was found.

Takes a Report, gives lines or plain data in Chinese or English. It decides nothing, and its words are those of
`wording`.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from publisher.proof.checks import Check, Proof, Report, Section, State
from publisher.proof.wording import (
    SIGNS,
    authority,
    built_to,
    clause_of,
    demand,
    facts_of,
    label,
    name_of,
    not_built_to,
    outcome,
    question_of,
    said,
    validated_by,
    verdict,
)

SHOWN = 3
_COLOURS = {State.PASSED: "green", State.FAILED: "bold red", State.SKIPPED: "yellow", State.NOT_APPLICABLE: "dim"}

# --- text ---


def lines(report: Report, lang: str, *, every: bool) -> Iterator[Text]:
    """Yield the lines of a report: a short summary, then the findings; passed checks and all findings if asked."""
    for proof in report.proofs:
        yield from _summary(proof, lang)
    if len(report.proofs) > 1:
        bad = sum(any(section.failed() for section in proof.sections) for proof in report.proofs)
        yield Text(label("total", lang, files=len(report.proofs), good=len(report.proofs) - bad, bad=bad), "bold")
    if report.proofs:
        yield Text(label("legend", lang), "dim")
    for proof in report.proofs:
        yield from _details(proof, lang, every=every)


def _summary(proof: Proof, lang: str) -> Iterator[Text]:
    yield Text.assemble((proof.name, "bold"), f"  {facts_of(proof, lang)}".rstrip())
    width = max((cell_len(name_of(section, lang)) for section in proof.sections), default=0)
    for section in proof.sections:
        sign = Text(f"  {SIGNS[section.state]} ", _COLOURS[section.state])
        yield sign + Text(f"{set_cell_size(name_of(section, lang), width)}  {outcome(section, lang)}")
    if words := verdict(proof, lang):
        yield Text(f"  → {words}", "bold")
    yield Text()


def _details(proof: Proof, lang: str, *, every: bool) -> Iterator[Text]:
    told: set[str] = set()
    shown = [section for section in proof.sections if section.failed() or (every and section.checks)]
    for section in shown:
        yield Text.assemble((f"{proof.name}  {name_of(section, lang)}", "bold"))
        if question := question_of(section, lang):
            yield Text(f"  {question}", "dim")
        for check in section.checks:
            if check.state is State.FAILED:
                yield from _failed(check, section, lang, None if every else SHOWN, is_told=check.code in told)
                told.add(check.code)
            elif every:
                yield Text(f"  {SIGNS[check.state]} ", _COLOURS[check.state]) + _head(check, section, lang)
        yield Text()


def _failed(check: Check, section: Section, lang: str, most: int | None, *, is_told: bool) -> Iterator[Text]:
    head = _head(check, section, lang) + Text(label("above", lang) if is_told else "")
    yield Text("  ✗ ", "bold red") + head
    if is_told:
        return
    for finding in check.findings[:most]:
        yield Text(f"      {said(finding, lang)}")
    left = check.count - len(check.findings[:most])
    if left:
        yield Text(f"      {label('more', lang, count=f'{left:,}')}", "dim")


def _head(check: Check, section: Section, lang: str) -> Text:
    clause = authority(check, section, lang)
    opening, closing = ("（", "）") if lang == "zh" else (" (", ")")
    return Text.assemble(
        (check.code, "bold"),
        f"{opening}{clause}{closing}" if clause else "",
        label("colon", lang),
        demand(check, lang),
    )


# --- data ---


def data(report: Report, lang: str) -> dict[str, object]:
    """Return a report as JSON has it, every check and finding."""
    return {"files": [_proof(proof, lang) for proof in report.proofs], "exit": int(report.exit_code)}


def _proof(proof: Proof, lang: str) -> dict[str, object]:
    return {
        "file": proof.name,
        "kind": proof.kind,
        "sha256": proof.sha256,
        "pages": proof.pages,
        "claims": list(proof.claims),
        "built_to": list(built_to(proof)),
        "not_built_to": list(not_built_to(proof)),
        "validated_by": list(validated_by(proof)),
        "exit": int(proof.exit_code),
        "sections": [_section(section, lang) for section in proof.sections],
    }


def _section(section: Section, lang: str) -> dict[str, object]:
    return {
        "section": section.name,
        "kind": section.kind.value,
        "standard": section.standard,
        "state": section.state.value,
        "note": section.note or None,
        "remedy": section.remedy or None,
        "cached": section.is_kept,
        "checks": [_check(check, section, lang) for check in section.checks],
        **dict(section.data),
    }


def _check(check: Check, section: Section, lang: str) -> dict[str, object]:
    return {
        "check": check.code,
        "state": check.state.value,
        "clause": clause_of(check, section) or None,
        "demand": demand(check, lang),
        "count": check.count,
        "findings": [
            {"page": each.page or None, "thing": each.thing or None, "detail": each.detail} for each in check.findings
        ],
    }
