"""Drafts of an invented page, for the tests of writing and updating: the same page, lines put in front or changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from publisher.issue.addresses import LineRange
from publisher.issue.corrections import DropReason, Role
from publisher.issue.decisions import Decided, Decision, DropDecision, EmendDecision, JoinDecision, QueryDecision
from publisher.issue.galley import Galley, Source
from publisher.issue.periodical import Periodical
from publisher.issue.plan import (
    ArticleKind,
    ArticlePlan,
    BylinePlan,
    EntryPlan,
    FieldPlan,
    IssueKind,
    IssuePlan,
    RolePlan,
    SectionPlan,
    SourceRef,
    StyleChoice,
)
from publisher.manifest.drafted import Drafted
from publisher.manifest.writer import Inherited
from publisher.problems import Place

NOWHERE = Place("")
PAGE = (
    "街市",  # 1
    "",
    "灯市重开",  # 3
    "何川",
    "",
    "正月十三，下街的灯市停了六年，又开了。",  # 6
    "最早挂出来的是一盏走马灯。",
    "",
    "扎灯的人",  # 9
    "灯是罗水生扎的。",
    "他说竹篾要泡足三天，未了才上纸。",  # 11
    "",
    "渡口复航",  # 13
    "罗水生",
    "",
    "早班船六点开，",  # 16
    "头一个上船的是卖豆腐的。",
    "",
    "3",  # 19
)
SECOND = ("桥", "", "桥修好那天下了雨。", "没有人打伞。")


def at(first: int, last: int | None = None, source: str = "main") -> LineRange:
    return LineRange(source, first, last or first)


def source_of(lines: Sequence[str], source: str = "main") -> Source:
    data = "".join(f"{line}\n" for line in lines)
    digest = hashlib.sha256(data.encode()).hexdigest()
    return Source(source, f"{source}.txt", digest, "utf-8", tuple(lines), len(lines))


def article(number: int, title: int, first: int, last: int, *decisions: Decision, **more: object) -> ArticlePlan:
    made = ArticlePlan(
        id=f"hewan-2026-01-i{number:04}",
        kind=ArticleKind.ARTICLE,
        place=NOWHERE,
        title=FieldPlan(None, (at(title),)),
        byline=BylinePlan(("何川",), "", (at(title + 1),)),
        ranges=(at(first, last),),
        decisions=decisions,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields of the plan, named by the test


def plan_of_page(
    lines: Sequence[str], contents: tuple[EntryPlan, ...], *decisions: Decision, **more: object
) -> IssuePlan:
    source = source_of(lines)
    made = IssuePlan(
        id="hewan-2026-01",
        kind=IssueKind.MAGAZINE,
        periodical=Periodical("hewan", "河湾", "zh-Hans", Path()),
        place=NOWHERE,
        manifest="",
        manifest_sha256="",
        style=StyleChoice("base"),
        number="2026年第1期",
        sources=(SourceRef("main", Path("main.txt"), "main.txt", source.sha256, NOWHERE),),
        contents=contents,
        decisions=decisions,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields of the plan, named by the test


def draft_of_page(shift: int = 0, lines: Sequence[str] = PAGE, **more: object) -> Drafted:
    """Return the draft of the page with `shift` lines put in front of it."""
    whole = (*(f"添在前面的第{number}行" for number in range(1, shift + 1)), *lines)
    by = Decided(None, "copydesk/seam", "行末无点号")
    asks = Decided(None, "copydesk/misreading", "形近")
    first = article(
        1,
        shift + 3,
        shift + 6,
        shift + 11,
        JoinDecision(at(shift + 6), at(shift + 7), by),
        QueryDecision(at(shift + 11), "未了", "末了", asks),
        roles=(RolePlan(Role.HEADING, (at(shift + 9),)),),
    )
    second = article(2, shift + 13, shift + 16, shift + 17)
    contents = (SectionPlan("hewan-2026-01-s01", "街市", NOWHERE, (at(shift + 1),), (first, second)),)
    drops = [DropDecision((at(shift + 19),), DropReason.FOLIO, Decided(None, "copydesk/folio"))]
    if shift:
        drops.append(DropDecision((at(1, shift),), DropReason.RUNNING_HEAD, Decided(None, "copydesk/running-head")))
    plan = plan_of_page(whole, contents, *drops, **more)
    notes = {first.id: ["标题下空一行。"]}
    return Drafted(plan, Galley((source_of(whole),)), notes, Inherited(IssueKind.MAGAZINE), "0.1.0")


def emend(line: int) -> EmendDecision:
    return EmendDecision(at(line), "未了", "末了")
