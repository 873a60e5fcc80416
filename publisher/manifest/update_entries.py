"""Entries in an update: takes the contents as typed and as newly drafted, keeps, replaces, removes or adds each entry.

Nothing that is typed changes its place or its section: where the new draft would have it elsewhere, that is said. What
stands inside a list of decisions is the business of `update_decisions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publisher.issue.plan import ArticlePlan, EntryPlan, SectionPlan, SheetPlan
from publisher.manifest.alignment import contents_by_id, lines_in, old_digest, ranges_in
from publisher.manifest.drafted import digest, leaves
from publisher.manifest.outline import Spot, TypedEntry
from publisher.manifest.update_decisions import DecisionList, kept_decisions, merge_decisions
from publisher.manifest.workbench import ADDED, Workbench
from publisher.manifest.yaml_text import comment
from publisher.problems import Severity


def merge_entries(bench: Workbench) -> None:
    """Work the entries of the new draft into those that are typed."""
    twins = _twins(bench.outline.entries, bench.drafted.plan.contents)
    plans = contents_by_id(bench.drafted.plan)
    for entry in _flat(bench.outline.entries):
        if entry.is_container:
            _merge_container(bench, entry, twins.get(entry.spot))
        else:
            _merge_leaf(bench, entry, plans.get(entry.id))
    for entry in bench.outline.entries:
        _remove(bench, entry)
    _say_elsewhere(bench, twins)
    _add_new(bench, twins)


def _merge_leaf(bench: Workbench, entry: TypedEntry, plan: EntryPlan | None) -> None:
    known = bench.record.entries.get(entry.id)
    drafted = bench.is_drafted(entry.id, entry.header) and not entry.is_odd
    if drafted and plan is None and not kept_decisions(bench, entry.decisions):
        bench.removed.add(entry.id)
        return
    if drafted and plan is not None:
        _rewrite_remark(bench, entry, plan)
        bench.rewrite(entry.id, entry.header, bench.drafted.writer.header(plan, entry.spot.column))
    else:
        bench.kept.append(entry.id)
        bench.stay(entry.id, entry.header, entry.addresses)
        if known and plan is None:
            bench.conflict("manifest/update-gone", entry.spot.start, Severity.WARNING, name=entry.id)
        elif known and plan and old_digest(bench.drafted.writer, plan, bench.lines) != known:
            bench.conflict("manifest/update-differs", entry.spot.start, Severity.WARNING, name=entry.id)
    spot = entry.spot
    home = DecisionList(entry.id, entry.decisions, entry.tail, bench.outline.line_end(spot.end), spot.column)
    if plan is not None or entry.decisions:
        merge_decisions(bench, home, plan.decisions if isinstance(plan, ArticlePlan) else ())


def _merge_container(bench: Workbench, entry: TypedEntry, twin: EntryPlan | None) -> None:
    """Renew the label and banner of a section or sheet, unless an editor has been at them."""
    is_drafted = digest(bench.text(entry.header)) in bench.record.entries.values() and not entry.is_odd
    if is_drafted and twin is not None:
        bench.rewrite(entry.id, entry.header, bench.drafted.writer.header(twin, entry.spot.column))
        return
    if not is_drafted:
        bench.kept.append(entry.id)
    bench.stay(entry.id, entry.header, entry.addresses)


def _rewrite_remark(bench: Workbench, entry: TypedEntry, plan: EntryPlan) -> None:
    """Renew the comment above an entry if the last draft wrote it and nobody has touched it."""
    writer, margin = bench.drafted.writer, entry.spot.column - 2
    spot, lines = bench.outline.remark(entry.spot.start), writer.remarks(plan.id, margin)
    known = bench.record.remarks.get(entry.id)
    if spot and known == digest(bench.text(spot)) and digest(lines) != known:
        bench.splices.replace(spot.start, spot.end, "".join(f"{line}\n" for line in lines))
    elif not spot and not known and lines:
        bench.splices.insert_lines(bench.outline.line_start(entry.spot.start), lines)


def _remove(bench: Workbench, entry: TypedEntry) -> None:
    """Take out what the new draft no longer has: an article nobody touched, a section of nothing else."""
    if not entry.is_container:
        if entry.id in bench.removed:
            bench.remove(entry.id, entry.spot, with_remark=entry.id in bench.record.remarks)
        return
    names = [leaf.id for leaf in entry.leaves()]
    empty = bool(names) and bench.removed.issuperset(names)
    if empty and digest(bench.text(entry.header)) in bench.record.entries.values():
        bench.remove(entry.id, entry.spot)
    else:
        for inner in entry.inner:
            _remove(bench, inner)
        if empty and entry.tail:
            bench.remove(f"{entry.id} contents", entry.tail)


def _say_elsewhere(bench: Workbench, twins: dict[Spot, EntryPlan]) -> None:
    """Note every entry that the new draft has in another section, and whether it has another order."""
    above = {leaf.id: path[-1].id if path else "" for path, leaf in leaves(bench.drafted.plan.contents)}
    order = {leaf.id: number for number, (_, leaf) in enumerate(leaves(bench.drafted.plan.contents))}
    last = -1
    for parent, entry in _parents(bench.outline.entries, None):
        if entry.is_container or entry.id not in above or entry.id in bench.removed:
            continue
        twin = twins.get(parent.spot) if parent else None
        if (twin.id if twin else "") != above[entry.id] or order[entry.id] < last:
            bench.conflict("manifest/update-elsewhere", entry.spot.start, Severity.WARNING, name=entry.id)
        last = max(last, order[entry.id])


def _add_new(bench: Workbench, twins: dict[Spot, EntryPlan]) -> None:
    typed = {leaf.id for entry in bench.outline.entries for leaf in entry.leaves()}
    new: list[str] = []
    for _, leaf in leaves(bench.drafted.plan.contents):
        if leaf.id in typed:
            continue
        if leaf.id in bench.record.entries:
            bench.kept.append(leaf.id)
            continue
        taken = sorted(set(lines_in(ranges_in(leaf))) & bench.claimed)
        if taken:
            at = bench.outline.keys["contents"].start
            bench.conflict("manifest/update-overlap", at, Severity.WARNING, name=leaf.id, line=taken[0][1])
        else:
            new.append(leaf.id)
    bench.added += new
    homes = {twin.id: entry for entry in _flat(bench.outline.entries) if (twin := twins.get(entry.spot))}
    _insert(bench, bench.drafted.plan.contents, None, homes, set(new))


def _insert(
    bench: Workbench,
    plans: Sequence[EntryPlan],
    parent: TypedEntry | None,
    homes: dict[str, TypedEntry],
    new: set[str],
) -> None:
    """Insert the new ones among these plans behind whatever stands before them, in the list that is their home."""
    there = parent.inner if parent else bench.outline.entries
    before: TypedEntry | None = None
    for plan in plans:
        if isinstance(plan, SectionPlan | SheetPlan) and plan.id in homes:
            _insert(bench, plan.entries, homes[plan.id], homes, new)
        elif (pruned := _pruned(plan, new)) is not None:
            _write(bench, pruned, parent, before, there)
            continue
        names = {leaf.id for _, leaf in leaves((plan,))}
        before = next((entry for entry in there if names & {leaf.id for leaf in entry.leaves()}), before)


def _write(
    bench: Workbench, plan: EntryPlan, parent: TypedEntry | None, before: TypedEntry | None, there: Sequence[TypedEntry]
) -> None:
    """Write a new entry behind another, else in front of all, else as the first of its list."""
    outline, writer = bench.outline, bench.drafted.writer
    margin = there[0].spot.column if there else parent.spot.column + 4 if parent else 4
    lines = [*comment(ADDED, margin - 2), *writer.item(plan, margin)]
    if before is not None:
        bench.splices.insert_lines(outline.line_end(before.spot.end), ["", *lines])
    elif there:
        remark = outline.remark(there[0].spot.start)
        at = remark.start if remark else outline.line_start(there[0].spot.start)
        bench.splices.insert_lines(at, [*lines, ""])
    elif parent is None or parent.tail is None:
        at = outline.line_end(parent.spot.end) if parent else len(outline.text)
        head = [f"{' ' * parent.spot.column}contents:"] if parent else []
        bench.splices.insert_lines(at, [*head, *lines])
    else:
        bench.splices.replace(parent.tail.start, parent.tail.end, "contents:\n" + "\n".join(lines))


def _pruned(plan: EntryPlan, new: set[str]) -> EntryPlan | None:
    """Return an entry with nothing in it but what is new, or None."""
    if isinstance(plan, SectionPlan | SheetPlan):
        inner = tuple(each for entry in plan.entries if (each := _pruned(entry, new)))
        return replace(plan, entries=inner) if inner else None
    return plan if plan.id in new else None


def _twins(typed: Sequence[TypedEntry], plans: Sequence[EntryPlan]) -> dict[Spot, EntryPlan]:
    """Return for every typed section or sheet the drafted one that holds most of the same articles, level by level."""
    twins: dict[Spot, EntryPlan] = {}
    free = [plan for plan in plans if isinstance(plan, SectionPlan | SheetPlan)]
    for entry in (each for each in typed if each.is_container):
        names = {leaf.id for leaf in entry.leaves()}
        shares = [
            (len(names & {leaf.id for _, leaf in leaves((plan,))}), _label(plan) == entry.id, plan) for plan in free
        ]
        best = max(shares, key=lambda share: share[:2], default=None)
        if best and any(best[:2]):
            twins[entry.spot] = best[2]
            free = [plan for plan in free if plan is not best[2]]
            twins |= _twins(entry.inner, best[2].entries)
    return twins


def _label(plan: SectionPlan | SheetPlan) -> str:
    return plan.label if isinstance(plan, SectionPlan) else plan.number


def _flat(entries: Sequence[TypedEntry]) -> Iterator[TypedEntry]:
    for entry in entries:
        yield entry
        yield from _flat(entry.inner)


def _parents(
    entries: Sequence[TypedEntry], parent: TypedEntry | None
) -> Iterator[tuple[TypedEntry | None, TypedEntry]]:
    for entry in entries:
        yield parent, entry
        yield from _parents(entry.inner, entry)
