"""What a picture shows: takes its bytes, gives its size and pixels in short, or why it cannot be shown.

One that is too large is refused unread.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MOST_PIXELS = 60_000_000
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
_SIDE = 16  # pixels of a sketch, each way
_ALIKE = 0.9  # correlation of two sketches of one picture, whatever inks it is printed in


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture in short.

    Attributes:
        pixels: digest of its colours, pixel by pixel.
        sketch: the picture at 16 × 16 grey pixels, in hexadecimal.
    """

    width: int
    height: int
    pixels: str
    sketch: str

    def is_like(self, other: Plate) -> bool:
        """Say whether two pictures show the same, be the colours converted or the size another."""
        one, two = (bytes.fromhex(each.sketch) for each in (self, other))
        means = sum(one) / len(one), sum(two) / len(two)
        left, right = ([value - mean for value in each] for each, mean in zip((one, two), means, strict=True))
        spread = sqrt(sum(value * value for value in left) * sum(value * value for value in right))
        if not spread:
            return one == two
        return sum(a * b for a, b in zip(left, right, strict=True)) / spread >= _ALIKE


def plate_of(picture: Picture) -> Plate:
    """Return a decoded picture in short."""
    colours = picture.convert("RGB")
    grey = colours.convert("L").resize((_SIDE, _SIDE))
    digest = hashlib.sha256(colours.tobytes()).hexdigest()
    return Plate(picture.width, picture.height, digest, grey.tobytes().hex())


def plate(data: bytes) -> Plate | None:
    """Return a picture in short, None for one that cannot be decoded: a drawing."""
    from PIL import Image

    if undecodable(data):
        return None
    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        return plate_of(picture)


def undecodable(data: bytes) -> str:
    """Return why a picture cannot be decoded to its last byte, or nothing if it can."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return f"{picture.width} × {picture.height}"
                picture.load()
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        return str(error)[:80] or type(error).__name__
    return ""
