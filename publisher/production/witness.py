"""That what a build reads is the same from beginning to end: takes paths, gives digests, and refuses what has changed.

Extracted text is read once and compared with the manifest's digest (`editing`). Pictures, styles and the rest are read
by each edition anew; were one changed between two editions, they would not say the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from publisher.house import House
from publisher.problems import Place, Problem, SourceError


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal; nothing for what cannot be read, and for what is no file."""
    with suppress(OSError, ValueError):
        if path.is_file():  # not a device that never ends
            with path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
    return ""


def digests_of(paths: Iterable[Path]) -> dict[Path, str]:
    """Return the digest of each file; an empty one for what cannot be read, which others complain of."""
    return {path: file_digest(path) for path in dict.fromkeys(paths)}


def expect_unchanged(before: Mapping[Path, str], house: House) -> None:
    """Raise SourceError with a problem for every file whose digest is not what it was."""
    changed = [path for path, digest in digests_of(before).items() if digest != before[path]]
    if changed:
        raise SourceError(*(Problem("house/changed-meanwhile", Place(house.shown(path))) for path in changed))
