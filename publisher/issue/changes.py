"""What a reader may be told of the ledger: each correction of words with its neighbours, the routine ones counted.

Takes a copy, its ledger and the codes of the rules that run by themselves, gives Changes and counts. It words nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from publisher.issue.copy import Copy, Slip
from publisher.issue.corrections import Author, Correction, Drop, Edit, Join, Ledger, Replace
from publisher.issue.marks import CLOSING, OPENING, PAUSES, STOPS
from publisher.issue.reading import Reading, lies_within

_NEAR = 3  # characters between two corrections that are told as one
_CONTEXT = 4  # characters told on either side, up to the next mark
_UP_TO_A_MARK = re.compile(f"[^{re.escape(STOPS + PAUSES + OPENING + CLOSING)}]{{0,{_CONTEXT}}}")


@dataclass(frozen=True, slots=True)
class Change:
    """Words that read differently from the original, for the reader.

    Attributes:
        owner: id of the article, section or matter.
        rule: code of the finding or of the editor's decision.
        before, after: what the original reads and what the reissue reads, with the same neighbours.
        why: the reason given; may be empty.
        is_editors: whether an editor decided, not a finding of the program that an editor let stand.
    """

    owner: str
    rule: str
    before: str
    after: str
    why: str = ""
    is_editors: bool = True


def changes_of(copy: Copy, ledger: Ledger, routine: frozenset[str]) -> tuple[Change, ...]:
    """Return every change of words that no rule of `routine` made, in reading order, close ones as one."""
    slips: dict[tuple[str, int], list[tuple[int, Slip]]] = {}
    told = [each for each in ledger if _is_told(each, routine)]
    lines = {(each.edit.span.source, each.edit.span.line) for each in told if isinstance(each.edit, Replace)}
    for number, slip in enumerate(copy.slips):
        if (slip.span.source, slip.span.line) in lines and not slip.dropped:
            slips.setdefault((slip.span.source, slip.span.line), []).append((number, slip))
    found: dict[tuple[int, int], list[Correction]] = {}
    by_number = {number: slip for line in slips.values() for number, slip in line}
    for each in told:
        assert isinstance(each.edit, Replace)  # noqa: S101 - `_is_told` lets nothing else through
        span = each.edit.span
        for number, slip in slips.get((span.source, span.line), ()):
            if lies_within(span, slip.span):
                found.setdefault((number, span.start), []).append(each)
                break
    return tuple(_changes(found, by_number, copy))


def routine_counts(ledger: Ledger, routine: frozenset[str]) -> tuple[tuple[str, int], ...]:
    """Return how often each rule of `routine`, and each kind of an editor's drop, changed, joined or dropped."""
    counts: Counter[str] = Counter()
    for each in ledger:
        is_drop = isinstance(each.edit, Drop)
        if (each.rule in routine and isinstance(each.edit, Replace | Join)) or is_drop:
            counts[f"drop/{each.edit.reason.value}" if isinstance(each.edit, Drop) else each.rule] += 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def changes_words(edit: Edit) -> bool:
    """Say whether an edit changes a visible character: what a colophon counts as a correction."""
    return isinstance(edit, Replace) and bool(edit.before.strip() or edit.after.strip())


def _is_told(correction: Correction, routine: frozenset[str]) -> bool:
    return changes_words(correction.edit) and correction.rule not in routine


def _changes(found: dict[tuple[int, int], list[Correction]], slips: dict[int, Slip], copy: Copy) -> Iterator[Change]:
    """Yield the changes slip by slip."""
    for number in sorted({number for number, _ in found}):
        mine = [each for key in sorted(found) if key[0] == number for each in found[key]]
        reading = copy.reading(slips[number])
        for run in _runs(mine):
            first = run[0]
            before, after = _told(run, reading)
            why = "；".join(dict.fromkeys(each.evidence.strip() for each in run if each.evidence.strip()))
            yield Change(slips[number].owner, first.rule, before, after, why, first.author is Author.EDITOR)


def _runs(corrections: list[Correction]) -> Iterator[list[Correction]]:
    run = corrections[:1]
    for last, each in pairwise(corrections):
        if last.rule == each.rule and _span(each)[0] - _span(last)[1] <= _NEAR:
            run.append(each)
        else:
            yield run
            run = [each]
    if run:
        yield run


def _span(correction: Correction) -> tuple[int, int]:
    assert isinstance(correction.edit, Replace)  # noqa: S101 - `_is_told` lets nothing else through
    return correction.edit.span.start, correction.edit.span.end


def _told(run: Iterable[Correction], reading: Reading) -> tuple[str, str]:
    """Return the words before and after, with neighbours as the edition reads them."""
    edits = [each.edit for each in run if isinstance(each.edit, Replace)]
    places = [_place(edit, reading) for edit in edits]
    left = _UP_TO_A_MARK.match(reading.text[: places[0][0]][::-1])
    right = _UP_TO_A_MARK.match(reading.text[places[-1][1] :])
    head, tail = (left[0][::-1] if left else ""), (right[0] if right else "")
    before = edits[0].before
    for (last, this), edit in zip(pairwise(places), edits[1:], strict=True):
        before += reading.text[last[1] : this[0]] + edit.before
    return head + before + tail, head + reading.text[places[0][0] : places[-1][1]] + tail


def _place(edit: Replace, reading: Reading) -> tuple[int, int]:
    """Return where the words of an edit stand in the reading; words taken away stand between two characters."""
    for run in reading.runs:
        if run.changed and (run.start, run.end) == (edit.span.start, edit.span.end):
            return run.at, run.at + len(edit.after)
    at = next((run.at for run in reading.runs if run.start >= edit.span.end), len(reading.text))
    return at, at
