"""What the package says about the book: takes an issue and what its pages hold, gives metadata elements.

Everything stated is taken from the issue or counted on the pages; nothing is claimed that nobody checked. It writes
no file.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from publisher.editions.epub.markup import Markup, element
from publisher.issue.issue import Issue
from publisher.typesetting.words import Words

_IDENTITIES = uuid.uuid5(uuid.NAMESPACE_OID, "reissue")
_AUTHORS_ON_THE_COVER = 3


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the finished pages hold, counted: how far the book can claim to be accessible."""

    pages_listed: int
    pictures: int
    undescribed: int
    has_ruby: bool


def identifier(issue: Issue) -> str:
    """Return the URN of this edition: a UUID made of issue, language and revision."""
    return f"urn:uuid:{uuid.uuid5(_IDENTITIES, f'{issue.id}/{issue.language}/{issue.revision}')}"


def book_title(issue: Issue, words: Words) -> str:
    """Return the title on a shelf: periodical, number, date, and the issue's own title if it has one."""
    date = words.date(issue.date) if issue.date else ""
    parts = dict.fromkeys((issue.periodical.title, issue.number, date, issue.title))
    return words("between-numbers").join(part for part in parts if part)


def metadata(issue: Issue, words: Words, holdings: Holdings, moment: datetime) -> tuple[Markup, ...]:
    """Return every element of the package's metadata, in order."""
    return (
        *_publication(issue, words, moment),
        *_people(issue),
        *_original(issue, words, holdings),
        *_series(issue),
        *_accessibility(words, holdings),
    )


def _publication(issue: Issue, words: Words, moment: datetime) -> Iterator[Markup]:
    rights = issue.rights or issue.periodical.rights
    yield element("dc:identifier", {"id": "pub-id"}, identifier(issue))
    yield element("dc:title", {"id": "title"}, book_title(issue, words))
    yield element("dc:language", None, issue.language)
    yield from _maybe("dc:publisher", issue.periodical.publisher)
    yield from _maybe("dc:date", str(issue.date) if issue.date else "")
    yield from _maybe("dc:rights", rights)
    yield from _maybe("dc:description", issue.periodical.description)
    yield _property("dcterms:modified", moment.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _people(issue: Issue) -> Iterator[Markup]:
    """Yield the authors: creators where they are few, else contributors, so that a shelf shows no list of thirty."""
    bylines = (article.byline for article in issue.articles() if article.byline)
    names = dict.fromkeys(name for byline in bylines for name in byline.names)
    kind = "creator" if len(names) <= _AUTHORS_ON_THE_COVER else "contributor"
    for number, name in enumerate(names, 1):
        yield element(f"dc:{kind}", {"id": f"author-{number}"}, name)
        yield element("meta", {"refines": f"#author-{number}", "property": "role", "scheme": "marc:relators"}, "aut")


def _original(issue: Issue, words: Words, holdings: Holdings) -> Iterator[Markup]:
    """Yield what the book was made from, and that the page numbers are the original's."""
    issn = f"ISSN {issue.periodical.issn}" if issue.periodical.issn else ""
    cn = f"CN {issue.periodical.cn}" if issue.periodical.cn else ""
    parts = (book_title(issue, words), issue.periodical.publisher, issn, cn)
    source = words("between-things").join(part for part in parts if part)
    yield element("dc:source", {"id": "original"}, source)
    if holdings.pages_listed:
        yield element("meta", {"refines": "#original", "property": "source-of"}, "pagination")
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
    yield element("meta", {"refines": "#series", "property": "collection-type"}, "series")
    if position:
        yield element("meta", {"refines": "#series", "property": "group-position"}, position)
    if issue.periodical.issn:
        urn = f"urn:issn:{issue.periodical.issn}"
        yield element("meta", {"refines": "#series", "property": "dcterms:identifier"}, urn)
    yield element("meta", {"name": "calibre:series", "content": issue.periodical.title})
    if position:
        yield element("meta", {"name": "calibre:series_index", "content": position})


def _accessibility(words: Words, holdings: Holdings) -> Iterator[Markup]:
    modes = ("textual", "visual") if holdings.pictures else ("textual",)
    sufficient = ["textual"] if not holdings.undescribed else []
    sufficient += ["textual,visual"] if holdings.pictures else []
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    features += ["alternativeText"] if holdings.pictures and not holdings.undescribed else []
    features += ["pageBreakMarkers", "pageNavigation"] if holdings.pages_listed else []
    features += ["rubyAnnotations"] if holdings.has_ruby else []
    summary = [words("access-text")]
    summary += [words("access-pages")] if holdings.pages_listed else []
    if holdings.pictures:
        summary.append(words("access-undescribed" if holdings.undescribed else "access-pictures"))
    for name, values in (
        ("accessMode", modes),
        ("accessModeSufficient", sufficient),
        ("accessibilityFeature", features),
        ("accessibilityHazard", ("none",)),
        ("accessibilitySummary", ("".join(summary),)),
    ):
        yield from (_property(f"schema:{name}", value) for value in values)


def _property(name: str, value: str) -> Markup:
    return element("meta", {"property": name}, value)


def _maybe(name: str, value: str) -> Iterator[Markup]:
    if value:
        yield element(name, None, value)
