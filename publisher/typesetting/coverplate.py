"""The designed cover of an EPUB: takes an issue and a style, gives one page to be laid out and made into a picture.

Masthead, number and date stand above the picture the manifest gives, or above the first titles of the issue. It lays
out nothing; what it decides is which sizes fit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.house import House
from publisher.issue.issue import Issue
from publisher.issue.marks import width_em
from publisher.issue.plan import IssueKind
from publisher.issue.style import Style
from publisher.typesetting.contents import ContentsEntry
from publisher.typesetting.geometry import geometry_of
from publisher.typesetting.headlines import broken_lines
from publisher.typesetting.matter import Highlight, cover_lines, highlights
from publisher.typesetting.pages import Page, Pages
from publisher.typesetting.pictures import Picture, cover_artwork
from publisher.typesetting.pictures.darkroom import darkroom
from publisher.typesetting.stylesheets import stylesheets_of
from publisher.typesetting.templates import Templates
from publisher.typesetting.words import words_for

WIDTH_PX, HEIGHT_PX = 1600, 2560
_MEASURE_PX = 1360
_SPACED = 1.06  # a letter of the masthead with the space behind it
_WIDER = 1.03  # Western letters are wider than half an em now and then
_WESTERN_EM = 0.12
_ONE_LINE_EM = 9.0  # a longer masthead takes two lines or more
_MASTHEAD_PX = 560
_MASTHEAD_LEADING = 1.12
_UNNAMED_PX = 84
_BAND_PX = {"type": 1000, "picture": 560, "nameplate": 640, "unnamed": 440}
_BELOW_MASTHEAD_PX = {"type": 260, "picture": 150, "nameplate": 190, "unnamed": 190}
_ABOVE_MASTHEAD_PX = 60
_HIGHEST_BAND_PX = 1500
_MOST_LINES = 4  # of a masthead broken with care, or of a title
_FOOT_PX = 112
_LEAST_PICTURE_PX = 1300
_TITLE_SIZES_PX = (124, 112, 100, 88, 82, 76, 70, 64, 58, 52, 46)
_SECTION_PX, _NAMES_PX, _LEADING = 48, 60, 1.3
_GAPS_PX = (48, 100)  # above a highlight: least and most


@dataclass(frozen=True, slots=True)
class Shown:
    """A highlight as the cover shows it, its title in lines."""

    section: str
    lines: tuple[str, ...]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverPlan:
    """The sizes of one cover, in pixels: heights of band and picture, type sizes, and the space above a highlight."""

    band: int
    masthead: int
    masthead_lines: tuple[str, ...]
    picture: int
    title: int
    gap: int
    highlights: tuple[Shown, ...]


def typeset_cover(issue: Issue, style: Style, contents: tuple[ContentsEntry, ...], house: House) -> Pages:
    """Return the designed cover as pages of which there is one; `back` is the document to be laid out.

    Raises:
        ReissueError: the picture cannot be printed, or the style is at fault.
    """
    words, templates = words_for(style, issue.language), Templates(style)
    with darkroom(house) as develop:
        artwork = cover_artwork(issue, develop)
    sheets = stylesheets_of(style, "cover", geometry_of(style.options), templates)
    document = templates.render(
        "templates/cover-plate.xhtml.j2",
        issue=issue,
        words=words,
        stylesheets=[sheet.href for sheet in sheets],
        is_stated=_is_stated(issue),
        lines=cover_lines(issue, words),
        picture=artwork[0] if artwork else None,
        plan=plan_of(issue, artwork, highlights(contents)),
    )
    page = Page("cover", "cover.xhtml", "cover", words("cover"), document, "", "cover")
    return Pages(
        issue.language, words.issue_name(issue), "cover", (page,), (), sheets, artwork, (), words, back=document
    )


def plan_of(issue: Issue, artwork: Sequence[Picture], found: Sequence[Highlight]) -> CoverPlan:
    """Return the sizes at which masthead, picture and highlights fill the cover and none of them is cut off."""
    kind, foot = _kind(issue, artwork), _FOOT_PX if issue.periodical.publisher else 0
    fitting, lines = _masthead(issue)
    spare = _BELOW_MASTHEAD_PX[kind] + _ABOVE_MASTHEAD_PX
    band = max(_BAND_PX[kind], math.ceil(fitting * _MASTHEAD_LEADING * len(lines)) + spare if len(lines) > 1 else 0)
    band = min(band, _HIGHEST_BAND_PX)
    picture = HEIGHT_PX - foot - band if artwork else 0
    if artwork and (natural := round(artwork[0].height * WIDTH_PX / artwork[0].width)) < picture:
        picture = max(natural, min(picture, _LEAST_PICTURE_PX))  # a low picture leaves its room to the masthead
        band = HEIGHT_PX - foot - picture
    size = min(fitting, int((band - spare) / _MASTHEAD_LEADING / len(lines)))
    title, gap, shown = _fitted(found, HEIGHT_PX - band - foot)
    return CoverPlan(band, size, lines, picture, title, gap, shown)


def _kind(issue: Issue, artwork: Sequence[Picture]) -> str:
    if artwork or not _is_stated(issue):
        return "picture" if artwork else "unnamed"
    return "nameplate" if issue.kind is IssueKind.NEWSPAPER else "type"


def _is_stated(issue: Issue) -> bool:
    """Say whether the original bears its name; one that the editor put there is no masthead."""
    return "title" not in issue.periodical.supplied


def _masthead(issue: Issue) -> tuple[int, tuple[str, ...]]:
    """Return the size at which the masthead fills the width, and its lines."""
    title = issue.periodical.title
    if not _is_stated(issue):
        return _UNNAMED_PX, _lines(title, _UNNAMED_PX)
    width = _width(title)
    widest = math.ceil(width / math.ceil(width / _ONE_LINE_EM)) + 0.5
    if width <= _ONE_LINE_EM:
        lines: tuple[str, ...] = (title,)
    elif width <= _MOST_LINES * _ONE_LINE_EM:
        lines = tuple(broken_lines(title, widest))
    else:  # longer than any name, and not worth the search for good breaks
        length = math.ceil(len(title) * widest / width)
        lines = tuple(title[start : start + length] for start in range(0, len(title), length))
    return min(int(_MEASURE_PX / (max(map(_width, lines)) * _SPACED)), _MASTHEAD_PX), lines


def _width(title: str) -> float:
    """Return the width of a masthead in em; bold Western letters are wider than half an em."""
    western = sum(char.isascii() for char in title)
    return max(width_em(title) + _WESTERN_EM * western, 1.0)


def _lines(text: str, size: int) -> tuple[str, ...]:
    return tuple(broken_lines(text, _MEASURE_PX / size / _WIDER))


def _fitted(found: Sequence[Highlight], room: int) -> tuple[int, int, tuple[Shown, ...]]:
    """Return the largest size at which the highlights fit, the space above each, and those that are shown."""
    short = [each for each in found if _line_count(each.label, _TITLE_SIZES_PX[-1]) <= _MOST_LINES]
    for count in range(len(short), 0, -1):
        for size in _TITLE_SIZES_PX:
            least = sum(_height(each, _line_count(each.label, size), size) for each in short[:count])
            if room - least < _GAPS_PX[0] * (count + 1):
                continue
            shown = tuple(Shown(each.section, _lines(each.label, size), each.authors) for each in short[:count])
            height = sum(_height(each, len(set_.lines), size) for each, set_ in zip(short, shown, strict=False))
            gap = (room - height) // (count + 1)
            if gap >= _GAPS_PX[0]:
                return size, min(gap, _GAPS_PX[1]), shown
    return _TITLE_SIZES_PX[-1], _GAPS_PX[0], ()


def _line_count(label: str, size: int) -> int:
    """Return the least number of lines a title takes."""
    return math.ceil(width_em(label) * size * _WIDER / _MEASURE_PX)


def _height(highlight: Highlight, lines: int, size: int) -> int:
    names = math.ceil(sum(width_em(name) + 1 for name in highlight.authors) * 40 / _MEASURE_PX)
    section = math.ceil(width_em(highlight.section) * 40 / _MEASURE_PX)
    return math.ceil(lines * size * _LEADING) + section * _SECTION_PX + names * _NAMES_PX
