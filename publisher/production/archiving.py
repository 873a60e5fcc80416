"""The archive copy of an issue: takes an edited issue and what the same build printed, writes one PDF for libraries.

It holds the PDF for screens, everything it was made of, and the record of the build. How a PDF for libraries differs
from one for screens is the business of publisher.editions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from publisher.editions.pdf.archive import Deposit, archived
from publisher.house import program_digest, write_atomically
from publisher.issue.build_record import BuildRecord, FileDigest, FontFile, record_name, written
from publisher.issue.enclosure import Enclosed, Relationship, stored_names
from publisher.issue.issue import Issue
from publisher.issue.print import Print
from publisher.production.enclosing import digest_of, home_of, inputs_of, style_files_of
from publisher.production.libraries import versions
from publisher.production.presses import ARCHIVE, SCREEN
from publisher.production.run import Run
from publisher.version import VERSION

_README = Path(__file__).with_name("archive-readme.md")


def record_of(run: Run, prints: Sequence[Print]) -> tuple[BuildRecord, Sequence[Enclosed]]:
    """Return the record of a run, and what went into it.

    Raises:
        ReissueError: what a build reads cannot be enclosed.
    """
    plan, issue, house = run.edited.plan, run.edited.issue, run.house
    inputs = inputs_of(plan, issue, run.style, house, run.manifest)
    fonts = {FontFile(font.family, font.file, font.sha256) for made in prints for font in made.fonts}
    record = BuildRecord(
        issue=issue.id,
        revision=issue.revision,
        language=run.script,
        manifest=f"{home_of(plan)}/{run.manifest.name}",
        editions=run.editions,
        epoch=house.environ.get("SOURCE_DATE_EPOCH", "") if house.is_dated else "",
        versions=versions(),
        program=program_digest(),
        style_files=style_files_of(run.style, house),
        fonts=tuple(sorted(fonts)),
        files=_digests(inputs),
        notes=(),
        prints=tuple(FileDigest(made.file, made.sha256, made.size) for made in prints),
    )
    return record, inputs


def archive(run: Run, prints: Sequence[Print]) -> Print:
    """Write the archive copy beside the PDF for screens it is made of, and return what was written.

    Raises:
        ReissueError: what has to be enclosed cannot be.
    """
    issue = run.edited.issue
    screen = next(made for made in prints if made.edition == SCREEN)
    record, inputs = record_of(run, prints)
    name = record_name(record.manifest, record.language)
    notes = _notes(run, record, name)
    stored = stored_names([*(each.name for each in (*inputs, *notes)), name])
    inputs, notes = ([replace(each, stored=stored[each.name]) for each in some] for some in (inputs, notes))
    record = replace(record, files=_digests(inputs), notes=_digests(notes))
    said = Enclosed(name, written(record), Relationship.DATA, "制作记录 record of the build", stored[name])
    data = archived((run.folder / screen.file).read_bytes(), _deposit(issue), (*inputs, *notes, said))
    file = f"{issue.stem}.archive.pdf"
    write_atomically(run.folder / file, data)
    digest = hashlib.sha256(data).hexdigest()
    return Print(ARCHIVE, file, digest, len(data), screen.pages, screen.first_pages, screen.fonts)


def _digests(enclosed: Sequence[Enclosed]) -> tuple[FileDigest, ...]:
    return tuple(sorted(digest_of(each.name, each.data, each.stored) for each in enclosed))


def _deposit(issue: Issue) -> Deposit:
    return Deposit(
        identifier=f"reissue:{issue.id}:{issue.language}:{issue.revision}:{ARCHIVE}",
        language=issue.language,
        publisher=issue.periodical.publisher,
        rights=issue.rights or issue.periodical.rights,
        date=str(issue.date or ""),
    )


def _notes(run: Run, record: BuildRecord, name: str) -> Sequence[Enclosed]:
    """Return what is enclosed beside inputs and record: the ledgers, and words for whoever opens the copy."""
    ledgers = (
        Enclosed(f"records/{ledger}", text.encode(), Relationship.SUPPLEMENT, "更正账 ledger of corrections")
        for ledger, text in run.ledgers
    )
    readme = _readme(run, record, name).encode()
    return (*ledgers, Enclosed("README.md", readme, Relationship.SUPPLEMENT, "说明 how to make the issue again"))


def _readme(run: Run, record: BuildRecord, name: str) -> str:
    issue = run.edited.issue
    script = f" --language {run.script}" if run.script else ""
    return _README.read_text(encoding="utf-8").format(
        title=issue.periodical.title,
        number=issue.number,
        issue=issue.id,
        record=name,
        version=VERSION,
        command=f"reissue build {record.manifest}{script} --edition {','.join(record.editions)}",
        dated=f"SOURCE_DATE_EPOCH={record.epoch} " if record.epoch else "",
    )
