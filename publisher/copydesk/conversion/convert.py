"""An issue in the other script: its lines become a second galley, every change a correction on a ledger of its own.

Takes the issue as the first copydesk left it and the readings of the editor, gives the converted issue with galley,
ledger and queries. The laws are those of the first ledger: `issue.copy` replays and undoes both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from publisher import scripts
from publisher.copydesk.conversion.asking import Asked, queries
from publisher.copydesk.conversion.everyday import SPARED
from publisher.copydesk.conversion.names import name_reading
from publisher.copydesk.conversion.reader import Read, Reader
from publisher.copydesk.conversion.settled import FORMS, REGIONAL
from publisher.issue import record
from publisher.issue.copy import Copy, Desk, fresh
from publisher.issue.corrections import Correction, Ledger, Replace
from publisher.issue.derivation import Derivation, DerivedPlan, SetReading
from publisher.issue.galley import Galley, Source, Span
from publisher.issue.issue import Issue
from publisher.issue.reading import read
from publisher.issue.rewording import Line, reworded
from publisher.problems import Problem, Severity, ToolError

# Language of the edition → OpenCC's configuration. To the mainland only characters change: words stay the author's.
_CONFIGURATIONS = {"zh-Hant": "s2t", "zh-Hant-TW": "s2twp", "zh-Hant-HK": "s2hkp", "zh-Hans": "tw2s"}


@dataclass(frozen=True, slots=True)
class Converted:
    """An issue in another script: the galley it was set from, its ledger, and what remains to be said."""

    issue: Issue
    galley: Galley
    ledger: Ledger
    copy: Copy
    problems: tuple[Problem, ...]


def convert(issue: Issue, plan: DerivedPlan, galley: Galley) -> Converted:
    """Return the issue in the language of the plan, which must be one of DERIVED_FROM.

    Args:
        issue: as the first copydesk left it.
        plan: the language and the readings of the editor.
        galley: of the original, to say in which of its lines a doubt stands.

    Raises:
        ToolError: OpenCC's dictionaries cannot be read.
    """
    lines = _lines(issue)
    second = _galley_of(issue, lines)
    reader = _reader(issue, plan, lines)
    desk, corrections, asked, used = Desk(fresh(second)), list[Correction](), list[Asked](), set[SetReading]()
    for number, line in _numbered(lines):
        made = reader.read(line)
        used |= made.used
        asked += [Asked(line, number, doubt) for doubt in made.doubts]
        for correction in _corrections(made, line, number):
            desk.apply(correction)
            corrections.append(correction)
    ledger, copy = Ledger(tuple(corrections)), desk.copy()
    open_queries = queries(asked, reader.conversion.name, galley)
    converter = f"OpenCC {scripts.version()} {reader.conversion.name}"
    derivation = Derivation(issue.language, converter, len(ledger), open_queries, record.digest(ledger))
    changed = replace(_rewritten(issue, copy), derivation=derivation)
    named = replace(changed, periodical=replace(changed.periodical, language=plan.language))
    return Converted(named, second, ledger, copy, tuple(_idle(reader.readings, used)))


def _lines(issue: Issue) -> list[Line]:
    """Return every line of the issue, in the order in which they are reworded."""
    lines: list[Line] = []

    def collect(line: Line) -> tuple[str, ...]:
        lines.append(line)
        return tuple(leaf.text for leaf in line.leaves)

    reworded(issue, collect)
    return lines


def _numbered(lines: Iterable[Line]) -> Iterator[tuple[int, Line]]:
    """Yield each line with its number in the source of its owner, from 1."""
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.owner] = counts.get(line.owner, 0) + 1
        yield counts[line.owner], line


def _galley_of(issue: Issue, lines: list[Line]) -> Galley:
    """Return the galley of an edited issue: a source an article, and one for what stands outside of articles."""
    texts: dict[str, list[str]] = {}
    for line in lines:
        texts.setdefault(line.owner, []).append(line.text)
    return Galley(tuple(_source(owner, tuple(found), issue) for owner, found in texts.items()))


def _source(owner: str, lines: tuple[str, ...], issue: Issue) -> Source:
    sha256 = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return Source(owner, f"{issue.manifest}#{owner}", sha256, "utf-8", lines, len(lines))


def _reader(issue: Issue, plan: DerivedPlan, lines: list[Line]) -> Reader:
    try:
        conversion = scripts.conversion(_CONFIGURATIONS[plan.language])
    except scripts.DictionaryError as error:
        raise ToolError(Problem("copydesk/no-converter", plan.place, {"name": str(error)})) from error
    also_itself = {word for word, values in conversion.usage().items() if word in values[1:]}
    names = tuple(_names(lines, conversion))
    forms = tuple(FORMS.get(plan.language, {}).items())
    words = tuple(SetReading(word, reading) for word, reading in REGIONAL.get(plan.language, {}).items())
    return Reader(conversion, SPARED | also_itself, forms, plan.readings, names, issue.language == "zh-Hans", words)


def _names(lines: list[Line], conversion: scripts.Conversion) -> Iterator[SetReading]:
    """Yield the readings of the issue's own names that a dictionary of words would read otherwise."""
    for name in dict.fromkeys(line.text for line in lines if line.is_name):
        known = name_reading(name, conversion)
        if known and not known[1] and known[0] != "".join(piece.result for piece in conversion.pieces(name)):
            yield SetReading(name, known[0])


def _corrections(made: Read, line: Line, number: int) -> Iterator[Correction]:
    for change in made.changes:
        span = Span(line.owner, number, change.start, change.end)
        edit = Replace(span, line.text[change.start : change.end], change.after)
        yield Correction(change.rule, change.author, edit, change.evidence, change.confidence)


def _rewritten(issue: Issue, copy: Copy) -> Issue:
    """Return the issue as the copy of its second galley reads."""
    counts: dict[str, int] = {}

    def put_back(line: Line) -> tuple[str, ...]:
        number = counts[line.owner] = counts.get(line.owner, 0) + 1
        edits = list(copy.replacements.get((line.owner, number), ()))
        texts, at = [], 0
        for leaf in line.leaves:
            span = Span(line.owner, number, at, at + len(leaf.text))
            inside = [edit for edit in edits if span.covers(edit.span)]
            texts.append(read(copy.galley, span, inside).text)
            at += len(leaf.text)
        return tuple(texts)

    return reworded(issue, put_back)


def _idle(readings: tuple[SetReading, ...], used: set[SetReading]) -> Iterator[Problem]:
    """Yield a warning for every reading whose word does not stand in the issue."""
    for reading in readings:
        if reading not in used and not reading.is_lasting:
            yield Problem("copydesk/idle-reading", reading.place, {"word": reading.word}, Severity.WARNING)
