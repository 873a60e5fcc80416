"""What an exception means to the person at the terminal: an exit code and problems, never a traceback.

Takes any exception, gives a Verdict; the traceback is kept for -vv. It prints nothing.
"""

from __future__ import annotations

import errno
import platform
import traceback
from dataclasses import dataclass

from publisher.problems import ExitCode, Place, Problem, ReissueError
from publisher.version import VERSION

_NOT_OUR_FAULT = {
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG,
    errno.EEXIST, errno.ENOENT, errno.ELOOP, errno.EIO, errno.EMFILE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What went wrong; `trace` is empty unless it is our own mistake."""

    exit_code: ExitCode
    problems: tuple[Problem, ...]
    trace: str = ""


def verdict_of(error: Exception) -> Verdict:
    """Return what an exception amounts to: its own problems, a file that will not do, or our mistake."""
    if isinstance(error, ReissueError):
        return Verdict(error.exit_code, error.problems)
    if isinstance(error, OSError) and error.errno in _NOT_OUR_FAULT and error.filename is not None:
        place = Place(str(error.filename))
        return Verdict(ExitCode.PROBLEMS, (Problem("cli/file-refused", place, {"reason": error.strerror or ""}),))
    values = {
        "kind": type(error).__name__,
        "detail": str(error).splitlines()[0][:200] if str(error) else "-",
        "version": VERSION,
        "python": platform.python_version(),
    }
    trace = "".join(traceback.format_exception(error))
    return Verdict(ExitCode.INTERNAL, (Problem("cli/internal", values=values),), trace)
