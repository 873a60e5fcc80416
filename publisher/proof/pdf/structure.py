"""The structure tree of a tagged PDF: takes a document, gives its elements in reading order with what belongs to them.

Roles are followed to a standard type; a tree that is circular or deeper than any book is cut off and says so.

Source: ISO 32000-1, 14.7 and 14.8.4.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from publisher.proof.pdf.document import Document, LimitError
from publisher.proof.pdf.objects import Thing, elements, entry, is_dictionary, key_of, name, pairs, text, within

Key = tuple[int, int]
STANDARD = frozenset(
    {
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
        "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
        "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby",
        "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
    }
)  # fmt: skip
_MAX_ELEMENTS, _DEEPEST = 1_000_000, 200


@dataclass(slots=True)
class Element:
    """One element: tag as written, standard type, parent, kids, the marked content and the objects it holds."""

    obj: Thing
    tag: str
    role: str
    parent: Element | None
    page: int
    kids: list[Element] = field(default_factory=list)
    contents: list[tuple[Key, int]] = field(default_factory=list)
    objects: list[Key] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """How the element is called in a finding."""
        return f"{self.tag}, object {key_of(self.obj)[0]}"

    def attribute(self, key: str) -> Thing:
        """Return an attribute of any owner, None where there is none."""
        for holder in elements(entry(self.obj, "/A")):
            if (value := entry(holder, key)) is not None:
                return value
        return None

    def replacement(self) -> str:
        """Return the text that stands for the element: Alt or ActualText."""
        return text(entry(self.obj, "/Alt")) or text(entry(self.obj, "/ActualText"))


@dataclass(slots=True)
class Structure:
    """A tree, flat in reading order.

    Attributes:
        roots: the elements below the root.
        cycles: tags of the role map that lead back to themselves; `remapped` standard types mapped to another.
        faults: what is wrong with the tree itself.
    """

    is_there: bool = False
    elements: list[Element] = field(default_factory=list)
    cycles: list[str] = field(default_factory=list)
    remapped: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def of(self, *roles: str) -> list[Element]:
        """Return the elements of some standard types."""
        return [each for each in self.elements if each.role in roles]

    def holders(self) -> dict[tuple[Key, int], list[Element]]:
        """Return which elements hold each piece of marked content."""
        found = defaultdict(list)
        for element in self.elements:
            for content in element.contents:
                found[content].append(element)
        return found


def structure_of(document: Document) -> Structure:
    """Return the structure of a document; without a tree it is empty."""
    root = entry(document.root, "/StructTreeRoot")
    structure = Structure(is_there=is_dictionary(root))
    if not structure.is_there:
        return structure
    roles = {key[1:]: name(value) for key, value in pairs(entry(root, "/RoleMap"))}
    structure.remapped = [tag for tag, role in roles.items() if tag in STANDARD and role != tag]
    structure.cycles = [tag for tag in roles if tag not in STANDARD and _standard(tag, roles) == tag]
    seen: set[Key] = set()
    waiting: list[tuple[Thing, Element | None, int]] = [(kid, None, 0) for kid in reversed(elements(entry(root, "/K")))]
    while waiting:
        kid, parent, depth = waiting.pop()
        key = key_of(kid)
        if not is_dictionary(kid) or (key != (0, 0) and key in seen):
            structure.faults += [f"object {key[0]} twice"] if is_dictionary(kid) else []
            continue
        seen.add(key)
        if depth > _DEEPEST or len(structure.elements) > _MAX_ELEMENTS:
            raise LimitError(f"structure: {depth} levels, {len(structure.elements)} elements")
        element = _element(kid, parent, roles, document)
        structure.elements.append(element)
        if parent:
            parent.kids.append(element)
        below = _content(element, kid, document)
        waiting += [(each, element, depth + 1) for each in reversed(below)]
    return structure


def _element(obj: Thing, parent: Element | None, roles: dict[str, str], document: Document) -> Element:
    tag = name(entry(obj, "/S"))
    page = document.page_numbers.get(key_of(entry(obj, "/Pg")), parent.page if parent else 0)
    return Element(obj, tag, _standard(tag, roles), parent, page)


def _standard(tag: str, roles: dict[str, str]) -> str:
    """Return the standard type a tag leads to; the tag itself where it leads to none."""
    role, seen = tag, set[str]()
    while role not in STANDARD:
        seen.add(role)
        role = roles.get(role, "")
        if not role or role in seen:
            return tag
    return role


def _content(element: Element, obj: Thing, document: Document) -> list[Thing]:
    """Take the marked content and objects of an element and return the elements below it."""
    own_page = entry(obj, "/Pg")
    below = []
    for kid in elements(entry(obj, "/K")):
        if isinstance(kid, int):
            element.contents.append((key_of(own_page), kid))
        elif name(entry(kid, "/Type")) == "MCR" or (entry(kid, "/MCID") is not None and entry(kid, "/S") is None):
            owner = entry(kid, "/Stm") or entry(kid, "/Pg") or own_page
            number = entry(kid, "/MCID")
            element.contents.append((key_of(owner), number if isinstance(number, int) else -1))
        elif name(entry(kid, "/Type")) == "OBJR" or (entry(kid, "/Obj") is not None and entry(kid, "/S") is None):
            element.objects.append(key_of(entry(kid, "/Obj")))
            page = document.page_numbers.get(key_of(entry(kid, "/Pg")), 0)
            element.page = element.page or page
        else:
            below.append(kid)
    return below


def languages(document: Document) -> list[tuple[str, str]]:
    """Return every language that is named: where it stands, and the tag."""
    found = [("catalog", entry(document.root, "/Lang"))]
    found += [(each.shown, entry(each.obj, "/Lang")) for each in document.structure.elements]
    return [(where, text(value)) for where, value in found if value is not None]


def parent_tree(document: Document) -> Thing:
    """Return the parent tree, or None."""
    return within(document.root, "/StructTreeRoot", "/ParentTree")
