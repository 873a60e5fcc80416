"""A difference, printed: for a terminal with every changed character in its place, as data, as a list of errata.

Takes a Difference, gives lines, dictionaries, sentences. It finds no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.text import Text

from publisher.proof.difference.changes import ArticleChange, BlockChange, Difference, FieldChange
from publisher.proof.difference.characters import END, Op
from publisher.proof.difference.texts import IssueText
from publisher.proof.words import word, word_or

_CONTEXT = 10  # characters on either side of a change
_DELETED, _INSERTED = ("〔-", "-〕", "red"), ("〔+", "+〕", "green")
_SHOWN = str.maketrans({END: "¶", "\n": "↵", "\t": "⇥"})


def lines_of(difference: Difference, lang: str) -> Iterator[Text]:
    """Yield the lines for a terminal: what is compared, facts, articles, and how much differs."""
    before, after = difference.before, difference.after
    yield Text(f"--- {before.origin}", "bold")
    yield Text(f"+++ {after.origin}", "bold")
    if before.language and after.language and before.language != after.language:
        yield Text(word("diff-languages", lang, before=before.language, after=after.language))
    if before.is_edition != after.is_edition:
        yield Text(word("diff-mixed", lang))
    yield from (_field(each, lang) for each in difference.facts)
    for article in difference.articles:
        yield Text()
        yield from _article(article, lang)
    yield Text()
    yield Text(_summary(difference, lang))


def data_of(difference: Difference) -> dict[str, object]:
    """Return everything as plain data; places are code points, in a field or in the text of the article."""
    return {
        "before": _issue_data(difference.before),
        "after": _issue_data(difference.after),
        "same": difference.is_none,
        "facts": [asdict(each) for each in difference.facts],
        "articles": [_article_data(each) for each in difference.articles],
    }


def _issue_data(issue: IssueText) -> dict[str, object]:
    return {"origin": issue.origin, "edition": issue.is_edition, "language": issue.language}


def _article_data(change: ArticleChange) -> dict[str, object]:
    article = change.after or change.before
    assert article is not None  # noqa: S101 - a change has one side at least
    return {
        "id": article.id,
        "title": article.name,
        "change": change.kind,
        "moved": {"from": change.moved[0], "to": change.moved[1]} if change.moved else None,
        "fields": [asdict(each) for each in change.fields],
        "blocks": [
            {
                "change": block.kind,
                "before": [asdict(each) for each in block.before],
                "after": [asdict(each) for each in block.after],
                "ops": [asdict(op) for op in block.ops],
            }
            for block in change.blocks
        ],
        "text": "".join(each.text + "\n" for each in article.blocks) if change.kind != "changed" else None,
    }


def _article(change: ArticleChange, lang: str) -> Iterator[Text]:
    article = change.after or change.before
    assert article is not None  # noqa: S101 - a change has one side at least
    title = word("column-article", lang, title=article.name)
    characters = sum(len(block.text) for block in article.blocks)
    note = word(f"diff-{change.kind}", lang, count=characters) if change.kind != "changed" else ""
    if change.moved:
        note = word("diff-moved", lang, before=change.moved[0], after=change.moved[1])
    yield Text(f"{article.id}  {title}{f'  {note}' if note else ''}", "bold")
    if change.kind != "changed":
        opening = next((block.text for block in article.blocks if block.text), "")
        yield Text("  ").append_text(_marked(f"{opening[:30]}……", _INSERTED if change.kind == "added" else _DELETED))
    yield from (Text("  ").append_text(_field(each, lang)) for each in change.fields)
    start = {id(block): at for block, at in zip(change.blocks, _starts(change), strict=True)}
    for block in change.blocks:
        label = Text(f"  {_names(block)}  {word(f'diff-block-{block.kind}', lang)}")
        yield label.append_text(Text("  ")).append_text(_excerpts(block, start[id(block)]))


def _starts(change: ArticleChange) -> Iterator[int]:
    """Yield for each changed block where its older side begins in the text of the article."""
    assert change.before is not None  # noqa: S101 - called for articles on both sides
    places: dict[int, int] = {}
    at = 0
    for number, each in enumerate(change.before.blocks, 1):
        places[number] = at
        at += len(each.text) + 1
    for block in change.blocks:
        yield places[block.number] if block.before else block.ops[0].at_before


def _names(block: BlockChange) -> str:
    """Return the ids of the blocks, the article's own left out."""
    sides = ["、".join(each.id.rpartition("-")[2] or "?" for each in side) for side in (block.before, block.after)]
    return " → ".join(dict.fromkeys(side for side in sides if side))


def _field(change: FieldChange, lang: str) -> Text:
    name, _, rest = change.name.partition(" ")
    label = f"{word_or(f'diff-field-{name}', name, lang)}{f' {rest}' if rest else ''}"
    return Text(f"{label}{word('diff-colon', lang)}").append_text(_line(change.before, change.ops, 0))


def _excerpts(block: BlockChange, start: int) -> Text:
    old = "".join(each.text + END for each in block.before)
    if block.kind == "kind":
        return Text(f"{block.before[0].kind} → {block.after[0].kind}")
    if not block.before or not block.after:
        side = block.before or block.after
        return _marked("".join(each.text for each in side), _DELETED if block.before else _INSERTED)
    return _line(old, block.ops, start)


def _line(old: str, ops: Sequence[Op], start: int) -> Text:
    """Return a text with its changes marked; what is far from any change is left out."""
    line = Text()
    at = 0
    for number, op in enumerate(ops):
        place = op.at_before - start
        kept = old[at:place]
        room = _CONTEXT if number == 0 else 2 * _CONTEXT
        if len(kept) > room:
            head = kept[:_CONTEXT] if number else ""
            line.append(f"{_shown(head)}…{_shown(kept[-_CONTEXT:])}")
        else:
            line.append(_shown(kept))
        if op.before:
            line.append_text(_marked(op.before, _DELETED))
        if op.after:
            line.append_text(_marked(op.after, _INSERTED))
        at = place + len(op.before)
    rest = old[at:].removesuffix(END)
    return line.append(_shown(rest[:_CONTEXT]) + ("…" if len(rest) > _CONTEXT else ""))


def _marked(text: str, signs: tuple[str, str, str]) -> Text:
    opening, closing, colour = signs
    return Text(f"{opening}{_shown(text)}{closing}", colour)


def _shown(text: str) -> str:
    return text.translate(_SHOWN)


def _summary(difference: Difference, lang: str) -> str:
    if difference.is_none:
        return word("diff-same", lang)
    kinds = [each.kind for each in difference.articles]
    ops = [op for each in difference.articles for op in each.ops]
    ops += [op for each in difference.articles for field in each.fields for op in field.ops]
    return word(
        "diff-summary",
        lang,
        changed=kinds.count("changed"),
        added=kinds.count("added"),
        removed=kinds.count("removed"),
        deleted=sum(len(op.before.replace(END, "")) for op in ops),
        inserted=sum(len(op.after.replace(END, "")) for op in ops),
    )
