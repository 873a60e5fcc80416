"""What changed between two issues: takes two IssueTexts, gives facts, articles, fields and blocks that differ.

Articles are paired by id, blocks by their words: what reads the same anchors, what lies between is paired by likeness,
one block with several where it was divided or joined. Applied to the older text, the changes give the newer one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.proof.difference.characters import END, Op, likeness, operations
from publisher.proof.difference.pairing import groups_of
from publisher.proof.difference.texts import ArticleText, BlockText, FieldText, IssueText

_SAME_PIECE = 0.5


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that reads differently."""

    name: str
    before: str
    after: str
    ops: tuple[Op, ...]


@dataclass(frozen=True, slots=True)
class BlockChange:
    """Blocks that read differently.

    Attributes:
        kind: changed, divided, joined, added, removed, moved-from, moved-to or kind.
        before, after: the blocks on either side.
        number: number of the first block on the older side (of the newer one if there is none), from 1.
        ops: places count in the text of the article: each block's words and an END.
    """

    kind: str
    before: tuple[BlockText, ...]
    after: tuple[BlockText, ...]
    number: int
    ops: tuple[Op, ...]


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """An article that was added or removed, or in which something changed; `moved` tells its two places, from 1."""

    before: ArticleText | None
    after: ArticleText | None
    moved: tuple[int, int] | None
    fields: tuple[FieldChange, ...]
    blocks: tuple[BlockChange, ...]

    @property
    def kind(self) -> str:
        """Added, removed or changed."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def ops(self) -> tuple[Op, ...]:
        """Every change of characters of the body, in order."""
        return tuple(op for block in self.blocks for op in block.ops)


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs between two issues, the facts of the issue first."""

    before: IssueText
    after: IssueText
    facts: tuple[FieldChange, ...]
    articles: tuple[ArticleChange, ...]

    @property
    def is_none(self) -> bool:
        """Say whether nothing differs."""
        return not self.facts and not self.articles


def body_text(article: ArticleText) -> str:
    """Return the text that the places of changes count in."""
    return "".join(block.text + END for block in article.blocks)


def compare(before: IssueText, after: IssueText) -> Difference:
    """Return what differs between two issues; `before` is the older one."""
    pairs = _pairs(before.articles, after.articles)
    olds, news = ({each.id: n for n, each in enumerate(side.articles, 1)} for side in (before, after))
    moves = _moves([(olds[one.id], news[other.id]) for one, other in pairs if one and other])
    everything = not (before.is_edition or after.is_edition)
    ids_decide = before.language != after.language
    found: list[ArticleChange] = []
    for one, other in pairs:
        if one is None or other is None:
            found.append(ArticleChange(one, other, None, (), ()))
            continue
        moved = (olds[one.id], news[other.id]) if olds[one.id] in moves else None
        fields = tuple(_article_fields(one, other, everything=everything))
        change = ArticleChange(one, other, moved, fields, tuple(_blocks(one.blocks, other.blocks, ids_decide)))
        if change.moved or change.fields or change.blocks:
            found.append(change)
    return Difference(before, after, tuple(_facts(before, after)), tuple(found))


def _facts(before: IssueText, after: IssueText) -> Iterator[FieldChange]:
    """Yield the facts that differ; of a finished edition and a manifest those only that both tell."""
    everything = not (before.is_edition or after.is_edition)
    names = [{each.name for each in side.facts} for side in (before, after)]
    told = names[0] & names[1]
    if before.is_edition == after.is_edition:
        told |= {name for name in names[0] | names[1] if name.startswith("imprint ")}
    kept = [tuple(each for each in side.facts if each.name in told) for side in (before, after)]
    yield from _fields(*kept, everything=everything)


def _article_fields(one: ArticleText, other: ArticleText, *, everything: bool) -> Iterator[FieldChange]:
    if one.id != other.id:
        yield FieldChange("id", one.id, other.id, operations(one.id, other.id))
    yield from _fields(one.fields, other.fields, everything=everything)


