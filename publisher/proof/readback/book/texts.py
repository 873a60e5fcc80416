"""The words of an edition against those of the issue: takes what its pages read, gives checks of every unit.

Every article once and in order, every block of it once and in order, character for character; and no words besides.
Only white space is normalised. It asks the issue alone, never the pages as they were set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from publisher.issue.article import Article
from publisher.issue.issue import Issue
from publisher.proof.checks import Check, Finding
from publisher.proof.readback.findings import check, parted, quoted
from publisher.proof.readback.reading import Mark, Reading, Unit, visible
from publisher.proof.readback.wanted import (
    Wanted,
    wanted_blocks,
    wanted_fields,
    wanted_imprint,
    wanted_openings,
)

_CALL = "note-call"


@dataclass(frozen=True, slots=True)
class Found:
    """A unit of an edition: the document it stands in, and the strings added inside it."""

    document: str
    unit: Unit
    marks: tuple[Mark, ...]


def found_units(readings: Mapping[str, Reading]) -> list[Found]:
    """Return the units of all documents in reading order."""
    found: list[Found] = []
    for document, reading in readings.items():
        marks: dict[int, list[Mark]] = {}
        for mark in reading.marks:
            marks.setdefault(mark.unit, []).append(mark)
        found += [Found(document, unit, tuple(marks.get(n, ()))) for n, unit in enumerate(reading.units)]
    return found


def text_checks(
    units: Sequence[Found], issue: Issue, words: Mapping[str, str], again: Sequence[Found] = ()
) -> Iterator[Check]:
    """Yield the checks of the words of an edition; `again` are the units of the pages set again, if their order counts.

    The words are the issue's. Where a style prints a title or a name, before or behind what, only the style can say.
    """
    openings = wanted_openings(issue, words)
    by_article: dict[str, list[Found]] = {}
    for found in units:
        by_article.setdefault(found.unit.article, []).append(found)
    order, misread, fields, calls, strange = (list[Finding]() for _ in range(5))
    for article in issue.articles():
        own = by_article.get(article.id, [])
        blocks = {each.name: each for each in (*openings[article.id], *wanted_blocks(article))}
        order += _order(article, [each.unit.name for each in own if each.unit.is_block], openings[article.id])
        for each in own:
            if each.unit.is_block and each.unit.name in blocks:
                misread += _misread(
                    each, blocks[each.unit.name], is_opening=blocks[each.unit.name] in openings[article.id]
                )
                calls += _calls(each, blocks[each.unit.name])
        missing, unexplained = _fields(article, own, words)
        fields += missing
        strange += unexplained
    strange += _outside(by_article.get("", []), issue)
    yield check("articles", _articles(units, issue))
    yield check("blocks", order)
    yield check("block-words", misread)
    yield check("fields", fields)
    yield check("note-calls", calls)
    yield check("unexplained", strange)
    if again:
        yield check("order", _displaced(units, again))


def figures(units: Sequence[Found]) -> dict[str, object]:
    """Return how much was compared: articles, blocks, visible characters."""
    return {
        "articles": len({found.unit.article for found in units} - {""}),
        "blocks": sum(found.unit.is_block for found in units),
        "characters": sum(visible(found.unit.text) for found in units),
    }


def _articles(units: Iterable[Found], issue: Issue) -> Iterator[Finding]:
    """Yield articles that are missing, doubled or out of order."""
    seen: list[tuple[str, str]] = []
    for found in units:
        place = (found.unit.article, found.document)
        if found.unit.article and (not seen or seen[-1] != place):
            seen.append(place)
    yield from _sequence([article.id for article in issue.articles()], [name for name, _ in seen])


def _order(article: Article, seen: Sequence[str], openings: Iterable[Wanted]) -> Iterator[Finding]:
    wanted = [*(each.name for each in openings), *(each.name for each in wanted_blocks(article))]
    for finding in _sequence(wanted, seen):
        yield Finding(thing=f"{article.id} {finding.thing}", detail=finding.detail)


def _sequence(wanted: Sequence[str], seen: Sequence[str]) -> Iterator[Finding]:
    """Yield names that are missing, stand too often or nowhere in the issue, and the first that is out of order."""
    counts = Counter(seen)
    for name in wanted:
        if counts[name] != 1:
            yield Finding(thing=name, detail=f"×{counts[name]}")
    known = set(wanted)
    yield from (Finding(thing=name, detail="∅") for name in dict.fromkeys(seen) if name not in known)
    both = [name for name in wanted if counts[name]]
    there = [name for name in dict.fromkeys(seen) if name in known]
    parting = next(((old, new) for old, new in zip(both, there, strict=False) if old != new), None)
    if parting:
        yield Finding(thing=parting[1], detail=f"{parting[0]} ≠ {parting[1]}")


def _misread(found: Found, wanted: Wanted, *, is_opening: bool) -> Iterator[Finding]:
    """Yield where a block reads otherwise; in a section or a sheet, white space is the style's."""
    seen, right = found.unit.text, wanted.text
    if is_opening:
        seen, right = _spaced(seen), _spaced(right)
    if seen != right:
        yield Finding(thing=f"{found.document} {found.unit.article} {wanted.name}", detail=parted(right, seen))


