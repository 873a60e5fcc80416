"""What is in the making, and whose it is: temporary files and folders that their maker holds with a lock.

The system gives a lock back when its holder ends, however it ends. So what lies there under one of our names and is
held by nobody was left by a program that was killed, and whoever comes next may take it away. On a file system without
locks nothing is taken away.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_SUFFIX = ".making"
_OURS = re.compile(r"(?:\..+|reissue)\.[a-z0-9_]{8}\.making", re.DOTALL)
_HELD = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES})


@contextmanager
def leased_folder(home: Path, name: str) -> Iterator[tuple[Path, int]]:
    """Yield a new hidden folder below `home` and its handle; it is taken away with the block."""
    while True:
        try:
            path = Path(tempfile.mkdtemp(dir=home, prefix=f".{name}.", suffix=_SUFFIX))
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(home)) from error
        with suppress(FileNotFoundError):  # somebody took it for a dead one's before it was held
            handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
            if _take(path, handle):
                break
    try:
        yield path, handle
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(handle)


@contextmanager
def leased_file(home: Path, name: str) -> Iterator[tuple[Path, int]]:
    """Yield a new hidden file below `home` and its handle; it is taken away with the block unless it was renamed."""
    while True:
        handle, made = tempfile.mkstemp(dir=home, prefix=f".{name}.", suffix=_SUFFIX)
        path = Path(made)
        if _take(path, handle):
            break
    try:
        yield path, handle
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yield a new folder where the system keeps what is temporary; it is taken away with the block."""
    home = Path(tempfile.gettempdir())
    clear_away(home)
    with leased_folder(home, "reissue") as (path, _):
        yield path


def clear_away(home: Path) -> None:
    """Take away what programs that were killed left directly below a folder; what cannot be is left where it is."""
    with suppress(OSError), os.scandir(home) as entries:
        for entry in entries:
            if _OURS.fullmatch(entry.name) and not entry.is_symlink():
                with suppress(OSError):
                    _take_away(Path(entry.path))


def clear_away_temporary() -> None:
    """Take away what killed programs left where the system keeps what is temporary."""
    clear_away(Path(tempfile.gettempdir()))


def is_at(path: Path, handle: int) -> bool:
    """Say whether the file or folder that is open still stands at a path."""
    with suppress(OSError):
        return os.path.samestat(path.lstat(), os.fstat(handle))
    return False


def try_lock(handle: int) -> bool:
    """Lock an open file or folder; False if another program holds it. Raises OSError where there are no locks."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise
    return True


def _take(path: Path, handle: int) -> bool:
    """Hold what was just made; False, with the handle closed, if another program was quicker to take it away."""
    try:
        is_ours = try_lock(handle)
    except OSError:
        is_ours = True
    if is_ours and is_at(path, handle):
        return True
    os.close(handle)
    return False


def _take_away(path: Path) -> None:
    """Remove what belongs to us and is held by nobody."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if os.fstat(handle).st_uid == os.geteuid() and try_lock(handle):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    finally:
        os.close(handle)
