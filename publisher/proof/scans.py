"""Pictures of printed pages, made ready to stand inside a page: takes a file, gives a data URI.

A large picture is made smaller, and a format that browsers do not show becomes JPEG. The file itself is never changed.
"""

from __future__ import annotations

import base64
import io
import warnings
from pathlib import Path

from publisher.problems import Place, Problem, ReissueError

LONGEST_EDGE = 2400  # pixels: small print of a newspaper page stays legible
_LARGEST = 100_000_000  # bytes of a scan that is read
_LARGEST_KEPT = 1_500_000  # bytes
_SHOWN = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}


def data_uri(scan: str, folder: Path, manifest: str) -> str:
    """Return a scan, named relative to a folder, as a data URI.

    Raises:
        ReissueError: the file is no picture, or one that cannot be read to its end.
    """
    from PIL import Image, UnidentifiedImageError

    path = folder / scan
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            kind, data = _ready(path)
    except UnidentifiedImageError:
        raise _refused(scan, "not a picture", manifest) from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _refused(scan, str(error), manifest) from None
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _ready(path: Path) -> tuple[str, bytes]:
    """Return media type and bytes: those of the file if a browser can show them, else a JPEG made of them."""
    from PIL import Image, ImageOps

    if path.stat().st_size > _LARGEST:
        raise ValueError(f"> {_LARGEST // 1_000_000} MB")
    data = path.read_bytes()
    with Image.open(io.BytesIO(data), formats=(*_SHOWN, "TIFF", "BMP")) as image:
        image.load()
        if image.format in _SHOWN and len(data) <= _LARGEST_KEPT:
            return _SHOWN[image.format], data
        smaller = ImageOps.exif_transpose(image).convert("RGB")
    smaller.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    made = io.BytesIO()
    smaller.save(made, "JPEG", quality=80, optimize=True)
    return "image/jpeg", made.getvalue()


def _refused(scan: str, reason: str, manifest: str) -> ReissueError:
    return ReissueError(Problem("proof/bad-scan", Place(manifest), {"scan": scan, "reason": reason}))
