"""Decisions in an update: takes those that are typed and those of the new draft, keeps, replaces, adds or removes each.

An editor's decision stays, and one that he took out stays out; the program's own follow its new draft. It looks at one
list at a time, that of the issue or that of an article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publisher.issue.decisions import AnswerDecision, Decision, DropDecision, EmendDecision, QueryDecision, StetDecision
from publisher.issue.galley import Span
from publisher.issue.queries import query_id
from publisher.manifest.alignment import lines_in, ranges_in
from publisher.manifest.drafted import digest, item_text
from publisher.manifest.moved_lines import LostError, readdressed
from publisher.manifest.outline import Spot, TypedItem
from publisher.manifest.workbench import ADDED, Workbench
from publisher.manifest.yaml_text import comment
from publisher.problems import Severity


@dataclass(frozen=True, slots=True)
class DecisionList:
    """One list of decisions: whose, what is typed in it, where it stands with its key, where it would begin."""

    owner: str
    typed: Sequence[TypedItem]
    spot: Spot | None
    begin: int
    margin: int


@dataclass(slots=True)
class _Fresh:
    """A decision of the new draft; `before` is the digest it had while its lines stood where they were."""

    decision: Decision
    before: str
    used: bool = False


def merge_decisions(bench: Workbench, home: DecisionList, decisions: Sequence[Decision]) -> None:
    """Work the new draft's decisions into a list that is typed."""
    fresh = [_Fresh(decision, _old_digest(bench, decision)) for decision in decisions]
    drafted = [item for item in home.typed if digest(bench.text(item.spot)) in bench.record.decisions]
    for item in home.typed:
        if item not in drafted:
            bench.kept.append(_name(home.owner, item))
            bench.stay(_name(home.owner, item), item.spot, item.addresses)
    gone = [item for item in drafted if not _replaced(bench, home, item, fresh)]
    new = [each for each in fresh if not each.used and _is_new(bench, home, each)]
    if home.spot and len(gone) == len(home.typed) and not new:
        bench.remove(f"{home.owner} decisions", home.spot)
        return
    for item in gone:
        if _is_own_line(bench, item):
            bench.remove(_name(home.owner, item), item.spot)
        else:
            bench.conflict("manifest/update-gone", item.spot.start, Severity.WARNING, name=_name(home.owner, item))
    _add(bench, home, [each.decision for each in new], gone)


def kept_decisions(bench: Workbench, typed: Sequence[TypedItem]) -> list[TypedItem]:
    """Return the decisions that an editor took or changed."""
    return [item for item in typed if digest(bench.text(item.spot)) not in bench.record.decisions]


def _replaced(bench: Workbench, home: DecisionList, item: TypedItem, fresh: list[_Fresh]) -> bool:
    """Put the new form of a decision of the program in the place of the old one; False if it has none."""
    own = digest(bench.text(item.spot))
    free = [each for each in fresh if not each.used]
    same = [each for each in free if each.before == own]
    alike = [
        each
        for each in free
        if each.before not in bench.record.decisions and _kind(each.decision) == (item.verb, item.by)
    ]
    for each in (same or alike)[:1]:
        each.used = True
        lines = bench.drafted.writer.pen.decision(each.decision, item.spot.column - 2)
        lines[0] = " " * item.spot.column + lines[0][item.spot.column :]
        bench.rewrite(_name(home.owner, item), item.spot, lines)
        return True
    return False


def _is_new(bench: Workbench, home: DecisionList, each: _Fresh) -> bool:
    """Say whether a decision is to be added; what the editor took out, answered or decided otherwise is not."""
    decision = each.decision
    if each.before in bench.record.decisions:
        bench.kept.append(f"{home.owner} {_kind(decision)[0]} {next(ranges_in(decision), '')}".strip())
        return False
    if isinstance(decision, QueryDecision) and _is_answered(bench, decision):
        return False
    if _said(decision) in {_typed(bench, item) for item in home.typed}:
        return False
    if not isinstance(decision, DropDecision):
        return True
    taken = sorted(set(lines_in(decision.ranges)) & bench.claimed)
    if taken:
        at = home.spot.start if home.spot else min(home.begin, len(bench.outline.text) - 1)
        values = {"name": f"drop {decision.ranges[0]}", "line": taken[0][1]}
        bench.conflict("manifest/update-overlap", at, Severity.WARNING, **values)
    return not taken


def _add(bench: Workbench, home: DecisionList, new: Sequence[Decision], gone: Sequence[TypedItem]) -> None:
    if not new:
        return
    last = next((item for item in reversed(home.typed) if item not in gone), home.typed[-1] if home.typed else None)
    if last and not _is_own_line(bench, last):
        at = last.spot.start
        bench.conflict("manifest/update-differs", at, Severity.WARNING, name=home.owner)
        return
    margin = last.spot.column - 2 if last else home.margin + 2
    lines = [] if home.typed else [f"{' ' * home.margin}decisions:"]
    for decision in new:
        written = bench.drafted.writer.pen.decision(decision, margin)
        bench.added.append(f"{home.owner} {_kind(decision)[0]} {next(ranges_in(decision), '')}".strip())
        lines += [*comment(ADDED, margin), *written]
    at = bench.outline.line_end(home.typed[-1].spot.end) if home.typed else home.begin
    bench.splices.insert_lines(at, lines)


def _is_own_line(bench: Workbench, item: TypedItem) -> bool:
    start = bench.outline.line_start(item.spot.start)
    return bench.outline.text[start : item.spot.start].strip() == "-"


def _is_answered(bench: Workbench, query: QueryDecision) -> bool:
    span = Span(query.at.source, query.at.first, 0, 0)
    names = {query_id(code, span, query.printed, query.proposed) for code in (query.decided.by, "editor/query")}
    return bool(names & bench.answers)


def _old_digest(bench: Workbench, decision: Decision) -> str:
    try:
        return digest(item_text(bench.drafted.writer.pen.decision(readdressed(decision, bench.lines.backward), 0)))
    except LostError:
        return ""


def _kind(decision: Decision) -> tuple[str, str]:
    return type(decision).__name__.removesuffix("Decision").lower(), decision.decided.by


def _said(decision: Decision) -> tuple[object, ...]:
    """Return what a decision says, whoever took it: its verb, its lines, its readings."""
    words: tuple[str, ...] = ()
    match decision:
        case QueryDecision():
            words = (decision.printed, decision.proposed, "", "", "", "")
        case EmendDecision():
            words = ("", "", decision.wrong, decision.right, "", "")
        case StetDecision():
            words = ("", "", "", "", decision.text, "")
        case AnswerDecision():
            words = ("", "", "", "", "", decision.query)
        case _:
            words = ("",) * 6
    return _kind(decision)[0], tuple((lines.source, str(lines)) for lines in ranges_in(decision)), words


def _typed(bench: Workbench, item: TypedItem) -> tuple[object, ...]:
    try:
        moved = [bench.lines.forward(address.lines) for address in item.addresses]
    except LostError:
        moved = []
    return item.verb, tuple((lines.source, str(lines)) for lines in moved), item.words


def _name(owner: str, item: TypedItem) -> str:
    lines = str(item.addresses[0].lines) if item.addresses else item.words[-1]
    return f"{owner} {item.verb} {lines}".strip()
