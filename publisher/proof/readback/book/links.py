"""Where an EPUB leads: takes the opened book and the issue, gives checks of its menus, page lists and links.

Every link leads to something that is there, every entry of a menu to the article, heading or page it names, every call
to its note and back. What must stand there is derived from the issue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from publisher.issue.article import Article
from publisher.issue.blocks import walk
from publisher.issue.issue import Issue
from publisher.proof.checks import Check, Finding
from publisher.proof.difference.markup import Element
from publisher.proof.readback.book.menu import Way, printed_pages, ways_into
from publisher.proof.readback.book.package import Book, named, resolved
from publisher.proof.readback.expected import Expected, Setting
from publisher.proof.readback.findings import NOTHING, check
from publisher.proof.readback.reading import Reading, normalised
from publisher.proof.readback.wanted import links_in, notes_called

_MATTER = ("imprint", "corrections", "colophon")  # pages that a menu lists though they are no articles
_FILES = ("href", "src", "data", "poster")
_OUTSIDE = ("http://", "https://", "mailto:")

Line = tuple[int, str, str]  # depth, label, address


def link_checks(book: Book, readings: Mapping[str, Reading], expected: Expected) -> Iterator[Check]:
    """Yield the checks of everything that leads somewhere."""
    setting, issue = expected.settings["epub"], expected.issue
    homes = {unit.article: name for name, read in readings.items() for unit in read.units if unit.article}
    menu = _with_matter(
        ways_into(issue, setting.words, with_headings=expected.options.contents_headings), setting, issue, homes
    )
    pages = [(way.depth, way.label, _address(way, homes)) for way in printed_pages(issue)]
    menus = (book.documents.get(each.name) for each in book.items.values() if "nav" in each.properties)
    nav = next((root for root in menus if root is not None), Element(""))
    ncx = next((root for root in book.documents.values() if root.tag == "ncx"), Element(""))
    yield check("leads-somewhere", _dead(book))
    yield check("menu", _unlike("nav", menu, list(_entries(_part(nav, "toc"), 0))))
    yield check("old-menu", _unlike("ncx", menu, list(_points(ncx, 0))))
    listed = _entries(_part(nav, "page-list"), 0)
    old = [(1, *_point(each)) for each in named(ncx, "pageTarget")]
    yield check("original-pages", [*_mispaged("nav", pages, list(listed), book), *_mispaged("ncx", pages, old, book)])
    yield check("landmarks", _landmarks(nav, setting))
    yield check("outward-links", _outward(readings, issue))
    yield check("note-links", _notes(readings, issue))


def _address(way: Way, homes: Mapping[str, str]) -> str:
    return homes.get(way.article, "") + (f"#{way.anchor}" if way.anchor else "")


def _with_matter(ways: Sequence[Way], setting: Setting, issue: Issue, homes: Mapping[str, str]) -> list[Line]:
    """Return the menu with the pages around the articles: those before the first article first, the others last."""
    menu = [(way.depth, way.label, _address(way, homes)) for way in ways]
    articles = {article.id for article in issue.articles()}
    numbers = [number for number, page in enumerate(setting.pages) if page.id in articles]
    for number, page in enumerate(setting.pages):
        if page.kind in _MATTER:
            line = (
                1,
                setting.words.get("corrections-page" if page.kind == "corrections" else page.kind, ""),
                page.file,
            )
            menu.insert(0 if numbers and number < numbers[0] else len(menu), line)
    return menu


def _dead(book: Book) -> Iterator[Finding]:
    """Yield every address that leads to nothing, or out of the book where nothing may be loaded."""
    anchors = {name: {each.id for each in root.walk() if each.id} for name, root in book.documents.items()}
    for document, root in book.documents.items():
        for element in root.walk():
            for name in _FILES:
                href = element.attributes.get(name, "")
                if not href or href.startswith(_OUTSIDE):
                    if href and element.tag != "a":
                        yield Finding(thing=f"{document} {element.tag}", detail=href)
                    continue
                target, anchor = resolved(href, document)
                known = target in book.documents or target in book.files
                if not known or (anchor and anchor not in anchors.get(target, set())):
                    yield Finding(thing=f"{document} {element.tag}", detail=href)


def _unlike(where: str, wanted: Sequence[Line], seen: Sequence[Line]) -> Iterator[Finding]:
    """Yield the lines in which two menus part."""
    for number, (right, there) in enumerate(zip_longest(wanted, seen), 1):
        if right != there:
            yield Finding(thing=f"{where} {number}", detail=f"{_shown(right)} ≠ {_shown(there)}")


def _shown(line: Line | None) -> str:
    return f"{line[0]} {line[1]} → {line[2]}" if line else NOTHING


def _part(nav: Element, kind: str) -> Element:
    return next((each for each in named(nav, "nav") if each.attributes.get("type") == kind), Element(""))


def _entries(element: Element, depth: int) -> Iterator[Line]:
    """Yield the lines of a nested list."""
    for child in element.elements():
        if child.tag == "a":
            yield depth, normalised(child.text()), child.attributes.get("href", "")
        else:
            yield from _entries(child, depth + (child.tag == "ol"))


def _points(element: Element, depth: int) -> Iterator[Line]:
    for child in element.elements():
        if child.tag == "navPoint":
            yield depth + 1, *_point(child)
            yield from _points(child, depth + 1)
        elif child.tag == "navMap":
            yield from _points(child, depth)


def _point(element: Element) -> tuple[str, str]:
    own = {each.tag: each for each in element.elements()}
    words = normalised(own.get("navLabel", Element("")).text())
    return words, own.get("content", Element("")).attributes.get("src", "")


def _mispaged(where: str, wanted: Sequence[Line], seen: Sequence[Line], book: Book) -> Iterator[Finding]:
    """Yield page numbers that are not the original's, or lead to another place than the mark of that page."""
    labels = {
        (name, each.id): each.attributes.get("aria-label", "")
        for name, root in book.documents.items()
        for each in root.walk()
        if each.id
    }
    for right, there in zip_longest(wanted, seen):
        target, anchor = resolved(there[2], "") if there else ("", "")
        label = labels.get((target, anchor), "")
        if not right or not there or (right[1], right[2]) != (there[1], target) or label != right[1]:
            yield Finding(thing=where, detail=f"{_shown(right)} ≠ {_shown(there)} ({label or NOTHING})")


