"""Proofs of finished files: which checks concern a file, asked in order, gathered in one report.

Takes paths of files and folders, gives a Report. A file that cannot be read becomes a problem and stops no other; what
was asked of the same bytes before is answered from the cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.house import House
from publisher.problems import ExitCode, Place, Problem, ReissueError, SourceError, gravest
from publisher.production import questions
from publisher.production.verdicts import Answer, Verdicts
from publisher.proof.checks import Proof, Report
from publisher.proof.pdf.standards import ASKED
from publisher.proof.typography import listing, measuring

PROFILES = ASKED


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which checks are wanted: nothing named means all that concern a file.

    Attributes:
        profiles: standards a PDF is held to though it does not claim them.
        is_fresh: nothing is answered from the cache.
    """

    typography: bool = False
    pdf: bool = False
    profiles: tuple[str, ...] = ()
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
    verdicts = Verdicts.of(house, data, is_fresh=wanted.is_fresh)
    if path.suffix.lower() == ".epub":
        return _epub(path, house, wanted, verdicts)
    return _pdf(path, data, house, wanted, lang, verdicts)


def _epub(path: Path, house: House, wanted: Wanted, verdicts: Verdicts) -> Proof:
    answers = list(questions.of_book(path, house, verdicts)) if wanted.everything else []
    return _gathered(house.shown(path), "epub", verdicts, answers)


def _pdf(path: Path, data: bytes, house: House, wanted: Wanted, lang: str, verdicts: Verdicts) -> Proof:
    name = house.shown(path)
    answers = list(questions.of_pdf(path, data, house, wanted.profiles, verdicts)) if wanted.takes_rules else []
    if wanted.typography:
        measured = measuring.typography(path)
        answer = Answer((listing.section(measured, lang),), measured.problems(), measured.composition.pages)
        return _gathered(name, "pdf", verdicts, [*answers, answer], measured)
    if wanted.everything and any(answer.has_classes for answer in answers):
        answers.append(questions.typography(path, lang, verdicts))
    return _gathered(name, "pdf", verdicts, answers)


def _gathered(
    name: str,
    kind: str,
    verdicts: Verdicts,
    answers: Iterable[Answer],
    measured: measuring.Typography | None = None,
) -> Proof:
    """Return everything that was answered about a file."""
    gathered = list(answers)
    pages = next((answer.pages for answer in gathered if answer.pages), 0)
    claims = next((answer.claims for answer in gathered if answer.claims), ())
    sections = tuple(section for answer in gathered for section in answer.sections)
    problems = tuple(problem for answer in gathered for problem in answer.problems)
    return Proof(name, kind, verdicts.file, pages, claims, sections, problems, measured)
