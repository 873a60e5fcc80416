"""A report of our own mistakes: takes what went wrong in a session, leaves a file that a person can read and send.

It holds versions, the command line, codes and places of problems, and the traceback. It holds no text of an issue and
no name of a home folder, overwrites nothing, and never fails: a second mistake must not hide the first.
"""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from publisher import production
from publisher.cli.session import Session
from publisher.cli.verdict import Verdict, verdict_of
from publisher.house import write_atomically
from publisher.problems import ExitCode, Place, Problem, Severity

_OTHER_SCRIPTS = re.compile(r"[^\x00-\x7f]+")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_LONGEST_WORD = 40  # what is quoted in a message and is longer, or holds a space, may be text of an issue
_LONGEST_LINE = 300


def verdict_in(session: Session, error: Exception) -> Verdict:
    """Return what an exception amounts to; a mistake of ours has a report, and a note that says where it lies."""
    verdict = verdict_of(error)
    if verdict.exit_code is not ExitCode.INTERNAL:
        return verdict
    with suppress(Exception):
        if path := _kept(_report(verdict, session), session):
            note = Problem("cli/report-written", Place(session.shown(path)), severity=Severity.NOTE)
            return replace(verdict, problems=(*verdict.problems, note))
    return verdict


def _kept(text: str, session: Session) -> Path | None:
    """Return the file that holds a report, in the first folder that will take it; the same mistake has one report."""
    data = text.encode()
    name = f"reissue-report-{hashlib.sha256(data).hexdigest()[:8]}.txt"
    for folder in (session.house.cache_for("reports"), session.here, session.house.temporary):
        if folder is None:
            continue
        path = folder / name
        with suppress(OSError):
            if not path.exists():
                write_atomically(path, data)
            if path.read_bytes() == data:
                return path
    return None


def _report(verdict: Verdict, session: Session) -> str:
    lines = [
        "Report of a mistake of the program reissue. It holds no text of the issue.",
        f"command: reissue {shlex.join(session.words)}",
        f"folder: {session.here}",
        "",
        *(f"{name} {version or '-'}" for name, version in production.versions()),
        "",
        *(f"{problem.code} {_spot(problem.place)}".rstrip() for problem in verdict.problems),
        "",
        *_without_text(verdict.trace),
    ]
    return _without_home("\n".join(lines) + "\n", session.house.environ.get("HOME", ""))


def _spot(place: Place | None) -> str:
    """Return path, line and column; the excerpt of a place is text of the issue."""
    return str(place) if place else ""


def _without_text(trace: str) -> Iterator[str]:
    """Yield the lines of a traceback; what an exception says is shortened where it may quote the issue."""
    for line in trace.splitlines():
        shown = line if line.startswith(" ") else _QUOTED.sub(_shortened, line)
        yield _OTHER_SCRIPTS.sub("…", shown)[:_LONGEST_LINE]


def _shortened(match: re.Match[str]) -> str:
    quoted = match[0]
    return "'…'" if " " in quoted or len(quoted) > _LONGEST_WORD else quoted


def _without_home(text: str, home: str) -> str:
    folder = home.rstrip("/")
    return re.sub(rf"{re.escape(folder)}(?![\w.-])", "~", text) if folder else text
