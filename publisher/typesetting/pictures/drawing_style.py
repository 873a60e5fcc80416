"""Style inside a drawing: takes declarations and rules, gives those that may be printed, and what they refer to.

Only what is in the tables is kept. At-rules, escapes and addresses outside the drawing are refused, since they fetch
something or hide what they do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.typesetting.pictures.drawing_words import FUNCTIONS, PROPERTIES
from publisher.typesetting.pictures.refusal import RefusedPictureError

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_FUNCTION = re.compile(r"([a-zA-Z-]+)\s*\(")
_URL = re.compile(r"url\s*\(\s*(['\"]?)([^'\")]*)\1\s*\)", re.IGNORECASE)
_FRAGMENT = re.compile(r"#([^\s'\"()<>]+)")
_CLASS = re.compile(r"\.([\w-]+)")
_FONT = re.compile(r"font(-family)?")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a style sheet: its selector as written, its declarations, and the ids these refer to."""

    selector: str
    declarations: str
    references: tuple[str, ...]

    def classes(self) -> frozenset[str]:
        """Return the classes one of which an element must have; empty if the rule may be for any element."""
        parts = [part.strip() for part in self.selector.split(",")]
        found = [_CLASS.findall(part) for part in parts]
        return frozenset(name for names in found for name in names) if all(found) else frozenset()


def refused(what: str) -> RefusedPictureError:
    """Return the refusal of a drawing that holds what may not be printed."""
    return RefusedPictureError("typesetting/unsafe-drawing", what=what[:60])


def checked_value(value: str) -> str:
    """Return a value of CSS or of a presentation attribute as it is.

    Raises:
        RefusedPictureError: it refers to something outside the drawing, or calls what we do not know.
    """
    if "\\" in value:
        raise refused("\\")
    for name in _FUNCTION.findall(value):
        if name.lower() not in FUNCTIONS:
            raise refused(f"{name}(")
    rest = _URL.sub("", value)
    if "url" in rest.lower() and "(" in rest[rest.lower().index("url") :]:
        raise refused(value)
    for _, address in _URL.findall(value):
        if not _FRAGMENT.fullmatch(address.strip()):
            raise refused(f"url({address})")
    return value


def references(value: str) -> tuple[str, ...]:
    """Return the ids that a checked value refers to."""
    return tuple(address.strip()[1:] for _, address in _URL.findall(value))


def declarations(text: str, *, with_fonts: bool) -> str:
    """Return the declarations that may be printed, in their order."""
    return ";".join(f"{name}:{value}" for name, value in _declared(text) if with_fonts or not _FONT.fullmatch(name))


def _declared(text: str) -> Iterator[tuple[str, str]]:
    for part in _COMMENT.sub("", text).split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in PROPERTIES:
            yield name, checked_value(" ".join(value.split()))
        elif re.search(r"url\s*\(|image\s*\(", value, re.IGNORECASE):
            checked_value(value)


def rules(sheet: str, *, with_fonts: bool) -> tuple[Rule, ...]:
    """Return the rules of a style element.

    Raises:
        RefusedPictureError: it holds an at-rule, an escape, or what is no rule.
    """
    text = _COMMENT.sub("", sheet).replace("<!--", "").replace("-->", "")
    if match := re.search(r"@[\w-]*|\\|<", text):
        raise refused(match[0])
    if _RULE.sub("", text).strip():
        raise refused("<style>")
    found = []
    for selector, body in _RULE.findall(text):
        made = declarations(body, with_fonts=with_fonts)
        found.append(Rule(" ".join(selector.split()), made, references(made)))
    return tuple(found)
