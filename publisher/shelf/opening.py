"""An archive copy, opened: takes a PDF, gives the record of its build and every file that record vouches for.

The PDF is read by a locked process of its own, with limits of time and memory. What the record does not name is left
where it is, and told.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from publisher.house import House, temporary_folder
from publisher.issue.build_record import SUFFIX, BuildRecord, FileDigest, read, record_name
from publisher.issue.enclosure import clashes, is_safe
from publisher.problems import Place, Problem, Severity, SourceError
from publisher.shelf.unpacking import SECONDS, shown

_LARGEST = 2 * 10**9  # bytes of a PDF
_WAITING = 2 * SECONDS  # seconds
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Copy:
    """What an archive copy holds: names with bytes, the record among them, and what was not taken out."""

    record: BuildRecord
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def open_copy(pdf: Path, house: House) -> Copy:
    """Return what an archive copy holds.

    Raises:
        SourceError: it is no archive copy of ours, damaged, unsafe or too large, or a file is not the recorded one.
    """
    place = Place(house.shown(pdf))
    files = _unpacked(pdf, place, house)
    record, name = _record(files, place)
    listed = (*record.files, *record.notes)
    own = record_name(record.manifest, record.language)
    problems = _misnamed([*(each.name for each in listed), own], place)
    problems += [problem for each in listed if (problem := _differs(each, files, place))]
    if record.manifest not in {each.name for each in listed}:
        problems.append(Problem("archive/missing-file", place, {"file": shown(record.manifest)}))
    if problems:
        raise SourceError(*problems)
    names = {each.stored for each in listed} | {name}
    strange = [
        Problem("archive/unlisted-file", place, {"file": each}, Severity.WARNING) for each in files if each not in names
    ]
    found = {each.name: files[each.stored] for each in listed}
    return Copy(record, {**found, own: files[name]}, tuple(strange))


def _record(files: Mapping[str, bytes], place: Place) -> tuple[BuildRecord, str]:
    """Return the one record among the files, and what it is called."""
    found = [name for name in files if name.endswith(SUFFIX)]
    if len(found) != 1:
        raise SourceError(Problem("archive/no-copy", place, {"reason": f"{len(found)} × {SUFFIX[1:]}"}))
    try:
        return read(files[found[0]]), found[0]
    except ValueError as error:
        raise SourceError(Problem("archive/no-copy", place, {"reason": str(error)[:100]})) from None


def _misnamed(names: Sequence[str], place: Place) -> list[Problem]:
    """Return what is wrong with the paths a record gives to its files: they are somebody's word as well."""
    wrong = [("archive/unsafe-name", name) for name in names if not is_safe(name)]
    wrong += [("archive/doubled-name", name) for name in clashes(names)]
    return [Problem(code, place, {"file": shown(name)}) for code, name in wrong]


def _differs(listed: FileDigest, files: Mapping[str, bytes], place: Place) -> Problem | None:
    if listed.stored not in files:
        return Problem("archive/missing-file", place, {"file": shown(listed.name)})
    found = hashlib.sha256(files[listed.stored]).hexdigest()
    if found == listed.sha256:
        return None
    values = {"file": shown(listed.name), "recorded": listed.sha256[:_SHORT], "found": found[:_SHORT]}
    return Problem("archive/changed-file", place, values)


def _unpacked(pdf: Path, place: Place, house: House) -> dict[str, bytes]:
    """Return the enclosed files by name, as the process found them."""
    if not pdf.is_file():
        raise SourceError(Problem("archive/no-file", place))
    if pdf.stat().st_size > _LARGEST:
        raise SourceError(Problem("archive/damaged", place, {"reason": f"> {_LARGEST // 10**9} GB"}))
    try:
        stream = pdf.open("rb")
    except OSError as error:
        raise SourceError(Problem("archive/damaged", place, {"reason": error.strerror or str(error)})) from error
    with stream, temporary_folder() as folder:
        _run(stream, folder, place, house)
        result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
        if code := result.get("code"):
            raise SourceError(Problem(code, place, result["values"]))
        return {name: (folder / str(number)).read_bytes() for number, name in enumerate(result["names"])}


def _run(pdf: BinaryIO, folder: Path, place: Place, house: House) -> None:
    command = [sys.executable, "-P", "-X", "utf8", "-m", "publisher.shelf.unpacking", str(folder)]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=house.sheltered(),
            timeout=_WAITING,
            check=False,
            stdin=pdf,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise SourceError(Problem("archive/damaged", place, {"reason": f"> {_WAITING} s"})) from None
    if done.returncode or not (folder / "result.json").exists():
        raise SourceError(Problem("archive/damaged", place, {"reason": f"exit {done.returncode}"}))
