"""Labels round a name or an office: 【编辑：…】, （作者单位：…）, （摘自…）, （某某供稿）.

Takes a line, or a paragraph whose tail may hold one, gives what the label says and where its content stands. It does
not say whose it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from publisher.copydesk.credits import roles
from publisher.copydesk.credits.folding import fold
from publisher.copydesk.credits.names import is_name, names
from publisher.copydesk.credits.people import Credit, merged, people

_LONGEST = 300  # characters of a note; affiliations of several authors are long
_TAIL = 120
_AFFILIATION = re.compile(
    r"\s*[(\[]\s*(?P<label>(?:第一|通讯|本文)?作者(?:单位|简介|系|为|是|地址|介绍)|单位|作者工作单位)\s*[:]?\s*(?P<inner>.+?)\s*[)\]]\s*"
    r"|\s*(?P<label2>作者(?:单位|简介|地址))\s*:\s*(?P<inner2>\S.*?)\s*"
)
_SOURCE_WORDS = (
    "(?:本文|全文|均|皆|以上|内容|文字|资料|图文)*(?:摘编自|摘录自|节选自|节录自|选摘自|转摘自|摘自|节选|节录|选自|选载自|转载自|转载|转自|载于|原载于?|"
    "原刊于?|原发于|首发于|刊于|录自|译自|编译自|改编自|引自|见于|来源于|内容来源|稿件来源|文章来源|资料来源|信息来源|文字来源|来源|据|综合|综编自)"
)
_SOURCE = re.compile(
    rf"\s*[(\[]\s*(?P<label>{_SOURCE_WORDS})\s*:?\s*(?P<inner>[^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*?)\s*[)\]]\s*"
)
_OPEN_SOURCE = re.compile(
    rf"\s*[—-]*\s*(?P<label>{_SOURCE_WORDS})\s*(?P<inner>:\s*\S.*?|《[^《》]{{1,40}}》.{{0,40}}?|[^。，！？]{{1,12}}[网社报])\s*"
)
# 据 and 综合 begin sentences: in brackets they need a paper, an agency or a title behind them.
_WEAK = frozenset(("据", "综合", "来源", "节选", "转载", "节录"))
_PAPER = re.compile(r"《|[社报网台刊志]|日报|杂志|客户端|公众号|微信|微博|APP|电$|消息$")
_SUPPLY = re.compile(r"\s*[(\[]\s*(?P<inner>[^()\[\]]{2,80}?)\s*[)\]]\s*")
_SUPPLIED = re.compile(
    r"(?P<by>.+?)\s*(?P<label>联合供稿|供稿|供图|整理|摄制|提供|编写|撰写|推荐|制作|录音|辑录)(?=\s|、|,|$)"
)
_TAG = re.compile(r"\s*[(\[]\s*(?P<inner>[^()\[\]]{3,80}?)\s*[)\]]\s*")
_ANY_NAME = re.compile(rf"(?P<role>{roles.EDITOR.pattern})\s*[:/]\s*(?P<inner>[^\s:0-9,。！？][^:0-9,。！？]{{1,19}})")
_TAG_AT_END = re.compile(r"[(\[]\s*(?P<inner>[^()\[\]]{3,60}?)\s*[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Note:
    """What a label says.

    Attributes:
        label: the words of the label, as printed: 作者单位, 摘自, 供稿.
        text: the content as printed, label and brackets left out.
        names: persons named in a supplier's note.
        start, end: where the note stands, brackets included.
        inner_start, inner_end: where the content stands.
    """

    label: str
    text: str
    names: tuple[str, ...]
    start: int
    end: int
    inner_start: int
    inner_end: int


def editor_tag(line: str) -> Credit | None:
    """Return the editors if the line is their tag, or ends with one in brackets: [编辑：某某], 责编 某某 美编 某某."""
    if len(line) <= _LONGEST:
        folded = fold(line)
        whole = _TAG.fullmatch(folded)
        start, end = whole.span("inner") if whole else (len(line) - len(line.lstrip()), len(line.rstrip()))
        if credit := _editors(line, start, end):
            outer = len(line) - len(line.lstrip()), len(line.rstrip())
            return merged((credit,), "bracket" if whole else "label", *outer)
    offset = max(0, len(line) - _TAIL)
    tag = _TAG_AT_END.search(fold(line[offset:]))
    credit = _editors(line, offset + tag.start("inner"), offset + tag.end("inner")) if tag else None
    if tag is None or credit is None:
        return None
    return merged((credit,), "bracket", offset + tag.start(), offset + len(line[offset:].rstrip()))


def editors_span(line: str) -> tuple[int, int] | None:
    """Return where the names of an editor's tag stand, from the first to the last, if the whole line is one."""
    tag = editor_tag(line)
    if tag is None or line[: tag.start].strip():
        return None
    words = fold(line[tag.start : tag.end])
    label = re.match(rf"[(\[]?\s*(?:{roles.EDITOR.pattern})\s*[:/]?\s*", words)
    end = tag.start + len(words.rstrip(")] "))
    return (tag.start + label.end(), end) if label else None


