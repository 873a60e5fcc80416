"""XML as we write it: takes names, attributes and text, gives escaped markup.

Text is escaped when it becomes part of an element and at no other moment; only Markup passes as it is. It parses
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_VALUE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


@dataclass(frozen=True, slots=True)
class Markup:
    """Text that is XML already."""

    text: str


def element(name: str, attributes: Mapping[str, str | None] | None = None, *children: Markup | str) -> Markup:
    """Return an element; an attribute that is None is left out, text among the children is escaped."""
    written = "".join(
        f' {key}="{value.translate(_VALUE)}"' for key, value in (attributes or {}).items() if value is not None
    )
    inside = "".join(child.text if isinstance(child, Markup) else child.translate(_TEXT) for child in children)
    return Markup(f"<{name}{written}>{inside}</{name}>" if children else f"<{name}{written}/>")


def lines(elements: Iterable[Markup]) -> Markup:
    """Return elements on lines of their own."""
    return Markup("".join(f"\n{each.text}" for each in elements) + "\n")


def document(root: Markup, doctype: str = "") -> bytes:
    """Return a whole XML document in UTF-8."""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{doctype}{root.text}\n'.encode()
