"""What is compared: the facts of an issue and its articles, each a row of fields and a row of blocks of plain text.

Takes an Issue; finished editions are read into the same values by `editions`. It compares nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.issue.article import Article
from publisher.issue.blocks import Block, Heading, Itemised, Passage, Quotation, text_of, walk
from publisher.issue.credits import Field
from publisher.issue.issue import Issue, Section, Sheet


@dataclass(frozen=True, slots=True)
class FieldText:
    """A field of an issue or an article; one that no edition prints as such is compared between manifests only."""

    name: str
    text: str
    is_printed: bool = True


@dataclass(frozen=True, slots=True)
class BlockText:
    """A block of an article: its id, what it is, and its plain text as `show` gives it."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article: its id, the name it goes by, and what of it is compared."""

    id: str
    name: str
    fields: tuple[FieldText, ...]
    blocks: tuple[BlockText, ...]


@dataclass(frozen=True, slots=True)
class IssueText:
    """An issue as it is compared.

    Attributes:
        origin: the path as a person types it.
        is_edition: whether it was read from a finished edition, which does not tell everything.
        language: BCP 47; empty if not told.
    """

    origin: str
    is_edition: bool
    language: str
    facts: tuple[FieldText, ...]
    articles: tuple[ArticleText, ...]


def issue_text(issue: Issue, origin: str) -> IssueText:
    """Return an issue as it is compared."""
    articles = tuple(_article(path, article) for path, article in issue.articles_with_path())
    return IssueText(origin, False, issue.language, tuple(_facts(issue)), articles)  # noqa: FBT003 - as the field says


def _facts(issue: Issue) -> Iterator[FieldText]:
    periodical = issue.periodical
    told = {
        "id": issue.id,
        "revision": str(issue.revision),
        "language": issue.language,
        "date": str(issue.date or ""),
        "running_number": str(issue.running_number or ""),
        "publisher": periodical.publisher,
        "rights": issue.rights or periodical.rights,
        "periodical": periodical.title,
        "number": issue.number,
        "issn": periodical.issn,
    }
    yield from (FieldText(name, text) for name, text in told.items())
    yield from (FieldText(f"imprint {item.label}", item.value) for item in issue.imprint)
    yield FieldText("title", issue.title, is_printed=False)
    yield FieldText("unknown", "、".join(issue.unknown), is_printed=False)


def _article(path: tuple[Section | Sheet, ...], article: Article) -> ArticleText:
    blocks = tuple(_blocks(article.blocks)) + tuple(each for note in article.notes for each in _blocks(note.blocks))
    name = " ".join(article.heading_text().split("\n")) or article.opening()
    return ArticleText(article.id, name, tuple(_fields(path, article)), blocks)


def _fields(path: tuple[Section | Sheet, ...], article: Article) -> Iterator[FieldText]:
    section = next((part.label for part in reversed(path) if isinstance(part, Section)), "")
    labels = " / ".join(part.label if isinstance(part, Section) else f"{part.number} {part.name}" for part in path)
    yield FieldText("section", section)
    yield FieldText("path", labels, is_printed=False)
    yield FieldText("kind", article.kind.value)
    for name in ("kicker", "title", "subtitle"):
        yield _field(name, getattr(article, name))
    byline = article.byline
    is_printed = byline is not None and not byline.inline
    yield FieldText("byline", "　".join(byline.names) if byline else "", is_printed)
    yield FieldText("role", byline.role if byline else "", is_printed and bool(byline and byline.names))
    for name in ("dateline", "deck", "affiliation", "source_note", "editor"):
        yield _field(name, getattr(article, name))
    for name in ("page", "rights"):
        yield FieldText(name, getattr(article, name), is_printed=False)
    yield FieldText("lang", article.lang, is_printed=False)


def _field(name: str, field: Field | None) -> FieldText:
    return FieldText(name, field.text if field else "", field is None or not field.inline)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[BlockText]:
    """Yield every block that holds words itself, in reading order; what only holds other blocks is left out."""
    for block in walk(blocks):
        if not isinstance(block, Quotation | Passage | Itemised):
            kind = type(block).__name__.lower()
            kind = f"heading {block.level}" if isinstance(block, Heading) else kind
            yield BlockText(block.id, kind, text_of(block))
