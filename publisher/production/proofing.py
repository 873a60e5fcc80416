"""Proofs of finished files: which checks concern a file, asked in order, gathered in one report.

Takes paths of files and folders, gives a Report. A file that cannot be read becomes a problem and stops no other; what
was asked of the same bytes before is answered from the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.house import House
from publisher.issue import edition_record
from publisher.problems import ExitCode, Place, Problem, ReissueError, SourceError, gravest
from publisher.production import questions
from publisher.production.verdicts import Answer, Verdicts
from publisher.proof.checks import Proof, Report, Section
from publisher.proof.pdf.standards import ASKED
from publisher.proof.typography import asking as compositor
from publisher.proof.typography import listing
from publisher.proof.typography.measuring import Measured

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
        is_fresh: nothing is answered from the cache.
    """

    typography: bool = False
    pdf: bool = False
    profiles: tuple[str, ...] = ()
    manifest: Path | None = None
    is_fresh: bool = False

    @property
    def everything(self) -> bool:
        """Whether no check was named."""
        return not self.typography and not self.pdf

    @property
    def takes_rules(self) -> bool:
        """Whether rules and validators of PDF are wanted."""
        return self.everything or self.pdf


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
    return tuple(read_back(record.parent, house, wanted.manifest, is_fresh=wanted.is_fresh) for record in records)


def _collated(proof: Proof, sections: tuple[Section, ...]) -> Proof:
    """Return a proof with what comparing its file with the sources says, before everything else."""
    problems = (questions.problem_of(section, proof.name) for section in sections if section.failed())
    return replace(proof, sections=(*sections, *proof.sections), problems=(*problems, *proof.problems))


def _files(path: Path, house: House, *, may_be_none: bool) -> Iterable[Path]:
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
    verdicts = Verdicts.of(house, data, is_fresh=wanted.is_fresh)
    if path.suffix.lower() == ".epub":
        return _epub(path, house, wanted, verdicts)
    if path.suffix.lower() in _COMPARED_ONLY:
        return Proof(house.shown(path), path.suffix.lower()[1:], verdicts.file)
    return _pdf(path, data, house, wanted, lang, verdicts)


def _epub(path: Path, house: House, wanted: Wanted, verdicts: Verdicts) -> Proof:
    answers = list(questions.of_book(path, house, verdicts)) if wanted.everything else []
    return _gathered(house.shown(path), "epub", verdicts, answers)


def _pdf(path: Path, data: bytes, house: House, wanted: Wanted, lang: str, verdicts: Verdicts) -> Proof:
    name = house.shown(path)
    answers = list(questions.of_pdf(path, data, house, wanted.profiles, verdicts)) if wanted.takes_rules else []
    if wanted.typography:
        measured = compositor.measured(data, path.name, house)
        answer = Answer((listing.section(measured, lang),), measured.problems(), measured.pages)
        return _gathered(name, "pdf", verdicts, [*answers, answer], measured)
    if wanted.everything and any(answer.has_classes for answer in answers):
        answers.append(questions.typography(path, data, house, lang, verdicts))
    return _gathered(name, "pdf", verdicts, answers)


def _gathered(
    name: str,
    kind: str,
    verdicts: Verdicts,
    answers: Iterable[Answer],
    measured: Measured | None = None,
) -> Proof:
    """Return everything that was answered about a file."""
    gathered = list(answers)
    pages = next((answer.pages for answer in gathered if answer.pages), 0)
    claims = next((answer.claims for answer in gathered if answer.claims), ())
    sections = tuple(section for answer in gathered for section in answer.sections)
    problems = tuple(problem for answer in gathered for problem in answer.problems)
    return Proof(name, kind, verdicts.file, pages, claims, sections, problems, measured)
