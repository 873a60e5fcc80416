"""The copy on the desk: a galley with its ledger applied, and the way back.

Takes a galley and corrections, gives slips (spans with owner, role and order) and readings (what each character has
become). It decides nothing. Laws: replay(galley, ledger) is the copy; undoing the ledger gives the fresh copy back;
a source character is changed at most once, so what a printed character was is always one look away.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import assert_never

from publisher.issue.corrections import (
    LONGEST_RULE_DROP,
    Author,
    Correction,
    Drop,
    DropReason,
    Join,
    Ledger,
    Move,
    Replace,
    Role,
    SetRole,
    Split,
    Stet,
)
from publisher.issue.galley import Galley, Span
from publisher.issue.reading import Reading, lies_within, read

Key = tuple[str, int, int]


class LedgerError(ValueError):
    """An edit that does not fit this copy: ledger and galley do not belong together, or a rule is wrong."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A span of the galley with what it is.

    Attributes:
        owner: id of the article, section or matter it belongs to; empty for none.
        joined_to: the slip whose paragraph this one continues.
        opens: a paragraph begins here, whatever stands before.
        dropped: why it is not in the reissue.
    """

    span: Span
    owner: str = ""
    role: Role = Role.UNPLACED
    joined_to: Key | None = None
    opens: bool = False
    dropped: DropReason | None = None

    @property
    def key(self) -> Key:
        """Source, line and first code point: what names the slip whatever is cut off its end."""
        return key_of(self.span)


@dataclass(frozen=True)
class Copy:
    """The state of the desk: slips in reading order, readings and protected places by line."""

    galley: Galley
    slips: tuple[Slip, ...]
    replacements: dict[tuple[str, int], tuple[Replace, ...]] = field(default_factory=dict)
    stets: dict[tuple[str, int], tuple[Span, ...]] = field(default_factory=dict)

    def reading(self, slip: Slip) -> Reading:
        """Return what a slip reads."""
        line = (slip.span.source, slip.span.line)
        inside = [edit for edit in self.replacements.get(line, ()) if lies_within(edit.span, slip.span)]
        return read(self.galley, slip.span, inside)


def fresh(galley: Galley) -> Copy:
    """Return the copy before anybody touched it: every line that is not blank, unplaced, in printed order."""
    return Copy(galley, tuple(Slip(span) for span in galley.printed_lines()))


def replay(galley: Galley, ledger: Ledger) -> Copy:
    """Return the copy that the ledger makes of the galley; raises LedgerError if they do not belong together."""
    desk = Desk(fresh(galley))
    for correction in ledger:
        desk.apply(correction)
    return desk.copy()


def undo(copy: Copy, ledger: Ledger) -> Copy:
    """Return the copy before the ledger's corrections, taking them back one by one from the last."""
    desk = Desk(copy)
    for correction in reversed(ledger.corrections):
        desk.revert(correction)
    return desk.copy()


def trace(copy: Copy, ledger: Ledger, slip: Slip, index: int) -> Span | Correction:
    """Return where character `index` of a slip's reading comes from: the source, or the correction that made it."""
    reading = copy.reading(slip)
    span = reading.source_span(index, index + 1)
    if not reading.changed[index]:
        return span
    return next(
        correction
        for correction in ledger
        if isinstance(correction.edit, Replace) and correction.edit.span == span and correction.edit.after
    )


