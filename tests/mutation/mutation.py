"""What a mutation is: the changed file and what was done in words; and when there is none.

A mutator takes an opened file and a source of chance. It gives a Mutation, or None where what it drew would leave
everything a reader meets as it was: two equal neighbours exchanged, one dot more in a row of leader dots. Those are
counted as excluded. Nothing else ever is; white space is not drawn in the first place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

Opened = TypeVar("Opened")
Drawn = TypeVar("Drawn")
# What a changed character becomes: common ones that every issue's fonts and texts are full of, and digits for digits.
COMMON = "的一是了我不人在有这个上们来到时大地为子中说国年就那和她出里后自以会"


class NothingHereError(LookupError):
    """The file has nothing of what a mutator spoils, such as page numbers of an original without any."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A spoiled file: `what` says in words what was done, with the place."""

    what: str
    data: bytes


Mutator = Callable[[Opened, Random], Mutation | None]


def chance(seed: int) -> Random:
    """Return a source of chance that gives the same every time."""
    return Random(seed)  # noqa: S311 - chance that can be repeated is what is wanted


def drawn(draw: Random, among: Sequence[Drawn]) -> Drawn:
    """Return one of several things.

    Raises:
        NothingHereError: there is none.
    """
    if not among:
        raise NothingHereError
    return draw.choice(among)


def two_of(draw: Random, among: Sequence[Drawn]) -> tuple[Drawn, Drawn]:
    """Return two things of several, in their order.

    Raises:
        NothingHereError: there are fewer.
    """
    if len(among) < 2:
        raise NothingHereError
    first, second = sorted(draw.sample(range(len(among)), 2))
    return among[first], among[second]


def other_character(draw: Random, character: str, among: str = COMMON) -> str:
    """Return a character that may stand in the place of another: a digit for a digit, else one of `among`."""
    pool = "0123456789" if character.isdecimal() else among
    return drawn(draw, [each for each in pool if each != character])
