"""A content stream as operators with their operands.

Takes bytes, gives pairs; what the operators mean is the business of `content`.

Source: ISO 32000-1, 7.2 and 7.8.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(
    rb"""(?P<image>\bBI\b.*?\bID\s.*?\sEI\b)
    |(?P<comment>%[^\r\n]*)
    |(?P<open><<|\[)
    |(?P<close>>>|\])
    |(?P<hex><[0-9A-Fa-f\s]*>)
    |(?P<string>\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\))
    |/(?P<name>[^\s()<>\[\]{}/%]*)
    |(?P<number>[+-]*(?:\d+\.?\d*|\.\d+))
    |(?P<word>[A-Za-z'"][\w*'"]*)""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_CONSTANTS = {b"true": True, b"false": False, b"null": None}

Operation = tuple[str, list[Any]]


def operations(data: bytes) -> Iterator[Operation]:
    """Return each operator and what stands before it: numbers, bytes, names as text, lists (dictionaries are flat)."""
    operands: list[Any] = []
    outer: list[list[Any]] = []
    for match in _TOKEN.finditer(data):
        kind, text = match.lastgroup, match[match.lastgroup or 0]
        if kind == "word" and text not in _CONSTANTS:
            yield text.decode("ascii", "replace"), operands
            operands, outer = [], []
        elif kind == "open":
            outer.append(operands)
            operands = []
        elif kind == "close":
            if outer:
                outer[-1].append(operands)
                operands = outer.pop()
        elif kind not in {"image", "comment"}:
            operands.append(_value(kind, text))


def _value(kind: str | None, text: bytes) -> Any:
    if kind == "number":
        return float(text.lstrip(b"+-")) * (-1 if text.startswith(b"-") else 1)
    if kind == "hex":
        digits = b"".join(text[1:-1].split()).decode("ascii")
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    if kind == "string":
        return _ESCAPE.sub(_unescaped, text[1:-1]) if b"\\" in text else text[1:-1]
    if kind == "name":
        return text.decode("latin-1")
    return _CONSTANTS.get(text)


def _unescaped(match: re.Match[bytes]) -> bytes:
    octal, char = match.groups()
    return bytes([int(octal, 8) & 255]) if octal else _ESCAPED.get(char, char)
