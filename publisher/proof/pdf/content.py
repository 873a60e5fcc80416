"""The content of all pages: takes a document, gives a Usage; and what each operator of a content stream does to it.

Source: ISO 32000-1, annex A, with 8, 9 and 14.6.
"""

from __future__ import annotations

from dataclasses import replace

import pikepdf

from publisher.proof.pdf import operators
from publisher.proof.pdf.colour import CMYK, GRAY, RGB, families
from publisher.proof.pdf.document import Document, inherited
from publisher.proof.pdf.objects import Thing, elements, entry, is_dictionary, is_stream, key_of, name, pairs, within
from publisher.proof.pdf.player import Action, Player, six, times
from publisher.proof.pdf.usage import Ink, Key, Mark, State, Usage


def usage_of(document: Document) -> Usage:
    """Return what the content of every page and of every appearance does."""
    usage = Usage()
    seen: set[Key] = set()
    for page in document.pages:
        player = Player(usage, page, key_of(page.obj), seen, ACTIONS)
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


# --- operators ---


def _save(player: Player, _: str, __: list[Thing], ___: Thing) -> None:
    player.saved.append(player.state)
    player.usage.deepest = max(player.usage.deepest, len(player.saved))


def _restore(player: Player, _: str, __: list[Thing], ___: Thing) -> None:
    if player.saved:
        player.state = player.saved.pop()
    else:
        player.fault("Q without q")


def _concatenate(player: Player, _: str, operands: list[Thing], __: Thing) -> None:
    player.state = replace(player.state, matrix=times(six(operands), player.state.matrix))


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
            player.fault(f"MCID {mcid} twice")
        player.usage.marks[player.owner].add(mcid)
    player.marks.append(Mark(tag, mcid))


def _end_mark(player: Player, _: str, __: list[Thing], ___: Thing) -> None:
    if player.marks:
        player.marks.pop()
    else:
        player.fault("EMC without BDC")


ACTIONS: dict[str, Action] = {
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
