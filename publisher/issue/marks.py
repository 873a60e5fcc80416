"""Classes of characters and punctuation marks (标点), shared by the copydesk, the composer and proof.

Takes single characters, answers questions about them. It changes nothing. Tables follow CLREQ §3 and GB/T 15834-2011.
"""

from __future__ import annotations

import re
import unicodedata

# CJK ideographs: the unified blocks with extensions A to I, compatibility ideographs, 〇 and the iteration mark 々.
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN = re.compile(f"[{HAN}]")

STOPS = "。！？"  # end a sentence
PAUSES = "，、；："  # divide one
OPENING = "（《〈「『【〔〖［｛“‘"
CLOSING = "）》〉」』】〕〗］｝”’"
DASHES_AND_DOTS = "—…·～"
FULLWIDTH_FORMS = "，。、；：？！（）《》〈〉【】〔〕「」『』"  # marks that bring their own blank half
CHINESE_MARKS = frozenset(STOPS + PAUSES + OPENING + CLOSING + DASHES_AND_DOTS)

# A paragraph or a sentence may end with one of these (…… among them); closing quotes and brackets may follow.
TERMINAL = frozenset("。！？!?…：；:;")
_TRAILERS = frozenset("”’」』》）)】〕]\"'")

# For the composer and proof: who may begin and end a line, and what a number keeps with it (CLREQ §3.1.4).
INTERPUNCTS = "·・‧"
DASHES = "—…⸺"  # drawn two em wide, never parted
NEVER_FIRST_WESTERN = ",.;:!?)]}%‰°℃–/~～％"
NEVER_LAST_WESTERN = "([{$£¥￥￡№＄"
UNITS = frozenset("亿万千百兆年月日时分秒元角米吨克公里斤亩岁人名个次届期号％℃度")
# Marks that stand in the middle of their cell and so have no blank half to lose.
_CENTRED = {"zh-Hant": "，。、；：！？．", "ja": "！？：；"}


def centred_marks(language: str) -> str:
    """Return the marks that stand in the middle of their cell in a language (CLREQ §3.1.2, JLREQ §3.1.2)."""
    tag = language.lower()
    if tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
        return _CENTRED["zh-Hant"]
    return _CENTRED["ja"] if tag.startswith("ja") else ""


VERTICAL = "-x-vertical"  # behind a language: its marks in vertical lines


def filling_marks(language: str) -> str:
    """Return the marks that fill their cell and have nothing to lose: in vertical lines they are higher than half."""
    return "；！？" if language.endswith(VERTICAL) else ""


# What curly quotes look like in vertical lines: GB/T 15834-2011, 5.2.3; Taiwan and Hong Kong begin with the single one.
_OUTER_DOUBLE, _OUTER_SINGLE = ("『", "』", "「", "」"), ("「", "」", "『", "』")
_UPRIGHT_QUOTES = {
    "zh-Hans": dict(zip("“”‘’", _OUTER_DOUBLE, strict=True)),
    "zh-Hant": dict(zip("“”‘’", _OUTER_SINGLE, strict=True)),
}
# Signs of no fixed width that stand upright in vertical lines (UAX #50, class U), fullwidth ones aside.
_UPRIGHT_SIGNS = re.compile("[§©®±¼-¾×÷‖†‡※‼⁂⁇-⁉⁑℀℁℃-℉ℏℓ℔№℗℞-℣℥℧℩℮ℵ-ℿ⅐-\u218f∞∴∵⌀-⌇①-⓿■-☙☠-❧❶-➓\ue000-\uf8ff]")
_LYING_CATEGORIES = frozenset({"Ps", "Pe", "Pd", "Pi", "Pf"})  # brackets and dashes run along the line


def upright_quotes(language: str) -> dict[str, str]:
    """Return what curly quotes look like in the vertical lines of a language."""
    return _UPRIGHT_QUOTES["zh-Hant" if centred_marks(language) and language.lower().startswith("zh") else "zh-Hans"]


HALF_TO_FULL = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}


def is_han(char: str) -> bool:
    """Say whether the character is an ideograph."""
    return bool(_HAN.match(char))


def is_chinese(char: str) -> bool:
    """Say whether the character is an ideograph or a mark that only Chinese text uses."""
    return char in CHINESE_MARKS or is_han(char)


def is_latin_or_digit(char: str) -> bool:
    """Say whether the character is a Western letter or a Western digit, of either width."""
    return char.isalnum() and not is_han(char) and not "\u3040" <= char <= "\u30ff"


def stands_upright(char: str) -> bool:
    """Say whether a character without a form of its own for vertical lines stands upright in them.

    Source: UAX #50; brackets and dashes are class Tr, which lies on its side if a face has nothing better.
    """
    is_wide = unicodedata.east_asian_width(char) in "WF" and unicodedata.category(char) not in _LYING_CATEGORIES
    return is_wide or bool(_UPRIGHT_SIGNS.match(char))


def is_open(text: str) -> bool:
    """Say whether a line breaks off inside a sentence: it does not end in a terminal mark, closing marks aside.

    A line that ends in a bracket or quote is closed only if a terminal mark stands before it, or if the bracket holds
    the whole line. A full point ends a sentence behind a Western letter.
    """
    stripped = text.strip()
    core = stripped.rstrip("".join(_TRAILERS))
    if not stripped or _is_bracketed(stripped):
        return False
    ends_english = core[-1:] == "." and (core[-2:-1].isascii() and core[-2:-1].isalpha())
    return not (core and (core[-1] in TERMINAL or ends_english))


def _is_bracketed(text: str) -> bool:
    """Say whether one pair of brackets holds the whole text."""
    opening, closing = text[0], text[-1]
    is_pair = opening + closing in ("（）", "()", "[]", "【】", "〔〕", "［］")
    return is_pair and opening not in text[1:] and closing not in text[:-1]


def width_em(text: str) -> float:
    """Return how wide a line is in em: a half for Western letters, digits and spaces, one for the rest."""
    return sum(0.5 if char < "\u2000" and char != "·" else 1.0 for char in text)
