"""Plays content streams: takes a stream with its resources, carries out its operators, fills a Usage.

Forms are followed where they are drawn, patterns, appearances, soft masks and glyph procedures once. Nothing is drawn.

Source: ISO 32000-1, 8, 9 and 14.6.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from publisher.proof.pdf import operators
from publisher.proof.pdf.colour import CMYK, families
from publisher.proof.pdf.document import LimitError, Page
from publisher.proof.pdf.objects import (
    Thing,
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
from publisher.proof.pdf.usage import IDENTITY, FontUse, Ink, Key, Mark, Matrix, Picture, State, Usage

_DEEPEST = 12
_MAX_OPERATIONS = 5_000_000
_MAX_FORMS = 50_000
_INVISIBLE = 3
Action = Callable[["Player", str, list[Thing], Thing], None]


@dataclass(slots=True)
class Player:
    """Plays the streams of one page."""

    usage: Usage
    page: Page
    owner: Key
    seen: set[Key]
    actions: Mapping[str, Action]
    state: State = field(default_factory=State)
    saved: list[State] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    depth: int = 0
    is_aside: bool = False

    def play(self, stream: Thing, resources: Thing) -> None:
        """Carry out one stream; what it leaves open is reported."""
        outer, self.saved, marked = self.saved, [], len(self.marks)
        text_objects = 0
        for instruction in self._parsed(stream):
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
                self.fault(f"{operator} {operator}")
                text_objects = min(1, max(0, text_objects))
        self._close(marked, is_text=bool(text_objects))
        self.saved = outer

    def _parsed(self, stream: Thing) -> list[Any]:
        """Return the instructions of a stream; one that cannot be parsed is a fault and draws nothing."""
        try:
            return list(pikepdf.parse_content_stream(stream))
        except (pikepdf.PdfError, TypeError, ValueError) as error:
            self.fault(f"unreadable: {error}"[:120])
            return []

    def _carry_out(self, operator: str, operands: list[Thing], resources: Thing) -> None:
        if operator not in operators.KNOWN:
            self.fault(f"operator {operator[:20]}")
        elif action := self.actions.get(operator):
            try:
                action(self, operator, operands, resources)
            except (IndexError, TypeError, ValueError, AttributeError):
                self.fault(f"operands of {operator}")

    def _close(self, marked: int, *, is_text: bool) -> None:
        """Report what a stream has left open."""
        if self.saved:
            self.fault(f"q without Q ({len(self.saved)})")
        if is_text:
            self.fault("BT without ET")
        if len(self.marks) > marked:
            self.fault(f"BDC without EMC ({len(self.marks) - marked})")
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

    def fault(self, words: str) -> None:
        """Note something wrong with the content of the page."""
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
            self.fault("Tj without Tf")
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
            self.fault(f"form {label}: {_DEEPEST} levels")
            return
        self.usage.forms += 1
        if self.usage.forms > _MAX_FORMS:
            raise LimitError(f"{_MAX_FORMS} forms")
        own = entry(form, "/Resources")
        if own is None:
            self.usage.borrowed.add((self.page.number, label))
        before, owner = self.state, self.owner
        matrix = numbers(entry(form, "/Matrix"), 6) or IDENTITY
        self.state = replace(before, matrix=times(six(matrix), before.matrix))
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


def six(values: Any) -> Matrix:
    """Return six numbers as a matrix; raises ValueError for more or fewer."""
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f
