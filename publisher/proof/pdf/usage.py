"""What the content of a PDF does, as values: fonts and codes, colours, marks, pictures, and what was amiss.

Filled by `player`, read by the rules. What the colours and codes amount to is decided elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from publisher.proof.pdf.colour import GRAY
from publisher.proof.pdf.objects import Thing

Key = tuple[int, int]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class FontUse:
    """A font and the codes drawn with it; `page` is the first it stands on, codes shown invisibly count apart."""

    obj: Thing
    page: int
    codes: Counter[int] = field(default_factory=Counter)
    is_visible: bool = False


@dataclass(slots=True)
class Picture:
    """A picture as placed: its dictionary, page and resolution; inline pictures have an `inline` description."""

    obj: Thing
    page: int
    label: str
    dpi: float


@dataclass(slots=True)
class Usage:
    """What the content does.

    Attributes:
        painted: (page, family) → where it was first met: `fill`, `text`, `image Im1`.
        asked: (page, family) of every device colour that an operator sets, painted with or not.
        inks: (page, components) of text in CMYK.
        unmarked: page → operators that paint outside of any mark.
        nested: (page, words) where artifacts and text are nested in each other.
        marks: owner of the content → the numbers of its marked content.
        missing: (page, kind, name) of resources that are used and not there.
        faults: (page, words) of what is wrong with the operators.
    """

    fonts: dict[Any, FontUse] = field(default_factory=dict)
    painted: dict[tuple[int, str], str] = field(default_factory=dict)
    asked: set[tuple[int, str]] = field(default_factory=set)
    inks: set[tuple[int, tuple[float, ...]]] = field(default_factory=set)
    unmarked: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    nested: set[tuple[int, str]] = field(default_factory=set)
    marks: dict[Key, set[int]] = field(default_factory=lambda: defaultdict(set))
    missing: set[tuple[int, str, str]] = field(default_factory=set)
    faults: set[tuple[int, str]] = field(default_factory=set)
    deepest: int = 0
    borrowed: set[tuple[int, str]] = field(default_factory=set)
    intents: set[tuple[int, str]] = field(default_factory=set)
    pictures: list[Picture] = field(default_factory=list)
    inline: list[tuple[int, dict[str, Thing]]] = field(default_factory=list)
    states: dict[Any, tuple[int, Thing]] = field(default_factory=dict)
    operations: int = 0
    forms: int = 0


@dataclass(frozen=True, slots=True)
class Ink:
    """A current colour: the families it leads to, its components."""

    families: frozenset[str] = frozenset({GRAY})
    components: tuple[float, ...] = (0.0,)


@dataclass(frozen=True, slots=True)
class State:
    """What q saves and Q restores."""

    matrix: Matrix = IDENTITY
    fill: Ink = Ink()
    stroke: Ink = Ink()
    font: FontUse | None = None
    mode: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked content that is open: its tag, and its number if it has one."""

    tag: str
    mcid: int | None
