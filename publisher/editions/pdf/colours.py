"""Colours of a finished PDF turned into inks: takes an open PDF, changes its content streams, shadings and pictures.

What stands where is not touched. Every stream is read operator by operator: page contents, forms, patterns; then the
colours of gradients and the samples of pictures.

Source: ISO 32000-1, 8.6 (colour spaces), 8.7 (patterns and shadings), 8.9 (images), 11.6.5 (groups and masks).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, Stream

from publisher.editions.pdf.inks import Inks, Rgb, rgb_of_lab

_GRAY, _CMYK = "/DeviceGray", "/DeviceCMYK"
_SETS_SPACE = {"cs": False, "CS": True}  # operator: whether it is about strokes
_SETS_COLOUR = {"sc": False, "scn": False, "SC": True, "SCN": True}
_RGB_NOW = {"rg": False, "RG": True}
_FILL = {_GRAY: "g", _CMYK: "k"}
_STROKE = {_GRAY: "G", _CMYK: "K"}
Instruction = tuple[list[Any], Operator]


def print_in(pdf: Pdf, inks: Inks) -> None:
    """Turn every colour of the PDF into the inks."""
    for page in pdf.pages:
        content = pikepdf.parse_content_stream(page)
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(list(_inked(content, inks))))
    for found in list(pdf.objects):
        if isinstance(found, Stream | Dictionary):
            _turn(found, inks)


def _turn(found: Object, inks: Inks) -> None:
    """Turn one object: a form, a tiling pattern, a gradient, a picture, a transparency group."""
    kind = found.get("/Subtype") if isinstance(found, Stream) else None
    if kind == Name.Image:
        _develop(found, inks)
    elif kind == Name.Form or found.get("/PatternType") == 1:
        content = pikepdf.parse_content_stream(found)
        found.write(pikepdf.unparse_content_stream(list(_inked(content, inks))))
    for shading in (found, found.get("/Shading")):
        if isinstance(shading, Dictionary | Stream) and "/ShadingType" in shading:
            _shade(shading, inks)
    group = found.get("/Group")
    if isinstance(group, Dictionary) and group.get("/CS") == Name.DeviceRGB:
        group.CS = Name(inks.space)


def _inked(content: Iterable[Any], inks: Inks) -> Iterator[Instruction]:
    """Yield the operators with every colour in inks."""
    spaces = {False: _GRAY, True: _GRAY}
    kept: list[dict[bool, str]] = []
    for instruction in content:
        operands, operator = list(instruction.operands), instruction.operator
        word = str(operator)
        if word == "q":
            kept.append(dict(spaces))
        elif word == "Q" and kept:
            spaces = kept.pop()
        if word in _RGB_NOW:
            yield _set(_rgb(operands), inks, is_stroke=_RGB_NOW[word])
        elif word in _SETS_SPACE:
            spaces[_SETS_SPACE[word]] = str(operands[0])
            if _is_kept(str(operands[0])):
                yield operands, operator
        elif word in _SETS_COLOUR and not _is_kept(space := spaces[_SETS_COLOUR[word]]):
            yield _set(_in_rgb(space, operands), inks, is_stroke=_SETS_COLOUR[word])
        else:
            yield operands, operator


def _is_kept(space: str) -> bool:
    """Say whether a colour space is ink already, or of a pattern."""
    return space in {_GRAY, _CMYK, "/Pattern"}


def _in_rgb(space: str, operands: list[Any]) -> Rgb:
    """Return a colour of a space that WeasyPrint names: sRGB, or CIE Lab."""
    if space.startswith("/lab-"):
        lightness, a, b = (float(part) for part in operands)
        return rgb_of_lab(lightness, a, b)
    return _rgb(operands)


def _rgb(operands: Iterable[Any]) -> Rgb:
    red, green, blue = (min(1.0, max(0.0, float(part))) for part in operands)
    return red, green, blue


def _set(rgb: Rgb, inks: Inks, *, is_stroke: bool) -> Instruction:
    """Return the operator that sets a colour."""
    operator = (_STROKE if is_stroke else _FILL)[inks.space]
    return list(inks.mixed(rgb)), Operator(operator)


def _shade(shading: Object, inks: Inks) -> None:
    """Turn the two colours of each part of a gradient."""
    if shading.get("/ColorSpace") != Name.DeviceRGB:
        return
    for function in _parts(shading.Function):
        for end in ("/C0", "/C1"):
            if end in function:
                function[end] = Array(list(inks.mixed(_rgb(function[end]))))
    shading.ColorSpace = Name(inks.space)


def _parts(function: Object) -> Iterator[Object]:
    """Yield the exponential functions of a gradient, those of a stitched one each once."""
    if function.get("/FunctionType") == 3:
        for part in function.Functions:
            yield from _parts(part)
    elif len(function.get("/C0", [])) == 3:
        yield function


def _develop(picture: Object, inks: Inks) -> None:
    """Turn the samples of a picture; its mask stays."""
    space = picture.get("/ColorSpace")
    if picture.get("/ImageMask") or space in {Name.DeviceGray, Name.DeviceCMYK} or space is None:
        return
    image = pikepdf.PdfImage(cast(Stream, picture)).as_pil_image()
    plate = inks.plate(image.convert("RGB"))
    mask = picture.get("/SMask")
    for key in ("/DecodeParms", "/Decode", "/Interpolate", "/Intent"):
        if key in picture:
            del picture[key]
    picture.ColorSpace, picture.BitsPerComponent = Name(plate.space), 8
    picture.Width, picture.Height = plate.width, plate.height
    picture.write(zlib.compress(plate.samples, 9), filter=Name.FlateDecode)
    if mask is not None:
        picture.SMask = mask
