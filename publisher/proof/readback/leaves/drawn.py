"""What the pages of a PDF show: takes a document, gives every piece of text with its characters, glyphs and place.

The content streams are played in the order in which they paint; tags are not asked. A character is what ToUnicode says
of its code. Nothing is compared.

Source: ISO 32000-1, 9.3, 9.4 and 9.10.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from publisher.proof.pdf.content import ACTIONS
from publisher.proof.pdf.document import Box, Document, Page, inherited
from publisher.proof.pdf.fonts import Font
from publisher.proof.pdf.objects import Thing, elements, entry, key_of, name, number, octets, text
from publisher.proof.pdf.player import Action, Player, six, times
from publisher.proof.pdf.usage import IDENTITY, FontUse, Matrix, Usage

UNKNOWN = "\ufffd"
SOFT_HYPHEN = "\u00ad"
_HYPHENS = frozenset("-‐")
_UNSEEN = frozenset({3, 7})  # text rendering modes that paint nothing
_BOXES = ("CropBox", "MediaBox")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph as it is shown.

    Attributes:
        text: the characters it is read as; `meaning` those its font gives it.
    """

    text: str
    meaning: str
    code: int
    font: Font


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown from one place on: a line, or a part of one.

    Attributes:
        page: number from 1.
        text: its characters, in the order of the stream.
        x, y: where it begins, in points of the page as it is stored, y upwards; `end` is where its line goes on.
        is_unseen: it paints nothing, or begins outside of the page.
        along: the direction of its line, of length 1.
    """

    page: int
    text: str
    x: float
    y: float
    end: float
    glyphs: tuple[Glyph, ...]
    is_unseen: bool
    along: tuple[float, float] = (1.0, 0.0)

    @property
    def upright(self) -> tuple[float, float]:
        """Where it begins on a page turned so that its line is level: along the line, and upwards."""
        cosine, sine = self.along
        return self.x * cosine + self.y * sine, self.y * cosine - self.x * sine


def shown_on(document: Document) -> tuple[tuple[Shown, ...], ...]:
    """Return what every page shows, page by page."""
    usage, fonts = Usage(), dict[Any, Font]()
    pages = []
    for page in document.pages:
        reader = _Reader(usage, page, key_of(page.obj), set(), _ACTIONS, faces=fonts)
        reader.play(page.obj, inherited(page.obj, "/Resources"))
        pages.append(tuple(reader.shown))
    return tuple(pages)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What of the state of text moves the pen: size, space after each character, scale across."""

    size: float = 0.0
    space: float = 0.0
    scale: float = 1.0


_PLAIN = _Setting()


@dataclass(slots=True)
class _Reader(Player):
    """Plays a page and keeps what its text objects show."""

    faces: dict[Any, Font] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY
    leading: float = 0.0
    setting: _Setting = _PLAIN
    settings: list[_Setting] = field(default_factory=list)
    pen: float = 0.0
    begun: Matrix | None = None
    glyphs: list[Glyph] = field(default_factory=list)
    is_unseen: bool = False
    spoken: list[str | None] = field(default_factory=list)

    def show(self, strings: list[Thing]) -> None:
        """Keep the glyphs of some strings, with the distances between them."""
        use = self.state.font
        if use is None:
            return
        if self.begun is None:
            self.begun, self.pen = times(self.text, self.state.matrix), 0.0
        self.is_unseen = self.is_unseen or self.state.mode in _UNSEEN or self.is_aside
        font, setting = self._face(use), self.setting
        for each in strings:
            if (data := octets(each)) is not None:
                self._show(data, font)
            else:
                self.pen -= number(each) / 1000 * setting.size * setting.scale

    def _show(self, data: bytes, font: Font) -> None:
        step = 2 if font.subtype == "Type0" else 1
        meanings, setting = font.meanings or {}, self.setting
        for at in range(0, len(data), step):
            code = int.from_bytes(data[at : at + step])
            meaning = meanings.get(code, UNKNOWN)
            self.glyphs.append(Glyph(self._said(meaning), meaning, code, font))
            self.pen += (font.width(code) / 1000 * setting.size + setting.space) * setting.scale

    def _face(self, use: FontUse) -> Font:
        key = key_of(use.obj) if key_of(use.obj) != (0, 0) else id(use.obj)
        if key not in self.faces:
            self.faces[key] = Font(use)
        return self.faces[key]

    def _said(self, characters: str) -> str:
        """Return the characters of a glyph; a hyphen that only the end of its line needs says so by its ActualText."""
        is_soft = self.spoken and self.spoken[-1] == SOFT_HYPHEN and characters in _HYPHENS
        return SOFT_HYPHEN if is_soft else characters

    def move(self, x: float, y: float) -> None:
        """Begin a line at a distance from the beginning of the last."""
        self.place(times((1.0, 0.0, 0.0, 1.0, x, y), self.line))

    def place(self, matrix: Matrix) -> None:
        """Begin what is shown next at a place of its own."""
        self.end()
        self.text = self.line = matrix

    def begin(self) -> None:
        """Begin a text object."""
        self.text = self.line = IDENTITY

    def end(self) -> None:
        """Keep what was shown at the place that is left."""
        if self.begun is not None and self.glyphs:
            x, y = self.begun[4], self.begun[5]
            words = "".join(glyph.text for glyph in self.glyphs)
            is_off = not _lies_on(self.page, x, y)
            end = x + self.pen * self.begun[0]
            length = math.hypot(self.begun[0], self.begun[1]) or 1.0
            along = self.begun[0] / length, self.begun[1] / length
            is_unseen = self.is_unseen or is_off
            self.shown.append(Shown(self.page.number, words, x, y, end, tuple(self.glyphs), is_unseen, along))
        self.begun, self.glyphs, self.is_unseen = None, [], False


