"""What an EPUB states about itself, against the facts of the issue: takes the opened book, gives checks.

Titles, people, dates and rights are derived from the issue here once more; whatever else is stated must be what making
the package again states. Nothing may be stated that is not in the issue.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from publisher.issue.issue import Issue, Section
from publisher.issue.people import people
from publisher.proof.checks import Check, Finding
from publisher.proof.difference.markup import Element, parse_xml
from publisher.proof.readback.book.package import PACKAGE, Book, named
from publisher.proof.readback.expected import Expected
from publisher.proof.readback.findings import NOTHING, check, parted, quoted
from publisher.proof.readback.reading import normalised

_IDENTITIES = uuid.uuid5(uuid.NAMESPACE_OID, "reissue")
_RECORD = "record.jsonld"

Fact = tuple[str, str]  # name and value


def statement_checks(book: Book, expected: Expected) -> Iterator[Check]:
    """Yield the checks of package, old contents and record."""
    issue, files = expected.issue, expected.settings["epub"].files
    metadata = next(named(book.package, "metadata"), Element(""))
    stated = list(_stated(metadata))
    yield check("facts", _unlike(_facts(expected), stated))
    yield check("people", _unlike(_people(issue), list(_named_people(metadata))))
    again = parse_xml(files[PACKAGE], PACKAGE) if PACKAGE in files else Element("")
    yield check("surplus-facts", _surplus(again, metadata))
    yield check("old-head", _old(book, expected))
    yield check("record", _record(book.files.get(_RECORD, b""), files.get(_RECORD, b""), issue))


def facts_in(book: Book) -> int:
    """Return how many statements a package makes."""
    return sum(1 for metadata in named(book.package, "metadata") for _ in metadata.elements())


def identifier(issue: Issue) -> str:
    """Return the identifier an edition must bear: made of issue, language and revision."""
    return f"urn:uuid:{uuid.uuid5(_IDENTITIES, f'{issue.id}/{issue.language}/{issue.revision}')}"


def _facts(expected: Expected) -> list[Fact]:
    """Return the plain facts a package states of an issue."""
    issue, periodical = expected.issue, expected.issue.periodical
    languages = dict.fromkeys((issue.language, *(each.lang for each in issue.articles() if each.lang)))
    sections = (part.label for path, _ in issue.articles_with_path() for part in path if isinstance(part, Section))
    is_series = "title" not in periodical.supplied
    facts = [
        ("dc:identifier", identifier(issue)),
        *(("dc:language", language) for language in languages),
        ("dc:publisher", periodical.publisher),
        ("dc:date", str(issue.date or "")),
        ("dc:rights", issue.rights or periodical.rights),
        ("dc:description", periodical.description),
        *(("dc:subject", label) for label in dict.fromkeys(sections)),
        ("schema:version", str(issue.revision)),
        ("dcterms:modified", expected.moment.strftime("%Y-%m-%dT%H:%M:%SZ")),
        ("belongs-to-collection", periodical.title if is_series else ""),
        ("group-position", str(issue.running_number or "") if is_series else ""),
        ("dcterms:identifier", f"urn:issn:{periodical.issn}" if is_series and periodical.issn else ""),
    ]
    return [(name, value) for name, value in facts if value]


def _stated(metadata: Element) -> Iterator[Fact]:
    """Yield what a package states, of the kinds that are plain facts."""
    for each in metadata.elements():
        if each.tag in {"identifier", "language", "publisher", "date", "rights", "description", "subject"}:
            yield f"dc:{each.tag}", normalised(each.text())
        name = each.attributes.get("property", "")
        plain = {"schema:version", "dcterms:modified", "belongs-to-collection", "group-position", "dcterms:identifier"}
        if name in plain:
            yield name, normalised(each.text())


def _people(issue: Issue) -> list[Fact]:
    return [(person.name, relator.value) for person in people(issue) for relator in person.relators]


def _named_people(metadata: Element) -> Iterator[Fact]:
    """Yield name and role of everybody a package names; a publisher who stands for the authors has no role."""
    roles: dict[str, list[str]] = {}
    for each in metadata.elements():
        if each.attributes.get("property") == "role":
            target = each.attributes.get("refines", "").removeprefix("#")
            roles.setdefault(target, []).append(normalised(each.text()))
    for each in metadata.elements():
        if each.tag in {"creator", "contributor"}:
            name = normalised(each.text())
            yield from ((name, role) for role in roles.get(each.id, []))


def _unlike(wanted: list[Fact], seen: list[Fact]) -> Iterator[Finding]:
    """Yield facts that are missing and facts that are surplus; white space is normalised."""
    right = Counter((name, normalised(value)) for name, value in wanted)
    there = Counter(seen)
    yield from (
        Finding(thing=name, detail=f"{quoted(value)} ≠ {NOTHING}") for name, value in (right - there).elements()
    )
    yield from (
        Finding(thing=name, detail=f"{NOTHING} ≠ {quoted(value)}") for name, value in (there - right).elements()
    )


def _surplus(again: Element, metadata: Element) -> Iterator[Finding]:
    """Yield statements that making the package again does not give, and those that are missing."""
    right = Counter(map(_statement, next(named(again, "metadata"), Element("")).elements()))
    there = Counter(map(_statement, metadata.elements()))
    yield from (Finding(thing=name, detail=f"{quoted(text)} ≠ {NOTHING}") for name, text in (right - there).elements())
    yield from (Finding(thing=name, detail=f"{NOTHING} ≠ {quoted(text)}") for name, text in (there - right).elements())


def _statement(element: Element) -> Fact:
    said = " ".join(f'{name}="{value}"' for name, value in sorted(element.attributes.items()))
    return f"{element.tag} {said}".strip(), normalised(element.text())


def _old(book: Book, expected: Expected) -> Iterator[Finding]:
    """Yield what the head of the old table of contents says wrongly."""
    ncx = next((root for root in book.documents.values() if root.tag == "ncx"), Element(""))
    metas = {each.attributes.get("name", ""): each.attributes.get("content", "") for each in named(ncx, "meta")}
    if metas.get("dtb:uid") != identifier(expected.issue):
        yield Finding(thing="dtb:uid", detail=parted(identifier(expected.issue), metas.get("dtb:uid", "")))
    titles = [normalised(each.text()) for each in named(book.package, "title")]
    old = [normalised(each.text()) for each in named(ncx, "docTitle")]
    if titles != old:
        yield Finding(thing="docTitle", detail=parted("".join(titles), "".join(old)))


def _record(data: bytes, again: bytes, issue: Issue) -> Iterator[Finding]:
    """Yield what the record for libraries says otherwise than the issue, article by article."""
    try:
        seen, right = json.loads(data), json.loads(again)
    except (ValueError, RecursionError) as error:
        yield Finding(thing=_RECORD, detail=str(error)[:80])
        return
    if not isinstance(seen, dict):
        yield Finding(thing=_RECORD, detail=type(seen).__name__)
        return
    for name in dict.fromkeys((*right, *seen)):
        if right.get(name) != seen.get(name):
            yield Finding(thing=name, detail=parted(_text(right.get(name)), _text(seen.get(name))))
    yield from _record_of_articles(seen, issue)


def _record_of_articles(seen: Mapping[str, Any], issue: Issue) -> Iterator[Finding]:
    parts = seen.get("hasPart")
    headlines = (
        [part.get("headline", "") for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    )
    titles = [" ".join(article.heading_text().split("\n")) for article in issue.articles()]
    if headlines != titles:
        yield Finding(thing="headline", detail=parted("\n".join(titles), "\n".join(map(str, headlines))))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
