"""Pictures made of pixels: takes bytes of a known kind, gives an upright picture in sRGB, encoded.

The whole picture is read before anything is believed of it; what is broken, too large or moving is refused. The same
bytes and the same target give the same bytes. It is the only module of this room that knows Pillow.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from publisher.typesetting.pictures.packing import bare_jpeg, bare_png, has_too_many_scans
from publisher.typesetting.pictures.refusal import MAX_PIXELS, RefusedPictureError, bad, too_large

if TYPE_CHECKING:
    from PIL import Image

_ORIENTATION = 0x0112
_TURNS: dict[object, int] = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # Exif's orientation → Pillow's transposition
# What Pillow's decoders raise when they come upon something they did not foresee; a lack of memory is another matter.
_WHATEVER = (
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError, TypeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
_FLAT = 0.4  # of all pixels: where more are like their neighbour, a picture is a drawing
_MUCH_SMALLER = 0.5
_COLOURS = 256
_COMPRESSION = 7  # of PNG: a fourth of the time that 9 takes, for two bytes in a hundred
_TONES = 16
_PLAIN = {"1", "L", "LA", "P", "RGB", "RGBA"}
_SRGB_NAMES = ("sRGB", "c2")  # c2: Facebook's tiny sRGB


@dataclass(frozen=True, slots=True)
class Target:
    """What a picture is made for.

    Attributes:
        box: greatest width and height in pixels; None keeps every pixel.
        quality: of a JPEG, 1 to 100.
        is_print: pixels matter more than bytes; what is encoded anew is encoded without visible loss.
        is_jpeg: whatever comes in goes out as a JPEG on white.
        is_tight: bytes are short; a JPEG that needed nothing is encoded anew where that is smaller.
    """

    box: tuple[int, int] | None
    quality: int = 85
    is_print: bool = False
    is_jpeg: bool = False
    is_tight: bool = False


PRINT = Target(None, quality=95, is_print=True)


@dataclass(frozen=True, slots=True)
class Developed:
    """A finished picture; `suffix` is jpg, png or svg, `words` what is written in a drawing."""

    data: bytes
    suffix: str
    width: int
    height: int
    words: str = ""


def developed(data: bytes, kind: str, target: Target) -> Developed:
    """Return a picture made for the target: upright, sRGB, eight bits, no metadata, no larger than the box.

    Raises:
        RefusedPictureError: it is broken, moves, or has more pixels than may be read.
    """
    image, is_untouched = _upright(_read(data, kind))
    if target.box and (image.width > target.box[0] or image.height > target.box[1]):
        image, is_untouched = _reduced(image, target.box), False
    if kind == "JPEG":
        return _as_jpeg(image, data if is_untouched else b"", target)
    if target.is_jpeg:
        return _made(_jpeg(image, target), "jpg", image)
    bare = bare_png(data) if is_untouched and kind == "PNG" else None
    png = bare or _png(image)
    if not target.is_print and _is_photograph(image):
        jpeg = _jpeg(image, target)
        if len(jpeg) < len(png) * _MUCH_SMALLER:
            return _made(jpeg, "jpg", image)
    return _made(png, "png", image)


def _made(data: bytes, suffix: str, image: Image.Image) -> Developed:
    return Developed(data, suffix, image.width, image.height)


def _read(data: bytes, kind: str) -> Image.Image:
    """Return a picture read to its last byte; of a JPEG with further pictures behind it, the first."""
    from PIL import Image, ImageFile, UnidentifiedImageError

    if kind == "JPEG" and has_too_many_scans(data):
        raise bad("JPEG scans > 100")
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, once imported, lets Pillow pass them over in silence
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=(kind,))
            pixels = image.width * image.height
            if pixels > MAX_PIXELS:
                raise too_large(f"{pixels / 1e6:.0f} MP", f"{MAX_PIXELS / 1e6:.0f} MP")
            if kind != "JPEG" and getattr(image, "is_animated", False):
                raise RefusedPictureError("typesetting/moving-picture")
            image.load()
            return image
    except UnidentifiedImageError:
        raise bad(f"{kind}?") from None
    except (*_WHATEVER, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise bad(str(error)) from None


def _upright(image: Image.Image) -> tuple[Image.Image, bool]:
    """Return the picture as it is to be seen, of eight bits in sRGB, and whether its pixels are the old ones."""
    from PIL import Image

    is_untouched = True
    profile = image.info.get("icc_profile")
    if (turn := _TURNS.get(_orientation(image))) is not None:
        image, is_untouched = image.transpose(Image.Transpose(turn)), False
    if converted := _converted(image, profile):
        image, is_untouched = converted, False
    if image.mode not in _PLAIN:
        image, is_untouched = _eight_bits(image), False
    return image, is_untouched


def _orientation(image: Image.Image) -> object:
    """Return how a camera was held, as Exif has it; a damaged Exif says nothing."""
    try:
        return image.getexif().get(_ORIENTATION)
    except _WHATEVER:
        return None


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _converted(image: Image.Image, profile: bytes | None) -> Image.Image | None:
    """Return the picture in sRGB by its own profile, or None if it has none, a broken one, or sRGB."""
    from PIL import Image, ImageCms

    if not profile:
        return None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if ImageCms.getProfileDescription(source).strip().startswith(_SRGB_NAMES):
            return None
        colours, alpha = _parted(image)
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        made = ImageCms.profileToProfile(
            colours, source, ImageCms.createProfile("sRGB"), intent, "RGB", flags=ImageCms.Flags.BLACKPOINTCOMPENSATION
        )
    except (*_WHATEVER, ImageCms.PyCMSError):
        return None
    if made is None:
        return None
    if colours.mode == "L":
        made = made.convert("L")
    return Image.merge("RGBA", (*made.convert("RGB").split(), alpha)) if alpha else made


def _parted(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Return the colours in a mode a profile can be for, and the transparency."""
    if image.has_transparency_data:
        whole = image.convert("RGBA")
        return whole.convert("RGB"), whole.getchannel("A")
    if image.mode in {"L", "RGB", "CMYK"}:
        return image, None
    return image.convert("L" if image.mode == "1" else "RGB"), None


