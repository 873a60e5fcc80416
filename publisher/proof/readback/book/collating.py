"""The collation of an EPUB: takes its bytes and what must stand in it, gives the sections of a proof.

Words first, from the issue alone; then what was added, links, pictures and metadata. A file that cannot be read at all
is one failed check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publisher.problems import SourceError
from publisher.proof.checks import Check, Finding, Kind, Section
from publisher.proof.difference.markup import Element, parse_xml
from publisher.proof.readback.added import root_of
from publisher.proof.readback.book.additions import addition_checks, markup_check
from publisher.proof.readback.book.links import link_checks
from publisher.proof.readback.book.package import PACKAGE, Book, named, opened_book, room_for
from publisher.proof.readback.book.pictures import picture_checks
from publisher.proof.readback.book.statements import facts_in, statement_checks
from publisher.proof.readback.book.texts import Found, figures, found_units, text_checks
from publisher.proof.readback.expected import Expected
from publisher.proof.readback.findings import check
from publisher.proof.readback.reading import Reading, read_page
from publisher.proof.readback.wanted import names_of

MEDIUM = "epub"
_AROUND = ("nav.xhtml", "toc.ncx", PACKAGE)


def collate_book(data: bytes, name: str, expected: Expected) -> tuple[Section, ...]:
    """Return what comes of comparing an EPUB with its issue; `name` is how messages call the file.

    `expected` must hold a setting of the medium `epub`.
    """
    setting, names = expected.settings[MEDIUM], names_of(expected.issue)
    try:
        book = opened_book(data, name, room_for(page.markup.encode() for page in setting.pages))
    except SourceError as error:
        found = [Finding(thing=str(each.place or ""), detail=each.message("en")) for each in error.problems]
        return (Section("text", Kind.COLLATION, "", (check("opens", found),)),)
    again = {page.file: root_of(page) for page in setting.pages}
    pages = {each: book.documents[each] for each in book.spine if each in book.documents}
    readings = {each: read_page(root, names) for each, root in pages.items()}
    right = {each: read_page(root, names) for each, root in again.items()}
    units = found_units(readings)
    text = (_opens(book), _spine(book, again), *text_checks(units, expected.issue, setting.words, found_units(right)))
    added = tuple(addition_checks(readings, right))
    told = _told((*text, *added), units)
    as_set = markup_check("as-set", {each: root for each, root in pages.items() if each not in told}, again)
    told |= {finding.thing for finding in as_set.findings}
    links, stated = sum(len(read.links) for read in readings.values()), {"facts": facts_in(book)}
    shown = {"pictures": sum(len(read.pictures) for read in readings.values())}
    around = markup_check("lists-as-made", dict(_around(book)), dict(_made(setting.files)))
    return (
        Section("text", Kind.COLLATION, "", text, data=figures(units)),
        Section("added", Kind.COLLATION, "", (*added, as_set), data={"characters": _added(readings)}),
        Section("links", Kind.RULES, "", (*link_checks(book, readings, expected), around), data={"links": links}),
        Section("pictures", Kind.RULES, "", tuple(picture_checks(book, readings, right, expected, told)), data=shown),
        Section("metadata", Kind.RULES, "", tuple(statement_checks(book, expected)), data=stated),
    )


def _told(checks: Iterable[Check], units: Iterable[Found]) -> set[str]:
    """Return the documents that findings speak of, by name or by their article: once is enough."""
    homes = {found.unit.article: found.document for found in units if found.unit.article}
    words = [word for each in checks for finding in each.findings for word in finding.thing.split()]
    return {homes.get(word, word) for word in words}


def _opens(book: Book) -> Check:
    return check("opens", book.unread)


def _spine(book: Book, again: Mapping[str, Element]) -> Check:
    """Return whether the pages stand in the order of the issue, each once, none of them out of the way."""
    linear = [each for each in named(book.package, "itemref") if each.attributes.get("linear") == "no"]
    found = [Finding(thing=each.attributes.get("idref", ""), detail="linear=no") for each in linear]
    wanted = tuple(again)
    if book.spine != wanted:
        at = next((n for n, pair in enumerate(zip(wanted, book.spine, strict=False)) if pair[0] != pair[1]), None)
        at = min(len(wanted), len(book.spine)) if at is None else at
        sides = (side[at] if at < len(side) else "∅" for side in (wanted, book.spine))
        found.append(Finding(thing=f"itemref {at + 1}", detail=" ≠ ".join(sides)))
    return check("spine", found)


def _around(book: Book) -> Iterator[tuple[str, Element]]:
    yield from ((name, root) for name, root in book.documents.items() if name in _AROUND)
    yield PACKAGE, _listing(book.package)


def _made(files: Mapping[str, bytes]) -> Iterator[tuple[str, Element]]:
    for name in _AROUND:
        if name in files:
            root = parse_xml(files[name], name)
            yield name, _listing(root) if root.tag == "package" else root


def _listing(package: Element) -> Element:
    """Return a package without what it states of the book, which is compared elsewhere."""
    kept = [each for each in package.elements() if each.tag != "metadata"]
    return Element(package.tag, package.attributes, list(kept))


def _added(readings: Mapping[str, Reading]) -> int:
    return sum(len("".join(mark.text.split())) for read in readings.values() for mark in read.marks)
