"""What the package says about the book: takes an issue and what its pages hold, gives metadata elements.

Everything stated is taken from the issue or counted on the pages; nothing is claimed that nobody checked. It writes
no file.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime

from publisher.editions.epub.accessibility import Holdings, accessibility
from publisher.editions.epub.markup import Markup, element
from publisher.issue.descriptions import undescribed_pictures
from publisher.issue.issue import Issue, Section
from publisher.issue.people import Person, people
from publisher.issue.relators import Relator
from publisher.typesetting.words import Words

RECORD = "record.jsonld"
_IDENTITIES = uuid.uuid5(uuid.NAMESPACE_OID, "reissue")
_AUTHORS_ON_THE_COVER = 3


def identifier(issue: Issue) -> str:
    """Return the URN of this edition: a UUID made of issue, language and revision."""
    return f"urn:uuid:{uuid.uuid5(_IDENTITIES, f'{issue.id}/{issue.language}/{issue.revision}')}"


def book_title(issue: Issue, words: Words) -> str:
    """Return the title on a shelf: periodical, number, date, and the issue's own title if it has one."""
    return _title(issue, words, issue.periodical.title)


def metadata(issue: Issue, words: Words, holdings: Holdings, moment: datetime) -> tuple[Markup, ...]:
    """Return every element of the package's metadata, in order."""
    return (
        *_publication(issue, words, moment),
        *_people(issue),
        *_original(issue, words, holdings),
        *_series(issue),
        *accessibility(None if undescribed_pictures(issue) else issue.evaluation, words, holdings),
        element("link", {"rel": "record", "href": RECORD, "media-type": "application/ld+json"}),
    )


def _title(issue: Issue, words: Words, name: str) -> str:
    date = words.date_beside_number(issue)
    parts = dict.fromkeys((name, issue.number, date, issue.title))
    return words("between-numbers").join(part for part in parts if part)


def _publication(issue: Issue, words: Words, moment: datetime) -> Iterator[Markup]:
    rights = issue.rights or issue.periodical.rights
    yield element("dc:identifier", {"id": "pub-id"}, identifier(issue))
    yield element("dc:title", {"id": "title"}, book_title(issue, words))
    yield _refined("title", "title-type", "main")
    if reading := issue.reading(issue.periodical.title):
        yield _refined("title", "file-as", _title(issue, words, reading))
    for language in dict.fromkeys((issue.language, *(article.lang for article in issue.articles() if article.lang))):
        yield element("dc:language", None, language)
    yield from _maybe("dc:publisher", issue.periodical.publisher)
    yield from _maybe("dc:date", str(issue.date) if issue.date else "")
    yield from _maybe("dc:rights", rights)
    yield from _maybe("dc:description", issue.periodical.description)
    for label in _sections(issue):
        yield element("dc:subject", None, label)
    yield _property("schema:version", str(issue.revision))
    yield _property("dcterms:modified", moment.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _sections(issue: Issue) -> tuple[str, ...]:
    paths = (path for path, _ in issue.articles_with_path())
    return tuple(dict.fromkeys(part.label for path in paths for part in path if isinstance(part, Section)))


def _people(issue: Issue) -> Iterator[Markup]:
    """Yield who made the issue: the authors as creators where they are few, else whoever published it.

    A shelf shows creators, and "unknown" where there are none; of creators calibre shows those who are authors, or have
    no role. So a magazine goes by its publisher, without a role, and its authors are contributors; a paper that states
    neither publisher nor title goes by its authors after all.
    """
    everybody = people(issue)
    authors = [person for person in everybody if Relator.AUTHOR in person.relators]
    house = _house(issue) if len(authors) > _AUTHORS_ON_THE_COVER or not authors else ""
    creators = () if house else authors
    if house:
        yield element("dc:creator", {"id": "creator"}, house)
        yield from _filed("creator", issue.reading(house))
    for number, person in enumerate(everybody, 1):
        kind = "creator" if person in creators else "contributor"
        yield from _person(person, f"person-{number}", kind, issue.reading(person.name))


def _house(issue: Issue) -> str:
    stated = "title" not in issue.periodical.supplied
    return issue.periodical.publisher or (issue.periodical.title if stated else "")


def _person(person: Person, name: str, kind: str, reading: str) -> Iterator[Markup]:
    yield element(f"dc:{kind}", {"id": name}, person.name)
    for relator in person.relators:
        refines = {"refines": f"#{name}", "property": "role", "scheme": "marc:relators"}
        yield element("meta", refines, relator.value)
    yield from _filed(name, reading)


def _original(issue: Issue, words: Words, holdings: Holdings) -> Iterator[Markup]:
    """Yield what the book was made from, and that the page numbers are the original's.

    The ISSN stands here and with the series. It is no identifier of the book: all issues of a serial have the same one.
    """
    issn = f"ISSN {issue.periodical.issn}" if issue.periodical.issn else ""
    cn = f"CN {issue.periodical.cn}" if issue.periodical.cn else ""
    parts = (book_title(issue, words), issue.periodical.publisher, issn, cn)
    source = words("between-things").join(part for part in parts if part)
    yield element("dc:source", {"id": "original"}, source)
    if holdings.pages_listed:
        yield _refined("original", "source-of", "pagination")
        yield _property("pageBreakSource", source)


def _series(issue: Issue) -> Iterator[Markup]:
    """Yield the periodical as a series; none where the original does not state its title.

    A title the editor supplied would join papers that have nothing to do with each other on one shelf. The position is
    the running number alone: readers take it for a decimal, and 2026.10 would come before 2026.2.
    """
    if "title" in issue.periodical.supplied:
        return
    position = str(issue.running_number) if issue.running_number else ""
    yield element("meta", {"property": "belongs-to-collection", "id": "series"}, issue.periodical.title)
    yield _refined("series", "collection-type", "series")
    yield from _filed("series", issue.reading(issue.periodical.title))
    if position:
        yield _refined("series", "group-position", position)
    if issue.periodical.issn:
        yield _refined("series", "dcterms:identifier", f"urn:issn:{issue.periodical.issn}")
    yield element("meta", {"name": "calibre:series", "content": issue.periodical.title})
    if position:
        yield element("meta", {"name": "calibre:series_index", "content": position})


def _filed(name: str, reading: str) -> Iterator[Markup]:
    if reading:
        yield _refined(name, "file-as", reading)


def _refined(name: str, what: str, value: str) -> Markup:
    return element("meta", {"refines": f"#{name}", "property": what}, value)


def _property(name: str, value: str) -> Markup:
    return element("meta", {"property": name}, value)


def _maybe(name: str, value: str) -> Iterator[Markup]:
    if value:
        yield element(name, None, value)
