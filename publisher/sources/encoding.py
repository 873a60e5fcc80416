"""Bytes → text: says how a file is encoded where that is certain, and what it might be where it is not.

Takes the bytes of a Chinese text, gives the text and the name of the encoding. UTF-8, UTF-16, GB18030 and Big5 with
HKSCS are known; nothing is decoded on a guess.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF16 = ("utf-16-le", "utf-16-be")
_LEGACY = ("gb18030", "big5hkscs", "cp950")
_SAME = frozenset({"big5hkscs", "cp950"})  # two readings of Big5; the first that has every character serves
_SHOWN = {
    "gb18030": "GB18030",
    "big5hkscs": "Big5-HKSCS",
    "cp950": "Big5",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
}
_LINE_END = re.compile(r"\r\n|\n|\r")
# The commonest characters of modern prose, simplified and traditional: four in ten of a text, one in fifteen of noise.
_COMMONEST = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好"
    "看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯"
    "知世什两次使身者被高已亲其进此话常与活正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别"
    "真打太新比才便夫再书部水像眼等体却加电主界门利海受听表德少克代员许先口由死安写性马光白或住难望教命花结乐色更拉东神记处"
    "让母父应直字场平报友关放至张认接告入笑内英军候民岁往何度山觉路带万男边风解叫任金快原吃妈变通师立象数四失满战远格士音轻"
    "目条呢病始达深完今提求清王化空业思切怎非找片罗钱语元喜曾离飞科言干流欢约各即指合反题必该论交终林请医晚制球决传画保读运"
    "及则房早院量苦火布品近坐产答星精视五连司巴奇管类未朋且婚台夜青北队久乎越观落尽形影红百令周党建会设农村市县组织领导"
    "這個們來時為說國著過對於學麼發當沒還樣種開無總從現間長經頭動兒愛給問點幾實將聲車機氣別電體書與門許難聽記處讓應場報關"
    "張認軍歲覺帶萬邊風變師數滿戰遠輕條達題論請醫製傳畫讀運則產視連類隊觀盡紅黨設農縣組織領導東歷寫華葉義務員號龍馬"
)
_MARKS = frozenset("，。、；：？！“”‘’「」『』《》（）—…·\u3000")
_COMMON, _ORDINARY, _RARE, _NO_TEXT = 1.6, -0.1, -2.0, -6.0  # logarithms of how much likelier text is than noise
_CERTAIN = 6.0  # 400 to 1
_LEAST_EACH = 0.25  # for each character that is not ASCII
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and its encoding; a byte order mark stays in front of the text."""

    text: str
    encoding: str


class InvalidBytesError(Exception):
    """A file is plainly in one encoding, but some bytes are not: carries the encoding, the offset, the lines before."""

    def __init__(self, encoding: str, offset: int, lines: int) -> None:
        super().__init__(encoding)
        self.encoding, self.offset, self.lines = encoding, offset, lines


class UncertainError(Exception):
    """Nothing says for certain how a file is encoded: carries what it might be, the likeliest first."""

    def __init__(self, candidates: tuple[str, ...]) -> None:
        super().__init__(", ".join(candidates))
        self.candidates = candidates


@dataclass(frozen=True, slots=True)
class _Reading:
    encoding: str
    text: str
    score: float
    per_character: float

    @property
    def is_likely(self) -> bool:
        return self.score >= _CERTAIN and self.per_character >= _LEAST_EACH


