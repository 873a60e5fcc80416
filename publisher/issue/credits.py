"""Who wrote, when, and on whose word: a field of an article's metadata, with the place it was taken from."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.issue.galley import Span


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of metadata.

    Attributes:
        text: as it should read.
        spans: where it stands in the source; empty where an editor supplied it.
        inline: the words stand inside the body text, which keeps them; they are not printed a second time.
        labelled: a label goes in front (作者单位：…): the source had one, or the field is the editor's.
    """

    text: str
    spans: tuple[Span, ...] = ()
    inline: bool = False
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class Byline:
    """Names as printed, in order, with the role they are given (作者, 本报记者, 整理)."""

    names: tuple[str, ...]
    role: str = ""
    spans: tuple[Span, ...] = ()
    inline: bool = False
