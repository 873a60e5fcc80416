"""One call of a validator: takes its command, gives what it printed, or a section that says it broke down."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.proof.checks import Check, Finding, Kind, Section, State

_TIME_LIMIT_S = 600
_JAVA_MEMORY = "-Xmx2g"
JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", _JAVA_MEMORY, "-Duser.language=en", "-Dfile.encoding=UTF-8")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool printed and with which status it ended; `fault` says why it could not be asked."""

    status: int = 0
    out: str = ""
    err: str = ""
    fault: str = ""


def ask(command: Sequence[str | Path], seconds: int = _TIME_LIMIT_S) -> Answer:
    """Return what a command answers."""
    try:
        done = subprocess.run(
            [str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return Answer(fault=f"{seconds} s")
    except OSError as error:
        return Answer(fault=error.strerror or type(error).__name__)
    return Answer(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def broken(name: str, standard: str, fault: str) -> Section:
    """Return the section of a tool that is here and gave no usable answer: skipped, for nothing was learned."""
    check = Check(name, State.SKIPPED, "", (Finding(detail=fault[:200]),), 1)
    return Section(name, Kind.VALIDATOR, standard, (check,), note="broke")


def absent(name: str, standard: str, remedy: str) -> Section:
    """Return the section of a tool that is not here."""
    return Section(name, Kind.VALIDATOR, standard, note="absent", remedy=remedy)
