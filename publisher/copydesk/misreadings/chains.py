"""Dashes read as the numeral 一 in a chain of steps: 受理一分办一反馈.

Takes passages, gives findings. A chain is told from a row of numerals by its parallel links: all end in the same
character, or all are as long as each other and verbs; real dashes elsewhere in the same chain are the best witness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from publisher.copydesk.misreadings.passage import Change, Finding, Passage, Verdict, found
from publisher.issue.marks import HAN
from publisher.lexicon import Lexicon

CODE = "copydesk/misreading-dash"
_STRETCH = re.compile(rf"[{HAN}‘’]+(?:[—–][{HAN}‘’]+)*")
_DASH = re.compile(r"[—–]")
_ONE = "一"
_LONGEST_STRETCH = 80
_SHORTEST, _LONGEST = 2, 7  # characters of a link
# What follows 一 as a measure word or, in slogans, as the thing counted; what stands before it and counts along.
_MEASURES = frozenset(
    "个名位条项种张天年月日周季时点份批次件套本座间所家户口头只支部级层块片段场声句步把切些直般样旦体致定起边面线路"
    "道门台辆艘架枚颗粒根束朵棵株首幅篇页册卷集章节番遍趟回下阵代届例宗笔串排行列组队班群双对副抹缕丝股滴杯碗盘瓶袋箱"
    "車輛條項個張間條場陣隻雙對"
)
_COUNTED = re.compile(
    "中心|平台|基地|园区|体系|机制|品牌|特色|方案|清单|台账|档案|专班|办公室|"
    "站点|网格|产品|产业|主题|学院|课堂|阵地|团队|项目|目标"
)
_COUNTING = re.compile(r"[每各逐几两二三四五六七八九十百千万\d]|[周月年季旬日天]$")
_GOVERNS = re.compile(
    "(?:打造|建设|建立|构建|实行|推行|坚持|落实|做到|实现|确保|推动|开展|形成|制定|设立|组建|成立|定期|按照|完善|健全)$"
)
_CUE = re.compile(
    r"[”’」』]?的?(?:全?[链鏈]条?|闭环|閉環|流程|机制|機制|模式|步骤|环节|全过程|工作法|路径|程序|四步|三步|五步)"
)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Ideographs between two marks, cut at dashes, and the numerals that may be dashes."""

    start: int
    text: str
    dashes: tuple[int, ...]
    ones: tuple[int, ...]
    is_closed: bool

    def links(self, cuts: Sequence[int]) -> list[str]:
        """Return the links between the cuts, quotation marks taken out."""
        edges = [-1, *cuts, len(self.text)]
        return [self.text[one + 1 : two].replace("‘", "").replace("’", "") for one, two in pairwise(edges)]


