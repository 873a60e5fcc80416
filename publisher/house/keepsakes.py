"""What is kept so that it need not be made again: takes bytes and a path in the cache, gives the bytes or nothing.

Each file begins with the digest of what follows; a damaged one counts as none. What a thing depends on, and so what it
is called, its maker decides; the program that makes it is part of that.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache
from pathlib import Path

from publisher.house.writing import write_atomically

_PACKAGE = Path(__file__).parents[1]
_DIGEST_BYTES = hashlib.sha256().digest_size


def keep(path: Path, data: bytes) -> None:
    """Put something into the cache; that it cannot be written is no fault, for a cache is a convenience."""
    with suppress(OSError):
        write_atomically(path, hashlib.sha256(data).digest() + data)


def kept(path: Path) -> bytes:
    """Return what the cache holds, or nothing if it holds nothing or not what was put there."""
    try:
        data = path.read_bytes()
    except OSError:
        return b""
    digest, found = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
    return found if hashlib.sha256(found).digest() == digest else b""


@cache
def program_digest(*rooms: str) -> str:
    """Return the digest of the program's own modules, or of some rooms: two copies of a version may differ."""
    return code_digest(*(_PACKAGE / room for room in rooms or ("",)))


def code_digest(*folders: Path) -> str:
    """Return the digest of all Python files below some folders, their names included."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.relative_to(folder.parent).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
