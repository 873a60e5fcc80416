"""Datelines: 本报某地某日讯（记者 某某） at the head of a report, in brackets or without.

Takes a paragraph and looks at no more than its head, gives place, date and names as printed. The words stay in the
paragraph: whether a dateline is set apart is for others to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.copydesk.credits import roles
from publisher.copydesk.credits.bylines import BULLETS
from publisher.copydesk.credits.folding import fold, letters
from publisher.copydesk.credits.names import is_name
from publisher.copydesk.credits.people import Credit, people
from publisher.issue.marks import HAN

_HEAD = 200  # characters at the head of a paragraph that may belong to its dateline
_NUMERAL = "(?:[0-9]{1,2}|[〇○零一二三四五六七八九十廿卅]{1,3})"
_YEAR = "(?:(?:民国)?[〇○零一二三四五六七八九十]{1,4}|[0-9]{4}|民国[0-9]{1,2})年"
_HOUR = "(?:凌晨|清晨|早晨|上午|中午|下午|傍晚|晚间|深夜|[早午晚夜晨])?"
_DATE = rf"(?:{_YEAR})?(?:(?:{_NUMERAL}月)?{_NUMERAL}日|{_NUMERAL}月){_HOUR}"
# Papers and agencies that need no date beside them to be known for what they are.
_KNOWN = (
    "本[报刊社台网站埠市港馆]|新华社|新华网|中新社|中新网|中国新闻网|中央社|中通社|人民网|人民日报|央视网?|央广网?|法新社|路透社?|美联社|合众社|"
    "共同社|塔斯社|哈瓦斯社?|德新社|俄新社|韩联社|时事社|同盟社"
)
_AGENCY = rf"(?:{_KNOWN}|[{HAN}]{{1,8}}?(?:日报|晚报|早报|晨报|时报|通讯社|新闻网|社|网|报))"
_KIND = "(?P<kind>(?:专|急|特|快|外|综合|联合|英文)?(?:电讯|讯|电|消息|通讯|通信))"
_NOT_A_WIRE = "(?![话子视台影力商器邮脑池信报讯稿息问号达车码头费源员])"
_PLACE = rf"[{HAN}·]{{2,12}}?"
_WIRES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:据|综合|转)?{_AGENCY}(?:[、/和]{_AGENCY})*(?P<place>{_PLACE})?(?P<date>{_DATE})?{_KIND}{_NOT_A_WIRE}",
        rf"(?:据|综合)?{_AGENCY}(?P<date>{_DATE})(?P<place>{_PLACE})?{_KIND}{_NOT_A_WIRE}",
    )
)
# Without a paper or an agency a dateline needs brackets, or a date and a space behind it.
_NAMELESS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<place>[{HAN}]{{2,6}}?)(?P<date>{_DATE})?(?P<kind>[专急特]?电|[专特]?讯){_NOT_A_WIRE}",
        rf"(?P<date>{_DATE})(?P<place>[{HAN}]{{2,6}}?)?(?P<kind>[专急特]?电|[专特]?讯){_NOT_A_WIRE}",
    )
)
_STARTS_KNOWN = re.compile(rf"(?:据|综合|转)?(?:{_KNOWN})")
_NOT_IN_PLACE = frozenset("的了是在记者编读采访获收致发打回复去不将从被把说电讯报简短快要喜通音资家用停供火水核充光手")
_SET_OFF = re.compile(r"[\s():,\[\]/]|$")
_LEADING = re.compile(rf"[{re.escape(BULLETS)}\s]*")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]")
_REPORT = "(?:现场|综合|摄影|图文|专题|采访|联合)?(?:报道|报导)"
_REPORTED = re.compile(rf"(?P<people>[^。！？!?;:()\[\]]{{2,60}}?){_REPORT}[:,]?")
_COLON = re.compile(r"(?P<people>[^。！？!?;:,()\[\]]{2,60}):")
# How papers of Taiwan and Hong Kong open: 〔記者某某／某地報導〕.
_REPORTED_FROM = re.compile(
    rf"(?P<people>.{{2,40}}?) ?/ ?(?P<wire>(?P<place>[{HAN}]{{2,4}}?)?(?:{_REPORT}|专电|电|讯|特稿))"
    rf"|(?P<glued>.{{4,20}})(?P<wire2>(?P<place2>[{HAN}]{{2,4}})(?:{_REPORT}|专电|电|讯))"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a report.

    Attributes:
        text: as printed, spaces closed up, names left out: 本报渡口镇2月6日讯.
        names: who reported, as printed; empty where nobody is named.
        role: 记者, or several divided by strokes.
        start, end: where the opening stands in the paragraph, names and their brackets included.
        place, date: as printed, or empty.
    """

    text: str
    names: tuple[str, ...]
    role: str
    start: int
    end: int
    place: str
    date: str


@dataclass(frozen=True, slots=True)
class _Wire:
    text: str
    place: str
    date: str
    end: int


