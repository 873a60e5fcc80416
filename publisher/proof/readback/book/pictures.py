"""The pictures of an EPUB against those of the issue: takes the opened book and what it reads, gives checks.

Every picture the issue names stands in its figure, with its words, and is the very picture that typesetting develops;
no other file is in the book. A cover that the style draws is drawn again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping

from publisher.issue.blocks import Figure, walk
from publisher.issue.inlines import plain
from publisher.issue.issue import Issue
from publisher.proof.checks import Check, Finding
from publisher.proof.difference.markup import Element, parse_xml
from publisher.proof.readback.book.package import PACKAGE, Book, items_of, named, resolved
from publisher.proof.readback.expected import Expected
from publisher.proof.readback.findings import NOTHING, check, parted
from publisher.proof.readback.pixels import undecodable
from publisher.proof.readback.reading import Reading, normalised

_FACES_WANTED = "META-INF/com.apple.ibooks.display-options.xml"  # without it, one reader passes over faces
_SHORT = 12  # hexadecimal digits of a digest that are shown


def picture_checks(
    book: Book, readings: Mapping[str, Reading], again: Mapping[str, Reading], expected: Expected, told: Container[str]
) -> Iterator[Check]:
    """Yield the checks of pictures and other files.

    Args:
        again: what the pages set again read.
        told: documents that were found to differ already.
    """
    setting = expected.settings["epub"]
    yield check("picture-place", _misplaced(readings, again, expected.issue))
    yield check("picture-words", _unlike_words(readings, expected.issue, setting.words))
    yield check("files-as-made", (each for each in _changed(book, setting.files) if each.thing not in told))
    yield check("picture-opens", _broken(book, setting.files))
    yield check("foreign-files", _foreign(book, setting.files))


def _by_block(readings: Mapping[str, Reading]) -> dict[str, list[tuple[str, str]]]:
    """Return address and words of every picture by the block it stands in."""
    found: dict[str, list[tuple[str, str]]] = {}
    for document, read in readings.items():
        for each in read.pictures:
            target, _ = resolved(each.href, document)
            unit = read.units[each.unit]
            found.setdefault(unit.name if unit.is_block else document, []).append((target, each.alt))
    return found


def _figures(issue: Issue) -> Iterator[Figure]:
    for article in issue.articles():
        for blocks in (article.blocks, *(note.blocks for note in article.notes)):
            yield from (block for block in walk(blocks) if isinstance(block, Figure))


def _misplaced(readings: Mapping[str, Reading], again: Mapping[str, Reading], issue: Issue) -> Iterator[Finding]:
    """Yield figures that show another picture than they should, or none, and pictures that stand elsewhere."""
    seen, wanted = (
        {name: [href for href, _ in each] for name, each in _by_block(side).items()} for side in (readings, again)
    )
    for figure in _figures(issue):
        count = len(seen.get(figure.id, []))
        if count != bool(figure.picture):
            yield Finding(thing=figure.id, detail=f"{figure.picture or NOTHING} ≠ ×{count}")
    for name in dict.fromkeys((*wanted, *seen)):
        if wanted.get(name) != seen.get(name):
            yield Finding(thing=name, detail=f"{wanted.get(name, NOTHING)} ≠ {seen.get(name, NOTHING)}")


def _unlike_words(readings: Mapping[str, Reading], issue: Issue, words: Mapping[str, str]) -> Iterator[Finding]:
    """Yield pictures whose words are not the issue's: their own, or those of the caption, or that it is a picture."""
    seen = _by_block(readings)
    for figure in _figures(issue):
        own = figure.alt or " ".join(plain(part) for part in figure.caption) or words.get("picture", "")
        right = "" if figure.decorative else own
        for _, alt in seen.get(figure.id, []):
            if normalised(alt) != normalised(right):
                yield Finding(thing=figure.id, detail=parted(right, alt))


def _changed(book: Book, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield files that are not, byte for byte, what making them again gives."""
    for name in dict.fromkeys((*files, *book.files)):
        if name in files and files[name] != book.files.get(name):
            digests = (hashlib.sha256(each).hexdigest()[:_SHORT] for each in (files[name], book.files.get(name, b"")))
            yield Finding(thing=name, detail=" ≠ ".join(digests) if name in book.files else NOTHING)


def _broken(book: Book, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield pictures that cannot be shown; one that is what was developed now was opened then."""
    for item in book.items.values():
        if item.is_photograph:
            data = book.files.get(item.name)
            if data is not None and files.get(item.name) != data and (reason := undecodable(data)):
                yield Finding(thing=item.name, detail=reason)


def _foreign(book: Book, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield files that the issue has no use for, or that no page shows."""
    again = parse_xml(files[PACKAGE], PACKAGE) if PACKAGE in files else Element("")
    known = {item.name: item for item in items_of(again).values()}
    shown = {resolved(href, name)[0] for name, root in book.documents.items() for href in _addresses(root)}
    for item in book.items.values():
        if item.name not in known:
            yield Finding(thing=item.name, detail=item.media_type)
        elif item.media_type.startswith("image/") and item.name not in shown and not known[item.name].is_cover:
            yield Finding(thing=item.name, detail="×0")
    has_faces = any(item.media_type.startswith("font/") for item in known.values())
    yield from (Finding(thing=name) for name in book.unlisted if not (has_faces and name == _FACES_WANTED))


def _addresses(root: Element) -> Iterator[str]:
    return (each.attributes.get("src", "") for each in named(root, "img"))
