"""What a refusal of the operating system means to a person: takes an OSError, gives a Problem with a remedy.

It knows the refusals that have nothing to do with this program: a full disk, a missing permission, a file where a
folder should be. What else an OSError may mean, it leaves to others.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from publisher.problems import Place, Problem

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CODES = {
    **dict.fromkeys(_FULL, "house/disk-full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "house/not-permitted"),
    **dict.fromkeys((errno.ENOTDIR, errno.EEXIST, errno.EISDIR), "house/not-a-folder"),
    errno.ENOENT: "house/gone",
}


def refusal(error: OSError) -> Problem | None:
    """Return the problem that an OSError is to the person, or None if it may be anything.

    A full disk is one whatever was being written; the other refusals must name a file.
    """
    code = _CODES.get(error.errno or 0)
    if code is None or (error.filename is None and error.errno not in _FULL):
        return None
    place = Place(str(error.filename)) if error.filename is not None else None
    return Problem(code, place, {"reason": error.strerror or ""})


@contextmanager
def naming(path: object) -> Iterator[None]:
    """Let every OSError of the block name a file: a full disk is otherwise told without saying where."""
    try:
        yield
    except OSError as error:
        if error.errno is None or error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error
