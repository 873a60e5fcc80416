"""Plates in rows: takes the shapes of pictures and the room on a page, gives the width of each, row by row.

Pictures of one row are equally high and fill its width together. Of all ways to divide them, that is taken which shows
them largest on one page; pictures stay in their order and are not cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_MOST = 8  # pictures of one page; more of them stand in pairs
_MOST_IN_A_ROW = 3
_SMALLEST = 70  # hundredths of the full width: rows that must be narrower to fit do not count as fitting
_TALLEST = 0.72  # of the page: what a single upright picture may take


@dataclass(frozen=True, slots=True)
class Room:
    """What plates may fill: width and height, white between neighbours, what the captions of a row need; in points."""

    width: float
    height: float
    gap: float
    caption: float


def rows_of(shapes: Sequence[float], room: Room) -> list[list[float]]:
    """Return the widths of pictures, row by row; a shape is the width of a picture divided by its height."""
    if not shapes:
        return []
    ways = list(_divisions(len(shapes))) if len(shapes) <= _MOST else []
    fitting = [(way, narrow) for way in ways if (narrow := _narrowed(shapes, way, room))]
    if not fitting:
        return [_widths(row, room) for row in _rows(shapes, _in_pairs(len(shapes)))]
    way, narrow = min(fitting, key=lambda found: (-_area(shapes, *found), found[0]))
    return [_widths(row, narrow) for row in _rows(shapes, way)]


def _narrowed(shapes: Sequence[float], way: Sequence[int], room: Room) -> Room | None:
    """Return the room with its width as small as these rows need to fit the height, None if they would be too small."""
    for hundredths in range(100, _SMALLEST - 1, -1):
        narrow = replace(room, width=room.width * hundredths / 100)
        if sum(_row_height(row, narrow) + room.caption for row in _rows(shapes, way)) <= room.height:
            return narrow
    return None


def _area(shapes: Sequence[float], way: Sequence[int], room: Room) -> int:
    """Return what the pictures cover, in square points."""
    return round(sum(sum(row) * _row_height(row, room) ** 2 for row in _rows(shapes, way)))


def _divisions(count: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to divide a number of pictures into rows, as the number in each row."""
    if count == 0:
        yield ()
    for first in range(1, min(count, _MOST_IN_A_ROW) + 1):
        yield from ((first, *rest) for rest in _divisions(count - first))


def _in_pairs(count: int) -> tuple[int, ...]:
    return (*([1] if count % 2 else []), *([2] * (count // 2)))


def _rows(shapes: Sequence[float], way: Sequence[int]) -> Iterator[Sequence[float]]:
    start = 0
    for count in way:
        yield shapes[start : start + count]
        start += count


def _row_height(row: Sequence[float], room: Room) -> float:
    return min((room.width - (len(row) - 1) * room.gap) / sum(row), room.height * _TALLEST)


def _widths(row: Sequence[float], room: Room) -> list[float]:
    height = _row_height(row, room)
    return [round(shape * height, 2) for shape in row]
