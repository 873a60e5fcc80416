"""The structure tree of a tagged PDF: which paragraph each piece of marked content belongs to, and what it is.

Takes a reader, gives Blocks in reading order. What the tags leave open (a line of verse is a P like any other) is read
from the attribute classes that our renderer writes; without them such a P is prose.

Source: ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from publisher.proof.typography.composition import Kind, Knowledge

_DEEPEST = 60
_HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6", "Title"})
_PARAGRAPHS = _HEADINGS | {"P"}
_HOLDERS = frozenset({"Caption", "TD", "TH", "LBody", "LI", "Lbl", "Note", "FENote", "BlockQuote"})
_INSETS = {"BlockQuote": "q", "L": "l", "Note": "n", "FENote": "n"}
_BY_CLASS = (
    ({"notes", "note", "footnote"}, Kind.NOTE),
    ({"head", "foot", "sheet", "section-opening", "cover-page", "imprint-page", "colophon-page"}, Kind.MATTER),
    ({"kicker", "subtitle", "byline", "dateline", "deck", "section"}, Kind.MATTER),
    ({"attribution"}, Kind.ATTRIBUTION),
    ({"contents-page", "row"}, Kind.CONTENTS),
    ({"line", "verse"}, Kind.VERSE),
    ({"frame", "caption", "credit"}, Kind.CAPTION),
    ({"question", "answer"}, Kind.DIALOGUE),
    ({"passage"}, Kind.PASSAGE),
)
_BY_TAG = (
    (_HEADINGS, Kind.HEADING),
    ({"Note", "FENote"}, Kind.NOTE),
    ({"Lbl"}, Kind.LABEL),
    ({"Caption", "Figure"}, Kind.CAPTION),
    ({"TD", "TH", "Table"}, Kind.TABLE),
    ({"TOC", "TOCI"}, Kind.CONTENTS),
    ({"L", "LI"}, Kind.ITEM),
    ({"BlockQuote"}, Kind.QUOTATION),
)

Content = tuple[int, int]  # page index, number of the marked content


@dataclass(slots=True)
class Block:
    """A paragraph of the tree, or the part of one that stands in one column."""

    kind: Kind
    contents: list[Content] = field(default_factory=list)
    inset: str = ""
    region: int = 0
    is_continued: bool = False
    lang: str = ""
    is_vertical: bool = False
    is_boxed: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around an element."""

    tags: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    page: int | None = None
    lang: str = ""
    region: int = 0
    block: Block | None = None


def blocks_of(reader: Any) -> tuple[Knowledge, list[Block]]:
    """Return how much the file says of its structure, and its paragraphs in the order of the tree."""
    root = reader.trailer["/Root"].get("/StructTreeRoot")
    if root is None:
        return Knowledge.NOTHING, []
    root = root.get_object()
    walk = _Walk(_page_indexes(reader), "/ClassMap" in root, _roles(root))
    walk.children(root, _Context(), 0)
    found = [block for block in walk.blocks if block.contents]
    if not found:
        return Knowledge.NOTHING, []
    return Knowledge.CLASSES if walk.has_classes else Knowledge.TAGS, found


def _page_indexes(reader: Any) -> dict[int, int]:
    references = (page.indirect_reference for page in reader.pages)
    return {reference.idnum: index for index, reference in enumerate(references) if reference is not None}


def _roles(root: Any) -> dict[str, str]:
    roles = root.get("/RoleMap")
    items = roles.get_object().items() if roles is not None else ()
    return {str(name)[1:]: str(role)[1:] for name, role in items}


@dataclass(slots=True)
class _Walk:
    pages: dict[int, int]
    has_classes: bool
    roles: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    articles: int = 0

    def children(self, element: Any, context: _Context, depth: int) -> None:
        """Visit what an element holds: elements, numbers of marked content, references to it."""
        kids = element.get("/K")
        kids = kids.get_object() if kids is not None else []
        for kid in kids if isinstance(kids, list) else [kids]:
            node = kid.get_object() if hasattr(kid, "get_object") else kid
            if isinstance(node, int):
                self.content(context, context.page, int(node))
            elif hasattr(node, "get") and "/MCID" in node:
                self.content(context, self.page_of(node, context), int(node["/MCID"]))
            elif hasattr(node, "get") and node.get("/S") is not None and depth < _DEEPEST:
                self.element(node, context, depth)

    def page_of(self, node: Any, context: _Context) -> int | None:
        """Return the index of the page a node names, else that of its surroundings."""
        page: Any = node.raw_get("/Pg") if "/Pg" in node else None
        return self.pages.get(getattr(page, "idnum", -1), context.page)

    def content(self, context: _Context, page: int | None, number: int) -> None:
        """Give a piece of marked content to the paragraph around it."""
        if context.block is not None and page is not None:
            context.block.contents.append((page, number))

    def element(self, node: Any, context: _Context, depth: int) -> None:
        """Visit one element; a paragraph begins a block, a holder does unless it stands in a paragraph."""
        name = str(node["/S"])[1:]
        name = self.roles.get(name, name)
        tags = (*context.tags, name)
        classes = context.classes | _classes(node)
        lang = str(node.get("/Lang", context.lang))
        if name == "Art":
            self.articles += 1
        region = self.articles if name == "Art" else 0 if name == "Sect" and "Art" not in tags else context.region
        block = context.block
        if not (block and _PARAGRAPHS & set(context.tags)) and (
            name in _PARAGRAPHS | _HOLDERS or block is None or (_is_note(tags) and len(tags) == 3)
        ):
            kind = _kind(tags, classes, has_classes=self.has_classes)
            inset = "".join(_INSETS.get(tag, "") for tag in tags)
            stands = ("vertical" in classes, "boxed" in classes)
            block = Block(kind, [], inset, region, "continued" in classes, lang, *stands)
            self.blocks.append(block)
        inner = _Context(tags, classes, self.page_of(node, context), lang, region, block)
        self.children(node, inner, depth + 1)


def _classes(node: Any) -> frozenset[str]:
    named = node.get("/C")
    named = named.get_object() if named is not None else []
    names = named if isinstance(named, list) else [named]
    return frozenset(str(name)[1:] for name in names if isinstance(name, str))


def _is_note(tags: tuple[str, ...]) -> bool:
    """Say whether this is in a footnote as WeasyPrint writes one: inline text in an area right below the document."""
    return tags[:3] == ("Document", "NonStruct", "Span")


def _kind(tags: tuple[str, ...], classes: frozenset[str], *, has_classes: bool) -> Kind:
    around = set(tags)
    if _is_note(tags):
        return Kind.NOTE
    if found := next((kind for names, kind in _BY_TAG[:4] if around & names), None):
        return Kind.CONTENTS if "contents-page" in classes else found
    if found := next((kind for names, kind in _BY_CLASS if classes & names), None):
        return found
    if has_classes and "Art" not in around:
        return Kind.MATTER
    if found := next((kind for names, kind in _BY_TAG[4:] if around & names), None):
        return found
    if "P" not in around or "NonStruct" in tags[: tags.index("P")]:
        return Kind.MATTER
    return Kind.PROSE
