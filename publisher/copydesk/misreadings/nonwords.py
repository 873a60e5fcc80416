"""Words that do not exist where a look-alike makes one: 整治 printed as 整冶.

Takes passages, gives queries and nothing else. In running text only characters are asked about that make no word with
their neighbours and would make a common one if they were a character of the same shape; a headline is held against
its own article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from publisher.copydesk.credits.names import is_name
from publisher.copydesk.misreadings.alike import ALIKE
from publisher.copydesk.misreadings.passage import Change, Finding, Passage, Standing, Verdict, found
from publisher.copydesk.misreadings.usage import Usage
from publisher.issue.marks import HAN
from publisher.lexicon import Lexicon

CODE = "copydesk/misreading-word"
_RUN = re.compile(rf"[{HAN}]{{2,}}")
_LONGEST_RUN = 60  # characters segmented at once
_AROUND = 4  # characters on either side that are weighed
_PARALLEL = 5  # characters among which a repeated one is a figure of speech: 知责、履责
_GAIN = 6.0  # nats by which the mended reading is likelier
_COMMON = 50  # count of a word the language is sure to have
_LIKELY_NAME = 0.5
_MOST_ALIKE = 2  # times the printed pair of characters may stand in the issue


def nonwords(passage: Passage, lexicon: Lexicon, usage: Usage) -> Iterator[Finding]:
    """Yield a query for every broken word of one passage that a look-alike mends."""
    for run in _RUN.finditer(passage.text):
        for start in range(0, len(run[0]), _LONGEST_RUN):
            text = lexicon.folded(run[0][start : start + _LONGEST_RUN])
            for at in _loose(text, lexicon):
                place = run.start() + start + at
                if _is_repeated(text, at) or _is_in_name(text, at) or not (mended := _mended(text, at, lexicon)):
                    continue
                char, word, gain = mended
                before = usage.pairs(passage.text[place - 1 : place + 1]) if place else _MOST_ALIKE + 1
                if min(before, usage.pairs(passage.text[place : place + 2])) > _MOST_ALIKE:
                    continue
                evidence = f"“{text[at]}”在此不成词，形近的“{char}”成“{word}”"
                verdict = Verdict(CODE, evidence, min(0.8, round(0.3 + gain / 25, 2)))
                yield from found(passage, verdict, [Change(place, place + 1, char)])


def headlines(passage: Passage, bodies: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a query for a headline that has one character where its article has a look-alike in the same words."""
    body = bodies.get(passage.owner, "")
    text = passage.text
    if passage.standing is not Standing.TITLE or not body:
        return
    for at, char in enumerate(text):
        for other in sorted(ALIKE.get(char, ())):
            pairs = [(text[at - 1 : at + 1], text[at - 1] + other)] if at else []
            pairs += [(text[at : at + 2], other + text[at + 1])] if at + 1 < len(text) else []
            pairs = [(one, two) for one, two in pairs if len(_RUN.findall(one)) == 1]
            mine, theirs = [one for one, _ in pairs if one in body], [two for _, two in pairs if two in body]
            if theirs and not mine:
                verdict = Verdict(CODE, f"本篇正文作“{theirs[0]}”，不作“{char}”", 0.6)
                yield from found(passage, verdict, [Change(at, at + 1, other)])
                break


def _loose(text: str, lexicon: Lexicon) -> Iterator[int]:
    """Yield where a character that has look-alikes stands alone beside another that does."""
    words = lexicon.words(text)[1]
    at = 0
    for index, word in enumerate(words):
        beside = (*words[index - 1 : index], *words[index + 1 : index + 2])
        if word in ALIKE and any(len(other) == 1 for other in beside):
            yield at
        at += len(word)


def _is_repeated(text: str, at: int) -> bool:
    return text[at] in text[max(0, at - _PARALLEL) : at] + text[at + 1 : at + 1 + _PARALLEL]


def _is_in_name(text: str, at: int) -> bool:
    """Say whether the character may be part of a person's name."""
    windows = ((at - 2, at + 1), (at - 1, at + 1), (at - 1, at + 2), (at, at + 2), (at, at + 3))
    return any(start >= 0 and is_name(text[start:end]) >= _LIKELY_NAME for start, end in windows)


def _mended(text: str, at: int, lexicon: Lexicon) -> tuple[str, str, float] | None:
    """Return the look-alike that mends the text best, the word it makes and the nats it gains, if it gains enough."""
    start = max(0, at - _AROUND)
    printed, here = text[start : at + _AROUND + 1], at - start
    score, _ = lexicon.words(printed)
    best: tuple[str, str, float] | None = None
    for other in sorted(ALIKE[text[at]]):
        reading, words = lexicon.words(printed[:here] + other + printed[here + 1 :])
        word, gain = word_at(words, here), reading - score
        enough = len(word) > 1 and gain >= _GAIN and lexicon.counts[word] >= _COMMON
        if enough and (best is None or gain > best[2]):
            best = other, word, gain
    return best


def word_at(words: tuple[str, ...], index: int) -> str:
    """Return the word of a segmentation that holds the character at an index."""
    at = 0
    for word in words:
        if at <= index < at + len(word):
            return word
        at += len(word)
    return ""
