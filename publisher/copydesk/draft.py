"""A galley nobody has described becomes a plan: what `reissue import` writes, and an editor confirms.

Takes a galley and what the issue is called, gives an IssuePlan with every line claimed, notes for the editor, and
queries as decisions. It changes no text; building from the plan does, with the same rules as ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from publisher.copydesk import misreadings
from publisher.copydesk.classing.kinds import FURNITURE, Kind
from publisher.copydesk.credits import forms
from publisher.copydesk.drafting.articles import Entry, article_of
from publisher.copydesk.drafting.doubts import with_doubts
from publisher.copydesk.drafting.issue_facts import TITLE, facts_of, imprint_of
from publisher.copydesk.drafting.losses import with_losses
from publisher.copydesk.drafting.ranges import ranges_of
from publisher.copydesk.drafting.reading import PageReading, read_issue
from publisher.copydesk.drafting.settle import settled
from publisher.copydesk.drafting.sweep import swept
from publisher.issue.decisions import Decided, DropDecision
from publisher.issue.galley import Galley
from publisher.issue.periodical import Periodical
from publisher.issue.plan import (
    ArticlePlan,
    CoverPlan,
    EntryPlan,
    FieldPlan,
    IssueKind,
    IssuePlan,
    SectionPlan,
    StyleChoice,
)
from publisher.problems import Place


@dataclass(frozen=True, slots=True)
class Identity:
    """What the person who imports says of the issue."""

    issue_id: str
    periodical: Periodical
    manifest: str
    place: Place


@dataclass(frozen=True)
class Draft:
    """A plan, and what its entries want to tell the editor: entry id → remarks, in Chinese."""

    plan: IssuePlan
    notes: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""


# What decisions and queries of a draft are filed under, beside the rules that a build runs anyway.
CODES = (
    "copydesk/seam",
    "copydesk/stray-line",
    "copydesk/contents-entry",
    "copydesk/folio",
    "copydesk/lost-text",
    "copydesk/picture",
    *misreadings.CODES,
)

Found = tuple[ArticlePlan, Entry | None, int | None]


def draft(galley: Galley, identity: Identity) -> Draft:
    """Return the draft of an issue."""
    page = read_issue(galley)
    facts = facts_of(page)
    articles = _with_shared_notes(page, list(_articles(page, identity)))
    plan = IssuePlan(
        id=identity.issue_id,
        kind=facts.kind,
        periodical=identity.periodical,
        place=identity.place,
        manifest=identity.manifest,
        manifest_sha256="",
        style=StyleChoice("newspaper" if facts.kind is IssueKind.NEWSPAPER else "base"),
        number=facts.number,
        running_number=facts.running_number,
        date=facts.date,
        unknown=tuple(each for each in facts.unknown if each != TITLE or "title" in identity.periodical.supplied),
        contents=tuple(_sectioned(page, articles, identity)),
        cover=CoverPlan(ranges=ranges_of(_units(page, Kind.COVER), page.units)),
        imprint=imprint_of(page),
        decisions=tuple(_drops(page)),
    )
    plan, copy = settled(swept(plan, galley, page), galley, page)
    plan = with_doubts(with_losses(plan, page), galley, page, copy)
    return Draft(plan, _notes(articles), facts.title)


def _articles(page: PageReading, identity: Identity) -> Iterator[Found]:
    """Yield every article with what the contents page says of it and the unit of its own banner."""
    entries = _entries(page)
    for number, piece in enumerate(page.pieces, 1):
        head = page.heads[piece.head].units if piece.head is not None else []
        entry = next((entries[unit] for unit in head if unit in entries), None)
        name = f"{identity.issue_id}-i{number:04}"
        banner = next((unit for unit in head if page.kind(unit) is Kind.SECTION), None)
        yield article_of(page, piece, name, identity.place, entry), entry, banner


def _with_shared_notes(page: PageReading, articles: list[Found]) -> list[Found]:
    """Return the articles, a note on several of them (均摘自…) given to the one printed before it as well."""
    shared = list(articles)
    for piece in page.pieces:
        notes = [unit for unit in piece.units if page.kind(unit) is Kind.SOURCE_NOTE and "均" in page.text(unit)[:4]]
        for note in notes:
            others = [other for other in page.pieces if other is not piece and other.units and max(other.units) < note]
            nearest = max(others, key=lambda other: max(other.units), default=None)
            if nearest is None:
                continue
            at = page.pieces.index(nearest)
            article, entry, banner = shared[at]
            tags = [unit for unit in piece.units if page.kind(unit) is Kind.EDITOR]
            editor = forms.editor_tag(page.text(tags[-1])) if tags else None
            if article.editor is None and article.source_note is None:
                named = FieldPlan(" ".join(editor.names)) if editor else None
                shared[at] = replace(article, source_note=FieldPlan(page.text(note)), editor=named), entry, banner
    return shared


def _entries(page: PageReading) -> dict[int, Entry]:
    """Return what the contents page says of headline units; a collective entry speaks of all headlines in its gap."""
    if page.matching is None:
        return {}
    at = {(span.source, span.line): unit.index for unit in page.units for span in unit.spans}
    found = {
        at[span.source, span.line]: Entry(match.entry.page, _path(match.entry.section, match.label))
        for match in page.matching.matches
        for span in match.spans
    }
    for missing in page.matching.missing:
        first = at[missing.after.source, missing.after.line] if missing.after else -1
        last = at[missing.before.source, missing.before.line] if missing.before else len(page.units)
        for head in page.heads:
            if first < head.units[0] and head.units[-1] < last and not found.keys() & set(head.units):
                found[head.units[0]] = Entry(missing.entry.page, missing.entry.section)
    return found


def _path(section: tuple[str, ...], label: str) -> tuple[str, ...]:
    return (*section, label) if label and label not in section else section


def _sectioned(page: PageReading, articles: list[Found], identity: Identity) -> Iterator[EntryPlan]:
    """Yield the articles under their sections: the contents page's where it names one, else the banner above them."""
    tree: list[tuple[tuple[str, ...], tuple[int, ...], list[ArticlePlan]]] = []
    for article, entry, banner in articles:
        path = entry.section if entry else ()
        if not path and banner is not None:
            path = (page.text(banner),)
        banners = (banner,) if banner is not None else ()
        if tree and tree[-1][0] == path and not banners:
            tree[-1][2].append(article)
        else:
            tree.append((path, banners, [article]))
    yield from _nested(page, tree, 0, f"{identity.issue_id}-s", identity.place)