def dateline(text: str) -> Dateline | None:
    """Return the dateline a paragraph opens with, in brackets or without, and the names that follow it."""
    head = text[:_HEAD]
    leading = _LEADING.match(head)
    start = leading.end() if leading else 0
    bracket = _BRACKETED.match(fold(head), start)
    if bracket is None:
        wire = _wire(head, start, is_whole=False)
        return _dateline(wire, start, *_people_behind(head, wire.end)) if wire else None
    inner = head[: bracket.end(1)]
    wire = _wire(inner, bracket.start(1), is_whole=True)
    if wire is None:
        return _reported_from(head, bracket)
    if not inner[wire.end :].strip():
        return _dateline(wire, start, *_people_behind(head, wire.end, bracket.end()))
    credited, end = _people_behind(inner, wire.end, is_whole=True)
    return _dateline(wire, start, credited, bracket.end()) if credited and not inner[end:].strip() else None


def _dateline(wire: _Wire, start: int, credited: tuple[Credit, ...], end: int) -> Dateline:
    names = tuple(name for credit in credited for name in credit.names)
    role = "/".join(dict.fromkeys(credit.role for credit in credited if credit.role))
    return Dateline(wire.text, names, role, start, end, wire.place, wire.date)


def _wire(head: str, start: int, *, is_whole: bool) -> _Wire | None:
    """Return 本报…讯 at `start`; one that names no paper must fill its brackets, or have a date and stand off."""
    spread = letters(head[start:])
    closed = "".join(head[start + place] for place in spread.places)
    for pattern in (*_WIRES, *_NAMELESS):
        match = pattern.match(spread.text)
        if match is None or _NOT_IN_PLACE & set(match["place"] or ""):
            continue
        end = start + spread.span(0, match.end())[1]
        stands_off = bool(_SET_OFF.match(fold(head[end : end + 1])))
        if _is_believable(match, stands_off=stands_off, is_nameless=pattern in _NAMELESS, is_whole=is_whole):
            place, date = (closed[slice(*match.span(name))] if match[name] else "" for name in ("place", "date"))
            return _Wire(closed[: match.end()], place, date, end)
    return None


def _is_believable(match: re.Match[str], *, stands_off: bool, is_nameless: bool, is_whole: bool) -> bool:
    if is_nameless:
        return stands_off and (is_whole or bool(match["date"]))
    if not _STARTS_KNOWN.match(match.string) and not match["date"]:
        return False
    return stands_off or bool(match["date"]) or match["kind"] not in ("消息", "通讯", "通信")


def _people_behind(
    head: str, wire_end: int, end: int | None = None, *, is_whole: bool = False
) -> tuple[tuple[Credit, ...], int]:
    """Return who is named behind a dateline, in brackets or in the sentence, and where that ends."""
    end = wire_end if end is None else end
    folded = fold(head)
    place = end + len(folded[end:]) - len(folded[end:].lstrip(" ,"))
    if bracket := _BRACKETED.match(folded, place):
        credited = people(head, *bracket.span(1))
        is_person = any(roles.PERSON.search(fold(credit.role)) for credit in credited)
        return (credited, bracket.end()) if is_person else ((), end)
    if roles.PERSON.match(folded, place):
        for start, stop, whole_end in _stretches(folded, place, is_whole=is_whole):
            credited = people(head, start, stop)
            if credited and min(credit.confidence for credit in credited) >= 0.75:
                return credited, whole_end
    return (), end


def _stretches(folded: str, place: int, *, is_whole: bool) -> Iterator[tuple[int, int, int]]:
    """Yield stretches that may be names: up to 报道, up to a colon, to the end of the brackets, up to a space."""
    for pattern in (_REPORTED, _COLON):
        if match := pattern.match(folded, place):
            yield (*match.span("people"), match.end())
    if is_whole:
        yield place, len(folded), len(folded)
    gaps = [gap.start() for gap in re.finditer(" ", folded[place : place + 40])]
    yield from ((place, place + gap, place + gap) for gap in reversed(gaps))


def _reported_from(head: str, bracket: re.Match[str]) -> Dateline | None:
    """Return the dateline of 〔記者某某／某地報導〕 and 【本报记者某某某地报道】."""
    start, end = bracket.span(1)
    match = _REPORTED_FROM.fullmatch(fold(head[start:end]))
    if match is None:
        return None
    stroke = match["wire"] is not None
    first, last = match.span("people" if stroke else "glued")
    credited = people(head, start + first, start + last)
    if not credited or not (stroke or credited[0].role) or not all(map(is_name, credited[0].names)):
        return None
    spans = (match.span(name if stroke else f"{name}2") for name in ("wire", "place"))
    wire, place = ("".join(head[start:end][slice(*span)].split()) if span[0] >= 0 else "" for span in spans)
    return _dateline(_Wire(wire, place, "", end), bracket.start(), credited, bracket.end())
