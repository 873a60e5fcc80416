"""What is made of one picture: takes its bytes, what kind they are and what it is for, gives the finished picture.

Run as a program (`python -m publisher.typesetting.pictures.development MEMORY SECONDS`) it is the darkroom's process:
locked, it answers one question after another on standard output, and dies alone if a picture kills it.
"""

from __future__ import annotations

import json
import math
import resource
import struct
import sys
from dataclasses import asdict
from typing import Any, BinaryIO

from publisher.jail import lock
from publisher.typesetting.pictures.raster import Developed, Target, developed
from publisher.typesetting.pictures.refusal import RefusedPictureError

_LENGTHS = struct.Struct(">IQ")  # of what is said, and of the bytes of a picture


def finished(data: bytes, kind: str, target: Target) -> Developed:
    """Return a picture made for a target.

    Raises:
        RefusedPictureError: it cannot be printed.
    """
    if kind != "SVG":
        return developed(data, kind, target)
    from publisher.typesetting.pictures.drawing import cleaned

    drawn = cleaned(data, is_print=target.is_print)
    return Developed(drawn.data, "svg", drawn.width, drawn.height, drawn.words)


def packed(said: dict[str, Any], data: bytes = b"") -> bytes:
    """Return a question or an answer as it goes through a pipe."""
    words = json.dumps(said).encode()
    return _LENGTHS.pack(len(words), len(data)) + words + data


def lengths(head: bytes) -> tuple[int, int]:
    """Return how many bytes of words and of a picture follow a head of `HEAD` bytes."""
    words, data = _LENGTHS.unpack(head)
    return words, data


HEAD = _LENGTHS.size


def _answer(question: dict[str, Any], data: bytes) -> bytes:
    target = question["target"]
    box = tuple(target["box"]) if target["box"] else None
    try:
        made = finished(data, question["kind"], Target(**{**target, "box": box}))
    except RefusedPictureError as refusal:
        return packed({"code": refusal.code, "values": {key: str(value) for key, value in refusal.values.items()}})
    except MemoryError:
        return packed({"limit": "memory"})
    return packed({key: value for key, value in asdict(made).items() if key != "data"}, made.data)


def _serve(questions: BinaryIO, answers: BinaryIO, seconds: int) -> None:
    """Answer until no question comes; each may take so many seconds of computing."""
    while head := questions.read(HEAD):
        words, size = lengths(head)
        question, data = json.loads(questions.read(words)), questions.read(size)
        used = resource.getrusage(resource.RUSAGE_SELF)
        allowed = math.ceil(used.ru_utime + used.ru_stime) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
        answers.write(_answer(question, data))
        answers.flush()


if __name__ == "__main__":
    lock(int(sys.argv[1]), None)
    _serve(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[2]))
