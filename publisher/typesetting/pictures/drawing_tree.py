"""Reads the XML of a drawing: takes bytes, gives a tree of elements with the names of their namespaces.

The parser is expat of the standard library: it hands over one tag after the other, so that depth and number are limited
before a tree exists, and it fetches nothing. Declarations of entities are refused, which ends every bomb of entities.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from publisher.typesetting.pictures.drawing_style import refused
from publisher.typesetting.pictures.refusal import bad, too_large

MAX_BYTES = 10_000_000
MAX_DEPTH = 100
MAX_ELEMENTS = 50_000


@dataclass(slots=True)
class Node:
    """An element: namespace and name, attributes by namespace and name, and what stands in it."""

    space: str
    name: str
    attributes: dict[tuple[str, str], str]
    children: list[Node | str] = field(default_factory=list)


def read_tree(data: bytes) -> Node:
    """Return the root element.

    Raises:
        RefusedPictureError: it is not well-formed, too large, too deep, or declares entities.
    """
    if len(data) > MAX_BYTES:
        raise too_large(f"SVG {len(data) / 1e6:.0f} MB", f"{MAX_BYTES / 1e6:.0f} MB")
    building = _Building()
    parser = expat.ParserCreate(namespace_separator="\n")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    parser.StartElementHandler = building.begin
    parser.EndElementHandler = building.end
    parser.CharacterDataHandler = building.text
    parser.StartDoctypeDeclHandler = building.doctype
    parser.EntityDeclHandler = building.entity
    parser.SkippedEntityHandler = building.skipped
    parser.ProcessingInstructionHandler = building.instruction
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    except expat.ExpatError as error:
        raise bad(f"SVG: {error}") from None
    except (LookupError, ValueError) as error:  # an encoding Python does not know, or knows otherwise
        raise bad(f"SVG: {error}") from None
    return building.root.children[0]  # type: ignore[return-value]  # expat has seen exactly one root element


class _Building:
    """What the parser calls, and the tree that grows."""

    def __init__(self) -> None:
        self.root = Node("", "", {})
        self.open = [self.root]
        self.count = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) > MAX_DEPTH:
            raise refused(f"depth > {MAX_DEPTH}")
        if self.count > MAX_ELEMENTS:
            raise refused(f"elements > {MAX_ELEMENTS}")
        node = Node(*_parted(name), {_parted(key): value for key, value in attributes.items()})
        self.open[-1].children.append(node)
        self.open.append(node)

    def end(self, _name: str) -> None:
        self.open.pop()

    def text(self, data: str) -> None:
        self.open[-1].children.append(data)

    @staticmethod
    def doctype(_name: str, _system: str | None, _public: str | None, has_internal_subset: bool) -> None:
        """Refuse declarations; a bare DOCTYPE, which old drawing programs write, names what is never fetched."""
        if has_internal_subset:
            raise refused("<!DOCTYPE […]>")

    @staticmethod
    def entity(name: str, *_rest: object) -> None:
        raise refused(f"<!ENTITY {name}")

    @staticmethod
    def skipped(name: str, _is_parameter: bool) -> None:
        raise refused(f"&{name};")

    @staticmethod
    def instruction(target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise refused("<?xml-stylesheet")


def _parted(name: str) -> tuple[str, str]:
    space, _, local = name.rpartition("\n")
    return space, local
