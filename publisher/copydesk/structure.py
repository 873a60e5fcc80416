"""Lines to articles: folds the edited copy and the plan into an Issue's contents.

Takes the copy, the plan and the blocks of Markdown articles, gives nodes of an issue. It is a pure reading of the
copy: it changes no character and decides nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from publisher.copydesk.addresses import contains
from publisher.copydesk.labels import content
from publisher.issue.article import Article
from publisher.issue.blocks import Attribution, Block, Exchange, Figure, Heading, Note, Paragraph, Quotation, Verse
from publisher.issue.copy import Copy, Key, Slip
from publisher.issue.corrections import METADATA_ROLES, Role
from publisher.issue.credits import Byline, Field
from publisher.issue.galley import Span
from publisher.issue.inlines import Gap, Inline, Supplied, Text
from publisher.issue.issue import Advertisement, Node, Section, Sheet
from publisher.issue.plan import (
    AdvertisementPlan,
    ArticleKind,
    ArticlePlan,
    BylinePlan,
    CaptionPlan,
    EntryPlan,
    FieldPlan,
    SectionPlan,
    SheetPlan,
)

Marked = Mapping[str, tuple[tuple[Block, ...], tuple[Note, ...]]]
_HEADING_LEVELS = {Role.HEADING: 1, Role.SUBHEADING: 2}
_LONGEST_SPEAKER = 4  # characters
_MARKED = re.compile(r"〔(?P<inner>[^〔〕]*)〕|(?P<gap>□+)")
_YEAR = re.compile(r"\d{4}")  # 国发〔2026〕5号: brackets of a document's number, not of an editor


@dataclass(frozen=True, slots=True)
class Chain:
    """Slips that make one paragraph, heading or field together, in reading order.

    Attributes:
        changed: for each character of the text, whether a correction made it.
    """

    role: Role
    slips: tuple[Slip, ...]
    text: str
    changed: tuple[bool, ...]

    @property
    def origin(self) -> tuple[Span, ...]:
        """The spans of the slips."""
        return tuple(slip.span for slip in self.slips)


def compose(copy: Copy, entries: tuple[EntryPlan, ...], marked: Marked) -> tuple[Node, ...]:
    """Return the contents of an issue, in the order of the plan."""
    chains = _chains(copy)
    return tuple(_node(entry, chains, marked) for entry in entries)


def _node(entry: EntryPlan, chains: Mapping[str, list[Chain]], marked: Marked) -> Node:
    match entry:
        case SectionPlan():
            return Section(entry.id, entry.label, tuple(_node(each, chains, marked) for each in entry.entries))
        case SheetPlan():
            nodes = tuple(_node(each, chains, marked) for each in entry.entries)
            return Sheet(entry.id, entry.number, entry.name, entry.editors, entry.proofreaders, nodes)
        case AdvertisementPlan():
            return Advertisement(entry.id, entry.title, _advertisement(entry, chains) if entry.kept else None)
        case ArticlePlan():
            return _article(entry, chains[entry.id], *marked.get(entry.id, ((), ())))


def _chains(copy: Copy) -> Mapping[str, list[Chain]]:
    """Return the chains of every owner, each standing where its first slip stands."""
    order: dict[str, list[Key]] = defaultdict(list)
    members: dict[Key, list[Slip]] = {}
    head: dict[Key, Key] = {}
    for slip in copy.slips:
        if not slip.owner:
            continue
        first = head.get(slip.joined_to) if slip.joined_to else None
        if first is None:
            order[slip.owner].append(slip.key)
            members[slip.key] = [slip]
            head[slip.key] = slip.key
        else:
            members[first].append(slip)
            head[slip.key] = first
    chains: dict[str, list[Chain]] = defaultdict(list)
    for owner, keys in order.items():
        for key in keys:
            readings = [copy.reading(slip) for slip in members[key]]
            text = "".join(reading.text for reading in readings)
            marked = any("〔" in reading.text for reading in readings)
            changed = tuple(flag for reading in readings for flag in reading.changed) if marked else ()
            chains[owner].append(Chain(members[key][0].role, tuple(members[key]), text, changed))
    return chains


def _article(plan: ArticlePlan, chains: list[Chain], blocks: tuple[Block, ...], notes: tuple[Note, ...]) -> Article:
    found = {role: [chain for chain in chains if chain.role is role] for role in METADATA_ROLES}
    flow = [chain for chain in chains if chain.role not in METADATA_ROLES and chain.text]
    return Article(
        id=plan.id,
        kind=plan.kind,
        title=_field(plan.title, Role.TITLE, found),
        kicker=_field(plan.kicker, Role.KICKER, found),
        subtitle=_field(plan.subtitle, Role.SUBTITLE, found),
        deck=_field(plan.deck, Role.DECK, found),
        byline=_byline(plan.byline, found[Role.BYLINE]),
        dateline=_field(plan.dateline, Role.DATELINE, found),
        affiliation=_field(plan.affiliation, Role.AFFILIATION, found),
        editor=_field(plan.editor, Role.EDITOR, found),
        source_note=_field(plan.source_note, Role.SOURCE_NOTE, found),
        page=plan.page,
        rights=plan.rights,
        lang=plan.lang,
        in_contents=plan.in_contents,
        line_breaks=tuple(head.lines for head in plan.line_breaks),
        writing_mode=plan.writing_mode,
        qr_codes=plan.qr_codes,
        design=plan.design,
        blocks=blocks or tuple(_Flow(plan, flow).blocks()),
        notes=notes,
    )


def _advertisement(plan: AdvertisementPlan, chains: Mapping[str, list[Chain]]) -> Article:
    title = FieldPlan(plan.title) if plan.title else None
    captions = (CaptionPlan(picture=plan.picture, alt=plan.alt),) if plan.picture else ()
    article = ArticlePlan(plan.id, ArticleKind.NOTICE, plan.place, title=title, captions=captions, in_contents=False)
    return _article(article, chains[plan.id], (), ())


def _field(plan: FieldPlan | None, role: Role, found: Mapping[Role, list[Chain]]) -> Field | None:
    """Return the field as the copy reads it, or as the editor gave it; a rule's tag serves where none is planned."""
    chains = found[role]
    if plan is not None and (plan.inline or not plan.ranges):
        return Field(plan.text or "", (), plan.inline)
    parts = [chain.text[slice(*content(role, chain.text))] for chain in chains]
    if not any(parts):
        return None
    return Field(" ".join(parts), tuple(span for chain in chains for span in chain.origin))