def chains(passage: Passage, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield the chains of one passage that have 一 where a dash is due."""
    if _ONE not in passage.text:
        return
    for stretch in _stretches(passage.text):
        judged = _mixed(stretch, lexicon) if stretch.dashes else _plain(stretch, passage.text, lexicon)
        if judged:
            verdict, ones = judged
            changes = [Change(stretch.start + at, stretch.start + at + 1, "—") for at in ones]
            yield from found(passage, verdict, changes)


def _stretches(text: str) -> Iterator[_Stretch]:
    for match in _STRETCH.finditer(text):
        words = match[0]
        ones = tuple(at for at in range(1, len(words) - 1) if words[at] == _ONE)
        if not ones or len(words) > _LONGEST_STRETCH:
            continue
        dashes = tuple(dash.start() for dash in _DASH.finditer(words))
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        yield _Stretch(match.start(), words, dashes, ones, (before, after) == ("“", "”"))


def _mixed(stretch: _Stretch, lexicon: Lexicon) -> tuple[Verdict, tuple[int, ...]] | None:
    """Judge numerals in a chain that has dashes besides."""
    ones = tuple(at for at in stretch.ones if _stands_alone(stretch.text, at, lexicon))
    weak = tuple(at for at in stretch.ones if at not in ones)
    for chosen in (stretch.ones, ones, weak):
        if not chosen:
            continue
        links = stretch.links(sorted((*stretch.dashes, *chosen)))
        if not all(_SHORTEST <= len(link) <= 2 * _LONGEST for link in links):
            continue
        others = "、".join(stretch.links(stretch.dashes)[:3])
        evidence = f"同一串步骤别处用“—”：{others}"
        if _same_end(links):
            return Verdict(CODE, evidence, 0.95, is_sure=True), chosen
        if chosen == ones and not any(_is_counted(link, len(link)) for link in links[1:]):
            is_sure = len(stretch.dashes) > 1 and _fits(stretch, links)
            return Verdict(CODE, evidence, 0.92 if is_sure else 0.6, is_sure), chosen
    return None


def _plain(stretch: _Stretch, text: str, lexicon: Lexicon) -> tuple[Verdict, tuple[int, ...]] | None:
    """Judge a stretch without a dash in which 一 stands at least twice."""
    ones = stretch.ones
    if len(ones) < 2 or stretch.text[0] == _ONE or stretch.text[-1] == _ONE:
        return None
    links = stretch.links(ones)
    if not all(len(link) >= _SHORTEST for link in links) or not all(len(link) <= _LONGEST for link in links[1:-1]):
        return None
    if any(_COUNTING.search(link) for link in links[:-1]) or _GOVERNS.search(links[0]):
        return None
    if _same_end(links):
        return Verdict(CODE, f"各环皆以“{links[0][-1]}”字收：{'、'.join(links)}", 0.93, is_sure=True), ones
    whole = _steps(stretch, lexicon)
    if not whole:
        return None
    is_sure = len(ones) > 2 or stretch.is_closed or _is_cued(stretch, text, len(links[1]))
    evidence = f"并列的步骤，字数相同：{'、'.join(whole)}"
    return Verdict(CODE, evidence, 0.9 if is_sure else 0.6, is_sure), ones


def _steps(stretch: _Stretch, lexicon: Lexicon) -> list[str]:
    """Return the links, cut to one length, if they are steps: words of equal length, most of them verbs."""
    links = stretch.links(stretch.ones)
    size = len(links[1])
    whole = [links[0][-size:], *links[1:-1], links[-1][:size]]
    if len({len(link) for link in whole}) != 1 or any(_is_counted(link, size) for link in links[1:]):
        return []
    if not all(_stands_alone(stretch.text, at, lexicon) for at in stretch.ones):
        return []
    if not all(_is_words(link, lexicon) for link in whole):
        return []
    verbs = sum(_ends_in_verb(link, lexicon) for link in whole[1:])
    return whole if 2 * verbs >= len(whole) - 1 else []


def _is_cued(stretch: _Stretch, text: str, size: int) -> bool:
    """Say whether the chain is called a chain: its last link, or the text behind it, goes on with 闭环, 流程, 机制…"""
    last = stretch.links(stretch.ones)[-1]
    return bool(_CUE.match(last[size:]) or _CUE.match(text, stretch.start + len(stretch.text)))


def _is_counted(link: str, size: int) -> bool:
    """Say whether a link begins with a measure word or is a thing that slogans count (一中心一平台)."""
    return link[0] in _MEASURES or bool(_COUNTED.fullmatch(link[:size]))


def _fits(stretch: _Stretch, links: Sequence[str]) -> bool:
    """Say whether the links that come of a cut are about as long as those between the dashes."""
    sizes = [len(link) for link in stretch.links(stretch.dashes) if _ONE not in link]
    return bool(sizes) and all(min(sizes) - 1 <= len(link) <= max(sizes) + 1 for link in links)


def _same_end(links: Sequence[str]) -> bool:
    """Say whether three links or more, the last one among them, end in one character, which is no mere particle."""
    end = links[-1][-1:]
    return (
        len(links) > 2
        and end not in "的了着过地得"
        and all(link.endswith(end) for link in links)
        and len(set(links)) == len(links)
    )


def _stands_alone(text: str, at: int, lexicon: Lexicon) -> bool:
    """Say whether 一 at this place makes no word with its neighbours."""
    start = max(0, at - 4)
    position = start
    for word in lexicon.words(lexicon.folded(text[start : at + 5]))[1]:
        if position <= at < position + len(word):
            return len(word) == 1
        position += len(word)
    return False


def _is_words(link: str, lexicon: Lexicon) -> bool:
    """Say whether a link is made of dictionary words of two characters and more."""
    return all(len(word) > 1 for word in lexicon.words(lexicon.folded(link))[1])


def _ends_in_verb(link: str, lexicon: Lexicon) -> bool:
    return lexicon.words(lexicon.folded(link))[1][-1] in _verbs()


@cache
def _verbs() -> frozenset[str]:
    """Return the dictionary's verbs of two characters, verbal nouns included."""
    lines = resources.files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split(" ") for line in lines)
    return frozenset(word for word, _, kind in entries if len(word) == 2 and kind.startswith("v"))
