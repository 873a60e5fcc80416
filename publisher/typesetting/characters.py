"""Characters and what can print them: takes an issue or markup, gives what XML forbids and what a face must hold.

It changes no text: what cannot stand is a Problem.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from html import unescape
from typing import TYPE_CHECKING
from unicodedata import name as name_of

from publisher.issue.issue import Advertisement, Issue, Node, Section, Sheet
from publisher.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from publisher.typesetting.words import Words

# XML 1.0 production 2 turned round, and the code points that Unicode gives to no character.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
# Overrides, embeddings and isolates of direction, marks that belong inside other programs, tags, marks of byte order.
_UNSEEN = re.compile(
    "[\u061c\u180e\u200e\u200f\u202a-\u202e\u2061-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]"
)
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTES = re.compile(r'\s(?:data-mark|data-name|data-running|data-masthead|alt)="([^"]*)"')
# Characters that have no shape of their own: spaces, joiners, variation selectors, controls.
_SHAPELESS = re.compile(
    "[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)


# What templates, counters, leaders and list marks add to the words of an issue and to labels.
_ADDED = frozenset("（）：、〔〕□　·•◦▪\xad—…“”‘’") | {chr(code) for code in range(0x21, 0x7F)}
_CALLS = frozenset(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))


def repertoire(issue: Issue, words: Words) -> frozenset[str]:
    """Return every character an edition of the issue may print: more than any of them does, and for all the same.

    A face cut to it serves EPUB and PDF alike.
    """
    return frozenset().union(_ADDED, _CALLS, *words.labels.values(), *_strings(issue))


def _strings(value: object) -> Iterator[str]:
    """Yield every string of the model; a path is none: an edition does not depend on the folder it is made in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))


def illegal_characters(issue: Issue) -> list[Problem]:
    """Return a Problem for every article, and for the issue's own facts, that holds a character that XML forbids.

    Everything that is text is looked at, so that no label, credit or description can be forgotten here.
    """
    return [
        Problem(
            "typesetting/illegal-character",
            Place(issue.manifest),
            {"code_point": f"U+{ord(char):04X}", "article": name},
        )
        for name, owner in _owners(issue)
        for char in sorted({char for text in _strings(owner) for char in _ILLEGAL.findall(text)})
    ]


def unseen_characters(issue: Issue) -> list[Problem]:
    """Return a warning for every article, and for the issue's own facts, with characters that turn or hide others."""
    return [
        Problem(
            "typesetting/unseen-character",
            Place(issue.manifest),
            {"code_point": f"U+{ord(char):04X}", "name": name_of(char, "?"), "count": count, "article": name},
            Severity.WARNING,
        )
        for name, owner in _owners(issue)
        for char, count in sorted(Counter(char for text in _strings(owner) for char in _UNSEEN.findall(text)).items())
    ]


def _owners(issue: Issue) -> list[tuple[str, object]]:
    """Return the issue's own facts and its articles, by id."""
    facts = replace(issue, contents=tuple(_labels(issue.contents)), queries=())
    return [(issue.id, facts), *((article.id, article) for article in issue.articles())]


def _labels(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield sections, sheets and withheld advertisements without the articles in them."""
    for node in nodes:
        match node:
            case Section() | Sheet():
                yield replace(node, nodes=tuple(_labels(node.nodes)))
            case Advertisement(_, _, article):
                if article is None:
                    yield node
            case _:
                pass


def printed_characters(markup: str) -> frozenset[str]:
    """Return every character of the markup that needs a shape: its text, and the attributes that style sheets print."""
    attributes = "".join(_ATTRIBUTES.findall(markup))
    return frozenset(_SHAPELESS.sub("", unescape(_TAG.sub("", markup) + attributes)))
