"""The issue as plain data for people and other programs: what `reissue show` prints.

Takes an Issue, gives dictionaries and a text. Text that typesetting generates (labels, contents, colophon) is not
in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.issue.article import Article
from publisher.issue.blocks import Block, Exchange, Figure, Heading, Passage, Quotation, text_of, walk
from publisher.issue.credits import Field
from publisher.issue.inlines import plain
from publisher.issue.issue import Issue, Section, Sheet


def summary(issue: Issue) -> dict[str, object]:
    """Return the issue with its articles in reading order, as the conventions of `show --format json` say."""
    head = {
        "id": issue.id,
        "periodical": issue.periodical.title,
        "kind": issue.kind.value,
        "title": issue.title or None,
        "number": issue.number or None,
        "running_number": issue.running_number or None,
        "date": str(issue.date) if issue.date else None,
        "language": issue.language,
        "original_language": issue.derivation.original if issue.derivation else issue.language,
        "unknown": list(issue.unknown),
        "corrections": issue.corrections,
        "open_queries": [query.id for query in issue.open_queries],
        "withheld": [each.id for each in issue.withheld()],
    }
    return {"issue": head, "articles": [_article(path, article) for path, article in issue.articles_with_path()]}


def outline(issue: Issue) -> Iterator[str]:
    """Yield the issue as text, a line an article under its sections, with pages and names."""
    yield f"{issue.id}  {issue.periodical.title} {issue.number}".rstrip()
    above: tuple[Section | Sheet, ...] = ()
    for path, article in issue.articles_with_path():
        for depth, node in enumerate(path):
            if above[: depth + 1] != path[: depth + 1]:
                yield f"{'  ' * (depth + 1)}{_label(node)}"
        above = path
        names = " ".join(article.byline.names) if article.byline else ""
        characters = sum(len(text) for text in article.paragraphs())
        title = article.heading_text() or f"〔{article.opening()}〕"
        yield f"{'  ' * (len(path) + 1)}{article.page or '--':>4}  {title}  {names}  ({characters})".replace(
            "    (", "  ("
        )


def _article(path: tuple[Section | Sheet, ...], article: Article) -> dict[str, object]:
    labels = [node.label for node in path if isinstance(node, Section)]
    return {
        "id": article.id,
        "kind": article.kind.value,
        "title": _text(article.title),
        "kicker": _text(article.kicker),
        "subtitle": _text(article.subtitle),
        "deck": _text(article.deck),
        "section": labels[0] if labels else None,
        "section_path": [_label(node) for node in path],
        "byline": list(article.byline.names) if article.byline else [],
        "byline_role": article.byline.role if article.byline else "",
        "dateline": _text(article.dateline),
        "affiliation": _text(article.affiliation),
        "editor": _text(article.editor),
        "source_note": _text(article.source_note),
        "page": article.page or None,
        "headings": list(article.headings()),
        "paragraphs": list(article.paragraphs()),
        "captions": [_caption(figure) for figure in article.figures()],
        "blocks": [_block(block) for block in walk(article.blocks) if not isinstance(block, Quotation | Passage)],
        "notes": [
            {"id": note.id, "number": note.number, "text": "\n".join(map(text_of, note.blocks))}
            for note in article.notes
        ],
    }


def _block(block: Block) -> dict[str, object]:
    kind = type(block).__name__.lower()
    entry: dict[str, object] = {"id": block.id, "kind": kind, "text": text_of(block)}
    if isinstance(block, Heading):
        entry["level"] = block.level
    if isinstance(block, Exchange):
        entry["question"] = block.is_question
    return entry


def _caption(figure: Figure) -> dict[str, str]:
    return {"text": "\n".join(plain(part) for part in figure.caption), "credit": figure.credit}


def _text(value: Field | None) -> str | None:
    return value.text if value else None


def _label(node: Section | Sheet) -> str:
    return node.label if isinstance(node, Section) else f"{node.number} {node.name}".strip()