def _landmarks(nav: Element, setting: Setting) -> Iterator[Finding]:
    """Yield landmarks that lead elsewhere than to the page of their kind."""
    pages = {page.kind: page.file for page in reversed(setting.pages)}
    start = next((page.file for page in setting.pages if page.kind not in (*_MATTER, "cover", "contents")), "")
    wanted = {"cover": "cover", "toc": "contents", "imprint": "imprint", "colophon": "colophon"}
    wanted["revision-history"] = "corrections"
    right = {kind: pages[page] for kind, page in wanted.items() if page in pages} | {"bodymatter": start}
    links = list(named(_part(nav, "landmarks"), "a"))
    seen = {each.attributes.get("type", ""): each.attributes.get("href", "") for each in links}
    for kind in dict.fromkeys((*right, *seen)):
        if right.get(kind) != seen.get(kind):
            yield Finding(thing=f"nav {kind}", detail=f"{right.get(kind, NOTHING)} ≠ {seen.get(kind, NOTHING)}")


def _outward(readings: Mapping[str, Reading], issue: Issue) -> Iterator[Finding]:
    """Yield links out of the text that are not the issue's; codes lead where the manifest says."""
    wanted = [each for article in issue.articles() for each in links_in(article)]
    seen = [
        (read.units[link.unit].name, link.href)
        for read in readings.values()
        for link in read.links
        if link.href.startswith(_OUTSIDE) and read.units[link.unit].is_block
    ]
    for right, there in zip_longest(wanted, seen):
        if right != there:
            yield Finding(detail=f"{right or NOTHING} ≠ {there or NOTHING}")
    codes = {
        code.url for code in (*issue.qr_codes, *(code for article in issue.articles() for code in article.qr_codes))
    }
    for name, read in readings.items():
        for link in read.links:
            if link.href.startswith(_OUTSIDE) and not read.units[link.unit].is_block and link.href not in codes:
                yield Finding(thing=name, detail=link.href)


def _notes(readings: Mapping[str, Reading], issue: Issue) -> Iterator[Finding]:
    """Yield calls that do not lead to their note, and notes that do not lead back to a call of theirs."""
    holding: dict[str, list[Reading]] = {}
    for read in readings.values():
        for name in dict.fromkeys(unit.article for unit in read.units):
            holding.setdefault(name, []).append(read)
    for article in issue.articles():
        yield from _notes_of(article, holding.get(article.id, []))


def _notes_of(article: Article, readings: Sequence[Reading]) -> Iterator[Finding]:
    wanted = {block: list(notes) for block, notes in notes_called(article).items()}
    inside = {block.id: note.id for note in article.notes for block in walk(note.blocks)}
    inside |= {note.id: note.id for note in article.notes}
    for read in readings:
        links = [(read.units[link.unit].name, link) for link in read.links if link.href.startswith("#")]
        calls = {link.id: link.href[1:] for _, link in links if link.id}
        for name, link in links:
            target = link.href[1:]
            if link.id:
                expected = wanted.get(name, [])
                right = expected.pop(0) if expected else NOTHING
                if target != right:
                    yield Finding(thing=f"{article.id} {name}", detail=f"{right} ≠ {target}")
            elif name in inside and calls.get(target) != inside[name]:
                yield Finding(thing=f"{article.id} {name}", detail=f"{inside[name]} ≠ {calls.get(target, NOTHING)}")
    left = [(name, note) for name, notes in wanted.items() for note in notes]
    yield from (Finding(thing=f"{article.id} {name}", detail=f"{note} ≠ {NOTHING}") for name, note in left)
