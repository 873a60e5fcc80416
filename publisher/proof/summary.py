"""A report laid out for people and for JSON: a verdict for each file, a line for each section, then what was found.

Takes a Report, gives lines or plain data in Chinese or English. It decides nothing; what may be called validated is
read from the sections.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from publisher.proof.checks import Check, Finding, Kind, Proof, Report, Section, State

SHOWN = 3
_SYNTAX_ONLY = {"qpdf"}
_STANDARDS = {"pdfa": "ISO 19005-3", "pdfua": "ISO 14289-1"}
_SIGNS = {State.PASSED: "✓", State.FAILED: "✗", State.SKIPPED: "–", State.NOT_APPLICABLE: "·"}
_COLOURS = {State.PASSED: "green", State.FAILED: "bold red", State.SKIPPED: "yellow", State.NOT_APPLICABLE: "dim"}
_LABELS = {
    "zh": {
        "pages": "{count} 页", "claims": "自称 {names}", "nothing": "不自称任何标准",
        "kept": "{count} 条规则全部符合", "broken": "{total} 条规则里有 {count} 条不符",
        "met": "{count} 项全部合格", "unmet": "{total} 项里有 {count} 项不合格",
        "clean": "没有发现问题", "found": "发现 {count} 处问题",
        "lint": "（只作辅助检查，不算校验）",
        "absent": "跳过：没有安装；{would}。取得：{remedy}", "broke": "跳过：没有做完：{detail}",
        "no-rules": "跳过：这里没有这一标准的规则",
        "built": "按 {names} 的规则制作", "not-built": "不符合 {names} 的规则",
        "validated": "经 {names} 校验", "not-validated": "未经校验程序校验",
        "page": "第 {page} 页", "more": "…… 另有 {count} 处（--all 全部列出）", "above": "（见上）", "joint": "、",
        "own": "自定规则", "colon": "：", "total": "合计：{files} 个文件，{good} 个无误，{bad} 个有误",
        "would-qpdf": "它检查文件语法", "would-preflight": "它按 PDF/A-1b 校验，并可辅助检查 PDF/A-2、3",
        "would-allowlist": "它按 PDF/A-2b、3b 的清单辅助检查",
        "would-verapdf": "它按 PDF/A 和 PDF/UA 全文校验", "would-epubcheck": "它按 EPUB 标准校验全书",
        "name-press": "印刷惯例",
        "syntax": "文件语法", "a-1b": "PDF/A-1b", "a-1b-lint": "PDF/A-1b 与 PDF/A-2、3 相同的部分",
        "pdfa-list": "只有 PDF/A-2b、3b 清单上有的东西",
    },
    "en": {
        "pages": "{count} pages", "claims": "claims {names}", "nothing": "claims no standard",
        "kept": "all {count} rules kept", "broken": "{count} of {total} rules not kept",
        "met": "all {count} demands met", "unmet": "{count} of {total} demands not met",
        "clean": "nothing found", "found": "faults found: {count}",
        "lint": " (a lint, no validation)",
        "absent": "skipped: not installed; {would}. Get it: {remedy}", "broke": "skipped: it broke down: {detail}",
        "no-rules": "skipped: there are no rules of this standard here",
        "built": "built to the rules of {names}", "not-built": "not built to the rules of {names}",
        "validated": "validated by {names}", "not-validated": "not validated: no validator of these standards ran",
        "page": "page {page}", "more": "… and {count} more (--all lists them)", "above": " (see above)", "joint": ", ",
        "own": "our own rule", "colon": ": ", "total": "{files} files: {good} without fault, {bad} with faults",
        "would-qpdf": "it would check the syntax of the file",
        "would-preflight": "it would validate PDF/A-1b, and serve as a lint for PDF/A-2 and 3",
        "would-allowlist": "it would go through its list of what PDF/A-2b and 3b may hold",
        "would-verapdf": "it would validate PDF/A and PDF/UA as a whole",
        "would-epubcheck": "it would validate the book as a whole",
        "name-press": "printing house",
        "syntax": "syntax of the file", "a-1b": "PDF/A-1b",
        "a-1b-lint": "what PDF/A-1b has in common with PDF/A-2 and 3",
        "pdfa-list": "nothing but what stands on the list of PDF/A-2b and 3b",
    },
}  # fmt: skip


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


# --- text ---


def lines(report: Report, lang: str, *, every: bool) -> Iterator[Text]:
    """Yield the lines of a report: a short summary, then the findings; passed checks and all findings if asked."""
    for proof in report.proofs:
        yield from _summary(proof, lang)
    if len(report.proofs) > 1:
        bad = sum(any(section.failed() for section in proof.sections) for proof in report.proofs)
        counts = {"files": len(report.proofs), "good": len(report.proofs) - bad, "bad": bad}
        yield Text(_LABELS[lang]["total"].format(**counts), "bold")
    for proof in report.proofs:
        yield from _details(proof, lang, every=every)


def _summary(proof: Proof, lang: str) -> Iterator[Text]:
    labels = _LABELS[lang]
    claims = labels["claims"].format(names=labels["joint"].join(proof.claims)) if proof.claims else labels["nothing"]
    parts = ([labels["pages"].format(count=proof.pages)] if proof.pages else []) + (
        [claims] if proof.kind == "pdf" else []
    )
    yield Text.assemble((proof.name, "bold"), f"  {' · '.join(parts)}")
    width = max((cell_len(_name(section, lang)) for section in proof.sections), default=0)
    for section in proof.sections:
        state = section.state
        sign = Text(f"  {_SIGNS[state]} ", _COLOURS[state])
        yield sign + Text(f"{set_cell_size(_name(section, lang), width)}  {_outcome(section, lang)}")
    if verdict := _verdict(proof, lang):
        yield Text(f"  → {verdict}", "bold")
    yield Text()


def _name(section: Section, lang: str) -> str:
    return _LABELS[lang].get(f"name-{section.name}", section.standard)


def _outcome(section: Section, lang: str) -> str:
    labels, failed = _LABELS[lang], section.failed()
    if section.note == "absent":
        return labels["absent"].format(would=labels[f"would-{section.name}"], remedy=section.remedy)
    if section.note == "broke":
        return labels["broke"].format(detail=section.checks[0].findings[0].detail)
    if section.note == "no-rules":
        return labels["no-rules"]
    if section.kind is Kind.VALIDATOR or section.note == "lint":
        count = sum(check.count for check in failed)
        return (labels["found"].format(count=count) if count else labels["clean"]) + labels.get(section.note, "")
    good, bad = ("met", "unmet") if section.kind is Kind.MEASURES else ("kept", "broken")
    total = sum(check.state is not State.NOT_APPLICABLE for check in section.checks)
    return labels[bad if failed else good].format(count=len(failed) or total, total=total)


def _verdict(proof: Proof, lang: str) -> str:
    """Say what may be said: built to rules, validated only by a validator that ran and passed."""
    labels = _LABELS[lang]
    good, bad, by = built_to(proof), not_built_to(proof), validated_by(proof)
    said = [labels["built"].format(names=labels["joint"].join(good))] if good else []
    said += [labels["not-built"].format(names=labels["joint"].join(bad))] if bad else []
    if by:
        said.append(labels["validated"].format(names=labels["joint"].join(by)))
    elif good or bad:
        said.append(labels["not-validated"])
    return ("；" if lang == "zh" else "; ").join(said)


def _details(proof: Proof, lang: str, *, every: bool) -> Iterator[Text]:
    told: set[str] = set()
    shown = [section for section in proof.sections if section.failed() or (every and section.checks)]
    for section in shown:
        yield Text.assemble((f"{proof.name}  {_name(section, lang)}", "bold"))
        for check in section.checks:
            if check.state is State.FAILED:
                yield from _failed(check, section, lang, None if every else SHOWN, is_told=check.code in told)
                told.add(check.code)
            elif every:
                yield Text(f"  {_SIGNS[check.state]} ", _COLOURS[check.state]) + _head(check, section, lang)
        yield Text()


def _failed(check: Check, section: Section, lang: str, most: int | None, *, is_told: bool) -> Iterator[Text]:
    labels = _LABELS[lang]
    yield Text("  ✗ ", "bold red") + _head(check, section, lang) + Text(labels["above"] if is_told else "")
    if is_told:
        return
    for finding in check.findings[:most]:
        yield Text(f"      {said(finding, lang)}")
    left = check.count - len(check.findings[:most])
    if left:
        yield Text(f"      {labels['more'].format(count=f'{left:,}')}", "dim")


def _head(check: Check, section: Section, lang: str) -> Text:
    clause = clause_of(check, section)
    if section.kind is Kind.RULES and section.note != "lint":
        clause = clause or _LABELS[lang]["own"]
    opening, closing = ("（", "）") if lang == "zh" else (" (", ")")
    return Text.assemble(
        (check.code, "bold"),
        f"{opening}{clause}{closing}" if clause else "",
        _LABELS[lang]["colon"],
        demand(check, lang),
    )


def said(finding: Finding, lang: str) -> str:
    """Return a finding as one line: page, what is meant there, what was seen."""
    place = [_LABELS[lang]["page"].format(page=finding.page)] if finding.page else []
    where = _LABELS[lang]["joint"].join([*place, *([finding.thing] if finding.thing else [])])
    return _LABELS[lang]["colon"].join(part for part in (where, finding.detail) if part)


def clause_of(check: Check, section: Section) -> str:
    """Return the clause with its standard, or nothing for a rule that stands in none."""
    prefix = _STANDARDS.get(section.name, "")
    if not check.clause or not prefix or check.clause.startswith("ISO"):
        return check.clause
    return f"{prefix.replace('-3', '-2') if section.standard.startswith('PDF/A-2') else prefix}, {check.clause}"


def demand(check: Check, lang: str) -> str:
    """Return what a check demands, in words."""
    return (
        _rule_words(lang).get(check.code) or _LABELS[lang].get(check.code) or _measure_words(lang).get(check.code, "")
    )


@cache
def _rule_words(lang: str) -> dict[str, str]:
    path = Path(__file__).parent / "pdf" / f"words.{lang}.json"
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8")))


def _measure_words(lang: str) -> dict[str, str]:
    from publisher.proof.typography import listing

    return listing.names(lang)


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
