"""Where a headline may be broken: takes its words, gives for every place what a line's end there costs the sense.

Words and their kinds come from the dictionary, so that none is cut; what costs how much is the tables below, from
nothing behind a comma to never in front of 的. It measures no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from math import inf

from publisher.issue.marks import (
    CLOSING,
    HAN,
    INTERPUNCTS,
    OPENING,
    PAUSES,
    STOPS,
    UNITS,
    is_han,
    is_latin_or_digit,
    width_em,
)
from publisher.lexicon import lexicon

_TOKENS = re.compile(
    rf"[{HAN}]+|[A-Za-z0-9０-９][^\s{HAN}，。、；：！？（）《》〈〉“”‘’「」『』—…·]*|(?:—+|…+)|.", re.DOTALL
)
_NEVER_FIRST = frozenset(CLOSING + STOPS + PAUSES + "·・‧…%％‰℃～,.:;!?)]")
_NEVER_LAST = frozenset(OPENING + "([·・‧")
_BLANKS = frozenset(" \u3000\u00a0")
_WHOLE_EM = 10  # a quotation or a title in brackets up to this wide is kept whole

_INSIDE_WORD = 1000.0
_INSIDE_NAME = 500.0
_INSIDE_BRACKETS = 250.0
_BEFORE_BRACKET = 150.0  # which explains the words in front of it
_BESIDE_LIST_COMMA = 18.0
_BETWEEN_WORDS = 10.0  # of Western text
_SINGLE = 25.0  # more beside a character the dictionary joins to nothing, and
_SINGLES = 70.0  # between two of them: they are names and coinages
_UNSAID = 60.0

_ENDS_WESTERN = frozenset(",.:;!?")
_SMALL_WORDS = frozenset(["a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "from", "with", "and", "or"])
_HANGS_ON = frozenset("的地得了着著过過们們等之")  # never begin a line
_LED_BY_VERB = frozenset("在于於向给給自")  # behind a verb of one character one word with it: 写在, 来自
_LED_BY_ANY_VERB = frozenset("到为為成至")  # 命名为
_SUFFIXES = frozenset("会會者性化率度业業家员員部处處局厅廳院们們")  # of the word in front, but for 会 before a verb
_POINTING = frozenset("这這那每各本该該某何第")
_OTHERWISE = {
    "暨": "C",
    "作为": "P",
    "与": "C",
    "和": "C",
    "同": "P",
    "在": "P",
    "有": "V",
    "将": "D",
    "命名": "V",
    "最后": "D",
} | dict.fromkeys("东西南北", "N")  # than the dictionary
# What the dictionary's kinds count as; the first letter decides unless the whole is here.
_KINDS = {"vn": "G", "ad": "D", "vd": "D", "an": "G", "nr": "N", "mq": "M", "uj": "U", "zg": "N", "tg": "N"}
_LETTERS = {"n": "N", "v": "V", "a": "A", "b": "A", "z": "A", "d": "D", "p": "P", "c": "C", "u": "U", "t": "T"}
_LETTERS |= {
    "r": "R",
    "m": "M",
    "q": "Q",
    "f": "F",
    "i": "I",
    "l": "I",
    "y": "Y",
    "j": "N",
    "s": "N",
    "x": "N",
    "g": "N",
}
# Kind by kind: N noun, G verbal noun, V verb, A adjective, D adverb, I phrase, T time, E date, R pronoun, M number.
_BETWEEN = {
    "NV": 22, "NG": 90, "NN": 110, "NA": 50, "ND": 18, "NR": 25, "NM": 25, "NT": 25, "NI": 25,
    "VN": 65, "VV": 70, "VG": 70, "VA": 60, "VD": 60, "VR": 45, "VM": 40, "VT": 40, "VI": 50,
    "GN": 90, "GV": 35, "GG": 85, "GA": 60, "GD": 25, "GR": 25, "GM": 30, "GT": 25, "GI": 35,
    "AN": 130, "AV": 80, "AG": 130, "AA": 60, "AD": 50,
    "EV": 20, "EN": 50, "EG": 50, "ET": 30, "NE": 25, "VE": 40, "GE": 25, "TE": 60,
    "TV": 45, "TN": 80, "TG": 80, "TT": 60, "IN": 80, "IV": 35, "II": 12, "IG": 80, "RV": 35, "RD": 35,
    "QV": 20, "QD": 20, "QP": 15,
}  # fmt: skip
_BEFORE = {"C": 12.0, "P": 15.0, "F": 250.0, "Q": _UNSAID, "Y": inf}
_BEHIND = {
    "P": 250.0,
    "C": 120.0,
    "M": 200.0,
    "D": 140.0,
    "F": 15.0,
    "Q": 150.0,
    "R": 40.0,
    "Y": 5.0,
    "E": 20.0,
    "T": 40.0,
}
_BEHIND_PARTICLE = {"的": 20.0, "了": 20.0, "着": 40.0, "著": 40.0, "过": 40.0, "過": 40.0}
_PARTICLE = 120.0  # behind the other particles: 地, 得, 之


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the headline: where it begins, and what sort it is: `#` a number or Western word, `.` a mark."""

    text: str
    begin: int
    kind: str

    @property
    def is_lone(self) -> bool:
        """Whether it is a single character that says something by itself."""
        return len(self.text) == 1 and self.kind in "NAGQTV"


