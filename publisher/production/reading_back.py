"""The collation of an output folder: takes a folder with its edition.json, gives sections for each of its files.

Whether the files belong together is asked first; then what must stand in them is made again, and each is compared with
it. What cannot be made again (another manifest, a changed source) is a problem, and the files count as not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publisher.house import House
from publisher.issue.edition_record import EditionFile, EditionRecord
from publisher.problems import ExitCode, Place, Problem, ReissueError, Severity, gravest
from publisher.production.expecting import expected, read_record
from publisher.production.records import set_problems
from publisher.production.verdicts import Answer, Verdicts, digest_of
from publisher.proof.checks import Kind, Section
from publisher.proof.readback.book.collating import collate_book
from publisher.proof.readback.book.sheet import collate_html, collate_text
from publisher.proof.readback.expected import Expected
from publisher.proof.readback.leaves.asking import collated
from publisher.version import VERSION

Collate = Callable[[bytes, str, Expected, House], tuple[Section, ...]]
LEDGER = "ledger"
_PDFS = ("pdf", "pdf-print", "pdf-print-cover", "pdf-booklet", "pdf-archive")
_COLLATIONS: Mapping[str, Collate] = {
    "epub": lambda data, name, wanted, _: collate_book(data, name, wanted),
    "html": lambda data, name, wanted, _: collate_html(data, name, wanted),
    "txt": lambda data, name, wanted, _: collate_text(data, name, wanted),
    **dict.fromkeys(_PDFS, collated),
}
_ASKED = frozenset({*_COLLATIONS, LEDGER})
_UNCOMPARED = Section("text", Kind.COLLATION, "", note="not-compared")


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What came of reading a folder back.

    Attributes:
        sections: by the file.
        problems: of the folder as a whole, and what kept it from being compared.
        exit_code: what those amount to.
    """

    sections: Mapping[Path, tuple[Section, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    exit_code: ExitCode = ExitCode.DONE


def read_back(folder: Path, house: House, manifest: Path | None = None, *, is_fresh: bool = False) -> ReadBack:
    """Return what came of comparing every file of a folder with its sources; what is wrong with it is a problem."""
    problems = set_problems(folder, house)
    code = ExitCode.PROBLEMS if any(each.severity is Severity.ERROR for each in problems) else ExitCode.DONE
    files: tuple[EditionFile, ...] = ()
    try:
        record = read_record(folder, house)
        files = tuple(file for file in record.files if file.edition in _ASKED and _stands_in(folder, file.name))
        wanted = expected(folder, house, manifest)
    except ReissueError as error:
        sections = {folder / file.name: (_UNCOMPARED,) for file in files if file.edition != LEDGER}
        told = problems + tuple(each for each in error.problems if each not in problems)
        return ReadBack(sections, told, gravest([code, error.exit_code]))
    problems += _other_version(record, folder, house)
    marks = {language: digest_of(each) for language, each in wanted.languages.items()}

    def compared(file: EditionFile) -> tuple[Section, ...]:
        if file.name in wanted.ledgers:
            return (wanted.ledgers[file.name],)
        try:
            data = (folder / file.name).read_bytes()
        except OSError:
            return ()  # whoever proofs the file itself says why it cannot be read
        verdicts = Verdicts.of(house, data, is_fresh=is_fresh)
        depends = [file.name, file.edition, marks[file.language]]
        collate = _COLLATIONS[file.edition]
        return verdicts.ask(
            "collation", depends, lambda: Answer(collate(data, file.name, wanted.languages[file.language], house))
        ).sections

    return ReadBack({folder / file.name: compared(file) for file in files}, problems, code)


def _other_version(record: EditionRecord, folder: Path, house: House) -> tuple[Problem, ...]:
    """Return a warning if another version of the program made the files: what it adds may have changed since."""
    if record.tool == VERSION:
        return ()
    place, values = Place(house.shown(folder)), {"recorded": record.tool, "found": VERSION}
    return (Problem("proof/other-version", place, values, Severity.WARNING),)


def _stands_in(folder: Path, name: str) -> bool:
    """Say whether a file stands in the folder itself: a record may not name what lies elsewhere."""
    return name == Path(name).name and "\0" not in name and (folder / name).is_file()
