"""The content of all pages, played for its rules: colours that paint, fonts and codes, marks, states, pictures.

Takes a document, gives a Usage. Forms, patterns, appearances, soft masks and glyph procedures are followed; nothing is
drawn. What the colours and codes amount to is decided elsewhere.

Source: ISO 32000-1, 8 and 9, 14.6.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from publisher.proof.pdf import operators
from publisher.proof.pdf.colour import CMYK, GRAY, RGB, families
from publisher.proof.pdf.document import Document, LimitError, Page, inherited
from publisher.proof.pdf.objects import (
    Thing,
    elements,
    entry,
    is_dictionary,
    is_stream,
    key_of,
    name,
    number,
    numbers,
    pairs,
    within,
)

Key = tuple[int, int]
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST = 12
_MAX_OPERATIONS = 20_000_000
_INVISIBLE = 3


@dataclass(slots=True)
class FontUse:
    """A font and the codes drawn with it; `page` is the first it stands on, codes shown invisibly count apart."""

    obj: Thing
    page: int
    codes: Counter[int] = field(default_factory=Counter)
    is_visible: bool = False


@dataclass(slots=True)
class Picture:
    """A picture as placed: its dictionary, page and resolution; inline pictures have an `inline` description."""

    obj: Thing
    page: int
    label: str
    dpi: float


@dataclass(slots=True)
class Usage:
    """What the content does.

    Attributes:
        painted: (page, family) → where it was first met: `fill`, `text`, `image Im1`.
        asked: (page, family) of every device colour that an operator sets, painted with or not.
        inks: (page, components) of text in CMYK.
        unmarked: page → operators that paint outside of any mark.
        nested: (page, words) where artifacts and text are nested in each other.
        marks: owner of the content → the numbers of its marked content.
        missing: (page, kind, name) of resources that are used and not there.
        faults: (page, words) of what is wrong with the operators.
    """

    fonts: dict[Any, FontUse] = field(default_factory=dict)
    painted: dict[tuple[int, str], str] = field(default_factory=dict)
    asked: set[tuple[int, str]] = field(default_factory=set)
    inks: set[tuple[int, tuple[float, ...]]] = field(default_factory=set)
    unmarked: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    nested: set[tuple[int, str]] = field(default_factory=set)
    marks: dict[Key, set[int]] = field(default_factory=lambda: defaultdict(set))
    missing: set[tuple[int, str, str]] = field(default_factory=set)
    faults: set[tuple[int, str]] = field(default_factory=set)
    deepest: int = 0
    borrowed: set[tuple[int, str]] = field(default_factory=set)
    intents: set[tuple[int, str]] = field(default_factory=set)
    pictures: list[Picture] = field(default_factory=list)
    inline: list[tuple[int, dict[str, Thing]]] = field(default_factory=list)
    states: dict[Any, tuple[int, Thing]] = field(default_factory=dict)
    operations: int = 0


@dataclass(frozen=True, slots=True)
class Ink:
    """A current colour: the families it leads to, its components."""

    families: frozenset[str] = frozenset({GRAY})
    components: tuple[float, ...] = (0.0,)


@dataclass(frozen=True, slots=True)
class State:
    """What q saves and Q restores."""

    matrix: Matrix = _IDENTITY
    fill: Ink = Ink()
    stroke: Ink = Ink()
    font: FontUse | None = None
    mode: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    tag: str
    mcid: int | None


def usage_of(document: Document) -> Usage:
    """Return what the content of every page and of every appearance does."""
    usage = Usage()
    seen: set[Key] = set()
    for page in document.pages:
        player = Player(usage, page, key_of(page.obj), seen)
        player.play(page.obj, inherited(page.obj, "/Resources"))
        for annotation in page.annotations:
            for stream in _appearances(entry(annotation, "/AP")):
                player.aside(stream, State())
    return usage


def _appearances(appearance: Thing) -> list[Thing]:
    found = []
    for _, value in pairs(appearance):
        found += [value] if is_stream(value) else [each for _, each in pairs(value) if is_stream(each)]
    return found


@dataclass(slots=True)
class Player:
    """Plays the streams of one page."""

    usage: Usage
    page: Page
    owner: Key
    seen: set[Key]
    state: State = State()
    saved: list[State] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    depth: int = 0
    is_aside: bool = False

    def play(self, stream: Thing, resources: Thing) -> None:
        """Carry out one stream; what it leaves open is reported."""
        outer, self.saved, marked = self.saved, [], len(self.marks)
        text_objects = 0
        for instruction in pikepdf.parse_content_stream(stream):
            self.usage.operations += 1
            if self.usage.operations > _MAX_OPERATIONS:
                raise LimitError(f"{_MAX_OPERATIONS} operations")
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._inline(instruction, resources)
                continue
            operator = str(instruction.operator)
            self._carry_out(operator, list(instruction.operands), resources)
            text_objects += (operator == "BT") - (operator == "ET")
            if text_objects not in {0, 1}:
                self._fault(f"{operator} {operator}")
                text_objects = min(1, max(0, text_objects))
        self._close(marked, is_text=bool(text_objects))
        self.saved = outer

    def _carry_out(self, operator: str, operands: list[Thing], resources: Thing) -> None:
        if operator not in operators.KNOWN:
            self._fault(f"operator {operator[:20]}")
        elif action := _ACTIONS.get(operator):
            try:
                action(self, operator, operands, resources)
            except (IndexError, TypeError, ValueError, AttributeError):
                self._fault(f"operands of {operator}")

    def _close(self, marked: int, *, is_text: bool) -> None:
        """Report what a stream has left open."""
        if self.saved:
            self._fault(f"q without Q ({len(self.saved)})")
        if is_text:
            self._fault("BT without ET")
        if len(self.marks) > marked:
            self._fault(f"BDC without EMC ({len(self.marks) - marked})")
            del self.marks[marked:]

    def aside(self, stream: Thing, state: State) -> None:
        """Play a stream that is no part of the page's own content, once."""
        if key_of(stream) in self.seen or self.depth >= _DEEPEST:
            return
        self.seen.add(key_of(stream))
        before, self.state, was_aside, self.is_aside = self.state, state, self.is_aside, True
        self.depth += 1
        self.play(stream, entry(stream, "/Resources"))
        self.depth -= 1
        self.state, self.is_aside = before, was_aside

    def _fault(self, words: str) -> None:
        self.usage.faults.add((self.page.number, words))

    def resource(self, resources: Thing, kind: str, label: str) -> Thing:
        """Return a named resource; one that is not there is noted."""
        found = within(resources, f"/{kind}", f"/{label}")
        if found is None:
            self.usage.missing.add((self.page.number, kind, label))
        return found

    # --- painting ---

    def paint(self, ink: Ink, where: str) -> None:
        """Note that a colour paints something."""
        for family in ink.families:
            self.usage.painted.setdefault((self.page.number, family), where)

    def mark(self, operator: str) -> None:
        """Note what paints outside of any mark."""
        is_marked = any(mark.mcid is not None or mark.tag == "Artifact" for mark in self.marks)
        if not is_marked and not self.is_aside:
            self.usage.unmarked[self.page.number][operator] += 1

    def show(self, strings: list[Thing]) -> None:
        """Draw strings with the current font and colours."""
        data = b"".join(bytes(each) for each in strings if isinstance(each, pikepdf.String))
        if not data:
            return
        self.mark("Tj")
        state, use = self.state, self.state.font
        if use is None:
            self._fault("Tj without Tf")
            return
        step = 2 if name(entry(use.obj, "/Subtype")) == "Type0" else 1
        use.codes.update(int.from_bytes(data[at : at + step]) for at in range(0, len(data), step))
        if state.mode != _INVISIBLE:
            use.is_visible = True
        if state.mode in {0, 2, 4, 6}:
            self.paint(state.fill, "text")
            if CMYK in state.fill.families and len(state.fill.components) == 4:
                self.usage.inks.add((self.page.number, state.fill.components))
        if state.mode in {1, 2, 5, 6}:
            self.paint(state.stroke, "text")

    def use_font(self, font: Thing) -> None:
        """Make a font the current one."""
        if not is_dictionary(font):
            return
        key = key_of(font) if key_of(font) != (0, 0) else id(font)
        if key not in self.usage.fonts:
            self.usage.fonts[key] = FontUse(font, self.page.number)
            for _, procedure in pairs(entry(font, "/CharProcs")):
                if is_stream(procedure):
                    self._glyph(procedure, entry(font, "/Resources"))
        self.state = replace(self.state, font=self.usage.fonts[key])

    def _glyph(self, procedure: Thing, resources: Thing) -> None:
        before, was_aside, self.is_aside = self.state, self.is_aside, True
        if self.depth < _DEEPEST and key_of(procedure) not in self.seen:
            self.seen.add(key_of(procedure))
            self.depth += 1
            self.play(procedure, resources)
            self.depth -= 1
        self.state, self.is_aside = before, was_aside

    def form(self, form: Thing, label: str, resources: Thing) -> None:
        """Play a form where it is drawn."""
        if self.depth >= _DEEPEST:
            self._fault(f"form {label}: {_DEEPEST} levels")
            return
        own = entry(form, "/Resources")
        if own is None:
            self.usage.borrowed.add((self.page.number, label))
        before, owner = self.state, self.owner
        matrix = numbers(entry(form, "/Matrix"), 6) or _IDENTITY
        self.state = replace(before, matrix=times(_six(matrix), before.matrix))
        self.owner = key_of(form)
        self.depth += 1
        self.play(form, resources if own is None else own)
        self.depth -= 1
        self.state, self.owner = before, owner

    def picture(self, image: Thing, label: str, resources: Thing) -> None:
        """Note a picture with its resolution and colours."""
        a, b, c, d, _, _ = self.state.matrix
        width, height = math.hypot(a, b), math.hypot(c, d)
        across = 72 * number(entry(image, "/Width")) / width if width else math.inf
        down = 72 * number(entry(image, "/Height")) / height if height else math.inf
        self.usage.pictures.append(Picture(image, self.page.number, label, min(across, down)))
        self.mark("Do")
        if entry(image, "/ImageMask") is True:
            self.paint(self.state.fill, f"image {label}")
        elif (space := entry(image, "/ColorSpace")) is not None:
            self.paint(Ink(families(space, resources)), f"image {label}")

    def _inline(self, instruction: Any, resources: Thing) -> None:
        described: dict[str, Thing] = {}
        listed = list(instruction.iimage._image_object)  # noqa: SLF001 - pikepdf gives the dictionary no other way
        for key, value in zip(listed[::2], listed[1::2], strict=False):
            described[str(key).lstrip("/")] = value
        self.usage.inline.append((self.page.number, described))
        self.mark("BI")
        space = described.get("CS", described.get("ColorSpace"))
        if space is None:
            self.paint(self.state.fill, "inline image")
        else:
            self.paint(Ink(families(space, resources)), "inline image")


