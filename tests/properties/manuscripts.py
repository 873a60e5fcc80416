"""Small random galleys and valid plans over them: takes what Hypothesis draws, gives what people might write.

Every line is claimed by somebody; decisions that contradict each other are left out. It asserts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from hypothesis import strategies as st

from publisher.copydesk import desk
from publisher.copydesk.desk import Edited
from publisher.issue.addresses import LineRange
from publisher.issue.corrections import DropReason, Role
from publisher.issue.decisions import (
    Decision,
    DropDecision,
    EmendDecision,
    JoinDecision,
    OrderDecision,
    QueryDecision,
    SplitDecision,
    StetDecision,
)
from publisher.issue.galley import Galley
from publisher.issue.plan import (
    ArticlePlan,
    BylinePlan,
    CaptionPlan,
    CoverPlan,
    EntryPlan,
    FieldPlan,
    ImprintItem,
    IssuePlan,
    RolePlan,
    SectionPlan,
)
from publisher.problems import ManifestError
from tests.unit.copydesk.manuscripts import ISSUE, PLACE, article, galley, issue

WORDS = (
    "渡口",
    "复航",
    "石阶磨得发亮",
    "灯",
    "船夫姓罗",
    "何 川",
    "63 级",
    "12 月 10 日",
    "The old",
    "ferry",
    "7.1%",
    "1,200",
)
MARKS = (
    "，",
    "。",
    "！",
    ",",
    ":",
    ";",
    "!",
    "(",
    ")",
    "（",
    "）",
    "“",
    "”",
    "—",
    "…",
    "·",
    "□",
    "〔",
    "〕",
    " ",
    "　",
    "\t",
)
FURNITURE = (
    "（下转第3页）",
    "(上接第2版)",
    "[编辑:程 晓]",
    "【责编：罗水生】",
    "(作者单位:沅南县文化馆)",
    "扫码观看视频",
    "听渡口的号子",
    "9771234567003",
    "「渡口纪事」",
    "## 渡口复航",
    "渡口复航渡口复航",
    "力 点 不 动 ， 只 围 绕 桩 脚",
    "渡船靠岸。□何川/摄",
    "国发〔2026〕5号",
    "\U00020000\u2028点",
)
FIELDS = (Role.TITLE, Role.SUBTITLE, Role.DECK, Role.DATELINE, Role.EDITOR, Role.AFFILIATION)
PARTS = (Role.HEADING, Role.SUBHEADING, Role.VERSE, Role.QUOTATION, Role.QUESTION, Role.ATTRIBUTION, Role.LIST_ITEM)

chunks = st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS), st.sampled_from(FURNITURE))
printed = st.lists(chunks, min_size=1, max_size=6).map("".join)
lines = st.one_of(printed, printed, st.sampled_from(FURNITURE), st.sampled_from(("", "", " ", "　")))
texts = st.lists(lines, min_size=1, max_size=9).map("\n".join).filter(bool)
galleys = st.lists(texts, min_size=1, max_size=3).map(lambda parts: galley(*parts))


@dataclass(frozen=True)
class Manuscript:
    """A galley and a plan that fit together."""

    galley: Galley
    plan: IssuePlan

    def edited(self) -> Edited:
        """Return what leaves the desk."""
        return desk.edit(self.plan, self.galley)


@st.composite
def manuscripts(draw: st.DrawFn, *, decided: bool = True) -> Manuscript:
    """Draw a galley and a plan in which every line is somebody's."""
    lines_of_galley = draw(galleys)
    entries: list[EntryPlan] = []
    matter: list[LineRange] = []
    for source in lines_of_galley.sources:
        border = draw(st.integers(1, len(source.lines)))
        for first, last in ((1, border), (border + 1, len(source.lines))):
            if first > last:
                continue
            if first == last and draw(st.booleans()):
                matter.append(LineRange(source.id, first, last))
            else:
                entries.append(draw(_articles(f"{ISSUE}-i{len(entries) + 1:04}", LineRange(source.id, first, last))))
    cover = CoverPlan(ranges=tuple(matter[:1]))
    imprint = tuple(ImprintItem("印张", "3", (each,)) for each in matter[1:])
    section = SectionPlan(f"{ISSUE}-s01", "渡口纪事", PLACE, entries=tuple(entries))
    plan = issue(section, cover=cover, imprint=imprint)
    if not decided:
        return Manuscript(lines_of_galley, plan)
    wanted = draw(st.lists(_decisions(lines_of_galley), max_size=4))
    return Manuscript(lines_of_galley, _without_contradictions(plan, lines_of_galley, wanted))


