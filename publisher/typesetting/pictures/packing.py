"""What a picture file holds beside the picture: takes JPEG or PNG, gives the same pixels without metadata.

Nothing is decoded: segments and chunks that do not make the picture are left out (Exif, XMP, place, comments, dates,
thumbnails, profiles). A file it does not understand to the end is None, and the caller encodes the picture anew.
"""

from __future__ import annotations

import re

_JFIF = bytes.fromhex("ffe000104a46494600010100000100010000")  # version 1.1, square pixels, no thumbnail
_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_APPLICATION = frozenset(range(0xE0, 0xF0))
_COMMENT, _ADOBE, _SCAN, _END = 0xFE, 0xEE, 0xDA, 0xD9
_MAX_SCANS = 100  # a progressive picture has about ten; thousands are made to keep a decoder busy
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SHAPING = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})


def bare_jpeg(data: bytes) -> bytes | None:
    """Return a JPEG of the same pixels: tables, frame and scans, and the colour transform of Adobe where said."""
    out, at = bytearray(data[:2]), 2
    try:
        while True:
            at, marker = _next_marker(data, at)
            if marker == _END:
                return bytes(out + b"\xff\xd9")
            end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
            out += _kept(marker, data[at:end])
            at = end
            if marker == _SCAN:
                scan_end = _end_of_scan(data, at)
                out += data[at:scan_end]
                at = scan_end
    except _UnknownShapeError:
        return None


def scans(data: bytes) -> int:
    """Return how many scans a JPEG seems to have; a thumbnail's may count as well."""
    return data.count(b"\xff\xda")


def has_too_many_scans(data: bytes) -> bool:
    """Say whether a JPEG is made to keep a decoder busy."""
    return scans(data) > _MAX_SCANS


class _UnknownShapeError(Exception):
    """The file is not laid out as its kind is."""


def _next_marker(data: bytes, at: int) -> tuple[int, int]:
    """Return where the segment at `at` really begins, fill bytes passed over, and its marker."""
    match = _MARKER.match(data, at)
    if not match or (match.end() > len(data) - 2 and data[match.end() - 1] != _END):
        raise _UnknownShapeError
    return match.end() - 2, data[match.end() - 1]


def _kept(marker: int, segment: bytes) -> bytes:
    body = segment[4:]
    if marker == 0xE0 and body.startswith(b"JFIF\0"):
        return _JFIF
    if marker == _COMMENT or (marker in _APPLICATION and not (marker == _ADOBE and body.startswith(b"Adobe"))):
        return b""
    return segment


def _end_of_scan(data: bytes, at: int) -> int:
    match = _MARKER.search(data, at)
    if not match:
        raise _UnknownShapeError
    return match.start()


def bare_png(data: bytes) -> bytes | None:
    """Return a PNG of the same pixels: header, palette, transparency, picture data."""
    out, at = bytearray(_SIGNATURE), len(_SIGNATURE)
    while at + 12 <= len(data):
        kind, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4], "big")
        if end > len(data):
            return None
        if kind in _SHAPING:
            out += data[at:end]
        elif not kind[0] & 0x20:
            return None  # critical, and we do not know it
        if kind == b"IEND":
            return bytes(out)
        at = end
    return None
