"""XHTML and HTML, parsed without trust: takes bytes, gives elements with their words.

No entity is declared or expanded but those of the standard, nothing outside is looked up, depth and number of elements
have limits. It does not know what the elements mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5
from html.parser import HTMLParser
from xml.parsers import expat

from publisher.problems import Place, Problem, SourceError

MAX_DEPTH = 200
MAX_ELEMENTS = 2_000_000
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


@dataclass(slots=True)
class Element:
    """An element: its name without prefix, its attributes, and what stands in it, words and elements in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id, or nothing."""
        return self.attributes.get("id", "")

    @property
    def classes(self) -> list[str]:
        """The classes."""
        return self.attributes.get("class", "").split()

    @property
    def is_generated(self) -> bool:
        """Whether the edition added it."""
        return "data-generated" in self.attributes

    def elements(self) -> Iterator[Element]:
        """Yield the elements that stand in it directly."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """Yield the element and everything below it, in order."""
        yield self
        for child in self.elements():
            yield from child.walk()

    def text(self) -> str:
        """Return all that is said in it, in order."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class _RefusalError(Exception):
    """Why the markup is refused, in words of the parser."""


@dataclass(slots=True)
class _Tree:
    """Elements as they are opened and closed."""

    stack: list[Element] = field(default_factory=lambda: [Element("")])
    count: int = 0

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes)
        self.count += 1
        if len(self.stack) > MAX_DEPTH or self.count > MAX_ELEMENTS:
            raise _RefusalError(f"{len(self.stack)} levels, {self.count} elements")
        self.stack[-1].children.append(element)
        self.stack.append(element)

    def close(self, tag: str) -> None:
        """Close the nearest element of this name; without one, nothing is closed."""
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].tag == tag:
                del self.stack[depth:]
                return

    def say(self, text: str) -> None:
        self.stack[-1].children.append(text)


def parse_xml(data: bytes, shown: str) -> Element:
    """Return the root of an XML document.

    Raises:
        SourceError: it is not well-formed, declares entities, or is deeper or larger than a page of a book.
    """
    tree = _Tree()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def refuse(*_: object) -> None:
        raise _RefusalError("ENTITY")

    def named(name: str, _is_parameter: bool) -> None:
        tree.say(html5.get(f"{name};", ""))

    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: tree.open(_local(tag), _own(attributes))
    parser.EndElementHandler = lambda tag: tree.close(_local(tag))
    parser.CharacterDataHandler = tree.say
    parser.EntityDeclHandler = refuse
    parser.SkippedEntityHandler = named
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's signature
    except expat.ExpatError as error:
        raise _refused(shown, expat.ErrorString(error.code), error.lineno, error.offset + 1) from None
    except (_RefusalError, ValueError, LookupError) as error:
        raise _refused(shown, str(error)) from None
    return next(tree.stack[0].elements())


class _HtmlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tree = _Tree()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree.open(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.tree.close(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.tree.close(tag)

    def handle_data(self, data: str) -> None:
        self.tree.say(data)


def parse_html(data: bytes, shown: str) -> Element:
    """Return an element that holds the document; raises SourceError as `parse_xml` does, and for other encodings."""
    reader = _HtmlReader()
    try:
        reader.feed(data.decode("utf-8-sig"))
        reader.close()
    except (_RefusalError, ValueError, AssertionError) as error:
        raise _refused(shown, str(error)) from None
    return reader.tree.stack[0]


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _own(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes by their local names; one without a namespace counts before one that has one."""
    return {_local(name): value for name, value in sorted(attributes.items(), key=lambda item: " " not in item[0])}


def _refused(shown: str, reason: str, line: int = 0, column: int = 0) -> SourceError:
    return SourceError(Problem("proof/bad-markup", Place(shown, line, column), {"reason": reason}))
