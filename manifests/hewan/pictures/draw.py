"""Draw the cover and the five pictures of the sample issue in the manner of colour woodcuts, large enough for print.

Takes nothing but the compositions below and a fixed seed per picture, gives six PNG files beside this module.
It sets no type and reads no file, so that every run on one Pillow release writes the same pictures.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image
from woodcut import (
    INDIGO,
    INK,
    MIST,
    OCHRE,
    PAPER,
    PRINTED,
    RED,
    SAGE,
    TEAL,
    Block,
    Point,
    boat,
    duck,
    ferryman,
    flecks,
    graded,
    hill,
    house,
    lantern,
    new_block,
    reed,
    ridge,
    schoolchild,
    water,
)

COLOURS_KEPT = 40
STEPS_FOOT = 1200  # where the landing meets the water


# Sheets


def draw_cover() -> Block:
    block = new_block(1600, 2133, PAPER, 37)
    graded(block, 0, 430, MIST)
    block.disc(1160, 560, 150, RED)
    hill(block, ridge(820, (70, 1500, 0.6), (30, 520, 2.0)), 1100, MIST, SAGE)
    hill(block, ridge(930, (85, 1100, 2.6), (26, 370, 0.4)), 1200, SAGE, MIST)
    hill(block, ridge(1010, (60, 900, 4.4), (18, 300, 1.0)), 1300, TEAL, SAGE)
    block.bar(0, 1090, 1600, 2133, INDIGO)
    graded(block, 1090, 1500, TEAL)
    bank_left, bank_right = river_banks()
    terraces(block, bank_left, -1)
    terraces(block, bank_right, 1)
    block.shape([*bank_left, *reversed(bank_right)], PAPER)
    river_cuts(block, bank_left, bank_right)
    for x, y, size in ((270, 1262, 78), (372, 1286, 92), (196, 1322, 104), (330, 1366, 112)):
        house(block, x, y, size, PAPER, INK, RED if size == 92 else TEAL)
    boat(block, 640, 1722, 300, INK, RED)
    ferryman(block, 537, 1698, 112, INK)
    for k in range(7):
        block.cut(480 + 12 * k, 1736 + 14 * k, 300 - 30 * k, 7, INDIGO)
    for k in range(19):
        stalk = SAGE if k % 3 else TEAL
        reed(block, 1130 + k * 27, 2180, block.chance.uniform(330, 640), block.chance.uniform(-150, -40), stalk, OCHRE)
    flecks(block, PAPER, 500)
    return block


def river_banks() -> tuple[list[Point], list[Point]]:
    """The two edges of a river that swings right, then left, widening toward the reader."""
    left, right = [], []
    for k in range(121):
        t = k / 120
        y = 1090 + 1060 * t**1.25
        middle = 800 + 330 * math.sin(0.6 + 4.9 * t**0.75) * (0.55 + 0.5 * t)
        half = 16 + 470 * t**1.25
        left.append((middle - half, y))
        right.append((middle + half, y))
    return left, right


def river_cuts(block: Block, left: Sequence[Point], right: Sequence[Point]) -> None:
    """Current lines that follow the bend, closer to the outer bank."""
    for k in range(3, 120):
        (start, y), (end, _) = left[k], right[k]
        for _ in range(1 + k // 30):
            length = (end - start) * block.chance.uniform(0.10, 0.28)
            x = start + (end - start - length) * block.chance.random() ** 1.3
            block.cut(x, y + block.chance.uniform(-4, 4), length, 2 + k * 0.045, SAGE if k % 3 else TEAL)


def terraces(block: Block, bank: Sequence[Point], outward: int) -> None:
    """Field edges that follow the bank, wider apart away from the water and near the reader."""
    for row in range(1, 12):
        for k in range(6, 118, 2):
            (x, y), (next_x, next_y) = bank[k], bank[k + 3]
            away = row * (5 + 58 * (k / 120) ** 1.1) * (1 + row * 0.06)
            if block.chance.random() < 0.16:
                continue
            colour = OCHRE if (row * 7 + k // 14) % 9 == 0 else TEAL if (row + k // 10) % 4 else SAGE
            length = math.hypot(next_x - x, next_y - y) * 0.95
            block.cut(x + outward * away, y, length, 2.5 + 6 * k / 120, colour, math.atan2(next_y - y, next_x - x))


def draw_ferry() -> Block:
    """A tall sheet: it fills the page on which the report opens, and words stand before its lower left."""
    block = new_block(1600, 2240, MIST, 2)
    graded(block, 0, 520, SAGE)
    block.disc(1130, 430, 128, PAPER)
    hill(block, ridge(700, (80, 1500, 2.2), (26, 470, 1.2)), 980, SAGE, MIST)
    hill(block, ridge(800, (60, 1300, 1.1), (22, 410, 0.2)), 1010, TEAL, SAGE)
    for k in range(26):
        block.cut(block.chance.uniform(-200, 1300), 850 + k * 6, block.chance.uniform(300, 800), 13, PAPER)
    water(block, 990, 2240, SAGE, PAPER, 1.5)
    landing(block)
    for k, x in enumerate((1002, 1072, 1142, 1212, 1282, 1352, 1422, 1492)):
        level = STEPS_FOOT - 34 * k
        schoolchild(block, x, level, 104 + 7 * k, (RED, INDIGO, TEAL, OCHRE)[k % 4], (OCHRE, RED, INK, INDIGO)[k % 4])
    for k in range(9):
        block.cut(150 + 15 * k, 1166 + 17 * k, 560 - 48 * k, 9, TEAL)
    boat(block, 430, 1160, 620, INDIGO, RED)
    ferryman(block, 200, 1106, 190, INK)
    flecks(block, PAPER, 640)
    return block


def landing(block: Block) -> None:
    """A flight of stone steps climbing to the right, its side wall laid in courses of dressed stone."""
    steps = [(940.0 + 70 * k, STEPS_FOOT - 34.0 * k) for k in range(10)]
    wall = [(940.0, float(block.height))]
    for x, y in steps:
        wall += [(x, y), (x + 70, y)]
    block.shape([*wall, (1640, block.height)], INDIGO)
    for course in range(40):
        y = block.height - 16 - 34 * course
        left = max(946.0, 946 + 70 * math.ceil((STEPS_FOOT - y) / 34 + 0.3))
        x = left - block.chance.uniform(0, 60)
        while x < 1600:
            length = block.chance.uniform(90, 190)
            start = max(x, left)
            if x + length - start > 24:
                block.cut(start, y, x + length - start, 4, TEAL)
                block.cut(x + length, y - 30, 28, 4, TEAL, math.pi / 2)
            if block.chance.random() < 0.3 and x > left:
                block.cut(x + 24, y - 16, length * 0.5, 9, SAGE)
            x += length + 6
    for x, y in steps:
        block.bar(x - 8, y, x + 70, y + 13, PAPER)
        block.bar(x, y + 13, x + 70, y + 19, INK)


def draw_bridge() -> Block:
    block = new_block(1600, 1200, PAPER, 3)
    graded(block, 0, 330, SAGE)
    block.disc(1235, 300, 92, RED)
    hill(block, ridge(450, (80, 1250, 0.2), (26, 430, 1.4)), 700, MIST, SAGE)
    hill(block, ridge(560, (40, 900, 2.2), (18, 300, 0.5)), 700, SAGE, TEAL)
    water(block, 690, 1200, MIST, SAGE, 1.4)
    bridge_span(block, 690, INDIGO, 1)
    bridge_span(block, 690, TEAL, -1)
    for k in range(54):
        y = 700 + k * 9.2
        x = block.chance.uniform(-300, 200)
        while x < 1600:
            length = block.chance.uniform(140, 420)
            block.cut(x, y, length, 3 + 0.06 * k, MIST)
            x += length + block.chance.uniform(10, 160)
    boat(block, 1180, 1010, 250, INK, OCHRE, -1)
    ferryman(block, 1266, 988, 92, INK, -1)
    for k in range(5):
        block.cut(1070 + 14 * k, 1022 + 13 * k, 230 - 30 * k, 6, INDIGO)
    for k in range(13):
        reed(block, 20 + 34 * k, 1230, block.chance.uniform(190, 400) * (1 - k / 40), 60 + 5 * k, INDIGO, OCHRE)
    flecks(block, PAPER, 420)
    return block


def bridge_span(block: Block, level: float, colour: str, up: int) -> None:
    """Five half-circle arches on a level road; with up = -1 the same upside down, as the water shows it."""
    deck = level - up * 214
    road = [(800 + x, deck + up * sag) for x, sag in ((-800, 34), (-400, 8.5), (0, 0), (400, 8.5), (800, 34))]
    openings = [(-40.0, 118.0), (255.0, 134.0), (575.0, 150.0), (915.0, 150.0), (1240.0, 134.0), (1540.0, 118.0)]
    outline: list[Point] = [*road]
    for x, radius in reversed(openings):
        turn = [math.pi * k / 40 for k in range(41)]
        outline += [(x + radius * math.cos(a), level - up * radius * math.sin(a)) for a in turn]
    block.shape(outline, colour)
    if up < 0:
        return
    for x, radius in openings:
        for k in range(3, 38, 2):
            angle = math.pi * k / 40
            root = (x + (radius + 8) * math.cos(angle), level - (radius + 8) * math.sin(angle))
            block.cut(*root, 24, 5, MIST, -angle)
    block.line(road, 12, INK)
    for k in range(41):
        x = k * 40.0
        top = deck + 34 * ((x - 800) / 800) ** 2
        block.bar(x - 3, top - 34, x + 3, top, INK)
    block.line([(x, y - 34) for x, y in road], 6, INK)


def draw_market() -> Block:
    block = new_block(1600, 1200, TEAL, 4)
    block.bar(0, 0, 1600, 250, MIST)
    graded(block, 0, 90, SAGE)
    hill(block, ridge(92, (26, 900, 0.3), (10, 240, 2.0)), 130, SAGE, TEAL)
    water(block, 128, 262, MIST, SAGE, 1.6)
    for x, canopy in ((300, RED), (720, INDIGO), (1180, OCHRE)):
        boat(block, x, 205, 190, INK, canopy, -1)
    block.shape([(470, 262), (1130, 262), (1520, 1200), (80, 1200)], PAPER)
    for _ in range(170):
        depth = block.chance.random()
        half = 320 + 390 * depth
        block.cut(800 + block.chance.uniform(-half, half), 275 + 925 * depth, 20 + 50 * depth, 3 + 3 * depth, MIST)
    rooftops(block)
    for row in range(9):
        depth = row / 8
        y = 318 + 880 * depth**1.25
        size = 62 + 78 * depth
        stalls(block, y, size, depth, row)
        crowd(block, y + size * 0.55, size, depth)
    flecks(block, PAPER, 380)
    return block


def rooftops(block: Block) -> None:
    """Tiled roofs on both sides of the street, seen from above, with their courses of tiles."""
    for k in range(7):
        depth = k / 6
        top, tall = 262 + 800 * depth**1.15, 120 + 70 * depth
        for side in (-1, 1):
            inner = 800 + side * (345 + 400 * depth)
            outer = 800 + side * 1000
            lean = side * 34
            eaves = [(outer, top + tall), (inner + lean, top + tall)]
            block.shape([(inner, top), (outer, top), *eaves], INDIGO if k % 2 else INK)
            for course in range(1, 40):
                x = inner + side * course * (15 + 9 * depth)
                block.cut(x + lean * 0.2, top + 6, tall * 0.86, 4 + 2 * depth, TEAL, math.pi / 2 - side * 0.12)
            block.line([(inner, top), (outer, top)], 7, PAPER)


def stalls(block: Block, y: float, size: float, depth: float, row: int) -> None:
    """One rank of striped awnings on each side of the lane, with baskets set out under them."""
    for side in (-1, 1):
        for place in range(2):
            x = 800 + side * (150 + 190 * depth + place * size * 1.75)
            cloth, stripe = ((RED, PAPER), (INDIGO, MIST), (OCHRE, RED), (TEAL, PAPER))[(row + place + (side > 0)) % 4]
            awning(block, x, y, size, cloth, stripe)
            for k in range(3):
                basket, rim = x - side * size * (0.85 + 0.02 * k), y + size * (0.05 + 0.32 * k)
                block.disc(basket, rim, size * 0.13, OCHRE, 0.7)
                block.disc(basket, rim - size * 0.02, size * 0.09, (RED, PAPER, TEAL)[(row + k) % 3], 0.6)


def awning(block: Block, x: float, y: float, size: float, cloth: str, stripe: str) -> None:
    block.figure(x, y, size, [(-0.62, 0.46), (0.82, 0.46), (0.90, 0.66), (-0.50, 0.66)], INK)
    for k in range(6):
        left, right = -0.72 + 0.24 * k, -0.48 + 0.24 * k
        strip = [(left * 0.86, -0.34), (right * 0.86, -0.34), (right, 0.46), (left, 0.46)]
        block.figure(x, y, size, strip, stripe if k % 2 else cloth)
        block.disc(x + (left + 0.12) * size, y + 0.46 * size, 0.12 * size, stripe if k % 2 else cloth, 0.75)


def crowd(block: Block, y: float, size: float, depth: float) -> None:
    """Market-goers in the lane from above: coats, heads, and now and then a hat or a carrying pole."""
    for k in range(7):
        x = 800 + (k * 4 % 7 - 3) * (33 + 29 * depth) + block.chance.uniform(-0.3, 0.3) * size
        foot = y + (k - 3) * 0.13 * size + block.chance.uniform(-0.05, 0.05) * size
        coat = block.chance.choice((INDIGO, RED, TEAL, INK, OCHRE))
        block.disc(x + size * 0.12, foot + size * 0.12, size * 0.17, SAGE, 0.5)
        block.figure(x, foot, size, [(-0.16, 0.1), (-0.12, -0.28), (0.12, -0.28), (0.16, 0.1)], coat)
        if k % 3:
            block.disc(x, foot - 0.34 * size, 0.105 * size, INK)
            continue
        block.disc(x, foot - 0.33 * size, 0.2 * size, OCHRE, 0.55)
        block.disc(x, foot - 0.36 * size, 0.07 * size, PAPER, 0.6)
        if k:
            block.line([(x - 0.5 * size, foot - 0.16 * size), (x + 0.5 * size, foot - 0.2 * size)], 0.045 * size, INK)
            for end in (-0.5, 0.5):
                block.disc(x + end * size, foot + 0.06 * size, 0.15 * size, TEAL, 0.75)


def draw_reeds() -> Block:
    block = new_block(1600, 1200, PAPER, 5)
    graded(block, 0, 360, MIST)
    block.disc(560, 430, 112, RED)
    hill(block, ridge(520, (56, 1400, 2.0), (20, 380, 0.7)), 680, MIST, SAGE)
    hill(block, ridge(600, (26, 800, 0.4), (12, 260, 2.2)), 690, SAGE, TEAL)
    water(block, 670, 1200, TEAL, SAGE, 1.2)
    block.shape([(620, 742), (820, 722), (1150, 716), (1600, 728), (1600, 792), (1240, 800), (900, 780)], PAPER)
    for _ in range(90):
        x, y = block.chance.uniform(760, 1560), block.chance.uniform(732, 784)
        block.cut(x, y, block.chance.uniform(30, 110), 4, OCHRE)
    for k in range(34):
        reed(block, 980 + k * 19, 742, block.chance.uniform(60, 120), block.chance.uniform(8, 30), SAGE, MIST)
    for x, y, size in ((560, 858, 62), (690, 884, 70), (840, 866, 60), (640, 950, 78), (960, 930, 74)):
        for k in range(4):
            block.cut(x - size * (1.0 - 0.1 * k), y + 5 + 9 * k, size * (1.7 - 0.3 * k), 5, MIST)
        duck(block, x, y, size, INK, OCHRE)
    for k in range(9):
        x, y = 960 + 58 * abs(k - 3) * (1 if k > 3 else -0.75), 150 + 26 * abs(k - 3)
        block.line([(x - 24, y - 9), (x - 7, y + 3), (x, y), (x + 7, y + 3), (x + 25, y - 12)], 5, INK)
    for edge, direction in ((0, 1), (1600, -1)):
        for k in range(17):
            height = block.chance.uniform(560, 1080) * (1 - k / 42)
            lean = direction * block.chance.uniform(40, 190)
            stalk, plume = INK if k % 3 else INDIGO, OCHRE if k % 5 == 2 else SAGE
            reed(block, edge + direction * (k * 27 - 30), 1230, height, lean, stalk, plume)
    flecks(block, PAPER, 420)
    return block


def draw_lanterns() -> Block:
    block = new_block(1600, 1200, INK, 6)
    graded(block, 60, 620, INDIGO, darkest_at_top=False)
    for _ in range(90):
        block.disc(block.chance.uniform(0, 1600), block.chance.uniform(20, 360), block.chance.uniform(1.2, 2.6), MIST)
    block.disc(1240, 190, 84, PAPER)
    for x, y, length in ((1010, 214, 330), (1120, 236, 380), (1060, 252, 250)):
        block.cut(x, y, length, 13, INDIGO)
    hill(block, ridge(480, (70, 1350, 1.8), (24, 410, 0.1)), 640, INDIGO, TEAL)
    hill(block, ridge(560, (26, 760, 0.2), (14, 250, 1.0)), 640, INK, INDIGO)
    for k, x in enumerate((90, 190, 270, 372, 1130, 1226, 1330, 1420, 1500)):
        house(block, x, 632, 74 + 9 * (k % 3), INDIGO, TEAL, OCHRE if k % 4 else None)
    water(block, 628, 1200, INK, INDIGO, 2.4)
    far = ((820, 690, 120), (560, 720, 140), (1080, 736, 150), (300, 800, 210))
    for x, y, size in (*far, (1300, 850, 250), (760, 900, 320), (380, 1050, 380)):
        lantern_boat(block, x, y, size)
    return block


def lantern_boat(block: Block, x: float, y: float, size: float) -> None:
    """A boat carrying one lantern at the bow, and the light it lays on the water."""
    lamp = x + size * 0.30
    for k in range(int(9 + size / 30)):
        length = size * (0.62 - 0.028 * k) * block.chance.uniform(0.7, 1.1)
        start = lamp + block.chance.uniform(-0.06, 0.06) * size - length / 2
        block.cut(start, y + size * (0.05 + 0.058 * k), length, size * 0.026, RED if k % 3 == 1 else OCHRE)
    boat(block, x, y, size, TEAL, None)
    ferryman(block, x - 0.28 * size, y - 0.06 * size, size * 0.34, TEAL)
    mast = x + 0.18 * size
    block.line([(mast, y - 0.08 * size), (mast, y - 0.52 * size), (lamp, y - 0.50 * size)], size * 0.016, SAGE)
    lantern(block, lamp, y - 0.34 * size, size * 0.17)


# Printing

SHEETS: dict[str, Callable[[], Block]] = {
    "cover": draw_cover,
    "ferry": draw_ferry,
    "bridge": draw_bridge,
    "market": draw_market,
    "reeds": draw_reeds,
    "lanterns": draw_lanterns,
}


def pull(block: Block) -> Image.Image:
    """The finished sheet: brought down to size and to a few inks, so that the file stays small."""
    size = (round(block.width * PRINTED), round(block.height * PRINTED))
    sheet = block.image.resize(size, Image.Resampling.BOX)
    return sheet.quantize(COLOURS_KEPT, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def main() -> None:
    folder = Path(__file__).resolve().parent
    for name, draw in SHEETS.items():
        pull(draw()).save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
