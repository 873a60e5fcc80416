"""Rules of tags: everything on the page is text or artifact, and the tree says what each piece of text is.

Source: ISO 14289-1, 7; ISO 19005-3, 6.7; ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pikepdf

from publisher.proof.checks import Finding
from publisher.proof.pdf.document import Document
from publisher.proof.pdf.objects import elements, entry, key_of, leaves, name, shown, text
from publisher.proof.pdf.rule import Rule
from publisher.proof.pdf.rules.interaction import annotated
from publisher.proof.pdf.standards import ACCESS, ARCHIVE
from publisher.proof.pdf.structure import STANDARD, Element, languages, parent_tree

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*|[xi](?:-[A-Za-z0-9]{1,8})+")
_HEADING = re.compile(r"H([1-6])")


def _marked(document: Document) -> Iterator[Finding]:
    if entry(entry(document.root, "/MarkInfo"), "/Marked") is not True:
        yield Finding(thing="catalog", detail="/MarkInfo /Marked")


def _suspects(document: Document) -> Iterator[Finding]:
    if entry(entry(document.root, "/MarkInfo"), "/Suspects") is True:
        yield Finding(thing="/MarkInfo", detail="/Suspects true")


def _tree(document: Document) -> Iterator[Finding]:
    if not document.structure.elements:
        yield Finding(thing="catalog", detail="/StructTreeRoot")
    for fault in document.structure.faults:
        yield Finding(thing="/StructTreeRoot", detail=fault)


def _roles(document: Document) -> Iterator[Finding]:
    strange = Counter(each.tag for each in document.structure.elements if each.role not in STANDARD)
    for tag, count in sorted(strange.items()):
        yield Finding(thing=f"/{tag}", detail=f"× {count}")
    for tag in document.structure.cycles:
        yield Finding(thing="/RoleMap", detail=f"/{tag} ⟲")
    for tag in document.structure.remapped:
        yield Finding(thing="/RoleMap", detail=f"/{tag}")


def _language(document: Document) -> Iterator[Finding]:
    if not text(entry(document.root, "/Lang")):
        yield Finding(thing="catalog", detail="/Lang")


def _language_tags(document: Document) -> Iterator[Finding]:
    for where, tag in languages(document):
        if not _LANGUAGE.fullmatch(tag):
            yield Finding(thing=where, detail=f"/Lang {tag!r}")


def _content(document: Document) -> Iterator[Finding]:
    for page, counted in sorted(document.usage.unmarked.items()):
        yield Finding(
            page, "content", ", ".join(f"{operator} × {count}" for operator, count in sorted(counted.items()))
        )


def _nesting(document: Document) -> Iterator[Finding]:
    for page, words in sorted(document.usage.nested):
        yield Finding(page, "content", words)


def _marks(document: Document) -> Iterator[Finding]:
    """Marked content and tree must name each other: a mark nobody holds is silent, an element without one is empty."""
    held, numbers = document.structure.holders(), document.page_numbers
    for owner, marks in document.usage.marks.items():
        for mark in sorted(marks):
            holders = held.get((owner, mark), [])
            if len(holders) != 1:
                yield Finding(numbers.get(owner, 0), f"MCID {mark}", f"/StructElem × {len(holders)}")
    for (owner, mark), holders in held.items():
        if mark not in document.usage.marks.get(owner, set()):
            yield Finding(numbers.get(owner, 0), holders[0].shown, f"MCID {mark}")


def _parents(document: Document) -> Iterator[Finding]:
    tree = {key: value for key, value in leaves(parent_tree(document), "/Nums") if isinstance(key, int)}
    holders = document.structure.holders()
    for page in document.pages:
        marks = document.usage.marks.get(key_of(page.obj), set())
        if not marks:
            continue
        listed = elements(tree.get(entry(page.obj, "/StructParents")))
        for mark in sorted(marks):
            parent = key_of(listed[mark]) if mark < len(listed) else (0, 0)
            if parent not in {key_of(each.obj) for each in holders.get((key_of(page.obj), mark), [])}:
                yield Finding(page.number, "/ParentTree", f"MCID {mark}: object {parent[0]}")


def _display_title(document: Document) -> Iterator[Finding]:
    if entry(entry(document.root, "/ViewerPreferences"), "/DisplayDocTitle") is not True:
        yield Finding(thing="/ViewerPreferences", detail="/DisplayDocTitle")


def _headings(document: Document) -> Iterator[Finding]:
    last = 0
    for element in document.structure.elements:
        if match := _HEADING.fullmatch(element.role):
            level = int(match[1])
            if level > last + 1:
                yield Finding(element.page, element.shown, f"H{last or '–'} → H{level}")
            last = level
    if last and (plain := document.structure.of("H")):
        yield Finding(plain[0].page, plain[0].shown, "H, H1–H6")


def _figures(document: Document) -> Iterator[Finding]:
    for element in document.structure.of("Figure", "Formula"):
        if not element.replacement().strip():
            yield Finding(element.page, element.shown, "/Alt")


def _tables(document: Document) -> Iterator[Finding]:
    allowed = {
        "Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
        "TR": {"TH", "TD"},
    }  # fmt: skip
    parents = {"TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}}
    parents |= {part: {"Table"} for part in ("THead", "TBody", "TFoot")}
    yield from _misplaced(document, allowed, parents)


def _lists(document: Document) -> Iterator[Finding]:
    allowed = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}}
    yield from _misplaced(document, allowed, {"LI": {"L"}, "LBody": {"LI"}})


def _contents_lists(document: Document) -> Iterator[Finding]:
    yield from _misplaced(document, {"TOC": {"TOCI", "TOC", "Caption"}}, {"TOCI": {"TOC"}})


def _misplaced(document: Document, allowed: dict[str, set[str]], parents: dict[str, set[str]]) -> Iterator[Finding]:
    """Yield the elements that stand where their kind may not."""
    for element in document.structure.of(*allowed, *parents):
        for kid in element.kids if element.role in allowed else ():
            if kid.role not in allowed[element.role]:
                yield Finding(element.page, element.shown, f"{element.role} > {kid.role}")
        above = element.parent.role if element.parent else "–"
        if element.role in parents and above not in parents[element.role]:
            yield Finding(element.page, element.shown, f"{above} > {element.role}")


def _table_heads(document: Document) -> Iterator[Finding]:
    for element in document.structure.of("TH"):
        if name(element.attribute("/Scope")) not in {"Row", "Column", "Both"} and not _is_referred_to(
            document, element
        ):
            yield Finding(element.page, element.shown, "/Scope")


def _is_referred_to(document: Document, head: Element) -> bool:
    """Say whether a data cell names a head cell by its ID, which serves instead of a scope."""
    label = entry(head.obj, "/ID")
    if not isinstance(label, pikepdf.String):
        return False
    cells = document.structure.of("TD")
    return any(bytes(label) == bytes(each) for cell in cells for each in elements(cell.attribute("/Headers")))


def _table_grids(document: Document) -> Iterator[Finding]:
    """Every row of a table must cover as many columns as the others, spans counted."""
    for table in document.structure.of("Table"):
        rows = [row for kid in table.kids for row in ([kid] if kid.role == "TR" else kid.kids) if row.role == "TR"]
        hanging: dict[int, int] = {}
        widths = []
        for row in rows:
            taken = {column for column, left in hanging.items() if left > 0}
            hanging = {column: left - 1 for column, left in hanging.items() if left > 1}
            column = 0
            for cell in row.kids:
                while column in taken:
                    column += 1
                across, down = (_span(cell, key) for key in ("/ColSpan", "/RowSpan"))
                taken.update(range(column, column + across))
                hanging |= {each: down - 1 for each in range(column, column + across) if down > 1}
                column += across
            widths.append(len(taken))
        if len(set(widths)) > 1:
            yield Finding(table.page, table.shown, " ".join(map(str, widths[:12])))


def _span(cell: Element, key: str) -> int:
    value = cell.attribute(key)
    return min(value, 1000) if isinstance(value, int) and value > 0 else 1


def _notes(document: Document) -> Iterator[Finding]:
    notes = [(each, bytes(entry(each.obj, "/ID") or b"")) for each in document.structure.of("Note")]
    counted = Counter(label for _, label in notes)
    for element, label in notes:
        if not label or counted[label] > 1:
            yield Finding(element.page, element.shown, f"/ID × {counted[label] if label else 0}")


def _link_words(document: Document) -> Iterator[Finding]:
    for page, annotation in annotated(document):
        if name(entry(annotation, "/Subtype")) == "Link" and not text(entry(annotation, "/Contents")).strip():
            yield Finding(page, shown(annotation), "/Contents")


def _annotations(document: Document) -> Iterator[Finding]:
    """A link must stand in a Link element, a field in a Form, anything else in an Annot, and the tree must know it."""
    tree = {key: value for key, value in leaves(parent_tree(document), "/Nums") if isinstance(key, int)}
    holders = {key: element for element in document.structure.elements for key in element.objects}
    wanted = {"Link": "Link", "Widget": "Form"}
    for page, annotation in annotated(document):
        kind = name(entry(annotation, "/Subtype"))
        if kind in {"Popup", "PrinterMark"} or int(entry(annotation, "/F") or 0) & 2:
            continue
        holder = holders.get(key_of(annotation))
        if entry(annotation, "/StructParent") is None:
            yield Finding(page, f"{kind} {shown(annotation)}", "/StructParent")
        elif holder is None:
            yield Finding(page, f"{kind} {shown(annotation)}", "/OBJR")
        elif holder.role != wanted.get(kind, "Annot"):
            yield Finding(page, f"{kind} {shown(annotation)}", holder.role)
        elif key_of(tree.get(entry(annotation, "/StructParent"))) != key_of(holder.obj):
            yield Finding(page, f"{kind} {shown(annotation)}", "/ParentTree")
        if kind not in {"Link", "Widget"} and not text(entry(annotation, "/Contents")):
            yield Finding(page, f"{kind} {shown(annotation)}", "/Contents")


def _tabs(document: Document) -> Iterator[Finding]:
    for page in document.pages:
        if page.annotations and name(entry(page.obj, "/Tabs")) != "S":
            yield Finding(page.number, detail=f"/Tabs {name(entry(page.obj, '/Tabs'))}".strip())


RULES = (
    Rule("marked", {ARCHIVE: "6.7.2.2", ACCESS: "7.1"}, _marked, "a"),
    Rule("suspects", {ACCESS: "7.1"}, _suspects),
    Rule("structure-tree", {ARCHIVE: "6.7.3.3", ACCESS: "7.1"}, _tree, "a"),
    Rule("roles", {ARCHIVE: "6.7.3.4", ACCESS: "7.1"}, _roles, "a"),
    Rule("language", {ARCHIVE: "6.7.4", ACCESS: "7.2"}, _language, "a"),
    Rule("language-tags", {ARCHIVE: "6.7.4", ACCESS: "7.2"}, _language_tags, "a"),
    Rule("content-marked", {ARCHIVE: "6.7.2.1", ACCESS: "7.1"}, _content, "a"),
    Rule("artifact-nesting", {ACCESS: "7.1"}, _nesting),
    Rule("marks-in-tree", {ARCHIVE: "6.7.3.3", ACCESS: "7.1"}, _marks, "a"),
    Rule("parent-tree", {ARCHIVE: "6.7.3.3", ACCESS: "7.1"}, _parents, "a"),
    Rule("display-title", {ACCESS: "7.1"}, _display_title),
    Rule("headings", {ACCESS: "7.4.2"}, _headings),
    Rule("figures", {ACCESS: "7.3, 7.7"}, _figures),
    Rule("tables", {ACCESS: "7.2"}, _tables),
    Rule("table-grids", {ACCESS: "7.2"}, _table_grids),
    Rule("table-heads", {ACCESS: "7.5"}, _table_heads),
    Rule("lists", {ACCESS: "7.2"}, _lists),
    Rule("contents-lists", {ACCESS: "7.2"}, _contents_lists),
    Rule("notes", {ACCESS: "7.9"}, _notes),
    Rule("link-words", {ACCESS: "7.18.5"}, _link_words),
    Rule("annotations-tagged", {ACCESS: "7.18.1, 7.18.5"}, _annotations),
    Rule("tabs", {ACCESS: "7.18.3"}, _tabs),
)