@st.composite
def _articles(draw: st.DrawFn, name: str, text: LineRange) -> ArticlePlan:
    """Draw an article whose text is the range, with roles for some of its lines."""
    choices = st.sampled_from((*[Role.BODY] * 8, *FIELDS, Role.BYLINE, Role.CAPTION, *PARTS))
    numbers = range(text.first, text.last + 1)
    roles = draw(st.lists(choices, min_size=len(numbers), max_size=len(numbers)))
    fields: dict[str, object] = {}
    parts: list[RolePlan] = []
    captions: list[CaptionPlan] = []
    for role, run in groupby(zip(numbers, roles, strict=True), key=lambda pair: pair[1]):
        chosen = [number for number, _ in run]
        ranges = (LineRange(text.source, chosen[0], chosen[-1]),)
        key = role.value.replace("-", "_")
        if role is Role.CAPTION:
            captions.append(CaptionPlan(ranges))
        elif role is Role.BYLINE and key not in fields:
            fields[key] = BylinePlan(("何川",), ranges=ranges)
        elif role in FIELDS and key not in fields:
            fields[key] = FieldPlan(None, ranges)
        elif role in PARTS:
            parts.append(RolePlan(role, ranges))
    return article(text, name=name, roles=tuple(parts), captions=tuple(captions), **fields)


@st.composite
def _decisions(draw: st.DrawFn, texts: Galley) -> Decision:
    """Draw any decision over any lines; whether it makes sense is found out by trying."""
    one, two = draw(_ranges(texts)), draw(_ranges(texts))
    words = draw(_words(texts, one))
    possible: tuple[Decision, ...] = (
        EmendDecision(one, words, draw(st.sampled_from(("", "渡头", "老渡口", words[:1], words + "。")))),
        EmendDecision(one, words, "渡", supplied=True),
        StetDecision(one, words),
        StetDecision(one),
        SplitDecision(one),
        SplitDecision(replace(one, start=draw(st.integers(0, 6)))),
        JoinDecision(one, two),
        OrderDecision((one, two)),
        OrderDecision((two, one)),
        DropDecision((one,), draw(st.sampled_from(DropReason))),
        DropDecision((replace(one, start=0, end=2),), DropReason.FOLIO),
        QueryDecision(one, words, "渡"),
    )
    return draw(st.sampled_from(possible))


@st.composite
def _ranges(draw: st.DrawFn, texts: Galley) -> LineRange:
    source = draw(st.sampled_from(texts.sources))
    number = draw(st.integers(1, len(source.lines)))
    return LineRange(source.id, number, number)


@st.composite
def _words(draw: st.DrawFn, texts: Galley, where: LineRange) -> str:
    text = texts.source(where.source).lines[where.first - 1]
    start = draw(st.integers(0, max(0, len(text) - 1)))
    return text[start : start + draw(st.integers(1, 5))]


def _without_contradictions(plan: IssuePlan, texts: Galley, wanted: list[Decision]) -> IssuePlan:
    """Return the plan with those decisions the desk accepts after the ones before them."""
    for decision in wanted:
        more = replace(plan, decisions=(*plan.decisions, decision))
        try:
            desk.edit(more, texts)
        except ManifestError:
            continue
        plan = more
    return plan
