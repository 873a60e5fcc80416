"""A page's content stream, played: where each glyph's origin lies and which marked content it belongs to.

Takes a page as pypdf gives it, gives Marked glyphs in the order they are drawn. It reads advances from the fonts and
origins from the matrices, so that character spacing moves origins and widens nothing. Text that does not run along x
is kept as an unreadable sign in its place.

Source: ISO 32000-1, 8.4, 9.3, 9.4 and 14.6.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from publisher.proof.typography.composition import TURNED, Glyph
from publisher.proof.typography.faces import Face, face_of
from publisher.proof.typography.tokens import operations

Matrix = tuple[float, float, float, float, float, float]
Faces = dict[int, tuple[Any, Face]]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SPACES = frozenset(" \u00a0\u200b\u00ad\u3000\t\n\r\u2060\ufeff")
_DEEPEST_FORM = 8
_LEAST_SIZE = 0.01  # pt: nothing smaller is meant to be seen


@dataclass(frozen=True, slots=True)
class Marked:
    """A glyph and the number of the marked content it was drawn in, None outside."""

    glyph: Glyph
    mark: int | None


@dataclass(frozen=True, slots=True)
class _State:
    """What q saves and Q restores."""

    matrix: Matrix = _IDENTITY
    face: Face | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


def glyphs_of(page: Any, faces: Faces) -> list[Marked]:
    """Return the glyphs of a page; faces are kept in `faces` from page to page, with the font that each is of."""
    player = _Player(faces)
    contents = page.get_contents()
    if contents is not None:
        player.play(contents.get_data(), page.get("/Resources"))
    return player.glyphs


@dataclass(slots=True)
class _Player:
    faces: Faces
    glyphs: list[Marked] = field(default_factory=list)
    state: _State = _State()
    saved: list[_State] = field(default_factory=list)
    text: Matrix = _IDENTITY
    line: Matrix = _IDENTITY
    marks: list[int | None] = field(default_factory=list)
    is_after_space: bool = False
    depth: int = 0

    def play(self, data: bytes, resources: Any) -> None:
        """Carry out the operators of one stream."""
        resources = resources.get_object() if resources is not None else {}
        for name, operands in operations(data):
            if action := _ACTIONS.get(name):
                try:
                    action(self, operands)
                except (IndexError, TypeError, ValueError):
                    continue  # an operator without its operands draws nothing
            elif name == "Tf" and len(operands) == 2:
                self.state = replace(self.state, face=self._face(resources, operands[0]), size=float(operands[1]))
            elif name == "Do" and operands:
                self._form(resources, operands[-1])

    def _face(self, resources: Any, name: Any) -> Face | None:
        font = resources.get("/Font", {}).get_object().get(f"/{name}")
        if font is None:
            return None
        font = font.get_object()
        if id(font) not in self.faces:
            self.faces[id(font)] = font, face_of(font)
        return self.faces[id(font)][1]

    def _form(self, resources: Any, name: Any) -> None:
        form = resources.get("/XObject", {}).get_object().get(f"/{name}")
        if form is None or form.get_object().get("/Subtype") != "/Form" or self.depth >= _DEEPEST_FORM:
            return
        form = form.get_object()
        before, saved, self.saved = self.state, self.saved, []
        a, b, c, d, e, f = (float(number) for number in form.get("/Matrix", _IDENTITY))
        self.state = replace(before, matrix=_times((a, b, c, d, e, f), before.matrix))
        self.depth += 1
        self.play(form.get_data(), form.get("/Resources", resources))
        self.depth -= 1
        self.state, self.saved = before, saved

    def move(self, x: float, y: float) -> None:
        """Begin a line at a distance from the beginning of the last."""
        self.text = self.line = _times((1.0, 0.0, 0.0, 1.0, x, y), self.line)

    def show(self, string: bytes) -> None:
        """Draw a string."""
        state = self.state
        if state.face is None or not isinstance(string, bytes):
            return
        a, b, c, d, e, f = _times(self.text, state.matrix)
        along, up = math.hypot(a, b), math.hypot(c, d)
        if not _LEAST_SIZE < abs(state.size) * up < math.inf:
            return
        is_level = a > 0 and abs(b) < 0.001 * along and abs(c) < 0.001 * up
        mark = next((mark for mark in reversed(self.marks) if mark is not None), None)
        pen = 0.0
        for drawn in state.face.drawn(string):
            width = drawn.width / 1000 * state.size
            if drawn.text in _SPACES:
                self.is_after_space = True
            else:
                x, y = pen * a + state.rise * c + e, pen * b + state.rise * d + f
                text = drawn.text if is_level else TURNED
                advance = width * along * state.scale if is_level else 0.0
                glyph = Glyph(text, x, y, advance, abs(state.size) * up, drawn.is_missing, self.is_after_space)
                self.glyphs.append(Marked(glyph, mark))
                self.is_after_space = False
            pen += (width + state.char_space + drawn.is_space * state.word_space) * state.scale
        self.text = _times((1.0, 0.0, 0.0, 1.0, pen, 0.0), self.text)

    def show_all(self, parts: list[Any]) -> None:
        """Draw strings with the distances between them."""
        for part in parts:
            if isinstance(part, bytes):
                self.show(part)
            else:
                distance = -float(part) / 1000 * self.state.size * self.state.scale
                self.text = _times((1.0, 0.0, 0.0, 1.0, distance, 0.0), self.text)


def _times(left: Matrix, right: Matrix) -> Matrix:
    a, b, c, d, e, f = left
    g, h, i, j, k, m = right
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands[-6:])
    return a, b, c, d, e, f


def _save(player: _Player, _: list[Any]) -> None:
    player.saved.append(player.state)


def _restore(player: _Player, _: list[Any]) -> None:
    if player.saved:
        player.state = player.saved.pop()


def _concatenate(player: _Player, operands: list[Any]) -> None:
    player.state = replace(player.state, matrix=_times(_matrix(operands), player.state.matrix))


def _begin_text(player: _Player, _: list[Any]) -> None:
    player.text = player.line = _IDENTITY


def _set_matrix(player: _Player, operands: list[Any]) -> None:
    player.text = player.line = _matrix(operands)


def _set(name: str, factor: float = 1.0) -> Callable[[_Player, list[Any]], None]:
    def act(player: _Player, operands: list[Any]) -> None:
        values: dict[str, Any] = {name: float(operands[-1]) * factor}
        player.state = replace(player.state, **values)

    return act


def _move_leading(player: _Player, operands: list[Any]) -> None:
    player.state = replace(player.state, leading=-float(operands[1]))
    player.move(float(operands[0]), float(operands[1]))


def _next_line(player: _Player, _: list[Any]) -> None:
    player.move(0.0, -player.state.leading)


def _next_line_show(player: _Player, operands: list[Any]) -> None:
    if len(operands) == 3:
        player.state = replace(player.state, word_space=float(operands[0]), char_space=float(operands[1]))
    _next_line(player, operands)
    player.show(operands[-1])


def _begin_mark(player: _Player, operands: list[Any]) -> None:
    """Remember the number in a property list such as << /MCID 7 >>; without one the mark around it counts."""
    properties = operands[-1] if operands and isinstance(operands[-1], list) else []
    number = next((value for key, value in pairwise(properties) if key == "MCID"), None)
    player.marks.append(int(number) if isinstance(number, float) and not player.depth else None)


def _end_mark(player: _Player, _: list[Any]) -> None:
    if player.marks:
        player.marks.pop()


_ACTIONS: dict[str, Callable[[_Player, list[Any]], None]] = {
    "q": _save,
    "Q": _restore,
    "cm": _concatenate,
    "BT": _begin_text,
    "Tm": _set_matrix,
    "Tc": _set("char_space"),
    "Tw": _set("word_space"),
    "Tz": _set("scale", 0.01),
    "TL": _set("leading"),
    "Ts": _set("rise"),
    "Td": lambda player, operands: player.move(float(operands[0]), float(operands[1])),
    "TD": _move_leading,
    "T*": _next_line,
    "Tj": lambda player, operands: player.show(operands[-1]),
    "TJ": lambda player, operands: player.show_all(operands[-1]),
    "'": _next_line_show,
    '"': _next_line_show,
    "BMC": lambda player, _: player.marks.append(None),
    "BDC": _begin_mark,
    "EMC": _end_mark,
}
