"""The issue as a record for libraries: takes an issue and where its articles stand, gives schema.org JSON-LD.

It says what the package cannot: which article is by whom, on which page and in which section. Nothing is in it that the
issue does not state.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from publisher.issue.article import Article
from publisher.issue.credits import Field
from publisher.issue.issue import Issue, Section, Sheet
from publisher.issue.people import Contribution, contributions, names_an_office
from publisher.issue.plan import IssueKind
from publisher.issue.relators import Relator

_PROPERTIES = {Relator.AUTHOR: "author", Relator.EDITOR: "editor", Relator.TRANSLATOR: "translator"}
_OTHERS = "contributor"
_RELATORS = "http://id.loc.gov/vocabulary/relators/"
# A record may be copied into a web page, where these would end the script it stands in.
_UNSAFE = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


def record(issue: Issue, name: str, identifier: str, hrefs: Mapping[str, str]) -> bytes:
    """Return the record in canonical JSON.

    Args:
        name: the title of the book.
        identifier: the URN of the edition.
        hrefs: id of an article → link to it, relative to the package.
    """
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "PublicationIssue",
        "@id": identifier,
        "name": name,
        "issueNumber": issue.number,
        "position": issue.running_number or None,
        "datePublished": str(issue.date) if issue.date else "",
        "inLanguage": issue.language,
        "version": issue.revision,
        "publisher": _organization(issue.periodical.publisher),
        "copyrightNotice": issue.rights or issue.periodical.rights,
        "isPartOf": _periodical(issue),
        "hasPart": [_article(issue, path, article, hrefs[article.id]) for path, article in issue.articles_with_path()],
    }
    text = json.dumps(_stated(data), ensure_ascii=False, sort_keys=True, indent=1)
    return (text.translate(_UNSAFE) + "\n").encode()


def _periodical(issue: Issue) -> dict[str, Any]:
    """Return the serial; one whose title the editor supplied is known by its ISSN or not at all."""
    periodical = issue.periodical
    title = "" if "title" in periodical.supplied else periodical.title
    if not (title or periodical.issn):
        return {}
    kind = "Newspaper" if issue.kind is IssueKind.NEWSPAPER else "Periodical"
    return {
        "@type": kind,
        "name": title,
        "alternateName": issue.reading(title) if title else "",
        "issn": periodical.issn,
        "publisher": _organization(periodical.publisher),
        "inLanguage": periodical.language,
    }


def _article(issue: Issue, path: tuple[Section | Sheet, ...], article: Article, href: str) -> dict[str, Any]:
    newspaper = issue.kind is IssueKind.NEWSPAPER
    rights = issue.rights or issue.periodical.rights
    said: dict[str, Any] = {
        "@type": "NewsArticle" if newspaper else "Article",
        "@id": href,
        "url": href,
        "headline": _text(article.title),
        "alternativeHeadline": _text(article.subtitle),
        "abstract": _text(article.deck),
        "articleSection": [part.label for part in path if isinstance(part, Section)],
        "pageStart": article.page,
        "inLanguage": article.lang or issue.language,
        "copyrightNotice": article.rights if article.rights != rights else "",
    }
    if newspaper:
        sheets = [part.number for part in path if isinstance(part, Sheet)]
        said |= {"dateline": _text(article.dateline), "printPage": sheets[-1] if sheets else ""}
    return said | _people(issue, contributions(article))


def _people(issue: Issue, found: Iterable[Contribution]) -> dict[str, Any]:
    """Return people by what schema.org calls them; who did something it has no word for is a contributor with a role.

    Source: schema.org/Role, a node between the property and the person that repeats the property.
    """
    people: dict[str, list[dict[str, Any]]] = {}
    for each in found:
        kind = "Organization" if names_an_office(each.name) else "Person"
        person = {"@type": kind, "name": each.name, "alternateName": issue.reading(each.name)}
        if each.relator in _PROPERTIES:
            people.setdefault(_PROPERTIES[each.relator], []).append(person)
        else:
            role = {"@type": "Role", "roleName": f"{_RELATORS}{each.relator.value}", _OTHERS: person}
            people.setdefault(_OTHERS, []).append(role)
    return people


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name} if name else {}


def _text(field: Field | None) -> str:
    return " ".join(field.text.split("\n")) if field else ""


def _stated(value: Any) -> Any:
    """Return the value without whatever is empty in it."""
    if isinstance(value, dict):
        kept = {key: _stated(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in ("", None, [], {})}
    return [_stated(inner) for inner in value] if isinstance(value, list) else value
