"""What a person wrote, with the place where it stands: takes text and marks, gives trees of values.

Every value of a tree knows its Place, so any later step can point at it. It knows neither YAML nor what values mean.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from publisher.problems import Place, Problem

_NOWHERE = Place("")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Written(str):
    """A scalar as written; `cut` says that a ` #` behind it on its line took away the rest as a comment."""

    __slots__ = ("cut", "place")

    place: Place
    cut: bool

    def __new__(cls, text: str = "", place: Place = _NOWHERE, *, cut: bool = False) -> Self:
        """Return the text with its place."""
        made = super().__new__(cls, text)
        made.place = place
        made.cut = cut
        return made


class WrittenMap(dict[str, Any]):
    """A mapping as written, in order; `key_places` tells where each key stands."""

    def __init__(self, place: Place = _NOWHERE) -> None:
        super().__init__()
        self.place = place
        self.key_places: dict[str, Place] = {}

    def put(self, key: str, value: Any, place: Place) -> None:
        """Set a key and remember where it stands."""
        self[key] = value
        self.key_places[key] = place


class WrittenList(list[Any]):
    """A list as written."""

    def __init__(self, place: Place = _NOWHERE) -> None:
        super().__init__()
        self.place = place


Tree = Written | WrittenMap | WrittenList


@dataclass(frozen=True)
class Script:
    """A text file, decoded: where it is from, what it says, and the number its first line has in the file.

    Attributes:
        sha256: of the file's bytes; empty for a text that is no whole file.
    """

    shown: str
    text: str
    first_line: int = 1
    sha256: str = ""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends; LF, CRLF and CR end a line, nothing else does."""
        return tuple(_LINE_END.split(self.text))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def place(self, start: int, end: int | None = None) -> Place:
        """Return the place of the characters from `start` to `end` (code points of the whole text)."""
        index = bisect_right(self._starts, start) - 1
        line, column = self.lines[index], start - self._starts[index]
        length = max(1, min((end if end is not None else start + 1) - start, len(line) - column))
        return Place(self.shown, index + self.first_line, column + 1, line, length)


def place_at(tree: Tree, path: tuple[str | int, ...]) -> Place:
    """Return the place a path of keys and indexes leads to; steps that the tree does not have are passed over."""
    for step in path:
        if isinstance(tree, WrittenMap):
            tree = tree.get(str(step), tree)
        elif isinstance(tree, WrittenList) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
    return tree.place


def problem(code: str, place: Place | None, /, **values: object) -> Problem:
    """Return a problem whose values are plain words."""
    return Problem(code, place, {name: str(value) for name, value in values.items()})
