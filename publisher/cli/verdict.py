"""What an exception means to the person at the terminal: an exit code and problems, never a traceback.

Takes any exception, gives a Verdict; the traceback is kept for -vv. It prints nothing.
"""

from __future__ import annotations

import errno
import platform
import traceback
from dataclasses import dataclass

from publisher.house import refusal
from publisher.problems import ExitCode, Place, Problem, ReissueError
from publisher.version import VERSION

_NOT_OUR_FAULT = frozenset({errno.ENAMETOOLONG, errno.ELOOP, errno.EIO, errno.EMFILE})  # and what `refusal` knows


@dataclass(frozen=True, slots=True)
class Verdict:
    """What went wrong; `trace` is empty unless it is our own mistake."""

    exit_code: ExitCode
    problems: tuple[Problem, ...]
    trace: str = ""


def verdict_of(error: Exception) -> Verdict:
    """Return what an exception amounts to: its own problems, a file that will not do, or our mistake."""
    if isinstance(error, ReissueError):
        return Verdict(error.exit_code, error.problems, _trace(error) if error.exit_code is ExitCode.INTERNAL else "")
    if isinstance(error, OSError) and (problem := refusal(error) or _refused(error)):
        return Verdict(ExitCode.PROBLEMS, (problem,))
    values = {
        "kind": type(error).__name__,
        "detail": str(error).splitlines()[0][:200] if str(error) else "-",
        "version": VERSION,
        "python": platform.python_version(),
    }
    return Verdict(ExitCode.INTERNAL, (Problem("cli/internal", values=values),), _trace(error))


def _refused(error: OSError) -> Problem | None:
    """Return the problem of a file that the system refused for a rarer reason."""
    if error.errno not in _NOT_OUR_FAULT or error.filename is None:
        return None
    return Problem("cli/file-refused", Place(str(error.filename)), {"reason": error.strerror or ""})


def _trace(error: Exception) -> str:
    return "".join(traceback.format_exception(error))
