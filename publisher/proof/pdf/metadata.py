"""The XMP of a file: takes its metadata stream, gives properties by namespace and what was wrong with the packet.

It is parsed with expat and no trust: no document type, no entity, limits of depth and number.

Source: ISO 16684-1 (XMP), 7; ISO 19005-3, 6.6.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from publisher.proof.pdf.objects import Thing, entry, is_stream

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
XMP = "http://ns.adobe.com/xap/1.0/"
XMPMM = "http://ns.adobe.com/xap/1.0/mm/"
ADOBE_PDF = "http://ns.adobe.com/pdf/1.3/"
PDFAID = "http://www.aiim.org/pdfa/ns/id/"
PDFUAID = "http://www.aiim.org/pdfua/ns/id/"
PDFXID = "http://www.npes.org/pdfx/ns/id/"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
_XML = "http://www.w3.org/XML/1998/namespace"
_CONTAINERS = {f"{RDF} {kind}": kind for kind in ("Alt", "Seq", "Bag")}
_MAX_NODES, _MAX_DEPTH = 100_000, 60
_MAX_BYTES = 16 * 1024**2


class _RefusalError(Exception):
    """Why a packet is refused."""


@dataclass(slots=True)
class Node:
    """An element: namespace and name with a space between, attributes, children, the text before and between them."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def all(self, tag: str) -> list[Node]:
        """Return every node of this name below, in order."""
        found, waiting = [], list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            if node.tag == tag:
                found.append(node)
            waiting += reversed(node.children)
        return found


@dataclass(frozen=True, slots=True)
class Property:
    """One property: `kind` is text, Alt, Seq, Bag or struct; `values` its texts in order."""

    namespace: str
    name: str
    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """A schema that the packet itself describes: namespace → names of its properties; `faults` what is missing."""

    namespace: str
    names: frozenset[str]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands in a packet.

    Attributes:
        is_there: the catalog has a metadata stream.
        fault: why it cannot be parsed, else empty.
        header: the text of the opening packet instruction; `packets` counts them.
        roots: the number of rdf:RDF elements.
        is_compressed: the stream has a filter.
    """

    is_there: bool = False
    fault: str = ""
    header: str = ""
    packets: int = 0
    roots: int = 0
    is_compressed: bool = False
    properties: tuple[Property, ...] = ()
    described: tuple[Described, ...] = ()

    def get(self, namespace: str, local: str) -> Property | None:
        """Return a property, the first if there are several."""
        found = (each for each in self.properties if (each.namespace, each.name) == (namespace, local))
        return next(found, None)

    def value(self, namespace: str, local: str) -> str:
        """Return the first text of a property, or nothing."""
        found = self.get(namespace, local)
        return found.values[0].strip() if found and found.values else ""


def metadata_of(stream: Thing) -> Metadata:
    """Return what a metadata stream holds; one that cannot be parsed says why."""
    if not is_stream(stream):
        return Metadata()
    is_compressed = entry(stream, "/Filter") is not None
    data = stream.read_bytes()
    openings = re.findall(rb"<\?xpacket\s+(begin=[^?]*)\?>", data)
    header = openings[0].decode("utf-8", "replace") if openings else ""
    try:
        root = _parsed(data)
    except (_RefusalError, expat.ExpatError, ValueError, LookupError) as error:
        return Metadata(True, str(error), header, len(openings), 0, is_compressed)  # noqa: FBT003 - read by its names
    groups = ([root] if root.tag == f"{RDF} RDF" else []) + root.all(f"{RDF} RDF")
    described_by = [node for group in groups for node in group.children if node.tag == f"{RDF} Description"]
    found = [each for node in described_by for each in _properties(node)]
    schemas = [_schema(node) for group in groups for bag in group.all(f"{EXTENSION} schemas") for node in _items(bag)]
    return Metadata(
        is_there=True,
        header=header,
        packets=len(openings),
        roots=len(groups),
        is_compressed=is_compressed,
        properties=tuple(found),
        described=tuple(schemas),
    )


def _parsed(data: bytes) -> Node:
    """Return the outermost element."""
    if len(data) > _MAX_BYTES:
        raise _RefusalError(f"{len(data)} bytes")
    stack, count = [Node("")], 0
    parser = expat.ParserCreate(namespace_separator=" ")

    def open_node(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > _MAX_NODES or len(stack) > _MAX_DEPTH:
            raise _RefusalError(f"{count} nodes, {len(stack)} levels")
        node = Node(tag, attributes)
        stack[-1].children.append(node)
        stack.append(node)

    def close_node(_: str) -> None:
        stack.pop()

    def say(words: str) -> None:
        stack[-1].text += words

    def refuse(*_: object) -> None:
        raise _RefusalError("DOCTYPE")

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = open_node, close_node, say
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data.strip(b"\x00\r\n\t "), True)  # noqa: FBT003 - expat's signature
    return stack[0].children[0]


def _properties(description: Node) -> list[Property]:
    found = []
    for key, value in description.attributes.items():
        namespace, _, local = key.rpartition(" ")
        if namespace and namespace not in {RDF, _XML}:
            found.append(Property(namespace, local, "text", (value,)))
    for node in description.children:
        namespace, _, local = node.tag.rpartition(" ")
        kind, values = _value(node)
        found.append(Property(namespace, local, kind, values))
    return found


def _value(node: Node) -> tuple[str, tuple[str, ...]]:
    for child in node.children:
        if kind := _CONTAINERS.get(child.tag):
            return kind, tuple(each.text.strip() for each in child.children)
    is_struct = node.children or f"{RDF} parseType" in node.attributes
    return ("struct", ()) if is_struct else ("text", (node.text.strip(),))


def _items(node: Node) -> list[Node]:
    return [item for container in node.children if container.tag in _CONTAINERS for item in container.children]


def _field(node: Node, tag: str) -> str:
    """Return a field of a structure, as an element or as an attribute, directly or in a description."""
    for here in (node, *(child for child in node.children if child.tag == f"{RDF} Description")):
        if tag in here.attributes:
            return here.attributes[tag]
        for child in here.children:
            if child.tag == tag:
                return child.text.strip() or ("…" if child.children else "")
    return ""


def _schema(node: Node) -> Described:
    faults = [key for key in ("schema", "namespaceURI", "prefix") if not _field(node, f"{SCHEMA} {key}")]
    names = []
    for holder in node.all(f"{SCHEMA} property"):
        for item in _items(holder):
            names.append(_field(item, f"{PROPERTY} name"))
            keys = ("name", "valueType", "category", "description")
            faults += [f"{names[-1]}: {key}" for key in keys if not _field(item, f"{PROPERTY} {key}")]
            if _field(item, f"{PROPERTY} category") not in {"", "internal", "external"}:
                faults.append(f"{names[-1]}: category")
    return Described(_field(node, f"{SCHEMA} namespaceURI"), frozenset(names), tuple(faults))
