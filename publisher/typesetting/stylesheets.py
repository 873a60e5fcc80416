"""The style sheets of an edition: takes a style, a medium and a page, gives CSS as text in the order of the cascade.

Files of a style's css folder that begin with `epub` serve screens, EPUB and HTML alike; those that begin with `pdf` or
`html` serve that medium alone, those that begin with `cover` the picture of a cover, which has no other sheets; those
that end in .j2 are filled in with lengths.
It does not know faces: those bring a sheet of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from publisher.issue.style import Style, WritingMode
from publisher.typesetting.geometry import Geometry
from publisher.typesetting.spans import spans_of
from publisher.typesetting.templates import Templates

Medium = Literal["epub", "html", "pdf", "cover"]  # cover: the picture by which shelves know an EPUB
_ORDER = ("text", "epub", "pdf", "html", "cover")
_MEDIA = {"epub": ("epub", "html"), "pdf": ("pdf",), "html": ("html",), "cover": ()}  # by a file's beginning: for whom


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """One style sheet: its name relative to the folder of the pages, and its text."""

    href: str
    text: str


def stylesheets_of(
    style: Style, medium: Medium, page: Geometry, templates: Templates, vertical: Geometry | None = None
) -> tuple[Stylesheet, ...]:
    """Return the style sheets of the medium: the text, the medium, then what a child style adds.

    `page` is the geometry of level pages, `vertical` that of vertical ones; None where the issue has none.
    """
    names = [name for name in style.files("css/*.css*") if _serves(name, medium)]
    lengths = {
        "page": page,
        "options": page.options,
        "vertical": vertical,
        "spans": spans_of(page),
        "binding": "right" if style.options.writing_mode is WritingMode.VERTICAL else "left",
    }
    sheets = (_sheet(name, style, lengths, templates) for name in sorted(names, key=_rank))
    return tuple(sheet for sheet in sheets if sheet.text.strip())


def _serves(name: str, medium: Medium) -> bool:
    stem = PurePosixPath(name).name
    if medium == "cover":
        return stem.startswith("cover")
    return all(medium in media for start, media in _MEDIA.items() if stem.startswith(start))


def _rank(name: str) -> tuple[int, int, str]:
    stem = PurePosixPath(name).name.split(".")[0]
    first = stem.split("-")[0]
    return (_ORDER.index(first) if first in _ORDER else len(_ORDER), stem.count("-"), stem)


def _sheet(name: str, style: Style, lengths: Mapping[str, object], templates: Templates) -> Stylesheet:
    if name.endswith(".j2"):
        return Stylesheet(name.removesuffix(".j2"), templates.render(name, **lengths))
    path = style.file(name)
    return Stylesheet(name, path.read_text(encoding="utf-8") if path else "")
