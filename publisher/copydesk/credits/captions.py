"""Credits of pictures: □何川/摄, 本报记者 何川摄, 供图：某某, （资料图片）.

Takes a line that may be a caption, gives the Credit that it is or ends with, and where that begins. It does not say
whether the rest is a caption.
"""

from __future__ import annotations

import re

from publisher.copydesk.credits import roles
from publisher.copydesk.credits.folding import fold
from publisher.copydesk.credits.names import is_name, names
from publisher.copydesk.credits.people import Credit, crafts, merged, people
from publisher.issue.marks import HAN

_TAIL = 80  # characters at the end of a line that may be its credit
_BULLETS = "□■◇◆●○◎▲△▼▽★☆⊙◯▪▫"
_BULLET = re.compile(f"[{_BULLETS}]")
_BEGIN = re.compile(rf"[{_BULLETS}]|(?<=[。！？!?…”）)」』])\s*(?=\S)|(?<=\s)(?=[本新中])")
_STOCK = re.compile(
    r"(?:本[报刊社]|新华社)?(?:资料|档案|网络|效果|示意|配)(?:图片|照片|图|片)|新华社发|网络(?:截图|图)|AI(?:制图|生成)|视觉中国"
)
_SOURCE = re.compile(
    rf"(?P<role>图片来源|照片来源|图片提供|照片提供|图源|供图|图片|资料图片?|图)\s*[:/|]\s*(?P<office>[{HAN}A-Za-z《》“”·\s]{{2,30}})"
)
_SUPPLIED = re.compile(rf"(?P<office>[{HAN}《》·A-Za-z\s]{{2,30}}?)\s*(?P<role>供图|提供|发|/图|供片)")
_PLAIN = re.compile(rf"[{HAN}A-Za-z·/／\s]{{2,24}}")
_STOP_BEFORE = re.compile(r"[。！？!?…”）)」』]\s*$")
_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_PICTURE = roles.PICTURE_CRAFTS | {"摄影报道", "图文", "文图", "文并图", "图文报道", "文并摄", "撰文/摄影"}


def caption_credit(line: str) -> Credit | None:
    """Return the credit of a picture that the line is, or ends with behind a stop or a bullet."""
    offset = max(0, len(line) - _TAIL)
    tail = line[offset:].rstrip()
    starts = [begin.start() for begin in _BEGIN.finditer(tail)]
    lead = len(tail) - len(tail.lstrip())
    for start in dict.fromkeys(sorted([*starts, *([lead] if offset == 0 else [])])):
        if credit := _credit(tail, start, is_whole=offset == 0 and start == lead):
            begin = start + len(tail[start:]) - len(tail[start:].lstrip())
            return Credit(credit.names, credit.role, credit.form, offset + begin, offset + len(tail), credit.confidence)
    return None


def _credit(tail: str, start: int, *, is_whole: bool) -> Credit | None:
    """Return the credit that tail[start:] is, brackets and bullet aside."""
    words = fold(tail[start:])
    begin = start + len(words) - len(words.lstrip(f" {_BULLETS}"))
    bulleted = bool(_BULLET.search(tail[start:begin]))
    whole = _BRACKETS.fullmatch(fold(tail[begin:]))
    end = len(tail)
    if whole:
        begin, end = begin + whole.start(1), begin + whole.end(1)
    marked = bulleted or whole is not None
    return (
        _stock(tail, begin, end, marked=marked)
        or _photographer(tail, begin, end, bulleted=bulleted, is_whole=is_whole)
        or _office(tail, begin, end, marked=marked)
        or (_anybody(tail, begin, end) if bulleted and _STOP_BEFORE.search(tail[:start]) else None)
    )


def _stock(tail: str, begin: int, end: int, *, marked: bool) -> Credit | None:
    words = "".join(fold(tail[begin:end]).split())
    if not _STOCK.fullmatch(words):
        return None
    return Credit((), "".join(tail[begin:end].split()), "stock", begin, end, 0.95 if marked else 0.7)


def _photographer(tail: str, begin: int, end: int, *, bulleted: bool, is_whole: bool) -> Credit | None:
    credited = people(tail, begin, end)
    if not credited or not all(credit.names for credit in credited):
        return None
    credit = merged(credited)
    words = frozenset[str]().union(*(crafts(each) for each in credited))
    if words & _PICTURE:
        return credit
    if bulleted and not is_whole and credit.confidence >= 0.5 and not words & roles.TEXT_CRAFTS:
        return Credit(credit.names, credit.role, "bullet", begin, end, 0.7)
    return None


def _anybody(tail: str, begin: int, end: int) -> Credit | None:
    """Return whatever stands behind a full stop and a bullet: nothing but a credit stands there."""
    if not _PLAIN.fullmatch(tail[begin:end]):
        return None
    return Credit((" ".join(tail[begin:end].split()),), "", "bullet", begin, end, 0.5)


def _office(tail: str, begin: int, end: int, *, marked: bool) -> Credit | None:
    """Return 供图：某某局 or 某某局供图: an office or an archive stands where a name would."""
    words = fold(tail[begin:end])
    match = _SOURCE.fullmatch(words) or (_SUPPLIED.fullmatch(words) if marked else None)
    if match is None:
        return None
    printed = tail[begin:end]
    office = printed[slice(*match.span("office"))]
    found = names(office)
    if min(map(is_name, found), default=0.0) < 0.5:
        found = (" ".join(office.split()),)
    return Credit(found, printed[slice(*match.span("role"))].strip(" /"), "role", begin, end, 0.8)
