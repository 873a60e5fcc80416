"""Quotation marks turned round: a closing mark printed as an opening one, or the other way about.

Takes passages and what the issue says elsewhere, gives findings. A mark is turned only where that one change, and no
other single one, makes the marks of the paragraph alternate, and the words round it show which way it should face.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from publisher.copydesk.misreadings.passage import Change, Finding, Passage, Verdict, dropped, found
from publisher.copydesk.misreadings.usage import Usage
from publisher.issue.marks import HAN

CODE = "copydesk/misreading-quote"
_OPEN, _CLOSE = "“", "”"
_MARKS = re.compile("[“”]")
_SAYS = (
    "(?:说道|说|称|介绍道|介绍|表示|告诉记者|告诉我|坦言|感慨|感叹|回忆道|回忆|笑着说|问道|问|答道|答|喊道|喊|"
    "写道|指出|强调|說道|說|稱|介紹|問|告訴|回憶)"
)
_TAG = re.compile(rf"[{HAN}·]{{1,8}}?{_SAYS}(?=[，。,：:])")
_NAME = re.compile(rf"(?P<name>[{HAN}·]{{2,4}}){_SAYS}。")
_ENDS = frozenset("。！？!?…")
_INTRODUCES = frozenset("：:")
_MOST_MARKS = 60  # in a paragraph; in longer ones nothing is decided by counting
_SHORTEST_SPEECH = 2
_LONGEST_TERM = 16  # characters between quotation marks that may be a term


def quotes(passage: Passage, usage: Usage) -> Iterator[Finding]:
    """Yield the turned or doubled quotation marks of one passage."""
    places = [match.start() for match in _MARKS.finditer(passage.text)]
    if not 0 < len(places) <= _MOST_MARKS or _balanced("".join(passage.text[at] for at in places)):
        return
    yield from (
        _speech_tag(passage, places, usage) or _doubled(passage, places, usage) or _turned(passage, places, usage)
    )


def _balanced(marks: str) -> bool:
    """Say whether no mark lacks its partner; marks inside marks are nothing to object to."""
    depth = 0
    for mark in marks:
        depth += 1 if mark == _OPEN else -1
        if depth < 0:
            return False
    return depth == 0


def _speech_tag(passage: Passage, places: list[int], usage: Usage) -> list[Finding]:
    """Find `。“甲说`, where the words before the mark are what 甲 said."""
    text = passage.text
    for index, at in enumerate(places):
        if text[at] != _OPEN or text[at - 1 : at] not in _ENDS or at == 0 or not _TAG.match(text, at + 1):
            continue
        before = "".join(text[each] for each in places[:index])
        after = "".join(text[each] for each in places[index + 1 :])
        waits = before[-1:] == _OPEN
        if waits and _alternates(before + _CLOSE + after):
            verdict = Verdict(CODE, "前面的引号未关，后面是“某某说”；改这一处，全段引号成对", 0.97, is_sure=True)
            return list(found(passage, verdict, [Change(at, at + 1, _CLOSE)]))
        if not waits and _alternates(before) and _alternates(after):
            tag = _NAME.match(text, at + 1)
            is_sure = tag is not None and usage.speaks(tag["name"], passage)
            why = (
                "引语之后是说话人，说话人在本期别处出现；前引号原缺" if is_sure else "像是引语之后的说话人；前引号原缺"
            )
            verdict = Verdict(CODE, why, 0.9 if is_sure else 0.6, is_sure)
            return list(found(passage, verdict, [Change(at, at + 1, _CLOSE)]))
    return []


def _doubled(passage: Passage, places: list[int], usage: Usage) -> list[Finding]:
    """Find `“甲|“乙”`: an opening mark printed again where a quoted term goes on behind a seam."""
    text = passage.text
    for index, (one, two) in enumerate(pairwise(places)):
        if text[one] != _OPEN or text[two] != _OPEN or two - one > _LONGEST_TERM:
            continue
        marks = [text[each] for each in places]
        del marks[index + 1]
        if not _alternates("".join(marks)) or two not in passage.seams:
            continue
        term = text[one + 1 : two] + text[two + 1 : places[index + 2]]
        stands = usage.quoted(term, passage)
        why = f"接缝处前引号重出；别处作“{term}”" if stands else "接缝处前引号重出"
        verdict = Verdict(CODE, why, 0.95 if stands else 0.6, stands)
        return list(dropped(passage, verdict, two, two + 1))
    return []


def _turned(passage: Passage, places: list[int], usage: Usage) -> list[Finding]:
    """Find the one mark whose turning makes all marks of the paragraph alternate."""
    text = passage.text
    marks = "".join(text[each] for each in places)
    turns = [
        index for index, mark in enumerate(marks) if _alternates(marks[:index] + _other(mark) + marks[index + 1 :])
    ]
    if len(turns) != 1:
        return []
    index = turns[0]
    at = places[index]
    opens = marks[index] == _CLOSE
    if opens:
        due = at == 0 or text[at - 1] in _INTRODUCES
        is_sure = due and places[index + 1] - at > _SHORTEST_SPEECH
        why = "此处引语开始，改这一处，全段引号成对"
    else:
        term = text[places[index - 1] + 1 : at]
        is_sure = usage.quoted(term, passage)
        why = f"改这一处，全段引号成对；别处作“{term}”" if is_sure else "改这一处，全段引号成对"
    verdict = Verdict(CODE, why, 0.92 if is_sure else 0.6, is_sure)
    return list(found(passage, verdict, [Change(at, at + 1, _other(marks[index]))]))


def _alternates(marks: str) -> bool:
    """Say whether every opening mark is followed by a closing one, and the marks begin and end so."""
    return marks == (_OPEN + _CLOSE) * (len(marks) // 2)


def _other(mark: str) -> str:
    return _CLOSE if mark == _OPEN else _OPEN