def decode(data: bytes) -> Decoded:
    """Return the text of a file.

    Raises:
        InvalidBytesError: the encoding is plain, but bytes are damaged; lone surrogates are damage as well.
        UncertainError: it is not plain.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(_strictly(data, "utf-8" if encoding == "utf-8-sig" else encoding), encoding)
    if b"\0" in data and (wide := _certain([*_readings(data, _UTF16)])):
        return Decoded(wide.text, wide.encoding)
    legacy = [] if b"\0" in data else [*_readings(data, _LEGACY)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise _invalid(data, "utf-8", error.start) from None
        return _legacy(data, legacy)
    if _looks_like_hanzi_in_pairs(text) and any(reading.is_likely for reading in legacy):
        raise UncertainError(("UTF-8", *_names(legacy)))
    return Decoded(text, "utf-8")


def _legacy(data: bytes, readings: list[_Reading]) -> Decoded:
    """Return the text of a file that is not Unicode."""
    if found := _certain(readings):
        return Decoded(found.text, found.encoding)
    if not readings and b"\0" not in data and (damaged := _damaged(data)):
        raise damaged
    readings = readings or [*_readings(data, _UTF16)]
    raise UncertainError(_names([each for each in readings if each.per_character > -1]))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _invalid(data, encoding, error.start) from None


def _invalid(data: bytes, encoding: str, offset: int) -> InvalidBytesError:
    before = data[:offset].decode(encoding, "ignore")
    return InvalidBytesError(encoding, offset, len(_LINE_END.findall(before)))


def _readings(data: bytes, encodings: tuple[str, ...]) -> Iterator[_Reading]:
    """Yield what a file says in each encoding that has a character for all of its bytes."""
    done: set[str] = set()
    for encoding in encodings:
        if encoding in _SAME and done & _SAME:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding in _UTF16 and _CONTROL.search(text):
            continue
        done.add(encoding)
        yield _Reading(encoding, text, *_score(text))


def _score(text: str) -> tuple[float, float]:
    """Return how much likelier a text is than noise, and the same for each of its characters beyond ASCII."""
    counts = Counter(text)
    wide = {char: count for char, count in counts.items() if char > "\x7f"}
    if not wide:
        return (_CERTAIN, 1.0) if text else (0.0, 0.0)
    score = sum(_weight(char) * count for char, count in wide.items())
    return score, score / sum(wide.values())


def _weight(char: str) -> float:
    if char in _COMMONEST or char in _MARKS:
        return _COMMON
    if char in _ordinary() or "\uff01" <= char <= "\uff5e":
        return _ORDINARY
    return _NO_TEXT if unicodedata.category(char) in {"Co", "Cn", "Cc"} and char != "\ufeff" else _RARE


@cache
def _ordinary() -> frozenset[str]:
    """Return the characters that GB 2312 and Big5 hold to be in common use: the first level of each."""
    high = tuple(range(0xA1, 0xFF))
    levels = (("gb2312", 0xB0, 0xD7, high), ("big5", 0xA4, 0xC6, (*range(0x40, 0x7F), *high)))
    return frozenset(
        char
        for encoding, first, last, trails in levels
        for lead in range(first, last + 1)
        for trail in trails
        for char in bytes((lead, trail)).decode(encoding, "ignore")
    )


def _certain(readings: list[_Reading]) -> _Reading | None:
    """Return the reading that stands far above the others, or None."""
    ranked = sorted(readings, key=lambda reading: -reading.score)
    if not ranked or not ranked[0].is_likely:
        return None
    return ranked[0] if len(ranked) < 2 or ranked[0].score - ranked[1].score >= _CERTAIN else None


def _is_damaged_utf8(data: bytes) -> bool:
    """Say whether a file is UTF-8 but for some bytes: sequences of three bytes and more do not come about by chance."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(char > "\u07ff" and char != "\ufffd" for char in text) >= broken


def _damaged(data: bytes) -> InvalidBytesError | None:
    """Return the damage of a file that only a few bytes keep from being text, or None."""
    found = []
    for encoding in _LEGACY[:2]:
        text = data.decode(encoding, "replace")
        whole = text.replace("\ufffd", "")
        score, each = _score(whole)
        if len(text) - len(whole) <= len(whole) // 50 + 1:
            found.append(_Reading(encoding, text, score, each))
    if not (best := _certain(found)):
        return None
    try:
        data.decode(best.encoding)
    except UnicodeDecodeError as error:
        return _invalid(data, best.encoding, error.start)
    return None


def _looks_like_hanzi_in_pairs(text: str) -> bool:
    """Say whether all that is not ASCII are sequences of two bytes, which ideographs of GB 2312 can be as well."""
    wide = [char for char in text if char > "\x7f"]
    return bool(wide) and all(char <= "\u07ff" for char in wide)


def _names(readings: list[_Reading]) -> tuple[str, ...]:
    return tuple(_SHOWN[reading.encoding] for reading in sorted(readings, key=lambda reading: -reading.score))
