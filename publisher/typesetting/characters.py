"""Characters and what can print them: takes an issue or markup, gives what XML forbids and what a face must hold.

It changes no text: what cannot stand is a Problem.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from publisher.issue.blocks import text_of
from publisher.problems import Place, Problem

if TYPE_CHECKING:
    from publisher.issue.article import Article
    from publisher.issue.issue import Issue

# XML 1.0 production 2 turned round, and the code points that Unicode gives to no character.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTES = re.compile(r'\s(?:data-mark|data-name|data-running|data-masthead|alt)="([^"]*)"')
# Characters that have no shape of their own: spaces, joiners, variation selectors, controls.
_SHAPELESS = re.compile(
    "[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)


def illegal_characters(issue: Issue) -> list[Problem]:
    """Return a Problem for every article whose text or metadata holds a character that XML forbids."""
    return [
        Problem(
            "typesetting/illegal-character",
            Place(issue.manifest),
            {"code_point": f"U+{ord(char):04X}", "article": article.id},
        )
        for article in issue.articles()
        for char in sorted(set(_ILLEGAL.findall(_text(article))))
    ]


def _text(article: Article) -> str:
    fields = (article.title, article.kicker, article.subtitle, article.deck, article.dateline, article.affiliation)
    texts = [field.text for field in (*fields, article.editor, article.source_note) if field]
    texts += [*(article.byline.names if article.byline else ()), article.byline.role if article.byline else ""]
    texts += [text_of(block) for block in article.blocks]
    texts += [text_of(block) for note in article.notes for block in note.blocks]
    return "\n".join(texts)


def printed_characters(markup: str) -> frozenset[str]:
    """Return every character of the markup that needs a shape: its text, and the attributes that style sheets print."""
    attributes = "".join(_ATTRIBUTES.findall(markup))
    return frozenset(_SHAPELESS.sub("", unescape(_TAG.sub("", markup) + attributes)))
