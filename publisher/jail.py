"""Locks the process it is called in, for work on what nobody vouches for: limits, no network, no program, no files.

Takes limits and folders; from then on whatever Python itself would do against them is refused and noted. There is no
way back. What a library does in C without telling Python is held by the limits alone.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

# Source: Python's table of audit events. A name that ends in a point stands for all that begin with it.
_REFUSED = (
    "socket.", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.fork",
    "os.forkpty", "pty.spawn", "urllib.", "http.client.", "ftplib.", "smtplib.", "imaplib.", "webbrowser.open",
)  # fmt: skip
_CHANGING = tuple(
    f"os.{what}"
    for what in ("chmod", "chown", "link", "mkdir", "remove", "rename", "rmdir", "symlink", "truncate", "utime")
)
_READABLE = ("/dev/null", "/dev/urandom")
_PACKAGES = {"site-packages", "dist-packages"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class JailedError(PermissionError):
    """Something that this process may not do; says what."""


def lock(memory: int, seconds: int | None, folder: Path | None = None) -> list[str]:
    """Lock this process for good; return the list in which every refusal will be noted.

    Args:
        memory: bytes of address space.
        seconds: computing time; None leaves it to the caller.
        folder: the one folder whose files may be read and written; None lets nothing be written.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if seconds is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.dont_write_bytecode = True
    refusals: list[str] = []
    own = (_root(folder),) if folder else ()
    readable = (*own, *_libraries())

    def guard(event: str, arguments: tuple[object, ...]) -> None:
        watch = _watch(event)  # many events go by: those that are let through must cost nothing
        if watch is None:
            return
        if refusal := watch(event, arguments, readable, own):
            refusals.append(refusal[:200])
            raise JailedError(refusal)

    sys.addaudithook(guard)
    return refusals


def _libraries() -> tuple[str, ...]:
    """Return the folders that hold Python, the libraries, and ourselves; what lies beside us is no library."""
    folders = {sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(os.__file__).parent), *_READABLE}
    folders |= {path for path in sys.path if Path(path).name in _PACKAGES} | {str(Path(__file__).parent)}
    return tuple(sorted({_root(Path(folder)) for folder in folders}))


def _root(folder: Path) -> str:
    return str(folder.resolve())


@cache
def _watch(event: str) -> Callable[[str, tuple[Any, ...], Sequence[str], Sequence[str]], str] | None:
    """Return what says why an event is refused; None for one that never is."""
    if event == "open":
        return _opened
    if event in _CHANGING:
        return _changed
    return _never if event.startswith(_REFUSED) and event != "socket.gethostname" else None


def _never(event: str, _: tuple[Any, ...], __: Sequence[str], ___: Sequence[str]) -> str:
    return event


def _changed(_: str, arguments: tuple[Any, ...], __: Sequence[str], own: Sequence[str]) -> str:
    """Return the name of a file that may not be changed."""
    names = (_name(each) for each in arguments if isinstance(each, str | bytes | os.PathLike))
    return next((name for name in names if not _is_below(name, own)), "")


def _opened(_: str, arguments: tuple[Any, ...], readable: Sequence[str], own: Sequence[str]) -> str:
    """Return the name of a file that may not be opened so, or nothing."""
    path, mode, flags = (*arguments, None, None)[:3]
    if not isinstance(path, str | bytes | os.PathLike):
        return ""  # opened already
    name = _name(path)
    writes = isinstance(flags, int) and bool(flags & _WRITING)
    writes = writes or (isinstance(mode, str) and any(letter in mode for letter in "wxa+"))
    return "" if name == "/dev/null" or _is_below(name, own if writes else readable) else name


def _name(path: str | bytes | os.PathLike[str]) -> str:
    """Return where a path really leads."""
    return os.path.realpath(os.fsdecode(path))


def _is_below(name: str, roots: Sequence[str]) -> bool:
    return any(name == root or name.startswith(f"{root.rstrip('/')}/") for root in roots)
