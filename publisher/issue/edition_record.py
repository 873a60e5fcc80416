"""The record of an output folder: which files make up the edition that stands there, each with its digest.

Frozen data, written last of all as `edition.json`: files that agree with it belong together. It says where the manifest
lay, so that a proof can read everything again. It opens no file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from publisher.issue import record

NAME = "edition.json"
FORM = 1  # of the record; a reader refuses another one


@dataclass(frozen=True, slots=True, order=True)
class EditionFile:
    """One file of the folder.

    Attributes:
        edition: what it is: an edition by its name on the command line, `ledger` or `problems`.
        language: of an edition in another script; empty for the original.
    """

    name: str
    edition: str
    language: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, order=True)
class InputFile:
    """A file the build read beside manifest and extracted text; its name starts from the manifest's folder."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """What stands in an output folder.

    Attributes:
        form: of the record itself.
        tool: version of the program that built the files.
        epoch: SOURCE_DATE_EPOCH if it dated the build, else empty.
        manifest: path of the manifest from the folder on, with slashes.
        sources: path of the folder --sources named, from the folder on; empty where the manifest decided.
        inputs: articles of ours, pictures, styles and periodical.yaml; extracted text has its digests in the manifest.
    """

    form: int
    issue: str
    revision: int
    tool: str
    epoch: str
    manifest: str
    manifest_sha256: str
    sources: str
    inputs: tuple[InputFile, ...]
    files: tuple[EditionFile, ...]


def together(now: EditionRecord, before: EditionRecord, standing: Iterable[str]) -> EditionRecord:
    """Return the record of a folder after a build into it: with the earlier editions that belong to the same set.

    They do if the same manifest, sources and program made them, if the ledger is the same, and if they still stand in
    the folder as recorded (`standing`: their names).
    """
    if replace(before, files=()) != replace(now, files=()) or _ledger(before) != _ledger(now):
        return now
    made, kept = {each.name for each in now.files}, frozenset(standing)
    return replace(now, files=(*now.files, *(each for each in before.files if each.name in kept - made)))


def _ledger(of: EditionRecord) -> str:
    return next((each.sha256 for each in of.files if each.edition == "ledger" and not each.language), "")


def written(of: EditionRecord) -> bytes:
    """Return the record as JSON for people and programs."""
    return (json.dumps(json.loads(record.to_json(of)), ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes) -> EditionRecord:
    """Return the record that was written; raises ValueError for anything else."""
    try:
        found = record.from_json(EditionRecord, data.decode("utf-8"))
    except (TypeError, RecursionError, KeyError) as error:
        raise ValueError(str(error)) from None
    if found.form != FORM:
        raise ValueError(f"form {found.form}")
    return found