def _fields(before: Sequence[FieldText], after: Sequence[FieldText], *, everything: bool) -> Iterator[FieldChange]:
    olds, news = ({each.name: each for each in side} for side in (before, after))
    for name in dict.fromkeys([*olds, *news]):
        old, new = olds.get(name, FieldText(name, "")), news.get(name, FieldText(name, ""))
        is_told = everything or (old.is_printed and new.is_printed)
        if old.text != new.text and is_told:
            yield FieldChange(name, old.text, new.text, operations(old.text, new.text))


def _pairs(
    before: Sequence[ArticleText], after: Sequence[ArticleText]
) -> list[tuple[ArticleText | None, ArticleText | None]]:
    """Return articles with their like, in the order of the newer issue, removed ones where they stood."""
    news = {article.id: article for article in after}
    partner = {article.id: news[article.id] for article in before if article.id in news}
    taken = {article.id for article in partner.values()}
    for one in (article for article in before if article.id not in partner):
        rest = [other for other in after if other.id not in taken]
        best = max(rest, key=lambda other: likeness(body_text(one), body_text(other)), default=None)
        if best is not None and likeness(body_text(one), body_text(best)) >= _SAME_PIECE:
            partner[one.id] = best
            taken.add(best.id)
    older = {other.id: one for one in before if (other := partner.get(one.id)) is not None}
    pairs: list[tuple[ArticleText | None, ArticleText | None]] = [(older.get(other.id), other) for other in after]
    for index, one in enumerate(before):
        if one.id not in partner:
            behind = next((each for each in reversed(before[:index]) if each.id in partner), None)
            at = next((n + 1 for n, pair in enumerate(pairs) if behind is not None and pair[0] is behind), 0)
            while at < len(pairs) and pairs[at][1] is None:
                at += 1
            pairs.insert(at, (one, None))
    return pairs


def _moves(places: list[tuple[int, int]]) -> set[int]:
    """Return the places, on the older side, of articles out of order: as few as can be."""
    order = [one for one, _ in sorted(places, key=lambda pair: pair[1])]
    tails: list[int] = []
    chains: list[tuple[int, ...]] = []
    for one in order:
        at = bisect_left(tails, one)
        chain = (*(chains[at - 1] if at else ()), one)
        tails[at : at + 1], chains[at : at + 1] = [one], [chain]
    kept = set(chains[-1]) if chains else set[int]()
    return {one for one in order if one not in kept}


def _blocks(before: Sequence[BlockText], after: Sequence[BlockText], ids_decide: bool) -> Iterator[BlockChange]:
    found = list(_block_changes(before, after, ids_decide))
    gone = [each.before[0].text for each in found if each.kind == "removed"]
    come = [each.after[0].text for each in found if each.kind == "added"]
    moved = {text for text in gone if text and text in come}
    for each in found:
        if each.kind == "removed" and each.before[0].text in moved:
            yield replace(each, kind="moved-from")
        elif each.kind == "added" and each.after[0].text in moved:
            yield replace(each, kind="moved-to")
        else:
            yield each


def _block_changes(before: Sequence[BlockText], after: Sequence[BlockText], ids_decide: bool) -> Iterator[BlockChange]:
    at_before = at_after = 0
    for group in groups_of(before, after, ids_decide=ids_decide):
        olds, news = before[group.start : group.end], after[group.new_start : group.new_end]
        old, new = ("".join(block.text + END for block in side) for side in (olds, news))
        ops = tuple(
            replace(op, at_before=op.at_before + at_before, at_after=op.at_after + at_after)
            for op in operations(old, new)
        )
        if kind := _kind(olds, news):
            number = group.start + 1 if olds else group.new_start + 1
            yield BlockChange(kind, tuple(olds), tuple(news), number, ops)
        at_before, at_after = at_before + len(old), at_after + len(new)


def _kind(olds: Sequence[BlockText], news: Sequence[BlockText]) -> str:
    """Return what happened to a group of blocks; nothing if it reads the same."""
    if not olds or not news:
        return "added" if news else "removed"
    if len(olds) != len(news):
        return "divided" if len(olds) < len(news) else "joined"
    if olds[0].text != news[0].text:
        return "changed"
    return "kind" if olds[0].kind != news[0].kind else ""
