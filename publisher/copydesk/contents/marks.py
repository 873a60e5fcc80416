"""The small print of contents pages: page numbers, leaders, marks before labels, words that are never an entry.

Takes the text of one line, gives what its form alone tells. It knows no neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from publisher.copydesk.contents.titles import fold
from publisher.copydesk.contents.words import COUNTED, IMPRINT
from publisher.issue.marks import HAN

# Digits and the blank in one width; the length stays, so columns stay true.
_NARROW = str.maketrans("０１２３４５６７８９\u3000\t\u00a0／｜（）：Ｐｐ", "0123456789   /|():Pp")
_NUMERAL = "〇零一二三四五六七八九十百廿卅"
_LEADER = r"(?:[.…·‥⋯．。﹒_┄┈─—\-•∙]\s*){2,}|…"
_HIGHEST = 1500  # pages of a bound volume are numbered through the year
_LONGEST = 90  # characters of a line that may hold an entry

_ARABIC = r"[Pp]?\.?\s?(?P<page>\d{1,4})(?:\s?[-–~～]\s?\d{1,4})?"
_CHINESE = rf"(?P<cpage>[{_NUMERAL}]{{1,5}})"
# A number that counts something: what follows it makes it no page.
_LEAD = re.compile(
    rf"\s*(?:[(\[〔【]?第\s?(?:{_ARABIC}|{_CHINESE})\s?[页頁][)\]〕】]?"
    rf"|{_ARABIC.replace('page', 'page2')}(?P<unit>\s?[页頁])?)"
    rf"(?P<sep>\s*[/|]\s*|(?:{_LEADER})\s*|\s+|(?=[{HAN}“‘「『《〈【—]))(?P<text>\S.*?)\s*$"
)
_TAIL = re.compile(
    rf"(?:(?P<open>[(\[〔【]|第)\s?(?:{_ARABIC}|{_CHINESE})\s?[)\]〕】页頁]"
    rf"|(?<![\d.]){_ARABIC.replace('page', 'page2')}(?P<unit>\s?[页頁])?[/|]?"
    rf"|(?<![{_NUMERAL}]){_CHINESE.replace('cpage', 'cpage2')})$"
)
_LONGEST_TAIL = 16
_FILLERS = ".…·‥⋯．。﹒_┄┈─—-•∙"
_SEVERAL = re.compile(rf"\s*(?P<text>\S(?:(?!{_LEADER}).)*?)\s*(?:{_LEADER})\s*[(]?(?P<page>\d{{1,4}})[)]?(?=\s|$)")
_INSIDE = re.compile(
    rf"\s*(?P<text>\S(?:(?!{_LEADER}).)*?)\s*(?:{_LEADER})\s*[(]?(?P<page>\d{{1,4}})[)]?\s+(?P<rest>[^\d\s.…].{{1,30}})$"
)
_NUMBER = re.compile(r"\d+")
_ALONE = re.compile(
    rf"\s*(?:[(\[〔【\-—·]\s?)?(?:第\s?)?(?:{_ARABIC}|第\s?{_CHINESE})\s?(?:[页頁])?(?:\s?[)\]〕】\-—·])?[/|]?\s*$"
)
_BEFORE_NUMBER = re.compile(
    r"(?:第|№|[Nn][Oo]\.?|[:：=＝+×xX\-.,，、¥￥$#]|[Vv]ol\.?|ISSN|CN|电话|電話|定价|定價|邮编|年|月)$"
)

_HEADING = re.compile(
    r"(?:(?:本期|本刊|本卷|本集|本號|本号|全書|全书|總|总|.{0,12}[期號号刊卷])?(?:目录|目錄|目次|要目|篇目|細目|细目|总目|總目)|(?:本期|本刊|本號|本号)(?:导读|導讀)|导读|導讀|tableofcontents|contents)"
    r"(?:contents|mulu|目录|目錄|目次|\d{1,3})?"
)
_SEPARATOR = re.compile(
    rf"(?:[{_NUMERAL}\d\s年月日第总總期卷號号辑輯季春夏秋冬(),，·.／/\-—]|合刊|增刊|特刊|出版|出刊|[Vv][Oo][Ll]|[Nn][Oo])+"
)
_ISSUE = re.compile(rf"[{_NUMERAL}\d]\s*[期卷號号辑輯]|\d{{4}}\s?[年.·/\-]\s?\d{{1,2}}|[Vv][Oo][Ll]|[Nn][Oo]")
_CREDIT = re.compile(
    r"(?:本期)?(?:封面|封底|封[一二三四]|扉页|扉頁|内封|題圖|题图|插图|插圖|刊名|头像|目录|目錄)"
    r"(?:摄影|攝影|摄|设计|設計|绘画|繪畫|绘|供图|供圖|图片|圖片|题字|題字|题签|題簽|照片|作者|图|圖|[:：/／])(?P<rest>.*)"
)
_IMPRINT = re.compile(
    rf"\s*(?:{'|'.join(sorted(IMPRINT, key=lambda word: -len(word)))})"
    r"(?P<rest>\s.*|[:：].*|[(（].*|)$"
)
_MARKS = "◆●■▲★◇○□☆△▼▽◎♦❖➤►▶※▪▫◉⊙◈✦✧※＊*#"
_MARKED = re.compile(rf"\s*(?P<mark>[{_MARKS}·•|‖—─-])[{_MARKS}\s]*(?P<text>[^{_MARKS}]+?)\s*[{_MARKS}·•|‖—─-]*\s*$")
_BRACKETED = re.compile(
    r"\s*(?P<mark>[【「『〖\[［〔〈<(（])\s*(?P<text>[^】」』〗\]］〕〉>)）]{2,16}?)\s*[】」』〗\]］〕〉>)）]\s*$"
)
_PREFIXED = re.compile(rf"\s*(?P<mark>[【〖])(?P<text>[{HAN}·\s]{{2,10}})[】〗]\s*(?=\S)")
_HAN = re.compile(f"[{HAN}]")
_HAN_OR_DIGIT = re.compile(rf"[{HAN}\d]")
_DOTS = re.compile(_LEADER)
_GLUED = re.compile(rf"[{HAN}”’」』》)!?！？]$")
_BULLET = re.compile(rf"^[{_MARKS}·•▸]\s*")


@dataclass(frozen=True, slots=True)
class Numbered:
    """Words with a page number: where the words stand in the line, and the number as printed and as a number."""

    start: int
    end: int
    page: str
    number: int


def narrowed(text: str) -> str:
    """Return the text with digits, blanks and slashes in one width, character for character."""
    return text.translate(_NARROW)


def page_before(text: str) -> Numbered | None:
    """Return the words after a page number at the head of a line."""
    if len(text) > _LONGEST or not (match := _LEAD.match(narrowed(text))):
        return None
    page = match["page"] or match["cpage"] or match["page2"]
    words = match["text"]
    glued = not match["sep"]
    explicit = bool(match["unit"] or not match["page2"])
    if not explicit and (words[0] in ".、:)）]-–/%" or (words[0] in COUNTED and (glued or words[1:2] in ("", " ")))):
        return None
    return _numbered(match, page)


def page_behind(text: str) -> tuple[Numbered, ...]:
    """Return the words before the page number at the end of a line; several where leaders divide them."""
    if len(text) > _LONGEST * 2:
        return ()
    narrow = narrowed(text).rstrip()
    if len(_NUMBER.findall(narrow)) > 1 and _DOTS.search(narrow):
        several = [match for match in _SEVERAL.finditer(narrow) if _HAN.search(match["text"])]
        if len(several) > 1 and several[-1].end() == len(narrow):
            return tuple(found for match in several if (found := _numbered(match, match["page"])))
    match = _TAIL.search(narrow, max(0, len(narrow) - _LONGEST_TAIL))
    words = narrow[: match.start()].rstrip(_FILLERS + "/| ") if match else ""
    if match is None or not words or len(words) > _LONGEST or _BEFORE_NUMBER.search(words):
        return ()
    between = narrow[len(words) : match.start()]
    if not _divides(between, match, words):
        return ()
    page = match["page"] or match["cpage"] or match["page2"] or match["cpage2"]
    number = _value(page)
    start = len(words) - len(words.lstrip())
    return (Numbered(start, len(words), page, number),) if 0 < number <= _HIGHEST else ()


def page_inside(text: str) -> tuple[Numbered, int] | None:
    """Return the words before a leader with its page, and where the line goes on behind them: 摆渡……3 沈青禾."""
    if len(text) > _LONGEST or not _DOTS.search(text):
        return None
    match = _INSIDE.match(narrowed(text).rstrip())
    found = _numbered(match, match["page"]) if match else None
    return (found, match.start("rest")) if match and found else None


def _divides(between: str, tail: re.Match[str], words: str) -> bool:
    """Say whether what stands between words and number sets the number off as a page."""
    is_leader = "…" in between or sum(char in _FILLERS for char in between) > 1
    if tail["cpage2"]:
        return is_leader
    if is_leader or "/" in between or "|" in between or tail["open"]:
        return True
    if not between.strip():
        return bool(between) or bool(_GLUED.search(words))
    return between[0] == between[-1] == " "


def page_alone(text: str) -> Numbered | None:
    """Return the page number a line consists of."""
    match = _ALONE.match(narrowed(text)) if len(text) < 16 else None
    return _numbered(match, match["page"] or match["cpage"]) if match else None


def _numbered(match: re.Match[str], page: str) -> Numbered | None:
    number = _value(page)
    if not 0 < number <= _HIGHEST:
        return None
    start, end = match.span("text") if "text" in match.re.groupindex else (0, 0)
    return Numbered(start, end, page, number)


def _value(page: str) -> int:
    """Return the number that digits or Chinese numerals (十二, 一二, 百二十, 廿三) name."""
    if page.isdecimal():
        return int(page)
    digits = {char: index for index, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
    page = page.replace("廿", "二十").replace("卅", "三十")
    if not any(char in "十百" for char in page):
        return int("".join(str(digits[char]) for char in page))
    total = unit = 0
    for char in page:
        if char in "十百":
            total += (unit or 1) * (10 if char == "十" else 100)
            unit = 0
        else:
            unit = digits[char]
    return total + unit


def is_heading(text: str) -> bool:
    """Say whether a line is the heading of a contents page: 目录, 目 錄, 本期要目, CONTENTS."""
    return len(text) < 40 and bool(_HEADING.fullmatch(fold(text)))


def is_separator(text: str) -> bool:
    """Say whether a line of a contents page says nothing of its pieces: number and date of the issue, pinyin, rules."""
    stripped = text.strip()
    return len(stripped) < 60 and (
        bool(_SEPARATOR.fullmatch(narrowed(stripped)) and _ISSUE.search(narrowed(stripped)))
        or not _HAN_OR_DIGIT.search(stripped)
        or fold(stripped) in {"mulu", "contents"}
    )


def is_credit(text: str) -> re.Match[str] | None:
    """Return the match of a line that credits the cover or the pictures, `rest` being what follows the label."""
    return _CREDIT.fullmatch(text.strip()) if len(text) < 60 else None


def is_imprint(text: str) -> re.Match[str] | None:
    """Return the match of a line of the imprint, `rest` being what follows its label."""
    return _IMPRINT.match(text) if len(text) < 120 else None


def marked_label(text: str) -> tuple[str, str] | None:
    """Return mark and words of a line that is a label by its marks: ◆散文, 【小说】, ·诗歌·."""
    match = _BRACKETED.match(text) or _MARKED.match(text)
    if match is None or text.lstrip().startswith("——") or len(fold(match["text"])) > 12:
        return None
    return match["mark"], match["text"].strip()


def label_in_front(text: str) -> tuple[str, int] | None:
    """Return the label in heavy brackets that opens an entry, and where the entry goes on: 【散文】渡口."""
    match = _PREFIXED.match(text)
    return (match["text"].strip(), match.end()) if match else None


def without_bullet(text: str) -> str:
    """Return an entry without the mark set before it."""
    return _BULLET.sub("", text).strip()
