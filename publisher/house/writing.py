"""Files that are whole or not there: the atomic writer, and the folder that takes its place when all of it is made.

What is written lies on the disk before it gets its name, so that a machine that stops leaves the old file or the new
one. Two programs that finish the same folder at once do so one after the other.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from publisher.house.leases import clear_away, clear_away_temporary, is_at, leased_file, leased_folder, try_lock
from publisher.house.refusals import refusal
from publisher.problems import Place, Problem, ReissueError

Seal = Callable[[], tuple[str, bytes]]  # name and bytes of the file that is put into a folder last

_PATIENCE_S = 60.0  # a folder is held while files are renamed: longer is a program that hangs
_PAUSE_S = 0.05
_CANNOT_SETTLE = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF})  # of file systems without fsync


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it: a temporary name in the same folder, then a rename.

    Raises:
        OSError: the system refused; it names `path`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    clear_away(path.parent)
    try:
        _write(path, data)
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


def _write(path: Path, data: bytes) -> None:
    with leased_file(path.parent, path.name) as (making, handle):
        with os.fdopen(handle, "wb", closefd=False) as stream:
            stream.write(data)
        _settle(making)
        making.chmod(0o644)
        making.replace(path)
    _settle(path.parent)


@contextmanager
def folder_in_the_making(target: Path, seal: Seal | None = None) -> Iterator[Path]:
    """Yield a temporary folder beside `target`; what it holds is renamed into `target` only if the block succeeds.

    `seal` is called when everything is made and nobody else may change `target`; its file takes its place last.

    Raises:
        ReissueError: the system refused, another program holds `target`, or somebody took the folder away.
    """
    was_there = target.parent.exists()
    try:
        _look_at(target)
        clear_away_temporary()
        home = _home_of(target)
        clear_away(home)
        with leased_folder(home, target.name) as (making, handle):
            try:
                yield making
                _place(making, handle, target, seal)
            except OSError as error:
                raise _as_seen(error, making, target) from error
    except OSError as error:
        if (problem := refusal(error)) is None:
            raise
        raise ReissueError(problem) from error
    finally:
        if not was_there and not target.exists():
            with suppress(OSError):
                target.parent.rmdir()


def _look_at(target: Path) -> None:
    """Refuse at once what would be refused when everything is made."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        with os.scandir(target):  # a file is no folder
            pass
        if not os.access(target, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def _home_of(target: Path) -> Path:
    """Return where files can be made that a rename brings into `target`: beside it, or in it if it is another disk."""
    beside = target.resolve().parent
    is_apart = target.exists() and target.stat().st_dev != beside.stat().st_dev
    return target if is_apart else beside


def _as_seen(error: OSError, making: Path, target: Path) -> OSError:
    """Return an error with the name that a file was to have, not that of the folder in the making."""
    if error.errno is None or error.filename is None or not Path(error.filename).is_relative_to(making):
        return error
    return OSError(error.errno, error.strerror, str(target / Path(error.filename).relative_to(making)))


def _place(making: Path, handle: int, target: Path, seal: Seal | None) -> None:
    if not is_at(making, handle):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target))
    with _held(target):
        last = ""
        if seal:
            last, data = seal()
            write_atomically(making / last, data)
        for path in making.iterdir():
            _settle(path)
        try:
            _move(making, target, last)
        except KeyboardInterrupt:
            _move(making, target, last)  # half a set would be worse than a moment's delay
            raise


def _move(making: Path, target: Path, last: str) -> None:
    """Rename what still lies in the folder in the making; the file called `last` when all others have settled."""
    paths = sorted(making.iterdir(), key=lambda path: (path.name == last, path.name))
    for path in paths:
        if path.name == last:
            _settle(target)
        path.chmod(0o755 if path.is_dir() else 0o644)
        path.replace(target / path.name)
    _settle(target)


def _settle(path: Path) -> None:
    """Wait until the disk has what a file or a folder holds, as far as the file system can say so."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SETTLE:
            raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        os.close(handle)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Make the folder if need be and keep our other programs out of it; raises ReissueError if one will not leave."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        folder.mkdir(exist_ok=True)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            if _wait(handle, deadline) and is_at(folder.resolve(), handle):
                yield
                return
            if time.monotonic() >= deadline:
                raise ReissueError(Problem("house/folder-held", Place(str(folder)), {"holder": _holder(handle)}))
        finally:
            os.close(handle)


def _wait(handle: int, deadline: float) -> bool:
    """Lock an open folder as soon as it is free; a file system without locks has no such queue."""
    try:
        while not (is_free := try_lock(handle)) and time.monotonic() < deadline:
            time.sleep(_PAUSE_S)
    except OSError:
        return True
    return is_free


def _holder(handle: int) -> str:
    """Return the number of the process that holds an open folder, where the system tells."""
    of = os.fstat(handle)
    wanted = f"{os.major(of.st_dev):02x}:{os.minor(of.st_dev):02x}:{of.st_ino}"
    with suppress(OSError):
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
            words = line.split()
            if words[1] == "FLOCK" and wanted in words:
                return words[4]
    return "?"
