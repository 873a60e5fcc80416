"""One person spelt several ways in an issue: names that differ in one character and may be the same.

Takes names with their places, gives groups of spellings with their counts. It is material for a query: which spelling
is right, or whether they are two people, only an editor can say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from publisher.copydesk.credits.folding import fold
from publisher.issue.galley import Span

_SHORTEST = 3
# Characters that are misread or mistyped for each other: a shared part, or nearly the same shape.
_ROWS = """
琬琰珑琳琅瑶璐琪琦璇瑾珊玲珍珠玥玮玢珂珏珺琼瑛瑜瑞璋璞琨瑄琛琮
莹萱萍茹芳芬芸苹英茜莉莎菁菲萌蓉蕾薇蔓芝兰荣荟莲芯芮苗苑茵荷菊葛萤营
婷娟娜娇妍妮姣姗娴婉婧媛媚嫣娅婵姝娥娣婕
涛海洋江波浩涵清淑润泽滨源渊洪泓沛沁洁浦渝淳湘溪溢漫潇澜沫汶沙
林琳彬森桂梅松柏杨柳栋梁楠桐桢枫榕樱棋祺琪淇骐琦柯楷
明昊昕晨晓晖晗晟暄曦昌昱旭映晶昭时旺
炜烨煜焕灿炎炳烽煊炫烁熠
钢铁锋铭锐钧银锦鑫钰钊铮锡镇
祯桢帧贞祎祥祺福禄祝
伟玮炜纬苇韦传佳健俊杰保信仁仪佟佩
红虹洪宏弘鸿江 己已巳 未末 戊戌戍成 士土 天夭 日曰 人入 干千于
刀力 大太犬 王玉壬 申甲由 今令 候侯 博搏 辩辨瓣 绩积
雪霄雷霞霖雯 峰锋烽蜂 冬东 亮高 丽俪 建健 华桦烨晔 志智至 新欣鑫馨
晶品 玟纹汶 珺君 茂戊 阳杨扬 辉晖挥 睿瑞锐 翔祥 宁佇
凯铠 静靖净 旋璇 佳嘉家 怡贻 芹芩 兖衮 铭茗名 岳丘
"""
_ALIKE = tuple(map(frozenset, _ROWS.split()))


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way a name is printed, and where."""

    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Spellings:
    """Spellings that may be one person's, the most frequent first; `likeness` from 0 to 1."""

    spellings: tuple[Spelling, ...]
    likeness: float


def spellings(occurrences: Iterable[tuple[str, Span]]) -> list[Spellings]:
    """Return groups of names of one length that differ in a single character behind the surname.

    Names that stand in one line together are two people. The groups come in the order in which they are first met.
    """
    spans: dict[str, list[Span]] = defaultdict(list)
    for name, span in occurrences:
        if len(name) >= _SHORTEST:
            spans[name].append(span)
    leader = {name: name for name in spans}
    likeness: dict[str, float] = {}
    for one, other, alike in _pairs(spans):
        first, second = _find(leader, one), _find(leader, other)
        leader[second] = first
        likeness[first] = max(alike, likeness.get(first, 0.0), likeness.get(second, 0.0))
    groups: dict[str, list[str]] = defaultdict(list)
    for name in spans:
        groups[_find(leader, name)].append(name)
    return [_group(members, spans, likeness[head]) for head, members in groups.items() if len(members) > 1]


def _pairs(spans: dict[str, list[Span]]) -> Iterable[tuple[str, str, float]]:
    """Yield the pairs of names that differ in one character, found by what they share."""
    sharing: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name in spans:
        for index in range(1, len(name)):
            sharing[name[:index] + name[index + 1 :], index].append(name)
    for (_, index), members in sharing.items():
        for one, other in pairwise(members):
            lines = {(span.source, span.line) for span in spans[one]}
            if not any((span.source, span.line) in lines for span in spans[other]):
                yield one, other, _likeness(one, other, index)


def _likeness(one: str, other: str, index: int) -> float:
    first, second = fold(one[index]), fold(other[index])
    if first == second:
        return 0.95  # one script for the other
    base = 0.8 if any(first in row and second in row for row in _ALIKE) else 0.4
    return min(0.95, base + 0.1 * (len(one) > _SHORTEST))


def _find(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        leader[name] = leader[leader[name]]
        name = leader[name]
    return name


def _group(members: list[str], spans: dict[str, list[Span]], likeness: float) -> Spellings:
    ordered = sorted(members, key=lambda name: -len(spans[name]))
    return Spellings(tuple(Spelling(name, tuple(spans[name])) for name in ordered), likeness)
