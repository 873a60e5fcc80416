"""A recorded ledger put to the proof: takes the bytes of ledger.json and the galley, gives checks and the copy made.

The record is trusted in nothing: it must read, name the very sources, replay on them, leave no character without a
place, and be what the manifest yields. It composes no article.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from publisher.issue import record
from publisher.issue.accounts import account
from publisher.issue.copy import Copy, LedgerError, replay
from publisher.issue.corrections import DropReason, Ledger
from publisher.issue.galley import Galley
from publisher.proof.checks import Check, Finding, State
from publisher.proof.readback.findings import check

_SHORT = 12  # hexadecimal digits of a digest that are shown
_MOST = 80  # characters of a foreign error that are shown

Digest = tuple[str, str]  # path as the manifest writes it, SHA-256


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a ledger.json says; `on` is the digest of the ledger it stands on, for an edition in another script."""

    sources: tuple[Digest, ...]
    ledger: Ledger
    on: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of a recorded ledger; `copy` is None where it does not lead to the issue of the manifest."""

    copy: Copy | None
    checks: tuple[Check, ...]
    corrections: int = 0

    @property
    def figures(self) -> dict[str, object]:
        """How many corrections were carried out and how many visible characters of the source were dropped."""
        if self.copy is None:
            return {}
        counts = account(self.copy)
        figures: dict[str, object] = {"characters": counts.articles + counts.corrected + counts.metadata}
        return figures | {"corrections": self.corrections, "drops": counts.dropped}


def read(data: bytes) -> Recorded:
    """Return what a ledger.json says; raises ValueError for anything else."""
    try:
        found = json.loads(data.decode("utf-8"))
        sources = tuple((str(each["path"]), str(each["sha256"])) for each in found["sources"])
        ledger = record.from_json(Ledger, json.dumps(found["ledger"]))
        return Recorded(sources, ledger, str(found.get("on", "")))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}"[:_MOST]) from None


def replayed(data: bytes, galley: Galley, sources: Sequence[Digest], now: Ledger, on: str = "") -> Replayed:
    """Return the copy a recorded ledger makes, and whether it is what the manifest makes of the same sources.

    Args:
        data: the file.
        galley: the sources as they were read now.
        sources: path and digest of every source, articles in Markdown among them.
        now: the ledger that the manifest yields.
        on: digest of the ledger below, for an edition in another script.
    """
    try:
        recorded = read(data)
    except ValueError as error:
        return Replayed(None, (check("ledger-reads", [Finding(detail=str(error))]),))
    copy, stopped = _copy(galley, recorded.ledger)
    differing = list(_differences(recorded.ledger, now))
    checks = (
        check("ledger-reads", []),
        check("ledger-sources", [*_other_sources(recorded.sources, sources), *_other_base(recorded.on, on)]),
        check("ledger-replays", stopped),
        check("ledger-of-manifest", differing),
        _accounts(copy, is_second=bool(on)),
    )
    return Replayed(None if differing else copy, checks, len(recorded.ledger))


def _copy(galley: Galley, ledger: Ledger) -> tuple[Copy | None, list[Finding]]:
    try:
        return replay(galley, ledger), []
    except (LedgerError, LookupError) as error:
        return None, [Finding(detail=str(error)[:_MOST])]


def _other_sources(recorded: Iterable[Digest], read_now: Iterable[Digest]) -> Iterator[Finding]:
    old, new = dict(recorded), dict(read_now)
    for path in dict.fromkeys((*old, *new)):
        if old.get(path) != new.get(path):
            yield Finding(
                thing=path, detail=f"{old.get(path, '')[:_SHORT] or '∅'} ≠ {new.get(path, '')[:_SHORT] or '∅'}"
            )


def _other_base(recorded: str, on: str) -> Iterator[Finding]:
    if recorded != on:
        yield Finding(thing="on", detail=f"{recorded[:_SHORT] or '∅'} ≠ {on[:_SHORT] or '∅'}")


def _differences(recorded: Ledger, now: Ledger) -> Iterator[Finding]:
    """Yield the first correction in which the two ledgers part, and how long they are where they differ in that."""
    both = zip(recorded, now, strict=False)
    parted = next((number for number, (old, new) in enumerate(both) if old != new), min(len(recorded), len(now)))
    if parted == len(recorded) == len(now):
        return
    rules = [ledger.corrections[parted].rule if parted < len(ledger) else "∅" for ledger in (recorded, now)]
    yield Finding(thing=f"correction {parted + 1}", detail=f"{rules[0]} ≠ {rules[1]}; {len(recorded)} / {len(now)}")


def _accounts(copy: Copy | None, *, is_second: bool) -> Check:
    """Return whether every character has its place; a second ledger gives no places, it stands on one that does."""
    if copy is None or is_second:
        return Check("accounts", State.SKIPPED if copy is None else State.NOT_APPLICABLE)
    return check("accounts", _unaccounted(copy))


def _unaccounted(copy: Copy) -> Iterator[Finding]:
    """Yield where characters have no place: neither in an article, nor in metadata, nor in a named drop."""
    counts = account(copy)
    sources = copy.galley.sources
    characters = sum(len(line) for source in sources for line in source.lines)
    characters += sum(source.line_ends for source in sources)
    if counts.unplaced or counts.total != characters:
        yield Finding(detail=f"{counts.unplaced}; {counts.total} ≠ {characters}")
    known = {reason.value for reason in DropReason}
    yield from (Finding(thing=reason, detail=str(count)) for reason, count in counts.drops if reason not in known)
