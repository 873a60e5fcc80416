"""Proofs of finished files: which checks concern a file, asked in order, gathered in one report.

Takes paths of files and folders, gives a Report. A file that cannot be read becomes a problem and stops no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.house import House
from publisher.issue import edition_record
from publisher.problems import ExitCode, Place, Problem, ReissueError, Severity, SourceError, gravest
from publisher.proof import epub
from publisher.proof.checks import Check, Finding, Kind, Proof, Report, Section, State
from publisher.proof.pdf import asking
from publisher.proof.pdf.standards import ASKED
from publisher.proof.pdf.validators.preflight import preflight
from publisher.proof.pdf.validators.qpdf import qpdf
from publisher.proof.pdf.validators.verapdf import verapdf
from publisher.proof.typography import listing, measuring

if TYPE_CHECKING:
    from publisher.production.reading_back import ReadBack

PROFILES = ASKED
_COMPARED_ONLY = {".html", ".txt", ".json"}  # no rules of ours, no validator: what they say is compared


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which checks are wanted: nothing named means all that concern a file.

    Attributes:
        profiles: standards a PDF is held to though it does not claim them.
        manifest: of the issue whose files are compared; None looks where they say it lay.
    """

    typography: bool = False
    pdf: bool = False
    profiles: tuple[str, ...] = ()
    manifest: Path | None = None

    @property
    def everything(self) -> bool:
        """Whether no check was named."""
        return not self.typography and not self.pdf


def proof(paths: Iterable[Path], house: House, wanted: Wanted, lang: str = "en") -> Report:
    """Return what is known of some finished files.

    A folder stands for every PDF and EPUB in it; where a build left its record, its files are compared with their
    sources as well.
    """
    proofs: list[Proof] = []
    unread: list[Problem] = []
    codes: list[ExitCode] = []
    for path in paths:
        folders = _read_back(path, house, wanted)
        unread += [problem for folder in folders for problem in folder.problems]
        codes += [folder.exit_code for folder in folders]
        sections = {file: found for folder in folders for file, found in folder.sections.items()}
        try:
            files = tuple(dict.fromkeys((*sections, *_files(path, house, may_be_none=bool(folders)))))
        except ReissueError as error:
            unread += error.problems
            codes.append(error.exit_code)
            continue
        for file in files:
            try:
                proofs.append(_collated(_proof(file, house, wanted, lang), sections.get(file, ())))
            except ReissueError as error:
                unread += error.problems
                codes.append(error.exit_code)
    return Report(tuple(proofs), tuple(unread), gravest(codes))


def _read_back(path: Path, house: House, wanted: Wanted) -> tuple[ReadBack, ...]:
    """Return what comes of comparing files with their sources, for every folder that has its record."""
    if not wanted.everything or not path.is_dir():
        return ()
    from publisher.production.reading_back import read_back

    records = _visible(path, lambda each: each.name == edition_record.NAME)
    return tuple(read_back(record.parent, house, wanted.manifest) for record in records)


def _collated(proof: Proof, sections: tuple[Section, ...]) -> Proof:
    """Return a proof with what comparing its file with the sources says, before everything else."""
    from publisher.production.reading_back import problem_of

    problems = (problem_of(section, proof.name) for section in sections if section.failed())
    return replace(proof, sections=(*sections, *proof.sections), problems=(*problems, *proof.problems))


def _files(path: Path, house: House, *, may_be_none: bool) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    found = _visible(path, lambda each: each.suffix.lower() in {".pdf", ".epub"})
    if not found and not may_be_none:
        raise SourceError(Problem("proof/nothing-to-proof", Place(house.shown(path))))
    yield from found


def _visible(folder: Path, wanted: Callable[[Path], bool]) -> list[Path]:
    """Return the files anywhere in a folder that are wanted, in order; what begins with a full stop is left alone."""
    found = sorted(each for each in folder.rglob("*") if wanted(each) and each.is_file())
    return [each for each in found if not any(part.startswith(".") for part in each.relative_to(folder).parts)]


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
    if path.suffix.lower() in _COMPARED_ONLY:
        return Proof(house.shown(path), path.suffix.lower()[1:], digest)
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
