"""Articles against the slips they were made of: takes articles and the replayed copy, gives what has no ground there.

It walks from the finished blocks back to the slips, where the copydesk walks from slips to blocks, and shares no code
with it. An article in Markdown stands on no slips and is none of its business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from publisher.issue.article import Article
from publisher.issue.blocks import Block, Figure, Itemised, Passage, Quotation, text_of, walk
from publisher.issue.copy import Copy, Slip
from publisher.issue.corrections import FLOW_ROLES, Role
from publisher.issue.credits import Field
from publisher.issue.galley import Span
from publisher.issue.inlines import plain
from publisher.issue.issue import Issue
from publisher.issue.reading import read
from publisher.issue.rewording import Line, reworded
from publisher.proof.checks import Finding
from publisher.proof.readback.findings import parted

_FIELDS = ("title", "kicker", "subtitle", "deck", "dateline", "affiliation", "editor", "source_note")


def unfounded(articles: Iterable[Article], copy: Copy) -> Iterator[Finding]:
    """Yield every block that does not read as its slips do, and every slip of an article that no block reads."""
    slips = {slip.span: slip for slip in copy.slips if slip.owner and not slip.dropped}
    order = {span: number for number, span in enumerate(slips)}
    for article in articles:
        blocks = [*_leaves(article.blocks)]
        yield from _misread(article, blocks, slips, copy)
        yield from _out_of_order(article, blocks, order)
        yield from _unread(article, blocks, slips, copy)


def unfounded_lines(issue: Issue, copy: Copy) -> Iterator[Finding]:
    """Yield every line of an issue in another script that is not what the second ledger makes of the first reading."""
    counts: Counter[str] = Counter()
    found: list[Finding] = []

    def compare(line: Line) -> tuple[str, ...]:
        counts[line.owner] += 1
        wanted = _line(copy, line.owner, counts[line.owner])
        if wanted != line.text:
            found.append(Finding(thing=f"{line.owner} line {counts[line.owner]}", detail=parted(wanted, line.text)))
        return tuple(leaf.text for leaf in line.leaves)

    reworded(issue, compare)
    yield from found
    for source in copy.galley.sources:
        if counts[source.id] != len(source.lines):
            yield Finding(thing=source.id, detail=f"{len(source.lines)} ≠ {counts[source.id]}")


def _line(copy: Copy, owner: str, number: int) -> str:
    try:
        span = copy.galley.line(owner, number)
    except LookupError:
        return ""
    return read(copy.galley, span, list(copy.replacements.get((owner, number), ()))).text


def _leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    return (block for block in walk(blocks) if not isinstance(block, Quotation | Passage | Itemised))


def _misread(article: Article, blocks: Iterable[Block], slips: dict[Span, Slip], copy: Copy) -> Iterator[Finding]:
    for block in blocks:
        seen, spans = _words(text_of(block)), block.origin
        if isinstance(block, Figure):  # its credit may be the editor's reading
            seen = _words("".join(map(plain, block.caption)))
            spans = tuple(span for span in spans if span in slips and slips[span].role is Role.CAPTION)
        wanted = _words("".join(copy.reading(slips[span]).text for span in spans if span in slips))
        if wanted != seen:
            yield Finding(thing=f"{article.id} {block.id}", detail=parted(wanted, seen))
    for name in _FIELDS:
        field: Field | None = getattr(article, name)
        if field and field.spans:
            wanted = _words("".join(copy.reading(slips[span]).text for span in field.spans if span in slips))
            if _words(field.text) not in wanted:
                yield Finding(thing=f"{article.id} {name}", detail=parted(wanted, _words(field.text)))


def _out_of_order(article: Article, blocks: Iterable[Block], order: dict[Span, int]) -> Iterator[Finding]:
    """Yield blocks that stand before what precedes them in the copy; a figure stands where its caption begins."""
    last = -1
    for block in blocks:
        at = order.get(block.origin[0], -1) if block.origin else last
        if at < last:
            yield Finding(thing=f"{article.id} {block.id}", detail=str(block.origin[0]))
        last = max(last, at)


def _unread(article: Article, blocks: Iterable[Block], slips: dict[Span, Slip], copy: Copy) -> Iterator[Finding]:
    read_by = Counter(span for block in blocks for span in block.origin)
    for span, slip in slips.items():
        if slip.owner == article.id and slip.role in FLOW_ROLES and read_by[span] != 1:
            text = copy.reading(slip).text
            if text or read_by[span]:
                yield Finding(thing=f"{article.id} {span}", detail=f"×{read_by[span]}")


def _words(text: str) -> str:
    return "".join(text.split())
