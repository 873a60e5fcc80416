"""Whether the files of an output folder belong together: takes its record and what stands there, names what differs.

A build that is cut short leaves some files new and some old, each of them whole. This says which. It opens no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from publisher.issue.edition_record import NAME, EditionRecord, read
from publisher.problems import Place, Problem, Severity

_SHORT = 12  # hexadecimal digits of a digest that are shown


def verdict_on_set(record: bytes | None, found: Mapping[str, str], folder: str) -> tuple[Problem, ...]:
    """Return what is wrong with a set of files; nothing if they are those of one build, and all of them.

    Args:
        record: the bytes of the folder's edition.json; None if there is none.
        found: name → SHA-256 of every file that stands directly in the folder, the record itself apart or not.
        folder: the folder as messages name it.
    """
    if record is None:
        return (Problem("proof/no-set-record", Place(folder)),)
    try:
        return tuple(differences(read(record), found, folder))
    except ValueError as error:
        return (Problem("proof/bad-set-record", _place(folder, NAME), {"reason": str(error)[:100]}),)


def differences(record: EditionRecord, found: Mapping[str, str], folder: str) -> Iterator[Problem]:
    """Yield a problem for every file that is changed, missing, or (a warning) of another build, by name."""
    recorded = {each.name: each.sha256 for each in record.files}
    for name in sorted({*recorded, *found} - {NAME}):
        place = _place(folder, name)
        if name not in recorded:
            yield Problem("proof/left-over", place, severity=Severity.WARNING)
        elif name not in found:
            yield Problem("proof/missing-from-set", place)
        elif found[name] != recorded[name]:
            values = {"recorded": recorded[name][:_SHORT], "found": found[name][:_SHORT]}
            yield Problem("proof/mixed-set", place, values)


def _place(folder: str, name: str) -> Place:
    return Place((PurePath(folder) / name).as_posix())
