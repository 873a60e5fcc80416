"""What stands around the text of finished pages: takes what the pages show, sets running heads and page numbers apart.

They are drawn last on a page and are a string of their own: a decimal number, or one of the heads the issue yields.
Whether they are right is said here too, for the text of a page alone does not tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.proof.readback.drawn import Shown
from publisher.proof.readback.script import squeezed


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page with its text and its furniture apart.

    Attributes:
        label: what the file calls the page.
        folio, head: as printed, without white space; empty where there is none.
    """

    number: int
    label: str
    shown: tuple[Shown, ...]
    folio: str
    head: str


def leaves_of(pages: Sequence[tuple[Shown, ...]], labels: Sequence[str], heads: frozenset[str]) -> tuple[Leaf, ...]:
    """Return every page with running head and page number set apart."""
    return tuple(_leaf(index + 1, labels[index], shown, heads) for index, shown in enumerate(pages))


def _leaf(number: int, label: str, shown: tuple[Shown, ...], heads: frozenset[str]) -> Leaf:
    folio = head = ""
    end = len(shown)
    while end:
        text = squeezed(shown[end - 1].text)
        if text in heads and not head:
            head = text
        elif text == label and text.isdecimal() and not folio:
            folio = text
        else:
            break
        end -= 1
    return Leaf(number, label, shown[:end], folio, head)


def number_faults(leaves: Sequence[Leaf]) -> Iterator[tuple[int, str, str]]:
    """Yield page, wanted and found where the labels do not count on, page by page."""
    counted = 0
    for leaf in leaves:
        counted += 1
        if leaf.label.isdecimal() and int(leaf.label) != counted:
            yield leaf.number, str(counted), leaf.label
            counted = int(leaf.label)
