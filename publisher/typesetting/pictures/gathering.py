"""The pictures of an issue: takes the paths the articles name, gives them checked, clean and made for one medium.

Each gets a name of our own, plain ASCII, whatever its file is called. A picture that cannot be printed safely is a
Problem before any layout; so is a book whose pictures cannot be brought below their budget.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from publisher.issue.issue import Issue
from publisher.issue.style import StyleOptions
from publisher.problems import Place, Problem, ReissueError
from publisher.typesetting.pictures.darkroom import Develop
from publisher.typesetting.pictures.raster import PRINT, Target
from publisher.typesetting.pictures.refusal import MAX_BYTES, RefusedPictureError, kind_of, too_large

COVER_HREF = "pictures/cover.jpg"  # of the one picture by which shelves and menus know an EPUB
COVER_BOX = (1600, 2560)
_COVER_QUALITY = 90
_COVER = "cover"
_HOUSE = "house page"
_MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png", "svg": "image/svg+xml"}
# Below its budget a book gets by these steps: each makes the long side an eighth shorter and the quality three lower.
_STEPS = 9
_SHORTER = 0.875
_LOWER = 3
_LEAST_SIDE_PX = 480
_LEAST_QUALITY = 55

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be printed.

    Attributes:
        name: as the issue names it, relative to the periodical's folder.
        href: as the pages name it, relative to the folder of the pages.
        data: its bytes, as they go into the edition.
        width, height: in pixels, as the picture is to be seen.
        words: what is written in a drawing, for which faces must have shapes.
    """

    name: str
    href: str
    data: bytes
    media_type: str
    width: int
    height: int
    sha256: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Original:
    """A picture as it was given: its name, the article that shows it first, its bytes and what they are."""

    name: str
    owner: str
    data: bytes
    kind: str


def pictures_of(issue: Issue, medium: str, options: StyleOptions, develop: Develop) -> tuple[Picture, ...]:
    """Return every picture that the pages of a medium show, in order, each once.

    An EPUB gets them no larger than the options say, all together within the budget, and its cover apart, as a JPEG
    under a name of its own; a PDF gets every pixel.

    Raises:
        ReissueError: one Problem for each picture that is missing, broken, too large, unsafe or of an unknown kind; or
            one for a budget that cannot be kept.
    """
    if medium in {"pdf", "html"}:  # their cover is a page like others: the picture, and words of the page above it
        originals = _collected(issue, [*_cover_name(issue), *_figures(issue)], _original)
        is_print = medium == "pdf"
        if is_print:
            return _collected_pictures(issue, originals, PRINT, develop)
        return _within_budget(issue, originals, options, develop)
    cover = () if issue.cover.lettering else _collected(issue, _cover_name(issue), partial(_given_cover, develop))
    originals = _collected(issue, _figures(issue), _original)
    return (*cover, *_within_budget(issue, originals, options, develop))


def turned(picture: Picture) -> Picture:
    """Return a picture as it is shown on a page that is laid out on its side.

    Pixels are turned by the style sheet (`image-orientation`); a drawing, which that does not reach, is turned here.
    """
    if picture.media_type != _MEDIA_TYPES["svg"]:
        return picture
    from publisher.typesetting.pictures.drawing import turned_left

    data, href = turned_left(picture.data, picture.width, picture.height), picture.href.replace(".svg", "-turned.svg")
    digest = hashlib.sha256(data).hexdigest()
    return replace(picture, data=data, href=href, width=picture.height, height=picture.width, sha256=digest)


def cover_artwork(issue: Issue, develop: Develop) -> tuple[Picture, ...]:
    """Return the picture that a designed cover is lettered upon, if there is one.

    Raises:
        ReissueError: it cannot be printed.
    """
    artwork = Target(COVER_BOX, quality=95, is_print=True)
    return _collected_pictures(issue, _collected(issue, _cover_name(issue), _original), artwork, develop)


def house_pictures(issue: Issue, develop: Develop) -> tuple[Picture, ...]:
    """Return the pictures that may fill pages behind the last one, as the print order names them.

    Raises:
        ReissueError: one cannot be printed.
    """
    names = [(name, _HOUSE) for name in issue.print_order.house_pages]
    return _collected_pictures(issue, _collected(issue, names, _original), PRINT, develop, "house")


def _cover_name(issue: Issue) -> list[tuple[str, str]]:
    return [(issue.cover.picture, _COVER)] if issue.cover.picture else []


def _figures(issue: Issue) -> list[tuple[str, str]]:
    figures = ((figure, article) for article in issue.articles() for figure in article.figures())
    return [(figure.picture, article.id) for figure, article in figures if figure.picture]


