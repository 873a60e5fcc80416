"""What an edition added, against the closed list: takes what its pages read and the pages set again, gives checks.

Every added string must be of a kind and a text that setting the issue again gives, in the same order and at the same
character; words of attributes count as added. And every element must be there with its very attributes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from publisher.proof.checks import Check, Finding
from publisher.proof.difference.markup import Element
from publisher.proof.readback.findings import NOTHING, changes, check, parted, quoted
from publisher.proof.readback.reading import Mark, Reading, normalised

_LIMIT = 3  # differences of markup that are told of one document


def addition_checks(
    readings: Mapping[str, Reading], again: Mapping[str, Reading], *, is_one_by_one: bool = True
) -> Iterator[Check]:
    """Yield the checks of everything that was added; both mappings go from documents to what they read.

    With `is_one_by_one` the documents are the same on both sides, else one document holds what the others do.
    """
    if not is_one_by_one:
        readings, again = {"": _joined(readings)}, {"": _joined(again)}
    strange: list[Finding] = []
    places: list[Finding] = []
    for document in dict.fromkeys((*again, *readings)):
        seen, wanted = (side[document].marks if document in side else () for side in (readings, again))
        differing = list(_differences(document, wanted, seen))
        strange += differing
        if not differing and is_one_by_one:
            places += _displaced(document, wanted, seen)
    yield check("added-words", strange)
    yield check("added-place", places)
    hidden = (Finding(thing=f"{name} {each}") for name, read in readings.items() for each in read.hidden)
    allowed = [each for read in again.values() for each in read.hidden]
    yield check("hidden", [each for each in hidden if each.thing.split(" ", 1)[1] not in allowed])


def markup_check(code: str, documents: Mapping[str, Element], again: Mapping[str, Element]) -> Check:
    """Return whether each document has the elements, attributes and words that it has when it is made again."""
    findings = [
        finding
        for name in dict.fromkeys((*again, *documents))
        if name in documents and name in again
        for finding in _unlike(name, documents[name], again[name])
    ]
    return check(code, findings)


def _joined(readings: Mapping[str, Reading]) -> Reading:
    marks = tuple(mark for reading in readings.values() for mark in reading.marks)
    hidden = tuple(each for reading in readings.values() for each in reading.hidden)
    return Reading((), marks, (), (), (), hidden)


def _differences(document: str, wanted: Sequence[Mark], seen: Sequence[Mark]) -> Iterator[Finding]:
    """Yield added strings that are not on the list, and those of the list that are missing, where they part."""
    old, new = ([(mark.kind, mark.text) for mark in side] for side in (wanted, seen))
    for right, there in changes(old, new):
        for (kind, text), (other, said) in zip(right, there, strict=False):
            detail = parted(text, said) if kind == other else f"{kind} {quoted(text)} ≠ {other} {quoted(said)}"
            yield Finding(thing=f"{document} {other}".strip(), detail=detail)
        both = min(len(right), len(there))
        for kind, text in right[both:]:
            yield Finding(thing=f"{document} {kind}".strip(), detail=f"{quoted(text)} ≠ {NOTHING}")
        for kind, text in there[both:]:
            yield Finding(thing=f"{document} {kind}".strip(), detail=f"{NOTHING} ≠ {quoted(text)}")


def _displaced(document: str, wanted: Sequence[Mark], seen: Sequence[Mark]) -> Iterator[Finding]:
    for old, new in zip(wanted, seen, strict=True):
        if (old.unit, old.at) != (new.unit, new.at):
            yield Finding(thing=f"{document} {old.kind}", detail=f"{quoted(old.text)}: {old.at} ≠ {new.at}")


def _unlike(name: str, seen: Element, wanted: Element) -> Iterator[Finding]:
    """Yield the first places in which two trees part."""
    differences = changes(list(_flat(wanted)), list(_flat(seen)))
    for right, there in islice(differences, _LIMIT):
        yield Finding(thing=name, detail=f"{quoted(''.join(right))} ≠ {quoted(''.join(there))}")


def _flat(element: Element) -> Iterator[str]:
    """Yield a tree as tags with their attributes and words between them, white space run together."""
    said = " ".join(f'{name}="{value}"' for name, value in sorted(element.attributes.items()))
    yield f"<{element.tag} {said}>" if said else f"<{element.tag}>"
    words: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            words.append(child)
            continue
        if text := normalised("".join(words)):
            yield text
        words = []
        yield from _flat(child)
    if text := normalised("".join(words)):
        yield text
    yield f"</{element.tag}>"
