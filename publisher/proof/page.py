"""A collation as one HTML page: source left, edition right, reasons on the marks, keys to walk through the queries.

Takes a collation and a language, gives a text that needs nothing beside itself: style, script, scans and data stand in
it. It computes no collation; what stands in one row is the business of publisher.proof.rows.
"""

from __future__ import annotations

import json
from pathlib import Path

from publisher.issue.corrections import Author
from publisher.proof.collation import Collation, Entry
from publisher.proof.controls import SMALL, bar, help_dialog, rail, short_page
from publisher.proof.markup import Html, element, head_of
from publisher.proof.parallel import Column
from publisher.proof.rows import Rows
from publisher.proof.scans import data_uri
from publisher.proof.words import word, word_or, words

_HERE = Path(__file__).parent
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_SPOKEN = {"del": "deleted", "ins": "inserted", "gap": "put-in", "cut": "taken-away", "seam": "seam"}
_LONGEST = 60  # characters of a line that an explanation quotes
_LINE, _HEAD = 31, 60  # pixels: what a browser reckons with before it lays a column out
_MEASURE = 28  # characters of a line on the edition's side


def page(collation: Collation, lang: str) -> str:
    """Return the page.

    Raises:
        ReissueError: a scan that the manifest names cannot be shown.
    """
    rows = Rows.of(collation, lang)
    scans = tuple(dict.fromkeys(scan for column in collation.columns for scan in column.scans))
    main = element(
        "main",
        _sides(lang),
        *(_column(column, rows, scans) for column in collation.columns),
        _about(collation, lang),
        id="text",
        tabindex=-1,
    )
    body = element(
        "body",
        element("a", word("skip", lang), class_="skip", href="#text"),
        bar(collation, lang, has_scans=bool(scans)),
        element("div", rail(collation, lang), main, _scans(scans, collation, lang), class_="desk"),
        element("div", id="pop", role="status", hidden=True),
        help_dialog(lang),
        element("script", Html(_data(collation, lang)), type="application/json", id="data"),
        element("script", Html((_HERE / "page.js").read_text(encoding="utf-8"))),
    )
    return f"<!doctype html>\n{element('html', _head(collation, lang), body, lang=word('html-lang', lang))}\n"


def _head(collation: Collation, lang: str) -> Html:
    spoken = "".join(f' --say-{name}: "〔{word(key, lang)}〕";' for name, key in _SPOKEN.items())
    style = f":root {{{spoken} }}\n{(_HERE / 'page.css').read_text(encoding='utf-8')}"
    return head_of(word("page-title", lang, title=collation.title), _POLICY, style)


def _sides(lang: str) -> Html:
    names = (element("span", word(side, lang)) for side in ("source", "edition"))
    return element("div", *names, class_="sides", aria_hidden="true")


def _column(column: Column, rows: Rows, scans: tuple[str, ...]) -> Html:
    lang = rows.lang
    is_ours = not column.lines and column.kind == "article"
    page = word("page", lang, page=column.page) if column.page else ""
    name = "" if column.id == column.kind else column.id
    where = " · ".join(part for part in (*column.path, page, name, word("ours", lang) if is_ours else "") if part)
    height = _HEAD + _LINE * sum(
        max(len(row.lines), 1 + len(row.passage.text) // _MEASURE if row.passage else 1) for row in column.rows
    )
    return element(
        "section",
        element("h2", word(f"column-{column.kind}", lang, title=column.title)),
        element("p", where, class_="where"),
        *(rows.row(row) for row in column.rows),
        class_="column" + " small" * (column.kind in SMALL) + " ours" * is_ours,
        id=column.id,
        data_scans=" ".join(str(scans.index(scan)) for scan in column.scans),
        style=f"contain-intrinsic-size:auto {height}px",
    )


def _about(collation: Collation, lang: str) -> Html:
    accounts = collation.accounts
    heaps = [(f"heap-{name}", getattr(accounts, name)) for name in ("articles", "corrected", "metadata")]
    heaps += [(f"drop-{reason}", count) for reason, count in accounts.drops]
    heaps += [(f"heap-{name}", getattr(accounts, name)) for name in ("unplaced", "spaces", "line_ends", "total")]
    dropped = f"{word('drop', lang)} · "
    table = (
        element(
            "tr",
            element("th", (dropped if key.startswith("drop-") else "") + word(key, lang), scope="row"),
            element("td", f"{count:,}", class_="n"),
        )
        for key, count in heaps
    )
    sources = (
        element(
            "tr",
            element("th", each.path, scope="row"),
            element("td", f"{each.characters:,}", class_="n"),
            element("td", element("code", each.sha256)),
        )
        for each in collation.sources
    )
    return element(
        "section",
        element("h3", word("accounts", lang)),
        element("table", *table),
        element("h3", word("sources", lang)),
        element("table", *sources),
        class_="about",
        id="about",
    )


def _scans(scans: tuple[str, ...], collation: Collation, lang: str) -> Html:
    figures = (
        element(
            "figure",
            element("img", alt=scan, decoding="async", src=data_uri(scan, collation.folder, collation.manifest)),
            element("figcaption", scan),
            data_scan=number,
            hidden=True,
        )
        for number, scan in enumerate(scans)
    )
    return element("aside", *figures, class_="scan", tabindex=0, aria_label=word("scan", lang)) if scans else Html()


def _data(collation: Collation, lang: str) -> str:
    """Return what the script needs, as JSON that cannot end its element."""
    loud = {entry.rule for entry in collation.entries if not entry.is_quiet}
    codes = list(collation.counts)
    rules = [{"code": code, "page": short_page(code, lang), "quiet": code not in loud} for code in codes]
    numbers = {code: number for number, code in enumerate(codes)}
    entries = [None, *(_entry(entry, numbers, collation, lang) for entry in collation.entries)]
    data = {"words": words(lang), "rules": rules, "entries": entries}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _entry(entry: Entry, numbers: dict[str, int], collation: Collation, lang: str) -> dict[str, object]:
    detail = word_or(f"{entry.kind}-{entry.detail}", entry.detail, lang)
    if entry.kind == "move":
        detail = word("moved-behind", lang, line=entry.other.line) if entry.other else word("moved-first", lang)
    return {
        "kind": entry.kind,
        "rule": numbers[entry.rule],
        "editor": entry.author is Author.EDITOR,
        "confidence": entry.confidence,
        "evidence": entry.evidence,
        "before": _quoted(entry.before),
        "after": _quoted(entry.after),
        "left": entry.left,
        "right": entry.right,
        "detail": detail,
        "place": f"{collation.paths[entry.span.source]}:{entry.span.line}",
        "quiet": entry.is_quiet,
    }


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 10]}…{text[-9:]}"
