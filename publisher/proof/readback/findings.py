"""Findings of a collation: takes readings and places, gives Findings and Checks in one form.

It compares nothing; what is quoted is cut to a few neighbours of the place where readings part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from publisher.proof.checks import Check, Finding, State

T = TypeVar("T")

KEPT = 200  # findings a check carries; all of them are counted
NEIGHBOURS = 6  # characters quoted on either side of a difference
_MOST_PAIRS = 4_000_000  # compared piece by piece
_MOST = 24  # characters quoted of what differs itself
NOTHING = "∅"
_SHOWN = str.maketrans({"\n": "⏎", "\t": "⇥", "\u2028": "↵", "\x02": "※", "\x0e": "（", "\x0f": "）"})


def check(code: str, findings: Iterable[Finding]) -> Check:
    """Return the check of a code: passed without findings, failed with them."""
    kept: list[Finding] = []
    count = 0
    for count, finding in enumerate(findings, 1):
        if count <= KEPT:
            kept.append(finding)
    return Check(code, State.FAILED if count else State.PASSED, "", tuple(kept), count)


def parted(wanted: str, seen: str) -> str:
    """Return both readings where two texts part, with a few neighbours: `…河湾的[渡]口 ≠ …河湾的[度]口`."""
    start = 0
    while start < min(len(wanted), len(seen)) and wanted[start] == seen[start]:
        start += 1
    end = 0
    while end < min(len(wanted), len(seen)) - start and wanted[-1 - end] == seen[-1 - end]:
        end += 1
    return f"{_quoted(wanted, start, len(wanted) - end)} ≠ {_quoted(seen, start, len(seen) - end)}"


def changes(wanted: Sequence[T], seen: Sequence[T]) -> Iterator[tuple[Sequence[T], Sequence[T]]]:
    """Yield what stands in the one row and what in the other wherever two rows part.

    Where so much differs that comparing piece by piece would take long, all of it is one place.
    """
    start = next((n for n, pair in enumerate(zip(wanted, seen, strict=False)) if pair[0] != pair[1]), None)
    start = min(len(wanted), len(seen)) if start is None else start
    both = zip(reversed(wanted[start:]), reversed(seen[start:]), strict=False)
    end = next((n for n, pair in enumerate(both) if pair[0] != pair[1]), None)
    end = min(len(wanted), len(seen)) - start if end is None else end
    old, new = wanted[start : len(wanted) - end], seen[start : len(seen) - end]
    if len(old) * len(new) > _MOST_PAIRS:
        yield old, new
        return
    for tag, from_, to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield old[from_:to], new[new_from:new_to]


def quoted(text: str) -> str:
    """Return a text as it is shown in a finding: not too long, characters that would be lost made visible."""
    shown = text if len(text) <= _MOST else f"{text[: _MOST // 2]}…{text[-_MOST // 2 :]}"
    return shown.translate(_SHOWN) or NOTHING


def _quoted(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - NEIGHBOURS) : start], text[end : end + NEIGHBOURS]
    left = "…" if start > NEIGHBOURS else ""
    right = "…" if end + NEIGHBOURS < len(text) else ""
    inner = quoted(text[start:end]) if end > start else NOTHING
    return f"{left}{before.translate(_SHOWN)}[{inner}]{after.translate(_SHOWN)}{right}"
