"""What a build did, as `-v` tells it: takes the steps of a build, gives plain lines with figures and seconds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from publisher.cli.words import word, word_or

if TYPE_CHECKING:
    from publisher.production import Built

_KILOBYTE, _MEGABYTE = 1_000, 1_000_000


def step_lines(built: Built, lang: str) -> Iterator[str]:
    """Yield a line for every step of a build, in order: what it was, how long it took, what it did."""
    for step in built.steps:
        name = word_or(f"step-{step.name}", step.name, lang)
        told = word("step-took", lang, issue=built.issue_id, step=name, seconds=f"{step.seconds:.2f}")
        figures = [_figure(key, value, lang) for key, value in step.figures if value]
        yield told + (word("figures-begin", lang) + word("figures-between", lang).join(figures) if figures else "")


def _figure(key: str, value: object, lang: str) -> str:
    match value:
        case int():
            return word(f"figure-{key}", lang, value=f"{value:,}")
        case tuple() if key == "files":
            return _pairs([(name, _size(size)) for name, size in value], lang)
        case tuple():
            return word(f"figure-{key}", lang, value=_pairs(value, lang))
        case _:
            return word(f"figure-{key}", lang, value=value)


def _pairs(pairs: Sequence[tuple[str, object]], lang: str) -> str:
    return word("pairs-between", lang).join(f"{name} {value}" for name, value in pairs)


def _size(size: int) -> str:
    if size < _KILOBYTE:
        return f"{size} B"
    return f"{size / _KILOBYTE:.0f} kB" if size < _MEGABYTE else f"{size / _MEGABYTE:.1f} MB"
