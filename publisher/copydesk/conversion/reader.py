"""Reads a line for the other script: what changes, on whose word, and what is in doubt.

Takes a line, the dictionaries and the readings of the editor, gives changes at places of the line and doubts. The
order: quotation marks, readings, then OpenCC; a character with several forms is told by its neighbours, or asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate

from publisher.copydesk.conversion.choices import DOUBTED, chosen
from publisher.copydesk.conversion.names import in_a_name
from publisher.copydesk.conversion.quotes import turned
from publisher.copydesk.conversion.seams import divided, stays_whole
from publisher.copydesk.conversion.settled import LIGHTER, TO_SIMPLIFIED, TO_TRADITIONAL, WORDS
from publisher.issue.corrections import Author
from publisher.issue.derivation import SetReading
from publisher.issue.rewording import Line
from publisher.problems import InternalError, Problem
from publisher.scripts import Conversion, Kind, Piece

SCRIPT, USAGE, QUOTES, READING = (
    "copydesk/other-script",
    "copydesk/regional-word",
    "copydesk/quotes-of-script",
    "editor/script-reading",
)
MANY, SEAM, UNPAIRED = "copydesk/one-to-many", "copydesk/word-across-markup", "copydesk/unpaired-quote"
CODES = frozenset((SCRIPT, USAGE, QUOTES, MANY, SEAM, UNPAIRED))


@dataclass(frozen=True, slots=True)
class Change:
    """Characters `start` to `end` of a line read otherwise."""

    start: int
    end: int
    after: str
    rule: str
    evidence: str
    confidence: float = 1.0
    author: Author = Author.RULE


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that may read otherwise: what was taken for the time being, and everything it may be."""

    start: int
    end: int
    code: str
    taken: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What a line becomes, in its order."""

    changes: tuple[Change, ...]
    doubts: tuple[Doubt, ...]
    used: frozenset[SetReading] = frozenset()


@dataclass(frozen=True)
class Reader:
    """Everything a line is read with.

    Attributes:
        spared: words of the region that are not taken over.
        forms: what OpenCC writes → what the region prints.
        readings: of the editor, then those of names, best first.
        names: readings that the issue's own names have; they are no editor's.
        words: those of the region that the dictionaries lack.
        to_corners: whether quotation marks become corner brackets.
    """

    conversion: Conversion
    spared: frozenset[str]
    forms: tuple[tuple[str, str], ...]
    readings: tuple[SetReading, ...]
    names: tuple[SetReading, ...]
    to_corners: bool
    words: tuple[SetReading, ...] = ()
    _found: dict[str, tuple[SetReading, ...]] = field(default_factory=dict)

    def read(self, line: Line) -> Read:
        """Return what changes in a line and what is in doubt."""
        text = line.text
        stays = frozenset(_staying(line))
        marks = turned(text, self.to_corners, stays)
        changes = [Change(at, at + 1, mark, QUOTES, "") for at, mark in marks.marks.items()]
        doubts = [Doubt(at, at + 1, UNPAIRED, marks.marks.get(at, text[at]), ()) for at in marks.unpaired]
        used: list[SetReading] = []
        for start, end in _stretches(len(text), {*stays, *marks.marks}):
            for found in self._pieces(text, start, end, line.owner, used):
                doubts += found.doubts
                changes += found.changes
        made, cut = _within_leaves(sorted(changes, key=lambda change: change.start), line, self)
        borders = set(accumulate(len(leaf.text) for leaf in line.leaves))
        return Read(tuple(_merged(made, borders)), tuple(sorted([*doubts, *cut], key=_place)), frozenset(used))

    def _pieces(self, text: str, start: int, end: int, owner: str, used: list[SetReading]) -> Iterator[Read]:
        """Yield what becomes of a stretch: readings first, the rest by the dictionary."""
        at = start
        for begin, reading in self._readings_in(text, start, end, owner):
            yield from self._converted(text, at, begin, owner, used)
            at = begin + len(reading.word)
            if reading in self.readings:
                used.append(reading)
                yield Read((Change(begin, at, reading.reading, READING, "", 1.0, Author.EDITOR),), ())
            else:
                rule, evidence = (USAGE, "地区用词") if reading in self.words else (SCRIPT, "人名")
                yield Read((Change(begin, at, reading.reading, rule, evidence),), ())
        yield from self._converted(text, at, end, owner, used)

    def _readings_in(self, text: str, start: int, end: int, owner: str) -> list[tuple[int, SetReading]]:
        """Return where words with a reading stand, the longest first, none in another; single characters wait."""
        taken: list[tuple[int, SetReading]] = []
        free = bytearray(b"\1") * (end - start)
        for reading in self._of(owner):
            length = len(reading.word)
            at = text.find(reading.word, start, end) if length > 1 else -1
            while at >= 0:
                fits = all(free[at - start : at - start + length])
                fits = fits and (reading not in self.words or stays_whole(text, at, at + length))
                if fits:
                    taken.append((at, reading))
                    free[at - start : at - start + length] = bytes(length)
                at = text.find(reading.word, at + (length if fits else 1), end)
        return sorted(taken, key=lambda each: each[0])

    def _of(self, owner: str) -> tuple[SetReading, ...]:
        """Return the readings that hold in an article, the longest first; the editor's before those of names."""
        if owner not in self._found:
            holding = [each for each in (*self.readings, *self.names, *self.words) if each.article in ("", owner)]
            unique = {each.word: each for each in sorted(holding, key=lambda each: bool(each.article))}
            kept = [unique[each.word] for each in holding if each in self.readings] + list(unique.values())
            self._found[owner] = tuple(sorted(dict.fromkeys(kept), key=lambda each: -len(each.word)))
        return self._found[owner]

    def _converted(self, text: str, start: int, end: int, owner: str, used: list[SetReading]) -> Iterator[Read]:
        at = start
        for piece in divided(self.conversion, text[start:end], self.spared):
            if not text.startswith(piece.source, at):
                raise InternalError(Problem("copydesk/no-replay"))
            yield self._decided(text, at, self._as_printed(piece), owner, used)
            at += len(piece.source)

    def _as_printed(self, piece: Piece) -> Piece:
        """Return a piece with the forms that the region prints."""
        for written, printed in self.forms:
            if written in piece.result:
                options = tuple(dict.fromkeys(each.replace(written, printed) for each in piece.options))
                result = piece.result.replace(written, printed)
                piece = replace(piece, result=result, options=options, file=f"{piece.file}，{written}→{printed}")
        return piece

    def _decided(self, text: str, at: int, piece: Piece, owner: str, used: list[SetReading]) -> Read:
        """Return what becomes of one piece of the dictionary."""
        rule = USAGE if piece.kind is Kind.USAGE else SCRIPT
        source, end = f"OpenCC {self.conversion.name} {piece.file}".strip(), at + len(piece.source)
        other = self.conversion.regional(DOUBTED.get(piece.source, ""))
        if other:
            piece = replace(piece, options=(*piece.options, other))
        if len(piece.options) < 2:
            return Read(_change(at, end, piece, piece.result, rule, source), ())
        if own := next((each for each in self._of(owner) if each.word == piece.source and each in self.readings), None):
            used.append(own)
            return Read((Change(at, end, own.reading, READING, "", 1.0, Author.EDITOR),), ())
        if piece.source in WORDS:
            return Read(_change(at, end, piece, piece.result, rule, source, 0.98), ())
        form = self._told(text, at, piece)
        if form is not None and (not other or form == other):
            return Read(_change(at, end, piece, form, rule, f"{source}：{_around(text, at, end)}", 0.95), ())
        if piece.source in (TO_TRADITIONAL if self.to_corners else TO_SIMPLIFIED):
            return Read(_change(at, end, piece, piece.result, rule, source, 0.98), ())
        others = tuple(each for each in piece.options if each != piece.result)
        doubt = Doubt(at, end, MANY, piece.result, others)
        return Read(_change(at, end, piece, piece.result, rule, f"{source}：{_around(text, at, end)}", 0.5), (doubt,))

    def _told(self, text: str, at: int, piece: Piece) -> str | None:
        """Return the option that the words around speak for, or None."""
        if len(piece.source) == 1:
            if piece.source in LIGHTER:
                return LIGHTER[piece.source]
            if (form := in_a_name(text, at, piece.options)) is not None:
                return form
        if len(piece.source) > 1 and (form := chosen(piece.source, text, at)) in piece.options:
            return form
        for offset, char in enumerate(piece.source):
            form = chosen(char, text, at + offset)
            if form is None or len({each[offset : offset + 1] for each in piece.options}) < 2:
                continue
            form = self.conversion.regional(form)
            if found := next((each for each in piece.options if each[offset : offset + 1] == form), None):
                return found
        return None


