"""A new draft brought into line with a manifest: its sources and articles get the names they bear there.

Takes the outline of the manifest and the new draft, gives the draft renamed and the map of its lines. Article ids are
never given twice: a piece that is new gets the next number, whatever the draft called it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from publisher.issue.addresses import LineRange
from publisher.issue.galley import Galley
from publisher.issue.plan import AdvertisementPlan, ArticlePlan, EntryPlan, IssuePlan, SectionPlan, SheetPlan
from publisher.manifest.drafted import Drafted, digest, leaves
from publisher.manifest.entry_writer import EntryWriter
from publisher.manifest.moved_lines import LineMap, LostError, marks_of, readdressed, unpacked
from publisher.manifest.outline import Outline, TypedAddress

Line = tuple[str, int]


@dataclass(frozen=True)
class Lines:
    """Where the lines of every source went, by the ids of the manifest; a source without a map cannot be followed."""

    maps: dict[str, LineMap]

    @cached_property
    def _reversed(self) -> dict[str, LineMap]:
        return {name: each.reversed() for name, each in self.maps.items()}

    def forward(self, lines: LineRange) -> LineRange:
        """Return the new address of lines; raises LostError."""
        return self._moved(lines, self.maps)

    def backward(self, lines: LineRange) -> LineRange:
        """Return the old address of lines; raises LostError."""
        return self._moved(lines, self._reversed)

    def likely(self, lines: LineRange) -> int:
        """Return where lines that were lost probably begin."""
        return self.maps[lines.source].likely(lines.first) if lines.source in self.maps else lines.first

    def new_lines(self, addresses: Iterable[TypedAddress]) -> Iterator[Line]:
        """Yield every new line that typed addresses name, those that are lost left out."""
        for address in addresses:
            try:
                moved = self.forward(address.lines)
            except LostError:
                continue
            yield from lines_in((moved,))

    @staticmethod
    def _moved(lines: LineRange, maps: dict[str, LineMap]) -> LineRange:
        if lines.source not in maps:
            raise LostError(lines)
        return maps[lines.source].moved(lines)


def lines_in(ranges: Iterable[LineRange]) -> Iterator[Line]:
    """Yield source and number of every line in ranges."""
    return ((each.source, number) for each in ranges for number in range(each.first, each.last + 1))


def ranges_in(value: object) -> Iterator[LineRange]:
    """Yield every address in a plan or a part of one."""
    found: list[LineRange] = []

    def keep(lines: LineRange) -> LineRange:
        found.append(lines)
        return lines

    readdressed(value, keep)
    return iter(found)


def with_sources_named(drafted: Drafted, outline: Outline) -> Drafted:
    """Return the draft with the ids that the manifest gives its sources: by id, by file, or by order if as many."""
    typed = [{key: word for key, (word, _) in source.items()} for source in outline.sources]
    refs = drafted.plan.sources
    names: dict[str, str] = {}
    for ref in refs:
        same = (source["id"] for source in typed if ref.id == source.get("id") or ref.shown == source.get("file"))
        if name := next(same, None):
            names[ref.id] = name
    left = [source.get("id", "") for source in typed if source.get("id") not in names.values()]
    unnamed = [ref.id for ref in refs if ref.id not in names]
    if len(left) == len(unnamed):
        names |= dict(zip(unnamed, left, strict=True))
    plan = readdressed(drafted.plan, lambda lines: replace(lines, source=names.get(lines.source, lines.source)))
    plan = replace(plan, sources=tuple(replace(ref, id=names.get(ref.id, ref.id)) for ref in refs))
    sources = tuple(replace(source, id=names.get(source.id, source.id)) for source in drafted.galley.sources)
    return replace(drafted, plan=plan, galley=Galley(sources))


def lines_of(drafted: Drafted, outline: Outline) -> Lines:
    """Return where the lines went: by the marks of the last draft, or nowhere if the file is still the same."""
    maps = {}
    record = outline.record
    typed = {source["id"][0]: source.get("sha256", ("",))[0] for source in outline.sources if "id" in source}
    for source in drafted.galley.sources:
        marks = marks_of(source.lines)
        known, old = record.lines.get(source.id, ("", "")) if record else ("", "")
        if typed.get(source.id) == source.sha256:
            maps[source.id] = LineMap(marks, marks)
        elif known and typed.get(source.id) == known:
            maps[source.id] = LineMap(unpacked(old), marks)
    return Lines(maps)


def with_entries_named(drafted: Drafted, outline: Outline, lines: Lines) -> Drafted:
    """Return the draft with the ids its articles bear in the manifest: those with the most lines in common agree."""
    typed = [leaf for entry in outline.entries for leaf in entry.leaves()]
    owner = {line: entry.id for entry in typed for line in lines.new_lines(entry.addresses)}
    fresh = [leaf for _, leaf in leaves(drafted.plan.contents)]
    votes = Counter((leaf.id, owner[line]) for leaf in fresh for line in lines_in(ranges_in(leaf)) if line in owner)
    names: dict[str, str] = {}
    for (new, old), _ in votes.most_common():
        if new not in names and old not in names.values() and _letter(new) == _letter(old):
            names[new] = old
    taken = {entry.id for entry in typed} | set(outline.record.entries if outline.record else ())
    for leaf in fresh:
        if leaf.id not in names:
            names[leaf.id] = _removed(leaf, drafted, outline, lines) or _next(leaf.id, taken)
            taken.add(names[leaf.id])
    plan = replace(drafted.plan, contents=_renamed(drafted.plan.contents, names))
    notes = {_name(owner, names): remarks for owner, remarks in drafted.notes.items()}
    return replace(drafted, plan=plan, notes=notes)


def old_digest(writer: EntryWriter, entry: EntryPlan, lines: Lines) -> str:
    """Return the digest an entry's text had when its lines stood where they stood before; empty if they did not."""
    return _digest(lambda: writer.header(readdressed(entry, lines.backward), 0))


