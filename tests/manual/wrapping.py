"""Paragraphs of the explain pages as lines of the manual: takes Markdown, gives it broken at a width.

English breaks between words. Chinese breaks behind a mark, where the blank that a reader program may set for a line
end does no harm. Tables, fences and lists keep the lines they have; nothing but line ends changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

WIDTH = {"en": 120, "zh": 100}  # characters
_PIECE = {"en": re.compile(r"(?<= )"), "zh": re.compile(r"(?<=[。；：？！，、 ])")}
_FENCE = "```"
_AS_IT_IS = re.compile(r"\||- |\d+\. |#|<!--|    ")
_BEGINS_SOMETHING = re.compile(r"[-+*#>|=]|\d+[.)]")


def wrapped(text: str, lang: str) -> str:
    """Return Markdown whose paragraphs are broken at the width of the language."""
    return "\n".join(line for line in _lines(text, lang))


def _lines(text: str, lang: str) -> Iterator[str]:
    fenced = False
    for line in text.splitlines():
        fenced ^= line.startswith(_FENCE)
        if fenced or line.startswith(_FENCE) or _AS_IT_IS.match(line):
            yield line
        else:
            yield from _broken(line, lang)


def _broken(line: str, lang: str) -> Iterator[str]:
    made = ""
    for piece in _pieces(line, lang):
        if made and len((made + piece).rstrip()) > WIDTH[lang] and not _BEGINS_SOMETHING.match(piece):
            yield made.rstrip()
            made = ""
        made += piece
    yield made.rstrip()


def _pieces(line: str, lang: str) -> Iterator[str]:
    """Yield what stays together: words or clauses; code is never cut."""
    held = ""
    for piece in _PIECE[lang].split(line):
        held += piece
        if held.count("`") % 2 == 0:
            yield held
            held = ""
    if held:
        yield held
