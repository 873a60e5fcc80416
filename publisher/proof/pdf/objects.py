"""Objects of a PDF, asked without trust: takes anything pikepdf gives, gives what was asked for or nothing.

A value of the wrong kind counts as missing, so that no rule stumbles over a damaged dictionary.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf

Thing = Any  # what pikepdf gives: an Object, or the Python value of a scalar
MAX_DEPTH = 60


def entry(holder: Thing, key: str) -> Thing:
    """Return the value of a key of a dictionary or stream, None where there is none."""
    if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        return holder.get(key)
    return None


def within(holder: Thing, *keys: str) -> Thing:
    """Return what lies at the end of a path of keys, or None."""
    for key in keys:
        holder = entry(holder, key)
    return holder


def elements(array: Thing) -> list[Thing]:
    """Return the elements of an array, a single value as a list of one, nothing for None."""
    if isinstance(array, pikepdf.Array):
        return list(array)
    return [] if array is None else [array]


def pairs(holder: Thing) -> list[tuple[str, Thing]]:
    """Return keys and values of a dictionary."""
    return list(holder.items()) if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream) else []


def number(value: Thing, fallback: float = 0.0) -> float:
    """Return a number, or the fallback for anything else."""
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return float(value) if is_number else fallback


def numbers(array: Thing, count: int) -> tuple[float, ...] | None:
    """Return an array of exactly so many numbers, or None."""
    values = elements(array) if isinstance(array, pikepdf.Array) else []
    if len(values) != count or any(isinstance(value, bool) for value in values):
        return None
    if not all(isinstance(value, int | float | Decimal) for value in values):
        return None
    return tuple(float(value) for value in values)


def name(value: Thing) -> str:
    """Return a name without its stroke, or nothing."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def text(value: Thing) -> str:
    """Return a text string, or nothing."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def octets(value: Thing) -> bytes | None:
    """Return the bytes of a string, None for anything else."""
    return bytes(value) if isinstance(value, pikepdf.String) else None


def is_array(value: Thing) -> bool:
    """Say whether a value is an array."""
    return isinstance(value, pikepdf.Array)


def is_dictionary(value: Thing) -> bool:
    """Say whether a value has keys."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def is_stream(value: Thing) -> bool:
    """Say whether a value carries bytes."""
    return isinstance(value, pikepdf.Stream)


def key_of(value: Thing) -> tuple[int, int]:
    """Return number and generation of an object; (0, 0) of one that has none."""
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)


def shown(value: Thing) -> str:
    """Return how an object is called in a finding."""
    number_of = key_of(value)[0]
    return f"object {number_of}" if number_of else ""


def filters(stream: Thing) -> list[str]:
    """Return the names of the filters of a stream."""
    return [name(each) for each in elements(entry(stream, "/Filter"))]


def leaves(node: Thing, key: str) -> Iterator[tuple[Thing, Thing]]:
    """Yield keys and values of a name tree (`/Names`) or a number tree (`/Nums`), without walking in circles."""
    waiting, seen = [(node, 0)], set[tuple[int, int]]()
    while waiting:
        here, depth = waiting.pop()
        if not is_dictionary(here) or depth > MAX_DEPTH or (key_of(here) != (0, 0) and key_of(here) in seen):
            continue
        seen.add(key_of(here))
        listed = elements(entry(here, key))
        yield from zip(listed[::2], listed[1::2], strict=False)
        waiting += [(kid, depth + 1) for kid in reversed(elements(entry(here, "/Kids")))]
