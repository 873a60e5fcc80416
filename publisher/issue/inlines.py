"""What stands inside a paragraph: a closed union of inlines, and its plain text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words stressed with dots (着重号)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in a heavier face, such as a run-in heading or a speaker's name."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Ruby:
    """A base with its reading beside it."""

    base: str
    reading: str


@dataclass(frozen=True, slots=True)
class ProperName:
    """A name under the proper-name mark (专名号)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class BookTitle:
    """A title under the wavy book-title mark (书名号乙式)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to the outside world; `href` is http, https or mailto."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call of a note; `note` is the note's id within the article."""

    note: str
    number: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Text lost in the source, one □ a character; `count` characters."""

    count: int


@dataclass(frozen=True, slots=True)
class Supplied:
    """Text that does not stand in the source and was supplied by the editor, printed 〔so〕."""

    text: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language; `lang` is a BCP 47 tag."""

    lang: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A break the author set."""


Inline = (
    Text | Emphasis | Strong | Ruby | ProperName | BookTitle | Link | NoteCall | Gap | Supplied | Foreign | LineBreak
)


def plain(inlines: Iterable[Inline], *, notes: bool = False, readings: bool = False) -> str:
    """Return the characters of the inlines; note calls and ruby readings only if asked for."""
    return "".join(_plain(inline, notes, readings) for inline in inlines)


def _plain(inline: Inline, notes: bool, readings: bool) -> str:
    match inline:
        case Text(text):
            return text
        case Emphasis(children) | Strong(children) | ProperName(children) | BookTitle(children):
            return plain(children, notes=notes, readings=readings)
        case Link(_, children) | Foreign(_, children):
            return plain(children, notes=notes, readings=readings)
        case Ruby(base, reading):
            return base + reading if readings else base
        case NoteCall(_, number):
            return f"[{number}]" if notes else ""
        case Gap(count):
            return "□" * count
        case Supplied(text):
            return f"〔{text}〕"
        case LineBreak():
            return ""
        case _:
            assert_never(inline)
