"""Fixed formulas of public language, where a single wrong character is grave and a silent change graver.

Takes passages, gives queries and nothing else. A formula is recognised by one of its halves; what stands where the
other half is due is asked about if it is one character off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.copydesk.misreadings.passage import Change, Finding, Passage, Verdict, found
from publisher.lexicon import Lexicon

CODE = "copydesk/misreading-formula"
# Long enough for a half to be no other phrase; variants that are current beside them stand in the table as well.
_FORMULAS = (
    "习近平新时代中国特色社会主义思想",
    "铸牢中华民族共同体意识",
    "中国特色社会主义制度",
    "社会主义核心价值观",
    "坚持和加强党的全面领导",
    "坚持以人民为中心的发展思想",
    "全心全意为人民服务",
    "国家治理体系和治理能力现代化",
    "实现中华民族伟大复兴",
    "以中国式现代化全面推进",
    "把握新发展阶段",
    "贯彻新发展理念",
    "构建新发展格局",
    "全国各族人民大团结万岁",
    "中国人民政治协商会议",
    "全国人民代表大会常务委员会",
    "中国共产党中央委员会",
)
_LEADERS = "毛泽东|邓小平|江泽民|胡锦涛|习近平"
_AT_THE_CORE = re.compile(rf"以(?:{_LEADERS})(?P<style>[^，。；、：！？“”\s]{{0,8}}?)为(?:核心|总书记)(?=的)")
_STYLE = "同志"
_PLAIN = frozenset("的了和与及在并、")  # one of these more or less is grammar


def formulas(passage: Passage, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield a query for every formula of one passage that is a character off."""
    text = lexicon.folded(passage.text)
    for match in _AT_THE_CORE.finditer(text):
        if match["style"] != _STYLE:
            end = match.start("style") - match.start()
            verdict = Verdict(CODE, f"固定提法：“{match[0][:end]}{_STYLE}{match[0][end + len(match['style']) :]}”", 0.8)
            yield from found(passage, verdict, [Change(match.start("style"), match.end("style"), _STYLE)])
    for formula in _FORMULAS:
        middle = len(formula) // 2
        head, tail = formula[:middle], formula[middle:]
        for at in _places(text, head):
            yield from _deviation(passage, formula, at + middle, text[at + middle :][: len(tail) + 1], tail)
        for at in _places(text, tail):
            start = max(0, at - len(head) - 1)
            yield from _deviation(passage, formula, at, text[start:at][::-1], head[::-1], backwards=True)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _deviation(
    passage: Passage, formula: str, edge: int, printed: str, due: str, *, backwards: bool = False
) -> Iterator[Finding]:
    """Yield the query for the half of a formula that begins or ends at an edge, if it is one character off."""
    same = next((index for index, pair in enumerate(zip(printed, due, strict=False)) if pair[0] != pair[1]), None)
    if same is None:
        return
    for taken, put in ((1, due[same]), (0, due[same]), (1, "")):  # another character, one lost, one too many
        rest = due[same + len(put) :]
        if not rest or printed[same + taken :][: len(rest)] != rest:
            continue
        if not _PLAIN & {put, printed[same : same + taken]}:
            at = edge - same - taken if backwards else edge + same
            yield from found(passage, Verdict(CODE, f"固定提法：“{formula}”", 0.8), [Change(at, at + taken, put)])
        return
