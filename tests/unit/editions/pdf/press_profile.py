"""A press for tests: the ICC profile of an invented device with four inks, made of a few lines of arithmetic.

Inks are the complements of sRGB with all grey taken out into black; 8-bit tables, version 2.

Source: ICC.1:2001-04, 6.5.
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Callable, Sequence

Colour = tuple[float, ...]
_D50 = (0.9642, 1.0, 0.8249)
_TO_D50 = ((0.4361, 0.3851, 0.1431), (0.2225, 0.7169, 0.0606), (0.0139, 0.0971, 0.7141))
_FROM_D50 = ((3.1339, -1.6169, -0.4906), (-0.9788, 1.9161, 0.0335), (0.0719, -0.2290, 1.4052))


def press_profile() -> bytes:
    """Return the profile."""
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 11) + b"Test press\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": b"XYZ " + bytes(4) + _fixed(_D50),
        b"A2B0": _table(4, 3, 5, lambda inks: _lab_bytes(_lab(_light(inks)))),
        b"B2A0": _table(3, 4, 9, lambda lab: _inks(_rgb(_from_bytes(lab)))),
    }
    return _bound(tags, b"prtr", b"CMYK")


def screen_profile() -> bytes:
    """Return a profile of the wrong kind: a screen's."""
    return _bound({b"cprt": b"text" + bytes(4) + b"none\0"}, b"mntr", b"RGB ")


def _bound(tags: dict[bytes, bytes], kind: bytes, space: bytes) -> bytes:
    start = 128 + 4 + 12 * len(tags)
    index, body = b"", b""
    for name, data in tags.items():
        index += name + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = start + len(body)
    head = struct.pack(
        ">I4sI4s4s4s6H4s", size, b"\0\0\0\0", 0x02400000, kind, space, b"Lab ", 2026, 1, 1, 0, 0, 0, b"acsp"
    )
    head += bytes(28) + _fixed(_D50) + bytes(48)
    return head + struct.pack(">I", len(tags)) + index + body


def _fixed(values: Sequence[float]) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _table(inputs: int, outputs: int, grid: int, made: Callable[[Colour], Colour]) -> bytes:
    straight = bytes(range(256))
    steps = [step / (grid - 1) for step in range(grid)]
    values = (made(point) for point in itertools.product(steps, repeat=inputs))
    body = bytes(min(255, max(0, round(part * 255))) for value in values for part in value)
    identity = _fixed((1, 0, 0, 0, 1, 0, 0, 0, 1))
    head = b"mft1" + bytes(4) + bytes([inputs, outputs, grid, 0]) + identity
    return head + straight * inputs + body + straight * outputs


def _light(inks: Colour) -> Colour:
    return tuple((1 - ink) * (1 - inks[3]) for ink in inks[:3])


def _inks(rgb: Colour) -> Colour:
    black = 1 - max(rgb)
    return (*(0.0 if black == 1 else (1 - part - black) / (1 - black) for part in rgb), black)


def _lab(rgb: Colour) -> Colour:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    x, y, z = (
        _f(sum(m * part for m, part in zip(row, linear, strict=True)) / white)
        for row, white in zip(_TO_D50, _D50, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _rgb(lab: Colour) -> Colour:
    y = (lab[0] + 16) / 116
    xyz = [_inverse(part) * white for part, white in zip((y + lab[1] / 500, y, y - lab[2] / 200), _D50, strict=True)]
    linear = [min(1.0, max(0.0, sum(m * part for m, part in zip(row, xyz, strict=True)))) for row in _FROM_D50]
    return tuple(12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in linear)


def _f(part: float) -> float:
    return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116


def _inverse(part: float) -> float:
    return part**3 if part > 0.206893 else (part - 16 / 116) / 7.787


def _lab_bytes(lab: Colour) -> Colour:
    return lab[0] / 100, (lab[1] + 128) / 255, (lab[2] + 128) / 255


def _from_bytes(parts: Colour) -> Colour:
    return parts[0] * 100, parts[1] * 255 - 128, parts[2] * 255 - 128
