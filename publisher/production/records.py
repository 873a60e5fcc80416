"""What stands beside the finished files: the ledgers, what is left to look at, and the record of the folder.

Takes edited issues and their prints, makes JSON of them. It prints nothing and judges nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from publisher.house import House, naming
from publisher.issue import edition_record, record
from publisher.issue.edition_record import EditionFile, EditionRecord, InputFile
from publisher.issue.print import Print
from publisher.problems import Problem
from publisher.production.editing import Edited
from publisher.production.witness import file_digest
from publisher.proof.standing import verdict_on_set
from publisher.version import VERSION


def ledgers(original: Edited, edited: Edited) -> tuple[tuple[str, str], ...]:
    """Return name and text of the ledgers an edition rests on: the original's, and its own in another script."""
    both = [original] if edited is original else [original, edited]
    return tuple((f"ledger{_ending(each)}", _ledger_text(each)) for each in both)


def write_records(edited: Edited, prints: tuple[Print, ...], ledger: str, folder: Path) -> tuple[EditionFile, ...]:
    """Write ledger.json (canonical, replayable) and problems.json (what is left to look at) beside the prints.

    Those of an edition in another script bear its language, and its ledger the digest of the one it stands on. Returns
    every file of this language, the prints first.
    """
    left = {
        "issue": edited.issue.id,
        "problems": [_flat(problem) for problem in edited.problems],
        "queries": [_data(query) for query in edited.issue.open_queries],
        "prints": [_data(each) for each in prints],
    }
    language = edited.issue.language if edited.issue.derivation else ""
    files = [EditionFile(each.file, each.edition, language, each.sha256, each.size) for each in prints]
    texts = {"ledger": ledger, "problems": json.dumps(left, ensure_ascii=False, indent=1) + "\n"}
    for kind, text in texts.items():
        data, name = text.encode(), f"{kind}{_ending(edited)}"
        with naming(folder / name):
            (folder / name).write_bytes(data)
        files.append(EditionFile(name, kind, language, hashlib.sha256(data).hexdigest(), len(data)))
    return tuple(files)


def edition_record_of(
    edited: Edited, manifest: Path, house: House, read: Mapping[Path, str], files: Iterable[EditionFile], folder: Path
) -> tuple[str, bytes]:
    """Return name and bytes of the record of a folder that these files are put into.

    Paths in it start from the folder. Earlier editions in it that belong to the same set stay on record. `read` has the
    digests of what the build read.
    """
    issue, manifest = edited.issue, manifest.resolve()
    told = {manifest, *(ref.path.resolve() for ref in edited.plan.sources)}
    inputs = {path.resolve(): digest for path, digest in read.items()}

    def from_there(path: Path) -> str:
        return Path(os.path.relpath(path, folder.resolve())).as_posix()

    of = EditionRecord(
        form=edition_record.FORM,
        issue=issue.id,
        revision=issue.revision,
        tool=VERSION,
        epoch=house.environ["SOURCE_DATE_EPOCH"] if house.is_dated else "",
        manifest=from_there(manifest),
        manifest_sha256=issue.manifest_sha256,
        sources=from_there(house.sources.resolve()) if house.sources else "",
        inputs=tuple(sorted(_input(path, manifest.parent, inputs[path]) for path in inputs.keys() - told)),
        files=tuple(files),
    )
    if before := _record_in(folder):
        standing = digests_in(folder, (each.name for each in before.files))
        whole = (each.name for each in before.files if standing.get(each.name) == each.sha256)
        of = edition_record.together(of, before, whole)
    return edition_record.NAME, edition_record.written(of)


def _input(path: Path, home: Path, digest: str) -> InputFile:
    return InputFile(Path(os.path.relpath(path, home)).as_posix(), digest)


def set_problems(folder: Path, house: House) -> tuple[Problem, ...]:
    """Return what keeps the files of an output folder from being one set, as its record has it."""
    names = [path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
    record = (folder / edition_record.NAME).read_bytes() if edition_record.NAME in names else None
    return verdict_on_set(record, digests_in(folder, names), house.shown(folder))


def digests_in(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the digest of every file of those names that stands directly in a folder and can be read."""
    return {name: digest for name in names if (digest := file_digest(folder / Path(name).name))}


def _record_in(folder: Path) -> EditionRecord | None:
    """Return the record that stands in a folder; one that cannot be read is none."""
    with suppress(OSError, ValueError):
        return edition_record.read((folder / edition_record.NAME).read_bytes())
    return None


def _ending(edited: Edited) -> str:
    return f".{edited.issue.language.lower()}.json" if edited.issue.derivation else ".json"


def _ledger_text(edited: Edited) -> str:
    """Return the sources and the ledger as the digest in the colophon has it, but with each correction on a line."""
    ids = {source.path: source.id for source in edited.galley.sources}
    derivation = edited.issue.derivation
    read = edited.galley.sources if derivation else edited.issue.sources
    sources = [{"id": ids.get(each.path, ""), "path": each.path, "sha256": each.sha256} for each in read]
    head: dict[str, object] = {"sources": sources}
    if derivation:
        head = {"on": edited.issue.ledger_sha256, "converter": derivation.converter} | head
    # A quotation mark inside a string is escaped: what looks like the beginning of a correction is one.
    ledger = edited.ledger_json.strip().replace('{"author":', '\n{"author":')
    return f'{json.dumps(head, ensure_ascii=False)[:-1]},\n"ledger":{ledger}}}\n'


def _data(value: object) -> object:
    return json.loads(record.to_json(value))


def _flat(problem: Problem) -> dict[str, str]:
    return {"code": problem.code, "place": str(problem.place or ""), "message": problem.message("en")}
