"""The picture of a designed cover: takes an issue and a style, gives a JPEG of 1600 × 2560 pixels.

The page is laid out like any other, in a process of its own. What was made once is kept in the cache of the house under
a digest of everything that goes in, with a digest of itself in front; a damaged file is made anew.
"""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version

from publisher.editions.layout import Job, lay_out
from publisher.house import House, keep, kept, program_digest
from publisher.issue.issue import Issue
from publisher.issue.style import Style
from publisher.typesetting.contents import ContentsEntry
from publisher.typesetting.coverplate import HEIGHT_PX, WIDTH_PX, typeset_cover
from publisher.typesetting.pages import Pages
from publisher.typesetting.typecase import Cut, TypeCase, open_case

_LIBRARIES = ("weasyprint", "pydyf", "pypdfium2", "pillow", "fonttools", "uharfbuzz", "reissue")
_ROOMS = ("composer", "editions", "typesetting")  # what lays the page out and cuts its faces


def designed_cover(issue: Issue, style: Style, contents: tuple[ContentsEntry, ...], house: House) -> bytes:
    """Return the cover that the style designs for the issue, as a JPEG.

    Raises:
        ToolError: a face is not installed.
        ReissueError: the cover's picture or one of its characters cannot be printed.
    """
    pages = typeset_cover(issue, style, contents, house)
    case = open_case(style, issue.language, house)
    folder = house.cache_for("covers")
    path = folder / _key(pages, case) if folder else None
    if path and (picture := kept(path)):
        return picture
    picture = lay_out(_job(pages, case.cuts(pages, issue)), house, issue.id).picture
    if path:
        keep(path, picture)
    return picture


def _job(pages: Pages, cuts: tuple[Cut, ...]) -> Job:
    files = {cut.href: cut.data for cut in cuts} | _files(pages)
    families = tuple(sorted({cut.family for cut in cuts}))
    return Job("", pages.back, files, families, "00" * 16, picture_px=(WIDTH_PX, HEIGHT_PX))


def _files(pages: Pages) -> dict[str, bytes]:
    sheets = {sheet.href: sheet.text.encode() for sheet in pages.stylesheets}
    return sheets | {picture.href: picture.data for picture in pages.pictures}


def _key(pages: Pages, case: TypeCase) -> str:
    """Return the digest of everything the picture is made of."""
    files = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(_files(pages).items())}
    faces = [(face.request.use, face.request.weight, face.index, face.sha256) for face in case.faces]
    made_by = [program_digest(*_ROOMS), *((name, version(name)) for name in _LIBRARIES)]
    ingredients = [pages.back, files, faces, case.language, WIDTH_PX, HEIGHT_PX, made_by]
    return hashlib.sha256(json.dumps(ingredients, ensure_ascii=False).encode()).hexdigest()
