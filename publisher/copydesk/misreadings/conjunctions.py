"""English connectives between Chinese words: an engine that reads two scripts sometimes answers in the other one.

Takes passages, gives findings: `and` between ideographs in running text is 和. Other words, headlines and quoted
phrases are asked about; titles of works and anything beside Western words are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.misreadings.passage import Change, Finding, Passage, Standing, Verdict, found
from publisher.issue.marks import HAN

CODE = "copydesk/misreading-conjunction"
_WORD = re.compile(rf"(?<=[{HAN}”》）])[ \u3000]*(?P<word>and|or|of|the|with)[ \u3000]*(?=[{HAN}“《（])")
_READS = {"and": "和", "or": "或", "of": "的", "the": "", "with": "与"}
_AROUND = 12  # characters on either side that hold no other Western word
_LATIN = re.compile(r"[A-Za-z]{2,}")
_NAMED = re.compile(r"[“‘《「『〈][^“”‘’《》「」『』〈〉。，；]*$")  # a quoted phrase or a title is open


def connectives(passage: Passage) -> Iterator[Finding]:
    """Yield the English connectives of one passage that stand between Chinese words."""
    for match in _WORD.finditer(passage.text):
        before = passage.text[max(0, match.start() - _AROUND) : match.start()]
        after = passage.text[match.end() : match.end() + _AROUND]
        if _LATIN.search(before) or _LATIN.search(after):
            continue
        word, name = match["word"], _named(before, after)
        if name == "《":
            continue
        is_sure = word == "and" and passage.standing is Standing.TEXT and not name
        verdict = Verdict(CODE, f"汉字之间夹着英文 {word}", 0.97 if is_sure else 0.6, is_sure)
        yield from found(passage, verdict, [Change(match.start(), match.end(), _READS[word])])


def _named(before: str, after: str) -> str:
    """Return the mark that opens a short name round the word, where it may be meant; nothing if none does."""
    opening = _NAMED.search(before)
    closing = re.search(r"[”’》」』〉]", after)
    is_short = opening is not None and closing is not None and len(opening[0]) + closing.start() < _AROUND
    return opening[0][0] if opening is not None and is_short else ""
