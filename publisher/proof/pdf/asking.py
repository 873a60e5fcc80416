"""Asks the reading process about a PDF: takes a file and the profiles asked for, gives Sections and what it claims.

The process gets the bytes and nothing else of this machine. One that overruns its limits, or is killed by a damaged
file, becomes a problem with the file's name.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.house import House
from publisher.problems import Place, Problem, SourceError
from publisher.proof.checks import Check, Finding, Kind, Section, State

MEMORY_LIMIT = 3 * 1024**3
MAX_BYTES = 1024**3
_SECONDS = 120
_BYTES_PER_SECOND = 200_000
_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "SYSTEMROOT")
_NO_RULES = "no-rules"


@dataclass(frozen=True, slots=True)
class Read:
    """What the process found out.

    Attributes:
        has_classes: the file carries the classes our renderer writes, so that its typography can be judged.
    """

    pages: int
    claims: tuple[str, ...]
    sections: tuple[Section, ...]
    has_classes: bool


def read(data: bytes, name: str, house: House, asked: tuple[str, ...] = (), seconds: int = 0) -> Read:
    """Return what the rules say of a PDF; `name` is shown in messages, `seconds` is the limit of computing time.

    Raises:
        SourceError: the bytes are no PDF that can be read, or ask for more than the limits allow.
    """
    if len(data) > MAX_BYTES:
        raise _refused("proof/pdf-limit", name, f"{len(data)} bytes")
    limit = seconds or _SECONDS + len(data) // _BYTES_PER_SECOND
    command = [sys.executable, "-X", "utf8", "-m", "publisher.proof.pdf.reader", str(MEMORY_LIMIT), str(limit), *asked]
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=4 * limit,
            check=False,
            cwd="/",
            env=_environment(house),
        )
    except subprocess.TimeoutExpired:
        raise _refused("proof/pdf-limit", name, f"{4 * limit} s") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = f"{limit} s" if done.returncode in {-9, -24} else said[-1][:200] if said else str(done.returncode)
        raise _refused("proof/pdf-limit", name, reason)
    return _understood(json.loads(done.stdout), name)


def _environment(house: House) -> dict[str, str]:
    kept = {name: house.environ[name] for name in _KEPT if name in house.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[3]), "PYTHONHASHSEED": "0"}


def _understood(answer: Mapping[str, Any], name: str) -> Read:
    if reason := answer.get("unreadable"):
        raise _refused("proof/bad-pdf", name, reason)
    if reason := answer.get("limit"):
        raise _refused("proof/pdf-limit", name, reason)
    sections = [
        Section(each["key"], Kind.RULES, each["standard"], tuple(_check(check) for check in each["checks"]))
        for each in answer["profiles"]
    ]
    if opinion := answer["opinion"]:
        checks = tuple(_check(check) for check in opinion["checks"])
        sections.append(Section(**{**opinion, "kind": Kind(opinion["kind"]), "checks": checks}))
    sections += [Section("claim", Kind.RULES, claim, note=_NO_RULES) for claim in answer["unknown"]]
    return Read(answer["pages"], tuple(answer["claims"]), tuple(sections), answer["has_classes"])


def _check(data: Mapping[str, Any]) -> Check:
    findings = tuple(Finding(**each) for each in data["findings"])
    return Check(data["code"], State(data["state"]), data["clause"], findings, data["count"])


def _refused(code: str, name: str, reason: str) -> SourceError:
    return SourceError(Problem(code, Place(name), {"reason": reason}))
