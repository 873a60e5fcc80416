"""What a picture may be, and how it is refused: limits, kinds told by content, and the one exception of this package.

It opens nothing: a kind is what the first bytes say, whatever the file is called.
"""

from __future__ import annotations

MAX_BYTES = 50_000_000
MAX_PIXELS = 40_000_000
KINDS = "PNG, JPEG, GIF, WebP, SVG"
_PNG = b"\x89PNG\r\n\x1a\n"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class RefusedPictureError(Exception):
    """Why a picture cannot be printed: a problem's code, and the values its message names."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def bad(reason: str) -> RefusedPictureError:
    """Return the refusal of a picture that is broken or of no kind we know."""
    return RefusedPictureError("typesetting/bad-picture", reason=reason)


def too_large(size: str, limit: str) -> RefusedPictureError:
    """Return the refusal of a picture beyond a limit."""
    return RefusedPictureError("typesetting/large-picture", size=size, limit=limit)


def kind_of(data: bytes) -> str:
    """Return PNG, JPEG, GIF, WEBP or SVG.

    Raises:
        RefusedPictureError: the bytes begin like none of them.
    """
    if data.startswith(_PNG):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data[:6] in {b"GIF87a", b"GIF89a"}:
        return "GIF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if _begins_like_xml(data):
        return "SVG"
    raise bad(f"≠ {KINDS}")


def _begins_like_xml(data: bytes) -> bool:
    start = data[:400]
    for mark in _BYTE_ORDER_MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip().startswith(b"<")
