"""Whether a picture can be shown: takes its bytes, gives why not. One that is too large is refused unread."""

from __future__ import annotations

import io
import warnings

MOST_PIXELS = 60_000_000
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")


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
