"""The darkroom: a locked process that develops the pictures of an issue, one after the other, within limits.

It is started by the first picture and ends with the block. A picture that overruns its limits or kills the process is
refused; the next one gets a new process. What is made of a picture is the business of `development`.
"""

from __future__ import annotations

import json
import math
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import IO, Any, cast

from publisher.house import House
from publisher.problems import InternalError, Problem
from publisher.typesetting.pictures.development import HEAD, lengths, packed
from publisher.typesetting.pictures.raster import Developed, Target
from publisher.typesetting.pictures.refusal import RefusedPictureError, bad

Develop = Callable[[bytes, str, Target], Developed]
_SECONDS = 60  # of computing, for one picture
_PATIENCE = 4  # a busy machine may take so many times longer by the clock
_CHUNK = 1 << 20


@contextmanager
def darkroom(house: House) -> Iterator[Develop]:
    """Yield what develops a picture: `finished`, in a process of its own; see there for what it raises."""
    with tempfile.TemporaryFile() as complaints:
        room = _Darkroom(house, complaints)
        try:
            yield room.developed
        finally:
            room.close()


class _Darkroom:
    def __init__(self, house: House, complaints: IO[bytes]) -> None:
        self.house, self.complaints = house, complaints
        self.seconds = house.limits.seconds or _SECONDS
        self.process: subprocess.Popen[bytes] | None = None

    def developed(self, data: bytes, kind: str, target: Target) -> Developed:
        """Return a picture made for a target."""
        said, made = self._asked(packed({"kind": kind, "target": asdict(target)}, data))
        if "limit" in said:
            raise self._over(f"{self.house.limits.memory_mb} MB")
        if "code" in said:
            raise RefusedPictureError(said["code"], **said["values"])
        return Developed(made, **said)

    def close(self) -> None:
        """End the process, if there is one."""
        if process := self.process:
            self.process = None
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):  # what it was still told when it died
                    if pipe:
                        pipe.close()

    def _asked(self, question: bytes) -> tuple[dict[str, Any], bytes]:
        process = self.process = self.process or self._started()
        to_it, from_it = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        ends = time.monotonic() + self.seconds * _PATIENCE
        try:
            _write(to_it, question)
            words, size = lengths(_read(from_it, HEAD, ends))
            said: dict[str, Any] = json.loads(_read(from_it, words, ends))
            return said, _read(from_it, size, ends)
        except TimeoutError:
            self.close()
            raise self._over(f"{self.seconds:g} s") from None
        except (BrokenPipeError, EOFError):
            raise self._died(process.wait()) from None

    def _started(self) -> subprocess.Popen[bytes]:
        module = f"{__package__}.development"
        limits = str(self.house.limits.memory), str(math.ceil(self.seconds))
        return subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", module, *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.complaints,
            bufsize=0,
            cwd="/",
            env=self.house.sheltered(),
        )

    def _over(self, limit: str) -> RefusedPictureError:
        return RefusedPictureError("typesetting/picture-limit", limit=limit)

    def _died(self, status: int) -> Exception:
        """Return what the death of the process means: too much work, a broken picture, or a mistake of ours."""
        self.close()
        if -status == signal.SIGXCPU:
            return self._over(f"{self.seconds:g} s")
        if status < 0:
            return bad(signal.Signals(-status).name)
        self.complaints.seek(0)
        words = self.complaints.read().decode("utf-8", "replace").strip().splitlines()
        if words and words[-1].startswith("MemoryError"):
            return self._over(f"{self.house.limits.memory_mb} MB")
        values = {"status": status, "reason": words[-1][:300] if words else ""}
        return InternalError(Problem("typesetting/darkroom-crashed", None, values))


def _write(pipe: IO[bytes], data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[pipe.write(rest) :]


def _read(pipe: IO[bytes], size: int, ends: float) -> bytes:
    """Return so many bytes; TimeoutError if they are not there in time, EOFError if they never will be."""
    parts: list[bytes] = []
    while size:
        if not select.select([pipe], [], [], max(0.0, ends - time.monotonic()))[0]:
            raise TimeoutError
        part = pipe.read(min(size, _CHUNK))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
