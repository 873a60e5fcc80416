"""A report of finished files as one HTML page: a verdict for each file, every check behind it, nothing to load.

Takes a Report, gives a text in Chinese or English that needs nothing beside itself and runs no script. What is wrong
stands open with its places; what is right is folded. Its words are those of `wording`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from publisher.problems import Problem
from publisher.proof.checks import Check, Finding, Kind, Proof, Report, Section, State
from publisher.proof.markup import Html, element, head_of, joined
from publisher.proof.wording import (
    SIGNS,
    authority,
    demand,
    facts_of,
    figures_of,
    joint,
    label,
    name_of,
    outcome,
    question_of,
    skipped,
    verdict,
    where,
)

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STYLE = Path(__file__).with_name("sheet.css")


def sheet(report: Report, lang: str) -> str:
    """Return the page."""
    body = element(
        "body",
        element("a", label("sheet-skip", lang), class_="skip", href="#files"),
        _opening(report, lang),
        element("main", _unread(report.unread, lang), *_files(report, lang), id="files", tabindex=-1),
        element("footer", element("p", label("sheet-explain", lang))),
    )
    head = head_of(label("sheet-title", lang), _POLICY, _STYLE.read_text(encoding="utf-8"))
    return f"<!doctype html>\n{element('html', head, body, lang=label('html-lang', lang))}\n"


# --- what came of it ---


def _opening(report: Report, lang: str) -> Html:
    bad = [proof for proof in report.proofs if _state(proof) is State.FAILED]
    gaps = sum(section.state is State.SKIPPED for proof in report.proofs for section in proof.sections)
    said = [label("sheet-unread", lang, count=len(report.unread))] if report.unread else []
    said += [label("sheet-bad", lang, bad=len(bad), files=len(report.proofs))] if bad else []
    said = said or [label("sheet-good", lang)]
    said += [label("sheet-gaps", lang, count=gaps)] if gaps else []
    state = State.FAILED if bad or report.unread else State.PASSED
    return element(
        "header",
        element("h1", label("sheet-title", lang)),
        element("p", _sign(state), label("clauses", lang).join(said), class_=f"total {state}"),
        element("p", label("sheet-about", lang), class_="about"),
        element("ul", *(_entry(proof, number, lang) for number, proof in _numbered(report)), class_="entries"),
    )


def _entry(proof: Proof, number: str, lang: str) -> Html:
    state = _state(proof)
    link = element("a", proof.name, href=f"#{number}")
    return element("li", _sign(state), link, " ", element("span", _in_short(proof, lang), class_="soft"))


def _in_short(proof: Proof, lang: str) -> str:
    """Say in a few words what a file is like, and where its faults lie."""
    if faulty := [name_of(section, lang) for section in proof.sections if section.failed()]:
        return label("sheet-bad-file", lang, names=joint(faulty, lang))
    gaps = any(section.state is State.SKIPPED for section in proof.sections)
    return label("sheet-gaps-file" if gaps else "sheet-good-file", lang)


def _state(proof: Proof) -> State:
    return State.FAILED if any(section.failed() for section in proof.sections) else State.PASSED


def _numbered(report: Report) -> Iterator[tuple[str, Proof]]:
    return ((f"file-{number}", proof) for number, proof in enumerate(report.proofs, 1))


def _unread(problems: tuple[Problem, ...], lang: str) -> Html:
    if not problems:
        return Html()
    rows = (
        element(
            "li",
            element("code", str(problem.place or "")),
            f"{label('colon', lang)}{problem.message(lang)} ",
            element("span", problem.hint(lang), class_="soft"),
        )
        for problem in problems
    )
    title = element("h2", _sign(State.FAILED), label("sheet-problems", lang))
    return element("section", title, element("ul", *rows), class_="file")


# --- a file ---


def _files(report: Report, lang: str) -> Iterator[Html]:
    for number, proof in _numbered(report):
        said = [_in_short(proof, lang), *filter(None, [verdict(proof, lang)])]
        yield element(
            "section",
            element("h2", _sign(_state(proof)), element("span", PurePosixPath(proof.name).name)),
            element("p", " · ".join(filter(None, [proof.name, facts_of(proof, lang)])), class_="soft"),
            element("p", label("clauses", lang).join(said)),
            _proven(proof, lang),
            *(_section(section, lang) for section in proof.sections),
            element("p", f"{label('sheet-digest', lang)} ", element("code", proof.sha256), class_="soft digest"),
            class_="file",
            id=number,
        )


def _proven(proof: Proof, lang: str) -> Html:
    """Return the figures of the sections that found nothing wrong."""
    figures = [
        joined(element("dt", name_of(section, lang)), element("dd", label("joint", lang).join(counted)))
        for section in proof.sections
        if section.state is State.PASSED and (counted := figures_of(section, lang))
    ]
    if not figures:
        return Html()
    title = element("h3", label("sheet-proven", lang))
    return element("div", title, element("dl", *(element("div", each) for each in figures)), class_="proven")


def _section(section: Section, lang: str) -> Html:
    head = element(
        "summary",
        _sign(section.state),
        element("strong", name_of(section, lang)),
        " ",
        element("span", skipped(section, lang) or outcome(section, lang)),
    )
    question = question_of(section, lang)
    return element(
        "details",
        head,
        element("p", question, class_="soft") if question else Html(),
        *(_failed(check, section, lang) for check in section.failed()),
        _remarks(section, lang),
        _list(section, State.PASSED, "sheet-passed", lang),
        _list(section, State.NOT_APPLICABLE, "sheet-apart", lang),
        class_=section.state.value,
        open=section.state is State.FAILED,
    )


def _failed(check: Check, section: Section, lang: str) -> Html:
    left = check.count - len(check.findings)
    more = element("p", label("sheet-more", lang, count=f"{left:,}"), class_="soft") if left > 0 else Html()
    return element("div", element("p", *_named(check, section, lang)), _findings(check.findings, lang), more)


def _named(check: Check, section: Section, lang: str) -> tuple[str, ...]:
    clause = authority(check, section, lang)
    tail = f"（{clause}）" if clause and lang == "zh" else f" ({clause})" if clause else ""
    words = f"{label('colon', lang)}{found}" if (found := demand(check, lang)) else ""
    return _sign(check.state), element("b", check.code), element("span", tail, class_="soft"), words


def _findings(findings: Iterable[Finding], lang: str) -> Html:
    rows = (element("li", *_finding(each, lang)) for each in findings)
    return element("ol", *rows, class_="findings")


def _finding(finding: Finding, lang: str) -> Iterator[Html]:
    if place := where(finding, lang):
        yield element("span", place, class_="place")
    if finding.detail:
        yield element("code", finding.detail)


def _remarks(section: Section, lang: str) -> Html:
    """Return what checks that passed said all the same, and what a validator noted."""
    found = [each for check in section.checks if check.state is State.PASSED for each in check.findings]
    notes = section.data.get("notes")
    found += [Finding(detail=str(note)) for note in notes] if isinstance(notes, list | tuple) else []
    if not found:
        return Html()
    return element("details", element("summary", label("sheet-remarks", lang)), _findings(found, lang), class_="quiet")


def _list(section: Section, state: State, title: str, lang: str) -> Html:
    checks = [check for check in section.checks if check.state is state]
    if not checks or (section.kind is Kind.VALIDATOR and len(checks) == 1):
        return Html()
    rows = (element("li", *_named(check, section, lang)) for check in checks)
    head = element("summary", label(title, lang, count=len(checks)))
    return element("details", head, element("ul", *rows), class_="quiet")


def _sign(state: State) -> Html:
    return element("span", SIGNS[state], class_=f"sign {state}")
