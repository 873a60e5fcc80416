"""Cut flat colours, gouge strokes and small things of the river into a block.

Takes a Block and places in units of the drawing, gives shapes in eight fixed inks.
It composes no picture and writes no file: that is done in draw.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from PIL import Image, ImageDraw

Point = tuple[float, float]
Ridge = Callable[[float], float]

PRINTED = 1.5  # pixels of the finished sheet to a unit: a page of 191 mm holds 300 of them to the inch
OVERSAMPLING = 3

INK = "#18242e"
INDIGO = "#234357"
TEAL = "#42727b"
SAGE = "#8fb0a6"
MIST = "#cfd9cd"
PAPER = "#f3ead7"
RED = "#c4482f"
OCHRE = "#dda448"


@dataclass(frozen=True, slots=True)
class Block:
    """One picture being cut: coordinates are units of the drawing, of which a finished sheet has 1600 across."""

    width: int
    height: int
    image: Image.Image
    pen: ImageDraw.ImageDraw
    chance: Random = field(repr=False)

    def shape(self, points: Sequence[Point], colour: str) -> None:
        self.pen.polygon([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points], fill=colour)

    def figure(self, x: float, y: float, size: float, points: Sequence[Point], colour: str) -> None:
        """A shape whose points are given from (x, y) in units of size."""
        self.shape([(x + px * size, y + py * size) for px, py in points], colour)

    def disc(self, x: float, y: float, radius: float, colour: str, flatness: float = 1.0) -> None:
        box = (x - radius, y - radius * flatness, x + radius, y + radius * flatness)
        self.pen.ellipse([value * OVERSAMPLING for value in box], fill=colour)

    def bar(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        self.shape([(left, top), (right, top), (right, bottom), (left, bottom)], colour)

    def cut(self, x: float, y: float, length: float, thickness: float, colour: str, angle: float = 0.0) -> None:
        """One stroke of the gouge: thick in the middle, pointed at both ends, starting at (x, y)."""
        along = (math.cos(angle), math.sin(angle))
        across = (-along[1], along[0])
        spine = [(0.0, 0.0), (0.3, 0.42), (0.55, 0.5), (0.8, 0.3), (1.0, 0.0)]
        upper = [(s * length, w * thickness) for s, w in spine]
        outline = upper + [(s, -w) for s, w in reversed(upper[1:-1])]
        self.shape([(x + s * along[0] + w * across[0], y + s * along[1] + w * across[1]) for s, w in outline], colour)

    def line(self, points: Sequence[Point], thickness: float, colour: str) -> None:
        scaled = [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points]
        self.pen.line(scaled, fill=colour, width=round(thickness * OVERSAMPLING), joint="curve")


def new_block(width: int, height: int, ground: str, seed: int) -> Block:
    image = Image.new("RGB", (width * OVERSAMPLING, height * OVERSAMPLING), ground)
    return Block(width, height, image, ImageDraw.Draw(image), Random(seed))


# Ground: sky, hills, water, paper


def graded(block: Block, top: float, bottom: float, colour: str, *, darkest_at_top: bool = True) -> None:
    """A wiped gradation: horizontal cuts that thin out away from the dark edge."""
    y = top
    while y < bottom:
        depth = (y - top) / (bottom - top)
        strength = (1 - depth) if darkest_at_top else depth
        x = -block.chance.uniform(0, 300)
        while x < block.width:
            length = block.chance.uniform(160, 520)
            block.cut(x, y, length, 1.5 + 9.5 * strength**1.4, colour)
            x += length * (0.80 + 0.5 * (1 - strength))
        y += 10.0


def ridge(base: float, *waves: tuple[float, float, float]) -> Ridge:
    """Height of a skyline at x: each wave is (amplitude, wavelength, phase)."""
    return lambda x: base - sum(a * math.sin(2 * math.pi * x / length + phase) for a, length, phase in waves)


def hill(block: Block, top: Ridge, bottom: float, fill: str, carved: str | None, spacing: float = 26.0) -> None:
    """A flat hill with cuts running down its slopes, dense under the skyline and open below."""
    crest = [(float(x), top(x)) for x in range(0, block.width + 9, 8)]
    block.shape([*crest, (block.width, bottom), (0, bottom)], fill)
    if carved is None:
        return
    x = 0.0
    while x < block.width:
        slope = (top(x + 12) - top(x - 12)) / 24
        angle = math.pi / 2 + 0.5 * max(-1.0, min(1.0, slope * -2.4))
        reach = min(bottom - top(x), 150.0)
        start = 8 + block.chance.uniform(0, 14)
        for _ in range(3):
            length = block.chance.uniform(0.14, 0.30) * reach
            if start + length > reach * 0.92:
                break
            block.cut(x + start * math.cos(angle), top(x) + start, length, block.chance.uniform(3, 6), carved, angle)
            start += length * block.chance.uniform(1.2, 2.0)
        x += spacing * block.chance.uniform(0.6, 1.4)


def water(block: Block, top: float, bottom: float, fill: str, carved: str, density: float = 1.0) -> None:
    """Still water: level cuts, short and close far away, long and apart near by."""
    block.bar(0, top, block.width, bottom, fill)
    y = top + 6
    while y < bottom:
        depth = (y - top) / (bottom - top)
        x = block.chance.uniform(-200, 120)
        while x < block.width:
            length = block.chance.uniform(50, 130) * (0.7 + 1.9 * depth)
            block.cut(x, y + block.chance.uniform(-3, 3), length, 2.5 + 5 * depth, carved)
            x += length + block.chance.uniform(60, 330) * (0.6 + depth) / density
        y += 11 + 20 * depth


def flecks(block: Block, colour: str, count: int) -> None:
    """Places where the block took no colour."""
    for _ in range(count):
        x, y = block.chance.uniform(0, block.width), block.chance.uniform(0, block.height)
        block.cut(x, y, block.chance.uniform(3, 9), block.chance.uniform(1.5, 3), colour, block.chance.uniform(0, 3.1))


# Things


def boat(block: Block, x: float, y: float, size: float, hull: str, canopy: str | None, facing: int = 1) -> None:
    """A flat-bottomed river boat whose waterline is centred on (x, y); size is its length."""

    def place(points: Sequence[Point]) -> list[Point]:
        return [(x + facing * px * size, y + py * size) for px, py in points]

    block.shape(place([(-0.5, -0.11), (-0.38, 0.0), (0.36, 0.0), (0.54, -0.15), (0.40, -0.085), (-0.40, -0.075)]), hull)
    if canopy is None:
        return
    arch = [(0.24 * math.cos(math.pi * k / 16) - 0.06, -0.09 - 0.17 * math.sin(math.pi * k / 16)) for k in range(17)]
    block.shape(place(arch), canopy)
    for rib in (-0.17, -0.06, 0.05):
        block.line(place([(rib, -0.09), (rib, -0.245 if rib == -0.06 else -0.235)]), size * 0.008, hull)


def ferryman(block: Block, x: float, y: float, size: float, colour: str, lean: int = 1) -> None:
    """A standing figure in a broad hat, feet at (x, y), with a pole reaching down into the water."""
    block.figure(x, y, size, [(-0.11, 0), (-0.15, -0.62), (0.15, -0.62), (0.13, 0)], colour)
    block.disc(x, y - 0.74 * size, 0.1 * size, colour)
    block.figure(x, y, size, [(-0.26, -0.76), (0, -0.98), (0.26, -0.76)], colour)
    top, foot = (x + lean * 0.55 * size, y - 1.25 * size), (x - lean * 0.32 * size, y + 0.7 * size)
    block.line([top, foot], 0.04 * size, colour)


def schoolchild(block: Block, x: float, y: float, size: float, coat: str, bag: str) -> None:
    """A child seen from the side, feet at (x, y), satchel on the back."""
    for leg in (-0.09, 0.07):
        block.bar(x + (leg - 0.045) * size, y - 0.34 * size, x + (leg + 0.045) * size, y, INK)
    block.figure(x, y, size, [(-0.19, -0.28), (-0.13, -0.72), (0.13, -0.72), (0.19, -0.28)], coat)
    block.bar(x + 0.10 * size, y - 0.70 * size, x + 0.30 * size, y - 0.38 * size, bag)
    block.disc(x, y - 0.85 * size, 0.135 * size, PAPER)
    arc = [(0.15 * math.cos(a * 0.1), -0.855 + 0.155 * math.sin(a * 0.1)) for a in range(30, 66)]
    block.figure(x, y, size, arc, INK)


def house(block: Block, x: float, y: float, size: float, wall: str, roof: str, window: str | None) -> None:
    """A gabled house seen from the eaves side, lower left corner of the wall at (x, y)."""
    block.bar(x, y - 0.5 * size, x + size, y, wall)
    block.figure(x, y, size, [(-0.14, -0.48), (0.08, -0.86), (0.92, -0.86), (1.14, -0.48)], roof)
    if window:
        block.bar(x + 0.18 * size, y - 0.36 * size, x + 0.36 * size, y - 0.16 * size, window)
        block.bar(x + 0.62 * size, y - 0.36 * size, x + 0.80 * size, y - 0.16 * size, window)


def reed(block: Block, x: float, y: float, height: float, lean: float, stalk: str, plume: str) -> None:
    """A reed rooted at (x, y): a bent stalk, two leaves and a drooping plume."""

    def at(t: float) -> Point:
        return x + lean * t * t, y - height * t

    block.line([at(k / 12) for k in range(13)], max(2.5, height * 0.007), stalk)
    for t, side in ((0.35, 1), (0.52, -1), (0.66, 1)):
        leaf_x, leaf_y = at(t)
        block.cut(leaf_x, leaf_y, height * 0.27, height * 0.022, stalk, -math.pi / 2 + side * 0.5 + lean / height)
    tip_x, tip_y = at(1.0)
    bend = 1 if lean >= 0 else -1
    for k in range(22):
        root = (tip_x - lean * 0.012 * k, tip_y + height * 0.009 * k)
        angle = -math.pi / 2 + bend * (0.45 + 0.05 * k) + block.chance.uniform(-0.25, 0.25)
        block.cut(*root, height * (0.085 + 0.002 * k), height * 0.013, plume, angle)


def duck(block: Block, x: float, y: float, size: float, body: str, bill: str, facing: int = 1) -> None:
    body_line = [(-0.62, -0.34), (-0.35, -0.2), (0.2, -0.3), (0.5, -0.1), (0.3, 0), (-0.35, 0)]
    block.figure(x, y, size, [(facing * px, py) for px, py in body_line], body)
    neck = [(x + facing * 0.3 * size, y - 0.14 * size), (x + facing * 0.42 * size, y - 0.46 * size)]
    block.line(neck, 0.13 * size, body)
    block.disc(x + facing * 0.45 * size, y - 0.5 * size, 0.13 * size, body)
    block.cut(x + facing * 0.52 * size, y - 0.48 * size, 0.24 * size, 0.09 * size, bill, 0 if facing > 0 else math.pi)


def lantern(block: Block, x: float, y: float, size: float) -> None:
    """A lit paper lantern hung at (x, y), with its ring of light."""
    for radius, colour in ((2.3, INDIGO), (1.55, TEAL)):
        for k in range(36):
            angle = 2 * math.pi * k / 36
            start = (x + size * radius * 0.62 * math.cos(angle), y + size * radius * 0.62 * math.sin(angle))
            block.cut(*start, size * 0.55, size * 0.07, OCHRE if radius < 2 else colour, angle)
    block.disc(x, y, size * 0.62, RED, 1.12)
    block.disc(x, y, size * 0.40, OCHRE, 1.45)
    block.disc(x, y + size * 0.08, size * 0.18, PAPER, 1.7)
    block.bar(x - size * 0.26, y - size * 0.78, x + size * 0.26, y - size * 0.62, INK)
    block.bar(x - size * 0.26, y + size * 0.62, x + size * 0.26, y + size * 0.76, INK)