def _lies_on(page: Page, x: float, y: float) -> bool:
    box: Box | None = next((page.boxes[key] for key in _BOXES if page.boxes[key]), None)
    return box is None or (box[0] <= x <= box[2] and box[1] <= y <= box[3])


# --- operators of text ---

_Act = Callable[[_Reader, list[Thing]], None]


def _action(act: _Act) -> Action:
    def carried_out(player: Player, _: str, operands: list[Thing], __: Thing) -> None:
        if isinstance(player, _Reader):
            act(player, operands)

    return carried_out


def _set_matrix(reader: _Reader, operands: list[Thing]) -> None:
    reader.place(six(operands))


def _move_and_lead(reader: _Reader, operands: list[Thing]) -> None:
    reader.leading = -float(operands[1])
    reader.move(float(operands[0]), float(operands[1]))


def _set_leading(reader: _Reader, operands: list[Thing]) -> None:
    reader.leading = float(operands[0])


def _show_on_next_line(reader: _Reader, operands: list[Thing]) -> None:
    reader.move(0.0, -reader.leading)
    reader.show([operands[-1]])


def _begin_mark(player: Player, operator: str, operands: list[Thing], resources: Thing) -> None:
    ACTIONS["BDC"](player, operator, operands, resources)
    if isinstance(player, _Reader):
        properties = operands[-1] if operator == "BDC" else None
        if name(properties):
            properties = player.resource(resources, "Properties", name(properties))
        said = entry(properties, "/ActualText")
        around = player.spoken[-1] if player.spoken else None
        player.spoken.append(around if said is None else text(said))


def _end_mark(player: Player, operator: str, operands: list[Thing], resources: Thing) -> None:
    ACTIONS["EMC"](player, operator, operands, resources)
    if isinstance(player, _Reader) and player.spoken:
        player.spoken.pop()


def _save(player: Player, operator: str, operands: list[Thing], resources: Thing) -> None:
    ACTIONS["q"](player, operator, operands, resources)
    if isinstance(player, _Reader):
        player.settings.append(player.setting)


def _restore(player: Player, operator: str, operands: list[Thing], resources: Thing) -> None:
    ACTIONS["Q"](player, operator, operands, resources)
    if isinstance(player, _Reader) and player.settings:
        player.setting = player.settings.pop()


def _font(player: Player, operator: str, operands: list[Thing], resources: Thing) -> None:
    ACTIONS["Tf"](player, operator, operands, resources)
    if isinstance(player, _Reader):
        player.setting = replace(player.setting, size=float(operands[1]))


def _set_space(reader: _Reader, operands: list[Thing]) -> None:
    reader.setting = replace(reader.setting, space=float(operands[0]))


def _set_scale(reader: _Reader, operands: list[Thing]) -> None:
    reader.setting = replace(reader.setting, scale=float(operands[0]) / 100)


_ACTIONS: Mapping[str, Action] = {
    "q": _save,
    "Q": _restore,
    **{operator: ACTIONS[operator] for operator in ("cm", "gs", "Tr", "sc", "scn", "SC", "SCN", "Do")},
    "Tf": _font,
    "Tc": _action(_set_space),
    "Tz": _action(_set_scale),
    "BT": _action(lambda reader, _: reader.begin()),
    "ET": _action(lambda reader, _: reader.end()),
    "Tm": _action(_set_matrix),
    "Td": _action(lambda reader, operands: reader.move(float(operands[0]), float(operands[1]))),
    "TD": _action(_move_and_lead),
    "TL": _action(_set_leading),
    "T*": _action(lambda reader, _: reader.move(0.0, -reader.leading)),
    **dict.fromkeys(("Tj", "TJ"), _action(lambda reader, operands: reader.show(elements(operands[-1])))),
    **dict.fromkeys(("'", '"'), _action(_show_on_next_line)),
    **dict.fromkeys(("BMC", "BDC"), _begin_mark),
    "EMC": _end_mark,
}
