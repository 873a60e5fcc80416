"""What fuzzing begins with: small honest inputs for each target, and, in the same folders, whatever was found once.

Words are files in seeds/<target>/; pictures, books and PDFs are made here, so that no file of bytes lies about.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

SEEDS = Path(__file__).parent / "seeds"
_WORDS = {"page": "article", "draft": "text", "typography": "pdf"}  # targets that share the seeds of another
_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60" width="9cm">
<style>.a{fill:#c00;stroke:url(#g)}</style>
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>
<g id="s"><path d="M0 0h9v9z"/></g></defs>
<text x="1" y="2" class="a">河<tspan dy="1">湾</tspan></text><use href="#s" transform="scale(2)"/></svg>"""


@cache
def seeds(target: str) -> tuple[bytes, ...]:
    """Return the seeds of a target, in a fixed order."""
    place = SEEDS / _WORDS.get(target, target)
    kept = [path.read_bytes() for path in sorted(place.iterdir())] if place.is_dir() else []
    return (*kept, *_made(target))


def _made(target: str) -> Iterator[bytes]:
    match target:
        case "picture":
            yield from _pictures()
        case "book":
            yield _book()
        case "html":
            from tests.unit.proof.test_difference_files import PAGE

            yield PAGE.encode()
        case "pdf" | "typography":
            from tests.unit.proof.pdf import samples

            yield from (samples.saved(samples.archive()), samples.saved(samples.printed()))
        case _:
            pass


def _pictures() -> Iterator[bytes]:
    """Yield a picture of every kind, with metadata where a kind has any, and a drawing."""
    from PIL import Image, ImageCms

    photo = Image.linear_gradient("L").resize((24, 16)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    yield _encoded(photo, "JPEG", exif=exif, icc_profile=profile, comment=b"x")
    yield _encoded(photo.convert("CMYK"), "JPEG", progressive=True)
    yield _encoded(photo, "PNG", exif=exif, icc_profile=profile)
    yield _encoded(photo.convert("P"), "PNG", transparency=0)
    yield _encoded(photo.convert("I;16"), "PNG")
    yield _encoded(photo.convert("P"), "GIF")
    yield _encoded(photo, "WEBP", exif=exif, lossless=True)
    yield _SVG.encode()


def _encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def _book() -> bytes:
    from tests.unit.proof.test_difference_files import HONEST

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in HONEST:
            archive.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()
