"""The trial of the proof: spoils finished editions again and again, and asks the collation whether it saw it.

Takes finished issues, a number and a seed; gives what was caught, kind by kind, and every survivor. The same number and
seed give the same mutations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from tests.mutation import spoiling_books, spoiling_leaves
from tests.mutation.books import Book
from tests.mutation.issues import Printed
from tests.mutation.leaves import Leaves
from tests.mutation.mutation import Mutation, Mutator, NothingHereError, chance

MUTATORS: Mapping[str, Mapping[str, Mutator[Any]]] = {"epub": spoiling_books.MUTATORS, "pdf": spoiling_leaves.MUTATORS}
OPENED: Mapping[str, Callable[[bytes], Any]] = {"epub": Book.opened, "pdf": Leaves}
Seen = Callable[[str, bytes, Printed], bool]
"""Says whether a collation sees that a file of a format is not what the issue is."""


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutation nobody noticed."""

    look: str
    format: str
    kind: str
    mutation: Mutation

    def __str__(self) -> str:
        return f"{self.look} {self.format}, {self.kind}: {self.mutation.what}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a trial found; all counts are by format and kind."""

    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    caught: Counter[tuple[str, str]] = field(default_factory=Counter)
    excluded: Counter[tuple[str, str]] = field(default_factory=Counter)
    survivors: list[Survivor] = field(default_factory=list)


def mutations(
    issues: Iterable[Printed], count: int, seed: int, formats: tuple[str, ...] = tuple(MUTATORS)
) -> Iterable[tuple[Printed, str, str, Mutation | None]]:
    """Yield `count` mutations, every kind of every file in turn, and None for those that were excluded meanwhile."""
    draw = chance(seed)
    turns = [
        (issue, opened, name, kind, mutator)
        for issue in issues
        for name in formats
        for opened in [OPENED[name](issue.file(name))]
        for kind, mutator in MUTATORS[name].items()
    ]
    for issue, opened, name, kind, mutator in cycle(draw.sample(turns, len(turns))):
        if not count:
            return
        try:
            mutation = mutator(opened, draw)
        except NothingHereError:
            continue
        count -= mutation is not None
        yield issue, name, kind, mutation


def trial(
    issues: Iterable[Printed], seen: Seen, count: int, seed: int, formats: tuple[str, ...] = tuple(MUTATORS)
) -> Outcome:
    """Return what became of `count` mutations."""
    outcome = Outcome()
    for issue, name, kind, mutation in mutations(issues, count, seed, formats):
        key = name, kind
        if mutation is None:
            outcome.excluded[key] += 1
            continue
        outcome.tried[key] += 1
        if seen(name, mutation.data, issue):
            outcome.caught[key] += 1
        else:
            outcome.survivors.append(Survivor(issue.look, name, kind, mutation))
    return outcome


def table(outcome: Outcome) -> str:
    """Return the counts as a table in Markdown, one line a kind, the totals last."""
    rows = [("kind of change", "EPUB", "PDF", "caught", "excluded as equal")]
    kinds = dict.fromkeys(kind for each in MUTATORS.values() for kind in each)
    for kind in kinds:
        epub, pdf = (outcome.tried[name, kind] for name in MUTATORS)
        rows.append(_row(kind, epub, pdf, _sum(outcome.caught, kind), _sum(outcome.excluded, kind)))
    epub, pdf = (sum(count for (name, _), count in outcome.tried.items() if name == each) for each in MUTATORS)
    rows.append(_row("all", epub, pdf, outcome.caught.total(), outcome.excluded.total()))
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---|---:|---:|---:|---:|", *lines[1:]])


def _row(kind: str, epub: int, pdf: int, caught: int, excluded: int) -> tuple[str, str, str, str, str]:
    return kind, str(epub), str(pdf), f"{caught} of {epub + pdf}", str(excluded)


def _sum(counts: Counter[tuple[str, str]], kind: str) -> int:
    return sum(counts[name, kind] for name in MUTATORS)
