"""Where links and outline entries lead: takes a document, resolves destinations to page numbers.

Source: ISO 32000-1, 12.3 and 12.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from publisher.proof.pdf.document import Document
from publisher.proof.pdf.objects import Thing, elements, entry, is_dictionary, key_of, leaves, name, pairs, text, within

_SCHEMES = ("http://", "https://", "mailto:", "urn:", "tel:", "doi:")
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its title and what it leads to."""

    title: str
    obj: Thing


def named(document: Document) -> list[tuple[str, Thing]]:
    """Return every named destination, in the order of the file."""
    found = [(key, value) for key, value in pairs(entry(document.root, "/Dests"))]
    tree = within(document.root, "/Names", "/Dests")
    return found + [(text(key), value) for key, value in leaves(tree, "/Names")]


def page_of(document: Document, destination: Thing, names: dict[str, Thing]) -> int:
    """Return the page (from 1) of an explicit or named destination, 0 if it leads nowhere."""
    if isinstance(destination, pikepdf.String | pikepdf.Name):
        key = text(destination) or str(destination)
        destination = names.get(key)
    if is_dictionary(destination):
        destination = entry(destination, "/D")
    listed = elements(destination) if isinstance(destination, pikepdf.Array) else []
    return document.page_numbers.get(key_of(listed[0]), 0) if len(listed) > 1 else 0


def astray(document: Document, holder: Thing, names: dict[str, Thing]) -> str:
    """Return what is wrong with the target of a link or an outline entry, or nothing."""
    action, destination = entry(holder, "/A"), entry(holder, "/Dest")
    if destination is None and name(entry(action, "/S")) == "GoTo":
        destination = entry(action, "/D")
    if destination is not None:
        shown = text(destination) or name(destination) or "[…]"
        return "" if page_of(document, destination, names) else f"/Dest {shown[:60]}"
    kind = name(entry(action, "/S"))
    if kind == "URI":
        target = text(entry(action, "/URI"))
        is_good = target.startswith(_SCHEMES) and len(target) > len("urn:") and not set(target) & set(" \t\r\n<>")
        return "" if is_good else f"/URI {target[:80]}"
    return "" if kind else "/Dest –"


def outline(document: Document) -> Iterator[Bookmark]:
    """Yield the entries of the outline in their order, each once."""
    seen: set[tuple[int, int]] = set()
    waiting = [entry(entry(document.root, "/Outlines"), "/First")]
    while waiting and len(seen) < _MOST:
        here = waiting.pop()
        if not is_dictionary(here) or key_of(here) in seen:
            continue
        seen.add(key_of(here))
        yield Bookmark(text(entry(here, "/Title")), here)
        waiting += [entry(here, "/Next"), entry(here, "/First")]


def labels(document: Document) -> list[tuple[int, str]] | None:
    """Return the ranges of page labels as (page index, style and prefix), None where the file has none."""
    tree = entry(document.root, "/PageLabels")
    if tree is None:
        return None
    return [
        (key if isinstance(key, int) else -1, f"{name(entry(value, '/S'))}|{text(entry(value, '/P'))}|{_start(value)}")
        for key, value in leaves(tree, "/Nums")
    ]


def _start(value: Thing) -> int:
    first = entry(value, "/St")
    return first if isinstance(first, int) else 1
