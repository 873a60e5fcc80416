"""The pictures of an issue: takes the paths the articles name, gives checked files with sizes and names for an edition.

A picture that cannot be printed safely is a Problem before any layout. It changes no picture.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from publisher.issue.issue import Issue
from publisher.problems import Place, Problem, ReissueError

MAX_PIXELS = 40_000_000
MAX_BYTES = 50_000_000
_KINDS = {
    "PNG": (".png", "image/png"),
    "JPEG": (".jpg", "image/jpeg"),
    "GIF": (".gif", "image/gif"),
    "WEBP": (".webp", "image/webp"),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be printed.

    Attributes:
        name: as the issue names it, relative to the periodical's folder.
        href: as the pages name it, relative to the folder of the pages.
        path: where its bytes are.
        width, height: in pixels, as the picture is to be seen.
    """

    name: str
    href: str
    path: Path
    media_type: str
    width: int
    height: int
    sha256: str


class _RefusalError(Exception):
    """Why a picture cannot be printed: a problem's code, and the values its message names."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def pictures_of(issue: Issue) -> tuple[Picture, ...]:
    """Return every picture of the issue, in order, each once.

    Raises:
        ReissueError: one Problem for each picture that is missing, broken, too large or of an unknown kind.
    """
    found: dict[str, Picture] = {}
    problems: list[Problem] = []
    for name, owner in _names(issue):
        if name in found:
            continue
        try:
            found[name] = _checked(name, issue.periodical.folder, len(found) + 1)
        except _RefusalError as refusal:
            values = {"picture": name, "article": owner, **refusal.values}
            problems.append(Problem(refusal.code, Place(issue.manifest), values))
    if problems:
        raise ReissueError(*problems)
    return tuple(found.values())


def _names(issue: Issue) -> Iterable[tuple[str, str]]:
    if issue.cover.picture:
        yield issue.cover.picture, "cover"
    for article in issue.articles():
        for figure in article.figures():
            if figure.picture:
                yield figure.picture, article.id


def _checked(name: str, folder: Path, number: int) -> Picture:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise _RefusalError("typesetting/picture-outside")
    if not path.is_file():
        raise _RefusalError("typesetting/missing-picture")
    if path.stat().st_size > MAX_BYTES:
        raise _RefusalError(
            "large-picture", size=f"{path.stat().st_size / 1e6:.0f} MB", limit=f"{MAX_BYTES / 1e6:.0f} MB"
        )
    kind, width, height = _measured(path)
    suffix, media_type = _KINDS[kind]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Picture(name, f"pictures/p{number:04}{suffix}", path, media_type, width, height, digest)


def _measured(path: Path) -> tuple[str, int, int]:
    """Return format, width and height of a picture after reading it to its last byte."""
    from PIL import Image, ImageFile, UnidentifiedImageError

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, once imported, lets Pillow pass them over in silence
    try:
        with warnings.catch_warnings(), Image.open(path, formats=tuple(_KINDS)) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            pixels = image.width * image.height
            if pixels > MAX_PIXELS:
                size, limit = f"{pixels / 1e6:.0f} MP", f"{MAX_PIXELS / 1e6:.0f} MP"
                raise _RefusalError("typesetting/large-picture", size=size, limit=limit)
            if getattr(image, "is_animated", False):
                raise _RefusalError("typesetting/bad-picture", reason="animated")
            turned = image.getexif().get(0x0112, 1) >= 5
            kind, width, height = image.format or "", image.width, image.height
            image.load()
    except UnidentifiedImageError:
        raise _RefusalError("typesetting/bad-picture", reason="not PNG, JPEG, GIF or WebP") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _RefusalError("typesetting/bad-picture", reason=str(error)) from None
    return (kind, height, width) if turned else (kind, width, height)
