"""How the printed contents fill their pages: takes the entries and the page, gives the distance of their lines.

The imprint goes to the foot of the last page if there is room. It reckons with widths and lays nothing out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.issue.marks import width_em
from publisher.typesetting.contents import ContentsEntry
from publisher.typesetting.geometry import Geometry

# All in lines of the page, as css/pdf.css.j2 sets them.
_HEAD = 4.6
_BETWEEN_GROUPS = 0.35
_IMPRINT_HEAD = 2.5
_FACT = 0.85
_CLOSEST, _WIDEST = 1.1, 1.7
_STEPS = 24
_WHOLE = 12  # rows: a section no longer than this is not divided

_LABEL_EM = 8
_FOLIO_EM = 3
_ROW_SCALE = 1.05


@dataclass(frozen=True, slots=True)
class ContentsRoom:
    """How the contents are set: the distance of two lines in points, and whether the imprint stands below them."""

    pitch: float
    holds_imprint: bool


def room_for(contents: tuple[ContentsEntry, ...], facts: int, geometry: Geometry) -> ContentsRoom:
    """Return the widest distance of lines at which contents and imprint take no more pages than at the closest."""
    page = geometry.options.lines
    imprint = _IMPRINT_HEAD + math.ceil(facts / 2) * _FACT
    blocks = list(_blocks(contents, geometry))
    with_imprint, without = (_pages(blocks, _CLOSEST, extra, page) for extra in (imprint, 0.0))
    holds = with_imprint == without or without > 1
    pages, extra = (with_imprint, imprint) if holds else (without, 0.0)
    pitches = (_WIDEST - (_WIDEST - _CLOSEST) * step / _STEPS for step in range(_STEPS + 1))
    pitch = next((pitch for pitch in pitches if _pages(blocks, pitch, extra, page) <= pages), _CLOSEST)
    return ContentsRoom(round(pitch * geometry.leading, 2), holds)


def stays_whole(entry: ContentsEntry) -> bool:
    """Say whether a section of the contents is short enough to stay on one page."""
    return sum(not part.children for part in entry.walk()) <= _WHOLE


def _blocks(entries: tuple[ContentsEntry, ...], geometry: Geometry) -> Iterator[tuple[int, int]]:
    """Yield rows and sections of every part that stays on one page."""
    for entry in entries:
        if entry.children and not stays_whole(entry):
            yield from _blocks(entry.children, geometry)
        else:
            parts = list(entry.walk())
            rows = sum(_rows(part, geometry) for part in parts if not part.children)
            yield rows, sum(bool(part.children) for part in parts)


def _rows(entry: ContentsEntry, geometry: Geometry) -> int:
    size = geometry.options.font_size_pt
    room = geometry.text_width - (_LABEL_EM + _FOLIO_EM) * size
    words = width_em(entry.label) + (1 + width_em("　".join(entry.authors)) if entry.authors else 0)
    return max(1, math.ceil(words * size * _ROW_SCALE / room))


def _pages(blocks: list[tuple[int, int]], pitch: float, extra: float, page: int) -> int:
    pages, filled = 1, _HEAD
    for rows, groups in blocks:
        height = rows * pitch + groups * _BETWEEN_GROUPS
        if filled + height - _BETWEEN_GROUPS > page:
            pages, filled = pages + 1, 0.0
        filled += height
    return pages + 1 if filled + extra > page else pages