def _digest(write: Callable[[], list[str]]) -> str:
    try:
        return digest(write())
    except LostError:
        return ""


def _removed(leaf: EntryPlan, drafted: Drafted, outline: Outline, lines: Lines) -> str:
    """Return the id under which the last draft had this very piece, if the editor has taken it out since."""
    known = outline.record.entries if outline.record else {}
    there = {entry.id for each in outline.entries for entry in each.leaves()}
    for name, text in known.items():
        named = _with_id(leaf, name)
        if name not in there and _letter(name) == _letter(leaf.id) and old_digest(drafted.writer, named, lines) == text:
            return name
    return ""


def _next(name: str, taken: set[str]) -> str:
    match = re.fullmatch(r"(.*-[ia])([0-9]+)", name)
    if not match or name not in taken:
        return name
    numbers = (
        int(other.removeprefix(match[1])) for other in taken if re.fullmatch(rf"{re.escape(match[1])}[0-9]+", other)
    )
    return f"{match[1]}{max(numbers) + 1:0{len(match[2])}}"


def _letter(name: str) -> str:
    return re.sub(r"[0-9]+$", "", name)


def _name(owner: str, names: dict[str, str]) -> str:
    entry, space, rest = owner.partition(" ")
    return f"{names.get(entry, entry)}{space}{rest}"


def _renamed(entries: tuple[EntryPlan, ...], names: dict[str, str]) -> tuple[EntryPlan, ...]:
    return tuple(
        replace(entry, entries=_renamed(entry.entries, names))
        if isinstance(entry, SectionPlan | SheetPlan)
        else _with_id(entry, names.get(entry.id, entry.id))
        for entry in entries
    )


def _with_id(entry: EntryPlan, name: str) -> EntryPlan:
    return replace(entry, id=name) if isinstance(entry, ArticlePlan | AdvertisementPlan) else entry


def contents_by_id(plan: IssuePlan) -> dict[str, EntryPlan]:
    """Return id → article or advertisement."""
    return {leaf.id: leaf for _, leaf in leaves(plan.contents)}