def break_costs(text: str) -> list[float]:
    """Return for every place of a headline the cost of beginning a line there, infinite where none may begin."""
    costs = [_INSIDE_WORD] * len(text) + [0.0]
    words = _words(text)
    for before, after in pairwise(words):
        costs[after.begin] = _between(before, after)
    _mind_western(text, costs)
    _mind_verbs(words, costs)
    _mind_brackets(text, costs)
    for at in range(1, len(text)):
        if text[at] in _NEVER_FIRST or text[at - 1] in _NEVER_LAST or text[at] in _BLANKS:
            costs[at] = inf
    costs[0] = inf
    return costs


def pieces(text: str) -> list[str]:
    """Return a text in the pieces that no narrow line should part: words, numbers with units, short brackets."""
    costs = break_costs(text)
    ends = [*(at for at in range(1, len(text)) if costs[at] <= _INSIDE_BRACKETS), len(text)]
    return [text[begin:end] for begin, end in pairwise((0, *ends))]


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    for token in _TOKENS.finditer(text):
        if not is_han(token[0][0]):
            found.append(_Word(token[0], token.start(), "#" if token[0][0].isalnum() else "."))
            continue
        at = token.start()
        for word in lexicon().words(lexicon().folded(token[0]))[1]:
            kind = _kind(word, found[-1] if found else None)
            found.append(_Word(text[at : at + len(word)], at, kind))
            at += len(word)
    return list(_with_suffixes(_with_names(found)))


def _with_names(words: list[_Word]) -> list[_Word]:
    """Return the words, a name with interpuncts as one: its characters mostly make no words of the dictionary."""
    found: list[_Word] = []
    rest = iter(words)
    for word in rest:
        if word.text not in INTERPUNCTS or not found:
            found.append(word)
            continue
        name = [word]
        while found and _may_be_of_name(found[-1], name):
            name.insert(0, found.pop())
            if len(name[0].text) > 1:
                break
        after = next(rest, None)
        while after and _may_be_of_name(after, name):
            name.append(after)
            after = next(rest, None)
        found.append(_Word("".join(part.text for part in name), name[0].begin, "N"))
        if after:
            found.append(after)
    return found


def _may_be_of_name(word: _Word, name: list[_Word]) -> bool:
    """Say whether a word still belongs to a name: the first beside the interpunct does, then single characters."""
    if word.kind in ".PCUF" and word.text not in INTERPUNCTS:
        return False
    return name[-1].text in INTERPUNCTS or name[0].text in INTERPUNCTS or len(word.text) == 1 or len(name[-1].text) == 1


def _with_suffixes(words: list[_Word]) -> Iterator[_Word]:
    """Yield the words, a suffix as a part of the word in front of it."""
    held: _Word | None = None
    for word, after in zip_longest(words, words[1:]):
        is_suffix = word.text in _SUFFIXES and not (word.text in "会會" and after and after.kind == "V")
        if held and is_suffix and held.kind in "NGVA" and len(held.text) > 1:
            held = _Word(held.text + word.text, held.begin, "N")
            continue
        if held:
            yield held
        held = word
    if held:
        yield held