def _reduced(image: Image.Image, box: tuple[int, int]) -> Image.Image:
    from PIL import Image

    scale = min(box[0] / image.width, box[1] / image.height)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return _unindexed(image).resize(size, Image.Resampling.LANCZOS)


def _unindexed(image: Image.Image) -> Image.Image:
    """Return the picture without a palette, with transparency as a channel of its own."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in {"1", "L"}:
        return image.convert("L")
    return image.convert("RGB")


def _as_jpeg(image: Image.Image, untouched: bytes, target: Target) -> Developed:
    bare = bare_jpeg(untouched) if untouched else None
    if bare and not target.is_tight:
        return _made(bare, "jpg", image)
    made = _jpeg(image, target)
    return _made(bare if bare and len(bare) <= len(made) else made, "jpg", image)


def _jpeg(image: Image.Image, target: Target) -> bytes:
    from PIL import Image

    flat = _unindexed(image)
    if flat.mode == "RGBA":
        page = Image.new("RGB", flat.size, "white")
        page.paste(flat, mask=flat.getchannel("A"))
        flat = page
    flat.info = {}
    stream = io.BytesIO()
    subsampling = 0 if target.is_print else 2
    flat.save(stream, "JPEG", quality=target.quality, subsampling=subsampling, optimize=True)
    return stream.getvalue()


def _png(image: Image.Image) -> bytes:
    if image.mode not in {"1", "P"}:
        image = _simplest(_unindexed(image))
    kept: dict[str | tuple[int, int], Any] = {key: value for key, value in image.info.items() if key == "transparency"}
    image = image.copy()
    image.info = kept
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=_COMPRESSION)
    return stream.getvalue()


def _simplest(image: Image.Image) -> Image.Image:
    """Return the same pixels in the mode that takes least room."""
    if image.mode == "RGBA":
        if image.getchannel("A").getextrema() != (255, 255):
            return image
        image = image.convert("RGB")
    if image.mode == "RGB" and _is_grey(image):
        image = image.convert("L")
    return _few_tones(image) if image.mode == "L" else _few_colours(image)


def _is_grey(image: Image.Image) -> bool:
    from PIL import ImageChops

    red, green, blue = image.split()
    return not ImageChops.difference(red, green).getbbox() and not ImageChops.difference(green, blue).getbbox()


def _few_tones(image: Image.Image) -> Image.Image:
    tones = [tone for tone, count in enumerate(image.histogram()) if count]
    if len(tones) > _TONES:
        return image
    small = image.point([tones.index(tone) if tone in tones else 0 for tone in range(256)], "P")
    small.putpalette([value for tone in tones for value in (tone, tone, tone)])
    return small


def _few_colours(image: Image.Image) -> Image.Image:
    """Return the picture with a palette of its colours, if there are few; else as it is."""
    from PIL import Image, ImageChops

    if not image.getcolors(_COLOURS):
        return image
    small = image.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return image if ImageChops.difference(small.convert("RGB"), image).getbbox() else small


def _is_photograph(image: Image.Image) -> bool:
    """Say whether a picture is opaque, and few of its pixels are as bright as the one beside them."""
    from PIL import ImageChops

    whole = _unindexed(image)
    if whole.mode == "RGBA" and whole.getchannel("A").getextrema() != (255, 255):
        return False
    grey = whole.convert("L")
    alike = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0)).histogram()[0]
    return alike < _FLAT * grey.width * grey.height
