"""The record of a build: what went into an edition, what it was made with, and what came out.

Frozen data, written as JSON by `record`. It says enough to make the same bytes again, and to name what has become
different where they are not the same. It compares nothing.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from publisher.issue import record

FORM = 1  # of the record; a reader refuses another one
SUFFIX = ".record.json"
_WORD = re.compile(r"[A-Za-z0-9-]{0,40}")


@dataclass(frozen=True, slots=True, order=True)
class FileDigest:
    """A file: its name, digest and size; `stored` is what an enclosed file is called in the PDF."""

    name: str
    sha256: str
    size: int
    stored: str = ""


@dataclass(frozen=True, slots=True, order=True)
class FontFile:
    """A file of faces that the pages were set with."""

    family: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """The record of one build of an issue in one language.

    Attributes:
        form: of the record itself.
        manifest: name of the manifest among `files`.
        language: of an edition in another script; empty for the original.
        editions: all that were asked for, in order.
        epoch: SOURCE_DATE_EPOCH if it dated the build, else empty.
        versions: what made the bytes, by name: the tool, Python, libraries.
        program: digest of the tool's own code.
        style_files: the files of the style that come with the tool.
        files: everything a build reads that does not come with the tool.
        notes: what is enclosed beside them, the record itself apart.
        prints: what the same build made; the archive copy itself cannot be among them.
    """

    issue: str
    revision: int
    language: str
    manifest: str
    editions: tuple[str, ...]
    epoch: str
    versions: tuple[tuple[str, str], ...]
    program: str
    style_files: tuple[FileDigest, ...]
    fonts: tuple[FontFile, ...]
    files: tuple[FileDigest, ...]
    notes: tuple[FileDigest, ...]
    prints: tuple[FileDigest, ...]
    form: int = FORM


def record_name(manifest: str, language: str) -> str:
    """Return the name of the record that lies beside a manifest; `language` is empty for the original."""
    path = PurePosixPath(manifest)
    return path.with_name(f"{path.stem}{f'.{language.lower()}' if language else ''}{SUFFIX}").as_posix()


def written(of: BuildRecord) -> bytes:
    """Return a record as it lies in an archive copy: JSON that a person can read."""
    return (json.dumps(json.loads(record.to_json(of)), ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes) -> BuildRecord:
    """Return the record that was written; raises ValueError for anything else."""
    try:
        found = record.from_json(BuildRecord, data.decode("utf-8"))
    except (TypeError, RecursionError, KeyError) as error:
        raise ValueError(str(error)) from None
    if found.form != FORM:
        raise ValueError(f"form {found.form}")
    if not all(map(_WORD.fullmatch, (found.language, *found.editions))):
        raise ValueError("language, editions")
    return found