def affiliation(line: str) -> Note | None:
    """Return where the authors work, if the whole line says so: （作者单位：…）, 作者系…."""
    return _note(line, _AFFILIATION)


def source_note(line: str) -> Note | None:
    """Return where the piece was taken from, if the whole line says so: (摘自…), （据…）, 来源：…."""
    note = _note(line, _SOURCE)
    if note is None:
        note = _note(line, _OPEN_SOURCE)
        if note is None or fold(note.label) in ("据", "综合"):
            return None
    elif fold(note.label) in _WEAK and not _PAPER.search(fold(note.text)):
        return None
    return note


def supply_note(line: str) -> Note | None:
    """Return who supplied the piece, if the whole line says so in brackets: （某某供稿）, （某某整理 某某摄制）."""
    match = _SUPPLY.fullmatch(fold(line)) if len(line) <= _LONGEST else None
    inner = match["inner"] if match else ""
    parts = list(_SUPPLIED.finditer(inner))
    if match is None or not parts or parts[-1].end() != len(inner):
        return None
    start, end = match.span("inner")
    found = [name for part in parts for name in names(line[start + part.start("by") : start + part.end("by")])]
    label = "/".join(line[start + part.start("label") : start + part.end("label")] for part in parts)
    persons = tuple(name for name in found if is_name(name) >= 0.5)
    if len(parts) == 1:
        end = start + parts[0].end("by")
    return Note(label, line[start:end], persons, *_outer(line), start, end)


def _editors(line: str, start: int, end: int) -> Credit | None:
    if not roles.EDITOR.match(fold(line[start:end])):
        return None
    credited = people(line, start, end, roles.EDITOR)
    if credited:
        return merged(credited) if all(credit.role and credit.names for credit in credited) else None
    tag = _ANY_NAME.fullmatch(fold(line[start:end]))
    if tag is None:
        return None
    role, inner = (line[start:end][slice(*tag.span(name))] for name in ("role", "inner"))
    return Credit(names(inner), "".join(role.split()), "label", start, end, 0.5)


def _note(line: str, pattern: re.Pattern[str]) -> Note | None:
    match = pattern.fullmatch(fold(line)) if len(line) <= _LONGEST else None
    if match is None:
        return None
    groups = match.groupdict()
    suffix = "" if groups["label"] else "2"
    start, end = match.span(f"inner{suffix}")
    start += len(line[start:end]) - len(line[start:end].lstrip("：: \u3000"))
    label = line[slice(*match.span(f"label{suffix}"))]
    return Note(label, line[start:end], (), *_outer(line), start, end)


def _outer(line: str) -> tuple[int, int]:
    return len(line) - len(line.lstrip()), len(line.rstrip())
