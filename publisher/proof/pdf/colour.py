"""Colour spaces and ICC profiles: takes an object of a PDF, gives which device colours are meant in the end.

`DeviceRGB` and its kin are given with DefaultRGB put in their place where the resources have one; Indexed, Separation,
DeviceN and Pattern give what lies below them; `ICCBased-3` is a profile of three components.

Source: ISO 32000-1, 8.6; ICC.1:2010, 7.2.
"""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from publisher.proof.pdf.objects import Thing, elements, entry, is_stream, name, number, within

RGB, CMYK, GRAY = "DeviceRGB", "DeviceCMYK", "DeviceGray"
DEVICES = {RGB, CMYK, GRAY}
SHORT = {"RGB": RGB, "CMYK": CMYK, "G": GRAY, "I": "Indexed"}
COUNTS = {RGB: 3, CMYK: 4, GRAY: 1}
_DEEPEST = 8
_ICC_SPACES = {b"RGB ": 3, b"CMYK": 4, b"GRAY": 1, b"Lab ": 3}


@dataclass(frozen=True, slots=True)
class Icc:
    """The header of a profile; `count` is the number of its colour components, 0 for a space no PDF may use."""

    version: int
    kind: str
    space: str
    count: int


def icc_of(stream: Thing) -> Icc | None:
    """Return the header of an ICC profile, None for a stream that is none."""
    if not is_stream(stream):
        return None
    data = stream.read_bytes()
    if len(data) < 128 or data[36:40] != b"acsp" or int.from_bytes(data[:4]) > len(data):
        return None
    space = data[16:20]
    return Icc(data[8], data[12:16].decode("latin-1"), space.decode("latin-1").strip(), _ICC_SPACES.get(space, 0))


def families(space: Thing, resources: Thing, depth: int = 0) -> frozenset[str]:
    """Return the colours a space leads to: device families, `ICCBased`, `CalRGB` and others by their names."""
    listed = elements(space)
    kind = name(listed[0]) if listed else ""
    kind = SHORT.get(kind, kind)
    if depth > _DEEPEST or not kind:
        return frozenset()
    if kind in DEVICES:
        return _default(kind, resources, depth)
    if isinstance(space, pikepdf.Name):
        named = within(resources, "/ColorSpace", f"/{kind}")
        return frozenset({kind}) if named is None else families(named, resources, depth + 1)
    below = {"Indexed": 1, "Separation": 2, "DeviceN": 2, "Pattern": 1}.get(kind)
    if below is not None:
        return families(listed[below], resources, depth + 1) if len(listed) > below else frozenset({kind})
    if kind == "ICCBased" and len(listed) > 1:
        return frozenset({f"ICCBased-{int(number(entry(listed[1], '/N')))}"})
    return frozenset({kind})


def _default(kind: str, resources: Thing, depth: int) -> frozenset[str]:
    default = within(resources, "/ColorSpace", f"/Default{kind.removeprefix('Device')}")
    if default is None or name(elements(default)[0]) in DEVICES:
        return frozenset({kind})
    return families(default, None, depth + 1)
