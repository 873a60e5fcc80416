"""An archive copy, read back: its structure tree, its marked content and its enclosed files, as plain values.

It opens files with pikepdf and judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

SHOWING = {"Tj", "TJ", "'", '"', "Do", "sh", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "BI"}


@dataclass
class Element:
    """A structure element: its name, the element around it, what it holds."""

    tag: str
    data: Any
    page: int | None
    parent: Element | None
    children: list[Element] = field(default_factory=list)
    marks: list[tuple[int | None, int]] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.walk()


class Copy:
    """An archive copy that was opened."""

    def __init__(self, path: Path) -> None:
        self.document = pikepdf.open(path)
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.document.pages)}
        self.root = self._element(self.document.Root.StructTreeRoot.K, None)

    def elements(self, *tags: str) -> list[Element]:
        """Return the elements of these names, all if none is given, in reading order."""
        return [each for each in self.root.walk() if not tags or each.tag in tags]

    def objects(self) -> Iterator[Any]:
        return (each for each in self.document.objects if isinstance(each, Dictionary | pikepdf.Stream))

    def metadata(self) -> str:
        return bytes(self.document.Root.Metadata.read_raw_bytes()).decode()

    def unmarked(self) -> list[str]:
        """Return what is drawn neither as tagged content nor as an artifact: page and operator."""
        return [
            f"{number + 1}: {operator}"
            for number, page in enumerate(self.document.pages)
            for operator, marks in _operators(page)
            if operator in SHOWING and not any(tag == "/Artifact" or mark is not None for tag, mark in marks)
        ]

    def marked(self) -> set[tuple[int, int]]:
        """Return page and number of every piece of marked content that is no artifact."""
        return {
            (number, mark)
            for number, page in enumerate(self.document.pages)
            for _, marks in _operators(page)
            for _, mark in marks
            if mark is not None
        }

    def artifact_words(self) -> set[str]:
        """Return the subtypes of pagination artifacts that are drawn."""
        found = set()
        for page in self.document.pages:
            for operands, operator in _instructions(page, "BDC"):
                if str(operator) == "BDC" and str(operands[0]) == "/Artifact":
                    found.add(str(operands[1].get("/Subtype", "")))
        return found

    def _element(self, data: Any, parent: Element | None) -> Element:
        data = data[0] if isinstance(data, Array) else data
        page = self.pages[data.Pg.objgen] if "/Pg" in data else None
        made = Element(str(data.S).removeprefix("/"), data, page, parent)
        kids = data.get("/K", ())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                made.children.append(self._element(kid, made))
            elif isinstance(kid, Dictionary):
                made.annotations.append(kid.Obj)
            else:
                made.marks.append((page, int(kid)))
        return made


def _operators(page: Any) -> Iterator[tuple[str, list[tuple[str, int | None]]]]:
    """Yield every operator of a page with the marked content around it."""
    around: list[tuple[str, int | None]] = []
    for operands, operator in _instructions(page):
        name = str(operator)
        if name in {"BMC", "BDC"}:
            properties: Any = operands[1] if len(operands) > 1 and isinstance(operands[1], Dictionary) else {}
            mark = properties.get("/MCID")
            around.append((str(operands[0]), None if mark is None else int(mark)))
        elif name == "EMC":
            around.pop()
        yield name, list(around)


def _instructions(page: Any, only: str = "") -> Any:
    """Return operands and operator of every instruction of a page."""
    return pikepdf.parse_content_stream(page, only)


def skipped_levels(copy: Copy) -> list[str]:
    """Return the headings that stand more than one level below the one before."""
    levels = [int(each.tag[1]) for each in copy.elements() if re.fullmatch(r"H[1-6]", each.tag)]
    return [f"{before} → {level}" for before, level in zip([0, *levels], levels, strict=False) if level > before + 1]
