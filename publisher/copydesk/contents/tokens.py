"""A region of lines to tokens: entry, page number, label, words, aside.

Takes lines and which side of an entry its page stands on, gives tokens in printed order. Whether words without a page
are a label, an author or more of a title is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from publisher.copydesk.contents import marks
from publisher.copydesk.contents.titles import fold
from publisher.copydesk.credits.names import is_name
from publisher.copydesk.lines import Line
from publisher.issue.galley import Span
from publisher.issue.marks import HAN, is_han

_SINGLE = re.compile(rf"\s*[{HAN}]\s*$")
_SPREAD = re.compile(rf"[{HAN}](?:[ \u3000]+[{HAN}]){{1,7}}$")
_NUMERALS = frozenset("一二三四五六七八九十〇零百")
_TALLEST = 10  # characters of a label set upright, one to a line
_LONGEST = 60.0  # em; what is wider is no line of a contents page
_SENTENCE = re.compile(r"[。；;]")


class Side(StrEnum):
    """Where an entry's page number stands; NONE where none is printed."""

    BEFORE = "before"
    BEHIND = "behind"
    NONE = "none"


class Kind(StrEnum):
    """What a token is by its form."""

    HEADING = "heading"
    LABEL = "label"
    ENTRY = "entry"
    PAGE = "page"
    WORDS = "words"
    ASIDE = "aside"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Token:
    """One thing on the contents page.

    Attributes:
        kind: what it is by its form.
        spans: where it stands; several for a label set upright.
        text: its words, without page number, mark and edge spaces.
        page: the page as printed, and `number` as a number; 0 where there is none.
        mark: the mark before a label; empty for a label without.
        block: number of the group between blank lines.
        first, last: positions of its first line and behind its last one.
    """

    kind: Kind
    spans: tuple[Span, ...]
    text: str
    block: int
    first: int
    last: int
    page: str = ""
    number: int = 0
    mark: str = ""


def tokens_of(lines: Sequence[Line], first: int, last: int, side: Side) -> list[Token]:
    """Return the tokens of the lines from `first` to before `last`."""
    return list(_tokens(lines, first, last, side))


def closed_up(text: str) -> str:
    """Return a label with the blanks between its spread characters taken out."""
    stripped = text.strip()
    return re.sub(r"\s+", "", stripped) if _SPREAD.match(stripped) else stripped


def upright(lines: Sequence[Line], first: int, last: int) -> int:
    """Return the position behind a label set upright that begins at `first`; `first` where none does."""
    end = first
    while end < last and end - first < _TALLEST and len(lines[end].text) < 8 and _SINGLE.match(lines[end].text):
        end += 1
    characters = "".join(line.stripped for line in lines[first:end])
    if len(characters) < 2 or all(char in _NUMERALS for char in characters):
        return first
    return first if len(characters) == 2 and is_name(characters) >= 0.6 else end


def _tokens(lines: Sequence[Line], first: int, last: int, side: Side) -> Iterator[Token]:
    at = first
    expects_value = False
    while at < last:
        end = upright(lines, at, last)
        if end > at:
            text = "".join(line.stripped for line in lines[at:end])
            kind = Kind.HEADING if marks.is_heading(text) else Kind.LABEL
            spans = tuple(line.span for line in lines[at:end])
            yield Token(kind, spans, text, lines[at].block, at, end)
            at = end
            continue
        line = lines[at]
        aside = _aside(line)
        if aside is None and expects_value and not _numbered(line.text, side):
            aside = Kind.ASIDE
        expects_value = aside is not None and _lacks_value(line)
        if aside is not None:
            yield Token(aside, (line.span,), line.stripped, line.block, at, at + 1)
        else:
            yield from _of_line(line, at, side)
        at += 1


def _aside(line: Line) -> Kind | None:
    """Return the kind of a line that is none of the page's business, None for any other."""
    if marks.is_heading(line.text):
        return Kind.HEADING
    if line.width_em > _LONGEST or marks.is_imprint(line.text):
        return Kind.OUTSIDE
    if _SENTENCE.search(line.text) and line.ends_terminal:
        return Kind.OUTSIDE
    return Kind.ASIDE if marks.is_credit(line.text) or _is_separator(line) else None


def _is_separator(line: Line) -> bool:
    return marks.is_separator(line.text) and not marks.page_alone(line.text)


def _lacks_value(line: Line) -> bool:
    """Say whether the line is a label whose value stands in the next line: 封面摄影, 主办."""
    match = marks.is_credit(line.text) or marks.is_imprint(line.text)
    return bool(match and not match["rest"].strip(" :：\u3000"))


def _numbered(text: str, side: Side) -> bool:
    if side is Side.BEFORE:
        return bool(marks.page_before(text) or marks.page_alone(text))
    return side is Side.BEHIND and bool(marks.page_behind(text) or marks.page_alone(text) or marks.page_inside(text))


def _of_line(line: Line, at: int, side: Side) -> Iterator[Token]:
    """Yield what one line holds: a label and an entry, several entries, a page, or words."""
    text, start = line.text, 0
    if in_front := marks.label_in_front(text):
        label, start = in_front
        yield _token(Kind.LABEL, line, at, 0, start, label, mark="【")
        text = text[start:]
    alone = marks.page_alone(text) if side is not Side.NONE else None
    if alone:
        yield _token(Kind.PAGE, line, at, start, len(line.text), "", alone)
        return
    before = marks.page_before(text) if side is Side.BEFORE else None
    found = (before,) if before else marks.page_behind(text) if side is Side.BEHIND else ()
    if not found and side is Side.BEHIND and (inside := marks.page_inside(text)):
        entry, rest = inside
        yield _token(Kind.ENTRY, line, at, start, start + rest, text[entry.start : entry.end], entry)
        yield _token(Kind.WORDS, line, at, start + rest, len(line.text), text[rest:])
        return
    if not found:
        yield _words(line, at, start, text)
        return
    for index, each in enumerate(found):
        begin = start + (each.start if index else 0)
        end = start + found[index + 1].start if index + 1 < len(found) else len(line.text)
        words = text[each.start : each.end]
        inner = marks.label_in_front(words)
        if inner:
            yield _token(Kind.LABEL, line, at, begin, begin, inner[0], mark="【")
            words = words[inner[1] :]
        yield _token(Kind.ENTRY, line, at, begin, end, words, each)


def _words(line: Line, at: int, start: int, text: str) -> Token:
    label = marks.marked_label(text) if not start else None
    if label and any(is_han(char) for char in label[1]):
        return _token(Kind.LABEL, line, at, start, len(line.text), closed_up(label[1]), mark=label[0])
    return _token(Kind.WORDS, line, at, start, len(line.text), text)


def _token(
    kind: Kind, line: Line, at: int, start: int, end: int, text: str, page: marks.Numbered | None = None, mark: str = ""
) -> Token:
    span = Span(line.span.source, line.span.line, line.span.start + start, line.span.start + end)
    words = text.strip() if mark else marks.without_bullet(text)
    number, shown = (page.number, page.page) if page else (0, "")
    return Token(kind, (span,) if len(span) else (), words, line.block, at, at + 1, shown, number, mark)


def is_blank(token: Token) -> bool:
    """Say whether a token has no word at all."""
    return not fold(token.text)
