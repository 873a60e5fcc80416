"""A piece of a page becomes an ArticlePlan: its fields, its text in reading order, its captions, its joins.

Takes a PageReading and one piece, gives the plan. It reads no line that the piece does not own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from publisher.copydesk.classing.kinds import Kind
from publisher.copydesk.credits import forms
from publisher.copydesk.drafting.ranges import ranges_of
from publisher.copydesk.drafting.reading import PageReading
from publisher.copydesk.drafting.signing import signed
from publisher.copydesk.flow import Piece
from publisher.copydesk.labels import is_label
from publisher.copydesk.seams import NEXT
from publisher.issue.addresses import LineRange
from publisher.issue.corrections import Role
from publisher.issue.decisions import Decided, JoinDecision
from publisher.issue.plan import ArticleKind, ArticlePlan, CaptionPlan, FieldPlan, RolePlan
from publisher.problems import Place

_ROLES = {Kind.HEADING: Role.HEADING, Kind.ATTRIBUTION: Role.ATTRIBUTION, Kind.VERSE: Role.VERSE}
_ENUMERATED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]")
_IN_FLOW = frozenset({Kind.BODY, Kind.HEADING, Kind.ATTRIBUTION, Kind.VERSE, Kind.CAPTION, Kind.CREDIT})


@dataclass(frozen=True, slots=True)
class Entry:
    """What the printed contents page says of an article: its page, and the sections it stands under."""

    page: str
    section: tuple[str, ...]


def article_of(page: PageReading, piece: Piece, name: str, place: Place, entry: Entry | None) -> ArticlePlan:
    """Return the plan of one article; `entry` is what the printed contents page says of it."""
    head = page.heads[piece.head].units if piece.head is not None else []
    flow = [unit for unit in piece.units if page.kind(unit) in _IN_FLOW]
    tail = [unit for unit in piece.units if page.kind(unit) not in _IN_FLOW]
    byline, dateline = signed(page, head, flow)
    kicker, title = _headline(page, head)
    is_picture = bool(flow) and all(page.kind(unit) in (Kind.CAPTION, Kind.CREDIT) for unit in flow)
    return ArticlePlan(
        id=name,
        kind=ArticleKind.PHOTOS if is_picture else ArticleKind.ARTICLE,
        place=place,
        title=_field(page, title),
        kicker=_field(page, kicker),
        subtitle=_field(page, _of(page, head, Kind.SUBTITLE)),
        deck=_field(page, _of(page, head, Kind.DECK)),
        byline=byline,
        dateline=dateline,
        affiliation=_field(page, [*_of(page, head, Kind.AFFILIATION), *_unlabelled(page, tail, Kind.AFFILIATION)]),
        editor=_field(page, _unlabelled(page, tail, Kind.EDITOR)[-1:]),
        source_note=_field(page, _of(page, tail, Kind.SOURCE_NOTE)),
        page=entry.page if entry else "",
        in_contents=bool(title) or not is_picture,
        ranges=() if is_picture else _text(page, [*flow, *_labelled(page, tail)]),
        roles=tuple(_roles(page, flow)),
        captions=tuple(_captions(page, flow)),
        decisions=tuple(_joins(page, flow)),
    )


def _of(page: PageReading, units: Sequence[int], kind: Kind) -> list[int]:
    return [unit for unit in units if page.kind(unit) is kind]


def _field(page: PageReading, units: Sequence[int]) -> FieldPlan | None:
    return FieldPlan(None, ranges_of(units, page.units)) if units else None


def _headline(page: PageReading, head: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return kicker and title: of two full titles over one text the first is its kicker, unless both are one title."""
    banners = _of(page, head, Kind.SECTION)[1:]
    kicker, title = sorted([*banners, *_of(page, head, Kind.KICKER)]), _of(page, head, Kind.TITLE)
    listed = page.matching is not None and any(len(match.spans) > 1 for match in page.matching.matches)
    if len(title) > 1 and not kicker and not listed and not _is_square(page.text(title[0])):
        return title[:-1], title[-1:]
    return kicker, title


