"""What a printing house is told: inks, binding, paper, marks, and what fills the pages behind the last one.

The manifest room makes this value; plan and issue carry it on unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from publisher.problems import Place

USUAL_PAPER_MM = 0.1  # a leaf of 80 g/m² offset paper


class Inks(StrEnum):
    """Which inks print an issue: black alone, or the four process colours."""

    GRAY = "gray"
    CMYK = "cmyk"


class Binding(StrEnum):
    """How an issue is bound: stapled through the fold, or glued to a flat spine."""

    SADDLE = "saddle"
    PERFECT = "perfect"


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What the printing house is told.

    Attributes:
        inks: without a profile only black is possible.
        profile: file of the ICC profile of the press, relative to the folder of periodical.yaml; None if unknown.
        condition: the registered name of the printing condition ("FOGRA51"), or an empty string.
        paper_mm: how thick a leaf of the inner pages is.
        marks: whether crop and registration marks stand outside the bleed.
        house_pages: pictures that may fill pages up to a multiple of four; those not needed stay away.
        place: where the profile is named, for messages.
    """

    inks: Inks = Inks.GRAY
    profile: str | None = None
    condition: str = ""
    binding: Binding = Binding.SADDLE
    paper_mm: float = USUAL_PAPER_MM
    marks: bool = True
    house_pages: tuple[str, ...] = ()
    place: Place | None = field(default=None, compare=False)
