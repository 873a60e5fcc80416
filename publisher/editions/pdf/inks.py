"""The inks of a press: takes colours and pictures of a screen, gives what prints them in black or in four inks.

Neutral colours become black ink alone, and dark ones solid black: letters must not be screened. It is the only module
of the PDF editions that knows Pillow.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, cast

from PIL import Image, ImageChops, ImageCms

Rgb = tuple[float, float, float]
LARGEST_PROFILE = 20_000_000  # bytes; those of presses have three million at most
_NEUTRAL = 0.012  # of the full range: three steps of 255
_SOLID = 0.21  # a grey this dark or darker is printed solid (#353535)
_BEST = ImageCms.Intent.RELATIVE_COLORIMETRIC


class UnusableProfileError(ValueError):
    """An ICC profile that no press prints with; the text says what it is instead."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture in inks: its samples, eight bits each, row by row, and the colour space they are in."""

    width: int
    height: int
    space: str
    samples: bytes


class Inks(Protocol):
    """What prints colours.

    Attributes:
        space: the name of the device colour space of mixed colours in a PDF.
    """

    space: str

    def mixed(self, rgb: Rgb) -> tuple[float, ...]:
        """Return the amounts of ink for a colour (sRGB, each from 0 to 1)."""

    def plate(self, picture: Image.Image) -> Plate:
        """Return a picture in inks."""


def rgb_of_lab(lightness: float, a: float, b: float) -> Rgb:
    """Return a colour of CIE Lab (D50; lightness from 0 to 100) in sRGB, as near as eight bits allow."""
    # Pillow keeps a and b as bytes of which the upper half stands for what is below zero.
    pixel = Image.frombytes("LAB", (1, 1), bytes((round(lightness * 2.55), round(a) % 256, round(b) % 256)))
    shown: Any = ImageCms.profileToProfile(pixel, ImageCms.createProfile("LAB"), _screen(), outputMode="RGB")
    red, green, blue = shown.tobytes()
    return red / 255, green / 255, blue / 255


def black_of(rgb: Rgb) -> float | None:
    """Return how much black ink, from 0 to 1, prints a neutral colour; None for a colour that is not neutral."""
    if max(rgb) - min(rgb) > _NEUTRAL:
        return None
    light = sum(rgb) / 3
    return 1.0 if light <= _SOLID else round(1 - light, 4)


class Black:
    """Black ink alone."""

    space = "/DeviceGray"

    def mixed(self, rgb: Rgb) -> tuple[float, ...]:
        """Return the one amount, as light: 0 is solid."""
        black = black_of(rgb)
        light = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]  # Rec. 601, as Pillow's "L"
        return (round(light if black is None else 1 - black, 4),)

    def plate(self, picture: Image.Image) -> Plate:
        """Return a picture in black."""
        return _plate(picture.convert("L"), self.space)


@dataclass
class FourInks:
    """Cyan, magenta, yellow and black, mixed as the profile of a press says."""

    profile: bytes
    space: str = "/DeviceCMYK"
    _mixed: dict[Rgb, tuple[float, ...]] = field(default_factory=dict)

    @cached_property
    def _transform(self) -> ImageCms.ImageCmsTransform:
        press = ImageCms.ImageCmsProfile(io.BytesIO(self.profile))
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        return ImageCms.buildTransform(_screen(), press, "RGB", "CMYK", _BEST, flags)

    def mixed(self, rgb: Rgb) -> tuple[float, ...]:
        """Return the amounts of cyan, magenta, yellow and black; a neutral colour takes black alone."""
        if (black := black_of(rgb)) is not None:
            return (0.0, 0.0, 0.0, black)
        if rgb not in self._mixed:
            pixel = Image.new("RGB", (1, 1), tuple(round(part * 255) for part in rgb))
            inks = self._in_four(pixel).tobytes()
            self._mixed[rgb] = tuple(round(ink / 255, 4) for ink in inks)
        return self._mixed[rgb]

    def plate(self, picture: Image.Image) -> Plate:
        """Return a picture in four inks, one without colour in black."""
        if picture.mode == "L" or not _is_coloured(picture):
            return _plate(picture.convert("L"), Black.space)
        return _plate(self._in_four(picture.convert("RGB")), self.space)

    def _in_four(self, picture: Image.Image) -> Image.Image:
        made: Any = ImageCms.applyTransform(picture, self._transform)
        return cast(Image.Image, made)  # only a transform in place gives nothing


def inks_of(profile: bytes, *, four: bool) -> Inks:
    """Return the inks to print with.

    Raises:
        UnusableProfileError: the profile is none of a press with four inks.
    """
    if profile:
        check_profile(profile)
    return FourInks(profile) if four else Black()


def check_profile(data: bytes) -> str:
    """Return the description in a profile.

    Raises:
        UnusableProfileError: the bytes are no ICC profile of an output device with four inks, or too many.
    """
    if len(data) > LARGEST_PROFILE:
        raise UnusableProfileError(f"> {LARGEST_PROFILE // 1_000_000} MB")
    try:
        profile: Any = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile
    except OSError:
        raise UnusableProfileError("-") from None
    kind, space = str(profile.device_class).strip(), str(profile.xcolor_space).strip()
    if (kind, space) != ("prtr", "CMYK"):
        raise UnusableProfileError(f"{kind} {space}")
    return str(profile.profile_description or "").strip()


def _screen() -> Any:
    return ImageCms.createProfile("sRGB")


def _is_coloured(picture: Image.Image) -> bool:
    red, green, blue = picture.convert("RGB").split()
    apart = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return any(each.getextrema()[1] > _NEUTRAL * 255 for each in apart)  # type: ignore[operator]  # one band: two numbers


def _plate(picture: Image.Image, space: str) -> Plate:
    return Plate(picture.width, picture.height, space, picture.tobytes())
