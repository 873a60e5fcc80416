"""The type case of an issue: takes the faces a style asks for, gives them found, checked and cut for every edition.

A face that is not installed stops the issue with the command that installs it; a character no face has is a Problem
with its code point. It shapes no text.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from publisher.house import House
from publisher.issue.issue import Issue
from publisher.issue.marks import centred_marks
from publisher.issue.print import FontUsed
from publisher.issue.style import FaceRequest, Style
from publisher.problems import Place, Problem, ReissueError, ToolError
from publisher.typesetting.characters import printed_characters, repertoire
from publisher.typesetting.cutting import cut
from publisher.typesetting.faces import QUOTES, Face, find_face
from publisher.typesetting.pages import Pages
from publisher.typesetting.turning import TURNED, turn

_STANDING = frozenset("0123456789.-•◦▪")  # what counters, leaders and list marks print on vertical pages
_LEADER = frozenset("·")  # of vertical contents
_PACKAGES = {"noto": "fonts-noto-cjk", "lxgw": "fonts-lxgw-wenkai", "ar pl": "fonts-arphic-ukai"}


@dataclass(frozen=True, slots=True)
class Cut:
    """A face cut for the issue.

    Attributes:
        use: what the style uses it for: text, heads, aside.
        family: the name by which style sheets call it: `Reissue`, the use, and `vertical` for a turned face.
        href: relative to the folder of the pages.
    """

    use: str
    family: str
    weight: int
    href: str
    data: bytes
    font: FontUsed


@dataclass(frozen=True, slots=True)
class TypeCase:
    """The faces of one style in one language, best first."""

    faces: tuple[Face, ...]
    language: str

    def missing(self, pages: Pages, manifest: str) -> tuple[Problem, ...]:
        """Return a Problem for every character of the pages that no face of the style has, once for each article."""
        held = frozenset().union(*(face.characters for face in self.faces))
        return tuple(
            Problem(
                "typesetting/missing-glyph",
                Place(manifest),
                {"character": char, "code_point": f"U+{ord(char):04X}", "article": page.id, "title": page.title},
            )
            for page in pages.pages
            for char in sorted(printed_characters(page.body))
            if ord(char) not in held
        )

    def cuts(self, pages: Pages, issue: Issue) -> tuple[Cut, ...]:
        """Return every face cut to the characters of the issue; for vertical pages of a PDF, turned ones as well.

        The level ones are the same in every edition, unless the templates of a style add characters to one of them.

        Raises:
            ReissueError: some character has no glyph in any face.
        """
        if problems := self.missing(pages, issue.manifest):
            raise ReissueError(*problems)
        printed = printed_characters("".join((*(page.body for page in pages.pages), pages.front, pages.back)))
        characters = repertoire(issue, pages.labels) | printed
        characters |= printed_characters("".join(escape(picture.words) for picture in pages.pictures))
        level = tuple(_cut(face, characters) for face in self.faces)
        upright = "".join(page.body for page in pages.pages if page.is_vertical)
        if pages.medium != "pdf" or not upright:
            return level
        characters = printed_characters(upright + pages.title) | _STANDING | _LEADER
        return level + tuple(_turned(face, characters, self.language) for face in self.faces)


def open_case(style: Style, language: str, house: House) -> TypeCase:
    """Return the type case of a style, every face found.

    Raises:
        ToolError: a face is not installed in any of the families that may serve.
    """
    faces: list[Face] = []
    problems: list[Problem] = []
    for request in style.faces:
        if face := find_face(request, language, house):
            faces.append(face)
        else:
            problems.append(_missing_face(request))
    if problems:
        raise ToolError(*problems)
    return TypeCase(tuple(_without_cornered_marks(_without_narrow_quotes(faces), language)), language)


def _without_narrow_quotes(faces: list[Face]) -> list[Face]:
    """Return the faces, those whose quotes are made for Western text without them where another's fill a cell."""
    if all(face.narrow_quotes for face in faces):
        return faces
    return [replace(face, characters=face.characters - QUOTES) if face.narrow_quotes else face for face in faces]


def as_woff2(made: Cut) -> Cut:
    """Return the same face in WOFF2, a third smaller; some older readers cannot open it."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no stubs

    font = TTFont(io.BytesIO(made.data), recalcTimestamp=False, recalcBBoxes=False)
    font.flavor = "woff2"
    smaller = io.BytesIO()
    font.save(smaller, reorderTables=False)
    data = smaller.getvalue()
    used = replace(made.font, cut_sha256=hashlib.sha256(data).hexdigest())
    return replace(made, href=f"{made.href.rpartition('.')[0]}.woff2", data=data, font=used)


def _without_cornered_marks(faces: list[Face], language: str) -> list[Face]:
    """Return the faces, those whose stops lie in a corner without them where the language centres them.

    Marks then come from the text face, as they do for quotes. A face of the region keeps its own.
    """
    marks = frozenset(map(ord, centred_marks(language)))
    if not marks or not any(face.centres_stops for face in faces):
        return faces
    return [face if face.centres_stops else replace(face, characters=face.characters - marks) for face in faces]


def faces_sheet(cuts: Iterable[Cut]) -> str:
    """Return the style sheet that declares the cuts; it stands in the css folder beside the fonts folder."""
    rule = (
        '@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: normal; src: url("../{href}"); }}\n'
    )
    return "".join(rule.format(family=cut.family, weight=cut.weight, href=cut.href) for cut in cuts)


def _cut(face: Face, characters: frozenset[str]) -> Cut:
    family = f"Reissue {face.request.use}"
    return _laid_in(face, family, characters, cut(face, characters, family, weight_name(face)))


def _turned(face: Face, characters: frozenset[str], language: str) -> Cut:
    family = f"Reissue {face.request.use} {TURNED}"
    return _laid_in(face, family, characters, turn(face, characters, language, family, weight_name(face)))


def weight_name(face: Face) -> str:
    """Return the word for a face's weight in the names of its cut."""
    return "Bold" if face.request.weight >= 600 else "Regular"


def _laid_in(face: Face, family: str, characters: frozenset[str], data: bytes) -> Cut:
    use, weight = face.request.use, face.request.weight
    name = f"{family.removeprefix('Reissue ').replace(' ', '-')}-{weight}"
    suffix = "otf" if data[:4] == b"OTTO" else "ttf"
    digest = hashlib.sha256(data).hexdigest()
    covered = sum(ord(char) in face.characters for char in characters)
    used = FontUsed(name, face.family, face.path.name, face.sha256, digest, covered)
    return Cut(use, family, weight, f"fonts/{name}.{suffix}", data, used)


def _missing_face(request: FaceRequest) -> Problem:
    families = [family.replace("{region}", "SC") for family in request.families]
    package = next(
        (package for family in families for start, package in _PACKAGES.items() if family.lower().startswith(start)), ""
    )
    values = {
        "families": ", ".join(families),
        "weight": request.weight,
        "use": request.use,
        "command": f"sudo apt-get install {package or 'fonts-noto-cjk fonts-lxgw-wenkai'}",
    }
    return Problem("typesetting/missing-face", None, values)