def times(left: Matrix, right: Matrix) -> Matrix:
    """Return the product of two matrices."""
    a, b, c, d, e, f = left
    g, h, i, j, k, m = right
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _six(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


# --- operators ---


def _save(player: Player, _: str, __: list[Thing], ___: Thing) -> None:
    player.saved.append(player.state)
    player.usage.deepest = max(player.usage.deepest, len(player.saved))


def _restore(player: Player, _: str, __: list[Thing], ___: Thing) -> None:
    if player.saved:
        player.state = player.saved.pop()
    else:
        player.usage.faults.add((player.page.number, "Q without q"))


def _concatenate(player: Player, _: str, operands: list[Thing], __: Thing) -> None:
    player.state = replace(player.state, matrix=times(_six(operands), player.state.matrix))


def _fill_or_stroke(player: Player, operator: str, _: list[Thing], __: Thing) -> None:
    player.mark(operator)
    if operator in operators.FILLS:
        player.paint(player.state.fill, "fill")
    if operator in operators.STROKES:
        player.paint(player.state.stroke, "stroke")


def _device_colour(player: Player, operator: str, operands: list[Thing], resources: Thing) -> None:
    family = {"g": GRAY, "rg": RGB, "k": CMYK}[operator.lower()]
    player.usage.asked.add((player.page.number, family))
    ink = Ink(families(pikepdf.Name(f"/{family}"), resources), tuple(float(each) for each in operands))
    _set_ink(player, operator, ink)


def _colour_space(player: Player, operator: str, operands: list[Thing], resources: Thing) -> None:
    space = operands[0]
    label = name(space)
    if label not in {RGB, CMYK, GRAY, "Pattern"}:
        player.resource(resources, "ColorSpace", label)
    reached = families(space, resources)
    player.usage.asked |= {(player.page.number, family) for family in reached}
    _set_ink(player, operator, Ink(reached, (0.0, 0.0, 0.0, 1.0) if reached == {CMYK} else (0.0,)))


def _colour(player: Player, operator: str, operands: list[Thing], resources: Thing) -> None:
    if operands and isinstance(operands[-1], pikepdf.Name):
        pattern = player.resource(resources, "Pattern", name(operands[-1]))
        current = player.state.fill if operator.islower() else player.state.stroke
        reached = frozenset() if len(operands) == 1 else current.families
        if is_stream(pattern):
            player.aside(pattern, State(fill=current, stroke=current))
        elif is_dictionary(pattern):
            shading = entry(pattern, "/Shading")
            reached = families(entry(shading, "/ColorSpace"), resources)
        _set_ink(player, operator, Ink(reached, ()))
        return
    current = player.state.fill if operator.islower() else player.state.stroke
    _set_ink(player, operator, Ink(current.families, tuple(float(each) for each in operands)))


def _set_ink(player: Player, operator: str, ink: Ink) -> None:
    if operator.islower():
        player.state = replace(player.state, fill=ink)
    else:
        player.state = replace(player.state, stroke=ink)


def _shade(player: Player, _: str, operands: list[Thing], resources: Thing) -> None:
    player.mark("sh")
    shading = player.resource(resources, "Shading", name(operands[0]))
    player.paint(Ink(families(entry(shading, "/ColorSpace"), resources)), f"shading {name(operands[0])}")


def _draw(player: Player, _: str, operands: list[Thing], resources: Thing) -> None:
    label = name(operands[0])
    drawn = player.resource(resources, "XObject", label)
    kind = name(entry(drawn, "/Subtype"))
    if kind == "Form":
        player.form(drawn, label, resources)
    elif kind == "Image":
        player.picture(drawn, label, resources)


def _graphics_state(player: Player, _: str, operands: list[Thing], resources: Thing) -> None:
    state = player.resource(resources, "ExtGState", name(operands[0]))
    key = key_of(state) if key_of(state) != (0, 0) else (player.page.number, name(operands[0]))
    player.usage.states.setdefault(key, (player.page.number, state))
    font = elements(entry(state, "/Font"))
    if font:
        player.use_font(font[0])
    if is_stream(group := within(state, "/SMask", "/G")):
        player.aside(group, State())


def _font(player: Player, _: str, operands: list[Thing], resources: Thing) -> None:
    player.use_font(player.resource(resources, "Font", name(operands[0])))


def _mode(player: Player, _: str, operands: list[Thing], __: Thing) -> None:
    player.state = replace(player.state, mode=int(operands[0]))


def _intent(player: Player, _: str, operands: list[Thing], __: Thing) -> None:
    player.usage.intents.add((player.page.number, name(operands[0])))


def _show(player: Player, _: str, operands: list[Thing], __: Thing) -> None:
    player.show(elements(operands[-1]))


def _begin_mark(player: Player, operator: str, operands: list[Thing], resources: Thing) -> None:
    properties = operands[-1] if operator == "BDC" else None
    if isinstance(properties, pikepdf.Name):
        properties = player.resource(resources, "Properties", name(properties))
    given = entry(properties, "/MCID")
    mcid = int(given) if isinstance(given, int) and not player.is_aside else None
    tag = name(operands[0])
    page = player.page.number
    if tag == "Artifact" and any(mark.mcid is not None for mark in player.marks):
        player.usage.nested.add((page, "Artifact in text"))
    if mcid is not None:
        if any(mark.tag == "Artifact" for mark in player.marks):
            player.usage.nested.add((page, f"MCID {mcid} in Artifact"))
        if mcid in player.usage.marks[player.owner] and player.depth == 0:
            player.usage.faults.add((page, f"MCID {mcid} twice"))
        player.usage.marks[player.owner].add(mcid)
    player.marks.append(_Mark(tag, mcid))


def _end_mark(player: Player, _: str, __: list[Thing], ___: Thing) -> None:
    if player.marks:
        player.marks.pop()
    else:
        player.usage.faults.add((player.page.number, "EMC without BDC"))


_ACTIONS = {
    "q": _save,
    "Q": _restore,
    "cm": _concatenate,
    **dict.fromkeys(operators.FILLS | operators.STROKES, _fill_or_stroke),
    **dict.fromkeys(("g", "G", "rg", "RG", "k", "K"), _device_colour),
    **dict.fromkeys(("cs", "CS"), _colour_space),
    **dict.fromkeys(("sc", "SC", "scn", "SCN"), _colour),
    "sh": _shade,
    "Do": _draw,
    "gs": _graphics_state,
    "Tf": _font,
    "Tr": _mode,
    "ri": _intent,
    **dict.fromkeys(("Tj", "TJ", "'", '"'), _show),
    **dict.fromkeys(("BMC", "BDC"), _begin_mark),
    "EMC": _end_mark,
}
