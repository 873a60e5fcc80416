"""Drawings: takes the bytes of an SVG, gives a clean one of known size, or refuses it.

What a drawing program writes for itself is left out; scripts, handlers, animation, foreign markup and everything that
would be fetched are refused, since without them the drawing would not be the one that was drawn. Words stay words.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from html import escape

from publisher.typesetting.pictures.drawing_expanse import check_expanse
from publisher.typesetting.pictures.drawing_style import Rule, checked_value, declarations, refused, rules
from publisher.typesetting.pictures.drawing_tree import Node, read_tree
from publisher.typesetting.pictures.drawing_words import (
    ATTRIBUTES,
    DROPPED,
    ELEMENTS,
    SVG,
    TEXTS,
    UNWRAPPED,
    XHTML,
    XLINK,
    XML,
)
from publisher.typesetting.pictures.raster import PRINT, developed
from publisher.typesetting.pictures.refusal import RefusedPictureError, bad, kind_of, too_large

MAX_SIDE_PX = 20_000.0
MAX_EMBEDDED = 4_000_000  # characters of an address that is a picture: no layout is given a longer one
_LENGTH = re.compile(r"\s*\+?([0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|q)?\s*", re.IGNORECASE)
_PIXELS = {"px": 1, "pt": 96 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_DATA = re.compile(r"\s*data:image/(?:png|jpeg|jpg);base64,([A-Za-z0-9+/=\s]*)", re.IGNORECASE)
_LINKED = frozenset({"use", "linearGradient", "radialGradient", "pattern", "textPath", "mask", "clipPath", "filter"})
_PRINTED_FACE = "Reissue heads"  # a PDF has no faces but those of the type case
_UNSEEN = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


@dataclass(frozen=True, slots=True)
class Drawing:
    """A clean drawing: its bytes, its size in CSS pixels, and the words drawn in it."""

    data: bytes
    width: int
    height: int
    words: str


def cleaned(data: bytes, *, is_print: bool) -> Drawing:
    """Return a drawing with nothing in it but what is drawn.

    Raises:
        RefusedPictureError: it is broken, has no size, or holds what may not be printed.
    """
    root = read_tree(data)
    if (root.space, root.name) != (SVG, "svg"):
        raise bad(f'<{root.name[:40]}> ≠ <svg xmlns="{SVG}">')
    cleaning = _Cleaning(with_fonts=not is_print)
    clean = cleaning.element(root)
    width, height = _sized(clean)
    check_expanse(clean, cleaning.rules)
    if is_print:
        clean.attributes["", "font-family"] = _PRINTED_FACE
    text = '<?xml version="1.0" encoding="utf-8"?>\n' + _written(clean, is_root=True) + "\n"
    return Drawing(text.encode(), max(1, round(width)), max(1, round(height)), "".join(cleaning.words))


def turned_left(data: bytes, width: int, height: int) -> bytes:
    """Return a clean drawing of this size a quarter turn to the left, as vertical pages are laid out."""
    inner = data.partition(b"?>")[2].strip().decode()
    head = f'<svg xmlns="{SVG}" viewBox="0 0 {height} {width}" width="{height}" height="{width}">'
    return f'{head}<g transform="translate(0 {width}) rotate(-90)">{inner}</g></svg>\n'.encode()


class _Cleaning:
    """One drawing being cleaned: its rules and its words are gathered on the way."""

    def __init__(self, *, with_fonts: bool) -> None:
        self.with_fonts = with_fonts
        self.rules: list[Rule] = []
        self.words: list[str] = []

    def element(self, node: Node) -> Node:
        """Return an allowed element, cleaned with everything in it."""
        if node.name == "style":
            return self._style(node)
        made = Node(SVG, node.name, {})
        for (space, name), value in node.attributes.items():
            if kept := self._attribute(node.name, space, name, value):
                made.attributes[kept[0]] = kept[1]
        made.children = self._inside(node)
        return made

    def _inside(self, node: Node) -> list[Node | str]:
        inside: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str):
                if node.name in TEXTS:
                    inside.append(child)
                    self.words.append(child)
            elif child.space == SVG and child.name in UNWRAPPED:
                _refuse_handlers(child)
                inside += self._inside(Node(SVG, node.name, {}, child.children))
            elif not _is_left_out(child, node):
                inside.append(self.element(child))
        return inside

    def _style(self, node: Node) -> Node:
        found = rules("".join(child for child in node.children if isinstance(child, str)), with_fonts=self.with_fonts)
        self.rules += found
        text = "\n".join(f"{rule.selector}{{{rule.declarations}}}" for rule in found)
        return Node(SVG, "style", {("", "type"): "text/css"}, [text])

    def _attribute(self, element: str, space: str, name: str, value: str) -> tuple[tuple[str, str], str] | None:
        """Return an attribute as it may stand, or None if it is left out."""
        if not space and name.lower().startswith("on"):
            raise refused(f"{name}=")
        if name == "href" and space in {"", XLINK}:
            return (XLINK, "href"), _address(element, value)
        if space == XML:
            return ((space, name), value) if name in {"space", "lang"} else None
        if space or name not in ATTRIBUTES or (name == "font-family" and not self.with_fonts):
            return None
        if name == "style":
            return ("", name), declarations(value, with_fonts=self.with_fonts)
        return ("", name), value if name in {"id", "class", "aria-label"} else checked_value(value)


def _is_left_out(node: Node, parent: Node) -> bool:
    """Say whether an element is left out without a word; one that may not be printed is refused."""
    if node.space == SVG and node.name in ELEMENTS:
        return False
    if node.space == SVG and node.name in DROPPED:
        return True
    # A drawing program may put its own data first and the drawing for everybody else behind it.
    if node.space == SVG and parent.name == "switch" and ("", "requiredExtensions") in node.attributes:
        return True
    if node.space in {SVG, XHTML, ""}:
        raise refused(f"<{node.name}>")
    return True


def _refuse_handlers(node: Node) -> None:
    for space, name in node.attributes:
        if not space and name.lower().startswith("on"):
            raise refused(f"{name}=")


def _address(element: str, value: str) -> str:
    address = value.strip()
    if element in _LINKED and re.fullmatch(r"#[^\s#]+", address):
        return address
    if element == "image" and (match := _DATA.fullmatch(address)):
        return _embedded(match[1])
    raise refused(f'href="{address}"')


def _embedded(text: str) -> str:
    """Return a picture inside a drawing, read and cleaned like any other."""
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise refused("data:image") from None
    kind = kind_of(data)
    if kind not in {"PNG", "JPEG"}:
        raise refused(f"data:image = {kind}")
    made = developed(data, kind, PRINT)
    media_type = "image/jpeg" if made.suffix == "jpg" else "image/png"
    address = f"data:{media_type};base64,{base64.b64encode(made.data).decode()}"
    if len(address) > MAX_EMBEDDED:
        raise too_large(f"data:image {len(address) / 1e6:.1f} MB", f"{MAX_EMBEDDED / 1e6:.0f} MB")
    return address


def _sized(root: Node) -> tuple[float, float]:
    """Return width and height in pixels and write them, with a viewBox, on the root element."""
    box = _view_box(root)
    width, height = (_length(root.attributes.get(("", side), "")) for side in ("width", "height"))
    if box and not (width and height):
        scale = width / box[2] if width else height / box[3] if height else 1.0
        width, height = box[2] * scale, box[3] * scale
    if not (width and height):
        raise RefusedPictureError("typesetting/drawing-without-size")
    if max(width, height) > MAX_SIDE_PX or min(width, height) < MAX_SIDE_PX / 1e6:
        raise too_large(f"{width:g} × {height:g} px", f"{MAX_SIDE_PX:g} px")
    if not box:
        root.attributes["", "viewBox"] = f"0 0 {width:g} {height:g}"
    root.attributes["", "width"], root.attributes["", "height"] = f"{width:g}", f"{height:g}"
    return width, height


def _view_box(root: Node) -> tuple[float, ...] | None:
    written = root.attributes.get(("", "viewBox"))
    if written is None:
        return None
    try:
        box = tuple(float(number) for number in re.split(r"[\s,]+", written.strip()))
    except ValueError:
        box = ()
    if len(box) != 4 or not all(abs(number) < 1e7 for number in box) or min(box[2:]) <= 0:
        raise bad(f'viewBox="{written[:40]}"')
    return box


def _length(written: str) -> float:
    """Return a length in pixels; 0 where nothing is said or a percentage, which is of an unknown whole."""
    match = _LENGTH.fullmatch(written)
    return float(match[1]) * _PIXELS[(match[2] or "px").lower()] if match else 0.0


def _written(node: Node, *, is_root: bool = False) -> str:
    prefixes = {"": "", XLINK: "xlink:", XML: "xml:"}
    spaces = [f' xmlns="{SVG}" xmlns:xlink="{XLINK}"'] if is_root else []
    attributes = [f' {prefixes[space]}{name}="{_quoted(value)}"' for (space, name), value in node.attributes.items()]
    inside = "".join(
        escape(child, quote=False) if isinstance(child, str) else _written(child) for child in node.children
    )
    head = "".join([f"<{node.name}", *spaces, *attributes])
    return f"{head}>{inside}</{node.name}>" if inside else f"{head}/>"


def _quoted(value: str) -> str:
    return escape(value).translate(_UNSEEN)
