"""Near readings: headlines that differ from an entry in about one character of eight, found without comparing all.

Takes folded wordings and the index of lines, gives runs with their distance. Short titles have no near reading: one
character of five is a different title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from publisher.copydesk.contents.titles import Run, Titles

_PER_EDIT = 8  # characters of a title that allow one edit
_GRAM = 3  # characters of the pieces by which candidates are found
_MOST_LINES = 4


def edits_allowed(key: str) -> int:
    """Return how many edits a title of this length may differ by."""
    return len(key) // _PER_EDIT


def distance(one: str, other: str, most: int) -> int:
    """Return the edit distance of two wordings, or `most` + 1 if it is greater."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        above, row = row, [at]
        for column, match in enumerate(other, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (char != match)))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def near_runs(keys: Iterable[str], titles: Titles) -> Mapping[str, tuple[tuple[Run, int], ...]]:
    """Return for each key the runs of lines that read nearly like it, nearest first, with their distances."""
    wanted = {key: edits_allowed(key) for key in keys if edits_allowed(key)}
    by_gram: dict[str, set[str]] = defaultdict(set)
    for key in wanted:
        for at in range(len(key) - _GRAM + 1):
            by_gram[key[at : at + _GRAM]].add(key)
    found: dict[str, dict[Run, int]] = defaultdict(dict)
    if by_gram:
        for position, line in enumerate(titles.keys):
            for key in _alike(line, by_gram):
                for run, edits in _around(key, wanted[key], position, titles):
                    found[key][run] = edits
    return {key: tuple(sorted(runs.items(), key=lambda each: (each[1], each[0]))) for key, runs in found.items()}


def _alike(line: str, by_gram: Mapping[str, set[str]]) -> set[str]:
    """Return the keys that share enough pieces with a line for one to hold most of the other."""
    shared: dict[str, int] = defaultdict(int)
    for at in range(len(line) - _GRAM + 1):
        for key in by_gram.get(line[at : at + _GRAM], ()):
            shared[key] += 1
    # Every edit spoils at most three pieces; a line that is a part of the headline has fewer to begin with.
    return {
        key
        for key, count in shared.items()
        if count >= min(len(line), len(key)) - _GRAM + 1 - _GRAM * edits_allowed(key) and len(line) <= len(key) + 4
    }


def _around(key: str, most: int, position: int, titles: Titles) -> Iterable[tuple[Run, int]]:
    """Yield the runs of up to four lines round a position that read nearly like the key."""
    source = titles.lines[position].span.source
    for first in range(max(0, position - _MOST_LINES + 1), position + 1):
        words = ""
        for last in range(first, min(first + _MOST_LINES, len(titles.keys))):
            if not titles.keys[last] or titles.lines[last].span.source != source:
                break
            words += titles.keys[last]
            if len(words) > len(key) + most:
                break
            if last >= position and (edits := distance(key, words, most)) <= most:
                yield (first, last + 1), edits