def _calls(found: Found, wanted: Wanted) -> Iterator[Finding]:
    seen = tuple(mark.at for mark in found.marks if mark.kind == _CALL)
    if seen != wanted.calls:
        detail = f"{list(wanted.calls)} ≠ {list(seen)}"
        yield Finding(thing=f"{found.document} {found.unit.article} {wanted.name}", detail=detail)


def _fields(article: Article, own: Iterable[Found], words: Mapping[str, str]) -> tuple[list[Finding], list[Finding]]:
    """Return the fields that are not on the page as they should read, and lines that are no field."""
    left = {each.name: _spaced(each.text) for each in wanted_fields(article, words)}
    wrong: list[Finding] = []
    strange: list[Finding] = []
    for found in own:
        unit, seen = found.unit, _spaced(found.unit.text)
        if unit.is_block or not seen:
            continue
        name = unit.name.replace("-", "_")
        if left.get(name) != seen:
            name = next((other for other, text in left.items() if text == seen), name)
        where = f"{found.document} {article.id} {unit.name}"
        if name not in left:
            strange.append(Finding(thing=where, detail=quoted(seen)))
        elif (right := left.pop(name)) != seen:
            wrong.append(Finding(thing=where, detail=parted(right, seen)))
    wrong += [Finding(thing=f"{article.id} {name}", detail=f"{quoted(text)} ≠ ∅") for name, text in left.items()]
    return wrong, strange


def _displaced(units: Iterable[Found], again: Iterable[Found]) -> Iterator[Finding]:
    """Yield the first unit of each article that does not stand where the style sets it."""
    seen, right = (_names_by_article(side) for side in (units, again))
    for article in right:
        if sorted(seen.get(article, [])) == sorted(right[article]):
            parting = (pair for pair in zip(right[article], seen[article], strict=True) if pair[0] != pair[1])
            for wanted, there in islice(parting, 1):
                yield Finding(thing=f"{article} {there}".strip(), detail=f"{wanted} ≠ {there}")


def _names_by_article(units: Iterable[Found]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in units:
        if each.unit.is_block or each.unit.text:
            found.setdefault(each.unit.article, []).append(each.unit.name)
    return found


def _outside(units: Iterable[Found], issue: Issue) -> Iterator[Finding]:
    """Yield words outside of articles that are not of the printed imprint, and what of that is missing."""
    seen = [found for found in units if found.unit.text]
    imprint = [_spaced(each.text) for each in wanted_imprint(issue)]
    said = [_spaced(found.unit.text) for found in seen]
    if said in ([], imprint):
        return
    left = Counter(imprint)
    for found, text in zip(seen, said, strict=True):
        if left[text]:
            left[text] -= 1
        else:
            yield Finding(thing=f"{found.document} {found.unit.name}", detail=quoted(text))
    yield from (Finding(thing="imprint", detail=f"{quoted(text)} ≠ ∅") for text in left.elements())
    if not left.total() and len(said) == len(imprint):
        yield Finding(thing="imprint", detail=parted("\n".join(imprint), "\n".join(said)))


def _spaced(text: str) -> str:
    """Return a text with runs of any white space as one space: where the style decides what stands between words."""
    return " ".join(text.split())