def _kind(word: str, before: _Word | None) -> str:
    """Return the kind of a word; a unit behind a number makes a time or a measure of it."""
    kind = _OTHERWISE.get(word) or lexicon().kind(word)
    if word[-1] in UNITS and (before and before.kind in "#M" if len(word) == 1 else kind.startswith("m")):
        is_time = word[-1] in "年月日时" or (before and before.text.startswith("第"))
        return "E" if is_time else "Q"
    return _KINDS.get(kind) or _LETTERS.get(kind[:1].lower(), "N")


def _between(before: _Word, after: _Word) -> float:
    """Return what a line's end between two neighbours costs the sense."""
    if before.kind == "." or after.kind == ".":
        return _beside_mark(before, after)
    if before.kind == "#" or after.kind == "#":
        return _beside_number(before, after)
    if after.text in _HANGS_ON:
        return inf
    if before.kind == "U":
        return _BEHIND_PARTICLE.get(before.text, _PARTICLE)
    if before.text in _POINTING:
        return _BEHIND["M"]
    if after.kind in _BEFORE and before.kind not in "MP":
        return _BEFORE[after.kind]
    if after.text[0] == "相" and len(after.text) == 3:  # 相结合: what goes together stands in front of it
        return _PARTICLE
    cost = _BETWEEN.get(before.kind + after.kind) or _BEHIND.get(before.kind, _UNSAID)
    return cost + (_SINGLES if before.is_lone and after.is_lone else _SINGLE * (before.is_lone or after.is_lone))


def _beside_mark(before: _Word, after: _Word) -> float:
    if before.text == "、":
        return _BESIDE_LIST_COMMA
    if after.text in "（(":
        return _BEFORE_BRACKET
    if before.text in CLOSING or after.text in OPENING:
        if after.text in _HANGS_ON or before.kind in "PD":
            return inf if after.text in _HANGS_ON else 120.0
        return 30.0 if before.kind == "V" or after.kind in "VDPC" else 45.0
    if before.text in _BLANKS or before.text in STOPS + PAUSES or before.text[0] in "—…":
        return 0.0
    return _BETWEEN_WORDS if after.text[0] in "—…" else _UNSAID


def _beside_number(before: _Word, after: _Word) -> float:
    if after.text in _HANGS_ON:
        return inf
    if after.kind in "QE" or before.text[-1:] == "第" or before.kind in "ME":
        return _INSIDE_NAME
    if before.kind == "#":
        return _UNSAID if before.text[-1].isalpha() else 150.0
    return _BEHIND[before.kind] if before.kind in "PD" else 35.0


def _mind_western(text: str, costs: list[float]) -> None:
    """Keep a Western name among Chinese words together where it can be; break Western text as its readers would."""
    is_chinese = any(map(is_han, text))
    for space in re.finditer(" ", text):
        word, at = text[: space.start()].rpartition(" ")[2], space.end()
        if is_chinese and is_latin_or_digit(word[-1:] or " ") and is_latin_or_digit(text[at : at + 1] or " "):
            costs[at] = _UNSAID
        elif not is_chinese and word[-1:] not in _ENDS_WESTERN:
            costs[at] = _UNSAID if word.lower() in _SMALL_WORDS else _BETWEEN_WORDS


def _mind_verbs(words: list[_Word], costs: list[float]) -> None:
    """Keep 在 with the verb in front of it, in 写在 and its like, and let a line end behind both."""
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        led = _LED_BY_VERB | _LED_BY_ANY_VERB if len(before.text) == 1 else _LED_BY_ANY_VERB
        if before.kind in "VG" and word.text in led:
            costs[word.begin] = _INSIDE_NAME
            if costs[after.begin] < inf:
                costs[after.begin] = 30.0


def _mind_brackets(text: str, costs: list[float]) -> None:
    """Keep what stands in brackets or quotes together where it is short."""
    opened: list[int] = []
    for at, char in enumerate(text):
        if char in OPENING:
            opened.append(at)
        elif char in CLOSING and opened:
            begin = opened.pop()
            worse = _INSIDE_BRACKETS if width_em(text[begin : at + 1]) <= _WHOLE_EM else 20.0
            for inside in range(begin + 1, at + 1):
                costs[inside] += worse
