"""A process that may compute and nothing else: takes a module of ours, what it is to read and limits, gives its answer.

The module gets bytes on standard input and answers in JSON. It is locked from its first moment: limits of memory and
computing time, no network, no other program, no file but Python's own. One that overruns them, or is killed by a
damaged file, becomes a problem with its name.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any, cast

from publisher.house import House
from publisher.jail import lock
from publisher.problems import Place, Problem, SourceError

MEMORY_LIMIT = 3 * 1024**3
MAX_BYTES = 1024**3
SECONDS = 120
_BYTES_PER_SECOND = 200_000

Answer = Mapping[str, Any]


def answered(
    module: str, data: bytes, name: str, house: House, words: tuple[str, ...] = (), seconds: int = 0, size: int = 0
) -> Answer:
    """Return what a module answers to some bytes; `name` is shown in messages.

    Args:
        module: run as `python -m MODULE MEMORY SECONDS [WORD…]`.
        words: what else it is told.
        seconds: the limit of computing time; 0 reckons with the size of the file.
        size: of the file among the bytes; 0 for all of them.

    Raises:
        SourceError: the file cannot be read, or asks for more than the limits allow.
    """
    size = size or len(data)
    if size > MAX_BYTES:
        raise refused("proof/pdf-limit", name, f"{size} bytes")
    limit = seconds or SECONDS + size // _BYTES_PER_SECOND
    command = [sys.executable, "-P", "-X", "utf8", "-m", module, str(MEMORY_LIMIT), str(limit), *words]
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=4 * limit,
            check=False,
            cwd="/",
            env=house.sheltered(),
        )
    except subprocess.TimeoutExpired:
        raise refused("proof/pdf-limit", name, f"{4 * limit} s") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = f"{limit} s" if done.returncode in {-9, -24} else said[-1][:200] if said else str(done.returncode)
        raise refused("proof/pdf-limit", name, reason)
    return _understood(json.loads(done.stdout), name)


def refused(code: str, name: str, reason: str) -> SourceError:
    """Return the error a file becomes that cannot be read."""
    return SourceError(Problem(code, Place(name), {"reason": reason}))


def _understood(answer: object, name: str) -> Answer:
    found = cast("Answer", answer) if isinstance(answer, dict) else {"unreadable": "…"}
    if reason := found.get("unreadable"):
        raise refused("proof/bad-pdf", name, reason)
    if reason := found.get("limit"):
        raise refused("proof/pdf-limit", name, reason)
    return found


# --- inside of the process ---


def serve(words: list[str], answer: Callable[[bytes, tuple[str, ...]], Answer]) -> int:
    """Lock this process, read, answer; what cannot be read is part of the answer, not a failure."""
    memory, seconds = int(words[0]), int(words[1])
    lock(memory, seconds)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    found = answer(sys.stdin.buffer.read(), tuple(words[2:]))
    sys.stdout.write(json.dumps(found, ensure_ascii=True))
    return 0
