"""Source and edition put beside each other: slips and blocks become columns of rows.

Takes the copy, its marks and the issue, gives the columns of a collation in the order of the edition. It counts nothing
and explains nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from publisher.issue.article import Article
from publisher.issue.blocks import Attribution, Block, Exchange, Paragraph, Table, Verse, text_of, walk
from publisher.issue.copy import Copy, Key, Slip, key_of
from publisher.issue.galley import Span
from publisher.issue.issue import Advertisement, Issue, Node, Section, Sheet
from publisher.proof.parallel import Column, Passage, Row
from publisher.proof.pieces import Marks

Place = tuple[int, int, int]
COVER, IMPRINT, DROPS = "cover", "imprint", "drops"
_HEAD = ("kicker", "title", "subtitle", "deck", "dateline")
_OPENING = 16  # characters that name a piece without a title
_TAIL = ("affiliation", "editor", "source_note")


@dataclass(frozen=True, slots=True)
class Printed:
    """Something the edition prints: what it is, what it reads, and the spans it was set from."""

    id: str
    kind: str
    text: str
    spans: tuple[Span, ...] = ()
    is_paragraph: bool = False


def columns_of(copy: Copy, marks: Marks, issue: Issue, scans: Mapping[str, tuple[str, ...]]) -> tuple[Column, ...]:
    """Return every column that has a line or a passage; `scans` names pictures of pages by article or sheet id."""
    return tuple(column for column in _Columns(copy, marks, issue, scans).columns() if column.rows)


@dataclass
class _Columns:
    """The columns of one issue in the making."""

    copy: Copy
    marks: Marks
    issue: Issue
    scans: Mapping[str, tuple[str, ...]]
    slips: dict[Key, Slip] = field(init=False)
    homes: Mapping[str, list[Slip]] = field(init=False)

    def __post_init__(self) -> None:
        self.slips = {slip.key: slip for slip in self.copy.slips}
        self._order = {source.id: number for number, source in enumerate(self.copy.galley.sources)}
        self.homes = self._homes()

    def columns(self) -> Iterator[Column]:
        cover = (
            [Printed(f"{self.issue.id}-cover", "credit", self.issue.cover.credit)] if self.issue.cover.credit else []
        )
        yield Column(COVER, COVER, "", self._rows(COVER, cover))
        for node in self.issue.contents:
            yield from self._node(node, (), ())
        yield Column(IMPRINT, IMPRINT, "", self._rows(IMPRINT, self._imprint()))
        yield Column(DROPS, DROPS, "", self._rows(DROPS, []))

    def _node(self, node: Node, path: tuple[str, ...], scans: tuple[str, ...]) -> Iterator[Column]:
        scans = self.scans.get(node.id, scans)
        match node:
            case Section() | Sheet():
                kind, label = ("section", node.label) if isinstance(node, Section) else ("sheet", _name(node))
                banner = [Printed(node.id, kind, label)] if node.id in self.homes else []
                yield Column(node.id, kind, label, self._rows(node.id, banner), path, scans=scans)
                for inner in node.nodes:
                    yield from self._node(inner, (*path, label), scans)
            case Advertisement(id=name, title=title, article=article):
                rows = self._rows(name, list(printed_of(article)) if article else [])
                yield Column(name, "advertisement", title, rows, path, scans=scans)
            case Article():
                printed = list(printed_of(node))
                title = node.heading_text() or f"〔{next((each.text[:_OPENING] for each in printed), '')}〕"
                yield Column(node.id, "article", title, self._rows(node.id, printed), path, node.page, scans)

    def _imprint(self) -> list[Printed]:
        printed = []
        for number, item in enumerate(self.issue.imprint, 1):
            inside = [
                slip.span
                for slip in self.homes.get(IMPRINT, ())
                if any(each.source == slip.span.source and each.first <= slip.span.line <= each.last
                       for each in item.ranges)
            ]  # fmt: skip
            text = f"{item.label}：{item.value}"
            printed.append(Printed(f"{self.issue.id}-imprint{number:02}", "imprint", text, tuple(inside)))
        return printed

    def _rows(self, home: str, printed: list[Printed]) -> tuple[Row, ...]:
        """Return the rows of a column: what is printed beside its lines, then the other lines where they stood."""
        loose = {slip.key: slip for slip in self.homes.get(home, ())}
        rows: list[list[Slip]] = []
        for each in printed:
            keys = [key_of(span) for span in each.spans]
            mine = [slip for key in keys if (slip := loose.pop(key, None))]
            rows.append(sorted(mine, key=self._place))
        before = self._settle(rows, sorted(loose.values(), key=self._place))
        finished = [self._row(before[-1])] if before.get(-1) else []
        for number, each in enumerate(printed):
            set_from = [self.slips[key_of(span)] for span in each.spans if key_of(span) in self.slips]
            pieces = self.marks.edition(set_from, each.text)
            finished.append(self._row(rows[number], Passage(each.id, each.kind, pieces, each.is_paragraph)))
            if before.get(number):
                finished.append(self._row(before[number]))
        return tuple(finished)

    def _settle(self, rows: list[list[Slip]], loose: list[Slip]) -> dict[int, list[Slip]]:
        """Put lines that became nothing between the lines they stood between; return the others by the row before."""
        placed = sorted((self._place(slip), number) for number, row in enumerate(rows) for slip in row)
        places = [place for place, _ in placed]
        behind: dict[int, list[Slip]] = defaultdict(list)
        for slip in loose:
            at = bisect_right(places, self._place(slip))
            number = placed[at - 1][1] if at else -1
            if at and at < len(placed) and placed[at][1] == number:
                rows[number].append(slip)
                rows[number].sort(key=self._place)
            else:
                behind[number].append(slip)
        return behind

    def _row(self, slips: list[Slip], passage: Passage | None = None) -> Row:
        lines = tuple(self.marks.line(slip) for slip in slips)
        asked = dict.fromkeys(name for line in lines for piece in line.pieces for name in piece.queries)
        return Row(lines, passage, tuple(asked))

    def _place(self, slip: Slip) -> Place:
        return self._order[slip.span.source], slip.span.line, slip.span.start

    def _homes(self) -> Mapping[str, list[Slip]]:
        """Return the slips by the column that shows them; a line dropped inside an article is shown in that article."""
        homes: dict[str, list[Slip]] = defaultdict(list)
        slips = sorted(self.copy.slips, key=self._place)
        following = _next_owners(slips)
        last: Slip | None = None
        for slip, after in zip(slips, following, strict=True):
            if slip.dropped:
                homes[_home_of_drop(slip, last, after)].append(slip)
            else:
                homes[slip.owner].append(slip)
                last = slip
        return homes


def printed_of(article: Article) -> Iterator[Printed]:
    """Yield what an article prints in reading order: metadata above the text, blocks, metadata below, notes."""
    yield from _fields(article, _HEAD)
    if article.byline and not article.byline.inline:
        names = " ".join(article.byline.names)
        role = f"{article.byline.role} " if article.byline.role else ""
        yield Printed(f"{article.id}-byline", "byline", f"{role}{names}", article.byline.spans)
    yield from (_printed(block, block.origin) for block in _leaves(article.blocks))
    yield from _fields(article, _TAIL)
    for note in article.notes:
        for block in _leaves(note.blocks):
            yield Printed(block.id or note.id, "note", text_of(block), block.origin)


def _fields(article: Article, names: Iterable[str]) -> Iterator[Printed]:
    for name in names:
        value = getattr(article, name)
        if value is not None and not value.inline:
            yield Printed(f"{article.id}-{name}", name, value.text, value.spans)


def _leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks that hold words themselves."""
    containers = ("Quotation", "Itemised", "Passage")
    return (block for block in walk(blocks) if type(block).__name__ not in containers and text_of(block))


def _printed(block: Block, origin: tuple[Span, ...]) -> Printed:
    counts = isinstance(block, Paragraph | Attribution | Verse | Exchange | Table)
    return Printed(block.id, type(block).__name__.lower(), text_of(block), origin, counts)


def _name(sheet: Sheet) -> str:
    return f"{sheet.number} {sheet.name}".strip()


def _next_owners(slips: list[Slip]) -> list[Slip | None]:
    """Return for each slip the next one behind it that is printed."""
    following: list[Slip | None] = []
    after: Slip | None = None
    for slip in reversed(slips):
        following.append(after)
        after = after if slip.dropped else slip
    return following[::-1]


def _home_of_drop(slip: Slip, last: Slip | None, after: Slip | None) -> str:
    """Return where a dropped slip is shown: in the article whose line it shares or between whose lines it stood."""
    before = last if last and last.span.source == slip.span.source else None
    after = after if after and after.span.source == slip.span.source else None
    for neighbour in (before, after):
        if neighbour and neighbour.span.line == slip.span.line:
            return neighbour.owner
    return before.owner if before and after and before.owner == after.owner else DROPS