class Desk:
    """A copy being worked on: applies and reverts corrections one by one, keeps the order as a linked list."""

    def __init__(self, copy: Copy) -> None:
        self.galley = copy.galley
        self.slips: dict[Key, Slip] = {slip.key: slip for slip in copy.slips}
        self._replacements = {line: list(edits) for line, edits in copy.replacements.items()}
        self._stets = {line: list(spans) for line, spans in copy.stets.items()}
        keys: list[Key | None] = [None, *self.slips, None]
        self._readings: dict[tuple[str, int], dict[Span, Reading]] = {}
        self._next: dict[Key | None, Key | None] = dict(pairwise(keys))
        self._previous: dict[Key | None, Key | None] = {key: previous for previous, key in pairwise(keys)}

    def copy(self) -> Copy:
        """Return the present state, frozen."""
        replacements = {line: tuple(edits) for line, edits in sorted(self._replacements.items()) if edits}
        stets = {line: tuple(spans) for line, spans in sorted(self._stets.items()) if spans}
        return Copy(self.galley, tuple(self.in_order()), replacements, stets)

    def in_order(self) -> Iterator[Slip]:
        """Yield the slips in reading order."""
        key = self._next[None]
        while key is not None:
            following = self._next[key]
            yield self.slips[key]
            key = following

    def reading(self, slip: Slip) -> Reading:
        """Return what a slip reads now."""
        line = (slip.span.source, slip.span.line)
        known = self._readings.setdefault(line, {})
        if slip.span not in known:
            edits = self._replacements.get(line, [])
            known[slip.span] = read(
                self.galley, slip.span, [edit for edit in edits if lies_within(edit.span, slip.span)]
            )
        return known[slip.span]

    def protected(self, span: Span) -> bool:
        """Say whether a span overlaps a place that is to stay, or was changed already."""
        line = (span.source, span.line)
        changed = (edit.span for edit in self._replacements.get(line, ()))
        return any(_touches(place, span) for place in (*self._stets.get(line, ()), *changed))

    def before(self, slip: Slip) -> Span | None:
        """Return the slip that stands before this one, or None at the front."""
        previous = self._previous[slip.key]
        return self.slips[previous].span if previous is not None else None

    def on_line(self, source: str, line: int) -> list[Slip]:
        """Return the slips of one line, left to right."""
        found: list[Slip] = []
        slip = self.slips.get((source, line, 0))
        while slip is not None:
            found.append(slip)
            slip = self.slips.get((source, line, slip.span.end))
        return found

    def at(self, span: Span) -> Slip:
        """Return the slip that begins where the span begins; raises LedgerError if there is none."""
        try:
            return self.slips[key_of(span)]
        except KeyError:
            raise LedgerError(f"no slip begins at {span}") from None

    def accepts(self, correction: Correction) -> bool:
        """Say whether a correction fits the present state."""
        try:
            self._check(correction)
        except LedgerError:
            return False
        return True

    def may_drop(self, span: Span) -> bool:
        """Say whether a rule may drop a span: text of body length needs an editor."""
        return sum(not char.isspace() for char in self.galley.text(span)) <= LONGEST_RULE_DROP

    def apply(self, correction: Correction) -> None:
        """Carry out a correction; raises LedgerError if it does not fit the present state."""
        self._check(correction)
        match correction.edit:
            case Replace() as edit:
                edits = self._replacements.setdefault((edit.span.source, edit.span.line), [])
                insort(edits, edit, key=_columns)
                self._readings.pop((edit.span.source, edit.span.line), None)
            case Stet(span):
                self._stets.setdefault((span.source, span.line), []).append(span)
            case Split(span, at):
                self._split(span, at)
            case Join(left, right):
                self._set(right, joined_to=key_of(left))
            case Move(span, after, _):
                self._move(key_of(span), key_of(after) if after else None)
            case Drop(span, reason):
                self._set(span, dropped=reason, role=Role.UNPLACED, owner="")
            case SetRole(span, owner, role):
                self._set(span, owner=owner, role=role)
            case _:
                assert_never(correction.edit)

    def revert(self, correction: Correction) -> None:
        """Take back a correction, the last one applied first."""
        match correction.edit:
            case Replace() as edit:
                self._replacements[(edit.span.source, edit.span.line)].remove(edit)
                self._readings.pop((edit.span.source, edit.span.line), None)
            case Stet(span):
                self._stets[(span.source, span.line)].pop()
            case Split(span, at):
                self._unsplit(span, at)
            case Join(_, right):
                self._set(right, joined_to=None)
            case Move(span, _, was_after):
                self._move(key_of(span), key_of(was_after) if was_after else None)
            case Drop(span, _, was, was_owner):
                self._set(span, dropped=None, role=was, owner=was_owner)
            case SetRole(span, _, _, was_owner, was):
                self._set(span, owner=was_owner, role=was)
            case _:
                assert_never(correction.edit)

    def _check(self, correction: Correction) -> None:
        """Raise LedgerError if a correction does not fit the present state."""
        match correction.edit:
            case Replace() as edit:
                self._check_replace(edit, correction.author)
            case Stet(span):
                self.galley.line(span.source, span.line)
            case Split(span, at):
                self._check_split(span, at)
            case Join(left, right):
                if self.at(right).joined_to is not None or self.at(left).key == key_of(right):
                    raise LedgerError(f"{right} cannot continue {left}")
            case Move(span, after, was_after):
                if self.before(self.at(span)) != was_after:
                    raise LedgerError(f"{span} does not stand behind {was_after}")
                if after is not None and self.at(after).key == key_of(span):
                    raise LedgerError(f"{span} cannot stand behind itself")
            case Drop(span, _, was, was_owner) | SetRole(span, _, _, was_owner, was):
                self._expect(span, was, was_owner)
            case _:
                assert_never(correction.edit)

    def _expect(self, span: Span, role: Role, owner: str) -> None:
        slip = self.at(span)
        if slip.span != span or slip.role is not role or slip.owner != owner or slip.dropped:
            raise LedgerError(f"{span} is not {role} of {owner!r} any more")

    def _set(self, span: Span, **values: object) -> None:
        slip = self.at(span)
        self.slips[slip.key] = replace(slip, **values)  # type: ignore[arg-type]  # replace() cannot type keywords

    def _check_replace(self, edit: Replace, author: Author) -> None:
        span = edit.span
        if self.galley.text(span) != edit.before:
            raise LedgerError(f"{span} does not read {edit.before!r}")
        if author is Author.RULE and not edit.after and edit.before.strip():
            raise LedgerError(f"a rule may take away spaces only, not {edit.before!r} at {span}")
        if not any(lies_within(span, slip.span) for slip in self.on_line(span.source, span.line)):
            raise LedgerError(f"{span} lies in no slip")
        edits = self._replacements.get((span.source, span.line), [])
        at = bisect_left(edits, (span.start, span.end), key=_columns)
        if any(_collides(span, other.span) for other in edits[max(0, at - 2) : at + 2]):
            raise LedgerError(f"{span} was changed before")

    def _check_split(self, span: Span, at: int) -> None:
        slip = self.at(span)
        if at == span.start and not slip.opens:
            return
        if slip.span != span or not span.start < at < span.end:
            raise LedgerError(f"{span} cannot be cut at {at}")
        if any(edit.span.start < at < edit.span.end for edit in self._replacements.get((span.source, span.line), ())):
            raise LedgerError(f"{span} cannot be cut at {at}, inside words that were changed")

    def _split(self, span: Span, at: int) -> None:
        slip = self.at(span)
        if at == span.start:
            self._set(span, opens=True)
            return
        right = replace(slip, span=replace(span, start=at), opens=False, joined_to=None)
        self.slips[slip.key] = replace(slip, span=replace(span, end=at))
        self.slips[right.key] = right
        self._link(right.key, slip.key)

    def _unsplit(self, span: Span, at: int) -> None:
        if at == span.start:
            self._set(span, opens=False)
            return
        right = key_of(replace(span, start=at))
        self._unlink(right)
        del self.slips[right]
        self.slips[key_of(span)] = replace(self.at(span), span=span)

    def _move(self, key: Key, after: Key | None) -> None:
        self._unlink(key)
        self._link(key, after)

    def _unlink(self, key: Key) -> None:
        before, behind = self._previous.pop(key), self._next.pop(key)
        self._next[before], self._previous[behind] = behind, before

    def _link(self, key: Key, after: Key | None) -> None:
        behind = self._next[after]
        self._next[after], self._next[key] = key, behind
        self._previous[key], self._previous[behind] = after, key


def key_of(span: Span) -> Key:
    """Return what names the slip that begins where the span begins."""
    return span.source, span.line, span.start


def _touches(place: Span, span: Span) -> bool:
    """Say whether a span shares a character with a place, or inserts inside it or just before it."""
    return place.overlaps(span) or (not len(span) and place.start <= span.start < place.end)


def _columns(edit: Replace) -> tuple[int, int]:
    """Return what orders the replacements of a line; they never overlap, so only neighbours can collide."""
    return edit.span.start, edit.span.end


def _collides(one: Span, other: Span) -> bool:
    if len(one) and len(other):
        return one.start < other.end and other.start < one.end
    if not len(one) and not len(other):
        return one.start == other.start
    return (one.start < other.start < one.end) if len(one) else (other.start < one.start < other.end)
