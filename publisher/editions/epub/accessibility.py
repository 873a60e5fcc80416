"""How far the book can be read without eyes: takes what its pages hold, gives the metadata of EPUB Accessibility 1.1.

Every statement is counted on the finished pages. That the book conforms is claimed only where the manifest says who
looked, and not while a picture has no words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.editions.epub.markup import Markup, element
from publisher.issue.periodical import Evaluation
from publisher.typesetting.words import Words

CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the finished pages hold, counted; ornaments are no pictures here.

    Attributes:
        captioned: pictures whose words are those of their captions.
        undescribed: pictures without any words.
        has_roles: whether parts of pages say by their roles what they are.
    """

    pages_listed: int
    pictures: int
    undescribed: int
    has_ruby: bool
    captioned: int = 0
    has_roles: bool = False


def accessibility(evaluation: Evaluation | None, words: Words, holdings: Holdings) -> Iterator[Markup]:
    """Yield the statements in the order of the standard.

    Source: EPUB Accessibility 1.1, 2.2 (metadata) and 3.5 (conformance); Schema.org Accessibility Properties for
    Discoverability Vocabulary.
    """
    modes = ("textual", "visual") if holdings.pictures else ("textual",)
    sufficient = ["textual"] if not holdings.undescribed else []
    sufficient += ["textual,visual"] if holdings.pictures else []
    for name, values in (
        ("accessMode", modes),
        ("accessModeSufficient", sufficient),
        ("accessibilityFeature", _features(holdings)),
        ("accessibilityHazard", ("none",)),
        ("accessibilitySummary", ("".join(words(key) for key in _summary(holdings)),)),
    ):
        yield from (element("meta", {"property": f"schema:{name}"}, value) for value in values)
    if evaluation and not holdings.undescribed:
        yield from _conformance(evaluation)


def _features(holdings: Holdings) -> Iterator[str]:
    yield from ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability")
    if holdings.pictures and not holdings.undescribed:
        yield "alternativeText"
    if holdings.pages_listed:
        yield from ("pageBreakMarkers", "pageNavigation")
    if holdings.has_ruby:
        yield "rubyAnnotations"
    if holdings.has_roles:
        yield "ARIA"


def _summary(holdings: Holdings) -> Iterator[str]:
    """Yield the labels of the sentences, the gravest word about pictures alone."""
    yield "access-text"
    if holdings.pages_listed:
        yield "access-pages"
    if holdings.pictures:
        captions = "access-captions" if holdings.captioned else "access-pictures"
        yield "access-undescribed" if holdings.undescribed else captions


def _conformance(evaluation: Evaluation) -> Iterator[Markup]:
    yield element("meta", {"property": "dcterms:conformsTo", "id": "conformance"}, CONFORMS)
    certifier = {"refines": "#conformance", "property": "a11y:certifiedBy", "id": "certifier"}
    yield element("meta", certifier, evaluation.certified_by)
    if evaluation.date:
        yield element("meta", {"refines": "#certifier", "property": "dcterms:date"}, str(evaluation.date))
