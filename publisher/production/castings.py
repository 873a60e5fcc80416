"""The faces that the fonts of a PDF were cut from: takes an issue as it is set again, gives where they lie.

A proof compares the glyphs of a file with them. What is not on this machine is left out: the proof then says so.
"""

from __future__ import annotations

from publisher.house import House
from publisher.issue.issue import Issue
from publisher.issue.style import Style
from publisher.problems import ReissueError
from publisher.proof.readback.expected import CutFrom
from publisher.typesetting.pages import Pages
from publisher.typesetting.turning import TURNED
from publisher.typesetting.typecase import open_case, weight_name


def faces_of(issue: Issue, style: Style, pages: Pages, house: House) -> tuple[CutFrom, ...]:
    """Return the faces of a PDF; the turned sorts of vertical pages are in no file and are made again."""
    try:
        case = open_case(style, issue.language, house)
        turned = case.cuts(pages, issue) if any(page.is_vertical for page in pages.pages) else ()
    except ReissueError:
        return ()
    level = tuple(
        CutFrom(f"Reissue{face.request.use}-{weight_name(face)}", str(face.path), face.index, face.sha256)
        for face in case.faces
    )
    return level + tuple(
        CutFrom(_postscript(cut.family, cut.weight), "", 0, cut.font.cut_sha256, cut.data)
        for cut in turned
        if cut.family.endswith(TURNED)
    )


def _postscript(family: str, weight: int) -> str:
    return f"{family}-{'Bold' if weight >= 600 else 'Regular'}".replace(" ", "")
