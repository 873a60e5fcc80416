"""Every misreading of an issue, in printed order, no two about the same characters.

Takes the passages of an issue with what its contents page and credits say, gives findings. It applies none of them:
the sure ones become decisions of the draft, the others questions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from publisher.copydesk.contents import Disagreement
from publisher.copydesk.misreadings import (
    against_contents,
    chains,
    conjunctions,
    doubled,
    formulas,
    nonwords,
    pairs,
    quotes,
    terms,
    variants,
)
from publisher.copydesk.misreadings.passage import Finding, Passage, Standing
from publisher.copydesk.misreadings.usage import Usage
from publisher.issue.galley import Span
from publisher.lexicon import Lexicon

CODES = (
    chains.CODE,
    conjunctions.CODE,
    doubled.CODE,
    quotes.CODE,
    against_contents.CODE,
    formulas.CODE,
    variants.CODE,
    nonwords.CODE,
    pairs.CODE,
    terms.CODE,
)


def findings(
    passages: Sequence[Passage],
    lexicon: Lexicon,
    *,
    disagreements: Iterable[Disagreement] = (),
    names: Iterable[tuple[str, Span]] = (),
    owner_of: Callable[[Span], str] = lambda _: "",
) -> tuple[Finding, ...]:
    """Return what is misread, and what may be, in printed order.

    Args:
        passages: paragraphs in reading order and headlines; entries of the contents page are passed over, for they
            are not printed again.
        lexicon: the words of the language.
        disagreements: of contents page and text.
        names: people in bylines, credits and editors' tags, with their places.
        owner_of: gives the id of the article a place belongs to.
    """
    usage = Usage(passages)
    bodies = _bodies(passages)
    found: list[Finding] = [*against_contents.against_contents(disagreements, owner_of)]
    for passage in passages:
        if passage.standing is not Standing.CONTENTS:
            found += _in_passage(passage, lexicon, usage)
            found += nonwords.headlines(passage, bodies)
    found += terms.people(names, owner_of)
    found += terms.terms(passages, lexicon)
    found += variants.variants(passages, lexicon)
    return tuple(_apart(found))


def _in_passage(passage: Passage, lexicon: Lexicon, usage: Usage) -> Iterator[Finding]:
    yield from chains.chains(passage, lexicon)
    yield from conjunctions.connectives(passage)
    yield from doubled.doubled(passage, lexicon, usage)
    yield from quotes.quotes(passage, usage)
    yield from pairs.lost_halves(passage, lexicon, usage)
    yield from formulas.formulas(passage, lexicon)
    yield from nonwords.nonwords(passage, lexicon, usage)


def _bodies(passages: Sequence[Passage]) -> dict[str, str]:
    texts: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        if passage.standing is Standing.TEXT:
            texts[passage.owner].append(passage.text)
    return {owner: "\n".join(parts) for owner, parts in texts.items()}


def _apart(found: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those whose words overlap the words of a surer one, in printed order."""
    kept: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in sorted(found, key=lambda each: (not each.is_sure, -each.confidence)):
        line = kept[finding.span.source, finding.span.line]
        if not any(finding.span.overlaps(other.span) for other in line):
            line.append(finding)
    return sorted((finding for line in kept.values() for finding in line), key=lambda each: (each.span, each.code))
