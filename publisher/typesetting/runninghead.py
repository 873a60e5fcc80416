"""The running head of an article: takes its section and its title, gives one line that is not too long.

A title too long for it ends behind a phrase, with an ellipsis; where it has no such place, the section stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.issue.marks import CLOSING, OPENING, width_em
from publisher.typesetting.phrases import break_costs

_ELLIPSIS = "……"
_LEAST = 0.4  # of the room: what is left of a title at least
_DEAR = 100.0  # what a break inside a word or a name costs at least
_SHORTER = 1.5  # for each em a title is cut shorter than it need be
_LOOSE = "，。、；：,.;:—–-·　 "


def running_head(section: str, title: str, widest: float, between: str) -> str:
    """Return section and title with `between` in the middle, at most `widest` em; either may be empty."""
    title = " ".join(title.split("\n")).strip()
    if not section or not title or title == section:
        return shortened(title or section, widest) or title or section
    room = widest - width_em(section + between)
    said = shortened(title, room)
    return f"{section}{between}{said}" if said else section


def shortened(title: str, widest: float) -> str:
    """Return a title, or its beginning up to the end of a phrase; empty if no phrase ends in time."""
    if width_em(title) <= widest:
        return title
    room = widest - width_em(_ELLIPSIS)
    cost, end = min(_ends(title, room), default=(_DEAR, 0))
    return f"{title[:end].rstrip(_LOOSE)}{_ELLIPSIS}" if cost < _DEAR else ""


def _ends(title: str, room: float) -> Iterator[tuple[float, int]]:
    """Yield what it costs to end the title at a place, with the place."""
    costs = break_costs(title)
    for end in range(1, len(title)):
        width = width_em(title[:end])
        if room * _LEAST <= width <= room and costs[end] < _DEAR and not _is_inside_brackets(title[:end]):
            yield costs[end] + _SHORTER * (room - width), end


def _is_inside_brackets(beginning: str) -> bool:
    return any(
        beginning.count(opening) > beginning.count(closing) for opening, closing in zip(OPENING, CLOSING, strict=True)
    )