def _byline(plan: BylinePlan | None, chains: list[Chain]) -> Byline | None:
    if plan is None:
        return None
    return Byline(plan.names, plan.role, tuple(span for chain in chains for span in chain.origin), plan.inline)


@dataclass
class _Flow:
    """Turns the chains of one article into blocks with ids, in reading order."""

    plan: ArticlePlan
    chains: list[Chain]
    count: int = 0
    done: set[int] = field(default_factory=set)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks; a figure stands where its caption begins, one without a caption behind the text."""
        index = 0
        while index < len(self.chains):
            chain = self.chains[index]
            run = self._run(index) if chain.role in (Role.VERSE, Role.QUOTATION) else [chain]
            index += len(run)
            if chain.role in (Role.CAPTION, Role.CREDIT):
                yield from self._figure(chain)
            else:
                yield self._block(chain, run)
        for number, caption in enumerate(self.plan.captions):
            if number not in self.done and (caption.picture or caption.credit):
                yield self._picture(number, caption, [], [])

    def _run(self, index: int) -> list[Chain]:
        """Return the chains of one role that follow each other from `index` on."""
        end = index
        while end < len(self.chains) and self.chains[end].role is self.chains[index].role:
            end += 1
        return self.chains[index:end]

    def _id(self) -> str:
        self.count += 1
        return f"{self.plan.id}-b{self.count:04}"

    def _block(self, chain: Chain, run: list[Chain]) -> Block:
        name = self._id()
        match chain.role:
            case Role.HEADING | Role.SUBHEADING:
                return Heading(name, _HEADING_LEVELS[chain.role], _inlines(chain), chain.origin)
            case Role.ATTRIBUTION:
                return Attribution(name, _inlines(chain), chain.origin)
            case Role.VERSE:
                return Verse(name, _stanzas(run), tuple(span for each in run for span in each.origin))
            case Role.QUOTATION:
                inner = tuple(Paragraph(self._id(), _inlines(each), each.origin) for each in run)
                return Quotation(name, inner, tuple(span for each in run for span in each.origin))
            case Role.QUESTION:
                speaker, colon, rest = chain.text.partition("：")
                if not speaker or not colon or len(speaker) > _LONGEST_SPEAKER:
                    speaker, rest = "", chain.text
                words = _inlines(chain, len(chain.text) - len(rest))
                return Exchange(name, is_question=True, speaker=speaker, inlines=words, origin=chain.origin)
            case _:
                return Paragraph(name, _inlines(chain), chain.origin)

    def _figure(self, chain: Chain) -> Iterator[Block]:
        number = _caption_of(self.plan, chain.slips[0].span)
        if number is None or number in self.done:
            return
        mine = [each for each in self.chains if _caption_of(self.plan, each.slips[0].span) == number]
        captions = [each for each in mine if each.role is Role.CAPTION]
        credited = [each for each in mine if each.role is Role.CREDIT]
        yield self._picture(number, self.plan.captions[number], captions, credited)

    def _picture(self, number: int, plan: CaptionPlan, captions: list[Chain], credited: list[Chain]) -> Figure:
        self.done.add(number)
        credit = plan.credit if plan.credit is not None else "".join(chain.text for chain in credited)
        return Figure(
            self._id(),
            plan.picture,
            plan.alt,
            tuple(_inlines(chain) for chain in captions),
            credit,
            tuple(span for chain in (*captions, *credited) for span in chain.origin),
            plan.decorative,
        )


def _caption_of(plan: ArticlePlan, span: Span) -> int | None:
    """Return which caption of the article a span belongs to."""
    for number, caption in enumerate(plan.captions):
        if contains((*caption.ranges, *caption.credit_ranges), span):
            return number
    return None


def _stanzas(run: list[Chain]) -> tuple[tuple[tuple[Inline, ...], ...], ...]:
    """Return lines of verse by stanza: a blank line between two lines of the source begins a new one."""
    stanzas: list[list[tuple[Inline, ...]]] = []
    last: Span | None = None
    for chain in run:
        span = chain.slips[0].span
        if last is None or span.source != last.source or span.line > last.line + 1:
            stanzas.append([])
        stanzas[-1].append(_inlines(chain))
        last = chain.slips[-1].span
    return tuple(tuple(stanza) for stanza in stanzas)


def _inlines(chain: Chain, start: int = 0) -> tuple[Inline, ...]:
    """Return the text from `start` as inlines: words the editor supplied 〔so〕 and lost characters □ are marked."""
    inlines: list[Inline] = []
    at = start
    for match in _MARKED.finditer(chain.text, start):
        is_gap = match["gap"] is not None
        if match.start() == start if is_gap else not _is_supplied(chain, match.start(), match.end() - 1):
            continue
        inlines += [Text(chain.text[at : match.start()])] * (match.start() > at)
        inlines.append(Gap(len(match["gap"])) if is_gap else Supplied(match["inner"]))
        at = match.end()
    inlines += [Text(chain.text[at:])] * (at < len(chain.text))
    return tuple(inlines)


def _is_supplied(chain: Chain, opening: int, closing: int) -> bool:
    """Say whether brackets 〔〕 are the editor's; a source has some of its own."""
    inner = chain.text[opening + 1 : closing]
    return chain.text[opening] == "〔" and chain.changed[opening] and not _YEAR.fullmatch(inner)
