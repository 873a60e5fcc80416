"""The forme of a newspaper: takes a document and the pages as made up, gives the document with its stories in modules.

It cuts the bound document into stories, keeps of each the head that was set for its width, and puts stacks and bands
around them. It also writes the document in which the stories are measured. It knows no fonts and lays nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from publisher.editions.columns import Kind
from publisher.editions.makeup import CLOSE_GAP, Band, MadeUp, Stack

_PAGES = re.compile(r'(?=<div class="page page-)')
_ARTICLE = re.compile(r'<article id="([^"]+)" class="article ([^"]*)"')
_MATTER = re.compile(r'<div class="page page-(imprint|corrections|colophon)" id="([^"]+)"')
_OPENING = re.compile(r'<div id="[^"]+" class="(?:sheet|section-opening) .*?</div>\s*', re.DOTALL)
_HEAD = re.compile(r'<header class="head spans-(\d)".*?</header>\s*', re.DOTALL)
_HEAD_WORDS = re.compile(r'<header class="head spans-1"[^>]*>\s*<')
_COLUMNS = re.compile(r"columns-\d")
_FEW = 2
_ID = re.compile(r' id="([^"]*)"')
_BLOCK = re.compile(r'<(p|h[1-6]|figure|table|div|blockquote|hr)\b[^>]*? id="([^"]+)"')
_KINDS = {f"h{rank}": Kind.HEADING for rank in range(1, 7)} | dict.fromkeys(("figure", "table", "hr"), Kind.WHOLE)

_END = "</body></html>"
_TALL = "<style>@page { size: %spt 400000pt; } .sheet { break-before: auto }</style></head>"
_BELOW_HEAD = 0.6  # lines below a head that is not opened, as in css/pdf-newspaper.css.j2


@dataclass(frozen=True, slots=True)
class Copy:
    """A story, or a part of the matter, as it stands in the bound document.

    Attributes:
        name: id of the article or of the matter.
        markup: its page, without what opens a section or a sheet, which `opening` is.
        classes: of its article.
        stands_alone: whether it has pages of its own.
    """

    name: str
    markup: str
    opening: str = ""
    classes: tuple[str, ...] = ()
    stands_alone: bool = False

    @property
    def opens_sheet(self) -> bool:
        """Whether a page of the newspaper begins with it."""
        return 'class="sheet ' in self.opening

    @property
    def is_set_whole(self) -> bool:
        """Whether its height is no matter of lines alone, as of photos, and it is measured at every width."""
        return "kind-photos" in self.classes

    @property
    def wanted(self) -> tuple[int, ...]:
        """The columns it should span: those an editor asks for; fewer than all for photos, few where they are lost."""
        asked = tuple(int(name[-1]) for name in self.classes if _COLUMNS.fullmatch(name))
        if asked or not self.is_set_whole:
            return asked
        return self.widths[:-1] if 'class="picture"' in self.markup else self.widths[:_FEW]

    @property
    def has_head(self) -> bool:
        """Whether it has a head that can be opened."""
        return bool(_HEAD_WORDS.search(self.markup))

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths its head was set for; none for matter."""
        return tuple(sorted({int(found[1]) for found in _HEAD.finditer(self.markup)}))

    def at(self, columns: int) -> str:
        """Return the story as it stands in a number of columns."""
        kept = _HEAD.sub(lambda head: head[0] if head[1] == str(columns) else "", self.markup)
        return _ARTICLE.sub(lambda found: f'{found[0][:-1]} spans-{columns}"', kept)

    def widest(self) -> str:
        """Return the story as it stands over all columns, with what opens with it."""
        own = self.at(self.widths[-1]) if self.widths else self.markup
        return self.opening + own


# What begins a page: pages as made up, or stories one below the other.
Segment = list[MadeUp] | tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A bound document in parts: up to the first story, the stories and what follows them."""

    before: str
    copies: tuple[Copy, ...]


def parted(markup: str, apart: frozenset[str]) -> Document:
    """Return a document in parts; those named in `apart`, and lists of corrections, stand alone."""
    before, *pages = _PAGES.split(markup.replace("</body>", "").replace("</html>", "").rstrip() + "\n")
    copies: list[Copy] = []
    for page in pages:
        if found := _ARTICLE.search(page):
            opening = "".join(_OPENING.findall(page))
            copies.append(
                Copy(
                    found[1],
                    _OPENING.sub("", page),
                    opening,
                    tuple(found[2].split()),
                    found[1] in apart or "opening-page" in found[2].split(),
                )
            )
        elif found := _MATTER.search(page):
            copies.append(Copy(found[2], page, stands_alone=found[1] == "corrections"))
        else:
            before += page
    return Document(before, tuple(copies))


def measured_markup(document: Document, width_pt: float) -> str:
    """Return a document on one endless page in which an anchor stands before everything that is to be measured.

    Anchors are `m-<what>-<name>`, where what is `o` for the opening, `t` for the text in one column, `z` for the end,
    or a number of columns, followed by a head, or by a whole story if it is set whole.
    """
    parts = [document.before.replace("</head>", _TALL % (width_pt + 200), 1)]
    for copy in document.copies:
        parts += [_marked(what, copy.name, part) for what, part in _measured(copy)]
        parts.append(_marked("z", copy.name, ""))
    return "".join([*parts, _END])


def pieces_of(copy: Copy) -> list[tuple[str, Kind]]:
    """Return the anchors of the blocks of a story's text in the measuring document, and how each is parted."""
    if not copy.widths or copy.is_set_whole:
        return []
    text = copy.markup[copy.markup.index('<div class="body"') : copy.markup.rindex("</article>")]
    return [(f"k-{found[2]}", _KINDS.get(found[1], Kind.PARTS)) for found in _BLOCK.finditer(text)]


