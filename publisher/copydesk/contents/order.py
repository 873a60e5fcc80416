"""Columns put in order, and the path of sections every entry stands in.

Takes labels and entries in the order of the file, gives the entries by page with their sections. It reads no words:
page numbers and the marks before labels decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from publisher.copydesk.contents.entries import Entry, Label

Path = tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Group:
    """Labels that directly follow each other, and the entries below them up to the next label or fall of pages."""

    labels: list[Label] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        return [entry.number for entry in self.entries]


def arranged(items: Sequence[Label | Entry]) -> list[tuple[Entry, Path]]:
    """Return the entries in the order of their pages, each with its section and subsection.

    A label goes with the entries that follow it, wherever its column stands in the file. Labels with a mark lie
    below the plain ones; where all have marks, the mark that comes first in the order is the outer one.
    """
    groups = _groups(items)
    if all(number for group in groups for number in group.numbers):
        groups = sorted((part for group in groups for part in _parts(group, groups)), key=lambda part: part.numbers[0])
    outer = _outer_mark(groups)
    ordered: list[tuple[Entry, Path]] = []
    section, subsection = "", ""
    for group in groups:
        for label in group.labels:
            if label.mark == outer:
                section, subsection = label.text, ""
            else:
                subsection = label.text
        path = tuple(label for label in (section, subsection) if label)
        ordered.extend((entry, path) for entry in group.entries)
    return ordered


def _groups(items: Sequence[Label | Entry]) -> list[_Group]:
    """Return the groups that have entries; a label without entries of its own goes with the next group."""
    groups: list[_Group] = []
    group = _Group()
    for item in items:
        if isinstance(item, Label):
            if group.entries:
                groups.append(group)
                group = _Group()
            group.labels.append(item)
        else:
            group.entries.append(item)
    return [*groups, group] if group.entries else groups


def _parts(group: _Group, groups: Sequence[_Group]) -> list[_Group]:
    """Return a group, cut where its pages fall because another column begins that carries on an earlier section."""
    numbers = group.numbers
    falls = [index for index in range(1, len(numbers)) if numbers[index] < numbers[index - 1]]
    if len(falls) != 1 or not _carries_on(numbers[: falls[0]], numbers[falls[0] :], group, groups):
        return [group] if not falls else [_Group(group.labels, sorted(group.entries, key=lambda entry: entry.number))]
    cut = falls[0]
    return [_Group(group.labels, group.entries[:cut]), _Group([], group.entries[cut:])]


def _carries_on(head: Sequence[int], tail: Sequence[int], group: _Group, groups: Sequence[_Group]) -> bool:
    """Say whether pages behind a fall carry on the section before them in page order rather than their own.

    They must lie wholly before their own section, behind another one that stands earlier in the file, with no page of
    a third between; a single page does so only if its own section would enclose others.
    """
    others = [number for other in groups if other is not group for number in other.numbers]
    if max(tail) >= min(head) or _encloses(tail, others) or _encloses(head, others):
        return False
    earlier = [number for other in groups[: groups.index(group)] for number in other.numbers]
    follows = any(number < min(tail) for number in earlier)
    return follows and (len(tail) > 1 or _encloses([*head, *tail], others))


def _encloses(numbers: Sequence[int], others: Sequence[int]) -> bool:
    return any(min(numbers) < other < max(numbers) for other in others)


def _outer_mark(groups: Sequence[_Group]) -> str:
    """Return the mark of outer labels: none if plain labels exist, else the one that comes first."""
    marks = [label.mark for group in groups for label in group.labels]
    return "" if "" in marks or not marks else marks[0]