def _collected(
    issue: Issue, names: Iterable[tuple[str, str]], make: Callable[[str, str, Issue], Made]
) -> tuple[Made, ...]:
    """Return what is made of each name, each once; all refusals together are raised."""
    found: dict[str, Made] = {}
    refused: dict[str, Problem] = {}
    for name, owner in names:
        if name in found or name in refused:
            continue
        try:
            found[name] = make(name, owner, issue)
        except RefusedPictureError as refusal:
            refused[name] = _problem(refusal, name, owner, issue)
    if refused:
        raise ReissueError(*refused.values())
    return tuple(found.values())


def _problem(refusal: RefusedPictureError, name: str, owner: str, issue: Issue) -> Problem:
    return Problem(refusal.code, Place(issue.manifest), {"picture": name, "article": owner, **refusal.values})


def _original(name: str, owner: str, issue: Issue) -> _Original:
    data = _bytes(issue.periodical.folder, name)
    original = _Original(name, owner, data, kind_of(data))
    if original.kind == "SVG" and owner == _COVER and not issue.cover.lettering:
        raise RefusedPictureError("typesetting/drawing-as-cover")
    if original.kind == "SVG" and owner == _HOUSE:  # its words would ask for faces of their own
        raise RefusedPictureError("typesetting/drawing-as-house-page")
    return original


def _bytes(folder: Path, name: str) -> bytes:
    """Return what stands in a file below a folder; a name the system cannot hold is no file."""
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise RefusedPictureError("typesetting/picture-outside")
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            raise too_large(f"{path.stat().st_size / 1e6:.1f} MB", f"{MAX_BYTES / 1e6:.0f} MB")
        if path.is_file():
            return path.read_bytes()
    except (OSError, RuntimeError, ValueError) as error:
        raise RefusedPictureError("typesetting/missing-picture") from error
    raise RefusedPictureError("typesetting/missing-picture")


def _given_cover(develop: Develop, name: str, owner: str, issue: Issue) -> Picture:
    """Return a picture that is the cover: a JPEG, fitted into the box of a cover and never enlarged."""
    target = Target(COVER_BOX, _COVER_QUALITY, is_jpeg=True)
    return _picture(_original(name, owner, issue), COVER_HREF, target, develop)


def _collected_pictures(
    issue: Issue, originals: Iterable[_Original], target: Target, develop: Develop, letter: str = "p"
) -> tuple[Picture, ...]:
    stems = (f"pictures/{letter}{number:04}" for number in itertools.count(1))
    numbered = {original.name: (stem, original) for stem, original in zip(stems, originals, strict=False)}

    def made(name: str, _owner: str, _issue: Issue) -> Picture:
        stem, original = numbered[name]
        return _picture(original, stem, target, develop)

    return _collected(issue, [(name, original.owner) for name, (_, original) in numbered.items()], made)


def _picture(original: _Original, href: str, target: Target, develop: Develop) -> Picture:
    """Return a picture made for a target; an href without a suffix gets that of what it became."""
    made = develop(original.data, original.kind, target)
    href = href if href.endswith(made.suffix) else f"{href}.{made.suffix}"
    digest = hashlib.sha256(made.data).hexdigest()
    media_type = _MEDIA_TYPES[made.suffix]
    return Picture(original.name, href, made.data, media_type, made.width, made.height, digest, made.words)


def _within_budget(
    issue: Issue, originals: tuple[_Original, ...], options: StyleOptions, develop: Develop
) -> tuple[Picture, ...]:
    """Return the pictures of an EPUB at the first step at which they keep the budget; without one, at the first."""
    budget = options.picture_budget_kb * 1000
    smallest = 0
    for target in _targets(options):
        made = _collected_pictures(issue, originals, target, develop)
        smallest = sum(len(picture.data) for picture in made)
        if not budget or smallest <= budget:
            return made
    values = {
        "count": len(originals),
        "size": f"{smallest / 1000:.0f}",
        "budget": options.picture_budget_kb,
        "side": target.box[0] if target.box else 0,
        "quality": target.quality,
    }
    raise ReissueError(Problem("typesetting/pictures-over-budget", Place(issue.manifest), values))


def _targets(options: StyleOptions) -> Iterator[Target]:
    for step in range(_STEPS):
        side = round(options.picture_long_side_px * _SHORTER**step)
        side = max(side, min(_LEAST_SIDE_PX, options.picture_long_side_px))
        quality = max(options.picture_quality - _LOWER * step, min(_LEAST_QUALITY, options.picture_quality))
        yield Target((side, side), quality, is_tight=step > 0)
