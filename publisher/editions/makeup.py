"""How the stories of a newspaper are made up into pages: takes the height of each at every width, gives the modules.

A page is a row of bands, one below the other. A band is one story over all columns, or stacks of stories side by side.
The stories keep their order: down a stack, then on to the stack beside it, then to the next band. It measures nothing
and lays nothing out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

GAP = 2  # lines between two stories: one of them white, then a rule, then one white
CLOSE_GAP = 1  # half a line white on either side of the rule
_LEAST_BEGUN = 7  # lines of text a story divided over pages leaves on the first of them
_LEAST_LEFT = 5  # lines it takes along to the next
_MOST_SIDE_BY_SIDE = 6  # stories in one band
_ABSORBED = 2  # lines of white in a stack that its heads take up
_SHALLOW = 6  # lines of text: less under a wide head looks like a strip
_DEEP = 34  # lines of text in one column: more tires
_SPARSE = 1 / 3  # of a page

_FOOT_FINE = 3.0  # for the white at the foot of a page, squared
_WHITE_FINE = 3.0  # for the white below stories in a band, as a share of the page
_SHALLOW_FINE = 0.015
_DEEP_FINE = 0.004
_ALONE_FINE = 0.06  # a story over all columns that is not the first
_STRIP_FINE = 0.06  # and is not long enough for it
_LEAD_FINE = 0.3  # the first story of the issue not over all columns
_EVEN_FINE = 0.02  # stacks of one width: their heads run into one another
_RISING_FINE = 0.02  # a later story wider than an earlier one
_CROWD_FINE = 0.015  # for each story beyond three in a band
_DIVIDED_FINE = 0.15
_UNWANTED_FINE = 0.3  # not as wide as it should be
_SPARSE_FINE = 2.0
_LAST_PAGE = 0.2  # of the fine for white: an issue ends somewhere


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of a story before it is placed; all heights in lines.

    Attributes:
        heights: columns spanned → height of the whole story; the widths it may have.
        text: how many lines its text is in one column.
        lost: columns spanned → lines left white inside, where pictures keep its columns from being even.
        head: of its head over all columns.
        is_divisible: whether it may go on overleaf.
        wanted: the columns it should span; none leaves it open.
        above: lines of what opens a section or a sheet with it, over all columns; such a story begins a band.
    """

    name: str
    heights: Mapping[int, int]
    text: int = 0
    lost: Mapping[int, int] = field(default_factory=dict)
    head: int = 0
    is_divisible: bool = False
    wanted: tuple[int, ...] = ()
    above: int = 0


