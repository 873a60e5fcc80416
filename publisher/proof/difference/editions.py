"""Finished editions as texts: takes an EPUB or an HTML file, ours by its make, gives an IssueText.

What an edition added (`data-generated`) is left out; articles and blocks are known by their ids. The file is trusted in
nothing: `container` and `markup` refuse what is no honest book.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from publisher.problems import Place, Problem, SourceError
from publisher.proof.difference.container import MAX_MEMBER, opened
from publisher.proof.difference.markup import Element, parse_html, parse_xml
from publisher.proof.difference.texts import ArticleText, BlockText, FieldText, IssueText

_CONTAINER = "META-INF/container.xml"
_HEADING = re.compile(r"h[2-6]")
_LEVEL = re.compile(r"level-(\d+)")
_PACKAGE_FACTS = {"date": "date", "publisher": "publisher", "rights": "rights", "name": "title"}
_META_FACTS = {
    "id": "dcterms.identifier",
    "revision": "dcterms.hasVersion",
    "date": "dcterms.issued",
    "publisher": "dcterms.publisher",
    "rights": "dcterms.rights",
    "periodical": "dcterms.title",
    "number": "prism.number",
    "running_number": "prism.issueIdentifier",
    "issn": "prism.issn",
}
_HEAD_FIELDS = ("kicker", "title", "subtitle", "dateline", "deck")
_FOOT_FIELDS = {"affiliation": "affiliation", "source_note": "source-note", "editor": "editor"}


def epub_text(path: Path, shown: str) -> IssueText:
    """Return the issue in an EPUB; raises SourceError for a file that is damaged, unsafe or no issue of ours."""
    container = opened(path, shown)
    root = parse_xml(container.read(_CONTAINER), f"{shown}/{_CONTAINER}")
    package_name = next((each.attributes.get("full-path", "") for each in _named(root, "rootfile")), "")
    package = parse_xml(container.read(package_name), f"{shown}/{package_name}")
    files = {each.attributes.get("id", ""): each.attributes.get("href", "") for each in _named(package, "item")}
    spine = [files.get(each.attributes.get("idref", ""), "") for each in _named(package, "itemref")]
    names = [normpath(join(dirname(package_name), unquote(href))) for href in dict.fromkeys(spine) if href]
    pages = [parse_xml(container.read(name), f"{shown}/{name}") for name in names]
    facts = (*_package_facts(package), *_imprint(pages))
    language = next((_words(each) for each in _named(package, "language")), "")
    return _issue(shown, language, facts, pages)


def html_text(path: Path, shown: str) -> IssueText:
    """Return the issue in one HTML file; raises SourceError as `epub_text` does."""
    if path.stat().st_size > 2 * MAX_MEMBER:
        raise SourceError(Problem("proof/archive-size", Place(shown), {"name": path.name}))
    root = parse_html(path.read_bytes(), shown)
    metas = {each.attributes.get("name", ""): each.attributes.get("content", "") for each in _named(root, "meta")}
    language = next((each.attributes.get("lang", "") for each in _named(root, "html")), "")
    facts = [
        FieldText("language", language),
        *(FieldText(name, metas.get(key, "")) for name, key in _META_FACTS.items()),
    ]
    return _issue(shown, language, (*facts, *_imprint([root])), [root])


def _issue(shown: str, language: str, facts: Iterable[FieldText], pages: list[Element]) -> IssueText:
    found = [each for page in pages for each in _named(page, "article") if "article" in each.classes and each.id]
    if not found:
        raise SourceError(Problem("proof/no-articles", Place(shown)))
    doubled = [name for name, count in Counter(each.id for each in found).items() if count > 1]
    if doubled:
        raise SourceError(Problem("proof/bad-markup", Place(shown), {"reason": f"id {doubled[0]}"}))
    return IssueText(shown, True, language, tuple(facts), tuple(map(_article, found)))  # noqa: FBT003 - as the field says


def _package_facts(package: Element) -> Iterator[FieldText]:
    """Yield what the package says of the issue; a series only where it names one."""
    yield FieldText("language", next((_words(each) for each in _named(package, "language")), ""))
    for name, tag in _PACKAGE_FACTS.items():
        yield FieldText(name, next((_words(each).strip() for each in _named(package, tag)), ""))
    metas = {each.attributes.get("property", ""): _words(each).strip() for each in _named(package, "meta")}
    yield FieldText("revision", metas.get("schema:version", ""))
    if "belongs-to-collection" in metas:
        yield FieldText("running_number", metas.get("group-position", ""))
        yield FieldText("issn", metas.get("dcterms:identifier", "").removeprefix("urn:issn:"))


def _imprint(pages: Iterable[Element]) -> Iterator[FieldText]:
    for page in pages:
        for part in page.walk():
            if "imprint-page" in part.classes:
                for fact in (each for each in _named(part, "div") if not each.is_generated):
                    words = [_words(each) for each in fact.elements()]
                    if len(words) == 2:
                        yield FieldText(f"imprint {words[0]}", words[1])


def _article(article: Element) -> ArticleText:
    fields = tuple(_fields(article))
    blocks = tuple(_blocks(article, in_body=False))
    title = next((each.text for each in fields if each.name == "title"), "")
    opening = next((each.text[:16] for each in blocks if each.kind == "paragraph"), "")
    return ArticleText(article.id, " ".join(title.split("\n")) or opening, fields, blocks)


def _fields(article: Element) -> Iterator[FieldText]:
    head = next((each for each in article.walk() if "head" in each.classes), Element(""))
    by_class = {name: each for each in head.walk() for name in each.classes[:1] if not each.is_generated}
    is_advertisement = "advertisement" in article.classes
    section = next((each for each in head.walk() if "section" in each.classes), None)
    yield FieldText("section", _words(section, every=True) if section else "", not is_advertisement)
    yield FieldText("kind", next((name[5:] for name in article.classes if name.startswith("kind-")), ""))
    for name in _HEAD_FIELDS:
        yield FieldText(name, _words(by_class.get(name)))
    yield FieldText("byline", "　".join(_words(each) for each in head.walk() if "author" in each.classes))
    yield FieldText("role", _words(by_class.get("role")))
    foot = next((each for each in article.walk() if "foot" in each.classes), Element(""))
    for name, class_ in _FOOT_FIELDS.items():
        yield FieldText(name, next((_words(each) for each in foot.elements() if class_ in each.classes), ""))


def _blocks(element: Element, *, in_body: bool) -> Iterator[BlockText]:
    """Yield the blocks below an element in reading order."""
    for child in element.elements():
        if child.is_generated or "foot" in child.classes or "head" in child.classes:
            continue
        kind = _kind(child) if in_body else ""
        if not kind:
            yield from _blocks(child, in_body=in_body or "body" in child.classes)
        elif child.id or _words(child):
            yield BlockText(child.id, kind, _block_words(child, kind))


def _kind(element: Element) -> str:
    """Return what kind of block an element is; an empty text for one that only holds blocks."""
    classes = element.classes
    if "verse" in classes:
        return "verse"
    if element.tag in {"table", "figure"}:
        return element.tag
    if element.tag == "hr":
        return "ornament"
    if _HEADING.fullmatch(element.tag):
        level = next((match[1] for name in classes if (match := _LEVEL.fullmatch(name))), "1")
        return f"heading {level}"
    if element.tag != "p":
        return ""
    if "attribution" in classes:
        return "attribution"
    return "exchange" if {"question", "answer"} & set(classes) else "paragraph"


def _block_words(element: Element, kind: str) -> str:
    """Return the words of a block as `show` gives them: parts of a block on lines of their own."""
    if kind == "table":
        captions = [_words(each) for each in _named(element, "caption")]
        rows = ("\t".join(map(_words, row.elements())) for row in _named(element, "tr"))
        return "\n".join([*captions, *rows])
    if kind == "verse":
        return "\n\n".join("\n".join(map(_words, stanza.elements())) for stanza in element.elements())
    if kind == "figure":
        parts = [each for each in element.walk() if {"caption", "credit"} & set(each.classes)]
        return "\n".join(map(_words, parts))
    return _words(element)


def _words(element: Element | None, *, every: bool = False) -> str:
    """Return the words of an element that are the issue's; with `every`, those the edition added as well."""
    if element is None or element.tag in {"rt", "rp"} or (element.is_generated and not every):
        return ""
    return "".join(each if isinstance(each, str) else _words(each, every=every) for each in element.children)


def _named(element: Element, tag: str) -> Iterator[Element]:
    return (each for each in element.walk() if each.tag == tag)
