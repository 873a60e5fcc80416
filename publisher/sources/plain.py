"""Extracted plain text → lines: reads one file's bytes and gives a Source of the galley.

Takes bytes, a path as shown and an id; which encodings are known, and how they are told apart, is the business of
`encoding`. It repairs nothing: bytes that are not text are refused with their place.
"""

from __future__ import annotations

import hashlib
import re

from publisher.issue.galley import Source
from publisher.problems import Place, Problem, SourceError
from publisher.sources.encoding import Decoded, InvalidBytesError, UncertainError, decode

_LINE_END = re.compile(r"\r\n|\n|\r")
# C0 but for tab, vertical tab and form feed, DEL, C1, and the code points that are no characters in any plane.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_BOM = "\ufeff"


def read_source(data: bytes, source_id: str, shown: str, opened: str = "") -> Source:
    """Return the file as lines; complaints name the path `opened`, or `shown` if none is given.

    Lines end at LF, CRLF or CR only; a line end at the end of the file opens no further line. A byte order mark is no
    text. Columns and characters are code points, whatever the encoding.

    Raises:
        SourceError: `source/invalid-bytes` for damaged bytes, `source/encoding-uncertain` where nothing says how the
            file is encoded, `source/control-character` for NUL and other controls.
    """
    decoded = _decoded(data, opened or shown)
    text = decoded.text.removeprefix(_BOM)
    lines = split_lines(text)
    _refuse_controls(lines, opened or shown)
    return Source(
        id=source_id,
        path=shown,
        opened=opened or shown,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        lines=lines,
        line_ends=len(decoded.text) - sum(map(len, lines)),
    )


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text, cut at LF, CRLF and CR only (not at U+0085, U+2028 or form feeds)."""
    lines = _LINE_END.split(text)
    return tuple(lines[:-1] if lines and not lines[-1] else lines)


def _decoded(data: bytes, shown: str) -> Decoded:
    try:
        return decode(data)
    except InvalidBytesError as error:
        byte = data[error.offset : error.offset + 2].hex(" ")
        values = {"encoding": error.encoding.upper(), "byte": byte, "offset": error.offset}
        raise SourceError(Problem("source/invalid-bytes", Place(shown, error.lines + 1), values)) from None
    except UncertainError as error:
        values = {"candidates": ", ".join(error.candidates) or "?"}
        raise SourceError(Problem("source/encoding-uncertain", Place(shown), values)) from None


def _refuse_controls(lines: tuple[str, ...], shown: str) -> None:
    for number, line in enumerate(lines, 1):
        if match := _CONTROL.search(line):
            place = Place(shown, number, match.start() + 1)
            raise SourceError(Problem("source/control-character", place, {"code": f"U+{ord(match[0]):04X}"}))
