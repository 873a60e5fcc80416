"""Proofs of finished files: which checks concern a file, asked in order, gathered in one report.

Takes paths of files and folders, gives a Report. A file that cannot be read becomes a problem and stops no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.house import House
from publisher.problems import ExitCode, Place, Problem, ReissueError, Severity, SourceError, gravest
from publisher.proof import epub
from publisher.proof.checks import Check, Finding, Kind, Proof, Report, Section, State
from publisher.proof.pdf import asking
from publisher.proof.pdf.standards import ASKED
from publisher.proof.pdf.validators.preflight import preflight
from publisher.proof.pdf.validators.qpdf import qpdf
from publisher.proof.pdf.validators.verapdf import verapdf
from publisher.proof.typography import listing, measuring

PROFILES = ASKED


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which checks are wanted: nothing named means all that concern a file.

    Attributes:
        profiles: standards a PDF is held to though it does not claim them.
    """

    typography: bool = False
    pdf: bool = False
    profiles: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether no check was named."""
        return not self.typography and not self.pdf


def proof(paths: Iterable[Path], house: House, wanted: Wanted, lang: str = "en") -> Report:
    """Return what is known of some finished files; folders stand for every PDF and EPUB in them."""
    proofs: list[Proof] = []
    unread: list[Problem] = []
    codes: list[ExitCode] = []
    for path in paths:
        try:
            files = list(_files(path, house))
        except ReissueError as error:
            unread += error.problems
            codes.append(error.exit_code)
            continue
        for file in files:
            try:
                proofs.append(_proof(file, house, wanted, lang))
            except ReissueError as error:
                unread += error.problems
                codes.append(error.exit_code)
    return Report(tuple(proofs), tuple(unread), gravest(codes))


def _files(path: Path, house: House) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    found = sorted(each for each in path.rglob("*") if each.suffix.lower() in {".pdf", ".epub"} and each.is_file())
    found = [each for each in found if not any(part.startswith(".") for part in each.relative_to(path).parts)]
    if not found:
        raise SourceError(Problem("proof/nothing-to-proof", Place(house.shown(path))))
    yield from found


def _proof(path: Path, house: House, wanted: Wanted, lang: str) -> Proof:
    try:
        data = path.read_bytes()
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        code = "proof/bad-archive" if path.suffix.lower() == ".epub" else "proof/bad-pdf"
        raise SourceError(Problem(code, Place(house.shown(path)), values)) from error
    digest = hashlib.sha256(data).hexdigest()
    if path.suffix.lower() == ".epub":
        return _epub(path, house, digest, wanted)
    return _pdf(path, data, house, wanted, lang, digest)


def _epub(path: Path, house: House, digest: str, wanted: Wanted) -> Proof:
    section, problems = epub.section(path, house) if wanted.everything else (None, ())
    return Proof(house.shown(path), "epub", digest, sections=(section,) if section else (), problems=problems)


def _pdf(path: Path, data: bytes, house: House, wanted: Wanted, lang: str, digest: str) -> Proof:
    name = house.shown(path)
    sections: list[Section] = []
    problems: list[Problem] = []
    read = None
    if wanted.everything or wanted.pdf:
        read = asking.read(data, name, house, wanted.profiles)
        validators = (qpdf(path, house), preflight(path, house, read.claims), verapdf(path, house, read.claims))
        sections = [*read.sections, *(each for each in validators if each)]
        problems = [_problem(section, name) for section in sections if section.failed()]
    measured = None
    if wanted.typography:
        measured = measuring.typography(path)
    elif wanted.everything and read and read.has_classes:
        measured = _measured(path, sections)
    if measured:
        sections.append(listing.section(measured, lang))
        problems += measured.problems()
    pages = read.pages if read else measured.composition.pages if measured else 0
    claims = read.claims if read else ()
    return Proof(name, "pdf", digest, pages, claims, tuple(sections), tuple(problems), measured)


def _measured(path: Path, sections: list[Section]) -> measuring.Typography | None:
    """Return the measures of a file whose rules were read; where its text cannot be, a skipped section says so."""
    try:
        return measuring.typography(path)
    except SourceError as error:
        reason = Finding(detail=str(error.problems[0].values["reason"]))
        broken = Check("typography", State.SKIPPED, "", (reason,), 1)
        sections.append(Section("typography", Kind.MEASURES, "typography", (broken,), note="broke"))
        return None


def _problem(section: Section, name: str) -> Problem:
    """Return one problem for everything a section found."""
    count = sum(check.count for check in section.failed())
    if section.kind is Kind.VALIDATOR:
        return Problem("proof/validator-refused", Place(name), {"tool": section.standard, "count": count})
    if section.note == "lint":
        return Problem("proof/pdf-lint", Place(name), {"tool": section.standard, "count": count})
    codes = [check.code for check in section.failed()]
    total = sum(check.state is not State.NOT_APPLICABLE for check in section.checks)
    values = {"standard": section.standard, "count": len(codes), "total": total, "rules": ", ".join(codes)}
    return Problem("proof/pdf-rules", Place(name), values, Severity.ERROR)