@dataclass(frozen=True, slots=True)
class Stack:
    """Stories one below the other: the first column they stand in, how many they span, and the white left below."""

    first: int
    columns: int
    names: tuple[str, ...]
    white: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """Stacks side by side, `height` lines high; `is_divided` where its one story goes on overleaf.

    `above` are the lines over all columns in front of them, `gap` those between it and what stands above.
    """

    stacks: tuple[Stack, ...]
    height: int
    is_divided: bool = False
    above: int = 0
    gap: int = GAP

    @property
    def names(self) -> tuple[str, ...]:
        """The stories in the order in which they are read."""
        return tuple(name for stack in self.stacks for name in stack.names)

    @property
    def whole(self) -> int:
        """The lines it takes up."""
        return self.above + self.height


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A page: the bands that begin on it, and the lines it has left."""

    bands: tuple[Band, ...]
    room: int


@dataclass(frozen=True, slots=True)
class Form:
    """The page stories are made up for.

    Attributes:
        columns, lines: of the text block.
        taken: lines at the head of the first page that are not the stories'.
        leads: whether the first story heads an issue and wants all columns.
        avoids_sparse: whether a page less than a third full is to be avoided.
        gap: lines between two stories.
    """

    columns: int
    lines: int
    taken: int = 0
    leads: bool = False
    avoids_sparse: bool = True
    gap: int = GAP


@dataclass(frozen=True, slots=True)
class _Way:
    cost: float = 0.0
    used: int = 0
    begun: tuple[Band, ...] = ()
    pages: tuple[MadeUp, ...] = field(default=())
    is_empty: bool = True


def make_up(stories: Sequence[Story], form: Form) -> tuple[MadeUp, ...]:
    """Return the pages: the stories in their order, with little white, few heads in a row and few stories divided.

    Stories close up all over where that saves a page.
    """
    usual = _made_up(stories, form)
    close = _made_up(stories, replace(form, gap=CLOSE_GAP))
    return close if len(close) < len(usual) else usual


def _made_up(stories: Sequence[Story], form: Form) -> tuple[MadeUp, ...]:
    bands = [list(_bands(stories, begin, form)) for begin in range(len(stories))]
    ways: list[list[_Way]] = [[] for _ in range(len(stories) + 1)]
    ways[0] = [_Way(used=form.taken)]
    for begin, found in enumerate(bands):
        for way in _best(ways[begin]):
            for count, band, cost in found:
                ways[begin + count] += _placed(way, band, cost, stories[begin], form)
    done = [_closed(way, form, is_last=True) for way in _best(ways[-1])]
    return min(done, key=lambda way: way.cost).pages if done else ()


def _best(ways: Sequence[_Way]) -> list[_Way]:
    """Return the cheapest way to each line of a page."""
    best: dict[tuple[int, bool, bool], _Way] = {}
    for way in ways:
        key = (way.used, way.is_empty, bool(way.pages))
        if key not in best or way.cost < best[key].cost:
            best[key] = way
    return list(best.values())


def _placed(way: _Way, band: Band, cost: float, story: Story, form: Form) -> Iterator[_Way]:
    """Yield the ways a band goes on from another: on the same page, divided, or on the next page."""
    gap = 0 if way.is_empty else form.gap
    if way.used + gap + band.whole <= form.lines:
        yield _with(way, band, cost, way.used + gap + band.whole)
    elif _may_divide(way, gap, band, story, form):
        yield _divided(way, band, cost, gap, form)
    if not way.is_empty or way.used or band.whole > form.lines:
        turned = _closed(way, form) if not way.is_empty or way.used else way
        if band.whole <= form.lines:
            yield _with(turned, band, cost, band.whole)
        else:  # what is higher than a page is divided, whatever it is
            yield _divided(turned, band, cost, 0, form)


def _with(way: _Way, band: Band, cost: float, used: int) -> _Way:
    return _Way(way.cost + cost, used, (*way.begun, band), way.pages, is_empty=False)


def _may_divide(way: _Way, gap: int, band: Band, story: Story, form: Form) -> bool:
    room = form.lines - way.used - gap
    fits = room >= story.above + story.head + _LEAST_BEGUN and band.whole - room >= _LEAST_LEFT
    return story.is_divisible and len(band.names) == 1 and fits


def _divided(way: _Way, band: Band, cost: float, gap: int, form: Form) -> _Way:
    """Return the way with a story that fills this page and goes on overleaf, over several pages if it must."""
    over = band.whole - (form.lines - way.used - gap)
    pages = (*way.pages, MadeUp((*way.begun, replace(band, is_divided=True)), 0))
    pages += (MadeUp((), 0),) * ((over - 1) // form.lines)
    return _Way(way.cost + cost + _DIVIDED_FINE, (over - 1) % form.lines + 1, (), pages, is_empty=False)


def _closed(way: _Way, form: Form, *, is_last: bool = False) -> _Way:
    """Return the way with its page finished and paid for."""
    room = form.lines - way.used
    white = max(0.0, room - _ABSORBED * len(way.begun)) / form.lines
    cost = way.cost + _FOOT_FINE * white**2 * (_LAST_PAGE if is_last else 1.0)
    if form.avoids_sparse and way.used < form.lines * _SPARSE:
        cost += _SPARSE_FINE
    return _Way(cost, 0, (), (*way.pages, MadeUp(way.begun, room)), is_empty=True)


def _bands(stories: Sequence[Story], begin: int, form: Form) -> Iterator[tuple[int, Band, float]]:
    """Yield the bands that begin with a story: how many stories they take, and what is wrong with them."""
    first = stories[begin]
    if form.columns in first.heights:
        band = Band(
            (Stack(0, form.columns, (first.name,)),), first.heights[form.columns], above=first.above, gap=form.gap
        )
        yield 1, band, _alone_fine(first, form, begin)
    lead = _LEAD_FINE if form.leads and begin == 0 else 0.0
    for count in range(2, min(_MOST_SIDE_BY_SIDE, len(stories) - begin) + 1):
        some = stories[begin : begin + count]
        if some[-1].above:
            break
        for widths in _widths(form.columns, count):
            for sizes in _partitions(count, len(widths)):
                if found := _side_by_side(some, widths, sizes, form):
                    yield count, found[0], found[1] + lead


def _alone_fine(story: Story, form: Form, index: int) -> float:
    """Return what is wrong with a story over all columns: nothing if it is the first, or long."""
    unwanted = _UNWANTED_FINE if story.wanted and form.columns not in story.wanted else 0.0
    unwanted += _lost_fine(story, form.columns, form)
    if not story.text or index == 0:
        return unwanted
    return unwanted + _ALONE_FINE + (_STRIP_FINE if story.text < 2 * _SHALLOW * form.columns else 0.0)


def _side_by_side(
    stories: Sequence[Story], widths: tuple[int, ...], sizes: tuple[int, ...], form: Form
) -> tuple[Band, float] | None:
    """Return stories in stacks, and what is wrong with them; None where one cannot have its width."""
    stacks: list[Stack] = []
    heights: list[int] = []
    cost, column, at = 0.0, 0, 0
    for width, size in zip(widths, sizes, strict=True):
        group = stories[at : at + size]
        if any(width not in story.heights for story in group):
            return None
        heights.append(sum(story.heights[width] for story in group) + form.gap * (size - 1))
        stacks.append(Stack(column, width, tuple(story.name for story in group)))
        cost += sum(_shape_fine(story, width) + _lost_fine(story, width, form) for story in group)
        column, at = column + width, at + size
    height = max(heights)
    if height > form.lines:
        return None
    set_ = tuple(
        Stack(stack.first, stack.columns, stack.names, height - own) for stack, own in zip(stacks, heights, strict=True)
    )
    return Band(set_, height, above=stories[0].above, gap=form.gap), cost + _white_fine(set_, form) + _look_fine(
        widths, sizes
    )


def _lost_fine(story: Story, width: int, form: Form) -> float:
    return _WHITE_FINE * story.lost.get(width, 0) / (form.columns * form.lines)


def _shape_fine(story: Story, width: int) -> float:
    depth = story.text / width
    unwanted = _UNWANTED_FINE if story.wanted and width not in story.wanted else 0.0
    return (
        unwanted + _SHALLOW_FINE * max(0.0, _SHALLOW - depth) * bool(story.text) + _DEEP_FINE * max(0.0, depth - _DEEP)
    )


def _white_fine(stacks: Sequence[Stack], form: Form) -> float:
    """Return the fine for stacks that end above the deepest: what heads take up is free, much is worse."""
    fine = 0.0
    for stack in stacks:
        white = max(0, stack.white - _ABSORBED * len(stack.names))
        share = white * stack.columns / (form.columns * form.lines)
        fine += _WHITE_FINE * share * (1 + white / 4)
    return fine


def _look_fine(widths: tuple[int, ...], sizes: tuple[int, ...]) -> float:
    fine = _CROWD_FINE * max(0, sum(sizes) - 3)
    if len(widths) > 1 and len(set(widths)) == 1:
        fine += _EVEN_FINE
    return fine + _RISING_FINE * sum(later > earlier for earlier, later in pairwise(widths))


@cache
def _widths(columns: int, stories: int) -> tuple[tuple[int, ...], ...]:
    """Return how columns can be shared out among stacks."""
    return tuple(parts for count in range(2, min(columns, stories) + 1) for parts in _partitions(columns, count))


@cache
def _partitions(total: int, parts: int) -> tuple[tuple[int, ...], ...]:
    """Return the ways to share out a number in order, each part at least one."""
    if parts == 1:
        return ((total,),)
    return tuple(
        (first, *rest) for first in range(1, total - parts + 2) for rest in _partitions(total - first, parts - 1)
    )