def _is_square(text: str) -> bool:
    bare = "".join(text.split())
    return len(bare) >= 8 and bare == bare[: len(bare) // 2] * 2


def _labelled(page: PageReading, tail: Sequence[int]) -> list[int]:
    """Return the tags that name what they are: they stay in the text, where the rule for them acts."""
    tags = [(Kind.EDITOR, Role.EDITOR), (Kind.AFFILIATION, Role.AFFILIATION)]
    return [
        unit for unit in tail if any(page.kind(unit) is kind and is_tag(role, page.text(unit)) for kind, role in tags)
    ]


def _unlabelled(page: PageReading, tail: Sequence[int], kind: Kind) -> list[int]:
    labelled = _labelled(page, tail)
    return [unit for unit in _of(page, tail, kind) if unit not in labelled]


def is_tag(role: Role, text: str) -> bool:
    """Say whether a line is a tag of this role, alone or with an editor's tag glued to its end."""
    tag = forms.editor_tag(text)
    return is_label(role, text) or (tag is not None and tag.start > 0 and is_label(role, text[: tag.start]))


def _text(page: PageReading, flow: Sequence[int]) -> tuple[LineRange, ...]:
    """Return the ranges of the text; pictures, notes and furniture of the article may stand inside them."""
    captions = [unit for unit in flow if page.kind(unit) in (Kind.CAPTION, Kind.CREDIT)]
    body = [unit for unit in flow if unit not in captions]
    inside = [unit for unit in captions if body and min(body) < unit < max(body)]
    chosen = [unit for unit in flow if unit not in captions or unit in inside]
    return ranges_of(chosen, page.units, page.furniture)


def _roles(page: PageReading, flow: Sequence[int]) -> Iterator[RolePlan]:
    """Yield what is not plain text; headings with nothing between them are one heading on several lines."""
    for kind, role in _ROLES.items():
        units = _of(page, flow, kind)
        if not units:
            continue
        runs: list[list[int]] = []
        for unit in units:
            if runs and kind is Kind.HEADING and runs[-1][-1] + 1 == unit and not _ENUMERATED.match(page.text(unit)):
                runs[-1].append(unit)
            else:
                runs.append([unit])
        singly = tuple(each for run in runs for each in ranges_of(run, page.units))
        yield RolePlan(role, ranges_of(units, page.units) if kind is Kind.VERSE else singly)


def _captions(page: PageReading, flow: Sequence[int]) -> Iterator[CaptionPlan]:
    """Yield one caption a picture: lines up to its credit, or up to a line with a number of its own."""
    waiting: list[int] = []
    for unit in flow:
        kind = page.kind(unit)
        if kind is Kind.CAPTION:
            if waiting and (page.units[unit].text[:1] in "①②③④⑤⑥⑦⑧⑨⑩" or waiting[-1] + 1 != unit):
                yield CaptionPlan(ranges_of(waiting, page.units))
                waiting = []
            waiting.append(unit)
        elif kind is Kind.CREDIT:
            yield CaptionPlan(ranges_of(waiting, page.units), ranges_of([unit], page.units))
            waiting = []
    if waiting:
        yield CaptionPlan(ranges_of(waiting, page.units))


def _joins(page: PageReading, flow: Sequence[int]) -> Iterator[JoinDecision]:
    """Yield the joins that were decided by evidence beyond their standing next to each other."""
    following = dict(pairwise(_of(page, flow, Kind.BODY)))
    for seam in page.seams:
        if following.get(seam.left) == seam.right and NEXT not in seam.evidence:
            left, right = page.units[seam.left].last, page.units[seam.right].first
            halves = LineRange(left.source, left.line, left.line), LineRange(right.source, right.line, right.line)
            why = f"{'；'.join(seam.evidence)} ({seam.confidence:.2f})"
            yield JoinDecision(*halves, Decided(None, "copydesk/seam", why))