def _marked(what: str, name: str, markup: str) -> str:
    kept = _ID.sub(r' id="k-\1"', markup) if what == "t" else _ID.sub("", markup)
    return f'<div class="measured" id="m-{what}-{name}">{kept}</div>\n'


def _measured(copy: Copy) -> Iterable[tuple[str, str]]:
    if copy.opening:
        yield "o", copy.opening
    if copy.stands_alone:
        return
    if not copy.widths:
        yield "t", _whole_lines(copy.markup)
        return
    for columns in copy.widths:
        own = copy.at(columns)
        yield str(columns), own if copy.is_set_whole else _headed(own)
    if not copy.is_set_whole:
        bare = _HEAD.sub("", copy.markup)
        yield "t", _ARTICLE.sub(lambda found: f'{found[0][:-1]} one-column"', bare)


def _whole_lines(markup: str) -> str:
    return f'<div class="matter" data-whole-lines="">{markup}</div>'


def _headed(markup: str) -> str:
    """Return a story without its text."""
    begin = markup.index('<div class="body"')
    return markup[:begin] + markup[markup.rindex("</article>") :]


def made_up(document: Document, segments: Sequence[Segment], opened: Mapping[str, int], leading_pt: float) -> str:
    """Return the document with its stories in bands and stacks."""
    copies = {copy.name: copy for copy in document.copies}
    parts = [document.before]
    for index, segment in enumerate(segments):
        if isinstance(segment, tuple):
            parts += _row(segment, begins=index > 0)
            continue
        for number, page in enumerate(segment):
            begins = (index > 0 or number > 0) and not _goes_on(segment, number)
            for band in page.bands:
                first = band is page.bands[0]
                parts.append(_band(band, copies, opened, leading_pt, begins=begins and first, first=first))
    return "".join([*parts, _END])


def _row(copies: tuple[Copy, ...], *, begins: bool) -> Iterable[str]:
    """Yield stories one below the other, each over all columns, broken where a page ends."""
    for copy in copies:
        first = copy is copies[0]
        classes = f"band divided{' first' if first else ''}{' begins' if first and begins else ''}"
        yield f'<div class="{classes}">{copy.widest()}</div>\n'


def _goes_on(segment: list[MadeUp], number: int) -> bool:
    """Say whether a page begins with what is left of a story from the page before."""
    before = segment[number - 1] if number else None
    return before is not None and (not before.bands or before.bands[-1].is_divided)


def _band(
    band: Band, copies: Mapping[str, Copy], opened: Mapping[str, int], leading_pt: float, *, begins: bool, first: bool
) -> str:
    opening = copies[band.names[0]].opening
    said = {"divided": band.is_divided, "close": band.gap == CLOSE_GAP, "begins": begins, "first": first}
    classes = " ".join(["band", *(name for name, holds in said.items() if holds)])
    stacks = [_stack(stack, band, copies, opened, leading_pt) for stack in band.stacks]
    return f'<div class="{classes}">\n{opening}{"".join(stacks)}</div>\n'


def _stack(stack: Stack, band: Band, copies: Mapping[str, Copy], opened: Mapping[str, int], leading_pt: float) -> str:
    stories = [
        _story(copies[name], stack.columns, opened.get(name, 0), leading_pt, begins=name == stack.names[0])
        for name in stack.names
    ]
    if len(band.stacks) == 1:
        return "".join(stories)
    height = band.height * leading_pt
    up = f"margin-top:-{height:g}pt;" if stack.first else ""
    return (
        f'<div class="stack from-{stack.first} over-{stack.columns}" style="{up}height:{height:g}pt">\n'
        f"{''.join(stories)}</div>\n"
    )


def _story(copy: Copy, columns: int, lines: int, leading_pt: float, *, begins: bool) -> str:
    """Return a story; where it begins a stack its head is opened below, so that heads of a band begin at one height."""
    if not copy.widths:
        return _whole_lines(copy.markup)
    kept = copy.at(columns)
    if not lines:
        return kept
    above = 0.0 if begins else lines / 2
    below = lines - above + (_BELOW_HEAD if begins else 0)
    padding = f"padding:{above * leading_pt:g}pt 0 {below * leading_pt:g}pt"
    return kept.replace('<header class="head', f'<header style="{padding}" class="head', 1)
