"""Symbols that machines read, drawn: takes an issue, gives the barcode and the QR codes of its manifest as pictures.

Everything is black on white, in whole modules, with the quiet zone around it. It is the only module that knows segno.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.issue.issue import Issue
from publisher.issue.qr import QrCode
from publisher.typesetting.barcode import Barcode, barcode_of
from publisher.typesetting.pictures import Picture

_MODULE_MM = 0.33  # of an EAN-13 at 100 %
_QUIET_LEFT, _QUIET_BETWEEN, _QUIET_RIGHT = 11, 9, 7
_MAIN = 95
_BAR, _GUARD = 69, 74  # modules high
_DIGIT, _DIGIT_ROOM = 9.0, 83  # size of the digits; height of the whole
_ADD_ON_TOP = 10
_QR_QUIET = 4
_QR_MODULE_MM, _QR_LEAST_MM = 0.45, 18.0
_RUN = re.compile("1+")
_FACE = "Reissue text"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol on a page: the name of its picture, its size in millimetres, what it says, and where it leads."""

    picture: str
    width_mm: float
    height_mm: float
    label: str
    url: str = ""


def symbols_of(issue: Issue) -> tuple[Picture, ...]:
    """Return every symbol that the pages of an issue show, as drawings."""
    barcode = barcode_of(issue)
    drawn = [_picture("barcode", _barcode_name(barcode), barcode_drawing(barcode))] if barcode else []
    codes = dict.fromkeys([*issue.qr_codes, *(code for article in issue.articles() for code in article.qr_codes)])
    links = dict.fromkeys(code.url for code in codes)
    drawn += [_picture(f"qr{number:02}", _qr_name(url), qr_drawing(url)) for number, url in enumerate(links, 1)]
    return tuple(drawn)


def barcode_symbol(issue: Issue, percent: int) -> Symbol | None:
    """Return the barcode of an issue at a size, 100 % being that of the standard; None if it has none."""
    barcode = barcode_of(issue)
    if barcode is None:
        return None
    module = _MODULE_MM * percent / 100
    said = f"ISSN {barcode.issn}　{barcode.digits}" + (f" {barcode.add_on}" if barcode.add_on else "")
    return Symbol(_barcode_name(barcode), round(_width(barcode) * module, 3), round(_DIGIT_ROOM * module, 3), said)


def qr_symbols(codes: tuple[QrCode, ...]) -> list[Symbol]:
    """Return QR codes with the size at which a telephone reads them."""
    return [_qr_symbol(code) for code in codes]


def barcode_drawing(barcode: Barcode) -> str:
    """Return a barcode as SVG, a module being one unit; its digits are text in the face of the issue."""
    width = _width(barcode)
    beside = _QUIET_LEFT + _MAIN + _QUIET_BETWEEN
    path = "".join(_main_bars(barcode.modules()))
    path += "".join(_bars(barcode.add_on_modules(), beside, _ADD_ON_TOP, _GUARD - _ADD_ON_TOP))
    digits = "".join(_digits(barcode, beside))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_DIGIT_ROOM}" '
        f'viewBox="0 0 {width} {_DIGIT_ROOM}" shape-rendering="crispEdges">'
        f'<rect width="{width}" height="{_DIGIT_ROOM}" fill="#fff"/><path fill="#000" d="{path}"/>'
        f'<g font-family="{_FACE}" font-size="{_DIGIT}" text-anchor="middle" fill="#000">{digits}</g></svg>'
    )


def qr_drawing(url: str) -> str:
    """Return a link as the SVG of a QR code of error correction M, a module being one unit."""
    import segno

    rows = [
        "".join("1" if dark else "0" for dark in row) for row in segno.make_qr(url, error="m", boost_error=False).matrix
    ]
    side = len(rows) + 2 * _QR_QUIET
    path = "".join(bar for y, row in enumerate(rows) for bar in _bars(row, _QR_QUIET, y + _QR_QUIET, 1))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path fill="#000" d="{path}"/></svg>'
    )


def _main_bars(modules: str) -> Iterator[str]:
    for match in _RUN.finditer(modules):
        is_guard = match.start() < 3 or 45 <= match.start() < 50 or match.start() >= _MAIN - 3
        yield _bar(_QUIET_LEFT + match.start(), 0, len(match[0]), _GUARD if is_guard else _BAR)


def _bars(modules: str, x: int, y: int, height: int) -> Iterator[str]:
    for match in _RUN.finditer(modules):
        yield _bar(x + match.start(), y, len(match[0]), height)


def _bar(x: int, y: int, width: int, height: int) -> str:
    return f"M{x} {y}h{width}v{height}h-{width}z"


def _digits(barcode: Barcode, beside: int) -> Iterator[str]:
    """Yield the digits where the standard has them: the first before the bars, six below each half."""
    below = _DIGIT_ROOM - 2
    yield _digit(barcode.digits[0], 5.0, below)
    for index, digit in enumerate(barcode.digits[1:]):
        half, place = divmod(index, 6)
        yield _digit(digit, _QUIET_LEFT + (50 if half else 3) + 7 * place + 3.5, below)
    for index, digit in enumerate(barcode.add_on):
        yield _digit(digit, beside + 4 + 9 * index + 3.5, _ADD_ON_TOP - 2)


def _digit(digit: str, x: float, y: float) -> str:
    return f'<text x="{x:g}" y="{y:g}">{digit}</text>'


def _width(barcode: Barcode) -> int:
    beside = _QUIET_BETWEEN + len(barcode.add_on_modules()) if barcode.add_on else 0
    return _QUIET_LEFT + _MAIN + beside + _QUIET_RIGHT


def _qr_symbol(code: QrCode) -> Symbol:
    import segno

    modules = len(segno.make_qr(code.url, error="m", boost_error=False).matrix) + 2 * _QR_QUIET
    side = round(max(_QR_LEAST_MM, modules * _QR_MODULE_MM), 3)
    return Symbol(_qr_name(code.url), side, side, code.label, code.url)


def _picture(stem: str, name: str, drawing: str) -> Picture:
    data = f'<?xml version="1.0" encoding="utf-8"?>\n{drawing}\n'.encode()
    width, height = (int(side) for side in re.findall(r'(?:width|height)="(\d+)"', drawing)[:2])
    words = "".join(re.findall(r"<text[^>]*>([^<]*)", drawing))
    digest = hashlib.sha256(data).hexdigest()
    return Picture(name, f"pictures/{stem}.svg", data, "image/svg+xml", width, height, digest, words)


def _barcode_name(barcode: Barcode) -> str:
    return f"//barcode/{barcode.digits}/{barcode.add_on}"


def _qr_name(url: str) -> str:
    return f"//qr/{url}"
