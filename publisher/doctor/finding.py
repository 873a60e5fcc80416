"""One thing that was looked for on this machine, and the commands that install what is missing."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

_TIME_LIMIT_S = 20
_VERSION = re.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for.

    Attributes:
        version: what it says of itself, or how much there is of it; empty if it is missing or does not say.
        needed_for: a key the command line has words for: what it is for, and what its absence costs.
        remedy: the command that installs it, or what else mends it.
        is_required: a build cannot do without it; otherwise only tests and proofreading want it.
        detail: which file it is, with the beginning of its digest where bytes matter; a folder.
    """

    name: str
    found: bool
    version: str
    needed_for: str
    remedy: str
    is_required: bool = True
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Shop:
    """Where this machine gets its programs: the command depends on the system."""

    system: str

    def get(self, debian: str, homebrew: str = "") -> str:
        """Return the command that installs packages; the one for Debian where no other is known."""
        if self.system == "Darwin" and homebrew:
            return f"brew install {homebrew}"
        return f"apt-get install {debian}"


def asked(tool: Path, *words: str) -> str:
    """Return what a tool prints on both streams, or nothing if it does not answer."""
    try:
        done = subprocess.run([tool, *words], capture_output=True, timeout=_TIME_LIMIT_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).decode(errors="replace")


def version_of(tool: Path | None, *words: str) -> str:
    """Return the first version a tool prints, or nothing."""
    answer = _VERSION.search(asked(tool, *words)) if tool else None
    return answer[0] if answer else ""
