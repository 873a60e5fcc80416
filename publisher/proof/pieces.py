"""Slips cut into pieces: where corrections and queries begin and end, on the side of the source and of the edition.

Takes a copy with its ledger and queries, gives pieces of lines and of passages. It does not know articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from publisher.issue.copy import Copy, Key, Slip, key_of
from publisher.issue.corrections import Drop, Join, Ledger, Move, Replace, SetRole, Split, Stet
from publisher.issue.galley import Galley, Span
from publisher.issue.marks import HALF_TO_FULL
from publisher.issue.queries import Query
from publisher.proof.parallel import Piece, SourceLine

LineKey = tuple[str, int]
_WIDTHS = str.maketrans(HALF_TO_FULL)  # one character for one: places stay


@dataclass(slots=True)
class Marks:
    """Where the ledger and the queries touch the copy, by line and by slip.

    Attributes:
        replaced, kept: corrections of words and places to be left alone, by line, sorted by place.
        whole: corrections that speak of a whole slip.
        joined: for a slip that continues another, the correction that says so.
        doubted: the words each query means, by line.
    """

    copy: Copy
    replaced: dict[LineKey, list[tuple[Replace, int]]] = field(default_factory=lambda: defaultdict(list))
    kept: dict[LineKey, list[tuple[Span, int]]] = field(default_factory=lambda: defaultdict(list))
    whole: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))
    joined: dict[Key, int] = field(default_factory=dict)
    doubted: dict[LineKey, list[tuple[Span, str]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, copy: Copy, ledger: Ledger, queries: Iterable[Query]) -> Marks:
        """Return the marks of a ledger, whose corrections are numbered from 1, and of queries."""
        marks = cls(copy)
        for number, correction in enumerate(ledger, 1):
            marks._note(number, correction.edit)
        for edits in marks.replaced.values():
            edits.sort(key=lambda each: (each[0].span.start, each[0].span.end))
        for query in queries:
            span = doubted_words(query, copy.galley)
            marks.doubted[span.source, span.line].append((span, query.id))
        return marks

    def _note(self, number: int, edit: Replace | Stet | Split | Join | Move | Drop | SetRole) -> None:
        match edit:
            case Replace(span):
                self.replaced[span.source, span.line].append((edit, number))
            case Stet(span):
                self.kept[span.source, span.line].append((span, number))
            case Split(span, at):
                self.whole[span.source, span.line, at].append(number)
            case Join(_, right):
                self.whole[key_of(right)].append(number)
                self.joined[key_of(right)] = number
            case Move(span) | Drop(span) | SetRole(span):
                self.whole[key_of(span)].append(number)

    def line(self, slip: Slip) -> SourceLine:
        """Return a slip as a line of the source side."""
        span = slip.span
        end = len(self.copy.galley.source(span.source).lines[span.line - 1])
        marks = tuple(self.whole.get(slip.key, ()))
        return SourceLine(span, slip.role, tuple(self._source(span)), marks, slip.dropped, end)

    def _source(self, span: Span) -> Iterator[Piece]:
        line = span.source, span.line
        touched = [(edit.span, number) for edit, number in self.replaced.get(line, ())] + self.kept.get(line, [])
        touched = [each for each in touched if _touches(each[0], span)]
        doubted = [each for each in self.doubted.get(line, ()) if each[0].overlaps(span)]
        edges = {span.start, span.end}
        edges.update(edge for place, _ in (*touched, *doubted) for edge in (place.start, place.end))
        cuts = sorted(edge for edge in edges if span.start <= edge <= span.end)
        raw = self.copy.galley.source(span.source).lines[span.line - 1]
        for start, end in zip(cuts, [*cuts[1:], span.end], strict=True):
            for place, number in touched:
                if place.start == place.end == start:
                    yield Piece("", (number,))
            if end > start:
                marks = tuple(number for place, number in touched if place.start <= start and end <= place.end)
                queries = tuple(name for place, name in doubted if place.start <= start and end <= place.end)
                yield Piece(raw[start:end], marks, queries)

    def edition(self, slips: Iterable[Slip], printed: str) -> tuple[Piece, ...]:
        """Return the pieces of what slips became; put together they read exactly `printed`."""
        characters: list[Piece] = []
        for slip in slips:
            if characters and slip.key in self.joined:
                characters.append(Piece("", (self.joined[slip.key],)))
            characters += self._read(slip.span)
        return tuple(_merged(_fitted(characters, printed)))

    def _read(self, span: Span) -> Iterator[Piece]:
        """Yield what a slip reads now, a piece a character; an empty one where something was taken away."""
        line = span.source, span.line
        raw = self.copy.galley.source(span.source).lines[span.line - 1]
        kept = [each for each in self.kept.get(line, ()) if _touches(each[0], span)]
        doubted = [each for each in self.doubted.get(line, ()) if each[0].overlaps(span)]
        at = span.start
        for edit, number in self.replaced.get(line, ()):
            if not _touches(edit.span, span):
                continue
            yield from (_untouched(raw, column, kept, doubted) for column in range(at, edit.span.start))
            asked = tuple(name for place, name in doubted if place.overlaps(edit.span))
            yield from (Piece(char, (number,), asked) for char in edit.after or [""])
            at = edit.span.end
        yield from (_untouched(raw, column, kept, doubted) for column in range(at, span.end))


def doubted_words(query: Query, galley: Galley) -> Span:
    """Return the span of the words a query means: they are looked for in its span, which may be a whole line."""
    text = galley.text(query.span)
    found = text.find(query.printed) if query.printed else -1
    if found < 0 and query.printed:
        found = text.translate(_WIDTHS).find(query.printed.translate(_WIDTHS))
    if found < 0:
        return query.span
    start = query.span.start + found
    return Span(query.span.source, query.span.line, start, start + len(query.printed))


def _touches(place: Span, span: Span) -> bool:
    """Say whether a place lies in a slip's span; an insertion at a border belongs to the slip that begins there."""
    if place.start == place.end:
        return span.start <= place.start < span.end
    return place.start < span.end and span.start < place.end


