"""Canonical JSON of the model, both ways: same value, same bytes.

Takes any frozen dataclass of publisher.issue, gives JSON that names the class of every member of a union; takes
that JSON back. It does not know what the values mean, and refuses names that are not the model's.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import types
import typing
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def to_json(value: object) -> str:
    """Return canonical JSON: sorted keys, no spaces, real characters, one line end."""
    return _ENCODER.encode(value) + "\n"


def from_json(kind: type[T], text: str) -> T:
    """Return the value of type `kind` that `to_json` wrote; raises ValueError or TypeError for anything else."""
    return typing.cast(T, _value(kind, json.loads(text)))


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(to_json(value).encode()).hexdigest()


def _plain(value: object) -> object:
    """Return one level of a value that JSON does not know; the encoder asks again for what lies in it."""
    kind = type(value)
    if dataclasses.is_dataclass(kind):
        return {"is": kind.__name__} | {name: getattr(value, name) for name in _names(kind)}
    if isinstance(value, Path):
        return value.as_posix()
    raise TypeError(f"{kind.__name__} is not of the model")


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in dataclasses.fields(kind) if each.init)


def _value(kind: Any, data: Any) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _member(arguments, data)
    if origin is tuple:
        if not isinstance(data, list):
            raise TypeError(f"{data!r} is not a {kind}")
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return tuple(_value(arguments[0], item) for item in data)
        return tuple(_value(each, item) for each, item in zip(arguments, data, strict=True))
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind, data)
    if isinstance(kind, type) and issubclass(kind, Enum | Path):
        return kind(data)
    if kind in (str, int, bool) and type(data) is kind:
        return data
    if kind is float and type(data) in (int, float):
        return data
    if kind is object or (kind is types.NoneType and data is None):
        return data
    raise TypeError(f"{data!r} is not a {kind}")


def _member(members: tuple[Any, ...], data: Any) -> Any:
    """Return the value of the union's member that the data names."""
    if data is None and types.NoneType in members:
        return None
    if isinstance(data, dict):
        named = [each for each in members if getattr(each, "__name__", "") == data.get("is")]
        if not named:
            raise ValueError(f"{data.get('is')!r} is none of {members}")
        return _value(named[0], data)
    for each in members:
        try:
            return _value(each, data)
        except (TypeError, ValueError):
            continue
    raise TypeError(f"{data!r} is none of {members}")


def _dataclass(kind: Any, data: Any) -> Any:
    if not isinstance(data, dict) or data.get("is") != kind.__name__:
        raise ValueError(f"{kind.__name__} expected")
    hints = _hints(kind)
    if strange := sorted(data.keys() - hints.keys() - {"is"}):
        raise ValueError(f"{kind.__name__} has no {', '.join(strange)}")
    values = {name: _value(hints[name], item) for name, item in data.items() if name != "is"}
    return kind(**values)


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
