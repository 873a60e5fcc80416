"""Tokens to entries and labels: every word of a contents page finds the entry it belongs to, or is left over.

Takes tokens, the side of the page numbers and the issue as evidence; gives items in printed order and a score by
which two ways to read the same page can be compared. Order of columns and sections are not its business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from publisher.copydesk.contents.labels import label_weight
from publisher.copydesk.contents.names import authors_in
from publisher.copydesk.contents.splitting import RECURS_SHORT, Evidence, Part, Reading, best_reading
from publisher.copydesk.contents.tokens import Kind, Side, Token, closed_up
from publisher.issue.galley import Span
from publisher.issue.marks import is_han

_MOST_PARTS = 5  # lines one entry may run over
_LABEL_OVER_LABEL = -0.7  # a label directly over another label
_LEFT_OVER = -1.5  # a line that is neither label nor part of an entry
_AUTHOR_BEHIND_PAGE = 0.6


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a section: its words, the mark before it, where it stands."""

    text: str
    mark: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as read: page as printed and as a number (0: none), and whether the title recurs in the issue."""

    title: str
    authors: tuple[str, ...]
    page: str
    number: int
    spans: tuple[Span, ...]
    recurs: bool


@dataclass(slots=True)
class Assembly:
    """What became of the tokens of a region, read one way."""

    items: list[Label | Entry] = field(default_factory=list)
    leftovers: list[Token] = field(default_factory=list)
    score: float = 0.0

    @property
    def entries(self) -> list[Entry]:
        """The entries in printed order."""
        return [item for item in self.items if isinstance(item, Entry)]


def assemble(tokens: Sequence[Token], side: Side, evidence: Evidence, *, author_first: bool) -> Assembly:
    """Return the entries and labels of a region."""
    reader = _Reader(side, evidence, author_first, not _has_blocks(tokens))
    stretch: list[Token] = []
    for token in tokens:
        if token.kind in (Kind.ENTRY, Kind.PAGE, Kind.WORDS):
            stretch.append(token)
            continue
        reader.stretch(stretch, before_label=token.kind is Kind.LABEL)
        stretch = []
        if token.kind is Kind.LABEL:
            reader.assembly.items.append(Label(token.text, token.mark, token.spans))
    reader.stretch(stretch, before_label=False)
    _join_translations(reader.assembly)
    return reader.assembly


def _join_translations(assembly: Assembly) -> None:
    """Make a title in Western letters, on the page of the Chinese one above it, a part of that entry."""
    kept: list[Label | Entry] = []
    for item in assembly.items:
        above = kept[-1] if kept else None
        if isinstance(item, Entry) and isinstance(above, Entry) and _is_translation(item, above):
            kept[-1] = replace(above, spans=(*above.spans, *item.spans))
            continue
        kept.append(item)
    assembly.items = kept


def _is_translation(entry: Entry, above: Entry) -> bool:
    return entry.number == above.number and any(map(is_han, above.title)) and not any(map(is_han, entry.title))


def _has_blocks(tokens: Sequence[Token]) -> bool:
    """Say whether blank lines group the page: where every line, or none, stands apart they say nothing."""
    together = sum(one.block == two.block for one, two in pairwise(tokens))
    return 0 < together < len(tokens) - 1


@dataclass(slots=True)
class _Reader:
    side: Side
    evidence: Evidence
    author_first: bool
    flat: bool
    assembly: Assembly = field(default_factory=Assembly)
    block: int = -1  # in which the last entry ended
    line: int = -1  # position of the line in which it ended

    def stretch(self, tokens: list[Token], *, before_label: bool) -> None:
        """Read the tokens between two marked labels."""
        if self.side is Side.NONE:
            self._unpaged(tokens, before_label=before_label)
            return
        heads = [index for index, token in enumerate(tokens) if token.kind is not Kind.WORDS]
        if not heads:
            self._loose(tokens, before_label=before_label)
        elif self.side is Side.BEFORE:
            self._loose(tokens[: heads[0]], before_label=True)
            for head, end in zip(heads, [*heads[1:], len(tokens)], strict=True):
                self._page_before(tokens[head:end], label_follows=end < len(tokens) or before_label)
        else:
            begin = 0
            for head in heads:
                self._page_behind(tokens[begin : head + 1])
                begin = head + 1
            self._loose(self._author_of_the_last(tokens[begin:]), before_label=before_label)

    def _page_before(self, unit: list[Token], *, label_follows: bool) -> None:
        """Read a page number with its words, the last of which may be the label of what follows."""
        parts = [token for token in unit if token.text]
        if not parts:
            self.assembly.leftovers.extend(unit)
            return
        chosen, cut, best = None, 0, float("-inf")
        for count in range(1, min(len(parts), _MOST_PARTS) + 1):
            if count > 1 and not self._may_follow(parts[count - 1]):
                break
            reading = self._read(parts[:count])
            score = reading.score + self._extra(parts[count - 1], parts[count:], label_follows=label_follows)
            if score > best:
                chosen, cut, best = reading, count, score
        if chosen is None:
            return
        self._enter(chosen, unit[0], parts[:cut])
        self.assembly.score += best
        self._place(parts[cut:], parts[cut - 1], as_labels=label_follows)

    def _may_follow(self, token: Token) -> bool:
        """Say whether a line may belong to the entry above: behind the page proper only subtitles and names may."""
        if token.first < self.evidence.last or token.text.startswith("——"):
            return True
        return authors_in(token.text).score > _AUTHOR_BEHIND_PAGE

    def _page_behind(self, unit: list[Token]) -> None:
        """Read words with the page number behind them, the first of which may be labels."""
        head, words = unit[-1], unit[:-1]
        words = self._author_of_the_last(words)
        least = 0 if head.text else 1
        if len(words) < least:
            self.assembly.leftovers.extend([*words, head])
            return
        chosen, cut, best = None, 0, float("-inf")
        for count in range(least, min(len(words), _MOST_PARTS - 1) + 1):
            parts = [*words[len(words) - count :], *([head] if head.text else [])]
            extra = words[: len(words) - count]
            reading = self._read(parts)
            score = reading.score + self._extra(None, extra, label_follows=True)
            if score > best:
                chosen, cut, best = reading, len(words) - count, score
        if chosen is None:
            return
        self._place(words[:cut], None, as_labels=True)
        self._enter(chosen, head, [*words[cut:], *([head] if head.text else [])])
        self.assembly.score += best

    def _author_of_the_last(self, words: list[Token]) -> list[Token]:
        """Give the entry before its author where the words behind its page name one, in its line or block."""
        last = self.assembly.items[-1] if self.assembly.items else None
        if not words or not isinstance(last, Entry) or last.authors:
            return words
        authors = authors_in(words[0].text)
        alone = len(words) < 2 or words[1].block != words[0].block
        in_block = not self.flat and alone and words[0].block == self.block
        near = words[0].first == self.line or in_block or self.evidence.signs(last.title, authors.names)
        if not near or authors.score < _AUTHOR_BEHIND_PAGE:
            return words
        self.assembly.items[-1] = replace(last, authors=authors.names, spans=(*last.spans, *words[0].spans))
        return words[1:]

    def _unpaged(self, tokens: list[Token], *, before_label: bool) -> None:
        """Read lines without page numbers: one to three of them make an entry if its title recurs."""
        at = 0
        while at < len(tokens):
            options = [(self._read(tokens[at:end]), end) for end in range(at + 1, min(at + 3, len(tokens)) + 1)]
            reading, end = max(options, key=lambda option: (option[0].recurs, option[0].score))
            if reading.recurs and reading.score >= RECURS_SHORT:
                self._enter(reading, tokens[at], tokens[at:end])
                self.assembly.score += reading.score
            else:
                end = at + 1
                self._loose(tokens[at:end], before_label=before_label or end < len(tokens))
            at = end

    def _read(self, tokens: Sequence[Token]) -> Reading:
        parts = [
            Part(token.text, bool(index) and not self.flat and token.block != tokens[index - 1].block)
            for index, token in enumerate(tokens)
        ]
        return best_reading(parts, self.evidence, author_first=self.author_first)

    def _extra(self, before: Token | None, tokens: Sequence[Token], *, label_follows: bool) -> float:
        """Return the points of lines that would be labels, or left over."""
        if not label_follows:
            return 0.0
        weights = list(self._label_weights(before, tokens))
        return sum(weight if weight > 0 else _LEFT_OVER for weight in weights) + _LABEL_OVER_LABEL * (
            len(weights) - 1 if weights else 0
        )

    def _label_weights(self, before: Token | None, tokens: Sequence[Token]) -> Iterator[float]:
        for index, token in enumerate(tokens):
            above = tokens[index - 1] if index else before
            apart = not self.flat and (above is None or above.block != token.block)
            yield label_weight(token.text, stands_apart=apart)

    def _place(self, tokens: Sequence[Token], before: Token | None, *, as_labels: bool) -> None:
        for token, weight in zip(tokens, list(self._label_weights(before, tokens)), strict=True):
            if as_labels and weight > 0:
                self.assembly.items.append(Label(closed_up(token.text), "", token.spans))
            else:
                self.assembly.leftovers.append(token)

    def _loose(self, tokens: Sequence[Token], *, before_label: bool) -> None:
        """File lines that belong to no entry: the label of what follows, or left over."""
        self._place(tokens, None, as_labels=before_label)

    def _enter(self, reading: Reading, head: Token, parts: Sequence[Token]) -> None:
        tokens = parts if head in parts else sorted([head, *parts], key=lambda token: token.first)
        spans = tuple(span for token in tokens for span in token.spans)
        self.block, self.line = tokens[-1].block, tokens[-1].first
        self.assembly.items.append(Entry(reading.title, reading.authors, head.page, head.number, spans, reading.recurs))