def _untouched(raw: str, column: int, kept: list[tuple[Span, int]], doubted: list[tuple[Span, str]]) -> Piece:
    """Return one character that no correction changed, with what is said of it all the same."""
    marks = tuple(number for place, number in kept if place.start <= column < place.end)
    return Piece(raw[column], marks, tuple(name for place, name in doubted if place.start <= column < place.end))


def _fitted(characters: list[Piece], printed: str) -> Iterator[Piece]:
    """Yield the characters that are printed and what the edition adds to them, in the order of `printed`."""
    text = "".join(piece.text for piece in characters)
    if text == printed:
        yield from characters
        return
    solid = [number for number, piece in enumerate(characters) if piece.text]
    solid.append(len(characters))
    taken = 0
    for tag, _, last, start, end in _opcodes(text, printed):
        stop = solid[last] if last < len(solid) else len(characters)
        if tag == "equal":
            yield from characters[taken:stop]
        else:
            yield from (piece for piece in characters[taken:stop] if not piece.text)
            yield from (Piece(printed[start:end], supplied=True) for _ in range(start < end))
        taken = max(taken, stop)
    yield from (piece for piece in characters[taken:] if not piece.text)


def _opcodes(text: str, printed: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield how `text` becomes `printed`; where only line ends were set between, without searching."""
    if printed.replace("\n", "") != text:
        yield from SequenceMatcher(None, text, printed, autojunk=False).get_opcodes()
        return
    at = start = 0
    for part in printed.split("\n"):
        if start:
            yield "insert", at, at, start - 1, start
        yield "equal", at, at + len(part), start, start + len(part)
        at, start = at + len(part), start + len(part) + 1


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces, neighbours of the same fate put together."""
    for fate, run in groupby(pieces, key=lambda piece: (piece.marks, piece.queries, piece.supplied, bool(piece.text))):
        if fate[3]:
            yield Piece("".join(piece.text for piece in run), *fate[:3])
        else:
            yield from run