def _change(
    start: int, end: int, piece: Piece, after: str, rule: str, evidence: str, confidence: float = 1.0
) -> tuple[Change, ...]:
    return (Change(start, end, after, rule, evidence, confidence),) if after != piece.source else ()


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 4) : start]}[{text[start:end]}]{text[end : end + 4]}"


_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~“”‘’]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def _staying(line: Line) -> Iterator[int]:
    """Yield the places of characters that are of another language, or of an address."""
    at = 0
    for leaf in line.leaves:
        yield from range(at, at + len(leaf.text)) if leaf.stays else ()
        at += len(leaf.text)
    for found in _ADDRESS.finditer(line.text):
        yield from range(*found.span())


def _stretches(length: int, stays: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a line between the places that are spoken for."""
    start = 0
    for at in sorted({*stays, length}):
        if at > start:
            yield start, at
        start = at + 1


def _within_leaves(changes: list[Change], line: Line, reader: Reader) -> tuple[list[Change], list[Doubt]]:
    """Return the changes cut at the borders of leaves; a word whose length changes there goes by its characters."""
    borders = list(accumulate(len(leaf.text) for leaf in line.leaves))[:-1]
    if not borders:
        return changes, []
    made, doubts = list[Change](), list[Doubt]()
    for change in changes:
        inside = [border for border in borders if change.start < border < change.end]
        if not inside:
            made.append(change)
            continue
        parts = list(zip((change.start, *inside), (*inside, change.end), strict=True))
        if len(change.after) == change.end - change.start:
            texts = [change.after[one - change.start : two - change.start] for one, two in parts]
        else:
            texts = ["".join(p.result for p in reader.conversion.pieces(line.text[one:two])) for one, two in parts]
            doubts.append(Doubt(change.start, change.end, SEAM, "".join(texts), (change.after,)))
        made += [replace(change, start=one, end=two, after=each) for (one, two), each in zip(parts, texts, strict=True)]
    return [change for change in made if change.after != line.text[change.start : change.end]], doubts


def _merged(changes: Iterable[Change], borders: set[int]) -> Iterator[Change]:
    """Yield the changes, neighbours with the same reason as one unless a leaf ends between them."""
    last: Change | None = None
    for change in changes:
        is_neighbour = last and last.end == change.start and last.end not in borders
        if last and is_neighbour and _reason(last) == _reason(change) and "：" not in change.evidence:
            last = replace(last, end=change.end, after=last.after + change.after)
            continue
        if last:
            yield last
        last = change
    if last:
        yield last


def _reason(change: Change) -> tuple[str, str, float, Author]:
    return change.rule, change.evidence, change.confidence, change.author


def _place(doubt: Doubt) -> int:
    return doubt.start
