"""The editor's decisions become corrections: stet, emend, split, join, order, and the wording of fields.

Takes a plan and the desk after placing, yields corrections and problems. Drops are claims and are carried out with
them; queries and answers are publisher.copydesk.questions' business.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from publisher.copydesk.addresses import contains, spans_of
from publisher.copydesk.claims import fields_of, units_of
from publisher.copydesk.labels import content
from publisher.copydesk.wording import Printed
from publisher.issue.addresses import LineRange
from publisher.issue.copy import Desk, Key, Slip
from publisher.issue.corrections import FLOW_ROLES, Author, Correction, Edit, Join, Move, Role, Split, Stet, places_of
from publisher.issue.decisions import (
    Decided,
    Decision,
    EmendDecision,
    JoinDecision,
    OrderDecision,
    SplitDecision,
    StetDecision,
)
from publisher.issue.galley import Span
from publisher.issue.plan import AdvertisementPlan, ArticlePlan, IssuePlan
from publisher.problems import Place, Problem

Outcome = Correction | Problem


def decided(plan: IssuePlan, desk: Desk) -> Iterator[Outcome]:
    """Yield what the editor decided about words and paragraphs, in the order in which it is to be applied.

    The caller applies every correction before it asks for the next one.
    """
    for article in plan.articles():
        for decision in article.decisions:
            yield from carried_out(decision, desk)
    for decision in plan.decisions:
        yield from carried_out(decision, desk)
    rank = {slip.key: index for index, slip in enumerate(desk.in_order())}
    for article in plan.articles():
        yield from _wording_of_fields(article, desk)
        yield from _joined_units(article, desk)
        yield from _moves(_flow(article, (*article.decisions, *plan.decisions), desk), rank, desk)
    yield from _backwards(plan, desk)
    for entry in plan.entries():
        if isinstance(entry, AdvertisementPlan) and entry.kept:
            yield from _moves([slip.key for slip in _slips(desk, entry.ranges)], rank, desk)


def carried_out(decision: Decision, desk: Desk) -> Iterator[Outcome]:
    """Yield the corrections that carry out one decision about words or paragraphs, or the problem with it."""
    """Yield what a decision comes to; a correction that contradicts an earlier one is a problem and ends it."""
    for outcome in _outcomes(decision, desk):
        if isinstance(outcome, Correction) and not desk.accepts(outcome):
            yield _clash(decision.decided.place, outcome.edit)
            return
        yield outcome


def _outcomes(decision: Decision, desk: Desk) -> Iterator[Outcome]:
    match decision:
        case StetDecision():
            yield from _stet(decision, desk)
        case EmendDecision():
            yield from _emend(decision, desk)
        case SplitDecision():
            yield from _split(decision, desk)
        case JoinDecision():
            yield from _join(decision, desk)
        case _:
            pass


def _stet(decision: StetDecision, desk: Desk) -> Iterator[Outcome]:
    printed = _printed(decision.at, desk)
    if not decision.text:
        yield from (_correction("editor/stet", Stet(span), decision.decided) for span in printed.spans)
        return
    found = printed.occurrences(decision.text)
    if not found:
        yield _not_there(decision.at, decision.text, decision.decided)
    for at in found:
        for edit in printed.replaced(at, at + len(decision.text), ""):
            yield _correction("editor/stet", Stet(edit.span), decision.decided)


def _emend(decision: EmendDecision, desk: Desk) -> Iterator[Outcome]:
    printed = _printed(decision.at, desk)
    found = printed.occurrences(decision.wrong)
    if len(found) != 1:
        yield _not_there(decision.at, decision.wrong, decision.decided, len(found))
        return
    right = f"〔{decision.right}〕" if decision.supplied else decision.right
    for edit in printed.emended(found[0], decision.wrong, right):
        yield _correction("editor/emend", edit, decision.decided)
    whole = printed.replaced(found[0], found[0] + len(decision.wrong), "")
    yield from (_correction("editor/emend", Stet(edit.span), decision.decided) for edit in whole)


def _split(decision: SplitDecision, desk: Desk) -> Iterator[Outcome]:
    slips = _slips(desk, (LineRange(decision.at.source, decision.at.first, decision.at.first),))
    start = decision.at.start or 0
    slip = next((each for each in slips if each.span.start <= start < each.span.end), slips[0] if slips else None)
    if slip is None:
        yield _not_there(decision.at, "", decision.decided)
        return
    at = max(start, slip.span.start)
    yield _correction("editor/split", Split(slip.span, at), decision.decided)
    if at > slip.span.start:
        right = Span(slip.span.source, slip.span.line, at, slip.span.end)
        yield _correction("editor/split", Split(right, at), decision.decided)


def _join(decision: JoinDecision, desk: Desk) -> Iterator[Outcome]:
    left, right = _slips(desk, (decision.left,)), _slips(desk, (decision.right,))
    if not left or not right:
        yield _not_there(decision.right if left else decision.left, "", decision.decided)
        return
    yield _correction("editor/join", Join(left[-1].span, right[0].span), decision.decided)


def _wording_of_fields(article: ArticlePlan, desk: Desk) -> Iterator[Outcome]:
    for unit in fields_of(article):
        if unit.role is Role.BYLINE:
            continue
        plan = getattr(article, unit.role.value.replace("-", "_"))
        slips = _slips(desk, unit.ranges)
        if plan.text is None or not slips:
            continue
        printed = Printed(desk.galley, [slip.span for slip in slips])
        start, end = content(unit.role, printed.text)
        if _unlike(printed.text[start:end], plan.text):
            yield Problem("copydesk/reading-differs", plan.place, {"reading": plan.text, "printed": printed.text[:40]})
            continue
        for edit in printed.respelt(plan.text, start, end):
            outcome = _correction("editor/reading", edit, Decided())
            yield outcome if desk.accepts(outcome) else _clash(plan.place, edit)
        yield from (_correction("editor/reading", Stet(slip.span), Decided()) for slip in slips)


def _unlike(printed: str, reading: str) -> bool:
    """Say whether two readings have so little in common that one of the two addresses must be a slip of the pen."""
    letters = [char for char in reading if char.isalnum()]
    return bool(letters) and sum(char in printed for char in letters) < 0.5 * len(letters)


def _joined_units(article: ArticlePlan, desk: Desk) -> Iterator[Outcome]:
    for unit in units_of(article):
        slips = [slip for slip in _slips(desk, unit.ranges) if slip.role is unit.role]
        for left, right in pairwise(slips):
            outcome = _correction("editor/place", Join(left.span, right.span), Decided())
            if desk.accepts(outcome):
                yield outcome


def _flow(article: ArticlePlan, decisions: Iterable[Decision], desk: Desk) -> list[Key]:
    """Return the slips of an article's flow in the order wanted: as ranges are listed, then as `order` says."""
    keys = list(dict.fromkeys(slip.key for slip in _slips(desk, article.ranges) if _flows(slip, article)))
    for caption in article.captions:
        for slip in _slips(desk, (*caption.ranges, *caption.credit_ranges)):
            if slip.key not in keys:
                keys.insert(_printed_place(keys, slip.key), slip.key)
    for decision in decisions:
        if isinstance(decision, OrderDecision):
            wanted = [slip.key for slip in _slips(desk, decision.ranges) if slip.key in keys]
            first = min((keys.index(key) for key in wanted), default=0)
            rest = [key for key in keys if key not in wanted]
            keys = [*rest[:first], *wanted, *rest[first:]]
    return keys


