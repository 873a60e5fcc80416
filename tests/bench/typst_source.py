"""The issue as Typst source: takes articles and a style, gives a document on the same page in the same faces.

Page, measure, columns, leading, sizes and faces are those of the style. Text goes in as strings, so that nothing in it
is read as markup. Notes stand behind their article; pictures are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from publisher.issue.article import Article
from publisher.issue.blocks import (
    Attribution,
    Block,
    Exchange,
    Figure,
    Heading,
    Itemised,
    Ornament,
    Passage,
    Quotation,
    Table,
    Verse,
    text_of,
)
from publisher.issue.inlines import plain
from publisher.issue.issue import Issue, Section
from publisher.issue.style import StyleOptions
from publisher.typesetting.geometry import geometry_of

_PREAMBLE = """#let size = {o.font_size_pt}pt
#let lead = {o.leading_pt}pt
#set document(title: {title}, date: none)
#set page(width: {o.width_mm}mm, height: {o.height_mm}mm, columns: {o.columns}, numbering: {numbering},
  margin: (top: {o.top_margin_mm}mm, bottom: {g.bottom_margin_mm}mm,
    inside: {o.inner_margin_mm}mm, outside: {outside}))
#set columns(gutter: {g.gap}pt)
#set text(font: "Reissue text", size: size, lang: "zh", region: "cn", top-edge: .88em, bottom-edge: -.12em)
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: lead - size, spacing: lead - size)
#set block(spacing: lead - size)
#let row(it, font: "heads", size: size, step: lead, above: 0pt, below: 0pt) = block(
  above: 0pt, below: 0pt, inset: (top: above + (step - size) / 2, bottom: below + (step - size) / 2), {{
  set text(font: ("Reissue " + font, "Reissue text"), size: size)
  set par(first-line-indent: 0em, leading: step - size)
  it }})
#show heading.where(level: 1): it => row(font: "text", size: {title_em} * size, step: 2 * lead, it.body)
#show heading: it => if it.level == 1 {{ it }} else {{
  let high = if it.level == 2 {{ 1.05 * size }} else {{ size }}
  block(above: 2 * lead - size, below: lead - size, sticky: true, text(font: ("Reissue heads", "Reissue text"),
    size: high, top-edge: .88 * size, bottom-edge: -.12 * size, it.body)) }}
#let flat(it) = par(first-line-indent: 0em, it)
#let aside(it) = {{ set text(font: ("Reissue aside", "Reissue text")); flat(it) }}
#let small(it) = {{ set text(font: ("Reissue aside", "Reissue text"), size: .84em); flat(it) }}
#let wide(it) = place(top, scope: "parent", float: true, clearance: lead, block(width: 100%, it))
"""
# Points. A measure wider than its characters by less than a hair makes Typst squeeze one more into every line.
_HAIR = 0.002
_CONTENTS = "#page(columns: 1)[#outline(title: {title}, depth: 1)]\n"


def source_of(issue: Issue, options: StyleOptions, *, contents: bool, apart: bool) -> str:
    """Return the whole document.

    Args:
        issue: its articles in order.
        options: the page.
        contents: print a page of contents and page numbers.
        apart: begin every article on a page of its own, its head over all columns.
    """
    title = _string(f"{issue.periodical.title} {issue.number}")
    numbering, title_em = '"1"' if contents else "none", 2.4 if apart else 1.95
    geometry = geometry_of(options)
    page: dict[str, object] = {
        "o": options,
        "g": geometry,
        "title": title,
        "numbering": numbering,
        "title_em": title_em,
    }
    page["outside"] = f"{options.width_mm - options.inner_margin_mm}mm - {geometry.text_width - _HAIR}pt"
    parts = [_PREAMBLE.format(**page)]
    if contents:
        parts.append(_CONTENTS.format(title=_string("目录")))
    for path, article in issue.articles_with_path():
        label = path[0].label if path and isinstance(path[0], Section) else ""
        parts.append("\n\n".join(_article(label, article, apart=apart)))
    return "\n\n".join(parts) + "\n"


def _article(label: str, article: Article, *, apart: bool) -> Iterator[str]:
    head = "".join(f"#{each}\n" if each.startswith("row") else f"{each}\n" for each in _head(label, article))
    yield f"#pagebreak(weak: true)\n#wide[\n{head}]" if apart else f"#v(lead)\n{head}#v(lead)"
    yield from _blocks(article.blocks)
    fields = (article.affiliation, article.editor, article.source_note)
    yield from (f"#small[#{_string(each.text)}]" for each in fields if each and not each.inline)
    for note in article.notes:
        yield f"#small[#{_string(f'{note.number}. ' + ' '.join(map(text_of, note.blocks)))}]"


def _head(label: str, article: Article) -> Iterator[str]:
    """Yield the rows of a head, as high as in our own style."""
    byline = article.byline if article.byline and not article.byline.inline else None
    if label:
        yield f"row(size: .9 * size, below: lead, strong({_string(label)}))"
    if article.kicker and not article.kicker.inline:
        yield f'row(font: "text", size: 1.1 * size, {_string(article.kicker.text)})'
    yield f"= #{_string(article.heading_text() or '无题')}"
    if article.subtitle and not article.subtitle.inline:
        face = 'font: "aside", size: 1.25 * size, above: lead / 2, below: lead / 2'
        yield f"row({face}, {_string(article.subtitle.text)})"
    if byline and byline.names:
        below = "0pt" if article.dateline else "lead / 2"
        names = _string(" ".join((byline.role, *byline.names)))
        yield f"row(size: .9 * size, above: lead / 2, below: {below}, {names})"
    for each in (article.dateline, article.deck):
        if each and not each.inline:
            above = "0pt" if byline else "lead / 2"
            below = "lead" if each is article.deck and byline else "lead / 2"
            face = '"aside", size: 1.1 * size' if each is article.deck else '"text", size: .9 * size'
            yield f"row(font: {face}, above: {above}, below: {below}, {_string(each.text)})"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Quotation(_, inner) | Passage(_, _, inner):
            yield _inset(inner)
        case Itemised(_, _, _, items):
            yield from map(_inset, items)
        case Verse(_, stanzas):
            for stanza in stanzas:
                yield f"#flat[{' #linebreak() '.join(f'#{_string(plain(line))}' for line in stanza)}]"
        case Table():
            yield from _table(block)
        case Figure(_, _, _, caption, credit):
            words = " ".join([*map(plain, caption), credit]).strip()
            yield f"#small[#{_string(words)}]"
        case _:
            yield _line(block)


def _line(block: Block) -> str:
    """Return a block that is one run of text."""
    match block:
        case Heading(_, level, inlines):
            return f"{'=' * min(6, level + 1)} #{_string(plain(inlines))}"
        case Attribution():
            return f"#align(right, aside[#{_string(text_of(block))}])"
        case Exchange():
            return f"#flat[#{_string(text_of(block))}]"
        case Ornament():
            return "#align(center, line(length: 4em))"
        case _:
            return f"#{_string(text_of(block))}"


def _inset(blocks: Iterable[Block]) -> str:
    inner = "\n\n".join(_blocks(blocks))
    return f"#pad(left: 2em)[{inner}]"


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"#flat[#{_string(plain(table.caption))}]"
    cells = [f"[#{_string(plain(cell))}]" for row in (table.header, *table.rows) for cell in row]
    yield f"#table(columns: {len(table.rows[0])}, stroke: none, {', '.join(cells)})"


def _string(text: str) -> str:
    """Return a Typst string: JSON's escapes but for those Typst does not know."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