def _nested(
    page: PageReading,
    tree: list[tuple[tuple[str, ...], tuple[int, ...], list[ArticlePlan]]],
    depth: int,
    prefix: str,
    place: Place,
) -> Iterator[EntryPlan]:
    index = count = 0
    while index < len(tree):
        path, banners, articles = tree[index]
        if len(path) <= depth:
            yield from articles
            index += 1
            continue
        end = index + 1
        while end < len(tree) and tree[end][0][: depth + 1] == path[: depth + 1] and not (tree[end][1] and banners):
            end += 1
        count += 1
        name = f"{prefix}{count:02}"
        group = tree[index:end]
        spans = ranges_of([unit for _, units, _ in group for unit in units], page.units)
        yield SectionPlan(name, path[depth], place, spans, tuple(_nested(page, group, depth + 1, f"{name}-", place)))
        index = end


def _drops(page: PageReading) -> Iterator[DropDecision]:
    """Yield what is not printed, a decision a reason."""
    for kind, reason in FURNITURE.items():
        units = _units(page, kind)
        if units:
            yield DropDecision(ranges_of(units, page.units), reason, Decided(None, f"copydesk/{reason.value}"))


def _units(page: PageReading, kind: Kind) -> list[int]:
    return [unit.index for unit in page.units if page.kind(unit.index) is kind]


def _notes(articles: list[Found]) -> dict[str, list[str]]:
    notes: dict[str, list[str]] = {}
    for article, _, _ in articles:
        if article.title is None and article.in_contents:
            notes[article.id] = ["原题缺。"]
    return notes