def _backwards(plan: IssuePlan, desk: Desk) -> Iterator[Problem]:
    """Yield a problem for every join whose second half stands before the first when everything is in order."""
    rank = {slip.key: index for index, slip in enumerate(desk.in_order())}
    decisions = [*plan.decisions, *(decision for article in plan.articles() for decision in article.decisions)]
    for decision in decisions:
        if isinstance(decision, JoinDecision):
            left, right = _slips(desk, (decision.left,)), _slips(desk, (decision.right,))
            if left and right and rank[left[-1].key] > rank[right[0].key]:
                values = {"left": str(decision.left), "right": str(decision.right)}
                yield Problem("copydesk/join-backwards", decision.decided.place, values)


def _printed_place(keys: list[Key], key: Key) -> int:
    """Return where a line outside the listed ranges goes: behind the line of the article printed before it."""
    before = max((other for other in keys if other < key), default=None)
    return keys.index(before) + 1 if before is not None else 0


def _flows(slip: Slip, article: ArticlePlan) -> bool:
    return slip.owner == article.id and slip.role in FLOW_ROLES


def _moves(wanted: list[Key], rank: Mapping[Key, int], desk: Desk) -> Iterator[Outcome]:
    """Yield the fewest moves that bring slips into the order wanted; `rank` is where each stands in print."""
    kept = _longest_run([rank[key] for key in wanted])
    first_kept = next((desk.slips[key] for key in wanted if rank[key] in kept), None)
    previous = desk.before(first_kept) if first_kept else None
    for key in wanted:
        slip = desk.slips[key]
        if rank[key] not in kept:
            yield _correction("editor/order", Move(slip.span, previous, desk.before(slip)), Decided())
        previous = slip.span


def _longest_run(ranks: list[int]) -> set[int]:
    """Return the longest increasing run of a sequence (patience sorting)."""
    tails: list[int] = []
    heads: list[int] = []
    behind: list[int] = []
    for index, rank in enumerate(ranks):
        pile = bisect_left(tails, rank)
        tails[pile : pile + 1] = [rank]
        heads[pile : pile + 1] = [index]
        behind.append(heads[pile - 1] if pile else -1)
    run: set[int] = set()
    index = heads[-1] if heads else -1
    while index >= 0:
        run.add(ranks[index])
        index = behind[index]
    return run


def _slips(desk: Desk, ranges: Iterable[LineRange]) -> list[Slip]:
    """Return the slips that lie in the ranges and are not dropped, in the order of the ranges."""
    found: list[Slip] = []
    for each in ranges:
        for span in spans_of((LineRange(each.source, each.first, each.last),), desk.galley):
            slips = desk.on_line(span.source, span.line)
            found += [slip for slip in slips if not slip.dropped and contains((each,), slip.span)]
    return found


def _correction(rule: str, edit: Edit, decided: Decided) -> Correction:
    author = Author.RULE if decided.by else Author.EDITOR
    return Correction(decided.by or rule, author, edit, decided.why)


def _printed(at: LineRange, desk: Desk) -> Printed:
    """Return the words at an address, cut where slips of one line border on each other."""
    spans: list[Span] = []
    for span in spans_of((at,), desk.galley):
        pieces = (slip.span for slip in desk.on_line(span.source, span.line) if slip.span.overlaps(span))
        spans += [replace(span, start=max(span.start, piece.start), end=min(span.end, piece.end)) for piece in pieces]
    return Printed(desk.galley, spans)


def _clash(place: Place | None, edit: Edit) -> Problem:
    span = places_of(edit)[0]
    return Problem("copydesk/decisions-clash", place, {"address": str(LineRange(span.source, span.line, span.line))})


def _not_there(at: LineRange, words: str, decided: Decided, count: int = 0) -> Problem:
    code = "copydesk/words-twice" if count > 1 else "copydesk/words-not-there"
    return Problem(code, at.place or decided.place, {"words": words, "address": str(at), "count": count})
