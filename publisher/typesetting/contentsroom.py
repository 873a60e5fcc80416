"""How the printed contents fill their pages: takes the entries and the page, gives columns and the distance of lines.

The imprint goes to the foot of the last page if there is room. It reckons with widths and lays nothing out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.issue.marks import width_em
from publisher.issue.style import ContentsColumns
from publisher.typesetting.contents import ContentsEntry
from publisher.typesetting.geometry import Geometry

# All in lines of the page, as css/pdf.css.j2 sets them.
_HEAD = 4.6
_WHOLE = 12  # rows: a section no longer than this is not divided in one column
_STEPS = 24

_LABEL_EM = 8
_FOLIO_EM = 3.8  # for the number and for turned lines, which stand an em further in
_LEAST_TITLE_EM = 13  # what two columns must leave for titles
_FEW = 0.45  # of a page: contents that fill no more are set larger
_LARGER = 1.25
_ROOMY = 1.4  # an imprint with bars or codes does not press the contents closer than this


@dataclass(frozen=True, slots=True)
class _Setting:
    """How contents are set in so many columns; lengths in lines, sizes times the text size."""

    columns: int
    closest: float
    widest: float
    between_groups: float
    size: float


_ONE = _Setting(1, closest=1.1, widest=1.7, between_groups=0.35, size=1.05)
_TWO = _Setting(2, closest=1.0, widest=1.3, between_groups=0.8, size=1.0)
_GAP = 1.4  # times the gap of the text: between two columns of contents


@dataclass(frozen=True, slots=True)
class ContentsRoom:
    """How the contents are set.

    Attributes:
        pitch: the distance of two lines in points.
        holds_imprint: whether the imprint stands below them.
        columns: one or two.
        size: of the rows, times the text size.
        title_em: how wide a title may be before it is broken, in em of its own size.
        space: points above an imprint that stands below them, so that it comes to the foot of the page.
    """

    pitch: float
    holds_imprint: bool
    columns: int
    size: float
    title_em: float
    space: float


def room_for(
    contents: tuple[ContentsEntry, ...], imprint: float, geometry: Geometry, *, is_large: bool = False
) -> ContentsRoom:
    """Return the widest distance of lines at which contents and imprint take no more pages than at the closest.

    `imprint` is its height in lines; one that `is_large` has bars or codes.
    """
    setting = _setting(contents, geometry)
    page = geometry.options.lines
    blocks = list(_blocks(contents, geometry, setting))
    least = _ROOMY if is_large else setting.closest
    without = _pages(blocks, setting.closest, 0.0, page, setting)
    holds = _pages(blocks, least, imprint, page, setting) == without or (
        without > 1 and setting is _ONE and not is_large
    )
    extra = imprint if holds else 0.0
    pages = _pages(blocks, setting.closest, extra, page, setting)
    filled = _HEAD + _height(blocks, setting.widest, setting)
    is_few = setting is _ONE and filled <= page * _FEW
    widest = setting.widest * (_LARGER if is_few else 1.0)
    pitches = (widest - (widest - setting.closest) * step / _STEPS for step in range(_STEPS + 1))
    pitch = next((lines for lines in pitches if _pages(blocks, lines, extra, page, setting) <= pages), setting.closest)
    space = max(0.0, page - _HEAD - _height(blocks, pitch, setting) - imprint - 2) if is_few and holds else 0.0
    return ContentsRoom(
        pitch=round(pitch * geometry.leading, 2),
        holds_imprint=holds,
        columns=setting.columns,
        size=round(setting.size * (_LARGER if is_few else 1.0), 3),
        title_em=round(_title_em(geometry, setting) / (_LARGER if is_few else 1.0), 2),
        space=round(math.floor(space) * geometry.leading, 2),
    )


def stays_whole(entry: ContentsEntry) -> bool:
    """Say whether a section of the contents is short enough to stay on one page."""
    return sum(not part.children for part in entry.walk()) <= _WHOLE


def _setting(contents: tuple[ContentsEntry, ...], geometry: Geometry) -> _Setting:
    """Return the columns asked for; if none are, two where they are wide enough and save a page."""
    wanted = geometry.options.contents_columns
    if wanted is not ContentsColumns.AUTO:
        return _TWO if wanted is ContentsColumns.TWO else _ONE
    if geometry.is_vertical or _title_em(geometry, _TWO) < _LEAST_TITLE_EM:
        return _ONE
    page = geometry.options.lines
    one, two = (
        _pages(list(_blocks(contents, geometry, setting)), setting.closest, 0.0, page, setting)
        for setting in (_ONE, _TWO)
    )
    return _TWO if two < one else _ONE


def _title_em(geometry: Geometry, setting: _Setting) -> float:
    size = geometry.options.font_size_pt
    if setting is _ONE:
        return (geometry.text_width - _LABEL_EM * size) / (size * setting.size) - _FOLIO_EM
    return (geometry.text_width - _GAP * geometry.gap) / 2 / (size * setting.size) - _FOLIO_EM


def _blocks(entries: tuple[ContentsEntry, ...], geometry: Geometry, setting: _Setting) -> Iterator[tuple[int, int]]:
    """Yield rows and sections of every part that stays together; in two columns sections are divided freely."""
    for entry in entries:
        if entry.children and (setting is _TWO or not stays_whole(entry)):
            if setting is _TWO:
                yield 1, 1
            yield from _blocks(entry.children, geometry, setting)
        else:
            parts = list(entry.walk())
            rows = sum(_rows(part, geometry, setting) for part in parts if not part.children)
            yield rows, sum(min(part.level, 2) for part in parts if part.children)


def _rows(entry: ContentsEntry, geometry: Geometry, setting: _Setting) -> int:
    room = _title_em(geometry, setting)
    names = width_em("　".join(entry.authors)) + 1 if entry.authors else 0.0
    lines = math.ceil(width_em(entry.label) / room)
    return max(1, lines + (width_em(entry.label) + names > lines * room + 1))


def _height(blocks: list[tuple[int, int]], pitch: float, setting: _Setting) -> float:
    return sum(rows * pitch + groups * setting.between_groups for rows, groups in blocks)


def _pages(blocks: list[tuple[int, int]], pitch: float, extra: float, page: int, setting: _Setting) -> int:
    """Return how many pages contents take with something `extra` lines high below them."""
    if setting is _TWO:
        return math.ceil((_HEAD + _height(blocks, pitch, setting) / 2 + 1 + extra) / page)
    pages, filled = 1, _HEAD
    for block in blocks:
        height = _height([block], pitch, setting)
        if filled + height - setting.between_groups > page:
            pages, filled = pages + 1, 0.0
        filled += height
    return pages + 1 if filled + extra > page else pages
